"""Forms: asked field by field, checked without refusing, put aside, corrected, signed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.effects import CancelReminder, ForgetWords, Say
from domain.inbound import AttachmentKind, AttachmentReceived, Inbound, TextReceived
from domain.model import HandoverReason, InboundId, Language, TicketKind
from domain.states import ConfirmingForm, Describing, Draft, FillingForm, FormKind, Idle, SigningForm
from domain.ticketeffects import OpenTicket
from faq.decision import Act, Answer, Asked, Clarify, Thread
from handlers import moods
from handlers.form import fields, forms, gleaning
from handlers.form.fields import Field
from tests.handlers.house import FIRST, HOUSE, NOON, Talk, context

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
    assert isinstance(talk.where(), Describing)


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


def test_a_name_in_latin_letters_keeps_its_figures() -> None:
    """«m7ammad 3ali» is a whole name, and a number behind it still ends it."""
    gleaned = gleaning.found("ana m7ammad 3ali al7arbi jawali 0501234567", Field.NAME)
    assert gleaned == {Field.NAME: "m7ammad 3ali al7arbi", Field.MOBILE: "+966501234567"}


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
    assert talk.options[:-1] == ["edit:name", "edit:national_id", "edit:mobile", "edit:need"]
    assert talk.options[-1].startswith("form:confirm:")
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
    assert talk.state == Describing(TicketKind.INQUIRY, ticket=FIRST, called_at=NOON, draft=Draft(FormKind.SUPPORT, GIVEN))


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
    """Words that ask for something are not taken for a name; who insists on a name with odd words is believed."""
    talk = Talk(state=FillingForm(FormKind.REGISTRATION))
    assert "اكتب الاسم كاملاً" in talk.say("أبغى أسجل الحين")
    assert "(1 من 4)" in talk.say("أبغى أسجل الحين")
    talk = Talk(state=FillingForm(FormKind.REGISTRATION))
    assert "(1 من 4)" in talk.say("سعد بن أبي وقاص")
    assert "(2 من 4)" in talk.say("سعد بن أبي وقاص")


@pytest.mark.parametrize(
    "said", ["جميل صالح الحربي", "محمد عبد الله الحربي", "محمد خير الدين", "هلا العتيبي", "Abdul Salam Khan", "May Hassan"]
)
def test_names_of_words_that_are_also_spoken_are_names(said: str) -> None:
    """They are taken at once, whatever the matcher, which knows no names, makes of them."""

    def mistaken(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:  # noqa: B008 - frozen
        del thread
        return (Asked(text, Act("greeting", "action.greeting", 0.97, ())),)

    talk = Talk(context(house=replace(HOUSE, decide=mistaken)), FillingForm(FormKind.REGISTRATION))
    assert "رقم هويتك" in talk.say(said)


@pytest.mark.parametrize("said", ["بعدين اكمل معكم", "طيب ابدأ", "ok start", "la la ghalat", "انا مشغول الحين", "go ahead"])
def test_words_that_are_spoken_to_us_are_no_name(said: str) -> None:
    """None of them is taken for one at first sight."""
    talk = Talk(state=FillingForm(FormKind.REGISTRATION))
    talk.say(said)
    assert "name" not in dict(talk.state.answers if isinstance(talk.state, FillingForm) else ())


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


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("اسمي محمد أحمد الغامدي", NAME),
        ("أنا محمد أحمد الغامدي", NAME),
        ("الاسم الكامل: محمد أحمد الغامدي", NAME),
        ("My name is Sara Ali Alghamdi", "Sara Ali Alghamdi"),
        ("I'm Sara Ali Alghamdi", "Sara Ali Alghamdi"),
        ("إسماعيل إبراهيم أحمد", "إسماعيل إبراهيم أحمد"),
        ("Ana Maria Lopez", "Ana Maria Lopez"),
    ],
)
def test_a_name_in_a_sentence_is_the_name(said: str, name: str) -> None:
    """Without the words in front of it."""
    assert fields.tidy(Field.NAME, said) == name


@pytest.mark.parametrize(
    "said", [("إلغاء", "form:discard"), ("cancel", "حذف"), ("لاحقاً", "form:discard"), ("إلغاء الطلب", "2")]
)
def test_what_is_thrown_away_is_nowhere(said: tuple[str, str]) -> None:
    """No state, no reminder and no later turn holds the number any more; the same form begins anew."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:3]))
    cancelled, answer = said
    talk.say(cancelled)
    assert ID in str(talk.state)
    reply = talk.press(answer) if ":" in answer else talk.say(answer)
    assert reply
    assert talk.state == Idle()
    assert {CancelReminder("form"), CancelReminder("form_over")} <= set(talk.effects)
    assert ID not in str(talk.effects)
    talk.say("أبغى دعم")
    assert talk.where() == FillingForm(FormKind.SUPPORT)


