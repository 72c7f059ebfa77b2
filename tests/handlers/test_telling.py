"""Who told something was offered that it be passed on, or the form for support: what his next words mean."""

import pytest

from domain.effects import Say
from domain.model import Candidate, HandoverReason, Stage
from domain.states import Clarifying, FillingForm, Idle
from domain.ticketeffects import AddNote, OpenTicket
from faq.decision import Act, Asked, Handover
from handlers import actions
from handlers.hearing import manners, tellings
from handlers.question import single, telling, unclear
from tests.handlers.house import Talk, context
from tests.handlers.matters import ticket

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
def test_a_question_is_no_yes_to_a_form(text: str, begins: bool) -> None:
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
def test_who_tells_that_nobody_did_it_complains_of_neglect(text: str, neglected: bool) -> None:
    """Who asks, or wishes for somebody, does not."""
    assert tellings.complains_of_neglect(text) is neglected


@pytest.mark.parametrize(
    ("text", "rest"), [("ايه شكوى", "شكوى"), ("yes, complaint", "complaint"), ("ايه", ""), ("شكوى على المقاول", "")]
)
def test_what_is_named_behind_a_yes(text: str, rest: str) -> None:
    """A yes by itself names nothing, and without one nothing is taken off."""
    assert manners.behind_assent(text) == rest


def test_a_call_for_help_is_about_what_was_offered() -> None:
    """«تقدرون تساعدوني؟» behind the offer of a form is told how it goes, and no menu."""
    asked = Asked("تقدرون تساعدوني؟", Act("menu", "action.menu", 0.9, ()))
    step = single.answer(_FORM, asked, context())
    assert step.state == _FORM


def test_who_meant_something_else_has_not_begun_the_form_that_was_offered() -> None:
    """«لا اقصد ...» goes on as if nothing had been offered."""
    assert telling.meant_otherwise(_FORM) == Idle(_FORM.entry, _FORM.topic)
    assert telling.meant_otherwise(Idle()) == Idle()


@pytest.mark.parametrize(
    ("text", "goes_on"), [("وكان معه واحد ثاني", True), ("اقصد وقت الغدا", False), ("i mean lunch", False)]
)
def test_who_says_what_he_meant_takes_no_offer_up(text: str, *, goes_on: bool) -> None:
    """An officer was offered for what was not understood; more of it would be a yes."""
    assert telling.goes_on(Clarifying("شي", (Candidate("action.officer", 1.0),)), text) == goes_on


def test_a_question_that_nothing_answers_is_asked_once_more_which() -> None:
    """«وش اسوي» behind a choice is about that choice."""
    step = unclear.ask(Clarifying("شي", _UNSURE), "وش اسوي", (), context())
    assert step.state == Clarifying("شي", _UNSURE, 1)


def test_hardship_that_is_not_understood_is_offered_the_form() -> None:
    """Whatever it faintly resembles."""
    step = unclear.ask(Idle(), "متعثر في الاقساط بعد ما فصلوني", _UNSURE, context())
    assert telling.is_offered(step.state)


def test_faint_thanks_behind_a_question_that_was_passed_on_are_a_detail() -> None:
    """«it was yesterday at 8» resembles thanks, and holds an hour."""
    waiting = context(ticket(Stage.RECEIVED))
    asked = Asked("it was yesterday at 8", Act("thanks", "action.thanks", 0.63, ()))
    assert [note.text for note in single.answer(Idle(), asked, waiting).effects if isinstance(note, AddNote)] == [
        asked.question
    ]


@pytest.mark.parametrize(("text", "told"), [("قدمتها ورقيا في المقر", True), ("أريد تقديم طلب نقل", False)])
def test_who_filed_something_is_offered_an_officer_and_who_would_file_is_passed_on(text: str, *, told: bool) -> None:
    """However it resembles, a little, what only a person answers."""
    asked = Asked(text, Handover(HandoverReason.UNCLEAR, "", (Candidate("silent.near-office", 0.3),)))
    assert telling.is_offered(single.answer(Idle(), asked, context()).state) is told


@pytest.mark.parametrize("more", ["وكان معه واحد ثاني", "بس بعد الظهر"])
def test_what_is_told_behind_a_yes_goes_along(more: str) -> None:
    """The officer reads it with what was told before."""
    talk = Talk(state=Clarifying("هو اللي جاكم امس", (Candidate("action.officer", 1.0),)))
    talk.say(f"نعم {more}")
    told = [opened.subject for opened in talk.done(OpenTicket)] + [note.text for note in talk.done(AddNote)]
    assert any(more in words for words in told)


def test_words_that_only_resemble_going_on_tell_something_where_nothing_was_begun() -> None:
    """«رجعوا الباقي» is offered to an officer; «كمل» has nothing to go on with."""
    assert telling.is_offered(actions.run("resume", "action.resume", Idle(), "رجعوا الباقي", context()).state)
    assert not telling.is_offered(actions.run("resume", "action.resume", Idle(), "كمل", context()).state)
