"""What officers do with a ticket beside talking, what the clock does, and which ticket a member means."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.alarms import Alarm
from domain.effects import CancelReminder, Say
from domain.inbound import AttachmentKind, AttachmentReceived, ClockAct, ClockRan
from domain.model import (
    Contact,
    ConversationId,
    DepartmentId,
    HandoverReason,
    OfficerId,
    PostId,
    Priority,
    Purpose,
    Stage,
    Ticket,
    TicketKind,
)
from domain.officeracts import (
    ContactLogged,
    OfficerLinked,
    OfficerMerged,
    OfficerMoved,
    OfficerReassigned,
    OfficerReferred,
    OfficerReplied,
    OfficerSetDepartment,
    OfficerSetPriority,
    OfficerSetSubject,
)
from domain.states import Choosing, Describing, Idle, WithOfficer
from domain.ticketeffects import (
    AddNote,
    AlertOfficer,
    AlertPost,
    AllotTicket,
    AssignTicket,
    Escalate,
    LinkTickets,
    MergeTicket,
    MoveTicket,
    OpenTicket,
    RecordJudgement,
    ReleaseTicket,
    RouteTicket,
    SetPriority,
    SetSubject,
    UnmergeTicket,
)
from tests.handlers.house import EN, FIRST, NOON, NORA, SALIM, SECOND, Talk, context

OFFICER, SUPERVISOR = PostId("relations_officer"), PostId("relations_supervisor")
TICKET = Ticket(FIRST, TicketKind.INQUIRY, Stage.RECEIVED, "سؤال", NOON, NOON, post=OFFICER)
OTHER = replace(TICKET, ref=SECOND, kind=TicketKind.COMPLAINT, subject="شكوى")
OWNED = WithOfficer(FIRST, SALIM, "الأستاذ سالم")


@pytest.mark.parametrize(
    ("stage", "line", "passes"),
    [
        (Stage.WITH_COMMITTEE, "", True),
        (Stage.WITH_DEPARTMENT, "", True),
        (Stage.WITH_COMMITTEE, "أحضر الأصل معك", False),
        (Stage.WAITING_FOR_MEMBER, "", False),
        (Stage.REOPENED, "", False),
    ],
)
def test_news_that_only_say_who_has_a_ticket_pass_with_its_stage(stage: Stage, line: str, *, passes: bool) -> None:
    """What an officer adds, what asks the member for something and what was done is told however late."""
    (reply,) = Talk(context(TICKET)).happen(OfficerMoved(FIRST, SALIM, stage, line))
    assert reply.stages == (((FIRST, stage),) if passes else ())


MINE = replace(TICKET, officer=SALIM, stage=Stage.WITH_OFFICER)


@pytest.mark.parametrize("stage", [Stage.WITH_DEPARTMENT, Stage.WITH_COMMITTEE, Stage.CLOSED, Stage.REOPENED])
def test_a_stage_is_told_in_its_sentence_with_the_officers_line(stage: Stage) -> None:
    """In both languages, as news without options so that it fits into a template; the line is kept in the history too."""
    for language, line in ((context().language, "من الموظف: قريباً"), (EN, "From the officer: قريباً")):
        talk = Talk(context(MINE, language=language))
        (reply,) = talk.happen(OfficerMoved(FIRST, SALIM, stage, "قريباً"))
        assert "T1532-3" in reply.text
        assert line in reply.text
        assert (reply.purpose, reply.options) == (Purpose.NOTICE, ())
        assert MoveTicket(FIRST, stage) in talk.effects
        assert AddNote(FIRST, "قريباً") in talk.effects


def test_what_the_member_owes_is_told_and_his_next_words_are_it() -> None:
    """The chat is the bot's again; what he writes goes to the ticket, which is worked on again, and its officer hears of it."""
    talk = Talk(context(MINE), OWNED)
    (reply,) = talk.happen(OfficerMoved(FIRST, SALIM, Stage.WAITING_FOR_MEMBER, "رقم الصك"))
    assert "المطلوب: رقم الصك" in reply.text
    assert reply.purpose is Purpose.REPLY
    assert talk.where() == Describing(TicketKind.INQUIRY, ticket=FIRST, owed="رقم الصك")
    assert "أضفت ذلك" in talk.say("الرقم 4471")
    assert talk.done(MoveTicket) == [MoveTicket(FIRST, Stage.WITH_OFFICER)]
    assert talk.done(AlertOfficer) == [AlertOfficer(FIRST, SALIM, Alarm.ANSWERED)]


