"""Ratings of resolved tickets: asked for and recorded; a low one, or "not solved", reopens.

Why it matters is told with the question (policy/practice.3). Must not rate anything but the member's own tickets.
"""

from datetime import timedelta
from typing import Final

from domain.effects import (
    AddNote,
    CancelReminder,
    Effect,
    Escalate,
    MoveTicket,
    RecordRating,
    Remind,
    Say,
    Step,
)
from domain.model import HandoverReason, Option, Purpose, Reply, Stage, Ticket, TicketRef
from domain.states import AwaitingComment, AwaitingRating, Clarifying, Idle, State
from handlers import escalation, speech
from handlers.context import Context

LOWEST: Final = 1
HIGHEST: Final = 5
LOW: Final = 2
"""A rating up to this reopens the ticket."""
BUSY: Final = timedelta(hours=1)
"""When a member is busy with something else, the question for a rating waits that long."""


def reminder(ref: TicketRef) -> str:
    """Name the reminder that asks for a ticket's rating."""
    return f"rating:{ref}"


def question(ctx: Context, ref: TicketRef, intro: str = "") -> Say:
    """Ask for a rating, and tell why it matters."""
    text = speech.paragraphs(
        intro, f"{speech.line(ctx, 'rating.ask', ref=speech.written(ref))} {speech.line(ctx, 'rating.why')}"
    )
    return speech.say(ctx, text, *scores(ctx, ref), unsolved_option(ctx, ref))


def unsolved_option(ctx: Context, ref: TicketRef) -> Option:
    """Let the member say that a matter is not solved."""
    return Option(f"unsolved:{ref}", speech.line(ctx, "option.unsolved"))


def due(state: State, ref: TicketRef, ctx: Context) -> Step:
    """Ask when the reminder fires; who is busy with something else is asked later."""
    ticket = _mine(ref, ctx)
    if ticket is None or ticket.stage.is_open or ticket.rating is not None:
        return Step(state)
    if not isinstance(state, Idle | Clarifying | AwaitingRating | AwaitingComment):
        return Step(state, (later(ref, ctx),))
    asked = question(ctx, ref).reply
    notice = Reply(asked.text, asked.options, asked.language, Purpose.NOTICE)
    return Step(AwaitingRating(ref), (Say(notice),))


def later(ref: TicketRef, ctx: Context) -> Remind:
    """Ask for the rating at a better moment."""
    return Remind(ctx.now + max(ctx.house.rating_delay, BUSY), reminder(ref), ref)


def rate(state: State, score: int, ref: TicketRef, ctx: Context) -> Step:
    """Record a rating of an own ticket that is, or was, resolved; a low one reopens it."""
    ticket = _mine(ref, ctx)
    if ticket is None:
        return Step(state, (speech.say(ctx, speech.line(ctx, "rating.not_yours"), "act:menu", "act:officer"),))
    if ticket.stage.is_open and ticket.rating is None:
        told = speech.line(ctx, "rating.open", ref=speech.written(ref))
        return Step(state, (speech.say(ctx, told, "act:ticket_status", "act:menu"),))
    recorded: tuple[Effect, ...] = (RecordRating(ref, score), CancelReminder(reminder(ref)))
    values = {"score": str(score), "ref": speech.written(ref)}
    if score > LOW:
        said = speech.say(ctx, speech.line(ctx, "rating.thanks", **values), "act:thanks", "act:menu")
        return Step(AwaitingComment(ref, score), (*recorded, said))
    again = _reopened(ticket, HandoverReason.LOW_RATING, escalation.note("note.low_rating", score=str(score)))
    told = speech.line(ctx, "rating.low_open" if ticket.stage.is_open else "rating.low", **values)
    return Step(AwaitingComment(ref, score), (*recorded, *again, speech.say(ctx, told, "act:thanks", "act:officer")))


def unsolved(state: State, ref: TicketRef, ctx: Context) -> Step:
    """Reopen a ticket of which the member says that it is not solved."""
    ticket = _mine(ref, ctx)
    if ticket is None:
        return Step(state, (speech.say(ctx, speech.line(ctx, "rating.not_yours"), "act:menu", "act:officer"),))
    key = "unsolved.already" if ticket.stage.is_open else "unsolved.text"
    told = speech.line(ctx, key, ref=speech.written(ref))
    effects = _reopened(ticket, HandoverReason.NOT_SOLVED, escalation.note("note.not_solved"))
    cancelled = (CancelReminder(reminder(ref)),)
    return Step(Idle(), (*effects, *cancelled, speech.say(ctx, told, "act:ticket_status", "act:officer")))


def last_resolved(ctx: Context) -> TicketRef | None:
    """Give the ticket of which «لم تُحل» speaks when no rating is awaited: the one that was resolved last."""
    resolved = (ticket for ticket in ctx.tickets if ticket.stage is Stage.RESOLVED)
    newest = max(resolved, key=lambda ticket: ticket.changed_at, default=None)
    return newest.ref if newest else None


def _reopened(ticket: Ticket, reason: HandoverReason, noted: str) -> tuple[Effect, ...]:
    if ticket.stage.is_open:
        return (AddNote(ticket.ref, noted),)
    return (MoveTicket(ticket.ref, Stage.REOPENED), Escalate(ticket.ref, reason), AddNote(ticket.ref, noted))


def scores(ctx: Context, ref: TicketRef) -> tuple[Option, ...]:
    """Offer the scores, the best first."""
    return tuple(
        Option(f"rate:{score}:{ref}", speech.line(ctx, f"option.rate:{score}")) for score in range(HIGHEST, LOWEST - 1, -1)
    )


def _mine(ref: TicketRef, ctx: Context) -> Ticket | None:
    return next((ticket for ticket in ctx.tickets if ticket.ref == ref), None)
