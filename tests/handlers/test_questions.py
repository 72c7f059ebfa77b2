"""Questions: answered, quoted, clarified, handed over, several at once."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.calendar import Calendar, Shift
from domain.effects import RecordDecision
from domain.inbound import ChoiceMade, ConversationStarted, TextReceived
from domain.model import Candidate, HandoverReason, Priority, TicketKind
from domain.states import Clarifying, Describing, Idle
from domain.ticketeffects import AddNote, OpenTicket
from faq.decision import Act, Asked, Clarify, Thread
from handlers.hearing import words
from handlers.question import citations
from tests.handlers.house import BOTH, EN, FIRST, HOUSE, NOON, Talk, clause, context


def test_an_answer_names_its_clause_and_offers_what_fits() -> None:
    """The reply holds the approved text and the clause; its options are the clause, the next step and an officer."""
    talk = Talk()
    said = talk.say("متى الرد؟")
    assert said == "أهلاً بك. جواب reply.\n\nالمرجع: سياسة العلاقة مع الأعضاء، بند 5 من «التعامل مع الأعضاء»."
    assert talk.options == ["clause:policy/handling.5", "act:ticket_status", "act:officer"]
    assert talk.state == Idle("reply", "handling")
    assert [decision.decision for decision in talk.done(RecordDecision)] == ["answer"]


def test_an_answer_that_was_just_given_says_how_to_ask_for_another() -> None:
    """What he asks behind it may be something else; where length is paid nothing is added."""
    talk = Talk()
    assert "إن كان سؤالك غيره" not in talk.say("متى الرد؟")
    assert "إن كان سؤالك غيره" in talk.say("متى الرد؟")
    talk = Talk(replace(context(), brief=True))
    talk.say("متى الرد؟")
    assert "إن كان سؤالك غيره" not in talk.say("متى الرد؟")


@pytest.mark.parametrize(
    ("question", "reference"),
    [
        ("ما الهدف؟", "المرجع: سياسة العلاقة مع الأعضاء، «الهدف العام»."),
        ("القنوات؟", "المرجع: سياسة العلاقة مع الأعضاء، البنود 1 إلى 3 من «القنوات المستخدمة للتواصل»."),
        ("كم الرسوم؟", "المرجع: النظام، بند 1 من «الرسوم» (نموذج للاستئناس إلى أن تعتمد الجمعية لائحتها)."),
        (
            "How much are the fees?",
            "Reference: Statute, clause 1 of “الرسوم” (a sample, until the association adopts its own bylaws).",
        ),
    ],
)
def test_references(question: str, reference: str) -> None:
    """A section that is one clause, clauses in a row and samples are named as such, in the language of the question."""
    assert Talk().say(question).endswith(reference)


@pytest.mark.parametrize(
    ("numbers", "arabic", "english"),
    [
        ((4,), "بند 4", "clause 4"),
        ((5, 2), "البندان 2 و5", "clauses 2 and 5"),
        ((2, 5, 6), "البنود 2 و5 و6", "clauses 2, 5 and 6"),
        ((1, 2, 3), "البنود 1 إلى 3", "clauses 1 to 3"),
        ((6, 1, 3, 2), "البنود 1 إلى 3 و6", "clauses 1 to 3 and 6"),
        ((1, 2, 4, 5, 6, 9), "البنود 1 و2 و4 إلى 6 و9", "clauses 1, 2, 4 to 6 and 9"),
    ],
)
def test_clauses_are_listed_as_people_list_them(numbers: tuple[int, ...], arabic: str, english: str) -> None:
    """With commas and one "and", and a row of three or more by its ends."""
    clauses = [clause("policy", f"handling.{number}", "قسم") for number in numbers]
    assert f"، {arabic} من " in citations.place(context(), clauses)
    assert f", {english} of " in citations.place(context(language=EN), clauses)


def test_a_salam_before_a_question_is_returned_in_the_same_message() -> None:
    """One message returns the salam and answers."""
    talk = Talk()
    assert talk.say("السلام عليكم متى الرد؟").startswith("وعليكم السلام ورحمة الله وبركاته. جواب reply.")


def test_greeting_once() -> None:
    """The introduction comes once in a conversation; later greetings are returned shortly."""
    talk = Talk()
    assert "معك مجيب" in talk.say("هلا")
    assert "معك مجيب" not in talk.say("السلام عليكم")
    assert talk.say("متى الرد؟").startswith("جواب")


def test_pressing_a_clause_shows_its_words() -> None:
    """The clause's button gives text, title, version and date and leaves the conversation where it is."""
    talk = Talk(state=Idle("fees", "fees"))
    said = talk.press("clause:statute/fees.1")
    assert said.startswith("«نص fees.1»")
    assert "الإصدار sample-1، تاريخ السريان: 2026-01-01." in said
    assert "نموذجي" in said
    assert talk.state == Idle("fees", "fees")


