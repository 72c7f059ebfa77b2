"""Which open request words are of: the one that they name, or of which was spoken; else all. Must not ask which: others do."""

from datetime import datetime, timedelta
from typing import Final

from domain.model import Ticket
from domain.states import Describing, Idle, State
from faq import normalise
from handlers import memory
from handlers.context import Context
from handlers.hearing import subjects, turnings
from handlers.ticket import additions, tickets

_WHILE: Final = timedelta(hours=1)
"""For so long what was spoken of is what is spoken of."""


def meant(state: State, text: str, ctx: Context) -> tuple[Ticket, ...]:
    """Give the request that the words name, or the one spoken of; else all that are open."""
    if one := named(text, ctx) or memory.spoken_of(state, ctx):
        return (one,)
    return ctx.open_tickets[: additions.MOST_OFFERED]


def named(text: str, ctx: Context) -> Ticket | None:
    """Give the one open request that the words name: by its number, by its kind, or by words of its subject."""
    if (own := tickets.own(normalise.digits(text), ctx)) and own.stage.is_open:
        return own
    kinds = turnings.kinds(text)
    of_kind = tuple(one for one in ctx.open_tickets if not kinds or one.kind in kinds)
    if kinds and len(of_kind) == 1:
        return of_kind[0]
    shared = {one.ref: subjects.shared(text, one.subject) for one in of_kind}
    best = max(shared.values(), default=0)
    found = [one for one in of_kind if shared[one.ref] == best]
    return found[0] if best and len(found) == 1 else None


def is_near(text: str, ctx: Context) -> bool:
    """Tell whether words name what an open request is about."""
    return any(subjects.shared(text, one.subject) for one in ctx.open_tickets)


def is_fresh(state: State, ctx: Context) -> bool:
    """Tell whether what was spoken of last was so within the hour, or is all that is open."""
    return len(ctx.open_tickets) == 1 or (_spoken_at(state, ctx) or ctx.now) > ctx.now - _WHILE


def _spoken_at(state: State, ctx: Context) -> datetime | None:
    match state:
        case Idle(added_at=at):
            return at
        case Describing(ticket=ref, heard_at=at) if ref and (mine := ctx.ticket(ref)):
            return max(at or mine.opened_at, mine.opened_at)
        case _:
            return None
