"""Ratings of resolved tickets: asked for and recorded; a low one, or "not solved", reopens.

Why it matters is told with the question (policy/practice.3). Must not rate anything but the member's own tickets.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from domain import duties
from domain.effects import (
    AddNote,
    Alarm,
    AlertPost,
    CancelReminder,
    Effect,
    Escalate,
    MoveTicket,
    RecordRating,
    Remind,
    RouteTicket,
    Say,
    Step,
)
from domain.model import HandoverReason, Option, Purpose, Reply, Stage, Ticket, TicketRef
from domain.states import AwaitingComment, AwaitingRating, Choosing, Clarifying, Idle, State, Wish
from handlers import escalation, speech
from handlers.context import Context

LOWEST: Final = 1
HIGHEST: Final = 5
LOW: Final = 2
"""A rating up to this reopens the ticket."""
BUSY: Final = timedelta(hours=1)
"""When a member is busy with something else, the question for a rating waits that long."""
LATELY: Final = timedelta(days=30)
"""Tickets settled this long before the last one are not meant by «لم تُحل» without their number."""
_SETTLED: Final = frozenset({Stage.RESOLVED, Stage.CLOSED})


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
    ticket = ctx.ticket(ref)
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
    ticket = ctx.ticket(ref)
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
    again = _reopened(ticket, HandoverReason.LOW_RATING, escalation.note("note.low_rating", score=str(score)), ctx)
    told = speech.line(ctx, "rating.low_open" if ticket.stage.is_open else "rating.low", **values)
    return Step(AwaitingComment(ref, score), (*recorded, *again, speech.say(ctx, told, "act:thanks", "act:officer")))


def unsolved(state: State, ref: TicketRef, ctx: Context) -> Step:
    """Reopen a ticket of which the member says that it is not solved; a merged one where it goes on."""
    ticket = ctx.ticket(ref)
    if ticket is not None and ticket.merged_into:
        ticket = ctx.ticket(ticket.merged_into) or replace(ticket, stage=Stage.RECEIVED)
    if ticket is None:
        return Step(state, (speech.say(ctx, speech.line(ctx, "rating.not_yours"), "act:menu", "act:officer"),))
    key = "unsolved.already" if ticket.stage.is_open else "unsolved.text"
    told = speech.line(ctx, key, ref=speech.written(ticket.ref))
    effects = _reopened(ticket, HandoverReason.NOT_SOLVED, escalation.note("note.not_solved"), ctx)
    cancelled = (CancelReminder(reminder(ref)),)
    return Step(Idle(), (*effects, *cancelled, speech.say(ctx, told, "act:ticket_status", "act:officer")))


def some_unsolved(state: State, ctx: Context) -> Step | None:
    """Do what «لم تُحل» asks for when no rating is awaited: reopen what was settled lately, or ask which; None: nothing was."""
    settled = [ticket for ticket in ctx.tickets if ticket.stage in _SETTLED and ticket.merged_into is None]
    lately = sorted(settled, key=lambda ticket: ticket.changed_at, reverse=True)
    lately = [each for each in lately if lately[0].changed_at - each.changed_at < LATELY][: escalation.MOST_OFFERED]
    if len(lately) > 1:
        return escalation.which(Choosing(Wish.UNSOLVED, tuple(each.ref for each in lately)), ctx, "which.unsolved")
    return unsolved(state, lately[0].ref, ctx) if lately else None


def to_supervisor(ref: TicketRef, ctx: Context) -> tuple[Effect, ...]:
    """Put a reopened ticket into the queue of who supervises the post that had it, and tell him."""
    ticket, regulation = ctx.ticket(ref), ctx.house.regulation
    post = duties.supervisor(regulation, ticket.post if ticket else duties.head(regulation))
    return (RouteTicket(ref, regulation.posts[post].department, post), AlertPost(ref, post, Alarm.REOPENED))


def _reopened(ticket: Ticket, reason: HandoverReason, noted: str, ctx: Context) -> tuple[Effect, ...]:
    if ticket.stage.is_open:
        return (AddNote(ticket.ref, noted),)
    moved = MoveTicket(ticket.ref, Stage.REOPENED)
    return (moved, Escalate(ticket.ref, reason), *to_supervisor(ticket.ref, ctx), AddNote(ticket.ref, noted))


def scores(ctx: Context, ref: TicketRef) -> tuple[Option, ...]:
    """Offer the scores, the best first."""
    return tuple(
        Option(f"rate:{score}:{ref}", speech.line(ctx, f"option.rate:{score}")) for score in range(HIGHEST, LOWEST - 1, -1)
    )
