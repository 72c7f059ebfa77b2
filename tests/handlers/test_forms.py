"""Forms: asked field by field, checked without refusing, put aside, corrected, signed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.effects import OpenTicket
from domain.inbound import AttachmentKind
from domain.model import HandoverReason, TicketKind
from domain.states import ConfirmingForm, Describing, Draft, FillingForm, FormKind, Idle, SigningForm
from handlers import fields
from handlers.fields import Field
from tests.handlers.house import FIRST, Talk

NAME, ID, MOBILE, NEED = "محمد أحمد الغامدي", "1058529940", "0501234567", "دعم إيجار بعد فقد العمل"
GIVEN = (("name", NAME), ("national_id", ID), ("mobile", "+966501234567"), ("need", NEED))


def filled() -> Talk:
    """Give a talk whose form waits for the review."""
    talk = Talk()
    for words in ("أبغى دعم", NAME, ID, MOBILE, NEED):
        talk.say(words)
    return talk


def test_a_support_request_from_first_to_last() -> None:
    """Four questions, a review, the statement of correctness, a signature: then a ticket with all details."""
    talk = Talk()
    said = talk.say("أبغى دعم")
    assert "4 أسئلة" in said
    assert "لا ترسل صورة هويتك" in said
    for number, words in enumerate((NAME, "١٠٥٨٥٢٩٩٤٠", "٠٥٠ ١٢٣ ٤٥٦٧"), 2):
        assert f"({number} من 4)" in talk.say(words)
    assert "رقم الجوال: 0501234567" in talk.say(NEED)
    assert talk.state == ConfirmingForm(FormKind.SUPPORT, GIVEN)
    assert "أتحمل المسؤولية المباشرة" in talk.say("صحيحة")
    said = talk.say("محمد احمد الغامدى")
    assert "T1532-3" in said
    assert "«committee_period»" in said
    assert "موعد نهائي" in said
    (ticket,) = talk.done(OpenTicket)
    assert (ticket.kind, ticket.reason) == (TicketKind.SUPPORT, HandoverReason.FORM)
    assert (
        ticket.name == dict(ticket.details)["الاسم كما في الهوية"]
        if "الاسم كما في الهوية" in dict(ticket.details)
        else ticket.name
    )
    assert dict(ticket.details)["رقم الهوية/الإقامة"] == ID
    assert dict(ticket.details)["التوقيع"] == "محمد احمد الغامدى"
    assert dict(ticket.details)["وقت التوقيع"] == "2026-11-22T12:00+03:00"
    assert talk.where() == Idle()


def test_a_registration_tells_when_it_is_complete() -> None:
    """A registration ends with what policy/handling.6 says."""
    talk = Talk()
    for words in ("أبغى أسجل", NAME, "تخطي", "تخطي", "عضوية جديدة لي", "نعم"):
        talk.say(words)
    assert "متى اكتملت الطلبات" in talk.say(NAME)
    (ticket,) = talk.done(OpenTicket)
    assert ticket.kind is TicketKind.REGISTRATION
    assert dict(ticket.details)["رقم الجوال"] == "يتحقق منه الموظف"


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


@pytest.mark.parametrize("words", ["توقف", "إيقاف", "stop", "لاحقاً", "أكمل لاحقاً"])
def test_a_form_is_put_aside_and_taken_up_again(words: str) -> None:
    """Questions in between lose nothing; «إكمال» goes on with the same field."""
    talk = Talk()
    talk.say("أبغى دعم")
    talk.say(NAME)
    assert "حفظت ما كتبته" in talk.say(words)
    assert talk.state == Idle(draft=Draft(FormKind.SUPPORT, (("name", NAME),)))
    talk.say("متى الرد؟")
    talk.say("وش الأوراق")
    talk.say("أبغى أشتكي")
    talk.say("المكيف خربان من شهر")
    talk.say("لا")
    assert "(2 من 4)" in talk.say("إكمال")
    assert talk.where() == FillingForm(FormKind.SUPPORT, (("name", NAME),))


def test_a_form_survives_an_officer() -> None:
    """Calling an officer, his chat and the rating leave the answers where they were."""
    talk = Talk()
    for words in ("أبغى دعم", NAME, "موظف"):
        talk.say(words)
    assert isinstance(talk.state, Describing)
    talk.take()
    talk.resolve()
    talk.say("5")
    talk.say("كانت خدمة طيبة")
    assert "(2 من 4)" in talk.press("form:resume")


def test_the_same_wish_again_resumes() -> None:
    """Who asks for support again goes on with the request that he began."""
    talk = Talk()
    for words in ("أبغى دعم", NAME, "توقف"):
        talk.say(words)
    assert "نكمل من حيث توقفت" in talk.say("أبغى دعم")


def test_an_answer_is_corrected() -> None:
    """«تعديل» lets one field be given again; the others stay."""
    talk = filled()
    assert "ما الذي تود تعديله" in talk.say("تعديل")
    assert talk.options == ["edit:name", "edit:national_id", "edit:mobile", "edit:need", "form:confirm"]
    assert "(3 من 4)" in talk.say("3")
    assert "رقم الجوال: 0559876543" in talk.say("0559876543")
    talk.press("form:confirm")
    assert isinstance(talk.state, SigningForm)
    assert "ما الذي" in talk.press("form:edit")


def test_a_signature_that_differs_is_asked_again_and_then_judged_by_an_officer() -> None:
    """A wrong name is asked for twice more; then the request is submitted with a mark."""
    talk = filled()
    talk.say("صحيحة")
    assert "لا يطابق" in talk.say("سعيد علي")
    talk.say("سعيد علي")
    talk.say("سعيد علي")
    assert "لا يطابق" in dict(talk.done(OpenTicket)[0].details)["التوقيع"]


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


def test_an_unclear_review_ends_at_an_officer() -> None:
    """Neither yes nor no is asked again twice; then an officer is called and the answers are kept."""
    talk = filled()
    for _ in range(3):
        talk.say("ممكن")
    assert talk.state == Describing(TicketKind.INQUIRY, ticket=FIRST, draft=Draft(FormKind.SUPPORT, GIVEN))


def test_pictures_are_not_wanted_in_a_form() -> None:
    """A picture in a form is answered with a warning, and the question is asked again."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, ()))
    said = talk.attach(AttachmentKind.IMAGE)
    assert "لا ترسل صورة هويتك" in said
    assert "(1 من 4)" in said
    talk = filled()
    assert "صورة هويتك" in talk.attach(AttachmentKind.DOCUMENT)
    assert isinstance(talk.state, ConfirmingForm)


