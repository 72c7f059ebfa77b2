"""Answers of a form that are corrected: by the member's words, by «تعديل», by a message that he changes."""

import pytest

from domain.inbound import TextReceived
from domain.states import ConfirmingForm, FillingForm, FormKind, Idle, SigningForm
from handlers.form import fields
from handlers.form.fields import Field
from tests.handlers.applicant import GIVEN, ID, MOBILE, NAME, filled
from tests.handlers.house import Talk


def test_an_answer_is_corrected() -> None:
    """«تعديل» lets one field be given again; the others stay."""
    talk = filled()
    assert "ما الذي تود تعديله" in talk.say("تعديل")
    assert talk.options[:-1] == ["edit:name", "edit:national_id", "edit:mobile", "edit:need"]
    assert talk.options[-1].startswith("form:confirm:")
    assert "(3 من 4)" in talk.say("3")
    assert "رقم الجوال: 0559876543" in talk.say("0559876543")
    talk.press("form:confirm")
    assert isinstance(talk.state, SigningForm)
    assert "ما الذي" in talk.press("form:edit")


CORRECTED = (
    (2, "الصحيح 0559876543", "mobile", "+966559876543"),
    (2, "لا مو هذا رقمي، الصحيح ٠٥٥٩٨٧٦٥٤٣", "mobile", "+966559876543"),
    (2, "sorry my id is 1012345672", "national_id", "1012345672"),
    (2, "آسف رقم هويتي غلط، الصحيح ١٠١٢٣٤٥٦٧٢", "national_id", "1012345672"),
    (2, "1012345672", "national_id", "1012345672"),
    (1, "1012345672", "national_id", "1012345672"),
    (1, "رقم الهوية الصحيح هو 1012345672", "national_id", "1012345672"),
    (1, "عفواً كتبت رقم الهوية الأول خطأ وهذا هو 1012345672", "national_id", "1012345672"),
    (1, "I gave you the wrong id number earlier, it is 1012345672", "national_id", "1012345672"),
    (0, "اسمي الصحيح سارة علي الغامدي", "name", "سارة علي الغامدي"),
    (0, "الصحيح سارة علي الغامدي", "name", "سارة علي الغامدي"),
    (1, "sorry, my name is Sara Ali Alghamdi", "name", "Sara Ali Alghamdi"),
    (2, "آسفة، اسمي سارة علي الغامدي", "name", "سارة علي الغامدي"),
    (1, "لا صلحه، الاسم: سارة علي الغامدي", "name", "سارة علي الغامدي"),
    (2, "لحظه غيرت رايي بالاسم اكتبه محمد أحمد سعيد الغامدي", "name", "محمد أحمد سعيد الغامدي"),
    (2, "لحظه ابغى اعدل الاسم خله سالم حسن بامحرز", "name", "سالم حسن بامحرز"),
    (1, "تمام بس اسمه محمد أحمد سعيد الغامدي", "name", "محمد أحمد سعيد الغامدي"),
)
"""Answers given beside the name, the member's words, and what they correct; identity numbers are made up."""


@pytest.mark.parametrize(("given_", "said", "field", "value"), CORRECTED)
def test_a_correction_takes_the_place_of_what_was_given(given_: int, said: str, field: str, value: str) -> None:
    """It is told back with the question that was asked, and nothing else changes."""
    before = GIVEN[: 1 + given_]
    talk = Talk(state=FillingForm(FormKind.SUPPORT, before))
    reply = talk.say(said)
    assert isinstance(talk.state, FillingForm)
    assert dict(talk.state.answers) == {**dict(before), field: value}
    assert f"({2 + given_} " in reply
    assert fields.shown(Field(field), value) in reply


@pytest.mark.parametrize(
    "said", ["الجوال غلط، الصحيح 0559876543", "0559876543", "my mobile is 0559876543", "sorry my phone should be 055 987 6543"]
)
def test_a_correction_is_understood_at_the_review_and_at_the_signature(said: str) -> None:
    """The data are shown once more, for what is signed is what was seen."""
    talk = filled()
    assert "0559876543" in talk.say(said)
    assert isinstance(talk.state, ConfirmingForm)
    assert dict(talk.state.answers)["mobile"] == "+966559876543"
    talk = filled()
    talk.say("صح")
    assert "0559876543" in talk.say(said)
    assert isinstance(talk.state, ConfirmingForm)


