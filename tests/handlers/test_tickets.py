"""The member's tickets, complaints and suggestions."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.effects import Say, SetConsent
from domain.inbound import TextReceived
from domain.model import HandoverReason, OfficerId, Stage, Ticket, TicketKind, TicketRef
from domain.states import Describing, FillingForm, FormKind, Idle
from domain.ticketeffects import AddNote, Escalate, OpenTicket
from handlers import consent
from handlers.form import identity
from handlers.ticket import complaint, tickets
from tests.handlers.house import EN, FIRST, NOON, SECOND, Talk, context

MINE = Ticket(FIRST, TicketKind.SUPPORT, Stage.WITH_COMMITTEE, "طلب دعم", NOON, NOON)
OTHER = Ticket(SECOND, TicketKind.COMPLAINT, Stage.RECEIVED, "شكوى", NOON, NOON)


@pytest.mark.parametrize(
    "written",
    ["T1532-3", "T15323", "t1532-3", "١٥٣٢٣", "T1532", "T١٥٣٢-٣", "\u200fT1532-3\u200e", "T1532-3؟", "وين وصل طلبي T1532-3"],
)
def test_status_by_number(written: str) -> None:
    """A ticket is found by its number in any digits, with or without T and check digit, and told with both dates."""
    said = Talk(context(MINE, OTHER)).say(written)
    assert "المعاملة T1532-3 (طلب دعم): لدى اللجنة للدراسة." in said
    assert "12 جمادى الآخرة 1448هـ" in said
    assert "«committee_period»" in said


@pytest.mark.parametrize("said", ["رقمه T1532-3", "هذا رقم الطلب T1532-3", "my request number is T1532-3", "رقم الشكوى 15323"])
def test_words_may_announce_a_reference(said: str) -> None:
    """«رقمه T1532-3» is the reference that was asked for, and no question for the association's number."""
    assert "المعاملة T1532-3" in Talk(context(MINE, OTHER)).say(said).replace("Request", "المعاملة")


@pytest.mark.parametrize(("said", "number"), [("رقم المعاملة T1000-5", "T1000-5"), ("طلبي رقم 4521", "4521")])
def test_an_announced_number_that_is_none_of_his_is_named(said: str, number: str) -> None:
    """A number that is called one is looked for and named, also without its T."""
    assert number in Talk(context(MINE)).say(said)
    assert "لدى اللجنة" not in Talk(context(MINE)).say(said)


@pytest.mark.parametrize(
    ("said", "unasked"),
    [
        ("0501234567", True),
        ("رقمي 050 123 4567", True),
        ("هويتي ١٠٥٨٥٢٩٩٤٠ وجوالي 0501234567", True),
        ("my id is 1058529940", True),
        ("جوالي الجديد 0501234567", False),
        ("اسمي محمد علي الحربي وجوالي 0501234567", True),
        ("رقم عضويتي 4412", True),
        ("هويتي 1023456789", True),  # with a slip
        ("السلام عليكم، انا سالم عضو رقم ٤٤١٢", True),
        ("Membership no. 4412", True),
        ("هويته 1033772011", True),
        ("رقم عضويتي 4412؟", False),
        ("عضو رقم 4412 وابغى كشف حساب", False),
        ("هويتي 1058529940 منتهية", False),
        ("رقم 4412", False),
        ("كم رقمكم", False),
    ],
)
def test_numbers_that_nobody_asked_for_are_asked_about(said: str, unasked: bool) -> None:
    """Who sends his own numbers out of the blue is asked what for; words beside them are heard as ever."""
    assert identity.only_tells(said) is unasked


def test_an_unasked_number_opens_nothing() -> None:
    """The member chooses what it is for; nothing is opened or answered on a guess."""
    talk = Talk()
    assert "لأي غرض" in talk.say("رقمي 0501234567")
    assert talk.options == ["act:support_request", "act:register", "act:privacy", "act:officer"]
    assert talk.done(OpenTicket) == []


def test_a_wrong_check_digit_is_noticed() -> None:
    """A number with a slip is called so, and nothing is shown."""
    said = Talk(context(MINE)).say("T1532-4")
    assert "لا يبدو صحيحاً" in said
    assert "اللجنة" not in said