def test_who_asks_where_it_stands_reads_what_is_awaited_of_him() -> None:
    """By words or by the button, and what he sends next is still that; once he sent it nothing is said to be missing."""
    talk = Talk(context(TICKET))
    talk.happen(OfficerMoved(FIRST, SALIM, Stage.WAITING_FOR_MEMBER, "رقم الصك"))
    assert "المطلوب: رقم الصك" in talk.press("act:ticket_status")
    assert "المطلوب: رقم الصك" in talk.press(f"status:{FIRST}")
    assert isinstance(talk.state, Describing)
    talk.happen(OfficerMoved(FIRST, SALIM, Stage.WITH_OFFICER))
    assert "رقم الصك" not in talk.press("act:ticket_status")


def test_back_with_an_officer_is_told_once() -> None:
    """By its own sentence, without taking the chat; not again while he has it, and not who talks with him already."""
    talk = Talk(context(replace(MINE, stage=Stage.WITH_DEPARTMENT)))
    (reply,) = talk.happen(OfficerMoved(FIRST, SALIM, Stage.WITH_OFFICER, "عدت إليها"))
    assert reply.text == "معاملتك T1532-3 لدى موظف الآن، وسيتواصل معك هنا.\n\nمن الموظف: عدت إليها"
    assert (reply.purpose, reply.options) == (Purpose.NOTICE, ())
    assert talk.where() == Idle()
    assert talk.happen(OfficerMoved(FIRST, SALIM, Stage.WITH_OFFICER)) == ()
    chatting = Talk(context(replace(MINE, stage=Stage.WITH_DEPARTMENT)), OWNED)
    assert chatting.happen(OfficerMoved(FIRST, SALIM, Stage.WITH_OFFICER)) == ()
    assert chatting.where() == OWNED
    (reply,) = chatting.happen(OfficerMoved(FIRST, SALIM, Stage.WITH_OFFICER, "وجدت ملفك"))
    assert reply.text == "من الموظف: وجدت ملفك"
    assert AddNote(FIRST, "وجدت ملفك") in chatting.effects
    assert chatting.where() == OWNED
    english = Talk(context(replace(MINE, stage=Stage.WITH_DEPARTMENT), language=EN))
    (reply,) = english.happen(OfficerMoved(FIRST, SALIM, Stage.WITH_OFFICER))
    assert reply.text == "An officer works on your request T1532-3 now and will write to you here."


def test_who_is_given_to_an_officer_without_a_chat_hears_it_once() -> None:
    """A second colleague is no news, nor one who gets what lies with a department."""
    talk = Talk(context(TICKET))
    (reply,) = talk.happen(OfficerReassigned(FIRST, SALIM, NORA, "الأستاذة نورة"))
    assert reply.text == "معاملتك T1532-3 لدى موظف الآن، وسيتواصل معك هنا."
    assert talk.happen(OfficerReassigned(FIRST, NORA, SALIM, "الأستاذ سالم")) == ()
    elsewhere = Talk(context(replace(TICKET, stage=Stage.WITH_DEPARTMENT)))
    assert elsewhere.happen(OfficerReassigned(FIRST, SALIM, NORA, "الأستاذة نورة")) == ()


def test_resolving_by_a_stage_is_resolving() -> None:
    """The member is asked for his rating; of a ticket that is not there nothing is said."""
    talk = Talk(context(MINE))
    (reply,) = talk.happen(OfficerMoved(FIRST, SALIM, Stage.RESOLVED))
    assert "كيف تقيّم" in reply.text
    assert Talk(context()).happen(OfficerMoved(FIRST, SALIM, Stage.CLOSED)) == ()


