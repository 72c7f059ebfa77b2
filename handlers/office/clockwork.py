"""What the clock does about a ticket that was kept waiting, as `domain.escalation` judged: warned, given away, passed up.

Must not judge: a judgement on a ticket that changed since is void.
"""

from typing import Final, assert_never

from domain.alarms import Alarm
from domain.effects import Effect, Step
from domain.escalation import Cause
from domain.inbound import ClockAct, ClockRan
from domain.model import Language, Ticket
from domain.states import State
from domain.ticketeffects import AddNote, AlertOfficer, AlertPost, RecordJudgement, ReleaseTicket
from handlers import speech
from handlers.context import Context
from handlers.office import chat, passing_on
from handlers.speech import note

_ALARMS: Final = {
    Cause.UNTAKEN: Alarm.UNTAKEN,
    Cause.SILENT: Alarm.SILENT,
    Cause.DUE_SOON: Alarm.DUE_SOON,
    Cause.OVERDUE: Alarm.OVERDUE,
}


def ran(state: State, inbound: ClockRan, ctx: Context) -> Step:
    """Do what was judged, once."""
    ticket = ctx.ticket(inbound.ticket)
    if ticket is None or ticket.version != inbound.version or not ticket.stage.is_open:
        return Step(state)
    cause = Cause(inbound.cause)
    match inbound.act:
        case ClockAct.WARN:
            return Step(state, (*_warned(ticket, inbound, cause), RecordJudgement(ticket.ref, inbound.keys)))
        case ClockAct.NUDGE:
            return Step(state, (*_nudged(inbound, cause, ctx), RecordJudgement(ticket.ref, inbound.keys)))
        case ClockAct.REASSIGN:
            return _reassigned(state, ticket, inbound, cause, ctx)
        case ClockAct.PASS_UP:
            told = "escalated.near" if cause is Cause.DUE_SOON else "escalated.late"
            ascent = passing_on.Ascent(inbound.post, cause, inbound.keys, told if inbound.tell_member else "")
            return passing_on.passed_up(state, ticket, ascent, ctx)
        case never:
            assert_never(never)


def _warned(ticket: Ticket, inbound: ClockRan, cause: Cause) -> tuple[Effect, ...]:
    officer = inbound.officer if inbound.officer is not None else ticket.officer
    noted = AddNote(ticket.ref, note("note.warned", cause=note(f"cause.{cause}")))
    return (noted,) if officer is None else (noted, AlertOfficer(ticket.ref, officer, _ALARMS[cause]))


def _nudged(inbound: ClockRan, cause: Cause, ctx: Context) -> tuple[Effect, ...]:
    post = ctx.house.regulation.posts.get(inbound.post)
    title = post.title[Language.ARABIC] if post else str(inbound.post)
    noted = AddNote(inbound.ticket, note("note.nudged", post=title, cause=note(f"cause.{cause}")))
    return (noted, AlertPost(inbound.ticket, inbound.post, _ALARMS[cause]))


def _reassigned(state: State, ticket: Ticket, inbound: ClockRan, cause: Cause, ctx: Context) -> Step:
    done = RecordJudgement(ticket.ref, inbound.keys)
    words = note(f"cause.{cause}")
    if inbound.to is not None:
        step = passing_on.given(state, ticket, inbound.to, inbound.name, ctx)
        return Step(
            step.state, (done, AddNote(ticket.ref, note("note.reassigned", name=inbound.name, cause=words)), *step.effects)
        )
    effects: tuple[Effect, ...] = (
        done,
        ReleaseTicket(ticket.ref),
        AddNote(ticket.ref, note("note.requeued", cause=words)),
        *passing_on.taken_from(ticket),
    )
    if not chat.is_about(state, ticket.ref):
        return Step(state, effects)
    told = speech.line(ctx, "officer.back_open", ref=speech.written(ticket.ref))
    said = speech.presence(speech.say(ctx, told, "act:ticket_status", "act:officer"))
    return Step(chat.freed(state, ticket), (*effects, said))
