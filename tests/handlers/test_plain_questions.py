"""Out of the blue, with nothing open: what has its answer is answered before any remark is looked for."""

from dataclasses import replace

import pytest

from domain.model import Candidate, Language, Stage, Ticket, TicketKind
from domain.states import AwaitingComment, Describing, FillingForm, FormKind, State
from domain.ticketeffects import AddNote, OpenTicket, RecordComment
from faq.decision import Act, Answer, Asked, Thread
from faq.entries import Entry
from handlers.hearing import halves, latin, wordbook, words
from handlers.question import plainly
from tests.handlers.house import FIRST, HOUSE, Talk, context, entry
from tests.handlers.matters import ticket


def _knowing(confidence: float, entry: str = "fees", *tickets: Ticket) -> Talk:
    """Begin where every text is taken for a question after the fees."""

    def decide(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:
        del thread
        return (Asked(text, Answer(entry, confidence, ())),)

    return Talk(context(*tickets, house=replace(HOUSE, decide=decide)))


@pytest.mark.parametrize(
    ("text", "confidence"),
    [("ممكن تقول لي كم الرسوم؟", 0.6), ("شكرا على التجاوب لكن كم الرسوم؟", 0.6), ("أبي أتخلص من أسهمي", 0.96)],
)
def test_what_asks_or_is_surely_known_is_answered(text: str, confidence: float) -> None:
    """A question needs no more than its answer; words that do not ask must surely have one."""
    assert "جواب fees." in _knowing(confidence).say(text)


@pytest.mark.parametrize("text", ["زياد منصور العمري", "Nawaf Saad Alqahtani", "رقم جوالي 0553318842", "متأكد؟"])
def test_a_name_a_number_and_a_doubt_are_no_questions(text: str) -> None:
    """However sure the matcher is: it knows nothing of names and numbers, and a word with a mark is a remark."""
    talk = _knowing(0.99)
    talk.say("كم الرسوم عندكم؟")
    assert "جواب fees." not in talk.say(text)


def test_words_that_neither_ask_nor_are_surely_known_may_be_a_remark() -> None:
    """«شكرا لكم على التجاوب السريع» is thanks, whatever it resembles."""
    assert "العفو" in _knowing(0.9).say("شكرا لكم على التجاوب السريع")


@pytest.mark.parametrize(
    "text",
    [
        "ناقصني ورقة وش يصير",
        "الاحتياطي كم تشيلون له",
        "ابغى اسجل كيف",
        "قدمت طلب دعم وابغى اعرف وين وصل",
        "ashomi mata tnzl",
        "heirs not saudi what happens",
        "my id expired, will you still take it",
        "my house burned down do i get priority",
    ],
)
def test_a_question_behind_what_is_told_asks(text: str) -> None:
    """Half of what members ask has its word of asking in the middle or at the end, and no mark."""
    assert words.asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "سألت الموظف متى الرد وقال لا أدري",
        "الكهرب يفصل كل ليلة ومحد يدري وش السبب",
        "they told me what to bring and sent me home",
        "شكوى: متى بتصلحون المصعد",
        "the office where I went was closed",
        "yes let's do it",
    ],
)
def test_what_somebody_was_asked_or_nobody_knows_is_told(text: str) -> None:
    """A question that is reported, and a title in front of one, ask nothing."""
    assert not words.asks(text)


AWAITED: tuple[State, ...] = (
    Describing(TicketKind.COMPLAINT),
    Describing(TicketKind.SUGGESTION),
    FillingForm(FormKind.SUPPORT),
    FillingForm(FormKind.SUPPORT, (("name", "نورة سعد الشهري"), ("national_id", ""))),
)


@pytest.mark.parametrize("state", AWAITED)
def test_a_plain_question_is_answered_whatever_was_awaited(state: State) -> None:
    """It is no complaint, no suggestion, no name and no number; what was awaited is awaited yet."""
    talk = _knowing(0.95)
    talk.state = state
    assert "جواب fees." in talk.say("اذا طلعت متى ترجعون قروشي")
    assert isinstance(talk.state, type(state))
    assert not any(isinstance(effect, OpenTicket) for effect in talk.effects)


@pytest.mark.parametrize(("text", "confidence"), [("كيف ترفضون طلبي بدون سبب", 0.74), ("ليش ما دعيتوني للاجتماع", 0.99)])
def test_what_asks_in_anger_is_the_complaint_that_was_awaited(text: str, confidence: float) -> None:
    """Such words resemble a question with less confidence, or ask why."""
    talk = _knowing(confidence)
    talk.state = Describing(TicketKind.COMPLAINT)
    talk.say(text)
    assert any(isinstance(effect, OpenTicket) for effect in talk.effects)


def test_a_question_below_a_low_rating_is_answered_and_kept_as_its_reason() -> None:
    """It may be both: «ومتى الرد على طلبي» says what went wrong too. The comment is awaited yet."""
    talk = _knowing(0.95, "reply", ticket(Stage.REOPENED))
    talk.state = AwaitingComment(FIRST, 2)
    assert "جواب reply." in talk.say("طيب ومتى الرد")
    assert [done.text for done in talk.done(RecordComment)] == ["طيب ومتى الرد"]
    assert talk.state == AwaitingComment(FIRST, 2, said="طيب ومتى الرد")