def test_a_number_of_that_form_that_corrects_is_the_identitys_where_the_mobile_is_asked() -> None:
    """Right or not; the letter in front of a number is no digit of it."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:2]))
    assert "(2 " in talk.say("لا صحح الرقم 1012345671")
    assert fields.numbers("la el jawwal, sa7 0555123457") == ["0555123457"]


@pytest.mark.parametrize("said", ["الصحيح رقم هويتي 1012345671", "sorry my id is 1012345671"])
def test_a_correction_is_checked_as_the_first_entry_was(said: str) -> None:
    """One that does not look right is asked again with the reason; the answers behind it are kept."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:3]))
    reply = talk.say(said)
    assert "1012345671" in reply
    assert "(2 " in reply
    assert "(4 " in talk.say("1012345672")
    assert isinstance(talk.state, FillingForm)
    assert dict(talk.state.answers) == {**dict(GIVEN[:3]), "national_id": "1012345672"}


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        (3, "أحتاج دعم الإيجار ورقم جوال زوجتي 0559876543"),
        (3, "اسمي في الطلب السابق مرفوض وأحتاج دعماً"),
        (3, "I need support, my phone is 0559876543 so please call"),
        (3, "The right amount is 12500 riyals for the rent"),
        (2, "0559876543"),
        (2, "رقم جوالي 0559876543"),
        (1, "هويتي 1012345672"),
        (1, "my id is 1012345672"),
    ],
)
def test_an_answer_is_no_correction(given_: int, said: str) -> None:
    """What is asked for is answered, whatever numbers and names stand in it."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:given_]))
    talk.say(said)
    assert isinstance(talk.state, FillingForm | ConfirmingForm)
    assert talk.state.answers[:-1] == GIVEN[:given_]


def test_an_answer_is_corrected_while_the_form_is_put_aside() -> None:
    """The form waits with the new answer; words that correct nothing are answered as ever."""
    talk = Talk()
    for words in ("أبغى دعم", NAME, ID, MOBILE, "لاحقاً"):
        talk.say(words)
    assert "جواب reply" in talk.say("متى الرد؟")
    said = talk.say("الصحيح 0559876543")
    assert "صححت رقم الجوال: 0559876543" in said
    assert "محفوظ ولم يُقدَّم بعد" in said
    assert isinstance(talk.state, Idle)
    assert talk.state.draft
    assert dict(talk.state.draft.answers) == dict(GIVEN[:3]) | {"mobile": "+966559876543"}
    assert "(4 من 4)" in talk.say("إكمال")


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("لا الجوال غلط", "(3 من 4)"),
        ("الهوية خطأ", "(2 من 4)"),
        ("my name is wrong", "(1 of 4)"),
        ("لا لا مو اسمي، انا قلت دوروا طلبي القديم", "(1 من 4)"),
    ],
)
def test_who_calls_an_answer_wrong_is_asked_for_the_right_one(words: str, field: str) -> None:
    """At the review, without the button; the other answers stay."""
    talk = filled()
    assert field in talk.say(words)
    assert isinstance(talk.state, FillingForm)
    assert len(talk.state.answers) == 3


@pytest.mark.parametrize(
    ("changed", "field", "value"),
    [
        ("محمد أحمد الزهراني", "name", "محمد أحمد الزهراني"),
        ("0501234568", "mobile", "+966501234568"),
        ("دعم إيجار بعد فقد العمل والسكن", "need", "دعم إيجار بعد فقد العمل والسكن"),
    ],
)
def test_a_message_that_is_changed_changes_the_answer_that_it_was(changed: str, field: str, value: str) -> None:
    """The answer that the new words resemble most is corrected, whatever is asked now."""
    talk = filled()
    talk.happen(TextReceived(changed, edited=True))
    assert isinstance(talk.state, ConfirmingForm)
    assert dict(talk.state.answers) == {**dict(GIVEN), field: value}


def test_a_message_that_is_changed_to_something_else_is_heard_as_written() -> None:
    """What resembles no answer is none, and neither is what does not look right."""
    talk = filled()
    talk.happen(TextReceived("متى الرد؟", edited=True))
    assert talk.state == ConfirmingForm(FormKind.SUPPORT, GIVEN)


@pytest.mark.parametrize(
    ("said", "field"), [("الجوال", "(3 من 4)"), ("رقم الهوية", "(2 من 4)"), ("ID", "(2 من 4)"), ("الاسم", "(1 من 4)")]
)
def test_the_name_of_a_field_is_enough_to_change_it(said: str, field: str) -> None:
    """As its button would."""
    talk = filled()
    talk.say("تعديل")
    assert field in talk.say(said)


@pytest.mark.parametrize(
    ("said", "name"),
    [("ابي اغير الاسم الى يوسف ادريس فلاته", "يوسف ادريس فلاته"), ("change my name to Sara Khan", "Sara Khan")],
)
def test_a_wish_to_change_the_name_changes_it(said: str, name: str) -> None:
    """What stands before the name is no part of it."""
    talk = filled()
    talk.say(said)
    assert isinstance(talk.state, ConfirmingForm)
    assert dict(talk.state.answers)["name"] == name


@pytest.mark.parametrize("said", ["ممكن ارجع للاسم", "el ism ghalat"])
def test_the_way_back_to_an_answer_may_be_named(said: str) -> None:
    """At the review as elsewhere."""
    talk = filled()
    assert "(1 من 4)" in talk.say(said)


def test_the_way_back_to_what_he_told_is_no_part_of_it() -> None:
    """The question is asked again."""
    assert "(4 من 4)" in filled().say("ابي ارجع اغير الوصف")


@pytest.mark.parametrize("said", ["صحيح الجوال", "نعم كل شي صحيح", "متأكد منه"])
def test_an_answer_asked_again_that_was_right_stays(said: str) -> None:
    """Who goes back to look at a number and finds it right does not write it again."""
    talk = filled()
    assert "(3 من 4)" in talk.say("لحظة ابي اتأكد من الجوال")
    talk.say(said)
    assert isinstance(talk.state, ConfirmingForm)
    assert dict(talk.state.answers) == dict(GIVEN)


def test_a_number_changed_at_the_review_is_checked_as_at_first() -> None:
    """One that looks wrong is asked once more, and then kept with a mark."""
    talk = filled()
    talk.press("edit:mobile")
    assert "لا يبدو رقم جوال صحيحاً" in talk.say("0501")
    talk.say("0501")
    assert isinstance(talk.state, ConfirmingForm)
    assert dict(talk.state.answers)["mobile"] == "?0501"
