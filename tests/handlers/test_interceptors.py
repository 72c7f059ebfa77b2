"""The rules ahead of every handler, attachments, language and consent, faults."""

import pytest

from bot import interceptors
from domain.effects import SetConsent, SetLanguage
from domain.inbound import (
    AttachmentKind,
    AttachmentReceived,
    ChoiceMade,
    ConversationStarted,
    FileLost,
    Ignored,
    LanguageChosen,
    MemberOptedOut,
    TextReceived,
    TimerFired,
)
from domain.model import HandoverReason, Language, Stage, Ticket, TicketKind
from domain.officeracts import OfficerReplied
from domain.states import Describing, FillingForm, FormKind, Idle, WithOfficer
from domain.ticketeffects import AddNote, OpenTicket
from handlers import fault
from handlers.hearing import sayings, service
from tests.handlers.house import AR, EN, FIRST, NOON, SALIM, Talk, context

TICKET = Ticket(FIRST, TicketKind.INQUIRY, Stage.RECEIVED, "سؤال", NOON, NOON)
OWNED = WithOfficer(FIRST, SALIM, "الأستاذ سالم")


def test_text_is_cleaned_before_anything_reads_it() -> None:
    """Bidi marks and control characters are gone; letters and lines stay."""
    cleaned = interceptors.cleaned(TextReceived("\u202eمتى\u0000 \u200fالرد؟\u2069\r\nثم"))
    assert cleaned == TextReceived("متى الرد؟\nثم")
    assert "جواب reply." in Talk().say("\u202eمتى\u0000 \u200fالرد؟\u2069")


def test_a_long_text_is_cut_with_a_note() -> None:
    """100 kB are read at their beginning, and the member is told."""
    talk = Talk()
    assert "رسالتك طويلة" in talk.say("كلمة " * 20_000)
    assert [len(note.text) <= interceptors.LONGEST for note in talk.done(AddNote)] == [True]
    assert talk.happen(ChoiceMade("x" * 100_000))


@pytest.mark.parametrize("said", ["", "   ", "\u200f", "\u0000"])
def test_an_empty_message_is_answered(said: str) -> None:
    """Nothing to read is said to be so."""
    assert "لم تصلني كلمات" in Talk().say(said)


@pytest.mark.parametrize(("said", "part"), [("👍", "حياك الله"), ("🙏🙏", "حياك الله"), ("😡", "شكوى"), ("...", "حياك الله")])
def test_emoji_are_answered(said: str, part: str) -> None:
    """A thumb is taken kindly, an angry face is offered a complaint and an officer."""
    assert part in Talk().say(said)


def test_emoji_leave_what_is_awaited() -> None:
    """A form is not left by a thumb."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT))
    assert talk.say("👍")
    assert talk.state == FillingForm(FormKind.SUPPORT)


@pytest.mark.parametrize("said", ["هذا رد تلقائي: أنا في إجازة", "I am out of office until Sunday"])
def test_machines_are_not_answered(said: str) -> None:
    """An automatic reply gets none, but stands on the open ticket."""
    talk = Talk(context(TICKET))
    assert talk.say(said) == ""
    assert len(talk.done(AddNote)) == 1


def test_courtesies_are_answered_but_not_for_ever() -> None:
    """Two machines that thank each other fall silent."""
    talk = Talk()
    said = [talk.say("شكرا") for _ in range(60)]
    assert all(said[:50])
    assert not any(said[50:])
    assert "جواب" in talk.say("متى الرد؟")
    assert talk.say("شكرا")


@pytest.mark.parametrize(
    "said",
    [
        "إيقاف",
        "STOP",
        "ايقاف الاشعارات",
        "أوقف الإشعارات",
        "الغوا الرسايل",
        "stop all",
        "إلغاء الاشتراك",
        "unsubscribe",
        "لا ترسلون شيء",
    ],
)
def test_opting_out_and_in(said: str) -> None:
    """The member's words are the proof; «اشتراك» brings notices back, and only then means that."""
    talk = Talk()
    assert talk.say(said)
    assert talk.done(SetConsent) == [SetConsent(notices=False, proof=said)]
    assert talk.say("اشتراك")
    assert talk.done(SetConsent) == [SetConsent(notices=True, proof="اشتراك")]
    talk.say("اشتراك")
    assert not talk.done(SetConsent)