def test_a_question_in_other_letters_is_no_name_and_tells_the_language() -> None:
    """Who fills in an Arabic form and asks in English is answered in English."""
    talk = _knowing(0.95)
    talk.state = FillingForm(FormKind.SUPPORT)
    assert "Answer fees." in talk.say("heirs not saudi what happens")


def _doing(action: str, entry: str = "", confidence: float = 0.9) -> Talk:
    """Begin where every text is surely taken for a wish for this action."""

    def decide(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:
        del thread
        return (Asked(text, Act(action, entry, confidence, ())),)

    return Talk(context(house=replace(HOUSE, decide=decide)))


NEED = FillingForm(FormKind.SUPPORT, (("name", "نورة سعد الشهري"), ("national_id", ""), ("mobile", "")))


@pytest.mark.parametrize(
    ("state", "action", "text", "said"),
    [
        (Describing(TicketKind.COMPLAINT), "officer", "حولني لشخص", "أحلت محادثتك"),
        (Describing(TicketKind.SUGGESTION), "thanks", "مشكورين على التوضيح", "اكتب اقتراحك"),
        (Describing(TicketKind.COMPLAINT), "pause", "مشغول الحين ارجع لكم", "لا بأس"),
        (Describing(TicketKind.COMPLAINT), "call_off", "الغوا كل شي", "لم يُسجل شيء"),
        (Describing(TicketKind.COMPLAINT), "register", "ابغى اسجل عضو", "ما اسمك الكامل"),
        (FillingForm(FormKind.SUPPORT), "privacy", "احذفوا بياناتي", "سجلت طلبك عن بياناتك"),
        (FillingForm(FormKind.SUPPORT), "call_off", "خلاص ما ابي", "لم يُسجل شيء"),
        (NEED, "officer", "وين الموظف", "أحلت محادثتك"),
        (NEED, "suggestion", "عندي اقتراح لكم", "اكتبه في رسالة"),
        (NEED, "register", "ابغى اسجل عضو", "نجعله طلب تسجيل"),
        (NEED, "pause", "ba3deen akammel", "حفظت ما كتبته"),
        (NEED, "menu", "ساعدني", "ترميم سقف البيت"),
        (NEED, "thanks", "مشكورين على التوضيح", "العفو"),
    ],
)
def test_what_surely_wants_something_done_is_no_answer(state: State, action: str, text: str, said: str) -> None:
    """Neither a complaint nor a suggestion, neither a name nor a need: it is done, or said, and no ticket holds it."""
    talk = _doing(action)
    talk.state = state
    assert said in talk.say(text)
    assert not [opened for opened in talk.done(OpenTicket) if opened.kind in {TicketKind.COMPLAINT, TicketKind.SUGGESTION}]


@pytest.mark.parametrize("text", ["سداد فواتير الكهرباء لانها تراكمت علي هالسنة", "المقاول سلمني الشقة والدهان مقشر"])
def test_a_need_and_a_complaint_are_taken_whatever_they_resemble(text: str) -> None:
    """They are longer, or name none of the wishes."""
    talk = _doing("complaint", "action.complaint-unit")
    talk.state = NEED
    assert text in talk.say(text)


@pytest.mark.parametrize("text", ["طيب خلاص هونت", "شكرا جزيلا لكم"])
def test_who_wants_nothing_more_or_thanks_is_not_angry(text: str) -> None:
    """Though there is a tenth of a chance of it: no complaint is opened for him."""
    candidates = (Candidate("action.call-off", 0.46), Candidate("action.complaint-anger", 0.13))

    def decide(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:
        del thread
        return (Asked(text, Act("call_off", "action.call-off", 0.46, candidates)),)

    talk = Talk(context(house=replace(HOUSE, decide=decide)))
    talk.say(text)
    assert not talk.done(OpenTicket)


def _titled(arabic: str, english: str) -> dict[str, Entry]:
    return {"told": replace(entry("told", topic="fees"), title={Language.ARABIC: arabic, Language.ENGLISH: english})}


@pytest.mark.parametrize("text", ["رسوم العضوية", "قيمة رسم العضويه", "membership fee", "رسوم الانضمام"])
def test_the_title_of_a_matter_names_it(text: str) -> None:
    """In the words of any title of its topic, and those that are asked of any matter."""
    entries = {**_titled("رسم العضوية", "Membership fee"), "other": entry("other", topic="fees")}
    entries["other"] = replace(entries["other"], title={Language.ARABIC: "رسم الانضمام", Language.ENGLISH: "Joining"})
    assert plainly.names(Answer("told", 0.9, ()), text, entries)


@pytest.mark.parametrize(
    "text",
    ["رسوم العضوية مرتفعة", "ارتفاع رسوم العضوية", "رسوم عضويتي", "الرسوم", "membership fee too high", "رفض العضوية"],
)
def test_what_says_something_of_a_matter_does_not_only_name_it(text: str) -> None:
    """However sure the matcher is: one word beside the title tells, and so does what is his own, or a trouble."""
    assert not plainly.names(Answer("told", 0.99, ()), text, _titled("رسم العضوية عند الرفض", "Membership fee"))


def test_a_title_that_was_kept_is_recorded_where_he_says_so() -> None:
    """What he tells then is recorded behind it, and it alone where he says that this is it; «طيب» says nothing."""
    for said, told in (("سجلها", "رسم العضوية"), ("غالي", "رسم العضوية غالي")):
        talk = Talk(state=Describing(TicketKind.COMPLAINT, begun="رسم العضوية", entry="fees"))
        talk.say("طيب")
        assert not talk.done(OpenTicket)
        talk = Talk(state=Describing(TicketKind.COMPLAINT, begun="رسم العضوية", entry="fees"))
        talk.say(said)
        assert [opened.subject for opened in talk.done(OpenTicket)] == [told]


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("abi asajjel 3odw", "register"),
        ("abi agaddem 6alab da3m", "support_request"),
        ("abi ashtki", "complaint"),
        ("سجلني عضو", "register"),
        ("ابغى انضم للجمعيه", "register"),
        ("عندي شكوى", "complaint"),
    ],
)
def test_what_is_wished_for_is_named_in_any_letters(text: str, action: str) -> None:
    """By the consonants that both ways of writing share."""
    assert plainly.acts(Act(action, "", 0.9, ()), text)