@pytest.mark.parametrize(
    "option", ["form:confirm", "form:edit", "form:stop", "form:resume", "form:skip", "edit:name", "edit:x", "form:x"]
)
def test_form_options_without_a_form(option: str) -> None:
    """Pressed when no form was begun, they say so and lead on."""
    talk = Talk()
    assert "لا يوجد طلب بدأته" in talk.press(option)
    assert talk.state == Idle()


def test_options_pressed_in_the_wrong_place_of_a_form() -> None:
    """Confirming an unfinished form asks the next field; skipping what may not be skipped asks it again."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, ()))
    assert "(1 من 4)" in talk.press("form:confirm")
    assert "(1 من 4)" in talk.press("form:skip")
    assert "(1 من 4)" in talk.press("form:edit")
    talk = filled()
    assert "راجع بياناتك" in talk.press("form:skip")


def test_a_wish_is_no_name() -> None:
    """Words that ask for something are not taken for a name at once; who insists is believed."""
    talk = Talk(state=FillingForm(FormKind.REGISTRATION))
    assert "اكتب الاسم كاملاً" in talk.say("أبغى أسجل الحين")
    assert "(2 من 4)" in talk.say("أبغى أسجل الحين")


def test_leaving_a_form_shows_how_to_go_on() -> None:
    """The menu, opened in the middle of a form, offers to continue it."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, (("name", NAME),)))
    talk.press("act:menu")
    assert talk.options[-1] == "form:resume"


@pytest.mark.parametrize("words", ["توقف", "لاحقاً"])
def test_a_form_can_be_put_aside_at_every_step(words: str) -> None:
    """Review and signature can be left as well, with all that was answered."""
    talk = filled()
    talk.state = SigningForm(FormKind.SUPPORT, GIVEN)
    talk.say(words)
    assert talk.where() == Idle(draft=Draft(FormKind.SUPPORT, GIVEN))
    talk.state = ConfirmingForm(FormKind.SUPPORT, GIVEN)
    talk.say(words)
    assert "راجع بياناتك" in talk.say("إكمال")
    talk.state = SigningForm(FormKind.SUPPORT, GIVEN)
    assert "ما الذي تود تعديله" in talk.say("تعديل")
