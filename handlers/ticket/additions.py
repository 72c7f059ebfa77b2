"""What the member says on, into a ticket that is open: into which one, and what he reads of it.

Where that could be more than one he is asked. Must not open a ticket: `handlers.escalation` does.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from domain.alarms import Alarm
from domain.casefile import QUEUED
from domain.effects import Effect, Say, Step
from domain.model import InboundId, Option, Stage, Ticket, TicketKind, TicketRef
from domain.states import Choosing, Describing, Idle, State, Wish
from domain.ticketeffects import AddNote, AlertOfficer, MoveTicket
from handlers import posts, speech, when
from handlers.context import Context
from handlers.hearing import turnings

_MOMENT: Final = timedelta(seconds=20)
"""Within which members write one thing in several messages, or send several pictures."""
_CLOSE: Final = timedelta(minutes=5)
"""In which a number, a day or an hour belongs to what was passed on just before."""
_MOST_KEPT: Final = 8_000
"""Characters that are kept while a member is asked which ticket they belong to."""
MOST_OFFERED: Final = 5
"""Tickets among which a member is asked to choose."""


def added(ref: TicketRef, words: str, ctx: Context, about: InboundId | None = None) -> tuple[Effect, ...]:
    """Add the member's words to a ticket; one that waited for them is worked on again."""
    ticket = ctx.ticket(ref)
    noted = AddNote(ref, words, about)
    if ticket is None or ticket.stage is not Stage.WAITING_FOR_MEMBER:
        return (noted,)
    back = MoveTicket(ref, Stage.RECEIVED if ticket.officer is None else Stage.WITH_OFFICER)
    told = () if ticket.officer is None else (AlertOfficer(ref, ticket.officer, Alarm.ANSWERED),)
    return (back, noted, *told)


def gathered(asking: Choosing, words: str, ctx: Context) -> tuple[Choosing, tuple[Effect, ...]]:
    """Keep words with those whose ticket is being asked for; of too many the earlier go to the first one offered."""
    if len(asking.words) + len(words) <= _MOST_KEPT:
        return replace(asking, words=f"{asking.words}\n{words}"), ()
    return replace(asking, words=words), added(asking.offered[0], asking.words, ctx, asking.about)


def going_on(text: str, ctx: Context) -> Step | None:
    """Add what is said right behind a question that was passed on: «بكره الساعة ١٠» after an appointment."""
    mine = waiting(ctx, TicketKind.INQUIRY)
    if mine is None or not is_close(mine, ctx):
        return None
    if not any(map(str.isdecimal, text)) and not turnings.leans(text):
        return None
    said = speech.say(ctx, speech.line(ctx, "describing.added", ref=speech.written(mine.ref)), "act:ticket_status", "act:menu")
    return Step(Idle(topic=mine.topic, added=mine.ref, added_at=ctx.now), (*added(mine.ref, text, ctx), said))


def belonging(state: State, words: str, tickets: tuple[Ticket, ...], ctx: Context, topic: str = "") -> Step:
    """Add unclear words to the one of these tickets that they can only belong to, or ask which it is."""
    if len(tickets) > 1:
        asking = Choosing(Wish.ADD, tuple(ticket.ref for ticket in tickets), words, ctx.inbound)
        return which(asking, ctx, "which.add")
    ref = tickets[0].ref
    told = speech.line(ctx, "handover.added", ref=speech.written(ref))
    hours = when.answer_hours(ctx, posts.of(ctx, tickets[0]))
    said = speech.say(ctx, f"{told} {hours}", "act:ticket_status", "act:menu")
    after = Idle(topic=topic, added=ref, added_at=ctx.now)
    return Step(after, (*added(ref, words, ctx), too(ref, ctx) if is_told(state, ref, ctx) else said))


def concerned(ctx: Context) -> tuple[Ticket, ...]:
    """Give the tickets to which unclear words may belong, if one of them waits for the member: else they are a new question."""
    owed = [ticket for ticket in ctx.open_tickets if ticket.stage is Stage.WAITING_FOR_MEMBER]
    inquiries = [ticket for ticket in ctx.open_tickets if ticket.kind is TicketKind.INQUIRY and _is_untaken(ticket)]
    if not owed and len(inquiries) < 2:  # noqa: PLR2004 - one is added to without asking
        return ()
    return tuple({ticket.ref: ticket for ticket in (*owed, *inquiries)}.values())[:MOST_OFFERED]


def which(asking: Choosing, ctx: Context, key: str) -> Step:
    """Ask which of his tickets the member means; `key` is the question's sentence."""
    offered = [ticket for ref in asking.offered if (ticket := ctx.ticket(ref))]
    rows = (
        speech.line(
            ctx,
            "which.row",
            ref=speech.written(each.ref),
            kind=speech.line(ctx, f"kind.{each.kind}"),
            subject=speech.short(each.subject, speech.ECHO),
        ).removesuffix(f": {speech.line(ctx, f'kind.{each.kind}')}")
        for each in offered
    )
    picks = (Option(f"pick:{each.ref}", speech.written(each.ref)) for each in offered)
    other = (speech.option(ctx, "pick:new"),) if asking.wish is Wish.ADD else ()
    text = "\n".join((speech.line(ctx, key), *rows))
    return Step(replace(asking, asked_at=ctx.now), (speech.say(ctx, text, *picks, *other, "act:officer"),))


def is_told(state: State, ref: TicketRef, ctx: Context, within: timedelta = _MOMENT) -> bool:
    """Tell whether the member read a moment ago that what he sends goes into this ticket."""
    match state:
        case Idle(added=told, added_at=at) | Describing(ticket=told, added_at=at):
            return told == ref and is_recent(at, ctx, within)
        case _:
            return False


def is_recent(at: datetime | None, ctx: Context, within: timedelta = _MOMENT) -> bool:
    """Tell whether it was said so lately that what comes now belongs to the same handful of messages."""
    return at is not None and ctx.now - at < within


def is_close(ticket: Ticket, ctx: Context) -> bool:
    """Tell whether a ticket changed so lately that what is said now may go on from it."""
    return ctx.now - ticket.changed_at <= _CLOSE


def too(ref: TicketRef, ctx: Context) -> Say:
    """Say shortly that this went into the same ticket as what came just before it."""
    return speech.say(ctx, speech.line(ctx, "handover.added_too", ref=speech.written(ref)))


def waiting(ctx: Context, *kinds: TicketKind) -> Ticket | None:
    """Give the newest open ticket of these kinds that no officer has taken up."""
    return next((ticket for ticket in ctx.open_tickets if ticket.kind in kinds and _is_untaken(ticket)), None)


def _is_untaken(ticket: Ticket) -> bool:
    return ticket.officer is None and ticket.stage in QUEUED