def test_other_members_tickets_are_not_confirmed() -> None:
    """A well-formed number that is not the member's is not found, whoever owns it."""
    said = Talk(context(MINE)).say("T1533-8")
    assert "لم أجد T1533-8 بين معاملاتك" in said


def test_pressing_a_foreign_ticket_shows_nothing() -> None:
    """A forged option id gives no more than a typed number."""
    assert "لم أجد" in Talk(context(MINE)).press("status:T15338")


def test_open_tickets_are_listed() -> None:
    """«طلبي» tells the one open ticket, lists several in the right plural, and says when there is none."""
    assert "المعاملة T1532-3" in Talk(context(MINE)).say("طلبي")
    talk = Talk(context(MINE, OTHER))
    assert "لديك معاملتان مفتوحتان" in talk.say("طلبي")
    assert talk.options[:2] == ["status:T15323", "status:T15338"]
    assert "T1533-8 (شكوى)" in talk.say("2")
    many = [replace(OTHER, ref=TicketRef(f"T{number}")) for number in range(100, 104)]
    assert "لديك 4 معاملات مفتوحة" in Talk(context(*many)).say("طلبي")
    assert "لا توجد لديك معاملات مفتوحة" in Talk().say("طلبي")
    done = replace(MINE, stage=Stage.RESOLVED)
    assert "آخر معاملاتك:\nطلب دعم T1532-3: محلولة" in Talk(context(done)).say("طلبي")
    assert "You have 2 open requests" in Talk(context(MINE, OTHER, language=EN)).press("act:ticket_status")


def test_whatever_is_open_is_listed_and_the_rest_can_be_asked_for_where_lists_are_short() -> None:
    """Of a dozen all are told and offered; «المزيد» and `more:9`, WhatsApp's tenth row, offer those behind the ninth."""
    open_ = [replace(OTHER, ref=TicketRef(f"T{number}")) for number in range(100, 112)]
    offered = [*(f"status:{ticket.ref}" for ticket in open_), "act:officer", "act:menu"]
    talk = Talk(context(*open_))
    told = talk.say("طلبي")
    assert told.startswith("لديك 12 معاملة مفتوحة")
    assert told.count("شكوى T") == len(open_)
    assert talk.options == offered
    assert "بقية الخيارات" in talk.press("more:9")
    assert talk.options == offered[9:]
    talk.say("طلبي")
    talk.say("المزيد")
    assert talk.options == offered[9:]


def test_back_leads_to_the_menu_and_is_no_part_of_an_option() -> None:
    """«رجوع» and "back" behind a list ask nothing, and are not taken for the option whose words hold them."""
    talk = Talk(context(MINE, OTHER))
    talk.press("act:ticket_status")
    assert "كيف أخدمك؟" in talk.say("رجوع")
    assert talk.options[0] == "act:ticket_status"
    talk = Talk(context(MINE, OTHER, language=EN))
    talk.press("act:ticket_status")
    assert "How can I help?" in talk.say("back")


def test_bare_digits_of_nobodys_ticket_are_no_number() -> None:
    """Digits that name no own ticket are an unclear message, not a lookup."""
    talk = Talk(context(MINE))
    talk.say("99999")
    assert len(talk.done(OpenTicket)) == 1


def test_a_wish_to_complain_is_asked_for_its_matter() -> None:
    """«أبغى أشتكي» asks what happened; the words open the complaint, and details may follow."""
    talk = Talk()
    assert "اكتب شكواك" in talk.say("أبغى أشتكي")
    assert talk.state == Describing(TicketKind.COMPLAINT)
    assert "T1532-3" in talk.say("المكيف خربان من شهر ولا أحد جاء")
    (ticket,) = talk.done(OpenTicket)
    assert (ticket.kind, ticket.reason, ticket.subject) == (
        TicketKind.COMPLAINT,
        HandoverReason.COMPLAINT,
        "المكيف خربان من شهر ولا أحد جاء",
    )
    assert "العفو" in talk.say("لا، شكراً")
    assert isinstance(talk.where(), Idle)


