"""What is asked for in forms: answers in many spellings, numbers and needs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.states import ConfirmingForm, FillingForm, FormKind, Idle
from domain.ticketeffects import OpenTicket
from handlers.form import fields
from handlers.form.fields import Field
from tests.handlers.applicant import GIVEN, ID, MOBILE, NAME, NEED
from tests.handlers.house import Talk


def test_a_number_that_looks_wrong_is_asked_once_more_and_never_refused() -> None:
    """A failing check digit is a hint; what the member insists on goes to the officer with a mark."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, (("name", NAME),)))
    said = talk.say("١٠٥٨٥٢٩٩٤١")
    assert "الرقم 1058529941 لا يبدو صحيحاً" in said
    assert "تخطي" in said
    assert "(3 من 4)" in talk.say("1058529941")
    talk.say(MOBILE)
    assert "1058529941" in talk.say(NEED)
    talk.say("صحيحة")
    talk.say(NAME)
    assert "يُراجع" in dict(talk.done(OpenTicket)[0].details)["رقم الهوية/الإقامة"]


@pytest.mark.parametrize(
    ("field", "written", "kept"),
    [
        (Field.NATIONAL_ID, " ١٠٥٨-٥٢٩-٩٤٠ ", "1058529940"),
        (Field.NATIONAL_ID, "1001244019", "1001244019"),
        (Field.MOBILE, "00966501234567", "+966501234567"),
        (Field.MOBILE, "\u200e+966 50 123 4567\u200f", "+966501234567"),
        (Field.MOBILE, "۰۵۰۱۲۳۴۵۶۷", "+966501234567"),
        (Field.MOBILE, "+971501234567", "+971501234567"),
        (Field.NAME, "  محمد   أحمد ", "محمد أحمد"),
        (Field.NAME, "esmi m7ammad 3ali al7arbi", "m7ammad 3ali al7arbi"),
        (Field.NAME, "ana Sa'3d AlQ7tani", "Sa'3d AlQ7tani"),
        (Field.NAME, "Ana Maria Lopez", "Ana Maria Lopez"),
    ],
)
def test_answers_in_many_spellings(field: Field, written: str, kept: str) -> None:
    """Digits of any script, spaces, marks and prefixes come to one kept form that looks right."""
    assert fields.tidy(field, written) == kept
    assert fields.looks_right(field, kept)


@pytest.mark.parametrize(
    ("field", "written"),
    [
        (Field.NATIONAL_ID, "1058529941"),
        (Field.NATIONAL_ID, "3058529940"),
        (Field.NATIONAL_ID, "12"),
        (Field.MOBILE, "0125551234"),
        (Field.MOBILE, "لا أعرف"),
        (Field.NAME, "محمد"),
        (Field.NAME, "محمد 2"),
        (Field.NAME, "Ali Omar 3"),
        (Field.NAME, "Ali Omar7 0501234567"),
        (Field.NEED, "7"),
    ],
)
def test_answers_that_look_wrong(field: Field, written: str) -> None:
    """Wrong check digits, landlines and single names do not look right."""
    assert not fields.looks_right(field, fields.tidy(field, written))


@given(st.sampled_from(Field), st.text(max_size=700))
def test_any_answer_can_be_tidied(field: Field, written: str) -> None:
    """No text raises; what is kept is bounded, and tidying it again changes nothing that matters."""
    kept = fields.tidy(field, written)
    assert len(kept) <= fields.LONGEST
    fields.looks_right(field, kept)
    fields.shown(field, kept)


@given(st.from_regex(r"[12][0-9]{8}", fullmatch=True), st.integers(0, 9), st.integers(1, 9))
def test_luhn_finds_every_wrong_digit(digits: str, place: int, change: int) -> None:
    """Just one last digit makes a number right, and changing any one digit makes it wrong."""
    right = [digits + last for last in "0123456789" if fields.luhn(digits + last)]
    assert len(right) == 1
    wrong = list(right[0])
    wrong[place] = str((int(wrong[place]) + change) % 10)
    assert not fields.luhn("".join(wrong))


@pytest.mark.parametrize("said", ["جزاك الله خير", "شكراً", "نعم", NAME])
def test_a_courtesy_is_no_need(said: str) -> None:
    """What is asked for in the member's own words is asked again, as behind the name once more."""
    talk = Talk()
    for words in ("أبغى دعم", NAME, ID, MOBILE):
        talk.say(words)
    assert "(4 من 4)" in talk.say(said)


