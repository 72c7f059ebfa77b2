"""What was just opened and not wished for: heard as such, written down, and asked about."""

from dataclasses import replace

import pytest

from domain.model import Stage, TicketKind
from domain.states import Describing
from domain.ticketeffects import AddNote, OpenTicket
from handlers.hearing import unwanted
from tests.handlers.house import FIRST, SALIM, Talk, context
from tests.handlers.matters import ticket

DENIED = (
    "لا مو شكوى ابغى سباك يجي اليوم",
    "مو شكوى على احد بس ابي اعرف وش صار بمعاملتي",
    "لا مافي شكوى الفني تمام بس ابغى اغير الموعد",
    "شكوى ايه بس انا بسأل",
    "لا لا متسجلش حاجة",
    "ليه حولتوني انا ما طلبت موظف",
    "la ma abgha shakwa abgha bas ykalimni ghairo",
    "this is not a complaint i just ask",
    "i did not ask for an officer",
    "don't open a ticket please",
)
MEANT = (
    "ما رد احد على الشكوى",
    "لا الشكوى على الحارس نفسه",
    "شكوتي ما وصلت",
    "ما طلبت منه الا يصلح الباب",
    "لا تسجلون اسمي",
    "لا الشكوى ثانية",
    "no complaint was answered",
    "ما قدمت شكوى من قبل",
    "الغ الشكوى ما عاد ابغاها",
    "كلمت الحارس اول مره وثاني مره وما طلبت منه شكوى ولا شي الا انه يوقف الناس اللي يدخلون",
)


@pytest.mark.parametrize("text", DENIED)
def test_what_was_not_wished_for_is_heard(text: str) -> None:
    """In dialect, Latin letters and English, whatever follows."""
    assert unwanted.says(text)


@pytest.mark.parametrize("text", MEANT)
def test_who_speaks_of_his_complaint_denies_none(text: str) -> None:
    """Nor who asks for it to be dropped, which is done at once, or tells a story."""
    assert not unwanted.says(text)


@pytest.mark.parametrize("text", ["لا لا متسجلش حاجة", "ليه حولتوني انا ما طلبت موظف"])
def test_it_is_written_down_and_he_is_asked_if_it_stays(text: str) -> None:
    """An officer reads it either way; nothing more is opened."""
    talk = Talk(context(ticket(Stage.RECEIVED)), Describing(TicketKind.INQUIRY, ticket=FIRST))
    assert "عذراً" in talk.say(text)
    assert talk.options == [f"keep:{FIRST}", f"drop:{FIRST}"]
    assert [noted.text for noted in talk.done(AddNote)] == [text]
    assert not talk.done(OpenTicket)


def test_an_officer_who_has_it_reads_it_himself() -> None:
    """Nobody is asked whether it stays, once a person works on it."""
    mine = replace(ticket(Stage.WITH_OFFICER), officer=SALIM)
    talk = Talk(context(mine), Describing(TicketKind.INQUIRY, ticket=FIRST))
    assert "عذراً" not in talk.say("لا لا متسجلش حاجة")
