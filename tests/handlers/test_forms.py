"""The way of a form: begun, put aside, taken up again, thrown away or submitted."""

from dataclasses import replace

import pytest

from domain.effects import CancelReminder, ForgetWords
from domain.inbound import AttachmentKind, AttachmentReceived, Inbound, TextReceived
from domain.model import HandoverReason, InboundId, TicketKind
from domain.states import ConfirmingForm, Describing, Draft, FillingForm, FormKind, Idle, SigningForm
from domain.ticketeffects import OpenTicket
from handlers.form import told_before
from tests.handlers.applicant import GIVEN, ID, NAME, NEED, filled
from tests.handlers.house import Talk


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
    assert ticket.name == NAME
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


def test_an_album_in_a_form_is_spoken_of_once() -> None:
    """Its later pictures say nothing, and the form waits on."""
    talk = Talk()
    talk.say("أبغى دعم")
    assert "لا نحتاج إلى صور" in talk.attach(AttachmentKind.IMAGE)
    awaited = talk.where()
    assert talk.happen(AttachmentReceived(AttachmentKind.IMAGE, follows=True)) == ()
    assert (talk.where(), talk.effects) == (awaited, ())


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


def test_whoever_takes_leave_leaves_the_form_for_later() -> None:
    """It is kept, and he reads how to go on."""
    assert "حفظت ما كتبته" in filled().say("مع السلامة")


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
def test_who_has_said_what_he_wants_of_an_officer_is_not_asked_for_it(words: str, asked: bool) -> None:
    """Who only asks for an officer may say why."""
    said = Talk().say(words)
    assert ("فاكتب الآن" in said or "write now" in said) is asked


def test_the_buttons_of_a_form_that_was_submitted_name_it() -> None:
    """Its number, and the way to have something corrected."""
    talk = filled()
    talk.say("صحيحة")
    talk.say(NAME)
    for option in ("form:edit", "form:confirm:00000000", "form:skip:mobile", "form:stop"):
        assert "قُدِّم طلبك T1532-3" in talk.press(option)
    assert "act:officer" in talk.options


def test_who_asks_how_it_is_done_is_told_and_offered_to_begin() -> None:
    """A question begins no form; a yes to the offer does, and so does «ابدأ»."""
    for yes in ("نعم", "طيب ابدأ", "1"):
        talk = Talk()
        assert "4 أسئلة قصيرة" in talk.say("كيف أسجل")
        assert talk.options[0] == "act:register"
        assert isinstance(talk.state, Idle)
        assert "(1 من 4)" in talk.say(yes)
    assert "4 short questions" in Talk().say("how do I apply for support?")


@pytest.mark.parametrize(
    "said",
    [
        "عن الدعم",
        "بخصوص التسجيل",
        "كمستأجر ليا حق في الدعم ولا لا",
        "انا مش عضو كيف اقدم طلب دعم؟",
        "هو انا ينفع اقدم على دعم",
        "am i eligible for support",
        "abi a3rf shlon ata8addam 3ala da3m",
        "about support",
    ],
)
def test_who_only_asks_about_a_form_wants_nothing_of_it_yet(said: str) -> None:
    """To name a matter, to ask how behind what one tells, or whether it is due to one, is no wish."""
    assert told_before.asks_how(said)


@pytest.mark.parametrize(
    "said", ["ابغى اقدم على دعم", "ممكن اقدم طلب دعم؟", "i am a widow and i need support", "طلب دعم", "ابغى اسجل كيف"]
)
def test_who_wishes_for_a_form_is_told_nothing_of_it(said: str) -> None:
    """He gets it, also where he asks with the wish how that goes."""
    assert not told_before.asks_how(said)


def test_who_names_a_form_behind_a_question_that_he_has_is_told_of_it() -> None:
    """It begins when he says so."""
    talk = Talk()
    talk.say("عندي سؤال")
    assert "4 أسئلة قصيرة" in talk.say("عن الدعم")
    assert talk.options[0] == "act:support_request"
    assert "(1 من 4)" in talk.say("ابدأ")


def test_who_asks_how_it_is_done_goes_on_with_what_he_began() -> None:
    """A form of that kind that was put aside is gone on with."""
    talk = Talk()
    for words in ("أبغى أسجل", NAME, "توقف"):
        talk.say(words)
    assert "(2 من 4)" in talk.say("كيف أسجل")


@pytest.mark.parametrize(
    "said", ["خلني افكر وارجع لكم", "بعدين اكمل معكم", "مو الحين", "انا مشغول الحين", "not now", "I will come back later"]
)
def test_who_goes_on_another_time_leaves_the_form_for_later(said: str) -> None:
    """It is put aside, and nothing of it is taken for an answer."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:2]))
    talk.say(said)
    assert talk.state == Idle(draft=Draft(FormKind.SUPPORT, GIVEN[:2]))


def test_a_form_is_meant_in_place_of_a_complaint() -> None:
    """Who took the wrong way says so, and no complaint is opened."""
    talk = Talk(state=Describing(TicketKind.COMPLAINT))
    assert "(1 من 4)" in talk.say("لا غلطت ابي طلب دعم")
    assert not talk.done(OpenTicket)


@pytest.mark.parametrize("said", ["طيب مابي خلاص", "خلاص وقف مابي اكمل", "لا ما ابي خلاص"])
def test_who_wants_no_more_is_asked_what_becomes_of_it(said: str) -> None:
    """Whatever word of assent stands before."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:1]))
    assert "هل أبقيه أم أمحوه" in talk.say(said)


def test_the_other_form_wished_for_in_place_of_a_name_is_begun() -> None:
    """A wish is no name, and this one says what he wants first."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT))
    assert "نجعله طلب تسجيل" in talk.say("أبغى أسجل الحين")
    assert isinstance(talk.state, FillingForm)
    assert talk.state.form is FormKind.REGISTRATION


def test_who_takes_up_the_offer_of_a_form_begins_it() -> None:
    """A yes with the wish behind it is one."""
    talk = Talk()
    talk.say("كيف أسجل")
    assert "(1 من 4)" in talk.say("ايه ابغى")