@pytest.mark.parametrize("pressed", ["2", "٢", "الثاني", "عنوان fees", "fees"])
def test_clarifying_and_choosing(pressed: str) -> None:
    """Two candidates become one question; the number, the ordinal and the words choose, and the pick is recorded."""
    talk = Talk()
    assert "أي هذه تقصد؟" in talk.say("وش الأوراق")
    assert talk.options == ["entry:reply", "entry:fees", "none", "act:officer"]
    assert talk.state == Clarifying("وش الأوراق", BOTH)
    assert "جواب fees." in talk.say(pressed)
    assert talk.done(RecordDecision) == [RecordDecision("وش الأوراق", "picked", "fees", BOTH)]


def test_none_of_these_is_recorded_and_leads_to_an_officer_in_the_end() -> None:
    """«شيء آخر» is recorded; the third time the question goes to a person."""
    talk = Talk()
    for _ in range(2):
        talk.say("وش الأوراق")
        assert "بكلمات أخرى" in talk.say("شيء آخر")
        assert talk.done(RecordDecision)[-1].decision == "none_of_these"
    talk.say("وش الأوراق")
    talk.say("شيء آخر")
    assert [(ticket.reason, ticket.candidates) for ticket in talk.done(OpenTicket)] == [(HandoverReason.MISSED_TWICE, BOTH)]


def test_clarifying_again_ends_at_an_officer() -> None:
    """Asked which he means, a member who stays unclear is asked twice more and then handed over."""
    talk = Talk()
    talk.say("وش الأوراق")
    assert "لم أتبين" in talk.say("ما زلت لا أدري")
    assert "لم أتبين" in talk.say("ما زلت لا أدري")
    talk.say("ما زلت لا أدري")
    assert [ticket.reason for ticket in talk.done(OpenTicket)] == [HandoverReason.MISSED_TWICE]


def test_words_that_ask_nothing_get_the_menu_and_then_an_officer() -> None:
    """A fragment gets the menu twice; the third one goes to an officer. A mere «طيب» never does."""
    talk = Talk()
    assert "تفضل" in talk.say("كم؟")
    talk.say("كم؟")
    for _ in range(3):
        assert "تمام" in talk.say("طيب")
        assert not talk.done(OpenTicket)
    talk.say("كم؟")
    assert [ticket.reason for ticket in talk.done(OpenTicket)] == [HandoverReason.MISSED_TWICE]


def test_an_unclear_question_opens_a_ticket_with_the_candidates() -> None:
    """The member gets the reference and until when the office works today; the officer gets what the bot thought of."""
    talk = Talk()
    said = talk.say("سؤال لا يعرفه أحد")
    (ticket,) = talk.done(OpenTicket)
    assert (ticket.kind, ticket.reason, ticket.subject) == (TicketKind.INQUIRY, HandoverReason.UNCLEAR, "سؤال لا يعرفه أحد")
    assert ticket.candidates[0].entry == "reply"
    assert "T1532-3" in said
    assert "ساعات العمل اليوم حتى 4 عصراً" in said


def test_a_second_unclear_question_is_added_to_the_ticket_that_waits() -> None:
    """While nobody has taken the inquiry up there is no second one."""
    talk = Talk()
    talk.say("سؤال لا يعرفه أحد")
    assert "أضفت رسالتك إلى معاملتك المفتوحة T1532-3" in talk.say("سؤال آخر لا يعرفه أحد")
    assert talk.done(AddNote) == [AddNote(FIRST, "سؤال آخر لا يعرفه أحد")]
    assert not talk.done(OpenTicket)


