"""Handing a matter to a person: the ticket, what the officer sees with it, and what the member is honestly told.

One open inquiry at a time: while nobody has taken it up, what else is unclear is added to it, as to a ticket that waits for the
member; where that could be more than one, he is asked. Must not decide what is unclear.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from domain.effects import Effect, Step
from domain.model import (
    Candidate,
    HandoverReason,
    PostId,
    Priority,
    TicketKind,
    TicketRef,
)
from domain.states import Describing, Idle, State
from domain.ticketeffects import AddNote, Escalate, OpenTicket
from handlers import memory, posts, speech, when
from handlers.context import Context
from handlers.hearing import persons
from handlers.ticket import additions

_INTRO = {
    HandoverReason.SILENT: "handover.silent",
    HandoverReason.SENSITIVE: "handover.sensitive",
    HandoverReason.MISSED_TWICE: "handover.missed",
}
_VAGUE: Final = frozenset({HandoverReason.UNCLEAR, HandoverReason.MISSED_TWICE})
"""Reasons that say nothing about the matter itself."""
_HOUR: Final = timedelta(hours=1)
"""In which whoever is never understood, a machine as it seems, reads once more where his words go."""
OWN_DATA: Final = "privacy"
"""The topic of a request about the member's own data."""


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


def hand_over(state: State, matter: Matter, ctx: Context, intro: str = "", *, alone: bool = False) -> Step:
    """Pass a question to an officer; `intro` says why, where the association has words for it.

    Words that are unclear by themselves may belong to a ticket there is; `alone`: the member said that they do not.
    """
    if matter.reason in _VAGUE and not alone and (concerned := additions.concerned(ctx)):
        return additions.belonging(state, matter.words, concerned, ctx, matter.topic)
    misses = memory.misses(state) + 1
    ref, effects = (ctx.fresh_ref, opened(TicketKind.INQUIRY, matter, ctx)) if alone else record(matter, ctx)
    waiting = not isinstance(effects[0], OpenTicket)
    after = Idle(topic=matter.topic, misses=misses, added=ref if waiting else None, added_at=ctx.now if waiting else None)
    if not waiting:
        told = _told("handover.opened", ref, matter, ctx)
    elif misses > memory.QUIET and isinstance(state, Idle) and additions.is_told(state, ref, ctx, _HOUR):
        return Step(replace(after, added_at=state.added_at), effects)
    elif matter.reason in _VAGUE and additions.is_told(state, ref, ctx):
        return Step(after, (*effects, additions.too(ref, ctx)))
    else:
        told = _told("handover.added", ref, matter, ctx)
    why = intro or speech.line(ctx, _INTRO.get(matter.reason, "handover.unclear"))
    return Step(after, (*effects, speech.say(ctx, speech.paragraphs(why, told), "act:ticket_status", "act:menu")))


def _told(key: str, ref: TicketRef, matter: Matter, ctx: Context) -> str:
    """Say where the matter went, and when the answer can be there."""
    post = post_of(ref, matter.topic, ctx)
    return f"{speech.line(ctx, key, ref=speech.written(ref), post=posts.title(ctx, post))} {when.answer_hours(ctx, post)}"


def record(matter: Matter, ctx: Context) -> tuple[TicketRef, tuple[Effect, ...]]:
    """Open an inquiry, or add to the one that waits for an officer already; give its reference.

    A request about his own data is nothing to add other questions to.
    """
    waiting = additions.waiting(ctx, TicketKind.INQUIRY)
    if waiting and (waiting.topic != OWN_DATA or matter.topic == OWN_DATA):
        noted = AddNote(waiting.ref, matter.words)
        raised = (Escalate(waiting.ref, matter.reason, matter.priority),) if matter.priority > waiting.priority else ()
        return waiting.ref, (noted, *raised)
    return ctx.fresh_ref, opened(TicketKind.INQUIRY, matter, ctx)


def is_own_data(ref: TicketRef, ctx: Context) -> bool:
    """Tell whether a ticket is a request about the member's own data."""
    ticket = ctx.ticket(ref)
    return ticket is not None and ticket.topic == OWN_DATA


def post_of(ref: TicketRef, topic: str, ctx: Context) -> PostId:
    """Give the post that has the ticket to which a matter went, which may be a new one."""
    ticket = ctx.ticket(ref)
    return posts.of(ctx, ticket) if ticket else posts.answering(ctx, topic)


def opened(kind: TicketKind, matter: Matter, ctx: Context) -> tuple[Effect, ...]:
    """Open a ticket whose subject is the member's words; words too long for a subject follow in full."""
    subject = speech.short(matter.words) or speech.note(f"kind.{kind}")
    ticket = OpenTicket(ctx.fresh_ref, kind, subject, matter.reason, matter.priority, matter.topic, matter.candidates)
    return (ticket,) if subject == matter.words or not matter.words else (ticket, AddNote(ctx.fresh_ref, matter.words))


def asked(state: State, question: str, ctx: Context, also: str = "") -> Step:
    """Call an officer for the member who asked for one, and let him say what he wants of him where he has not said it.

    A complaint that waits already is as good a place as an inquiry. A member who read it just now, and only asks once more, is
    not told again.
    """
    waiting = additions.waiting(ctx, TicketKind.INQUIRY, TicketKind.COMPLAINT)
    if waiting and _was_called(state, waiting.ref, ctx) and not persons.says_why(question):
        return Step(state)
    matter = Matter(HandoverReason.ASKED, question or speech.note("note.asked"))
    ref = waiting.ref if waiting else ctx.fresh_ref
    effects = (AddNote(ref, matter.words),) if waiting else opened(TicketKind.INQUIRY, matter, ctx)
    post = post_of(ref, matter.topic, ctx)
    key = "handover.waiting" if waiting else "handover.asked"
    told = speech.line(ctx, key, ref=speech.written(ref), post=posts.title(ctx, post))
    tell = "" if persons.says_why(question) else speech.line(ctx, "handover.tell")
    text = speech.paragraphs(" ".join(filter(None, (told, when.answer_hours(ctx, post), also))), tell)
    kind = waiting.kind if waiting else TicketKind.INQUIRY
    after = Describing(kind, ticket=ref, heard_at=ctx.now if waiting else None, called_at=ctx.now)
    return Step(after, (*effects, speech.say(ctx, text, "act:ticket_status", "act:menu")))


def apart(question: str, ctx: Context) -> Step:
    """Call an officer for a matter beside those that are open already."""
    post = posts.answering(ctx, "", TicketKind.INQUIRY)
    told = speech.line(ctx, "handover.apart", ref=speech.written(ctx.fresh_ref), post=posts.title(ctx, post))
    said = speech.say(ctx, f"{told} {when.answer_hours(ctx, post)}", "act:ticket_status", "act:menu")
    effects = opened(TicketKind.INQUIRY, Matter(HandoverReason.ASKED, question), ctx)
    return Step(Describing(TicketKind.INQUIRY, ticket=ctx.fresh_ref), (*effects, said))


def _was_called(state: State, ref: TicketRef, ctx: Context) -> bool:
    """Tell whether the member read a moment ago that an officer was called by this ticket."""
    return isinstance(state, Describing) and state.ticket == ref and additions.is_recent(state.called_at, ctx)