@pytest.mark.parametrize(("text", "action"), [("ابي اشوف طلبي", "ticket_status"), ("i want to complain", "complaint")])
def test_what_says_what_it_wishes_need_be_less_sure(text: str, action: str) -> None:
    """It names what is his own, or says that he complains."""
    assert plainly.acts(Act(action, "", 0.65, ()), text)
    assert not plainly.acts(Act(action, "", 0.65, ()), "الموقع ما يفتح")


def test_english_words_are_no_arabic_in_latin_letters() -> None:
    """Too few consonants tell nothing, and a figure among them is a letter."""
    assert latin.among(("asajjel", "3odw", "dam", "seal", "2000"), wordbook.tokens("اسجل عضو دعم")) == {"asajjel", "3odw"}


def test_a_message_is_parted_into_what_it_tells_and_what_it_asks() -> None:
    """Whichever comes first; what somebody else was asked is told."""
    assert ("فاطمة القرني", "كم الرسوم؟") in halves.told_and_asked("فاطمة القرني، كم الرسوم؟")
    assert ("المصعد خربان من اسبوع", "متى دوامكم") in halves.told_and_asked("المصعد خربان من اسبوع ومتى دوامكم")
    assert not list(halves.told_and_asked("سألته متى الموعد وقال لا أدري"))


def test_free_words_keep_a_question_that_nobody_answers() -> None:
    """It is a part of the need, which the officer reads."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, (("name", "سعد"), ("national_id", ""), ("mobile", ""))))
    assert "سقف البيت يخر، كم مرة كلمناكم؟" in talk.say("سقف البيت يخر، كم مرة كلمناكم؟")


def test_a_detail_beside_the_question_when_he_hears_is_kept() -> None:
    """The question alone, which asks after the ticket, is no detail of it."""
    for said, kept in (("التسريب زاد كثيرا اليوم، متى تردون؟", True), ("متى تردون؟", False)):
        talk = Talk(context(ticket(Stage.RECEIVED, kind=TicketKind.COMPLAINT)), Describing(TicketKind.COMPLAINT, ticket=FIRST))
        talk.say(said)
        assert bool(talk.done(AddNote)) is kept


def test_what_only_leads_to_a_question_is_no_need() -> None:
    """It tells what he asks about, and nothing that he needs."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, (("name", "سعد"), ("national_id", ""), ("mobile", ""))))
    assert "(4 من 4)" in talk.say("الإجراءات مو واضحة لي، متى الرد؟")


@pytest.mark.parametrize(
    ("said", "how"), [("كيف اسجل عضو جديد", True), ("ابي اسجل عضو جديد", False), ("كيف تتركوني بلا رد", False)]
)
def test_how_a_form_is_done_is_plainly_asked(said: str, *, how: bool) -> None:
    """It is no part of a complaint, nor a suggestion: «كيف اسجل عضو جديد»."""
    assert plainly.asks_how(Act("register", "action.register", 0.9, ()), said) is how


@pytest.mark.parametrize("said", ["اقدر اقدم مره ثانيه", "can I appeal", "طيب استطيع ارجع اقدم"])
def test_who_asks_leave_asks(said: str) -> None:
    """No word of asking is in it, and less is sure enough: nobody complains so."""
    assert words.asks(said)
    assert plainly.asks(Answer("admission.reapply", 0.6, ()), said)
    assert not plainly.asks(Answer("admission.reapply", 0.6, ()), "كيف اقدم مره ثانيه")
