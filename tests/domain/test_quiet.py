"""When members may be disturbed."""

import pytest

from domain import quiet
from domain.quiet import MessageClass, SendingHours
from tests.domain.offices import MAKKAH, at


@pytest.mark.parametrize(
    ("message", "moment", "sent"),
    [
        (MessageClass.SERVICE, "2026-11-22 23:00", "2026-11-23 08:00"),
        (MessageClass.SERVICE, "2026-11-22 21:00", "2026-11-22 21:00"),
        (MessageClass.AWARENESS, "2026-11-22 08:59", "2026-11-22 09:00"),
        (MessageClass.PROMOTIONAL, "2026-11-22 20:00", "2026-11-23 09:00"),
        (MessageClass.PROMOTIONAL, "2026-11-27 10:00", "2026-11-27 10:00"),  # a Friday is no quiet day
        (MessageClass.PROMOTIONAL, "2027-02-08 10:00", "2027-02-08 13:00"),  # Ramadan
        (MessageClass.AWARENESS, "2027-03-09 10:00", "2027-03-09 10:00"),  # Eid: the office is closed, sending is not
    ],
)
def test_a_message_waits_until_its_class_may_be_sent(message: MessageClass, moment: str, sent: str) -> None:
    """Each class has its hours, in Riyadh's time, and others in Ramadan."""
    sending = quiet.calendar(SendingHours(), MAKKAH, message)
    assert quiet.earliest(sending, at(moment)) == at(sent)
