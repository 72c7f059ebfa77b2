"""A member wishes somebody higher to take his request up (`handling.3`, `complaints.3`): written down, and done if it may be.

It takes a request up once, from the post to which such a matter first comes, and after a day of work there. Must not pass over
whoever has had no time for it, nor go beyond the next post: officers and the clock do.
"""

from dataclasses import replace
from typing import Final

from domain import duties, escalation
from domain.alarms import Alarm
from domain.effects import Effect, Step
from domain.model import Ticket, TicketKind, TicketRef
from domain.states import Choosing, Describing, State, Wish
from domain.ticketeffects import AddNote, AlertOfficer
from handlers import escalation as handing
from handlers import memory, posts, speech, when
from handlers.context import Context
from handlers.hearing import turnings
from handlers.office import passing_on
from handlers.question import answers
from handlers.resolved import aftermath
from handlers.ticket import additions, naming, open_requests, rising, tickets

_BOARD: Final = "complaints.escalate"
"""The entry that tells to whom a complaint goes beyond the officers."""


def wished(state: State, text: str, ctx: Context) -> Step:
    """Take the request up that is meant, or ask which; where none is open, what was settled lately, or whoever can hear him."""
    meant = naming.meant(state, text, ctx)
    if len(meant) > 1:
        return additions.which(Choosing(Wish.RAISE, tuple(one.ref for one in meant), text, ctx.inbound), ctx, "which.raise")
    return _raised(state, meant[0], text, ctx) if meant else _nothing_open(state, text, ctx)


def raised(state: State, ref: TicketRef, text: str, ctx: Context) -> Step:
    """Take up the request that was chosen."""
    mine = ctx.ticket(ref)
    return _raised(state, mine, text, ctx) if mine and mine.stage.is_open else tickets.listed(ctx)


def _raised(state: State, ticket: Ticket, text: str, ctx: Context) -> Step:
    """Note the wish, and do it or tell what stands against it; having been told, he is not told it all again."""
    noted = AddNote(ticket.ref, text or speech.note("option.act:raise"))
    if turnings.on_condition(text):
        key = "meanwhile.relayed" if rising.since(ticket, ctx) is None else "raise.on_condition"
        return _told(state, ticket, noted, speech.line(ctx, key, ref=speech.written(ticket.ref)), ctx)
    if rising.now(ticket, ctx):
        return _passed_up(state, ticket, noted, ctx)
    if isinstance(state, Describing) and state.wished_up:
        return _told(state, ticket, noted, _again(ticket, ctx), ctx)
    step = _told(state, ticket, noted, _not_now(ticket, ctx), ctx)
    return Step(step.state, (*_alarmed(ticket), *step.effects))


def _alarmed(ticket: Ticket) -> tuple[Effect, ...]:
    """Tell the officer who has it, and nobody above him."""
    return () if ticket.officer is None else (AlertOfficer(ticket.ref, ticket.officer, Alarm.WISHED_UP),)


def _passed_up(state: State, ticket: Ticket, noted: AddNote, ctx: Context) -> Step:
    """Put it into the queue above, with the reason for officers to read, and tell him who has it now."""
    found = escalation.refer(passing_on.case(ticket, ctx), escalation.Cause.ASKED)
    if found is None:
        return _told(state, ticket, noted, _not_now(ticket, ctx), ctx)
    act, keys = found
    step = passing_on.passed_up(state, ticket, passing_on.Ascent(act.to, act.cause, keys, ""), ctx)
    done = speech.line(ctx, "raise.done", ref=speech.written(ticket.ref), post=posts.title(ctx, act.to))
    told = _told(state, ticket, noted, f"{done} {when.answer_hours(ctx, act.to)}", ctx)
    first, *rest = told.effects
    return Step(told.state, (first, *step.effects, *rest))


def _told(state: State, ticket: Ticket, noted: Effect, text: str, ctx: Context) -> Step:
    after = replace(open_requests.talking(state, ticket, ctx), wished_up=True)
    return Step(after, (noted, speech.say(ctx, text, "act:ticket_status", "act:menu")))


def _not_now(ticket: Ticket, ctx: Context) -> str:
    """Tell who has it and reads the wish, and from when on it is taken up; that it is with the highest; or where it lies."""
    ref, post = speech.written(ticket.ref), posts.of(ctx, ticket)
    above, rises = duties.above(ctx.house.regulation, post), rising.since(ticket, ctx)
    if rising.done(ticket, ctx) or above is None:
        told = speech.line(ctx, "raise.highest" if above is None else "raise.risen", ref=ref, post=posts.title(ctx, post))
        board = answers.text(_BOARD, ctx) if above is None and ticket.kind is TicketKind.COMPLAINT else ""
        return speech.paragraphs(f"{told} {when.answer_hours(ctx, post)}", board)
    if rises is None:
        return speech.paragraphs(speech.line(ctx, "raise.noted", ref=ref), tickets.stands(ticket, ctx))
    moment = {"day": when.day(ctx, rises), "time": when.clock(ctx, rises)}
    return speech.line(ctx, "raise.later", ref=ref, post=posts.title(ctx, post), above=posts.title(ctx, above), **moment)


def _again(ticket: Ticket, ctx: Context) -> str:
    ref, rises = speech.written(ticket.ref), rising.since(ticket, ctx)
    if rising.done(ticket, ctx):  # it may have risen since he read of it
        return speech.line(ctx, "raise.risen", ref=ref, post=posts.title(ctx, posts.of(ctx, ticket)))
    if rises is None:
        return speech.line(ctx, "raise.again", ref=ref)
    return speech.line(ctx, "raise.again_later", ref=ref, day=when.day(ctx, rises), time=when.clock(ctx, rises))


def _nothing_open(state: State, text: str, ctx: Context) -> Step:
    """Reopen what was settled lately, whose supervisor gets it; behind an answer offer what there is, else call an officer."""
    if aftermath.was_settled_lately(ctx):
        return aftermath.unsolved(state, text, ctx)
    if memory.was_answered(state, ctx):
        return Step(state, (speech.say(ctx, speech.line(ctx, "raise.nothing"), "act:complaint", "act:officer"),))
    return handing.asked(state, text, ctx)