def test_a_form_of_another_kind_does_not_bring_back_what_was_thrown_away() -> None:
    """Nor does a ticket that is opened meanwhile."""
    talk = filled()
    talk.say("cancel")
    talk.press("form:discard")
    talk.say("محد يرد علي")
    assert ID not in str(talk.effects)
    assert ID not in str(talk.state)


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


def test_what_is_thrown_away_is_erased_where_it_was_written() -> None:
    """All that was entered, also by a correction while it was put aside; the words in between stay."""
    talk = Talk()
    for number, words in enumerate(
        ("أبغى دعم", NAME, ID, "لاحقاً", "متى الرد؟", "اسمي الصحيح محمد أحمد الزهراني", "إكمال", "إلغاء")
    ):
        talk.ctx = replace(talk.ctx, inbound=InboundId(number))
        talk.say(words)
    talk.ctx = replace(talk.ctx, inbound=InboundId(99))
    talk.press("form:discard")
    assert talk.done(ForgetWords) == [ForgetWords(tuple(map(InboundId, (1, 2, 3, 5, 7))))]


def test_pictures_sent_in_a_form_are_erased_with_it() -> None:
    """Each of an album; one sent before the form stays."""
    talk = Talk()
    sent = AttachmentReceived(AttachmentKind.IMAGE)
    album: tuple[Inbound, ...] = (sent, replace(sent, follows=True))
    for number, came in enumerate((sent, TextReceived("أبغى دعم"), *album, TextReceived(NAME), TextReceived("إلغاء"))):
        talk.ctx = replace(talk.ctx, inbound=InboundId(number))
        talk.happen(came)
    talk.press("form:discard")
    assert talk.done(ForgetWords) == [ForgetWords(tuple(map(InboundId, (2, 3, 4, 5))))]


_NO_THREAD = Thread()
IN_ONE = "ابي طلب دعم اسمي محمد أحمد الغامدي ورقم هويتي 1058529940 وجوالي 0501234567 وابي مساعدة في الايجار"
ENGLISH = "I need support. My name is David Miller, my iqama is 1058529940 and my mobile is 0501234567"


@pytest.mark.parametrize(("said", "name"), [(IN_ONE, NAME), (ENGLISH, "David Miller")])
def test_what_the_first_sentence_tells_is_not_asked_again(said: str, name: str) -> None:
    """Name and numbers are taken and shown, only the rest is asked; thrown away, that sentence is erased too."""
    talk = Talk()
    talk.ctx = replace(talk.ctx, inbound=InboundId(1))
    step = forms.start(Idle(), FormKind.SUPPORT, talk.ctx, said)
    assert isinstance(step.state, FillingForm)
    assert dict(step.state.answers) == {"name": name, "national_id": ID, "mobile": "+966501234567"}
    (asked,) = (effect.reply.text for effect in step.effects if isinstance(effect, Say))
    assert name in asked
    assert "(4 من 4)" in asked
    heard = moods.heard(Idle(), TextReceived(said), step, talk.ctx)
    assert isinstance(heard.state, FillingForm)
    assert heard.state.said == (InboundId(1),)


def test_the_wish_for_a_form_is_heard_with_the_sentences_beside_it() -> None:
    """Though the matcher decides on the wish alone, the name and the numbers behind it are taken."""

    def first_sentence(text: str, thread: Thread = _NO_THREAD) -> tuple[Asked, ...]:
        del thread
        return (Asked(text.partition(".")[0], Act("support_request", "", 0.9, ())),)

    talk = Talk(context(house=replace(HOUSE, decide=first_sentence)))
    assert "David Miller" in talk.say(ENGLISH)


