"""News that one channel did not deliver, on both databases."""

from datetime import timedelta

from domain.errors import Refused
from domain.inbound import MemberOptedOut, TextReceived
from domain.model import ConversationId, OfficerId
from storage import tables
from storage.members import Members
from storage.store import Store
from tests.databases import NOON, SetClock
from tests.outreach.member import MEMBER, Office

PHONE = ConversationId("sms:main:a")
ON_PHONE = {
    "id": PHONE, "language": "ar", "created_at": NOON, "changed_at": NOON, "state": '{"kind":"Idle","v":1}', "offered": "[]",
}  # fmt: skip
HOUR = timedelta(hours=1)


async def joined(store: Store, office: Office) -> None:
    """Let one member have two channels, and an open ticket on the first."""
    await store.database.write(lambda c: c.execute(tables.conversation.insert(), ON_PHONE).close())
    await office.comes(TextReceived("أقدر أعترض على القرار؟"))
    kept = Members(store)
    for one in (MEMBER, PHONE):
        assert await kept.card(one)
    await kept.join(MEMBER, PHONE, OfficerId(1))


async def test_what_was_refused_goes_once_to_the_next_channel(store: Store, clock: SetClock) -> None:
    """The update of his ticket reaches him by SMS, and only once, however often the clock looks."""
    office = Office(store, clock)
    await joined(store, office)
    office.web.failures = [Refused("he blocked us", code="63014")]
    await office.passes(days=4, step=HOUR)
    (said,) = office.said(PHONE)
    assert "T1001-9" in said
    assert "تحديث" in said


async def test_where_both_fail_nothing_goes_in_circles(store: Store, clock: SetClock) -> None:
    """A second way that fails has no third."""
    office = Office(store, clock)
    await joined(store, office)
    before = len(office.said())
    office.web.failures = [Refused("he blocked us", code="63014")]
    office.sms.failures = [Refused("no such number", code="21211")]
    assert await office.passes(days=3, step=HOUR) == []
    assert len(office.said()) == before


async def test_a_channel_that_he_stopped_is_no_second_way(store: Store, clock: SetClock) -> None:
    """He blocked it at its provider: nothing goes there, whatever failed elsewhere."""
    office = Office(store, clock)
    await joined(store, office)
    await office.comes(MemberOptedOut(), PHONE, "sms:main")
    office.web.failures = [Refused("he blocked us", code="63014")]
    await office.passes(days=4, step=HOUR)
    assert office.said(PHONE) == []