def test_a_colleague_goes_on_with_the_chat() -> None:
    """He is announced and owns both; the former owner is told, and nothing happens to an officer who has it already."""
    talk = Talk(context(MINE), OWNED)
    (reply,) = talk.happen(OfficerReassigned(FIRST, OfficerId(3), NORA, "الأستاذة نورة"))
    assert reply.text == "معك الآن الأستاذة نورة."
    assert talk.where() == WithOfficer(FIRST, NORA, "الأستاذة نورة")
    assert talk.done(AssignTicket) == [AssignTicket(FIRST, NORA)]
    assert talk.done(AlertOfficer) == [AlertOfficer(FIRST, NORA, Alarm.GIVEN), AlertOfficer(FIRST, SALIM, Alarm.TAKEN_AWAY)]
    assert talk.happen(OfficerReassigned(FIRST, OfficerId(3), NORA, "الأستاذة نورة")) == ()
    assert talk.effects == ()


def test_a_ticket_without_a_chat_is_only_given() -> None:
    """The chat stays the bot's, until the officer writes: with his first words it is his."""
    talk = Talk(context(TICKET))
    assert "لدى موظف الآن" in talk.happen(OfficerReassigned(FIRST, OfficerId(3), SALIM, "الأستاذ سالم"))[0].text
    assert talk.done(AllotTicket) == [AllotTicket(FIRST, SALIM)]
    assert talk.where() == Idle()
    (reply,) = talk.happen(OfficerReplied(FIRST, SALIM, "السلام عليكم", "الأستاذ سالم"))
    assert reply.officer_name == "الأستاذ سالم"
    assert isinstance(talk.where(), WithOfficer)
    assert talk.say("متى الرد؟") == ""


def test_who_decides_hears_of_a_request_that_is_put_before_the_committee() -> None:
    """Each post that decides on it, and nobody for another stage."""
    talk = Talk(context(replace(MINE, kind=TicketKind.SUPPORT, topic="support")), OWNED)
    talk.happen(OfficerMoved(FIRST, SALIM, Stage.WITH_COMMITTEE))
    assert talk.done(AlertPost) == [AlertPost(FIRST, SUPERVISOR, Alarm.TO_DECIDE)]
    talk.happen(OfficerMoved(FIRST, SALIM, Stage.WITH_DEPARTMENT))
    assert talk.done(AlertPost) == []


def test_the_officer_refers_the_member_to_a_higher_official() -> None:
    """Who that is, is told; the clock will not tell the member of going up again."""
    talk = Talk(context(MINE), OWNED)
    (reply,) = talk.happen(OfficerReferred(FIRST, SALIM))
    assert "المشرف على علاقات الأعضاء" in reply.text
    assert talk.done(RouteTicket) == [RouteTicket(FIRST, DepartmentId("member_relations"), SUPERVISOR)]
    assert AlertPost(FIRST, SUPERVISOR, Alarm.ROUTED) in talk.effects
    assert any(key.startswith("told:") for key in talk.done(RecordJudgement)[0].keys)
    assert talk.where() == Idle()
    assert talk.happen(OfficerReferred(FIRST, OfficerId(3))) == ()
    assert "لا منصب أعلى" in talk.done(AddNote)[0].text


def test_priority_subject_department_and_links_are_told_to_nobody() -> None:
    """They order the association's work."""
    talk = Talk(context(TICKET))
    for inbound, effect in (
        (OfficerSetPriority(FIRST, SALIM, Priority.URGENT), SetPriority(FIRST, Priority.URGENT)),
        (OfficerSetSubject(FIRST, SALIM, " سطر\nواحد "), SetSubject(FIRST, "سطر واحد")),
        (OfficerLinked(FIRST, SALIM, SECOND), LinkTickets(FIRST, SECOND)),
        (OfficerLinked(FIRST, SALIM, SECOND, together=False), LinkTickets(FIRST, SECOND, together=False)),
    ):
        assert talk.happen(inbound) == ()
        assert talk.effects == (effect,)
    assert talk.happen(OfficerLinked(FIRST, SALIM, FIRST)) == ()
    assert talk.effects == ()
    assert talk.happen(OfficerSetDepartment(FIRST, SALIM, DepartmentId("member_relations"))) == ()
    assert talk.done(RouteTicket) == [RouteTicket(FIRST, DepartmentId("member_relations"), OFFICER)]
    talk.happen(OfficerSetDepartment(FIRST, SALIM, DepartmentId("nowhere")))
    assert talk.effects == ()


