"""Ratings of resolved tickets: asked for and recorded; a low one, or "not solved", reopens.

Why it matters is told with the question (policy/practice.3). Must not rate anything but the member's own tickets.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from domain import duties, quiet, reminders
from domain.alarms import Alarm
from domain.effects import CancelReminder, Effect, Remind, RemindIn, Say, Step
from domain.inbound import Inbound, RatingGiven, TimerFired
from domain.model import HandoverReason, InboundId, Option, Purpose, Stage, Ticket, TicketRef
from domain.officeracts import OfficerMoved, OfficerResolved
from domain.reminders import AskForRating, NotAsked, RatingRhythm, Resolution
from domain.states import AwaitingComment, AwaitingRating, Clarifying, Describing, Draft, Idle, State
from domain.ticketeffects import (
    AddNote,
    AlertPost,
    Escalate,
    MoveTicket,
    RatingNotAsked,
    RecordComment,
    RecordRating,
    RouteTicket,
)
from handlers import escalation, moods, speech
from handlers.context import Context
from handlers.hearing import scores
from handlers.resolved import elsewhere

LOW: Final = 2
"""A rating up to this reopens the ticket."""
BUSY: Final = timedelta(hours=1)
"""When a member is busy with something else, the question for a rating waits that long."""
_RESPITE: Final = timedelta(days=1)
"""From a refusal to the question."""
_LEAST: Final = timedelta(days=1)
"""From the last question on he has at least that long to answer."""


def reminder(ref: TicketRef) -> str:
    """Name the reminder that asks for a ticket's rating."""
    return f"rating:{ref}"


def question(ctx: Context, ref: TicketRef, intro: str = "") -> Say:
    """Ask for a rating, and tell why it matters."""
    text = speech.paragraphs(
        intro, f"{speech.line(ctx, 'rating.ask', ref=speech.written(ref))} {speech.line(ctx, 'rating.why')}"
    )
    return speech.say(ctx, text, *offered(ctx, ref))


def unsolved_option(ctx: Context, ref: TicketRef) -> Option:
    """Let the member say that a matter is not solved."""
    return Option(f"unsolved:{ref}", speech.line(ctx, "option.unsolved"))


def declined(ref: TicketRef, ctx: Context, draft: Draft | None = None) -> Step:
    """Ask no more who does not want to rate; he may all the same."""
    cancelled = (CancelReminder(reminder(ref)), *_no_second(ref, ctx))
    told = speech.line(ctx, "rating.declined", ref=speech.written(ref))
    noted = RatingNotAsked(ref, NotAsked.DECLINED.value)
    return Step(Idle(draft=draft), (*cancelled, noted, speech.say(ctx, told, "act:menu")))


def due(state: State, ref: TicketRef, ctx: Context) -> Step:
    """Ask when the reminder fires, at a suitable hour; who is busy with something else is asked later."""
    return _asked(state, ref, ctx, key=reminder(ref))


def due_again(state: State, ref: TicketRef, ctx: Context) -> Step:
    """Remind of the question, once."""
    return _asked(state, ref, ctx, key=second(ref))


def again(inbound: Inbound, step: Step, ctx: Context) -> tuple[Effect, ...]:
    """Plan what follows a question that a step asked: its one reminder, and after that the note that he did not answer."""
    ref, wait = _asked_about(step), ctx.house.outreach.rating_reminder
    if ref is None:
        return ()
    reminded = _is_timer(inbound, second(ref))
    first = isinstance(inbound, OfficerResolved | OfficerMoved) or _is_timer(inbound, reminder(ref))
    if first and wait is not None:
        return (Remind(quiet.earliest(ctx.house.outreach.sending, ctx.now + wait), second(ref), ref),)
    ticket = ctx.ticket(ref)
    if not (first or reminded) or ticket is None:
        return ()
    resolved_at = ctx.now if ticket.stage.is_open else ticket.changed_at
    return (Remind(max(resolved_at + ctx.house.outreach.rating_forget, ctx.now + _LEAST), last(ref), ref),)


def _asked_about(step: Step) -> TicketRef | None:
    """Give the ticket whose rating a step asked for, here or elsewhere."""
    if there := next((effect for effect in step.effects if isinstance(effect, RemindIn)), None):
        return TicketRef(there.key.partition(":")[2])
    said = any(isinstance(effect, Say) for effect in step.effects)
    return step.state.ticket if said and isinstance(step.state, AwaitingRating) else None


def _is_timer(inbound: Inbound, key: str) -> bool:
    return isinstance(inbound, TimerFired) and inbound.key == key


def second(ref: TicketRef) -> str:
    """Name the reminder of the question for a ticket's rating."""
    return f"rating_again:{ref}"


def last(ref: TicketRef) -> str:
    """Name the moment from which on no rating of a ticket is waited for."""
    return f"rating_over:{ref}"


def over(state: State, ref: TicketRef, ctx: Context) -> Step:
    """Note that the member was asked and did not answer; he may rate all the same."""
    ticket = ctx.ticket(ref)
    if ticket is None or ticket.rating is not None or ticket.stage.is_open:
        return Step(state)
    why = NotAsked.SILENT if ctx.house.outreach.rating_reminder is None else NotAsked.REMINDED
    return Step(state, (RatingNotAsked(ref, why.value),))


