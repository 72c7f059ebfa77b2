"""What officers see of a member who may be in danger."""

import re

import pytest

from tests.desk.opened import Opened
from tests.desk.seat import Seat, case, seat_of

MARK = 'class="mark peril"'
SAID = "قد يكون العضو في خطر. تولَّ المحادثة الآن"


@pytest.mark.parametrize("role", ["officer", "supervisor", "committee", "manager"])
def test_everybody_is_alerted_of_danger_whatever_his_post(opened: Opened, role: str) -> None:
    """The one who has the post may be at home."""
    seat = seat_of(opened, "noura", role)
    ref = opened.ask("ابي انتحر")
    alerts = seat.see().text
    assert re.search(rf'href="/desk/tickets/{ref}"[^\n]*قد يكون العضو في خطر', alerts)


def test_it_stands_out_in_the_queue_and_above_the_conversation_until_somebody_has_it(opened: Opened, salim: Seat) -> None:
    """In place of "sensitive"; other urgent tickets do not look so."""
    ref = opened.ask("ابي انتحر")
    page = salim.see(case(ref)).text
    assert MARK in page
    assert SAID in page
    assert "موضوع حساس" not in page
    salim.send(case(ref, "take"))
    page = salim.see(case(ref)).text
    assert SAID not in page
    assert MARK in page
