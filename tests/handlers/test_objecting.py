"""A member who would object to what was decided about his form: what the documents have on it, and who hears it."""

from dataclasses import replace

import pytest

from domain.model import Stage, Ticket, TicketKind
from domain.officeracts import RequestDecided
from domain.states import Choosing, Idle
from domain.ticketeffects import AddNote, MoveTicket, OpenTicket
from faq.entries import Kind
from faq.library import Library
from handlers.hearing import afterwords
from tests.handlers.house import FIRST, HOUSE, LIBRARY, NOON, NORA, SOURCES, Talk, context, entry

APPEAL = entry("admission.appeal", Kind.ANSWER, topic="admission")
HOUSES = replace(HOUSE, library=Library(SOURCES, {**LIBRARY.entries, APPEAL.id: APPEAL}))
OBJECTIONS = [
    "Can I appeal?",
    "اقدر اتظلم",
    "اعترض على القرار",
    "مو مقتنع بالقرار",
    "is the decision final?",
    "ابغى احد يراجع القرار",
    "I don't accept this refusal",
    "اعيدوا النظر في طلبي",
]


def refused(kind: TicketKind = TicketKind.SUPPORT) -> Talk:
    """Give the talk with a member who has just read that his request was refused."""
    ticket = Ticket(FIRST, kind, Stage.WITH_COMMITTEE, "طلب", NOON, NOON, studied=True)
    talk = Talk(context(ticket, house=HOUSES))
    talk.happen(RequestDecided(FIRST, NORA, accepted=False, reason="لا تنطبق الشروط"))
    return talk


@pytest.mark.parametrize("text", OBJECTIONS)
def test_who_objects_to_a_refusal_reads_what_the_policy_has_on_this_one(text: str) -> None:
    """And not of the board's decisions; it opens nothing before he wishes it."""
    talk = refused()
    said = talk.say(text)
    assert any(told in said for told in ("قرار اللجنة", "the committee's decision"))
    assert "T1532-3" in said
    assert (talk.done(OpenTicket), talk.done(MoveTicket)) == ([], [])


@pytest.mark.parametrize("words", ["نعم", "yes please", "ايوه لو سمحت", "تمام ارفعوه", "الدخل المكتوب غلط"])
def test_an_objection_goes_to_the_supervisor_with_its_words(words: str) -> None:
    """A yes, or at once the reason."""
    talk = refused()
    talk.say("ابي اعترض")
    talk.say(words)
    assert MoveTicket(FIRST, Stage.REOPENED) in talk.done(MoveTicket)
    assert "ابي اعترض" in " ".join(note.text for note in talk.done(AddNote))


def test_who_would_not_have_it_passed_on_is_let_be() -> None:
    """His question is not answered a second time, by what it resembles."""
    talk = refused()
    talk.say("اقدر اتظلم")
    assert "جواب" not in talk.say("لا")
    assert (talk.state, talk.done(OpenTicket)) == (Idle(), [])


def test_a_refused_registration_is_answered_by_the_bylaws() -> None:
    """And passed on all the same, where he wishes it."""
    talk = refused(TicketKind.REGISTRATION)
    assert "جواب admission.appeal" in talk.say("اقدر اتظلم")
    assert isinstance(talk.state, Choosing)


def test_what_was_no_form_or_is_behind_another_matter_is_not_meant() -> None:
    """An answered complaint was no refusal; behind another answer the question is about that."""
    assert "قرار اللجنة" not in refused(TicketKind.COMPLAINT).say("اقدر اتظلم")
    talk = refused()
    talk.say("كم الرسوم")
    assert "قرار اللجنة" not in talk.say("اقدر اتظلم")


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to appeal",
        "I accept the decision",
        "انا راضي بالقرار",
        "متى القرار",
        "اعترض على قرار المجلس بفصلي",
        "مقتنع",
    ],
)
def test_what_does_not_object_to_a_decision(text: str) -> None:
    """Who agrees with it, asks when it comes, or names another one."""
    assert not afterwords.objects(text)