def test_a_form_is_wished_for_whatever_the_matcher_makes_of_the_answers_beside() -> None:
    """Name and numbers beside the wish begin it, behind the returned salam; without a wish they do not."""
    talk = Talk()
    said = talk.say(f"السلام عليكم. {IN_ONE}")
    assert said.startswith("وعليكم السلام")
    assert "(4 من 4)" in said
    assert "من 4" not in Talk().say("اسمي محمد أحمد الغامدي ورقم هويتي 1058529940 والتسجيل متعطل")


def test_several_answers_in_one_message_are_all_taken() -> None:
    """Where the name is asked, the numbers behind it are taken too."""
    talk = Talk()
    talk.say("أبغى دعم")
    assert "(4 من 4)" in talk.say(f"{NAME} {ID} 0501234567")
    assert f"الاسم الكامل: {NAME}" in talk.say(NEED)


def test_words_that_are_no_name_are_asked_about_once() -> None:
    """A need in place of a name is no name; written again it is taken as it is."""
    talk = Talk()
    talk.say("أبغى دعم")
    assert "(1 من 4)" in talk.say("rent help after I lost my job")
    assert "(1 من 4)" in talk.say("اي نعم صح")
    assert not gleaning.is_name("a new membership")
    assert "(2 من 4)" in talk.say("علي محمد الحربي")


@pytest.mark.parametrize("said", ["جزاك الله خير", "شكراً", "نعم", NAME])
def test_a_courtesy_is_no_need(said: str) -> None:
    """What is asked for in the member's own words is asked again, as behind the name once more."""
    talk = Talk()
    for words in ("أبغى دعم", NAME, ID, MOBILE):
        talk.say(words)
    assert "(4 من 4)" in talk.say(said)


def test_whoever_takes_leave_leaves_the_form_for_later() -> None:
    """It is kept, and he reads how to go on."""
    assert "حفظت ما كتبته" in filled().say("مع السلامة")


def test_the_review_is_confirmed_in_other_words() -> None:
    """«اي نعم صح» is a yes; to the signature it is none."""
    talk = filled()
    assert "للتوقيع" in talk.say("اي نعم صح")
    assert "للتوقيع" in talk.say("نعم صحيحة")


def test_a_question_at_the_review_is_answered_without_its_mark() -> None:
    """The review stands below the answer, or holds the question for the officer."""
    said = filled().say("كيف تحسبون هذا")
    assert "وكتبت سؤالك مع طلبك" in said
    assert "سؤالك للموظف: كيف تحسبون هذا" in said


def test_the_other_form_takes_along_what_both_ask() -> None:
    """Whoever meant to register writes his name once."""
    talk = Talk()
    talk.say("أبغى دعم")
    talk.say(NAME)
    said = talk.say("لا لا خلها تسجيل مو دعم")
    assert NAME in said
    assert "(2 من 4)" in said
    assert talk.state == FillingForm(FormKind.REGISTRATION, (("name", NAME),))


def test_what_is_submitted_is_not_erased() -> None:
    """The words of a request that was signed stay with it."""
    talk = filled()
    for words in ("صحيحة", NAME):
        talk.say(words)
    assert not talk.done(ForgetWords)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("أبغى موظف", True),
        ("موظف", True),
        ("I want to talk to a real person please", True),
        ("أبغى موظف لأن القسط انخصم مرتين", False),
        ("an officer please, my refund is late", False),
    ],
)
def test_who_has_said_what_he_wants_of_an_officer_is_not_asked_for_it(words: str, asked: bool) -> None:  # noqa: FBT001
    """Who only asks for an officer may say why."""
    said = Talk().say(words)
    assert ("فاكتب الآن" in said or "write now" in said) is asked


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


@pytest.mark.parametrize("words", ["شكرا الله يعطيك العافيه", "جزاك الله خير", "السلام عليكم", "ok thank you"])
def test_a_courtesy_is_no_signature(words: str) -> None:
    """A name that differs is left to the officer at last; thanks are thanks."""
    talk = filled()
    for said in ("صحيحة", "فهد محمد القحطاني", "فهد محمد القحطاني", words):
        talk.say(said)
    assert isinstance(talk.where(), SigningForm)
    talk.say("فهد محمد القحطاني")
    assert talk.done(OpenTicket)


