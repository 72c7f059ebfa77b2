"""What was decided about a member's request: told to him with its reason. Must not decide, and must not ask who may."""

from dataclasses import replace
from typing import Final

from domain.alarms import Alarm
from domain.effects import Effect, Step
from domain.model import Stage, Ticket, TicketKind
from domain.officeracts import RequestDecided
from domain.states import Idle, State
from domain.ticketeffects import AddNote, AlertOfficer, AlertPost, MoveTicket
from handlers import speech
from handlers.context import Context
from handlers.office import chat
from handlers.resolved import inviting
from handlers.speech import note

_PAYOUT: Final = "silent.support-payout"
"""The entry of when and how support is paid, which the documents do not tell: a person answers it."""


def decided(state: State, inbound: RequestDecided, ctx: Context) -> Step:
    """Tell the member; what was accepted goes on with its officer, what was refused is settled."""
    ticket = ctx.ticket(inbound.ticket)
    if ticket is None or not ticket.stage.is_open:
        return Step(state)
    word = "accepted" if inbound.accepted else "refused"
    kept = AddNote(ticket.ref, note(f"note.{word}", reason=inbound.reason))
    said = chat.tell(state, ticket.ref, _words(inbound, ctx), ctx)
    after = _spoken_of(state, ticket, ctx) if inbound.accepted else chat.freed(state, ticket)
    return Step(after, (*_moves(ticket, ctx, accepted=inbound.accepted), kept, _alert(ticket), said))


def _spoken_of(state: State, ticket: Ticket, ctx: Context) -> State:
    """Have what a member asks of the money behind an acceptance be about this support, and not about what else is paid."""
    known = ctx.entries.get(_PAYOUT) if ticket.kind is TicketKind.SUPPORT else None
    return replace(state, entry=known.id, topic=known.topic) if known and isinstance(state, Idle) else state


def _alert(ticket: Ticket) -> Effect:
    """Alert those who go on with it: its officer, or those in whose queue it is."""
    if ticket.officer is None:
        return AlertPost(ticket.ref, ticket.post, Alarm.DECIDED)
    return AlertOfficer(ticket.ref, ticket.officer, Alarm.DECIDED)


def _moves(ticket: Ticket, ctx: Context, *, accepted: bool) -> tuple[Effect, ...]:
    if accepted:
        return (MoveTicket(ticket.ref, Stage.RECEIVED if ticket.officer is None else Stage.WITH_OFFICER),)
    return (MoveTicket(ticket.ref, Stage.RESOLVED), inviting.after_refusal(ticket.ref, ctx))


def _words(inbound: RequestDecided, ctx: Context) -> str:
    ref = speech.written(inbound.ticket)
    if inbound.accepted:
        remark = speech.line(ctx, "decided.remark", reason=inbound.reason) if inbound.reason else ""
        return speech.paragraphs(speech.line(ctx, "decided.accepted", ref=ref), remark)
    reason = speech.line(ctx, "decided.reason", reason=inbound.reason)
    return speech.paragraphs(speech.line(ctx, "decided.refused", ref=ref), reason, speech.line(ctx, "decided.higher"))
