"""Handing a matter to a person: the ticket, what the officer sees with it, and what the member is honestly told.

One open inquiry at a time: while nobody has taken it up, what else is unclear is added to it, as to a ticket that waits for the
member; where that could be more than one, he is asked. Must not decide what is unclear.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from domain.alarms import Alarm
from domain.casefile import QUEUED
from domain.effects import Effect, Say, Step
from domain.model import (
    Candidate,
    HandoverReason,
    InboundId,
    Language,
    Option,
    PostId,
    Priority,
    Stage,
    Ticket,
    TicketKind,
    TicketRef,
)
from domain.states import Choosing, Describing, Idle, State, Wish
from domain.ticketeffects import AddNote, AlertOfficer, Escalate, MoveTicket, OpenTicket
from handlers import moods, posts, speech, texts, when
from handlers.context import Context
from handlers.hearing import persons, turnings

_INTRO = {
    HandoverReason.SILENT: "handover.silent",
    HandoverReason.SENSITIVE: "handover.sensitive",
    HandoverReason.MISSED_TWICE: "handover.missed",
}
_VAGUE: Final = frozenset({HandoverReason.UNCLEAR, HandoverReason.MISSED_TWICE})
"""Reasons that say nothing about the matter itself."""
_MOMENT: Final = timedelta(seconds=20)
"""Within which members write one thing in several messages, or send several pictures."""
_HOUR: Final = timedelta(hours=1)
"""In which whoever is never understood, a machine as it seems, reads once more where his words go."""
_CLOSE: Final = timedelta(minutes=5)
"""In which a number, a day or an hour belongs to what was passed on just before."""
OWN_DATA: Final = "privacy"
"""The topic of a request about the member's own data."""
MOST_OFFERED: Final = 5
"""Tickets among which a member is asked to choose."""


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
    if matter.reason in _VAGUE and not alone and (concerned := _concerned(ctx)):
        return belonging(state, matter, concerned, ctx)
    misses = moods.misses(state) + 1
    ref, effects = (ctx.fresh_ref, opened(TicketKind.INQUIRY, matter, ctx)) if alone else record(matter, ctx)
    waiting = not isinstance(effects[0], OpenTicket)
    after = Idle(topic=matter.topic, misses=misses, added=ref if waiting else None, added_at=ctx.now if waiting else None)
    if not waiting:
        told = _told("handover.opened", ref, matter, ctx)
    elif misses > moods.QUIET and isinstance(state, Idle) and is_told(state, ref, ctx, _HOUR):
        return Step(replace(after, added_at=state.added_at), effects)
    elif matter.reason in _VAGUE and is_told(state, ref, ctx):
        return Step(after, (*effects, too(ref, ctx)))
    else:
        told = _told("handover.added", ref, matter, ctx)
    why = intro or speech.line(ctx, _INTRO.get(matter.reason, "handover.unclear"))
    return Step(after, (*effects, speech.say(ctx, speech.paragraphs(why, told), "act:ticket_status", "act:menu")))


def _told(key: str, ref: TicketRef, matter: Matter, ctx: Context) -> str:
    """Say where the matter went, and when the answer can be there."""
    post = post_of(ref, matter.topic, ctx)
    return f"{speech.line(ctx, key, ref=speech.written(ref), post=posts.title(ctx, post))} {when.answer_hours(ctx, post)}"


def too(ref: TicketRef, ctx: Context) -> Say:
    """Say shortly that this went into the same ticket as what came just before it."""
    return speech.say(ctx, speech.line(ctx, "handover.added_too", ref=speech.written(ref)))


def record(matter: Matter, ctx: Context) -> tuple[TicketRef, tuple[Effect, ...]]:
    """Open an inquiry, or add to the one that waits for an officer already; give its reference.

    A request about his own data is nothing to add other questions to.
    """
    waiting = _waiting(ctx, TicketKind.INQUIRY)
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
    """Give the post that has the ticket to which a matter went, be it a new one."""
    ticket = ctx.ticket(ref)
    return posts.of(ctx, ticket) if ticket else posts.answering(ctx, topic)


def opened(kind: TicketKind, matter: Matter, ctx: Context) -> tuple[Effect, ...]:
    """Open a ticket whose subject is the member's words; words too long for a subject follow in full."""
    subject = speech.short(matter.words) or note(f"kind.{kind}")
    ticket = OpenTicket(ctx.fresh_ref, kind, subject, matter.reason, matter.priority, matter.topic, matter.candidates)
    return (ticket,) if subject == matter.words or not matter.words else (ticket, AddNote(ctx.fresh_ref, matter.words))


def asked(state: State, question: str, ctx: Context, also: str = "") -> Step:
    """Call an officer for the member who asked for one, and let him say what he wants of him where he has not said it.

    A complaint that waits already is as good a place as an inquiry. Who has read it a moment ago, and only asks once more, is
    not told again.
    """
    waiting = _waiting(ctx, TicketKind.INQUIRY, TicketKind.COMPLAINT)
    if waiting and _was_called(state, waiting.ref, ctx) and not persons.says_why(question):
        return Step(state)
    matter = Matter(HandoverReason.ASKED, question or note("note.asked"))
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
    return isinstance(state, Describing) and state.ticket == ref and is_recent(state.called_at, ctx)