def test_a_question_is_no_answer_where_any_words_would_do() -> None:
    """It is answered, and the field is asked again."""
    talk = Talk()
    for words in ("أبغى دعم", NAME, ID, MOBILE):
        talk.say(words)
    assert "جواب reply" in talk.say("متى الرد؟")
    assert "راجع بياناتك" in talk.say(NEED)


def test_a_relatives_name_is_the_name() -> None:
    """Who fills a form in for another says whose name it is."""
    talk = Talk()
    talk.say("أبغى دعم")
    talk.say("اسم زوجي فهد محمد القحطاني")
    assert talk.state == FillingForm(FormKind.SUPPORT, (("name", "فهد محمد القحطاني"),))
    assert "صححت الاسم الكامل: سعد محمد القحطاني" in talk.say("لا لا اسم زوجي سعد محمد القحطاني")


@pytest.mark.parametrize(
    ("words", "field"), [("لا الجوال غلط", "(3 من 4)"), ("الهوية خطأ", "(2 من 4)"), ("my name is wrong", "(1 of 4)")]
)
def test_who_calls_an_answer_wrong_is_asked_for_the_right_one(words: str, field: str) -> None:
    """At the review, without the button; the other answers stay."""
    talk = filled()
    assert field in talk.say(words)
    assert isinstance(talk.state, FillingForm)
    assert len(talk.state.answers) == 3


def test_a_yes_below_answers_that_were_changed_since_is_none() -> None:
    """The button of an older review shows the answers as they are now; that of the newest leads on to the signature."""
    talk = filled()
    old = talk.options[0]
    talk.say("الصحيح جوالي 0559876543")
    new = talk.options[0]
    assert "رقم الجوال: 0559876543" in talk.press(old)
    assert isinstance(talk.state, ConfirmingForm)
    assert "أتحمل المسؤولية" in talk.press(new)


def test_a_skip_below_an_earlier_question_skips_no_later_one() -> None:
    """The question that is asked now is asked again."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, (("name", NAME),)))
    talk.say("شكراً")
    old = talk.options[0]
    assert old == "form:skip:national_id"
    talk.say(ID)
    assert "(3 من 4)" in talk.press(old)
    assert "(4 من 4)" in talk.press("form:skip:mobile")


def test_a_mobile_in_place_of_the_id_is_kept_as_the_mobile() -> None:
    """It is noted, the id is asked again, and the mobile is not asked for any more."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, (("name", NAME),)))
    said = talk.say(MOBILE)
    assert "سجلت رقم الجوال: 0501234567" in said
    assert "(2 من 4)" in said
    assert "(4 من 4)" in talk.say(ID)


def test_the_buttons_of_a_form_that_was_submitted_name_it() -> None:
    """Its number, and the way to have something corrected."""
    talk = filled()
    talk.say("صحيحة")
    talk.say(NAME)
    for option in ("form:edit", "form:confirm:00000000", "form:skip:mobile", "form:stop"):
        assert "قُدِّم طلبك T1532-3" in talk.press(option)
    assert "act:officer" in talk.options


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


def test_who_asks_how_it_is_done_is_told_and_offered_to_begin() -> None:
    """A question begins no form; a yes to the offer does, and so does «ابدأ»."""
    for yes in ("نعم", "طيب ابدأ", "1"):
        talk = Talk()
        assert "4 أسئلة قصيرة" in talk.say("كيف أسجل")
        assert talk.options[0] == "act:register"
        assert isinstance(talk.state, Idle)
        assert "(1 من 4)" in talk.say(yes)
    assert "4 short questions" in Talk().say("how do I apply for support?")


def test_who_asks_how_it_is_done_goes_on_with_what_he_began() -> None:
    """A form of that kind that was put aside is gone on with."""
    talk = Talk()
    for words in ("أبغى أسجل", NAME, "توقف"):
        talk.say(words)
    assert "(2 من 4)" in talk.say("كيف أسجل")


def test_a_question_that_nobody_answers_goes_with_the_request() -> None:
    """The officer finds it among the details, once; nobody is sent away with it."""
    talk = Talk()
    for words in ("أبغى دعم", "أقدر أعترض؟", NAME, "أقدر أعترض؟", ID, MOBILE, NEED):
        said = talk.say(words)
    assert "سؤالك للموظف: أقدر أعترض؟\n" in said
    talk.say("صحيحة")
    talk.say(NAME)
    assert dict(talk.done(OpenTicket)[0].details)["سؤالك للموظف"] == "أقدر أعترض؟"


