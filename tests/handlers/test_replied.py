"""Replies to an earlier message of ours: what that one said decides what is meant."""

from dataclasses import replace

from domain.model import Answered, Option, Reply, Stage, Ticket, TicketKind
from domain.states import AwaitingRating, Describing, FillingForm, FormKind, Idle
from domain.ticketeffects import AddNote, MoveTicket, OpenTicket, RecordRating
from tests.handlers.house import FIRST, NOON, SECOND, Talk, context

ASKED = Ticket(FIRST, TicketKind.INQUIRY, Stage.WITH_OFFICER, "استفسار", NOON, NOON)
COMPLAINT = Ticket(SECOND, TicketKind.COMPLAINT, Stage.RECEIVED, "شكوى", NOON, NOON)
SETTLED = replace(ASKED, stage=Stage.RESOLVED)


def replying(reply: Reply, *tickets: Ticket) -> Talk:
    """Let the member reply to this message of ours."""
    return Talk(replace(context(*tickets), answered=Answered(reply)))


def test_a_number_chooses_from_the_message_that_it_replies_to() -> None:
    """«2» in a reply to an older list is the second of that list, whatever was offered since."""
    talk = replying(Reply("أيها؟", (Option("entry:reply", "عنوان reply"), Option("entry:fees", "عنوان fees"))))
    talk.ctx = replace(talk.ctx, offered=(Option("act:menu", "القائمة"), Option("act:officer", "موظف")))
    assert "جواب fees." in talk.say("٢")


def test_a_detail_goes_to_the_ticket_that_the_message_names() -> None:
    """Words in reply to the news of one ticket are noted there, though he has another."""
    talk = replying(Reply("معاملتك T1532-3 لدى موظف الآن."), ASKED, COMPLAINT)
    assert "أضفت ذلك إلى T1532-3" in talk.say("أرسلت الصك بالبريد")
    assert talk.done(AddNote) == [AddNote(FIRST, "أرسلت الصك بالبريد")]
    assert not talk.done(OpenTicket)


def test_an_officers_words_lead_to_his_ticket() -> None:
    """An officer's message names no number; the ticket on which he wrote it is meant."""
    talk = Talk(replace(context(ASKED, COMPLAINT), answered=Answered(Reply("أحضر الصك"), SECOND)))
    talk.say("سأحضره بإذن الله غدا")
    assert talk.done(AddNote) == [AddNote(SECOND, "سأحضره بإذن الله غدا")]


def test_a_question_in_a_reply_is_answered() -> None:
    """A question is answered as ever, and «وين وصل طلبي» is about that ticket."""
    talk = replying(Reply("معاملتك T1532-3 لدى موظف الآن."), ASKED, COMPLAINT)
    assert "جواب reply." in talk.say("متى الرد؟")
    assert "المعاملة T1532-3 (استفسار)" in talk.say("طلبي")


def test_not_solved_means_the_ticket_of_the_message() -> None:
    """«لم تُحل» in reply to the word that one of several was settled reopens that one, without asking which."""
    other = replace(COMPLAINT, stage=Stage.RESOLVED)
    talk = replying(Reply("سُجلت المعاملة T1532-3 محلولة."), SETTLED, other)
    assert "أُعيد فتح المعاملة T1532-3" in talk.say("لم تُحل")
    assert MoveTicket(FIRST, Stage.REOPENED) in talk.effects


def test_a_score_rates_the_ticket_of_the_message() -> None:
    """A number in reply to an older question for a rating is that ticket's."""
    other = replace(COMPLAINT, stage=Stage.RESOLVED)
    talk = replying(
        Reply("كيف تقيّم خدمتنا؟", (Option(f"rate:5:{FIRST}", "5 ممتاز"), Option(f"rate:4:{FIRST}", "4"))), SETTLED, other
    )
    talk.say("5")
    assert talk.done(RecordRating) == [RecordRating(FIRST, 5)]


def test_other_members_tickets_and_forms_are_left_alone() -> None:
    """A number that is not his leads nowhere, and a form's field is not taken for a note on a ticket."""
    talk = replying(Reply("معاملتك T1533-8 لدى موظف الآن."), ASKED)
    talk.say("متى الرد؟")
    assert not talk.done(AddNote)
    form = replying(Reply("معاملتك T1532-3 لدى موظف الآن."), ASKED)
    form.state = FillingForm(FormKind.SUPPORT)
    form.say("محمد أحمد الغامدي")
    assert isinstance(form.where(), FillingForm)
    assert not form.done(AddNote)


def test_a_reply_to_nothing_in_particular_stands_by_itself() -> None:
    """A reply to an answer that names no ticket and offers nothing fitting is heard as any words."""
    talk = replying(Reply("رسم العضوية 100 ريال."), ASKED)
    assert "جواب reply." in talk.say("متى الرد؟")
    assert talk.where() == Idle("reply", "handling")


def test_a_resolved_matter_takes_no_details() -> None:
    """Words in reply to what is settled are a matter of their own."""
    talk = replying(Reply("سُجلت المعاملة T1532-3 محلولة."), SETTLED)
    assert "جواب fees." in talk.say("كم الرسوم؟")
    assert not isinstance(talk.where(), Describing)


def test_thanks_for_a_settled_matter_leave_its_rating_awaited() -> None:
    """What is awaited is not forgotten for a reply to the message that asked for it."""
    talk = replying(Reply("سُجلت المعاملة T1532-3 محلولة."), SETTLED)
    talk.state = AwaitingRating(FIRST)
    talk.say("شكرا")
    assert isinstance(talk.where(), AwaitingRating)


def test_what_was_not_understood_of_an_older_answer_is_led_on_from_there() -> None:
    """Its own clause and an officer are offered, not the menu; words that ask for more are a question as ever."""
    clause = Option("clause:policy/handling.5", "نص البند")
    talk = replying(Reply("جواب reply.", (clause, Option("act:menu", "القائمة"))))
    assert "لم يكن الجواب واضحاً" in talk.say("ما فهمت هذا")
    assert [option.id for option in talk.ctx.offered] == [clause.id, "act:officer"]
    assert "جواب fees." in talk.say("كم الرسوم؟")


def test_not_to_have_understood_an_officer_is_said_to_him() -> None:
    """His words are his to explain."""
    talk = Talk(replace(context(ASKED), answered=Answered(Reply("أحضر الصك"), FIRST)))
    assert "أضفت ذلك إلى T1532-3" in talk.say("ما فهمت هذا")
