"""Who told something was offered that it be passed on, or the form for support: what his next words mean."""

import pytest

from domain.effects import Say
from domain.model import Candidate
from domain.states import Clarifying, FillingForm, Idle
from handlers.question import telling, unclear
from tests.handlers.house import context

_UNSURE = (Candidate("reply", 0.3),)
_TOLD = "ايجارنا متراكم ممكن تدفعونه؟"
_FORM = Clarifying(_TOLD, (Candidate(telling.NEEDING, 1.0),), entry="support.steps", topic="support")
"""The form was offered."""


def test_a_no_that_goes_on_is_a_no() -> None:
    """Nothing is offered once more, and nothing begun."""
    step = unclear.ask(_FORM, "لا بس افضفض", _UNSURE, context())
    assert step is not None
    assert step.state == Idle()
    assert [option.id for say in step.effects if isinstance(say, Say) for option in say.reply.options] == ["act:menu"]


@pytest.mark.parametrize(("text", "begins"), [("would you pay my rent?", False), ("my rent is due", True), (_TOLD, True)])
def test_a_question_is_no_yes_to_a_form(text: str, begins: bool) -> None:  # noqa: FBT001 - a table's column
    """Words that resemble the wish for support begin it, and so does the button, which stands for what was told."""
    step = telling.needing(_FORM, text, context())
    assert step is not None
    assert isinstance(step.state, FillingForm) is begins


@pytest.mark.parametrize(
    ("text", "neglected"),
    [
        ("ما احد بلغني بموعد الاجتماع وفاتني التصويت", True),
        ("رفضوا طلبي ومحد وضح لي السبب", True),
        ("I paid in March and nobody has sent me a receipt", True),
        ("كم الرسوم ومحد يرد علي؟", False),
        ("ابي احد يشرح لي الرسوم", False),
        ("رسوم العضوية", False),
    ],
)
def test_who_tells_that_nobody_did_it_complains_of_neglect(text: str, neglected: bool) -> None:  # noqa: FBT001 - a table's column
    """Who asks, or wishes for somebody, does not."""
    assert telling.complains_of_neglect(text) is neglected
