"""Handing a matter to a person: the ticket, what the officer sees with it, and what the member is honestly told.

One open inquiry at a time: while nobody has taken it up, what else is unclear is added to it. Must not decide what is unclear.
"""

from dataclasses import dataclass

from domain.effects import AddNote, Effect, OpenTicket, Step
from domain.model import Candidate, HandoverReason, Language, Priority, Ticket, TicketKind, TicketRef
from domain.states import Describing, Idle, State
from handlers import moods, speech, texts, when
from handlers.context import Context

_INTRO = {
    HandoverReason.SILENT: "handover.silent",
    HandoverReason.SENSITIVE: "handover.sensitive",
    HandoverReason.MISSED_TWICE: "handover.missed",
}


@dataclass(frozen=True, slots=True)
class Matter:
    """What goes to a person, and why."""

    reason: HandoverReason
    words: str
    """The member's."""
    topic: str = ""
    candidates: tuple[Candidate, ...] = ()
    """What the bot would have answered."""
    priority: Priority = Priority.NORMAL


def hand_over(state: State, matter: Matter, ctx: Context, intro: str = "") -> Step:
    """Pass a question to an officer; `intro` says why, where the association has words for it."""
    misses = moods.misses(state) + 1
    ref, effects = record(matter, ctx)
    waiting = not isinstance(effects[0], OpenTicket)
    after = Idle(topic=matter.topic, misses=misses)
    if waiting and misses > moods.QUIET:
        return Step(after, effects)
    why = intro or speech.line(ctx, _INTRO.get(matter.reason, "handover.unclear"))
    next_step = speech.line(ctx, "handover.added" if waiting else "handover.opened", ref=speech.written(ref))
    text = speech.paragraphs(why, f"{next_step} {when.answer_hours(ctx)}")
    return Step(after, (*effects, speech.say(ctx, text, "act:ticket_status", "act:menu")))


def record(matter: Matter, ctx: Context) -> tuple[TicketRef, tuple[Effect, ...]]:
    """Open an inquiry, or add to the one that waits for an officer already; give its reference."""
    if waiting := _waiting(ctx, TicketKind.INQUIRY):
        return waiting.ref, (AddNote(waiting.ref, matter.words),)
    return ctx.fresh_ref, opened(TicketKind.INQUIRY, matter, ctx)


def opened(kind: TicketKind, matter: Matter, ctx: Context) -> tuple[Effect, ...]:
    """Open a ticket whose subject is the member's words; words too long for a subject follow in full."""
    subject = speech.short(matter.words) or note(f"kind.{kind}")
    ticket = OpenTicket(ctx.fresh_ref, kind, subject, matter.reason, matter.priority, matter.topic, matter.candidates)
    return (ticket,) if subject == matter.words or not matter.words else (ticket, AddNote(ctx.fresh_ref, matter.words))


def asked(state: State, question: str, ctx: Context) -> Step:
    """Call an officer for the member who asked for one, and let him say what he wants of him.

    A complaint that waits already is as good a place as an inquiry.
    """
    del state
    waiting = _waiting(ctx, TicketKind.INQUIRY, TicketKind.COMPLAINT)
    matter = Matter(HandoverReason.ASKED, question or note("note.asked"))
    ref = waiting.ref if waiting else ctx.fresh_ref
    effects = (AddNote(ref, matter.words),) if waiting else opened(TicketKind.INQUIRY, matter, ctx)
    told = speech.line(ctx, "handover.waiting" if waiting else "handover.asked", ref=speech.written(ref))
    text = speech.paragraphs(f"{told} {when.answer_hours(ctx)}", speech.line(ctx, "handover.tell"))
    kind = waiting.kind if waiting else TicketKind.INQUIRY
    return Step(Describing(kind, ticket=ref), (*effects, speech.say(ctx, text, "act:ticket_status", "act:menu")))


def note(key: str, **values: str) -> str:
    """Give a sentence for officers' eyes; the desk speaks Arabic."""
    return texts.line(key, Language.ARABIC).format_map(values)


def _waiting(ctx: Context, *kinds: TicketKind) -> Ticket | None:
    """Give the newest open ticket of these kinds that no officer has taken up."""
    return next((ticket for ticket in ctx.open_tickets if ticket.kind in kinds and ticket.officer is None), None)