def test_another_department_takes_the_chat_from_the_officer() -> None:
    """The member hears that the officer left, and the bot speaks again."""
    talk = Talk(context(MINE), OWNED)
    (reply,) = talk.happen(OfficerSetDepartment(FIRST, SALIM, DepartmentId("member_relations")))
    assert "انتهى حديثك" in reply.text
    assert talk.where() == Idle()


def test_a_duplicate_is_closed_and_the_member_hears_where_it_goes_on() -> None:
    """Not into itself, not twice; and it can be taken back."""
    talk = Talk(context(TICKET, OTHER))
    (reply,) = talk.happen(OfficerMerged(SECOND, SALIM, FIRST))
    assert "T1533-8" in reply.text
    assert "T1532-3" in reply.text
    assert talk.done(MergeTicket) == [MergeTicket(SECOND, FIRST)]
    assert talk.happen(OfficerMerged(SECOND, SALIM, FIRST)) == ()
    assert talk.happen(OfficerMerged(FIRST, SALIM, FIRST)) == ()
    assert talk.happen(OfficerMoved(SECOND, SALIM, Stage.WITH_COMMITTEE)) == ()
    assert talk.say("T1533-8") != ""
    (reply,) = talk.happen(OfficerMerged(SECOND, SALIM, None))
    assert "فصلنا" in reply.text
    assert talk.done(UnmergeTicket) == [UnmergeTicket(SECOND)]
    assert talk.happen(OfficerMerged(SECOND, SALIM, None)) == ()


def test_not_solved_of_a_duplicate_is_about_where_it_goes_on() -> None:
    """The ticket that took it up is reopened."""
    settled = replace(TICKET, stage=Stage.RESOLVED)
    gone = replace(OTHER, stage=Stage.CLOSED, merged_into=FIRST)
    talk = Talk(context(settled, gone))
    assert "T1532-3" in talk.press("unsolved:T15338")
    assert MoveTicket(FIRST, Stage.REOPENED) in talk.effects


def test_a_contact_written_down_is_its_officers_ticket() -> None:
    """It stands in a conversation that no channel carries, so nothing is said; nor when it is resolved."""
    ctx = replace(context(), contact=Contact(ConversationId("hand:main:1")))
    talk = Talk(ctx)
    assert talk.happen(ContactLogged(SALIM, "زيارة عن الصك", "طلب صورة الصك", details=(("الاسم", "خالد"),))) == ()
    (opened,) = talk.done(OpenTicket)
    assert (opened.kind, opened.reason, opened.subject) == (TicketKind.CONTACT, HandoverReason.LOGGED, "زيارة عن الصك")
    assert "طلب صورة الصك" in talk.done(AddNote)[0].text
    assert talk.done(AllotTicket) == [AllotTicket(FIRST, SALIM)]
    assert talk.resolve() == ""
    assert talk.done(MoveTicket) == [MoveTicket(FIRST, Stage.RESOLVED)]


# ---- the clock -------------------------------------------------------------------------------------------------------


def ran(act: ClockAct, cause: str = "overdue", version: int = 0, **more: object) -> ClockRan:
    """Give what the clock does."""
    return ClockRan(FIRST, version, act, cause, ("key",), **more)  # type: ignore[arg-type]


def test_the_clock_warns_and_nudges_without_a_word_to_the_member() -> None:
    """The owner, or those of the post, are alerted; the history says why."""
    talk = Talk(context(MINE))
    assert talk.happen(ran(ClockAct.WARN, "silent", officer=SALIM)) == ()
    assert talk.done(AlertOfficer) == [AlertOfficer(FIRST, SALIM, Alarm.SILENT)]
    assert "العضو ينتظر رداً" in talk.done(AddNote)[0].text
    assert talk.done(RecordJudgement) == [RecordJudgement(FIRST, ("key",))]
    talk = Talk(context(TICKET))
    assert talk.happen(ran(ClockAct.NUDGE, "untaken", post=SUPERVISOR)) == ()
    assert talk.done(AlertPost) == [AlertPost(FIRST, SUPERVISOR, Alarm.UNTAKEN)]


def test_the_clock_passes_a_ticket_up_and_tells_the_member_once() -> None:
    """An apology and where it is now; the second time nothing is said."""
    talk = Talk(context(TICKET))
    (reply,) = talk.happen(ran(ClockAct.PASS_UP, "untaken", post=SUPERVISOR, tell_member=True))
    assert "نعتذر" in reply.text
    assert reply.purpose is Purpose.NOTICE
    assert talk.happen(ran(ClockAct.PASS_UP, "overdue", post=SUPERVISOR)) == ()
    assert talk.done(RouteTicket)