def given(state: State, inbound: RatingGiven, ctx: Context) -> Step:
    """Record a rating from the ticket's page, which has thanked already: nothing is said here."""
    step = rate(state, inbound.score, inbound.ticket, ctx)
    kept = tuple(effect for effect in step.effects if not isinstance(effect, Say))
    if not any(isinstance(effect, RecordRating) for effect in kept):
        return Step(state)
    said = (RecordComment(inbound.ticket, inbound.comment),) if inbound.comment else ()
    noted = (AddNote(inbound.ticket, inbound.comment),) if inbound.comment and inbound.score <= LOW else ()
    awaited = isinstance(state, AwaitingRating) and state.ticket == inbound.ticket
    return Step(Idle(draft=moods.draft(state)) if awaited else state, (*kept, *said, *noted))


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
    """Ask, or remind of the question; who is busy with something else is asked `later`."""
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

    At night only to who is talking just now.
    """
    here = ctx.elsewhere.used_last is None
    awake = talking or quiet.earliest(ctx.house.outreach.sending, ctx.now) <= ctx.now
    return here and awake and not ctx.house.rating_delay


def rate(state: State, score: int, ref: TicketRef, ctx: Context) -> Step:
    """Record a rating of an own ticket that is, or was, resolved; a low one reopens it."""
    ticket, theirs = ctx.ticket(ref), ctx.elsewhere.of(ref)
    if ticket is None and theirs:
        return _rated_elsewhere(score, theirs[1], ctx) if _is_rateable(theirs[1]) else _still_open(state, theirs[1], ctx)
    if ticket is None:
        return Step(state, (speech.say(ctx, speech.line(ctx, "rating.not_yours"), "act:menu", "act:officer"),))
    if not _is_rateable(ticket):
        return _still_open(state, ticket, ctx)
    recorded: tuple[Effect, ...] = (RecordRating(ref, score), CancelReminder(reminder(ref)), *_no_second(ref, ctx))
    again = _reopened(ticket, HandoverReason.LOW_RATING, escalation.note("note.low_rating", score=str(score)), ctx)
    effects = (*recorded, *again) if score <= LOW else recorded
    return Step(AwaitingComment(ref, score), (*effects, _thanks(score, ticket, ctx)))


def _is_rateable(ticket: Ticket) -> bool:
    return ticket.rating is not None or not ticket.stage.is_open


def _still_open(state: State, ticket: Ticket, ctx: Context) -> Step:
    told = speech.line(ctx, "rating.open", ref=speech.written(ticket.ref))
    return Step(state, (speech.say(ctx, told, "act:ticket_status", "act:menu"),))


def _rated_elsewhere(score: int, ticket: Ticket, ctx: Context) -> Step:
    passed = elsewhere.passed(ticket.ref, score, "", ctx)
    effects = (passed,) if passed else ()
    return Step(AwaitingComment(ticket.ref, score), (*effects, _thanks(score, ticket, ctx)))


def _thanks(score: int, ticket: Ticket, ctx: Context) -> Say:
    values = {"score": str(score), "ref": speech.written(ticket.ref)}
    if score > LOW and ticket.stage.is_open:  # reopened: he raises his rating before it is settled again
        return speech.say(ctx, speech.line(ctx, "rating.raised", **values), "act:ticket_status", "act:menu")
    if score > LOW:
        return speech.say(ctx, speech.line(ctx, "rating.thanks", **values), "act:thanks", "act:menu")
    told = speech.line(ctx, "rating.low_open" if ticket.stage.is_open else "rating.low", **values)
    return speech.say(ctx, told, "act:thanks", "act:officer")


def unsolved(state: State, ref: TicketRef, ctx: Context, said: str = "", about: InboundId | None = None) -> Step:
    """Reopen a ticket of which the member says that it is not solved, with his words; a merged one where it goes on."""
    ticket = ctx.ticket(ref)
    if ticket is not None and ticket.merged_into:
        ticket = ctx.ticket(ticket.merged_into) or replace(ticket, stage=Stage.RECEIVED)
    if ticket is None and (there := elsewhere.passed_unsolved(ref, ctx, said)):
        told = speech.line(ctx, "unsolved.text_said" if said else "unsolved.text", ref=speech.written(ref))
        return Step(Idle(), (there, speech.say(ctx, told, "act:menu", "act:officer")))
    if ticket is None:
        return Step(state, (speech.say(ctx, speech.line(ctx, "rating.not_yours"), "act:menu", "act:officer"),))
    key = f"unsolved.{'already' if ticket.stage.is_open else 'text'}{'_said' if said else ''}"
    told = speech.line(ctx, key, ref=speech.written(ticket.ref))
    noted = (AddNote(ticket.ref, said, about),) if said else ()
    effects = _reopened(ticket, HandoverReason.NOT_SOLVED, escalation.note("note.not_solved"), ctx)
    cancelled = (CancelReminder(reminder(ref)), *_no_second(ref, ctx))
    after = Describing(ticket.kind, ticket=ticket.ref, heard_at=ctx.now)
    return Step(after, (*effects, *noted, *cancelled, speech.say(ctx, told, "act:ticket_status", "act:officer")))


def _no_second(ref: TicketRef, ctx: Context) -> tuple[Effect, ...]:
    return () if ctx.house.outreach.rating_reminder is None else (CancelReminder(second(ref)),)


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


def offered(ctx: Context, ref: TicketRef) -> tuple[Option, ...]:
    """Offer the scores, the best first, and that it is not solved."""
    each = (
        Option(f"rate:{score}:{ref}", speech.line(ctx, f"option.rate:{score}"))
        for score in range(scores.HIGHEST, scores.LOWEST - 1, -1)
    )
    return (*each, unsolved_option(ctx, ref))
