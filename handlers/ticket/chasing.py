"""Chasing what is open: nobody answered, nobody came. An apology, where it stands, and what may be done about it.

Must not promise a day that nobody set, nor say the same twice.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

from domain.effects import Step
from domain.model import HandoverReason, Priority, Ticket, TicketKind
from domain.states import Describing, Idle, State
from domain.ticketeffects import AddNote, Escalate
from handlers import memory, speech
from handlers.context import Context
from handlers.hearing import progress, turnings, words
from handlers.ticket import rising, tickets

_LONG: Final = timedelta(hours=1)
_AGAIN: Final = ("chase.again", "chase.more")
"""What a member reads who chases again, in turn."""


def chased(state: State, text: str, ctx: Context) -> Step | None:
    """Apologise, note it, hasten what nobody took, and tell where it stands; None where nothing can be meant."""
    mine = _meant(state, text, ctx)
    if mine is None:
        return _of_form(state, text, ctx)
    untaken = mine.officer is None and mine.priority < Priority.HIGH
    hastened = (Escalate(mine.ref, HandoverReason.COMPLAINT, Priority.HIGH),) if untaken else ()
    upwards = ("act:raise",) if rising.now(mine, ctx) else ()
    said = speech.say(ctx, _words(state, mine, ctx, hastened=untaken), *upwards, "act:officer", "act:menu")
    return Step(_after(state, mine, ctx), (AddNote(mine.ref, text), *hastened, said))


def in_vain(state: State, text: str, ctx: Context) -> Step | None:
    """Apologise to a member who waits in vain for what is open; None where he does not, or nothing can be meant."""
    return chased(state, text, ctx) if progress.waits_in_vain(text) else None


def _of_form(state: State, text: str, ctx: Context) -> Step | None:
    """Note it with what a form asked for, and tell where that stands and what its time is: nobody is late yet."""
    mine = next(iter(ctx.open_tickets), None)
    if mine is None or words.complains(text):
        return None
    told = speech.paragraphs(speech.line(ctx, "chase.of_form", ref=speech.written(mine.ref)), tickets.stands(mine, ctx))
    again = speech.line(ctx, _AGAIN[0], ref=speech.written(mine.ref))
    said = speech.say(ctx, again if memory.courtesies(state) else told, "act:officer", "act:menu")
    return Step(_after(state, mine, ctx), (AddNote(mine.ref, text), said))


def waited(state: State, text: str, ctx: Context) -> bool:
    """Tell whether what may be meant has waited long enough to be chased."""
    mine = _meant(state, text, ctx)
    return mine is not None and ctx.now - mine.opened_at > _LONG


def awaited(state: State, entry: str, text: str, ctx: Context) -> Step | None:
    """Tell a member who asks how long something takes where his own stands, if he has one of that kind."""
    if entry not in tickets.OF_TIME:
        return None
    return in_vain(state, text, ctx) or tickets.contact(text, ctx, tickets.OF_TIME[entry])


def _words(state: State, mine: Ticket, ctx: Context, *, hastened: bool) -> str:
    ref, times = speech.written(mine.ref), memory.courtesies(state)
    if times and not hastened:
        return speech.line(ctx, _AGAIN[(times - 1) % len(_AGAIN)], ref=ref)
    sorry = speech.line(ctx, "status.sorry" if hastened else "status.sorry_noted", ref=ref)
    return speech.paragraphs(sorry, tickets.stands(mine, ctx))


def _after(state: State, mine: Ticket, ctx: Context) -> State:
    times = memory.courtesies(state) + 1
    if isinstance(state, Describing) and state.ticket:
        return replace(state, heard_at=ctx.now, courtesies=times)
    return Idle(added=mine.ref, added_at=ctx.now, courtesies=times)


def _meant(state: State, text: str, ctx: Context) -> Ticket | None:
    """Give what is chased: what is named, spoken of, or complained of; what a form asked for has its own time."""
    return next((one for one in _likely(state, text, ctx) if one.kind not in memory.OF_FORMS), None)


def _likely(state: State, text: str, ctx: Context) -> Iterator[Ticket]:
    named = turnings.kinds(text)
    yield from (one for one in ctx.open_tickets if one.kind in named)
    if spoken_of := memory.spoken_of(state, ctx):
        yield spoken_of
    yield from (one for one in ctx.open_tickets if one.kind is TicketKind.COMPLAINT)
    yield from ctx.open_tickets