def test_an_unclear_question_is_read_with_what_the_form_is_about() -> None:
    """Alone it means nothing; behind it the form's matter settles it, where that is sure."""

    def known(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:  # noqa: B008 - frozen
        del thread
        return (Asked(text, Answer("fees", 0.95, ()) if text == "بكم العضوية" else Clarify(())),)

    talk = Talk(context(house=replace(HOUSE, decide=known)), FillingForm(FormKind.REGISTRATION))
    assert "جواب fees." in talk.say("بكم؟")
    talk.state = FillingForm(FormKind.SUPPORT)
    assert "جواب fees." not in talk.say("بكم؟")


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


@pytest.mark.parametrize(
    "said",
    [
        "كل البيانات صحيحة",
        "all good",
        "صح كلامك",
        "لا خلاص تمام كدا",
        "كمل",
        "ارسلها",
        "صحيح بس بسرعة",
        "looks good to me",
        NAME,
    ],
)
def test_the_review_is_confirmed_however_it_is_said(said: str) -> None:
    """A word that it is right and none against it, a word to go on, or his name already."""
    assert "للتوقيع" in filled().say(said) or "To sign" in filled().say(said)


@pytest.mark.parametrize(
    "said", ["صحيح بس ابي اضيف شي", "تمام بس الجوال غلط", "مو صحيحة كلها", "not all correct", "الاسم صحيح؟"]
)
def test_what_speaks_against_the_review_does_not_confirm_it(said: str) -> None:
    """A yes with a but is none."""
    talk = filled()
    talk.say(said)
    assert not isinstance(talk.state, SigningForm)


@pytest.mark.parametrize(
    ("said", "field"), [("الجوال", "(3 من 4)"), ("رقم الهوية", "(2 من 4)"), ("ID", "(2 من 4)"), ("الاسم", "(1 من 4)")]
)
def test_the_name_of_a_field_is_enough_to_change_it(said: str, field: str) -> None:
    """As its button would."""
    talk = filled()
    talk.say("تعديل")
    assert field in talk.say(said)


def test_a_sentence_below_the_answers_is_added_to_what_he_told() -> None:
    """Nothing of it is lost; he reviews it once more."""
    talk = filled()
    assert "أضفت ذلك إلى الدعم المطلوب" in talk.say("زوجتي حامل وعندنا خامس بالطريق")
    assert talk.state == ConfirmingForm(FormKind.SUPPORT, (*GIVEN[:3], ("need", f"{NEED}، زوجتي حامل وعندنا خامس بالطريق")))


@pytest.mark.parametrize("said", ["متأكد منه", "I'm sure", "نعم صحيح", "اي هذا رقمي", "1058529941"])
def test_who_insists_on_a_number_is_believed(said: str) -> None:
    """By saying so, or by writing it again; the officer verifies it."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:1]))
    talk.say("1058529941")
    talk.say(said)
    assert talk.state == FillingForm(FormKind.SUPPORT, (*GIVEN[:1], ("national_id", "?1058529941")))


def test_a_number_given_too_early_is_kept_for_its_question() -> None:
    """An identity number in place of the name can be nothing else."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT))
    assert f"سجلت رقم الهوية/الإقامة: {ID}" in talk.say(ID)
    assert "(3 من 4)" in talk.say(NAME)


def test_a_refusal_takes_back_what_was_given() -> None:
    """The officer asks him for it."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:2]))
    assert "نتركه ليسألك عنه الموظف" in talk.say("ما ابي اعطيكم هويتي")
    assert talk.state == FillingForm(FormKind.SUPPORT, (GIVEN[0], ("national_id", "")))


@pytest.mark.parametrize(
    "said", ["خلني افكر وارجع لكم", "بعدين اكمل معكم", "مو الحين", "انا مشغول الحين", "not now", "I will come back later"]
)
def test_who_goes_on_another_time_leaves_the_form_for_later(said: str) -> None:
    """It is put aside, and nothing of it is taken for an answer."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:2]))
    talk.say(said)
    assert talk.state == Idle(draft=Draft(FormKind.SUPPORT, GIVEN[:2]))


@pytest.mark.parametrize(
    ("name", "signature", "signs"),
    [
        ("سلطان بن ناصر القرني", "سلطان ناصر القرني", True),
        ("علي محمد", "علي محمد القحطاني", True),
        ("علي محمد القحطاني", "علي القحطاني", False),
        ("علي محمد", "سعد علي محمد", False),
    ],
)
def test_a_signature_may_say_more_than_the_name_and_not_less(name: str, signature: str, signs: bool) -> None:  # noqa: FBT001
    """«بن» is no difference; another name, or a part of it, is asked about."""
    talk = Talk(state=SigningForm(FormKind.SUPPORT, (("name", name), *GIVEN[1:])))
    talk.say(signature)
    assert bool(talk.done(OpenTicket)) is signs


def test_what_a_registration_is_for_is_pressed() -> None:
    """The options stand in for their words, below their own question only."""
    talk = Talk(state=FillingForm(FormKind.REGISTRATION, GIVEN[:3]))
    assert "عضوية جديدة" in talk.press("wish:new")
    assert isinstance(talk.state, ConfirmingForm)
    talk.state = FillingForm(FormKind.REGISTRATION, GIVEN[:1])
    assert "(2 من 4)" in talk.press("wish:new")
    talk.state = Idle()
    assert "لا يوجد طلب بدأته" in talk.press("wish:new")


def test_a_question_beside_a_number_is_answered_too() -> None:
    """The number is the answer, and the next question stands below the answer to his."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:2]))
    said = talk.say(f"{MOBILE} متى الرد؟")
    assert "جواب reply." in said
    assert "(4 من 4)" in said


def test_a_form_is_meant_in_place_of_a_complaint() -> None:
    """Who took the wrong way says so, and no complaint is opened."""
    talk = Talk(state=Describing(TicketKind.COMPLAINT))
    assert "(1 من 4)" in talk.say("لا غلطت ابي طلب دعم")
    assert not talk.done(OpenTicket)


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


@pytest.mark.parametrize(
    "said", ["انا اسمي سالم حسن بامحرز", "طيب سالم حسن بامحرز", "اسمه سالم حسن بامحرز", "تمام، سالم حسن بامحرز"]
)
def test_what_stands_before_a_name_is_no_part_of_it(said: str) -> None:
    """A word of assent, or that it is a name."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT))
    talk.say(said)
    assert talk.state == FillingForm(FormKind.SUPPORT, (("name", "سالم حسن بامحرز"),))


def test_what_a_registration_is_for_may_be_told_early_and_anew() -> None:
    """Where a number is asked it is kept; at the review it takes the first one's place."""
    talk = Talk(state=FillingForm(FormKind.REGISTRATION, GIVEN[:1]))
    assert "(2 من 4)" in talk.say("عضوية جديدة، سمعت عنكم من صديقي")
    talk.say(ID)
    assert "المطلوب في التسجيل: عضوية جديدة، سمعت" in talk.say(MOBILE)
    assert "صححت المطلوب في التسجيل: تحديث بياناتي لأني انتقلت." in talk.say("تحديث بياناتي لأني انتقلت")


@pytest.mark.parametrize("said", ["كيف ارسل الصور؟", "where do I send the documents?"])
def test_who_asks_in_a_form_where_papers_go_hears_when_they_are_wanted(said: str) -> None:
    """Not before the request is there."""
    told = filled().say(said)
    assert "يطلبه منك الموظف بعده" in told or "ask you for any papers afterwards" in told


def test_whoever_asks_at_the_review_if_anything_is_left_sees_it_once_more() -> None:
    """The question is none for an officer."""
    talk = filled()
    assert "هل هي صحيحة" in talk.say("باقي شي ثاني؟")
    assert talk.state == ConfirmingForm(FormKind.SUPPORT, GIVEN)


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


def test_a_fuller_latin_name_leaves_the_language_alone() -> None:
    """At the review too a name is of no language."""
    given = (("name", "Imran Khan"), *GIVEN[1:])
    talk = Talk(context(language=Language.ENGLISH), ConfirmingForm(FormKind.SUPPORT, given))
    assert "Full name: Imran Ali Khan" in talk.say("Imran Ali Khan")


@pytest.mark.parametrize("said", ["خليه كذا", "ok please", "تكفون لو سمحتوا"])
def test_words_that_everybody_says_are_no_need(said: str) -> None:
    """The question is asked again."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:3]))
    talk.say(said)
    assert isinstance(talk.state, FillingForm)


def test_a_second_odd_name_is_asked_about_as_the_first_was() -> None:
    """Only who writes the same again insists on it."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT))
    for said in ("خالد", "go ahead", "what name"):
        assert "(1" in talk.say(said)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("قصدي ترميم المطبخ", "ترميم المطبخ"),
        ("actually help with the rent", "help with the rent"),
        ("التكاليف 30 الف", f"{NEED}، التكاليف 30 الف"),
    ],
)
def test_what_is_told_at_the_review_is_added_or_takes_the_first_ones_place(said: str, kept: str) -> None:
    """Who announces a correction replaces what he told."""
    talk = filled()
    talk.say(said)
    assert talk.state == ConfirmingForm(FormKind.SUPPORT, (*GIVEN[:3], ("need", kept)))


