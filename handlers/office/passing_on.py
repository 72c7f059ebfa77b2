"""Tickets that go to somebody else: a colleague, or the post above. Must not decide whether they may: the desk does."""

from dataclasses import dataclass, replace

from domain import duties, escalation
from domain.alarms import Alarm
from domain.casefile import QUEUED
from domain.effects import Effect, Step
from domain.model import Language, OfficerId, PostId, Ticket
from domain.officeracts import OfficerReassigned, OfficerReferred
from domain.states import State, WithOfficer
from domain.ticketeffects import AddNote, AlertOfficer, AlertPost, AllotTicket, AssignTicket, RecordJudgement, RouteTicket
from handlers import posts, speech
from handlers.context import Context
from handlers.office import chat
from handlers.speech import note


@dataclass(frozen=True, slots=True)
class Ascent:
    """A ticket's way to a higher post."""

    to: PostId
    cause: escalation.Cause
    keys: tuple[str, ...]
    """What counts as done with it."""
    sentence: str
    """The key of what the member is told; empty: nothing."""


def passed_up(state: State, ticket: Ticket, ascent: Ascent, ctx: Context) -> Step:
    """Put the ticket into the queue of a higher post."""
    post = ctx.house.regulation.posts[ascent.to]
    cause = note(f"cause.{ascent.cause}")
    effects: tuple[Effect, ...] = (
        RouteTicket(ticket.ref, post.department, ascent.to),
        RecordJudgement(ticket.ref, ascent.keys),
        AddNote(ticket.ref, note("note.passed_up", post=post.title[Language.ARABIC], cause=cause)),
        AlertPost(ticket.ref, ascent.to, Alarm.ROUTED),
        *taken_from(ticket),
    )
    if ascent.sentence:
        told = speech.line(ctx, ascent.sentence, ref=speech.written(ticket.ref), post=posts.title(ctx, ascent.to))
        effects = (*effects, chat.tell(state, ticket.ref, told, ctx))
    return Step(chat.freed(state, ticket), effects)


def referred(state: State, inbound: OfficerReferred, ctx: Context) -> Step:
    """Send the ticket to the post above, and tell the member who will explain what he asked (`handling.3`)."""
    ticket = ctx.ticket(inbound.ticket)
    if ticket is None or not ticket.stage.is_open:
        return Step(state)
    found = escalation.refer(case(ticket, ctx))
    if found is None:
        return Step(state, (AddNote(ticket.ref, note("note.nobody_above")),))
    act, keys = found
    return passed_up(state, ticket, Ascent(act.to, act.cause, keys, "escalated.referred"), ctx)


def case(ticket: Ticket, ctx: Context) -> escalation.Case:
    """Give what the rules of escalation go by."""
    return escalation.Case(
        ticket=ticket.ref,
        stage=ticket.stage,
        started_at=ticket.started_at or ticket.opened_at,
        since=ticket.since or ticket.changed_at,
        post=ticket.post,
        above=duties.above(ctx.house.regulation, ticket.post),
        officer=ticket.officer,
    )


def reassigned(state: State, inbound: OfficerReassigned, ctx: Context) -> Step:
    """Give the ticket, and the chat with it, to a colleague."""
    ticket = ctx.ticket(inbound.ticket)
    if ticket is None or not ticket.stage.is_open or ticket.officer == inbound.to:
        return Step(state)
    return given(state, ticket, inbound.to, inbound.name, ctx)


def given(state: State, ticket: Ticket, to: OfficerId, name: str, ctx: Context) -> Step:
    """Let an officer own the ticket from now on; if he has the member's chat, he is announced."""
    alerts: tuple[Effect, ...] = (AlertOfficer(ticket.ref, to, Alarm.GIVEN), *taken_from(ticket))
    if not isinstance(state, WithOfficer) or state.ticket != ticket.ref:
        return Step(state, (AllotTicket(ticket.ref, to), *alerts, *_with_officer(state, ticket, ctx)))
    said = speech.presence(speech.say(ctx, speech.line(ctx, "officer.took", name=name)), ticket.ref)
    return Step(replace(state, officer=to, officer_name=name), (AssignTicket(ticket.ref, to), *alerts, said))


def taken_from(ticket: Ticket) -> tuple[Effect, ...]:
    """Tell the ticket's officer, where it has one, that it is not his any more."""
    return () if ticket.officer is None else (AlertOfficer(ticket.ref, ticket.officer, Alarm.TAKEN_AWAY),)


def _with_officer(state: State, ticket: Ticket, ctx: Context) -> tuple[Effect, ...]:
    """Tell once that an officer has it now; what lies elsewhere stays there. With the chat he is announced in it."""
    if ticket.stage not in QUEUED:
        return ()
    return (chat.tell(state, ticket.ref, speech.line(ctx, "moved.with_officer", ref=speech.written(ticket.ref)), ctx),)
