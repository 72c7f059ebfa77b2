"""What unsure words likely tell: passed on, or answered where they ask leave, and shown where a matter stands."""

from dataclasses import replace

import pytest

from domain.effects import Say, Step
from domain.model import Candidate, HandoverReason, Stage
from domain.states import Clarifying, Idle
from faq.decision import Act, Asked, Clarify, Decision, Handover
from faq.entries import Kind
from faq.library import Library
from handlers import actions
from handlers.context import Context
from handlers.question import single, telling
from tests.handlers.house import HOUSE, LIBRARY, SOURCES, context, entry
from tests.handlers.matters import ticket

_ACTIONS = {
    telling.TELLING: "tell",
    actions.UNSOLVED: "unsolved",
    actions.STATUS: "ticket_status",
    actions.WHEN: "ticket_status",
    "action.hurry": "hurry",
}
_MORE = {name: entry(name, Kind.ACTION, action=action) for name, action in _ACTIONS.items()}
_HOUSE = replace(HOUSE, library=Library(SOURCES, {**LIBRARY.entries, **_MORE}))


def _unsure(**chances: float) -> Clarify:
    return Clarify(tuple(Candidate(name.replace("_", ".", 1).replace("_", "-"), chance) for name, chance in chances.items()))


def _heard(text: str, decision: Decision, ctx: Context | None = None) -> Step:
    return single.answer(Idle(), Asked(text, decision), ctx or context(house=_HOUSE))


def _said(step: Step) -> str:
    return " ".join(one.reply.text for one in step.effects if isinstance(one, Say))


def test_who_tells_of_himself_and_asks_leave_is_answered() -> None:
    """Where the words resemble an answer as much as telling; without asking leave an officer is offered beside it."""
    both = _unsure(action_tell=0.7, reply=0.7)
    assert not telling.is_offered(_heard("انا من جدة اقدر اسجل", both).state)
    assert telling.is_offered(_heard("انا من جدة واهلي هناك", both).state)


@pytest.mark.parametrize("text", ["اشتريت وحدة من عضو عندكم وما نقلوا الملكية", "ابي اوقف هالموضوع عندكم فترة"])
def test_a_sentence_that_resembles_hardly_anything_is_passed_on(text: str) -> None:
    """It is told or wished for; what resembles something, and what asks, is asked back."""
    assert telling.is_offered(_heard(text, _unsure(reply=0.2, fees=0.1)).state)
    likelier = _heard(text, _unsure(reply=0.4, fees=0.3)).state
    asked = _heard(f"كيف {text}؟", _unsure(reply=0.2, fees=0.1)).state
    for state in (likelier, asked):
        assert isinstance(state, Clarifying)
        assert not telling.is_offered(state)


def test_whoever_asks_in_some_way_where_it_stands_sees_it() -> None:
    """However the chance is shared by the ways of asking that."""
    step = _heard("ايش اللي تم بموضوعي", _unsure(action_hurry=0.45, **{"action_ticket-status": 0.3}))
    assert "لا توجد لديك معاملات" in _said(step)


def test_whoever_asks_what_to_do_is_offered_an_officer_where_nothing_is_open() -> None:
    """«وش الحل» resembles that something is not solved."""
    asked = _unsure(action_unsolved=0.6)
    assert telling.is_offered(_heard("وش الحل", asked).state)
    assert not telling.is_offered(_heard("وش الحل", asked, context(ticket(Stage.RECEIVED), house=_HOUSE)).state)


def test_who_has_nobody_does_not_thank() -> None:
    """«ما عندي احد» resembles thanks."""
    thanks = Act("thanks", "action.thanks", 0.82, ())
    assert telling.is_offered(_heard("ما عندي احد", thanks).state)
    assert not telling.is_offered(_heard("ما قصرتوا معي", thanks).state)


def test_a_wish_for_support_behind_its_question_is_offered_the_form() -> None:
    """The question went to a person; «نعم أرغب» wants what it was about."""
    passed = Asked("هل يحق لي", Handover(HandoverReason.SENSITIVE, "distress", (Candidate("distress", 0.9),)))
    behind = single.answer(Idle(), passed, context(house=_HOUSE)).state
    step = single.answer(behind, Asked("نعم أرغب", Clarify(())), context(house=_HOUSE))
    assert isinstance(step.state, Clarifying)
    assert step.state.offered[0].entry == telling.NEEDING