@pytest.mark.parametrize(("said", "kept"), [("محمد احمد الزهراني", "محمد احمد الزهراني"), ("سعد علي القرني", NAME)])
def test_a_name_at_the_review_that_begins_or_ends_alike_is_the_name(said: str, kept: str) -> None:
    """Another one may be anybody's, and is not taken."""
    talk = filled()
    talk.say(said)
    assert isinstance(talk.state, ConfirmingForm)
    assert dict(talk.state.answers)["name"] == kept


@pytest.mark.parametrize("said", ["نفس رقم الواتس", "same number I write from"])
def test_who_points_to_a_number_is_asked_to_write_it(said: str) -> None:
    """It is no question for the association's number."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:2]))
    assert "اكتب الرقم نفسه" in (told := talk.say(said)) or "write that number" in told


def test_the_same_name_again_is_no_number_missed() -> None:
    """The question is asked again without a reproach."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:1]))
    assert talk.say(NAME).startswith("(2 من 4)")


@pytest.mark.parametrize("said", ["طيب مابي خلاص", "خلاص وقف مابي اكمل", "لا ما ابي خلاص"])
def test_who_wants_no_more_is_asked_what_becomes_of_it(said: str) -> None:
    """Whatever word of assent stands before."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:1]))
    assert "هل أبقيه أم أمحوه" in talk.say(said)


@pytest.mark.parametrize("said", ["ممكن ارجع للاسم", "el ism ghalat"])
def test_the_way_back_to_an_answer_may_be_named(said: str) -> None:
    """At the review as elsewhere."""
    talk = filled()
    assert "(1 من 4)" in talk.say(said)


def test_a_number_beside_other_words_is_kept_where_the_name_is_asked() -> None:
    """The half that tells no whole name loses nothing of the other."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT))
    assert f"سجلت رقم الهوية/الإقامة: {ID}" in talk.say(f"اسمي ريان وهويتي {ID}")


