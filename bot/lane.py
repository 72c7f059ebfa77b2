"""Works through one claimed conversation: message by message, each seeing what the one before it left behind.

Does no I/O but the log's; must not know what steps do, nor where results are kept. A step that raises costs its own lane one
attempt; after some attempts the message goes to a person, with the fault kept beside it.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from time import perf_counter

import structlog

from bot.gathering import Gather, Waits, singly
from bot.logs import described
from domain.effects import Effect, Say, Step
from domain.errors import MujibError
from domain.inbound import Inbound, TextReceived
from domain.model import TicketRef
from domain.states import State
from domain.ticketeffects import OpenTicket
from domain.turnports import Lane, LaneResult, Pending, Turn
from handlers.context import Context, House, after, offered_after

_log = structlog.get_logger()
Take = Callable[[State, Inbound, Context], Step]
MOST_EFFECTS = 20


@dataclass(frozen=True, slots=True)
class Conduct:
    """How messages are answered."""

    house: House
    step: Take
    fault_step: Take
    """What to do when `step` failed for good, or the stored state cannot be read."""
    gather: Gather = singly
    """What of the waiting messages is taken in one step."""
    attempts: int = 3
    backoff: timedelta = timedelta(seconds=1)
    """Before the second attempt; four times as long before each further one."""
    share: float = 0.25
    """Seconds of work after which a conversation's next message waits until others had their turn."""
    stopwatch: Callable[[], float] = perf_counter


class TooManyEffects(MujibError):
    """A step asked for more than any answer needs."""


@dataclass(frozen=True, slots=True)
class _Done:
    step: Step
    fault: str = ""


def work(lane: Lane, conduct: Conduct, refs: deque[TicketRef], now: datetime, most: int | None = None) -> LaneResult:
    """Give what is to be written for the lane, after at most `most` of its messages.

    Takes ticket references from `refs` as tickets are opened; where there are none left, the other messages wait.
    """
    state, turns = lane.state, list[Turn]()
    retry_at = ready_at = None
    waiting, answered = lane.pending[:most], list[Pending]()
    context, offered = _seen(lane, conduct.house, now, refs[0] if refs else TicketRef("")), lane.offered
    begun = conduct.stopwatch()
    while waiting and refs and not (turns and conduct.stopwatch() - begun >= conduct.share):
        if turns:
            context = _next(context, turns[-1].effects, waiting[0], refs[0])
        unreadable = lane.state_fault if not turns else ""
        taken = (singly if unreadable else conduct.gather)(state, waiting, context)
        if isinstance(taken, Waits):
            ready_at = taken.until
            break
        pending = taken.pending
        context = _of(context, pending)
        done = _faulted(state, pending, context, conduct, unreadable) if unreadable else _take(state, pending, context, conduct)
        if done is None:
            retry_at = now + conduct.backoff * 4**pending.attempts
            break
        waiting = waiting[1 + len(taken.beside) :]
        if _are_words([*waiting, *answered]):
            done = replace(done, step=_pointing(done.step, pending.inbound))
        answered.append(pending)
        turns += [*(Turn(beside, ()) for beside in taken.beside), Turn(pending.id, done.step.effects, done.fault)]
        _use_up(refs, done.step)
        state, offered = done.step.state, offered_after(offered, done.step.effects)
    return LaneResult(lane.claim, lane.contact.conversation, state, offered, tuple(turns), retry_at, ready_at)


def give_up(lane: Lane, conduct: Conduct, refs: Sequence[TicketRef], now: datetime, fault: str) -> LaneResult:
    """Give the result that hands the lane's first message to a person."""
    pending = lane.pending[0]
    done = _faulted(lane.state, pending, _seen(lane, conduct.house, now, refs[0]), conduct, fault)
    offered = offered_after(lane.offered, done.step.effects)
    turn = Turn(pending.id, done.step.effects, done.fault)
    return LaneResult(lane.claim, lane.contact.conversation, done.step.state, offered, (turn,))


def _seen(lane: Lane, house: House, now: datetime, ref: TicketRef) -> Context:
    """Give what the first turn sees."""
    first = lane.pending[0]
    return Context(
        now,
        lane.contact,
        lane.tickets,
        lane.offered,
        ref,
        house,
        inbound=first.id,
        answered=first.answered,
        invitation=first.invitation,
        elsewhere=lane.elsewhere,
        brief=house.brief(lane.contact.conversation),
    )


def _of(context: Context, pending: Pending) -> Context:
    """Give what the turn of this message sees, the last of several that are read as one."""
    unheard = isinstance(pending.inbound, TextReceived) and pending.inbound.unheard
    if unheard or context.unheard or pending.id != context.inbound:
        return replace(context, inbound=pending.id, unheard=unheard)
    return context


def _next(context: Context, done: Sequence[Effect], pending: Pending, ref: TicketRef) -> Context:
    """Give what the turn of the next message sees, when these effects were performed."""
    seen = after(context, done, ref)
    return replace(seen, inbound=pending.id, answered=pending.answered, invitation=pending.invitation)


def abandon(lane: Lane, fault: str) -> LaneResult:
    """Give the result that keeps the fault with the lane's first message and does nothing else."""
    turn = Turn(lane.pending[0].id, (), fault)
    return LaneResult(lane.claim, lane.contact.conversation, lane.state, lane.offered, (turn,))


def _take(state: State, pending: Pending, context: Context, conduct: Conduct) -> _Done | None:
    """Take one message; None when it failed and is to be tried again."""
    if pending.attempts >= conduct.attempts:
        return _faulted(state, pending, context, conduct, f"given up after {conduct.attempts} attempts")
    try:
        return _Done(_bounded(conduct.step(state, pending.inbound, context)))
    except Exception as error:  # noqa: BLE001 - one of the two places where everything is caught
        fault = described(error)
        _log.warning("engine.step_failed", inbound=pending.id, attempt=pending.attempts + 1, fault=fault)
        if pending.attempts + 1 < conduct.attempts:
            return None
        return _faulted(state, pending, context, conduct, fault)


def _faulted(state: State, pending: Pending, context: Context, conduct: Conduct, fault: str) -> _Done:
    _log.error("engine.message_failed", inbound=pending.id, fault=fault)
    try:
        return _Done(_bounded(conduct.fault_step(state, pending.inbound, context)), fault)
    except Exception as error:  # noqa: BLE001 - as above
        _log.error("engine.fault_step_failed", inbound=pending.id, fault=described(error))  # no member's words
        return _Done(Step(state), fault)


def _are_words(others: Sequence[Pending]) -> bool:
    """Tell whether the member wrote more than the one message, so that it is not plain which of them is answered."""
    return any(isinstance(other.inbound, TextReceived) for other in others)


def _pointing(step: Step, inbound: Inbound) -> Step:
    """Let the first answer show which message it answers, where the channel can."""
    effects = list(step.effects)
    for place, effect in enumerate(effects):
        if isinstance(effect, Say) and isinstance(inbound, TextReceived):
            effects[place] = Say(replace(effect.reply, answers=inbound.message))
            break
    return Step(step.state, tuple(effects))


def _bounded(step: Step) -> Step:
    if len(step.effects) > MOST_EFFECTS:
        raise TooManyEffects(f"a step asked for {len(step.effects)} effects")
    return step


def _use_up(refs: deque[TicketRef], step: Step) -> None:
    if any(isinstance(effect, OpenTicket) and effect.ref == refs[0] for effect in step.effects):
        refs.popleft()
