"""When a member is asked for a rating, and reminded of it once: at a suitable hour, and not while he is busy.

Why it matters is told with the question (policy/practice.3). Must not record a rating: `handlers.resolved.rating` does.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from domain import quiet, reminders
from domain.effects import CancelReminder, Effect, Remind, RemindIn, Say, Step
from domain.inbound import Inbound, TimerFired
from domain.model import Option, Purpose, Ticket, TicketRef
from domain.officeracts import OfficerMoved, OfficerResolved
from domain.reminders import AskForRating, NotAsked, RatingRhythm, Resolution
from domain.states import AwaitingComment, AwaitingRating, Clarifying, Idle, State
from domain.ticketeffects import (
    RatingNotAsked,
)
from handlers import speech
from handlers.context import Context
from handlers.hearing import scores
from handlers.resolved import elsewhere

BUSY: Final = timedelta(hours=1)
"""When a member is busy with something else, the question for a rating waits that long."""
_RESPITE: Final = timedelta(days=1)
"""From a refusal to the question."""
_LEAST: Final = timedelta(days=1)
"""From the last question on he has at least that long to answer."""


def reminder(ref: TicketRef) -> str:
    """Name the reminder that asks for a ticket's rating."""
    return f"rating:{ref}"


def _second(ref: TicketRef) -> str:
    """Name the reminder of the question for a ticket's rating."""
    return f"rating_again:{ref}"


def _last(ref: TicketRef) -> str:
    """Name the moment from which on no rating of a ticket is waited for."""
    return f"rating_over:{ref}"


def question(ctx: Context, ref: TicketRef, intro: str = "") -> Say:
    """Ask for a rating, and tell why it matters."""
    text = speech.paragraphs(
        intro, f"{speech.line(ctx, 'rating.ask', ref=speech.written(ref))} {speech.line(ctx, 'rating.why')}"
    )
    return speech.say(ctx, text, *offered(ctx, ref))


def offered(ctx: Context, ref: TicketRef) -> tuple[Option, ...]:
    """Offer the scores, the best first, and that it is not solved."""
    each = (
        Option(f"rate:{score}:{ref}", speech.line(ctx, f"option.rate:{score}"))
        for score in range(scores.HIGHEST, scores.LOWEST - 1, -1)
    )
    return (*each, unsolved_option(ctx, ref))


def unsolved_option(ctx: Context, ref: TicketRef) -> Option:
    """Let the member say that a matter is not solved."""
    return Option(f"unsolved:{ref}", speech.line(ctx, "option.unsolved"))


def due(state: State, ref: TicketRef, ctx: Context) -> Step:
    """Ask when the reminder fires, at a suitable hour; a member who is busy with something else is asked later."""
    return _asked(state, ref, ctx, key=reminder(ref))


def due_again(state: State, ref: TicketRef, ctx: Context) -> Step:
    """Remind of the question, once."""
    return _asked(state, ref, ctx, key=_second(ref))


def again(inbound: Inbound, step: Step, ctx: Context) -> tuple[Effect, ...]:
    """Plan what follows a question that a step asked: its one reminder, and after that the note that he did not answer."""
    ref, wait = _asked_about(step), ctx.house.outreach.rating_reminder
    if ref is None:
        return ()
    reminded = _is_timer(inbound, _second(ref))
    first = isinstance(inbound, OfficerResolved | OfficerMoved) or _is_timer(inbound, reminder(ref))
    if first and wait is not None:
        return (Remind(quiet.earliest(ctx.house.outreach.sending, ctx.now + wait), _second(ref), ref),)
    ticket = ctx.ticket(ref)
    if not (first or reminded) or ticket is None:
        return ()
    resolved_at = ctx.now if ticket.stage.is_open else ticket.changed_at
    return (Remind(max(resolved_at + ctx.house.outreach.rating_forget, ctx.now + _LEAST), _last(ref), ref),)