@pytest.mark.parametrize("said", ["ابغى اشوف بياناتي", "show me my data", "انتهينا؟"])
def test_who_would_see_his_answers_sees_them(said: str) -> None:
    """What he says is no part of them."""
    talk = filled()
    talk.say(said)
    assert talk.state == ConfirmingForm(FormKind.SUPPORT, GIVEN)


@pytest.mark.parametrize("said", ["عندي طفل معاق ونحتاج كرسي كهربائي", "ابغى ترميم سقف البيت", "احتاج ترميم السقف"])
def test_a_need_told_where_a_number_is_asked_is_kept(said: str) -> None:
    """It is not asked for again."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:2]))
    assert "(3 من 4)" in talk.say(said)
    assert isinstance(talk.state, FillingForm)
    assert dict(talk.state.answers)["need"] == said


@pytest.mark.parametrize("said", ["ابي اكلم المدير حالا", "ابغى اعدل رقم هويتي", "عندي سؤال ومحتاج مساعدة فيه"])
def test_other_wishes_where_a_number_is_asked_are_no_need(said: str) -> None:
    """They speak of persons, of the form or of help with it."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:2]))
    talk.say(said)
    assert "need" not in dict(talk.state.answers if isinstance(talk.state, FillingForm) else ())


def test_answers_behind_their_labels_are_the_answers() -> None:
    """As on paper: «الاسم/ …», «الطلب: …»."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT))
    for words in (f"الاسم/ {NAME}", f"الهوية/ {ID}", f"الجوال/ {MOBILE}", f"الطلب/ {NEED}"):
        talk.say(words)
    assert talk.state == ConfirmingForm(FormKind.SUPPORT, GIVEN)


def test_the_other_form_wished_for_in_place_of_a_name_is_begun() -> None:
    """A wish is no name, and this one says what he wants first."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT))
    assert "نجعله طلب تسجيل" in talk.say("أبغى أسجل الحين")
    assert isinstance(talk.state, FillingForm)
    assert talk.state.form is FormKind.REGISTRATION


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