def test_a_machine_that_never_stops_is_answered_no_more() -> None:
    """After fifty misses in a row what comes is only noted, and told once an hour."""
    talk = Talk()
    said = []
    for number in range(120):
        said.append(talk.say(f"رسالة غريبة رقم {number}"))
        talk.wait(timedelta(minutes=1))
    assert all(said[:50])
    assert [number for number, text in enumerate(said) if text][50:] == [109]
    assert talk.done(AddNote) == [AddNote(FIRST, "رسالة غريبة رقم 119")]


def test_a_silent_topic_says_why_and_goes_to_an_officer() -> None:
    """The association's own words on the silence come first."""
    talk = Talk()
    said = talk.say("أقدر أعترض؟")
    assert said.startswith("جواب objection.\n\nأحيل سؤالك")
    (ticket,) = talk.done(OpenTicket)
    assert (ticket.reason, ticket.topic) == (HandoverReason.SILENT, "complaints")


def test_what_nobody_here_answers_is_said_before_an_officer_is_called() -> None:
    """A question out of scope gets a polite bound and an officer's button; insisting opens a ticket."""
    talk = Talk()
    assert "خارج" in talk.say("الطقس")
    assert not talk.done(OpenTicket)
    talk.say("الطقس")
    talk.say("الطقس")
    assert [ticket.reason for ticket in talk.done(OpenTicket)] == [HandoverReason.OUT_OF_SCOPE]


def test_an_entry_flagged_for_an_officer_is_answered_and_handed_over() -> None:
    """Answer and reference number stand in one message."""
    talk = Talk()
    said = talk.say("توفي والدي")
    assert "جواب death." in said
    assert "T1532-3" in said
    assert [ticket.reason for ticket in talk.done(OpenTicket)] == [HandoverReason.SENSITIVE]


@pytest.mark.parametrize("words", ["خدمتكم سيئة جدا جدا", "ما تحترمون الناس"])
def test_anger_is_a_complaint_at_once(words: str) -> None:
    """An angry member gets an apology and an urgent complaint, and what he adds goes into it."""
    talk = Talk()
    assert "نعتذر" in talk.say(words)
    (ticket,) = talk.done(OpenTicket)
    assert (ticket.kind, ticket.reason, ticket.priority) == (TicketKind.COMPLAINT, HandoverReason.ANGER, Priority.HIGH)
    assert talk.state == Describing(TicketKind.COMPLAINT, ticket=FIRST)
    assert "أضفت ذلك" in talk.say("المكيف خربان من شهر")
    assert talk.done(AddNote) == [AddNote(FIRST, "المكيف خربان من شهر")]
    talk.say(words)
    assert not talk.done(OpenTicket)


def test_several_questions_are_answered_in_one_message() -> None:
    """Each question has its number, its answer and its clause."""
    talk = Talk()
    (reply,) = talk.happen(TextReceived("متى الرد؟\nكم الرسوم؟"))
    assert "(1) جواب reply." in reply.text
    assert "(2) جواب fees." in reply.text
    assert talk.options == ["clause:policy/handling.5", "clause:statute/fees.1", "act:officer"]
    assert [option.label for option in reply.options][:2] == ["مرجع الجواب 1", "مرجع الجواب 2"]
    assert talk.state == Idle("fees", "fees")


def test_several_questions_of_several_kinds() -> None:
    """What is unclear is offered, what is wished is offered, what only a person knows goes to one ticket; all is recorded."""
    talk = Talk()
    (reply,) = talk.happen(TextReceived("متى الرد؟\nوش الأوراق\nأبغى دعم\nأقدر أعترض؟\nغريب\nشكرا"))
    assert [f"({number}) " in reply.text for number in range(1, 7)] == [True] * 5 + [False]
    assert {"entry:reply", "entry:fees", "act:support_request", "act:officer"} <= set(talk.options)
    (ticket,) = talk.done(OpenTicket)
    assert ticket.subject == "أقدر أعترض؟ غريب"
    assert len(talk.done(RecordDecision)) == 5