def test_words_that_tell_the_matter_open_the_complaint_at_once() -> None:
    """«محد يرد علي» is a complaint as it stands."""
    talk = Talk()
    talk.say("محد يرد علي")
    assert [ticket.subject for ticket in talk.done(OpenTicket)] == ["محد يرد علي"]


def test_long_words_are_kept_whole() -> None:
    """The subject is short; the whole text follows as a note."""
    talk = Talk(state=Describing(TicketKind.COMPLAINT))
    told = "كلمة " * 100
    talk.say(told)
    (ticket,) = talk.done(OpenTicket)
    assert len(ticket.subject) == 120
    assert talk.done(AddNote) == [AddNote(FIRST, told.strip())]


def test_describing_can_be_cancelled_and_asks_again_at_most_twice() -> None:
    """«إلغاء» records nothing; too few words are asked again, then an officer is called."""
    talk = Talk(state=Describing(TicketKind.COMPLAINT))
    assert "لم يُسجل شيء" in talk.say("إلغاء")
    assert talk.state == Idle()
    talk = Talk(state=Describing(TicketKind.SUGGESTION))
    assert "اقتراحك" in talk.say("كذا")
    talk.say("كذا")
    talk.say("كذا")
    assert [ticket.reason for ticket in talk.done(OpenTicket)] == [HandoverReason.ASKED]


def test_a_suggestion_is_recorded() -> None:
    """A suggestion gets a number and thanks."""
    talk = Talk()
    assert "يسعدنا اقتراحك" in talk.say("عندي اقتراح")
    assert "سجلت اقتراحك برقم T1532-3" in talk.say("ضعوا مواعيد مسائية يوم الثلاثاء")
    assert [ticket.kind for ticket in talk.done(OpenTicket)] == [TicketKind.SUGGESTION]


def test_a_sure_question_in_place_of_details_is_answered_and_no_detail() -> None:
    """Details are optional: a question that has its answer leaves the ticket as it is; another one the officer sees too."""
    talk = Talk(state=Describing(TicketKind.COMPLAINT, ticket=FIRST))
    assert "جواب reply." in talk.say("متى الرد؟")
    assert talk.done(AddNote) == []
    talk.say("كم؟")
    assert talk.done(AddNote) == [AddNote(FIRST, "كم؟")]


@pytest.mark.parametrize(
    ("asked", "answer"), [("كم الرسوم", "fees"), ("طيب متى الرد", "reply"), ("when is the answer", "reply")]
)
def test_a_question_without_its_mark_is_answered_beside_a_complaint(asked: str, answer: str) -> None:
    """What begins as questions do and has a sure answer gets it; the complaint stays open to details."""
    talk = Talk()
    talk.say("محد يرد علي")
    said = talk.say(asked)
    assert f"جواب {answer}." in said or f"Answer {answer}." in said
    assert talk.done(AddNote) == []
    assert "أضفت ذلك إلى T1532-3" in talk.say("وكان معه موظف ثان")


@pytest.mark.parametrize(
    "detail", ["سألت الموظف متى الرد وقال لا أدري", "ليش تتركوني أسبوعاً بلا رد", "دفعت الرسوم ولم أستلم إيصالاً"]
)
def test_a_detail_with_the_words_of_a_question_is_noted(detail: str) -> None:
    """What tells, or asks in anger what nothing answers surely, is a detail, whatever the matcher would answer."""
    talk = Talk()
    talk.say("محد يرد علي")
    assert "أضفت ذلك إلى T1532-3" in talk.say(detail)
    assert talk.done(AddNote) == [AddNote(FIRST, detail)]


@pytest.mark.parametrize("question", ["يعني كتبته ومين بيشوفه", "نخرج من البيت والا كيف", "ابغى اعرف اسم المشرف"])
def test_a_question_that_nothing_answers_is_written_down_as_one(question: str) -> None:
    """With or without its mark, anywhere in the message: the officer answers it, and he who asked reads that."""
    talk = Talk()
    talk.say("محد يرد علي")
    assert "سؤالك للموظف في T1532-3" in talk.say(question)
    assert talk.done(AddNote) == [AddNote(FIRST, question)]


def test_a_second_wish_to_complain_is_another_complaint() -> None:
    """While one complaint is open to details, the bare wish to complain asks for a new one."""
    talk = Talk()
    talk.say("محد يرد علي")
    assert "اكتب شكواك" in talk.say("أبغى أشتكي")