def test_the_clock_takes_a_chat_from_a_silent_officer() -> None:
    """A colleague goes on, announced; where there is none it is the queue's and the question is kept."""
    talk = Talk(context(MINE), OWNED)
    (reply,) = talk.happen(ran(ClockAct.REASSIGN, "silent", officer=SALIM, to=NORA, name="الأستاذة نورة"))
    assert reply.text == "معك الآن الأستاذة نورة."
    talk = Talk(context(MINE), OWNED)
    (reply,) = talk.happen(ran(ClockAct.REASSIGN, "silent", officer=SALIM))
    assert "ما كتبته أخيراً" in reply.text
    assert talk.done(ReleaseTicket) == [ReleaseTicket(FIRST)]
    assert talk.where() == Idle()


@pytest.mark.parametrize("ticket", [replace(MINE, version=1), replace(MINE, stage=Stage.RESOLVED), OTHER])
def test_a_judgement_on_a_ticket_that_changed_is_void(ticket: Ticket) -> None:
    """Another version, a settled ticket, or none of this member's."""
    talk = Talk(context(ticket))
    assert talk.happen(ran(ClockAct.PASS_UP, post=SUPERVISOR, tell_member=True)) == ()
    assert talk.effects == ()


# ---- which ticket? ---------------------------------------------------------------------------------------------------

OWES = replace(TICKET, stage=Stage.WAITING_FOR_MEMBER)
ALSO_OWES = replace(OTHER, stage=Stage.WAITING_FOR_MEMBER)


def test_unclear_words_belong_to_the_one_ticket_that_waits_for_them() -> None:
    """No new inquiry is opened; a sure question is answered as ever."""
    talk = Talk(context(OWES))
    assert "جواب reply." in talk.say("متى الرد؟")
    assert not talk.done(AddNote)
    assert "T1532-3" in talk.say("رقم الصك 4471 شرق")
    assert not talk.done(OpenTicket)
    assert talk.done(MoveTicket) == [MoveTicket(FIRST, Stage.RECEIVED)]


def test_where_they_could_belong_to_several_he_is_asked() -> None:
    """By button, by number, by reference; the words go to the chosen one as they were written, with their own message."""
    ways: tuple[Callable[[Talk], str], ...] = (
        lambda talk: talk.press("pick:T15338"),
        lambda talk: talk.say("T1533-8"),
        lambda talk: talk.say("٢"),
    )
    for choose in ways:
        talk = Talk(context(OWES, ALSO_OWES))
        said = talk.say("رقم الصك 4471 شرق")
        assert "لأي معاملة" in said
        assert "شكوى T1533-8" in said
        assert talk.options == ["pick:T15323", "pick:T15338", "pick:new", "act:officer"]
        assert "T1533-8" in choose(talk)
        assert [(note.ticket, note.text) for note in talk.done(AddNote)] == [(SECOND, "رقم الصك 4471 شرق")]
        assert talk.where() == Idle()


def test_something_new_opens_a_ticket_of_its_own() -> None:
    """With the bot's candidates, as ever."""
    talk = Talk(context(OWES, ALSO_OWES))
    talk.say("رقم الصك 4471 شرق")
    talk.press("pick:new")
    (opened,) = talk.done(OpenTicket)
    assert opened.subject == "رقم الصك 4471 شرق"
    assert opened.candidates


def test_who_does_not_choose_loses_no_words() -> None:
    """More words belong to the first ones; a question is answered and what was said is kept with the first ticket."""
    talk = Talk(context(OWES, ALSO_OWES))
    talk.say("رقم الصك 4471 شرق")
    assert "اختر رقم المعاملة" in talk.say("وهو باسم والدي")
    assert isinstance(talk.where(), Choosing)
    assert "جواب reply." in talk.say("متى الرد؟")
    assert [(note.ticket, note.text) for note in talk.done(AddNote)] == [(FIRST, "رقم الصك 4471 شرق\nوهو باسم والدي")]
    talk = Talk(context(OWES, ALSO_OWES))
    for words in ("كلام أول غريب", "كلام ثان غريب", "كلام ثالث غريب", "كلام رابع غريب"):
        talk.say(words)
    assert len(talk.done(AddNote)) == 1


