"""Reads together what a member writes in pieces: «كم», «رسوم», «العضوية», sent within a second of each other, are one question.

Pure. A piece that says nothing by itself waits a moment for the next; whatever is clear is never kept waiting.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from domain.inbound import TextReceived
from domain.model import InboundId
from domain.states import State
from domain.turnports import Pending
from handlers import fragments
from handlers.context import Context

MOMENT: Final = timedelta(seconds=1.2)
"""That a piece waits for the next one."""
LONGEST: Final = timedelta(seconds=6)
"""From the first piece on, however many follow."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken in one step: one message, or several read as one."""

    pending: Pending
    """The last of them; with the words of all."""
    beside: tuple[InboundId, ...] = ()
    """Those before it."""


@dataclass(frozen=True, slots=True)
class Waits:
    """There may be more of it to come."""

    until: datetime


Gather = Callable[[State, Sequence[Pending], Context], Taken | Waits]


def singly(state: State, pending: Sequence[Pending], ctx: Context) -> Taken | Waits:
    """Take each message by itself."""
    del state, ctx
    return Taken(pending[0])


def gather(state: State, pending: Sequence[Pending], ctx: Context) -> Taken | Waits:
    """Take the first message with the pieces that belong to it, or tell until when to wait for more."""
    first = pending[0]
    if first.attempts or not fragments.is_piece(state, first.inbound, ctx):
        return Taken(first)
    run = _run(state, pending, ctx)
    ended = run[-1] is not pending[-1] or not fragments.is_piece(state, run[-1].inbound, ctx)
    alone = len(run) == 1 and fragments.is_clear(state, first.inbound, ctx)
    until = min(run[-1].received_at + MOMENT, first.received_at + LONGEST)
    if not ended and not alone and ctx.now < until:
        return Waits(until)
    return _joined(run)


def _run(state: State, pending: Sequence[Pending], ctx: Context) -> Sequence[Pending]:
    """Give the pieces that came close upon each other, with the clear words in which they end."""
    run = [pending[0]]
    for following in pending[1:]:
        late = following.received_at - run[-1].received_at > MOMENT
        if late or following.attempts or not fragments.is_plain(following.inbound):
            break
        if not fragments.is_piece(state, following.inbound, ctx):
            return [*run, following] if _goes_on(following) or _ends(run, following) else run
        run.append(following)
    return run


def _goes_on(following: Pending) -> bool:
    """Tell whether longer words may end what was begun: they are no word of their own kind, as a number or a yes is."""
    return isinstance(following.inbound, TextReceived) and len(following.inbound.text.split()) > fragments.LONGEST


def _ends(run: Sequence[Pending], following: Pending) -> bool:
    """Tell whether a word that has a meaning of its own is what was asked for in the pieces before it."""
    return fragments.ends_wish(_words(run), _words([following]))


def _words(run: Sequence[Pending]) -> str:
    return " ".join(one.inbound.text.strip() for one in run if isinstance(one.inbound, TextReceived))


def _joined(run: Sequence[Pending]) -> Taken:
    if len(run) == 1:
        return Taken(run[0])
    whole = replace(run[-1], inbound=TextReceived(_words(run)))
    return Taken(whole, tuple(one.id for one in run[:-1]))