def test_a_complaint_is_not_open_to_details_for_ever() -> None:
    """An hour after his last words about it, what the member writes is heard by itself again."""
    talk = Talk()
    talk.say("محد يرد علي")
    talk.wait(timedelta(minutes=50))
    assert "أضفت ذلك" in talk.say("رقم الملف 4471")
    talk.wait(timedelta(minutes=50))
    assert "أضفت ذلك" in talk.say("والموظف غائب")
    talk.wait(timedelta(hours=2))
    talk.say("شيء لا يعرفه أحد")
    assert [ticket.kind for ticket in talk.done(OpenTicket)] == [TicketKind.INQUIRY]


def test_privacy_requests_go_to_an_officer() -> None:
    """A request about one's data opens a ticket and warns not to send a picture of the identity card."""
    talk = Talk()
    said = talk.say("احذفوا بياناتي")
    assert "لا ترسل صورة هويتك" in said
    (ticket,) = talk.done(OpenTicket)
    assert (ticket.reason, ticket.topic) == (HandoverReason.SENSITIVE, "privacy")
    talk.wait(timedelta(hours=2))
    assert "أضفت ذلك إلى طلبك عن بياناتك الشخصية T1532-3" in talk.say("احذفوا بياناتي")
    assert not talk.done(OpenTicket)


@pytest.mark.parametrize(
    "said", ["موظف", "أبغى أكلم موظف لو سمحت", "officer", "I want to talk to a human please", "abi akallem mowathaf", "الموضف"]
)
def test_an_officer_is_called_anywhere(said: str) -> None:
    """The word for a person in any language opens a ticket at once and lets the member say what he needs."""
    talk = Talk()
    told = talk.say(said)
    assert "T1532-3" in told
    assert talk.state == Describing(TicketKind.INQUIRY, ticket=FIRST, called_at=NOON)
    talk.say("أبي أعدل رقم الجوال في ملفي")
    assert talk.done(AddNote)[0].ticket == FIRST
    assert "T1532-3" in talk.say(said)
    assert not talk.done(OpenTicket)


@pytest.mark.parametrize(
    "said",
    [
        "أريد التحدث مع موظف، الرفض ظلم",
        "كم رسوم العضوية؟ أبغى أكلم موظف",
        "ابغى موظف مرة ثانية عن نفس الموضوع",
        "I want to talk to a person about my refusal",
    ],
)
def test_who_calls_an_officer_may_say_why_at_once(said: str) -> None:
    """His words stand in the ticket that the call opens."""
    talk = Talk()
    assert "T1532-3" in talk.say(said)
    (ticket,) = talk.done(OpenTicket)
    assert (ticket.reason, ticket.subject) == (HandoverReason.ASKED, said)


def test_who_asks_for_an_officer_again_at_once_is_not_told_twice() -> None:
    """Nothing new is said or kept within a moment; later, or with a reason, he is answered."""
    talk = Talk()
    talk.say("موظف")
    assert talk.say("موظف") == ""
    assert not talk.done(AddNote)
    assert "T1532-3" in talk.say("أريد التحدث مع موظف، الرفض ظلم")
    talk.wait(timedelta(seconds=21))
    assert "T1532-3" in talk.say("موظف")


@pytest.mark.parametrize("said", ["ليش ما ترسلون لي الإيصال", "لم تصلني رسائلكم", "why don't you send me messages"])
def test_who_misses_messages_does_not_want_them_stopped(said: str) -> None:
    """Why nothing came is a question for an officer, even where it is taken for the wish to get nothing."""
    talk = Talk()
    step = consent.wished(Idle(), said, talk.ctx)
    assert [type(effect) for effect in step.effects] == [OpenTicket, Say]


def test_who_writes_a_complaint_down_is_not_stopped_by_the_officer_in_it() -> None:
    """It becomes the complaint that he began, whole."""
    talk = Talk()
    talk.say("أبغى أشتكي")
    said = "رحت لهم مرتين وما أحد رد علي. أبغى أكلم موظف"
    talk.say(said)
    (ticket,) = talk.done(OpenTicket)
    assert (ticket.kind, ticket.subject) == (TicketKind.COMPLAINT, said)