def _asked_about(step: Step) -> TicketRef | None:
    """Give the ticket whose rating a step asked for, here or elsewhere."""
    if there := next((effect for effect in step.effects if isinstance(effect, RemindIn)), None):
        return TicketRef(there.key.partition(":")[2])
    said = any(isinstance(effect, Say) for effect in step.effects)
    return step.state.ticket if said and isinstance(step.state, AwaitingRating) else None


def _is_timer(inbound: Inbound, key: str) -> bool:
    return isinstance(inbound, TimerFired) and inbound.key == key


def over(state: State, ref: TicketRef, ctx: Context) -> Step:
    """Note that the member was asked and did not answer; he may rate all the same."""
    ticket = ctx.ticket(ref)
    if ticket is None or ticket.rating is not None or ticket.stage.is_open:
        return Step(state)
    why = NotAsked.SILENT if ctx.house.outreach.rating_reminder is None else NotAsked.REMINDED
    return Step(state, (RatingNotAsked(ref, why.value),))


def _asked(state: State, ref: TicketRef, ctx: Context, *, key: str) -> Step:
    ticket = ctx.ticket(ref)
    if ticket is None:
        return Step(state)
    match plan(ticket, ctx):
        case NotAsked.RATED | NotAsked.REOPENED:
            return Step(state)
        case NotAsked() as reason:
            return Step(state, (RatingNotAsked(ref, reason.value),))
        case AskForRating(at) if at > ctx.now:
            return Step(state, (Remind(at, key, ref),))
        case AskForRating():
            pass
    if there := elsewhere.ask(ref, ctx, again=key != reminder(ref)):
        return Step(state, (there,))
    return ask(state, Remind(ctx.now + max(ctx.house.rating_delay, BUSY), key, ref), ref, ctx, again=key != reminder(ref))


def ask(state: State, later: Remind, ref: TicketRef, ctx: Context, *, again: bool) -> Step:
    """Ask, or remind of the question; a member who is busy with something else is asked `later`."""
    if not isinstance(state, Idle | Clarifying | AwaitingRating | AwaitingComment):
        return Step(state, (later,))
    asked = question(ctx, ref).reply
    text = speech.line(ctx, "reminder.rating", ref=speech.written(ref)) if again else asked.text
    return Step(AwaitingRating(ref), (Say(replace(asked, text=text, purpose=Purpose.NOTICE)),))


def plan(ticket: Ticket, ctx: Context) -> AskForRating | NotAsked:
    """Tell whether to ask now: the timers keep the waits, so only hours, consent and what happened since decide."""
    resolution = Resolution(
        stage=ticket.stage,
        resolved_at=ticket.changed_at,
        rated=ticket.rating is not None,
        notices=ctx.contact.notices,
        reachable=not ctx.contact.is_by_hand,
    )
    rhythm = RatingRhythm(forget=ctx.house.outreach.rating_forget)
    return reminders.rating(resolution, ctx.now, rhythm, ctx.house.outreach.sending)


def later(ref: TicketRef, ctx: Context) -> Remind:
    """Ask for the rating at a better moment."""
    return Remind(ctx.now + max(ctx.house.rating_delay, BUSY), reminder(ref), ref)


def after_refusal(ref: TicketRef, ctx: Context) -> Remind:
    """Ask on another day, when a refusal has been read and thought over."""
    return Remind(ctx.now + _RESPITE, reminder(ref), ref)


def may_ask_now(ctx: Context, *, talking: bool) -> bool:
    """Tell whether the question may come with the word that a matter is resolved: where the member wrote last.

    At night only to a member who is talking just now.
    """
    here = ctx.elsewhere.used_last is None
    awake = talking or quiet.earliest(ctx.house.outreach.sending, ctx.now) <= ctx.now
    return here and awake and not ctx.house.rating_delay


def ended(ref: TicketRef, ctx: Context) -> tuple[Effect, ...]:
    """Ask no more for a ticket's rating: take back the reminder, and that of the question where one was to come."""
    again = () if ctx.house.outreach.rating_reminder is None else (CancelReminder(_second(ref)),)
    return (CancelReminder(reminder(ref)), *again)
