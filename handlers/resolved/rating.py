"""Ratings of resolved tickets are recorded; a low one, or "not solved", reopens.

Must not rate anything but the member's own tickets, nor ask for a rating: `handlers.resolved.inviting` does.
"""

from dataclasses import replace
from typing import Final

from domain import duties
from domain.alarms import Alarm
from domain.effects import Effect, Say, Step
from domain.inbound import RatingGiven
from domain.model import HandoverReason, InboundId, Stage, Ticket, TicketRef
from domain.reminders import NotAsked
from domain.states import AwaitingComment, AwaitingRating, Describing, Draft, Idle, State
from domain.ticketeffects import (
    AddNote,
    AlertPost,
    Escalate,
    MoveTicket,
    RatingNotAsked,
    RecordComment,
    RecordRating,
    RouteTicket,
)
from handlers import memory, speech
from handlers.context import Context
from handlers.resolved import elsewhere, inviting

LOW: Final = 2
"""A rating up to this reopens the ticket."""


def declined(ref: TicketRef, ctx: Context, draft: Draft | None = None) -> Step:
    """Ask no more who does not want to rate; he may all the same."""
    cancelled = inviting.ended(ref, ctx)
    told = speech.line(ctx, "rating.declined", ref=speech.written(ref))
    noted = RatingNotAsked(ref, NotAsked.DECLINED.value)
    return Step(Idle(draft=draft), (*cancelled, noted, speech.say(ctx, told, "act:menu")))


def given(state: State, inbound: RatingGiven, ctx: Context) -> Step:
    """Record a rating from the ticket's page, which has thanked already: nothing is said here."""
    step = rate(state, inbound.score, inbound.ticket, ctx)
    kept = tuple(effect for effect in step.effects if not isinstance(effect, Say))
    if not any(isinstance(effect, RecordRating) for effect in kept):
        return Step(state)
    said = (RecordComment(inbound.ticket, inbound.comment),) if inbound.comment else ()
    noted = (AddNote(inbound.ticket, inbound.comment),) if inbound.comment and inbound.score <= LOW else ()
    awaited = isinstance(state, AwaitingRating) and state.ticket == inbound.ticket
    return Step(Idle(draft=memory.draft(state)) if awaited else state, (*kept, *said, *noted))


def rate(state: State, score: int, ref: TicketRef, ctx: Context) -> Step:
    """Record a rating of an own ticket that is, or was, resolved; a low one reopens it."""
    ticket, theirs = ctx.ticket(ref), ctx.elsewhere.of(ref)
    if ticket is None and theirs:
        return _rated_elsewhere(score, theirs[1], ctx) if _is_rateable(theirs[1]) else _still_open(state, theirs[1], ctx)
    if ticket is None:
        return Step(state, (speech.say(ctx, speech.line(ctx, "rating.not_yours"), "act:menu", "act:officer"),))
    if not _is_rateable(ticket):
        return _still_open(state, ticket, ctx)
    recorded: tuple[Effect, ...] = (RecordRating(ref, score), *inviting.ended(ref, ctx))
    again = _reopened(ticket, HandoverReason.LOW_RATING, speech.note("note.low_rating", score=str(score)), ctx)
    effects = (*recorded, *again) if score <= LOW else recorded
    return Step(AwaitingComment(ref, score), (*effects, _thanks(score, ticket, ctx)))


def _is_rateable(ticket: Ticket) -> bool:
    return ticket.rating is not None or not ticket.stage.is_open


def _still_open(state: State, ticket: Ticket, ctx: Context) -> Step:
    told = speech.line(ctx, "rating.open", ref=speech.written(ticket.ref))
    return Step(state, (speech.say(ctx, told, "act:ticket_status", "act:menu"),))


def _rated_elsewhere(score: int, ticket: Ticket, ctx: Context) -> Step:
    passed = elsewhere.passed(ticket.ref, score, "", ctx)
    effects = (passed,) if passed else ()
    return Step(AwaitingComment(ticket.ref, score), (*effects, _thanks(score, ticket, ctx)))


def _thanks(score: int, ticket: Ticket, ctx: Context) -> Say:
    values = {"score": str(score), "ref": speech.written(ticket.ref)}
    if score > LOW and ticket.stage.is_open:  # reopened: he raises his rating before it is settled again
        return speech.say(ctx, speech.line(ctx, "rating.raised", **values), "act:ticket_status", "act:menu")
    if score > LOW:
        return speech.say(ctx, speech.line(ctx, "rating.thanks", **values), "act:thanks", "act:menu")
    told = speech.line(ctx, "rating.low_open" if ticket.stage.is_open else "rating.low", **values)
    return speech.say(ctx, told, "act:thanks", "act:officer")


def unsolved(state: State, ref: TicketRef, ctx: Context, said: str = "", about: InboundId | None = None) -> Step:
    """Reopen a ticket of which the member says that it is not solved, with his words; a merged one where it goes on."""
    ticket = ctx.ticket(ref)
    if ticket is not None and ticket.merged_into:
        ticket = ctx.ticket(ticket.merged_into) or replace(ticket, stage=Stage.RECEIVED)
    if ticket is None and (there := elsewhere.passed_unsolved(ref, ctx, said)):
        told = speech.line(ctx, "unsolved.text_said" if said else "unsolved.text", ref=speech.written(ref))
        return Step(Idle(), (there, speech.say(ctx, told, "act:menu", "act:officer")))
    if ticket is None:
        return Step(state, (speech.say(ctx, speech.line(ctx, "rating.not_yours"), "act:menu", "act:officer"),))
    key = f"unsolved.{'already' if ticket.stage.is_open else 'text'}{'_said' if said else ''}"
    told = speech.line(ctx, key, ref=speech.written(ticket.ref))
    noted = (AddNote(ticket.ref, said, about),) if said else ()
    effects = _reopened(ticket, HandoverReason.NOT_SOLVED, speech.note("note.not_solved"), ctx)
    cancelled = inviting.ended(ref, ctx)
    after = Describing(ticket.kind, ticket=ticket.ref, heard_at=ctx.now)
    return Step(after, (*effects, *noted, *cancelled, speech.say(ctx, told, "act:ticket_status", "act:officer")))


def to_supervisor(ref: TicketRef, ctx: Context) -> tuple[Effect, ...]:
    """Put a reopened ticket into the queue of the post that supervises the one that had it, and alert its holders."""
    ticket, regulation = ctx.ticket(ref), ctx.house.regulation
    post = duties.supervisor(regulation, ticket.post if ticket else duties.head(regulation))
    return (RouteTicket(ref, regulation.posts[post].department, post), AlertPost(ref, post, Alarm.REOPENED))


def _reopened(ticket: Ticket, reason: HandoverReason, noted: str, ctx: Context) -> tuple[Effect, ...]:
    if ticket.stage.is_open:
        return (AddNote(ticket.ref, noted),)
    moved = MoveTicket(ticket.ref, Stage.REOPENED)
    return (moved, Escalate(ticket.ref, reason), *to_supervisor(ticket.ref, ctx), AddNote(ticket.ref, noted))
