"""Names in forms: what is one, what is none, and what stands around one."""

from dataclasses import replace

import pytest

from domain.model import Language
from domain.states import ConfirmingForm, FillingForm, FormKind, SigningForm
from faq.decision import Act, Asked, Thread
from handlers.form import names
from handlers.form.fields import Field
from tests.handlers.applicant import GIVEN, filled
from tests.handlers.house import HOUSE, Talk, context


def test_a_wish_is_no_name() -> None:
    """Words that ask for something are not taken for a name; a member who insists on a name with odd words is believed."""
    talk = Talk(state=FillingForm(FormKind.REGISTRATION))
    assert "نكمل من حيث توقفت" in talk.say("أبغى أسجل الحين")
    assert "(1 من 4)" in talk.say("أبغى أسجل الحين")
    talk = Talk(state=FillingForm(FormKind.REGISTRATION))
    assert "(1 من 4)" in talk.say("سعد بن أبي وقاص")
    assert "(2 من 4)" in talk.say("سعد بن أبي وقاص")


@pytest.mark.parametrize(
    "said", ["جميل صالح الحربي", "محمد عبد الله الحربي", "محمد خير الدين", "هلا العتيبي", "Abdul Salam Khan", "May Hassan"]
)
def test_names_of_words_that_are_also_spoken_are_names(said: str) -> None:
    """They are taken at once, whatever the matcher, which knows no names, makes of them."""

    def mistaken(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:
        del thread
        return (Asked(text, Act("greeting", "action.greeting", 0.97, ())),)

    talk = Talk(context(house=replace(HOUSE, decide=mistaken)), FillingForm(FormKind.REGISTRATION))
    assert "رقم هويتك" in talk.say(said)


@pytest.mark.parametrize(
    "said", ["بعدين اكمل معكم", "طيب ابدأ", "ok start", "la la ghalat", "انا مشغول الحين", "go ahead", "ايه خله يدور عليه"]
)
def test_words_that_are_spoken_to_us_are_no_name(said: str) -> None:
    """None of them is taken for one at first sight."""
    talk = Talk(state=FillingForm(FormKind.REGISTRATION))
    talk.say(said)
    assert "name" not in dict(talk.state.answers if isinstance(talk.state, FillingForm) else ())


def test_words_that_are_no_name_are_asked_about_once() -> None:
    """A need in place of a name is no name; written again it is taken as it is."""
    talk = Talk()
    talk.say("أبغى دعم")
    assert "(1 من 4)" in talk.say("rent help after I lost my job")
    assert "(1 من 4)" in talk.say("اي نعم صح")
    assert not names.is_name("a new membership")
    assert names.is_name("Khalid Al Harbi")
    assert "(2 من 4)" in talk.say("علي محمد الحربي")


@pytest.mark.parametrize("words", ["وهل لازم يجي بنفسه", "وش اسوي", "متى يجيني الرد", "where is your office"])
def test_a_question_is_nobodys_name_however_often_it_comes(words: str) -> None:
    """Neither as an answer nor as a signature; the field is asked again each time."""
    talk = Talk()
    talk.say("أبغى دعم")
    for _ in range(4):
        talk.say(words)
        assert isinstance(talk.state, FillingForm)
        assert Field.NAME not in dict(talk.state.answers)
    talk = filled()
    talk.say("صحيحة")
    for _ in range(4):
        talk.say(words)
        assert isinstance(talk.where(), SigningForm)


def test_a_relatives_name_is_the_name() -> None:
    """Who fills a form in for another says whose name it is."""
    talk = Talk()
    talk.say("أبغى دعم")
    talk.say("اسم زوجي فهد محمد القحطاني")
    assert talk.state == FillingForm(FormKind.SUPPORT, (("name", "فهد محمد القحطاني"),))
    assert "صححت الاسم الكامل: سعد محمد القحطاني" in talk.say("لا لا اسم زوجي سعد محمد القحطاني")


def test_a_name_in_two_messages_is_one() -> None:
    """What was too short is the beginning of what follows; a whole name takes its place."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT))
    talk.say("خالد")
    talk.say("العتيبي")
    assert talk.state == FillingForm(FormKind.SUPPORT, (("name", "خالد العتيبي"),))
    talk = Talk(state=FillingForm(FormKind.SUPPORT))
    talk.say("خالد")
    talk.say("خالد بن سعد")
    assert talk.state == FillingForm(FormKind.SUPPORT, (("name", "خالد بن سعد"),))


def test_a_familys_name_behind_the_name_is_a_part_of_it() -> None:
    """Also where the next question was asked already; behind a family's name it is none."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT))
    talk.say("فهد عبدالله")
    talk.say("الدوسري")
    assert talk.state == FillingForm(FormKind.SUPPORT, (("name", "فهد عبدالله الدوسري"),))
    talk.say("الحربي")
    assert isinstance(talk.state, FillingForm)
    assert talk.state.answers == (("name", "فهد عبدالله الدوسري"),)


@pytest.mark.parametrize(
    "said", ["انا اسمي سالم حسن بامحرز", "طيب سالم حسن بامحرز", "اسمه سالم حسن بامحرز", "تمام، سالم حسن بامحرز"]
)
def test_what_stands_before_a_name_is_no_part_of_it(said: str) -> None:
    """A word of assent, or that it is a name."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT))
    talk.say(said)
    assert talk.state == FillingForm(FormKind.SUPPORT, (("name", "سالم حسن بامحرز"),))


def test_a_fuller_latin_name_leaves_the_language_alone() -> None:
    """At the review too a name is of no language."""
    given = (("name", "Imran Khan"), *GIVEN[1:])
    talk = Talk(context(language=Language.ENGLISH), ConfirmingForm(FormKind.SUPPORT, given))
    assert "Full name: Imran Ali Khan" in talk.say("Imran Ali Khan")


def test_a_second_odd_name_is_asked_about_as_the_first_was() -> None:
    """Only who writes the same again insists on it."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT))
    for said in ("خالد", "go ahead", "what name"):
        assert "(1" in talk.say(said)


def test_a_greeting_returned_is_no_name() -> None:
    """With «و» in front it is what everybody says."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT))
    assert "(1 من 4)" in talk.say("وعليكم السلام")