def test_a_question_is_no_answer_where_any_words_would_do() -> None:
    """It is answered, and the field is asked again."""
    talk = Talk()
    for words in ("أبغى دعم", NAME, ID, MOBILE):
        talk.say(words)
    assert "جواب reply" in talk.say("متى الرد؟")
    assert "راجع بياناتك" in talk.say(NEED)


def test_a_skip_below_an_earlier_question_skips_no_later_one() -> None:
    """The question that is asked now is asked again."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, (("name", NAME),)))
    talk.say("شكراً")
    old = talk.options[0]
    assert old == "form:skip:national_id"
    talk.say(ID)
    assert "(3 من 4)" in talk.press(old)
    assert "(4 من 4)" in talk.press("form:skip:mobile")


@pytest.mark.parametrize("said", ["متأكد منه", "I'm sure", "نعم صحيح", "اي هذا رقمي", "1058529941"])
def test_who_insists_on_a_number_is_believed(said: str) -> None:
    """By saying so, or by writing it again; the officer verifies it."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:1]))
    talk.say("1058529941")
    talk.say(said)
    assert talk.state == FillingForm(FormKind.SUPPORT, (*GIVEN[:1], ("national_id", "?1058529941")))


def test_a_refusal_takes_back_what_was_given() -> None:
    """The officer asks him for it."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:2]))
    assert "نتركه ليسألك عنه الموظف" in talk.say("ما ابي اعطيكم هويتي")
    assert talk.state == FillingForm(FormKind.SUPPORT, (GIVEN[0], ("national_id", "")))


def test_what_a_registration_is_for_is_pressed() -> None:
    """The options stand in for their words, below their own question only."""
    talk = Talk(state=FillingForm(FormKind.REGISTRATION, GIVEN[:3]))
    assert "عضوية جديدة" in talk.press("wish:new")
    assert isinstance(talk.state, ConfirmingForm)
    talk.state = FillingForm(FormKind.REGISTRATION, GIVEN[:1])
    assert "(2 من 4)" in talk.press("wish:new")
    talk.state = Idle()
    assert "لا يوجد طلب بدأته" in talk.press("wish:new")


@pytest.mark.parametrize(
    "said", ["هويتي ما هي معي الحين", "I don't have a Saudi mobile", "ماعندي جوال باسمي", "ضاع جوالي", "ماعرف رقم جوالي"]
)
def test_who_has_no_number_is_asked_by_the_officer(said: str) -> None:
    """He says it once, and the form goes on."""
    given = GIVEN[:1] if "هويتي" in said else GIVEN[:2]
    talk = Talk(state=FillingForm(FormKind.SUPPORT, given))
    talk.say(said)
    assert isinstance(talk.state, FillingForm)
    assert talk.state.answers[len(given) :][0][1] == ""


@pytest.mark.parametrize("said", ["خليه كذا", "ok please", "تكفون لو سمحتوا"])
def test_words_that_everybody_says_are_no_need(said: str) -> None:
    """The question is asked again."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:3]))
    talk.say(said)
    assert isinstance(talk.state, FillingForm)


@pytest.mark.parametrize("said", ["نفس رقم الواتس", "same number I write from"])
def test_who_points_to_a_number_is_asked_to_write_it(said: str) -> None:
    """It is no question for the association's number."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:2]))
    assert "اكتب الرقم نفسه" in (told := talk.say(said)) or "write that number" in told


def test_the_same_name_again_is_no_number_missed() -> None:
    """The question is asked again without a reproach."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:1]))
    assert talk.say(NAME).startswith("(2 من 4)")


@pytest.mark.parametrize("said", ["ابي اكلم المدير حالا", "ابغى اعدل رقم هويتي", "عندي سؤال ومحتاج مساعدة فيه"])
def test_other_wishes_where_a_number_is_asked_are_no_need(said: str) -> None:
    """They speak of persons, of the form or of help with it."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:2]))
    talk.say(said)
    assert "need" not in dict(talk.state.answers if isinstance(talk.state, FillingForm) else ())


def test_continuing_a_registration_is_what_it_is_for_where_that_is_asked() -> None:
    """«استكمال» goes on with a form elsewhere."""
    talk = Talk(state=FillingForm(FormKind.REGISTRATION, GIVEN[:3]))
    assert "المطلوب في التسجيل: استكمال" in talk.say("استكمال")