@pytest.mark.parametrize("written", [TextReceived("إيقاف"), TextReceived("CANCEL", wish="act:opt_out")])
def test_opting_out_counts_while_an_officer_has_the_chat(written: TextReceived) -> None:
    """So does a press; the officer keeps the chat, and nothing is offered in it, for a number that is typed is for him."""
    talk = Talk(context(TICKET), OWNED)
    (reply,) = talk.happen(written)
    assert talk.done(SetConsent) == [SetConsent(notices=False, proof=written.text)]
    assert not reply.options
    talk.press("consent:service:only")
    assert SetConsent(notices=True, proof="pressed consent:service:only") in talk.done(SetConsent)
    assert talk.state == OWNED


@pytest.mark.parametrize(("said", "spoken"), [("إيقاف", AR), ("STOP", EN)])
def test_a_stop_in_arabic_is_answered_in_arabic(said: str, spoken: Language) -> None:
    """Though the conversation was in English, and one word; "stop" belongs to both languages and changes nothing."""
    talk = Talk()
    talk.say("hello there, how are you")
    talk.say(said)
    assert talk.ctx.language is spoken


def test_the_providers_stop_is_noted_silently() -> None:
    """Nothing is said to whoever stopped the channel."""
    talk = Talk()
    assert talk.happen(MemberOptedOut()) == ()
    assert talk.done(SetConsent) == [SetConsent(notices=False, proof="provider")]


def test_stop_in_a_form_stops_the_form() -> None:
    """There «إيقاف» is about the form; the words that name messages still opt out."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, (("name", "محمد أحمد"),)))
    talk.say("إيقاف")
    assert not talk.done(SetConsent)
    talk = Talk(state=FillingForm(FormKind.SUPPORT))
    talk.say("unsubscribe")
    assert talk.done(SetConsent)


def test_help_anywhere() -> None:
    """Help answers and leaves the state alone."""
    talk = Talk(state=Describing(TicketKind.COMPLAINT))
    assert "إيقاف" in talk.say("مساعدة")
    assert talk.state == Describing(TicketKind.COMPLAINT)


def test_start_commands_greet() -> None:
    """/start opens the chat as the page does, without changing the language; again it shows the menu."""
    talk = Talk()
    assert "معك مجيب" in talk.say("/start")
    assert "كيف أخدمك" in talk.say("/start")
    assert talk.happen(ConversationStarted(language=AR)) == ()


def test_opening_the_chat() -> None:
    """The greeting comes once, in the page's language; a link with an option leads there; an officer's chat stays silent."""
    talk = Talk()
    (reply,) = talk.happen(ConversationStarted(language=EN))
    assert reply.text.startswith("Welcome.")
    assert talk.happen(ConversationStarted(language=EN)) == ()
    (reply,) = talk.happen(ConversationStarted("entry-fees"))
    assert "Answer fees." in reply.text
    assert Talk(context(TICKET), OWNED).happen(ConversationStarted("entry-fees")) == ()


@pytest.mark.parametrize(
    ("said", "wanted"),
    [("English", EN), ("in English please", EN), ("تكلم انجليزي", EN), ("عربي", AR), ("بالعربي لو سمحت", AR)],
)
def test_choosing_a_language(said: str, wanted: object) -> None:
    """The member's choice is confirmed in that language and holds whatever he writes later."""
    talk = Talk()
    talk.say(said)
    assert [effect.chosen for effect in talk.done(SetLanguage)][-1]
    assert talk.ctx.language is wanted
    talk.say("How much are the fees?" if wanted is AR else "كم الرسوم؟")
    assert talk.ctx.language is wanted