def test_one_angry_question_makes_the_message_a_complaint() -> None:
    """Anger beside a question goes to a person whole."""
    talk = Talk()
    talk.say("متى الرد؟\nخدمتكم سيئة جدا جدا")
    assert [ticket.kind for ticket in talk.done(OpenTicket)] == [TicketKind.COMPLAINT]


def test_old_options_are_understood_or_politely_refused() -> None:
    """An entry pressed long after answers without a label; an option that never was gets the menu."""
    talk = Talk()
    assert "جواب reply." in talk.press("entry:reply")
    assert not talk.done(RecordDecision)
    for unknown in ("entry:gone", "nonsense", "rate:9:T15323", "act:nothing", "more:x", "more:²", "x:" * 100, ""):
        assert "لم يعد متاحاً" in talk.press(unknown)
    assert "تفضل" in talk.press("none")
    assert "لم أجد هذا البند" in talk.press("clause:policy/none")


@pytest.mark.parametrize(
    ("text", "complains"),
    [("الشقة", False), ("رابط التطبيق ايش", False), ("وين الموقع", False), ("متى تصلحون التطبيق", True), ("خربان", True)],
)
def test_what_only_names_a_thing_or_asks_for_it_is_no_complaint_of_it(text: str, complains: bool) -> None:
    """Though it resembles one most, the next likely is offered."""
    near = (Candidate("action.complaint-building", 0.6), Candidate("fees", 0.3))

    def known(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:
        del thread
        return (Asked(text, Act("complaint", near[0].entry, 0.9, near)),)

    talk = Talk(context(house=replace(HOUSE, decide=known)))
    said = talk.say(text)
    assert ("شكواك" in said) is complains
    assert ("entry:fees" in talk.options) is not complains


def test_what_hardly_anybody_means_is_not_offered_behind_an_answer() -> None:
    """He reads that this is all that is known, and may pass his question on."""
    talk = Talk()
    talk.say("متى الرد؟")
    assert "ما لدي في «عنوان reply» هو ما قرأته" in talk.say("هل يجوز ذلك")
    assert "entry:fees" not in talk.options


def test_a_question_that_names_nothing_is_for_whoever_has_what_is_open() -> None:
    """It is kept there, and no list of matters is shown."""
    talk = Talk()
    talk.say("ما تحترمون الناس")
    talk.wait(timedelta(hours=3))
    assert "كتبت سؤالك للموظف في T1532-3" in talk.say("طيب وين اروح")
    assert talk.done(AddNote) == [AddNote(FIRST, "طيب وين اروح")]


def test_pressed_entries_of_each_kind() -> None:
    """An action entry acts, a silent one hands over with its title as the question, one of class none shows the menu."""
    talk = Talk()
    assert "(1 من 4)" in talk.press("entry:join")
    talk = Talk()
    talk.press("entry:objection")
    assert [ticket.subject for ticket in talk.done(OpenTicket)] == ["عنوان objection"]
    assert "تفضل" in Talk().press("entry:weather")


def test_english() -> None:
    """An English question is answered in English with an English clause and English hours."""
    talk = Talk()
    assert talk.say("When is the answer?").startswith("Welcome. Answer reply.\n\nReference: Member Relations Policy, clause 5")
    assert "open today until 4 PM" in talk.say("Something that nobody knows")


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (14, "المكتب مغلق الآن، ويبدأ العمل غداً الساعة 8 صباحاً"),
        (14 + 24, "المكتب مغلق الآن، ويبدأ العمل الأربعاء الساعة 8 صباحاً"),
        (1, "المكتب مغلق الآن، ويبدأ العمل اليوم الساعة 8 صباحاً"),
        (9, "ساعات العمل اليوم حتى 4 عصراً"),
    ],
)
def test_hours_are_told_honestly(hour: int, said: str) -> None:
    """While it is closed, before it opens too, the member is told when work begins; in the break, until when it lasts."""
    talk = Talk(context(now=NOON.replace(hour=0) + timedelta(hours=hour)))
    assert said in talk.say("سؤال لا يعرفه أحد")


