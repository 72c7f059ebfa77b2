"""What comes from another conversation of the same member: a question for a rating to be asked here, a rating given there."""

from domain.effects import Remind, Say, Step
from domain.inbound import RatingGiven, TimerFired
from domain.model import TicketRef
from domain.reminders import AskForRating, NotAsked
from domain.states import State
from handlers.context import Context
from handlers.resolved import inviting, rating


def asked(state: State, inbound: TimerFired, ctx: Context) -> Step:
    """Ask here about a ticket of another conversation of his, unless something came between."""
    found = ctx.elsewhere.of(TicketRef(inbound.key.partition(":")[2]))
    if found is None:
        return Step(state)
    match inviting.plan(found[1], ctx):
        case NotAsked():
            return Step(state)
        case AskForRating(at) if at > ctx.now:
            return Step(state, (Remind(at, inbound.key, inbound.payload),))
        case AskForRating():
            later = Remind(ctx.now + inviting.BUSY, inbound.key, inbound.payload)
            return inviting.ask(state, later, found[1].ref, ctx, again=bool(inbound.payload))


def rated(state: State, inbound: TimerFired, ctx: Context) -> Step:
    """Record a rating that was given elsewhere, and answered there."""
    ref = TicketRef(inbound.key.split(":")[1])
    score, _, comment = inbound.payload.partition(" ")
    return rating.given(state, RatingGiven(ref, int(score), comment), ctx)


def unsolved(state: State, inbound: TimerFired, ctx: Context) -> Step:
    """Reopen what was said elsewhere not to be solved; it was answered there."""
    ref, _, said = inbound.payload.partition(" ")
    step = rating.unsolved(state, TicketRef(ref), ctx, said)
    return Step(state, tuple(effect for effect in step.effects if not isinstance(effect, Say)))