def test_the_language_follows_what_is_written() -> None:
    """Until he chooses, an English question turns the conversation to English, Arabizi back to Arabic, one word does not."""
    talk = Talk()
    assert "Answer reply." in talk.say("When is the answer?")
    talk.say("kam el rosoom ya akhi?")
    assert talk.ctx.language is AR
    talk.say("ok")
    assert talk.ctx.language is AR
    assert talk.options
    assert talk.happen(LanguageChosen(EN))
    assert talk.ctx.contact.language_chosen


@pytest.mark.parametrize(
    "words",
    [
        "<b>x</b> &amp; *y*",
        "<b>membership fees</b> كم",
        "`select all from fees`",
        "https://example.com/how-much-are-the-fees",
        "my.name@example.com report.pdf",
        "ok",
        "OK thanks",
        "PDF",
        "IBAN SA0380000000608010167519",
        "Mohammed Ali",
        "ابغى ارفع ملف PDF من Google Drive لكم",
        "👍🏽 ok",
        "iPhone 15 Pro",
    ],
)
def test_what_everybody_writes_in_latin_letters_changes_no_language(words: str) -> None:
    """Markup, code, links, addresses, file names, abbreviations, names and thanks in a conversation in Arabic."""
    talk = Talk()
    talk.say("كم الرسوم؟")
    talk.say(words)
    assert talk.ctx.language is AR


@pytest.mark.parametrize(
    ("words", "spoken"),
    [
        ("how much are the fees", EN),
        ("HOW MUCH ARE THE FEES", EN),
        ("I want to complain about المقاول", EN),
        ("can you send me the PDF", EN),
        ("وش قيمة membership fee عندكم", AR),
    ],
)
def test_most_of_the_words_tell_the_language(words: str, spoken: Language) -> None:
    """Whatever names or abbreviations of the other language stand among them, from either language."""
    for begun in ("كم الرسوم؟", "How much are the fees?"):
        talk = Talk()
        talk.say(begun)
        talk.say(words)
        assert talk.ctx.language is spoken


def test_asking_for_another_language() -> None:
    """«اللغة» offers both; pressing sets; a press that names none asks again."""
    talk = Talk()
    talk.say("اللغة")
    assert talk.options == ["lang:ar", "lang:en"]
    assert "English" in talk.press("lang:en")
    assert talk.press("lang:xx")


def test_switching_before_the_first_word_or_with_an_officer_is_silent() -> None:
    """The page's switch says nothing there."""
    assert Talk().happen(LanguageChosen(EN)) == ()
    assert Talk(context(TICKET), OWNED).happen(LanguageChosen(EN)) == ()


@pytest.mark.parametrize("media", AttachmentKind)
def test_every_attachment_is_answered(media: AttachmentKind) -> None:
    """Without a ticket each kind gets a fitting answer; with one it is added to it."""
    assert Talk().attach(media)
    talk = Talk(context(TICKET))
    assert talk.attach(media)
    kept = media not in {AttachmentKind.STICKER, AttachmentKind.CONTACT}
    assert bool(talk.done(AddNote)) is kept


def test_a_caption_is_read_as_words() -> None:
    """The question under a picture is answered; the picture goes into the ticket that the words open."""
    talk = Talk()
    said = talk.attach(AttachmentKind.IMAGE, "متى الرد؟")
    assert "لا أستطيع قراءة" in said
    assert "جواب reply." in said
    talk = Talk()
    talk.attach(AttachmentKind.IMAGE, "محد يرد علي")
    assert talk.done(OpenTicket)
    assert talk.done(AddNote)[0].ticket == FIRST


def test_the_rest_of_an_album_is_kept_silently() -> None:
    """Ten pictures of one message get one answer."""
    talk = Talk(context(TICKET))
    assert talk.happen(AttachmentReceived(AttachmentKind.IMAGE, "b.jpg", follows=True)) == ()
    assert talk.done(AddNote)


