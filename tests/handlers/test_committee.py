from dataclasses import replace

from domain.alarms import Alarm
from domain.model import Language, PostId, Purpose, Stage, Ticket, TicketKind
from domain.officeracts import OfficerHandedBack, OfficerMoved, RequestDecided
from domain.states import Idle, WithOfficer
from domain.ticketeffects import AddNote, AlertOfficer, AlertPost, MoveTicket
from faq.entries import Kind
from faq.library import Library
from tests.handlers.house import FIRST, HOUSE, LIBRARY, NOON, NORA, SALIM, SOURCES, Talk, context, entry

TICKET = Ticket(FIRST, TicketKind.SUPPORT, Stage.WITH_COMMITTEE, "دعم", NOON, NOON, SALIM)
SUPERVISOR = PostId("relations_supervisor")
OWNED = WithOfficer(FIRST, SALIM, "الأستاذ سالم")


def test_what_was_refused_is_told_with_its_reason_and_the_way_up() -> None:
    """The reason stands as it was written; the ticket is settled and the higher official is named (handling.3)."""
    talk = Talk(context(TICKET))
    (reply,) = talk.happen(RequestDecided(FIRST, NORA, accepted=False, reason="لم يكتمل {x} **الملف**"))
    assert "لم يُقبل طلبك" in reply.text
    assert "لم يكتمل {x} **الملف**" in reply.text
    assert "المسؤول الأعلى" in reply.text
    assert reply.purpose is Purpose.NOTICE
    assert talk.done(MoveTicket) == [MoveTicket(FIRST, Stage.RESOLVED)]
    assert "لم يكتمل" in talk.done(AddNote)[0].text


def test_what_was_accepted_goes_on_with_its_officer() -> None:
    """In the chat it is an answer, the chat stays the officer's, and without a remark nothing hangs in the air."""
    talk = Talk(context(TICKET), OWNED)
    (reply,) = talk.happen(RequestDecided(FIRST, NORA, accepted=True, reason=""))
    assert "قُبل طلبك" in reply.text
    assert ":" not in reply.text
    assert (reply.purpose, talk.state) == (Purpose.REPLY, OWNED)
    assert talk.done(MoveTicket) == [MoveTicket(FIRST, Stage.WITH_OFFICER)]
    assert talk.done(AlertOfficer) == [AlertOfficer(FIRST, SALIM, Alarm.DECIDED)]


def test_what_was_accepted_awaits_no_reply_of_the_committee_any_more() -> None:
    """Who asks where his request stands read of the committee's period as if nothing had been decided."""
    talk = Talk(context(replace(TICKET, officer=None, stage=Stage.RECEIVED, post=SUPERVISOR)))
    assert "بالقبول أو الرفض" in talk.press("act:ticket_status")
    talk.happen(OfficerMoved(FIRST, SALIM, Stage.WITH_COMMITTEE))
    assert "بالقبول أو الرفض" in talk.press("act:ticket_status")
    talk.happen(RequestDecided(FIRST, NORA, accepted=True, reason=""))
    for stage in (Stage.WITH_OFFICER, Stage.WAITING_FOR_MEMBER, Stage.WITH_DEPARTMENT, Stage.REOPENED):
        talk.happen(OfficerMoved(FIRST, SALIM, stage))
        assert "بالقبول أو الرفض" not in talk.press("act:ticket_status")
        assert "أسبوعين" not in talk.say("متى يجيني الرد على الطلب")
    talk.happen(OfficerMoved(FIRST, SALIM, Stage.WITH_COMMITTEE))
    assert "بالقبول أو الرفض" in talk.press("act:ticket_status")


def test_what_is_asked_of_the_money_behind_an_acceptance_is_about_this_support() -> None:
    """And not about a withdrawal's refund; of what comes next he does not read of the committee again, and a talk goes on."""
    payout = entry("silent.support-payout", Kind.SILENT, topic="support")
    house = replace(HOUSE, library=Library(SOURCES, {**LIBRARY.entries, payout.id: payout}))
    waiting = replace(TICKET, officer=None, post=SUPERVISOR, studied=True)
    for kind, entry_ in ((TicketKind.SUPPORT, payout.id), (TicketKind.REGISTRATION, "")):
        talk = Talk(context(replace(waiting, kind=kind), house=house))
        talk.happen(RequestDecided(FIRST, NORA, accepted=True, reason=""))
        assert talk.state == Idle(entry_, "support" if entry_ else "")
    assert "أسبوعين" not in talk.say("وش الخطوة الجاية")


def test_nobodys_accepted_request_waits_in_the_queue() -> None:
    """And a decision on what is settled, or on another member's ticket, changes nothing."""
    talk = Talk(context(replace(TICKET, officer=None, post=SUPERVISOR)))
    talk.happen(RequestDecided(FIRST, NORA, accepted=True, reason="مبروك"))
    assert talk.done(MoveTicket) == [MoveTicket(FIRST, Stage.RECEIVED)]
    assert talk.done(AlertPost) == [AlertPost(FIRST, SUPERVISOR, Alarm.DECIDED)]
    for tickets in ((replace(TICKET, stage=Stage.RESOLVED),), ()):
        assert Talk(context(*tickets)).happen(RequestDecided(FIRST, NORA, accepted=False, reason="لا")) == ()


def test_a_member_who_speaks_english_is_told_in_english() -> None:
    """In whole sentences."""
    talk = Talk(context(TICKET, language=Language.ENGLISH))
    (reply,) = talk.happen(RequestDecided(FIRST, NORA, accepted=False, reason="The file is incomplete."))
    assert "was not accepted" in reply.text
    assert "higher official" in reply.text


def test_a_supervisor_hands_back_in_his_own_name() -> None:
    """The chat is the bot's again though somebody else had it; naming the wrong owner only releases the ticket."""
    talk = Talk(context(TICKET), OWNED)
    assert talk.happen(OfficerHandedBack(FIRST, NORA)) == ()
    assert isinstance(talk.state, WithOfficer)
    (reply,) = talk.happen(OfficerHandedBack(FIRST, NORA, whose=SALIM))
    assert "ما زالت مفتوحة" in reply.text
    assert not isinstance(talk.state, WithOfficer)