def test_a_picture_is_asked_about_too() -> None:
    """An album stays together; a caption's words and the picture go the same way."""
    talk = Talk(context(TICKET, OTHER))
    assert "لأي معاملة" in talk.attach(AttachmentKind.IMAGE)
    talk.press("pick:T15338")
    assert "صورة" in talk.done(AddNote)[0].text
    assert talk.done(AddNote)[0].ticket == SECOND
    talk = Talk(context(OWES, ALSO_OWES))
    talk.attach(AttachmentKind.IMAGE, caption="رقم الصك 4471 شرق")
    talk.press("pick:T15338")
    (note,) = talk.done(AddNote)
    assert note.text.startswith("رقم الصك 4471 شرق\n")
    assert "a.jpg" in note.text
    assert talk.press("pick:T15338") != ""
    assert not talk.done(AddNote)


def test_not_solved_asks_which_of_those_settled_lately() -> None:
    """One is reopened at once; of several the member chooses, and it goes to the supervisor."""
    settled = replace(TICKET, stage=Stage.RESOLVED)
    talk = Talk(context(settled, replace(OTHER, stage=Stage.RESOLVED)))
    assert "أي معاملة لم تُحل؟" in talk.say("لم تُحل")
    assert "أُعيد فتح المعاملة T1533-8" in talk.press("pick:T15338")
    assert talk.done(RouteTicket) == [RouteTicket(SECOND, DepartmentId("member_relations"), SUPERVISOR)]
    assert talk.done(AlertPost) == [AlertPost(SECOND, SUPERVISOR, Alarm.REOPENED)]
    assert talk.done(CancelReminder)
    assert "أُعيد فتح المعاملة T1532-3" in Talk(context(settled)).say("لم تُحل")
    assert not Talk(context(TICKET)).done(Say)


def test_an_angry_member_who_was_asked_for_details_is_heard_at_once() -> None:
    """While his words go to an inquiry, anger still opens a complaint."""
    talk = Talk(context(TICKET), Describing(TicketKind.INQUIRY, ticket=FIRST))
    assert "نعتذر" in talk.say("ما تحترمون الناس")
    (opened,) = talk.done(OpenTicket)
    assert (opened.kind, opened.reason) == (TicketKind.COMPLAINT, HandoverReason.ANGER)


def test_who_is_in_distress_has_a_person_ahead_of_all_others() -> None:
    """The ticket is urgent, with reason and candidates for the officer; where an inquiry waits already, that one becomes so."""
    talk = Talk(context())
    assert "جواب distress." in talk.say("أمر بضيق شديد")
    (opened,) = talk.done(OpenTicket)
    assert (opened.priority, opened.reason, opened.topic) == (Priority.URGENT, HandoverReason.SENSITIVE, "support")
    assert [candidate.entry for candidate in opened.candidates] == ["distress", "reply"]
    talk = Talk(context(TICKET))
    talk.say("أمر بضيق شديد")
    assert talk.done(Escalate) == [Escalate(FIRST, HandoverReason.SENSITIVE, Priority.URGENT)]
    assert talk.press("entry:distress")


def test_two_misses_go_to_a_person_with_what_the_bot_thought_of() -> None:
    """The third time that he is not understood the officer gets the words and the candidates."""
    talk = Talk(context())
    for words in ("وش الأوراق", "ما زلت لا أدري", "ما زلت لا أدري", "ما زلت لا أدري"):
        talk.say(words)
    (opened,) = talk.done(OpenTicket)
    assert opened.reason is HandoverReason.MISSED_TWICE
    assert [candidate.entry for candidate in opened.candidates] == ["reply", "fees"]


def test_a_place_is_no_question() -> None:
    """Its name and coordinates are not the member's words: the place goes into the ticket as it is."""
    talk = Talk(context(TICKET))
    said = talk.happen(AttachmentReceived(AttachmentKind.LOCATION, "مكتب الجمعية", caption="21.4225, 39.8262"))
    assert "أضفت ما أرسلته" in said[0].text
    (note,) = talk.done(AddNote)
    assert note.text == "أرسل العضو موقعاً: مكتب الجمعية 21.4225, 39.8262"