def test_a_file_that_cannot_be_kept_is_told_and_leaves_all_as_it_was() -> None:
    """Who sent it was told that the officer will see it. What is offered stands; an officer in the chat sees it himself."""
    talk = Talk(context(TICKET))
    talk.attach(AttachmentKind.DOCUMENT, name="فاتورة.pdf")
    before, offered = talk.state, talk.options
    (reply,) = talk.happen(FileLost("فاتورة.pdf"))
    assert "لم أتمكن من حفظ «فاتورة.pdf»" in reply.text
    assert (talk.state, talk.options, reply.options) == (before, offered, ())
    assert "ملف مما أرسلته" in talk.happen(FileLost(""))[0].text
    talk.take()
    assert talk.happen(FileLost("فاتورة.pdf")) == ()


def test_a_file_that_officers_have_in_the_topic_of_a_ticket_is_not_told_as_lost() -> None:
    """A large file on Telegram is copied there whatever its size; where no ticket is open there is no topic."""
    assert Talk(context(TICKET)).happen(FileLost("فيديو.mp4", copied=True)) == ()
    (reply,) = Talk(context()).happen(FileLost("فيديو.mp4", copied=True))
    assert "لم أتمكن من حفظ «فيديو.mp4»" in reply.text


def test_a_fault_apologises_and_calls_a_person() -> None:
    """A member's message that could not be handled stands on a ticket; an officer's event is noted on his."""
    ctx = context()
    step = fault.fault_step(Idle(), TextReceived("سؤال"), ctx)
    assert [effect.reason for effect in step.effects if isinstance(effect, OpenTicket)] == [HandoverReason.FAULT]
    for inbound in (ChoiceMade("x"), AttachmentReceived(AttachmentKind.IMAGE)):
        assert len(fault.fault_step(Idle(), inbound, ctx).effects) == 2
    assert fault.fault_step(OWNED, TextReceived("سؤال"), ctx).effects == (AddNote(FIRST, "سؤال"),)
    assert len(fault.fault_step(OWNED, OfficerReplied(FIRST, SALIM, "x"), ctx).effects) == 1
    for quiet in (TimerFired("x"), Ignored("x"), ConversationStarted(), MemberOptedOut(), LanguageChosen(EN)):
        assert fault.fault_step(Idle(), quiet, ctx).effects == ()


@pytest.mark.parametrize(
    "said",
    [
        *sorted(service.AUTOMATIC | sayings.OPT_OUT | sayings.NOTICES | sayings.HELP | sayings.WHO | service.LANGUAGE),
        *("أبغى أكلم موظف", "call me please", "وين المدير", "English please", "وش تقدر تسوي لي", "انت بوت ولا انسان"),
        "ابغى تحديث طلبي بس ما ابغى الدعايات",
    ],
)
def test_no_rule_misses_its_own_words(said: str) -> None:
    """The words that a rule names are in whatever it applies to: tried without them, the same one answers."""
    rules = [rule.step for rule in interceptors.RULES]
    step = next(filter(None, (rule(Idle(), said, context()) for rule in rules)))
    assert interceptors.intercept(Idle(), TextReceived(said), context()) == step


@pytest.mark.parametrize(
    ("text", "automatic"),
    [
        ("هذا رد تلقائي، أنا خارج المكتب", True),
        ("شكراً لتواصلكم. رد آلي: نعود إليكم الأحد", True),
        ("I am out of office until Sunday", True),
        ("وهل أنت موظف أم رد آلي؟", False),
        ("كله رد آلي", False),
        ("is this an automated message?", False),
    ],
)
def test_who_speaks_of_automatic_replies_is_none(text: str, automatic: bool) -> None:
    """A machine says what it is where a sentence begins, and does not ask."""
    assert service.is_automatic(text) is automatic