@pytest.mark.parametrize(
    "said",
    [
        "هل يطابق الموظف بياناتي",
        "من يقرر، الموظف؟",
        "أبغى موظف يجي البيت لأن أبوي مقعد",
        "الموظف أساء لي بالكلام",
        "el mowathaf ytabeg bayanati?",
        "Is the officer allowed to refuse?",
    ],
)
def test_a_question_about_officers_is_no_call(said: str) -> None:
    """Only the wish itself calls an officer."""
    talk = Talk()
    talk.say(said)
    assert not isinstance(talk.state, Describing)


def test_an_owned_inquiry_is_no_place_for_another_question() -> None:
    """An inquiry that an officer already has is his; what is unclear next gets a ticket of its own."""
    owned = replace(MINE, kind=TicketKind.INQUIRY, officer=OfficerId(1))
    talk = Talk(context(owned))
    talk.say("سؤال لا يعرفه أحد")
    assert len(talk.done(OpenTicket)) == 1


def test_a_call_for_an_officer_uses_the_complaint_that_waits() -> None:
    """Who complains and then wants a person gets no second ticket, whether the matcher or the rule hears him."""
    for call in ("موظف", "موظف لو سمحت"):
        talk = Talk()
        talk.say("محد يرد علي")
        assert "T1532-3" in talk.say(call)
        assert not talk.done(OpenTicket)
        assert talk.state == Describing(TicketKind.COMPLAINT, ticket=FIRST, heard_at=NOON, called_at=NOON)


@pytest.mark.parametrize("said", ["لا خلاص ما ابي اشتكي", "غيرت رأيي", "خلاص انحلت المشكلة"])
def test_who_does_not_want_to_complain_after_all_opens_nothing(said: str) -> None:
    """Words that take the wish back are no complaint."""
    talk = Talk()
    talk.say("أبغى أشتكي")
    assert "لم يُسجل شيء" in talk.say(said)
    assert not talk.done(OpenTicket)


@pytest.mark.parametrize("said", ["لا خلاص ما ابي اشتكي", "خلاص حليتها بنفسي"])
@pytest.mark.parametrize("later", [False, True])
def test_an_open_complaint_is_called_off_or_settled_in_other_words(said: str, *, later: bool) -> None:
    """Right after it was opened and days later, the officer reads it and the member that he will."""
    talk = Talk()
    talk.say("محد يرد علي من اسبوع")
    if later:
        talk.wait(timedelta(days=2))
    assert "لم تعد تحتاج إليها" in talk.say(said)
    assert [note.text for note in talk.done(AddNote)] == [said]


def test_who_asks_whether_a_matter_can_be_dropped_reads_how() -> None:
    """Nothing is called off by the question; what he reads works."""
    talk = Talk()
    talk.say("محد يرد علي من اسبوع")
    assert "اكتب «الغ المعاملة»" in talk.say("ممكن الغي الشكوى؟")
    assert not talk.done(AddNote)
    assert "لم تعد تحتاج إليها" in talk.say("الغ المعاملة")


def test_who_says_that_it_was_not_his_question_is_offered_a_person() -> None:
    """As by the button below the answer."""
    talk = Talk()
    talk.say("كم الرسوم؟")
    assert "لم يفدك" in talk.say("لا مو هذا سؤالي")
    assert "act:officer" in talk.options


def test_one_word_is_no_complaint_yet() -> None:
    """A matter named in one word is asked for before it is recorded."""
    talk = Talk()
    assert "اكتب شكواك" in talk.say("التأخير؟")
    assert not talk.done(OpenTicket)


def test_a_suggestion_told_at_once_is_recorded_at_once() -> None:
    """Words that tell the suggestion are not asked for again."""
    talk = Talk()
    talk.say("أقترح مواعيد مسائية يوم الثلاثاء كل أسبوع")
    assert [ticket.kind for ticket in talk.done(OpenTicket)] == [TicketKind.SUGGESTION]


def test_a_ticket_named_in_an_unclear_message_is_told() -> None:
    """Where nothing else is understood, the number that stands in the words is."""
    assert "المعاملة T1532-3" in Talk(context(MINE)).say("ما وش صار على T1532-3 يا جماعة")