def test_continuing_a_registration_is_what_it_is_for_where_that_is_asked() -> None:
    """«استكمال» goes on with a form elsewhere."""
    talk = Talk(state=FillingForm(FormKind.REGISTRATION, GIVEN[:3]))
    assert "المطلوب في التسجيل: استكمال" in talk.say("استكمال")


def test_the_way_back_to_what_he_told_is_no_part_of_it() -> None:
    """The question is asked again."""
    assert "(4 من 4)" in filled().say("ابي ارجع اغير الوصف")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("انا سعود فهد المطيري وابي اسجل عندكم", "سعود فهد المطيري"),
        ("سجلني معكم انا خالد بن محمد العتيبي", "خالد بن محمد العتيبي"),
        ("أود التسجيل واسمي عبدالرحمن صالح الزهراني", "عبدالرحمن صالح الزهراني"),
        ("please sign me up, I am Khalid Omar Alzahrani", "Khalid Omar Alzahrani"),
        ("ابي اسجل انا موظف بالقطاع الحكومي", None),
        ("انا ساكن في الحي الشرقي وابي اسجل", None),
        ("I am already a member", None),
    ],
)
def test_a_name_is_taken_from_a_wish_however_it_is_introduced(text: str, name: str | None) -> None:
    """A family's name ends it; what else somebody is stays out of the form."""
    assert gleaning.found(text).get(Field.NAME) == name


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("ابي اقدم على دعم ايجار انا مطلقة وعندي ٣ عيال", True),
        ("ابي اقدم على الدعم الحين ضروري", False),
        ("كيف اقدم على دعم ايجار لامي", False),
        ("ابغى دعم لترميم بيتي", True),
        ("need support because I lost my job", True),
        ("ابغى ارفع طلب دعم", False),
        ("طلب دعم بس ما قدمته للحين", False),
        ("انا بندر الشهري وقدمت في رمضان طلب ترميم", False),
        ("ابغى اقدم طلب دعم وكمان عندي شكوى على تاخير معاملتي", False),
    ],
)
def test_the_need_told_with_the_wish_for_support_is_kept(text: str, tells: bool) -> None:  # noqa: FBT001 - a fact of the case
    """Nobody is asked again what for, nor is a bare wish or a question taken for a need."""
    assert gleaning.need(text) == (text if tells else "")


def test_a_need_is_kept_without_the_name_beside_it() -> None:
    """The sentence that introduces the member is no part of what he needs."""
    assert gleaning.need("I need help with rent. My name is Tariq Khan") == "I need help with rent."
    assert gleaning.need("Hi, I need to apply for financial support. My name is Tariq Khan") == ""


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


def test_a_greeting_returned_is_no_name() -> None:
    """With «و» in front it is what everybody says."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT))
    assert "(1 من 4)" in talk.say("وعليكم السلام")


def test_what_is_told_behind_and_is_gleaned() -> None:
    """«واسمي …» is a name as «اسمي …» is."""
    assert gleaning.found(f"ابي طلب دعم واسمي ماجدة طلال وهويتي {ID}") == {Field.NATIONAL_ID: ID, Field.NAME: "ماجدة طلال"}


def test_who_takes_up_the_offer_of_a_form_begins_it() -> None:
    """A yes with the wish behind it is one."""
    talk = Talk()
    talk.say("كيف أسجل")
    assert "(1 من 4)" in talk.say("ايه ابغى")


def test_the_request_called_off_at_the_review_is_not_added_to_it() -> None:
    """He is asked what becomes of what he entered."""
    assert "هل أبقيه أم أمحوه" in filled().say("اجل الغوا الطلب")