def adding(ref: TicketRef, words: str, ctx: Context, about: InboundId | None = None) -> tuple[Effect, ...]:
    """Add the member's words to a ticket; one that waited for them is worked on again."""
    ticket = ctx.ticket(ref)
    noted = AddNote(ref, words, about)
    if ticket is None or ticket.stage is not Stage.WAITING_FOR_MEMBER:
        return (noted,)
    back = MoveTicket(ref, Stage.RECEIVED if ticket.officer is None else Stage.WITH_OFFICER)
    told = () if ticket.officer is None else (AlertOfficer(ref, ticket.officer, Alarm.ANSWERED),)
    return (back, noted, *told)


def called_off(ref: TicketRef, words: str, ctx: Context) -> Step:
    """Write down that the member does not want the matter any more; an officer reads it and closes it."""
    told = speech.line(ctx, "handover.called_off", ref=speech.written(ref))
    said = speech.say(ctx, told, "act:ticket_status", "act:menu")
    return Step(Idle(added=ref, added_at=ctx.now), (*adding(ref, words, ctx), said))


def may_call_off(ref: TicketRef, ctx: Context) -> Step:
    """Tell how the member can drop the matter."""
    told = speech.line(ctx, "handover.may_call_off", ref=speech.written(ref))
    return Step(Idle(), (speech.say(ctx, told, "act:ticket_status", "act:menu"),))


def which(asking: Choosing, ctx: Context, key: str) -> Step:
    """Ask which of his tickets the member means; `key` is the question's sentence."""
    offered = [ticket for ref in asking.offered if (ticket := ctx.ticket(ref))]
    rows = (
        speech.line(
            ctx,
            "which.row",
            ref=speech.written(each.ref),
            kind=speech.line(ctx, f"kind.{each.kind}"),
            subject=speech.short(each.subject, speech.ECHO),
        ).removesuffix(f": {speech.line(ctx, f'kind.{each.kind}')}")
        for each in offered
    )
    picks = (Option(f"pick:{each.ref}", speech.written(each.ref)) for each in offered)
    other = (speech.option(ctx, "pick:new"),) if asking.wish is Wish.ADD else ()
    text = "\n".join((speech.line(ctx, key), *rows))
    return Step(replace(asking, asked_at=ctx.now), (speech.say(ctx, text, *picks, *other, "act:officer"),))


def is_told(state: State, ref: TicketRef, ctx: Context, within: timedelta = _MOMENT) -> bool:
    """Tell whether the member read a moment ago that what he sends goes into this ticket."""
    match state:
        case Idle(added=told, added_at=at) | Describing(ticket=told, added_at=at):
            return told == ref and is_recent(at, ctx, within)
        case _:
            return False


def is_recent(at: datetime | None, ctx: Context, within: timedelta = _MOMENT) -> bool:
    """Tell whether it was said so lately that what comes now belongs to the same handful of messages."""
    return at is not None and ctx.now - at < within


def is_close(ticket: Ticket, ctx: Context) -> bool:
    """Tell whether a ticket changed so lately that what is said now may go on from it."""
    return ctx.now - ticket.changed_at <= _CLOSE


def going_on(text: str, ctx: Context) -> Step | None:
    """Add what is said right behind a question that was passed on: «بكره الساعة ١٠» after an appointment."""
    waiting = _waiting(ctx, TicketKind.INQUIRY)
    if waiting is None or not is_close(waiting, ctx):
        return None
    if not any(map(str.isdecimal, text)) and not turnings.leans(text):
        return None
    said = speech.say(
        ctx, speech.line(ctx, "describing.added", ref=speech.written(waiting.ref)), "act:ticket_status", "act:menu"
    )
    return Step(Idle(topic=waiting.topic, added=waiting.ref, added_at=ctx.now), (*adding(waiting.ref, text, ctx), said))


def belonging(state: State, matter: Matter, concerned: tuple[Ticket, ...], ctx: Context) -> Step:
    """Add unclear words to the ticket that they can only belong to, or ask which it is."""
    if len(concerned) > 1:
        asking = Choosing(Wish.ADD, tuple(ticket.ref for ticket in concerned), matter.words, ctx.inbound)
        return which(asking, ctx, "which.add")
    ref = concerned[0].ref
    told = speech.line(ctx, "handover.added", ref=speech.written(ref))
    hours = when.answer_hours(ctx, posts.of(ctx, concerned[0]))
    said = speech.say(ctx, f"{told} {hours}", "act:ticket_status", "act:menu")
    after = Idle(topic=matter.topic, added=ref, added_at=ctx.now)
    return Step(after, (*adding(ref, matter.words, ctx), too(ref, ctx) if is_told(state, ref, ctx) else said))


def _concerned(ctx: Context) -> tuple[Ticket, ...]:
    """Give the tickets to which unclear words may belong, if one of them waits for the member: else they are a new question."""
    owed = [ticket for ticket in ctx.open_tickets if ticket.stage is Stage.WAITING_FOR_MEMBER]
    inquiries = [ticket for ticket in ctx.open_tickets if ticket.kind is TicketKind.INQUIRY and _is_untaken(ticket)]
    if not owed and len(inquiries) < 2:  # noqa: PLR2004 - one is added to without asking
        return ()
    return tuple({ticket.ref: ticket for ticket in (*owed, *inquiries)}.values())[:MOST_OFFERED]


def note(key: str, **values: str) -> str:
    """Give a sentence for officers' eyes; the desk speaks Arabic."""
    return texts.line(key, Language.ARABIC).format_map(values)


def _waiting(ctx: Context, *kinds: TicketKind) -> Ticket | None:
    """Give the newest open ticket of these kinds that no officer has taken up."""
    return next((ticket for ticket in ctx.open_tickets if ticket.kind in kinds and _is_untaken(ticket)), None)


def _is_untaken(ticket: Ticket) -> bool:
    return ticket.officer is None and ticket.stage in QUEUED