def test_the_last_change_is_told_when_it_is_another_day() -> None:
    """One date is not told twice."""
    assert "آخر تحديث" not in Talk(context(MINE)).say("طلبي")
    later = replace(MINE, changed_at=NOON + timedelta(days=2))
    assert "آخر تحديث الثلاثاء" in Talk(context(later)).say("طلبي")


def test_words_behind_a_command_are_taken_with_it() -> None:
    """One answer: the complaint is opened with its words, the ticket named is shown, a form begins without them."""
    talk = Talk()
    (said,) = talk.happen(TextReceived("الموظف لم يرد على اتصالاتي أمس", wish="act:complaint"))
    assert "سجلت شكواك برقم T1532-3" in said.text
    (said,) = Talk().happen(TextReceived("تأخر الرد علي كثيرا", wish="act:complaint"))
    assert "سجلت شكواك" in said.text
    (said,) = talk.happen(TextReceived("T1532-3", wish="act:ticket_status"))
    assert "T1532-3 (شكوى)" in said.text
    (said,) = talk.happen(TextReceived("متى الرد؟", wish="act:menu"))
    assert "جواب reply." in said.text


def test_a_ticket_of_somebody_else_is_not_shown_and_not_asked_back() -> None:
    """Named in unclear words it is looked for among the member's own, as its bare number is."""
    assert "لم أجد T1002-4 بين معاملاتك" in Talk().say("وين وصلت T1002-4")


def test_who_waits_in_vain_is_apologised_to_also_where_his_words_are_not_sure() -> None:
    """What he waits for is noted and raised; where nothing of his is open, he is asked what he means."""
    talk = Talk(context(OTHER))
    assert "نعتذر" in talk.say("للحين محد كلمني")
    assert AddNote(SECOND, "للحين محد كلمني") in talk.effects
    assert any(isinstance(effect, Escalate) and effect.ticket == SECOND for effect in talk.effects)
    assert "نعتذر" not in Talk().say("للحين محد كلمني")


def test_a_number_behind_a_word_that_ends_in_t_is_no_reference() -> None:
    """«unit 12» is where somebody lives."""
    assert not tickets.names_any("the heater in unit 12 leaks")
    assert tickets.names_any("where is T1532-3")


def test_who_complains_without_end_opens_no_ticket_for_each() -> None:
    """Beyond a dozen open ones a further complaint goes to the newest: the queue stays readable, and no word is lost."""
    refs = [TicketRef(f"T{number}") for number in range(11, 11 + complaint.MOST_OPEN)]
    mine = [Ticket(ref, TicketKind.COMPLAINT, Stage.RECEIVED, "شكوى", NOON, NOON) for ref in refs]
    few, many = (complaint.open_(TicketKind.COMPLAINT, "المصعد خربان", context(*found)) for found in (mine[:-1], mine))
    assert next(type(effect) for effect in few.effects) is OpenTicket
    assert AddNote(mine[0].ref, "المصعد خربان") in many.effects
    assert not any(isinstance(effect, OpenTicket) for effect in many.effects)
    assert isinstance(complaint.open_(TicketKind.SUGGESTION, "ازرعوا شجراً", context(*mine)).effects[0], OpenTicket)


@pytest.mark.parametrize("word", ["CANCEL", "END", "quit", "STOP"])
def test_a_word_that_stops_messages_where_it_came_stops_notices(word: str) -> None:
    """Within a form too, which goes on once he comes back; the word is the proof."""
    form = FillingForm(FormKind.SUPPORT, ())
    talk = Talk(state=form)
    (said,) = talk.happen(TextReceived(word, wish="act:opt_out"))
    assert "stopped" in said.text or "أوقفت الإشعارات" in said.text
    assert talk.state == form
    assert talk.done(SetConsent) == [SetConsent(notices=False, proof=word)]


def test_fear_beside_the_wish_to_complain_tells_no_matter() -> None:
    """He is asked for it, and no complaint is opened that holds nothing."""
    assert not complaint.tells("ابغى اشتكي بس اخاف", 2)
    assert complaint.tells("ابغى اشتكي على الحارس بس اخاف منه", 2)
