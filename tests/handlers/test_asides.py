"""What comes in the middle of a form and is no answer: questions, pictures, anger."""

from dataclasses import replace

import pytest

from domain.inbound import AttachmentKind
from domain.model import HandoverReason, TicketKind
from domain.states import ConfirmingForm, FillingForm, FormKind
from domain.ticketeffects import OpenTicket
from faq.decision import Answer, Asked, Clarify, Thread
from handlers.form import asides
from handlers.form.fields import Field
from tests.handlers.applicant import GIVEN, ID, MOBILE, NAME, NEED, filled
from tests.handlers.house import HOUSE, Talk, context


def test_a_question_in_the_middle_is_answered_beside_the_form() -> None:
    """A sure question is answered and the field is asked again; the same at review and signature."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, ()))
    said = talk.say("متى الرد؟")
    assert "جواب reply." in said
    assert "(1 من 4)" in said
    talk = filled()
    assert "جواب reply." in talk.say("متى الرد؟")
    talk.say("صحيحة")
    assert "جواب reply." in talk.say("متى الرد؟")


def test_pictures_are_not_wanted_in_a_form() -> None:
    """A picture in a form is answered with a warning, and the question is asked again."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, ()))
    said = talk.attach(AttachmentKind.IMAGE)
    assert "لا ترسل صورة هويتك" in said
    assert "(1 من 4)" in said
    talk = filled()
    assert "صورة هويتك" in talk.attach(AttachmentKind.DOCUMENT)
    assert isinstance(talk.state, ConfirmingForm)


@pytest.mark.parametrize("words", ["وينكم ما رديتوا علي", "انتظر ردكم من ساعة"])
def test_words_about_a_silence_are_no_answer_to_a_question_that_was_not_heard(words: str) -> None:
    """The question goes once more, and nothing is said beside it; a number that is awaited shows that it was heard."""
    talk = Talk()
    talk.say("أبغى دعم")
    talk.ctx = replace(talk.ctx, unheard=True)
    before = talk.state
    assert not talk.say(words)
    assert talk.state == before
    talk.ctx = replace(talk.ctx, unheard=False)
    talk.say(NAME)
    talk.ctx = replace(talk.ctx, unheard=True)
    assert "(3 من 4)" in talk.say(ID)


def test_a_question_that_nobody_answers_goes_with_the_request() -> None:
    """The officer finds it among the details, once; nobody is sent away with it."""
    talk = Talk()
    for words in ("أبغى دعم", "أقدر أعترض؟", NAME, "أقدر أعترض؟", ID, MOBILE, NEED):
        said = talk.say(words)
    assert "سؤالك للموظف: أقدر أعترض؟\n" in said
    talk.say("صحيحة")
    talk.say(NAME)
    assert dict(talk.done(OpenTicket)[0].details)["سؤالك للموظف"] == "أقدر أعترض؟"


def test_who_will_not_tell_a_number_goes_on_without_it() -> None:
    """Whether or not he names it: an officer asks for it."""
    talk = Talk()
    for words in ("أبغى دعم", NAME):
        talk.say(words)
    assert "(3 من 4)" in talk.say("ما راح اعطيكم اياه")
    assert "(4 of 4)" in talk.say("I won't share that with you")


def test_an_unclear_question_is_read_with_what_the_form_is_about() -> None:
    """Alone it means nothing; behind it the form's matter settles it, where that is sure."""

    def known(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:
        del thread
        return (Asked(text, Answer("fees", 0.95, ()) if text == "بكم العضوية" else Clarify(())),)

    talk = Talk(context(house=replace(HOUSE, decide=known)), FillingForm(FormKind.REGISTRATION))
    assert "جواب fees." in talk.say("بكم؟")
    talk.state = FillingForm(FormKind.SUPPORT)
    assert "جواب fees." not in talk.say("بكم؟")


def test_what_is_known_by_itself_is_that_where_it_is_unclear_behind_the_form() -> None:
    """«ومين اللي يقرر» resembles something else behind the steps, that no answer is approved for."""

    def known(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:
        return (Asked(text, Clarify(()) if thread.entry else Answer("fees", 0.6, ())),)

    talk = Talk(context(house=replace(HOUSE, decide=known)), FillingForm(FormKind.REGISTRATION))
    assert "جواب fees." in talk.say("ومين يحدد الرسوم")


@pytest.mark.parametrize(
    ("given_", "said", "told"),
    [
        (0, "الاسم بالعربي ولا بالانجليزي", "بالعربية أو بالإنجليزية"),
        (1, "رقم الهوية ولا الاقامة؟", "أو رقم الإقامة"),
        (2, "جوالي انا عادي؟", "نتواصل معك عليه"),
        (3, "وش اكتب؟", "ما تحتاجه وسببه"),
    ],
)
def test_a_question_about_the_awaited_answer_is_told_what_it_is(given_: int, said: str, told: str) -> None:
    """The field says what it wants; the question is no answer, and is kept nowhere."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:given_]))
    assert told in talk.say(said)
    assert talk.state == FillingForm(FormKind.SUPPORT, GIVEN[:given_])


@pytest.mark.parametrize("angry", ["ما تحترمون الناس", "خدمتكم سيئة جدا جدا"])
def test_anger_in_a_form_reaches_a_person_and_the_form_goes_on(angry: str) -> None:
    """The complaint is open, and the same question stands below the apology."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:1]))
    said = talk.say(angry)
    assert (talk.done(OpenTicket)[0].kind, talk.done(OpenTicket)[0].reason) == (TicketKind.COMPLAINT, HandoverReason.ANGER)
    assert "(2 من 4)" in said
    assert talk.state == FillingForm(FormKind.SUPPORT, GIVEN[:1])


def test_a_question_beside_a_number_is_answered_too() -> None:
    """The number is the answer, and the next question stands below the answer to his."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:2]))
    said = talk.say(f"{MOBILE} متى الرد؟")
    assert "جواب reply." in said
    assert "(4 من 4)" in said


@pytest.mark.parametrize("said", ["كيف ارسل الصور؟", "where do I send the documents?"])
def test_who_asks_in_a_form_where_papers_go_hears_when_they_are_wanted(said: str) -> None:
    """Not before the request is there."""
    told = filled().say(said)
    assert "يطلبه منك الموظف بعده" in told or "ask you for any papers afterwards" in told


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (FillingForm(FormKind.SUPPORT, GIVEN[:1]), "ليه كل هذا؟"),
        (FillingForm(FormKind.SUPPORT, GIVEN[:2]), "معي رقمين اي واحد"),
        (FillingForm(FormKind.SUPPORT), "كم سؤال؟"),
    ],
)
def test_questions_about_the_form_itself_are_for_no_officer(state: FillingForm, said: str) -> None:
    """They are explained or asked again, and kept nowhere."""
    talk = Talk(state=state)
    talk.say(said)
    assert talk.state == state


def test_who_does_not_know_his_number_asks_nothing() -> None:
    """«كم» in the middle makes no question of that: the number is left to the officer."""
    assert asides.lacks("مادري كم رقم هويتي الحين البطاقه مب معي", Field.NATIONAL_ID)
    assert asides.lacks("ما احفظه", Field.NATIONAL_ID)
    assert asides.lacks("والله ناسي الرقم", Field.NATIONAL_ID)
    assert not asides.lacks("كم خانة رقم الهوية ما اعرف", Field.NATIONAL_ID)