def test_an_office_without_hours_promises_none() -> None:
    """Without a next opening no time is told."""
    closed = replace(HOUSE, calendar=replace(HOUSE.calendar, shifts={}))
    said = Talk(context(house=closed)).say("سؤال لا يعرفه أحد")
    assert "ستصلك الإجابة هنا" in said
    assert "الساعة" not in said


def test_the_language_of_the_page_is_kept_for_pressed_options() -> None:
    """A press answers in the conversation's language."""
    assert "Answer fees." in Talk(context(language=EN)).press("entry:fees")


def test_choices_by_press_and_by_words_are_one() -> None:
    """The pressed button and its words give the same step."""
    pressed, typed = Talk(), Talk()
    pressed.say("وش الأوراق")
    typed.say("وش الأوراق")
    assert pressed.happen(ChoiceMade("entry:fees")) == typed.happen(TextReceived("عنوان fees"))


@pytest.mark.parametrize(
    ("said", "part"), [("شكراً", "العفو"), ("مرحبا", "كيف أخدمك"), ("السلام عليكم يا جماعة", "وعليكم السلام"), ("⭐⭐", "حياك")]
)
def test_courtesies_that_the_matcher_does_not_know(said: str, part: str) -> None:
    """A decider that makes nothing of a courtesy leaves it to the rule."""
    talk = Talk(context(house=replace(HOUSE, decide=_puzzled)))
    talk.happen(ConversationStarted())
    assert part in talk.say(said)


def test_who_did_not_understand_the_answer_is_led_on_from_it() -> None:
    """To its clause, to other words, to an officer; where nothing was answered there is only the menu."""
    talk = Talk()
    assert "كيف أخدمك" in talk.say("ما فهمت")
    talk.say("متى الرد؟")
    assert talk.say("ما فهمت").startswith("نعتذر، لم يكن الجواب واضحاً")
    assert [option.partition(":")[0] for option in talk.options] == ["clause", "act"]


def _puzzled(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:
    """Make nothing of any text."""
    del thread
    return (Asked(text, Clarify(())),)


def test_times_and_days_are_told_as_people_say_them() -> None:
    """Half hours, noon, and an opening more than a week away with its date in both calendars."""
    tuesdays = Calendar(HOUSE.calendar.tz, {1: (Shift(time(9), time(14, 30)),)}, holidays=frozenset({date(2026, 11, 24)}))
    house = replace(HOUSE, calendar=tuesdays)
    assert "ويبدأ العمل الثلاثاء 21 جمادى الآخرة 1448هـ (1 ديسمبر 2026م) الساعة 9 صباحاً" in Talk(context(house=house)).say(
        "سؤال غريب"
    )
    ctx = context(house=house, now=datetime(2026, 12, 1, 8, tzinfo=UTC))
    assert "حتى 2:30 ظهراً" in Talk(ctx).say("سؤال غريب")


def test_an_answer_that_did_not_help_is_recorded_and_an_officer_offered() -> None:
    """Pressed at once or much later; the entry is named, the question is the storage's to find."""
    talk = Talk()
    talk.say("ما الهدف؟")
    assert talk.options[-1] == "unhelped:goal"
    assert "لم يفدك" in talk.press("unhelped:goal")
    assert talk.done(RecordDecision) == [RecordDecision("", "not_helped", "goal", ())]
    assert talk.options == ["act:officer", "act:menu"]
    talk.press("unhelped:unheard-of")
    assert not talk.done(RecordDecision)


@pytest.mark.parametrize("text", ["لا خلاص الغ الشكوى", "ابغى اسحب طلبي لو سمحتم", "please cancel my complaint"])
def test_calling_a_matter_off_is_recognised(text: str) -> None:
    """In both languages, with politeness and wishes around it."""
    assert words.calls_off(text)


@pytest.mark.parametrize(
    "text",
    [
        "طلبي",
        "إلغاء",
        "الغوا رسوم طلبي",
        "كيف الغي طلبي",
        "اقدر الغي طلبي",
        "can I cancel my request",
        "my complaint was not closed",
    ],
)
def test_what_only_mentions_it_calls_nothing_off(text: str) -> None:
    """A question how it is done, a bare word or other matters."""
    assert not words.calls_off(text)
