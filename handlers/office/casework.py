"""What officers do with a ticket beside talking: stages, colleagues, higher officials, departments, duplicates, contacts.

Each of it is told to the member in one ready sentence, or not at all. Must not decide whether the officer may: the desk does.
"""

from dataclasses import dataclass, replace

from domain import duties, escalation
from domain.alarms import Alarm
from domain.casefile import QUEUED
from domain.effects import CancelReminder, Effect, Say, Step
from domain.model import HandoverReason, Language, OfficerId, PostId, Purpose, Reply, Stage, Ticket, TicketKind, TicketRef
from domain.officeracts import (
    ContactLogged,
    OfficerLinked,
    OfficerMerged,
    OfficerMoved,
    OfficerReassigned,
    OfficerReferred,
    OfficerResolved,
    OfficerSetDepartment,
    OfficerSetPriority,
    OfficerSetSubject,
)
from domain.states import Describing, Idle, State, WithOfficer
from domain.ticketeffects import (
    AddNote,
    AlertOfficer,
    AlertPost,
    AllotTicket,
    AssignTicket,
    LinkTickets,
    MergeTicket,
    MoveTicket,
    OpenTicket,
    RecordJudgement,
    RouteTicket,
    SetPriority,
    SetSubject,
    UnmergeTicket,
)
from handlers import posts, speech
from handlers.context import Context
from handlers.office import officer
from handlers.resolved import inviting, rating
from handlers.speech import note


def moved(state: State, inbound: OfficerMoved, ctx: Context) -> Step:
    """Put the ticket into a stage and tell the member; the chat is the bot's again, unless it was about something else."""
    ticket = ctx.ticket(inbound.ticket)
    if ticket is None or ticket.merged_into:
        return Step(state)
    if inbound.stage is Stage.RESOLVED:
        return officer.resolved(state, OfficerResolved(inbound.ticket, inbound.officer), ctx)
    move = MoveTicket(ticket.ref, inbound.stage)
    known = inbound.stage is Stage.RECEIVED or (inbound.stage is Stage.WITH_OFFICER and _knows(state, ticket))
    told = "" if known else speech.line(ctx, f"moved.{inbound.stage}", ref=speech.written(ticket.ref))
    words = speech.paragraphs(told, _own_words(inbound, ctx))
    if not words:
        return Step(state, (move,))
    said = _tell(state, ticket.ref, words, ctx)
    waits = inbound.stage is Stage.WAITING_FOR_MEMBER
    after = state if known or inbound.stage is Stage.WITH_OFFICER else freed(state, ticket, waits=waits, owed=inbound.line)
    return Step(after, (move, *_beside(inbound, ctx), said))


def _knows(state: State, ticket: Ticket) -> bool:
    """Tell whether the member knows that an officer has it: he was told, or is talking with him."""
    return ticket.stage is Stage.WITH_OFFICER or has_chat(state, ticket.ref)


def _own_words(inbound: OfficerMoved, ctx: Context) -> str:
    if inbound.stage is not Stage.WAITING_FOR_MEMBER:
        return speech.line(ctx, "moved.line", line=inbound.line) if inbound.line else ""
    owed = speech.line(ctx, "moved.owed", line=inbound.line) if inbound.line else ""
    return "\n".join(part for part in (owed, speech.line(ctx, "moved.send")) if part)


def _beside(inbound: OfficerMoved, ctx: Context) -> tuple[Effect, ...]:
    """Give what goes with a stage: the officer's line is kept, a closed ticket is not asked about, a reopened one goes up."""
    kept = (AddNote(inbound.ticket, inbound.line),) if inbound.line else ()
    match inbound.stage:
        case Stage.REOPENED:
            return (*kept, *rating.to_supervisor(inbound.ticket, ctx))
        case Stage.CLOSED:
            return (*kept, CancelReminder(inviting.reminder(inbound.ticket)))
        case _:
            return kept


def reassigned(state: State, inbound: OfficerReassigned, ctx: Context) -> Step:
    """Give the ticket, and the chat with it, to a colleague."""
    ticket = ctx.ticket(inbound.ticket)
    if ticket is None or not ticket.stage.is_open or ticket.officer == inbound.to:
        return Step(state)
    return given(state, ticket, inbound.to, inbound.name, ctx)


def given(state: State, ticket: Ticket, to: OfficerId, name: str, ctx: Context) -> Step:
    """Let an officer own the ticket from now on; who chats with the member about it is announced."""
    alerts: tuple[Effect, ...] = (AlertOfficer(ticket.ref, to, Alarm.GIVEN), *taken_from(ticket))
    if not isinstance(state, WithOfficer) or state.ticket != ticket.ref:
        return Step(state, (AllotTicket(ticket.ref, to), *alerts, *_with_officer(state, ticket, ctx)))
    said = speech.presence(speech.say(ctx, speech.line(ctx, "officer.took", name=name)))
    return Step(replace(state, officer=to, officer_name=name), (AssignTicket(ticket.ref, to), *alerts, said))


def _with_officer(state: State, ticket: Ticket, ctx: Context) -> tuple[Effect, ...]:
    """Tell once that an officer has it now; what lies elsewhere goes on lying there, and who has the chat announces himself."""
    if ticket.stage not in QUEUED:
        return ()
    return (_tell(state, ticket.ref, speech.line(ctx, "moved.with_officer", ref=speech.written(ticket.ref)), ctx),)


def referred(state: State, inbound: OfficerReferred, ctx: Context) -> Step:
    """Send the ticket to the post above, and tell the member who will explain what he asked (`handling.3`)."""
    ticket = ctx.ticket(inbound.ticket)
    if ticket is None or not ticket.stage.is_open:
        return Step(state)
    found = escalation.refer(case(ticket, ctx))
    if found is None:
        return Step(state, (AddNote(ticket.ref, note("note.nobody_above")),))
    act, keys = found
    return passed_up(state, ticket, Ascent(act.to, act.cause, keys, "escalated.referred"), ctx)


@dataclass(frozen=True, slots=True)
class Ascent:
    """A ticket's way to a higher post."""

    to: PostId
    cause: escalation.Cause
    keys: tuple[str, ...]
    """What counts as done with it."""
    sentence: str
    """The key of what the member is told; empty: nothing."""


def passed_up(state: State, ticket: Ticket, ascent: Ascent, ctx: Context) -> Step:
    """Put the ticket into the queue of a higher post."""
    post = ctx.house.regulation.posts[ascent.to]
    cause = note(f"cause.{ascent.cause}")
    effects: tuple[Effect, ...] = (
        RouteTicket(ticket.ref, post.department, ascent.to),
        RecordJudgement(ticket.ref, ascent.keys),
        AddNote(ticket.ref, note("note.passed_up", post=post.title[Language.ARABIC], cause=cause)),
        AlertPost(ticket.ref, ascent.to, Alarm.ROUTED),
        *taken_from(ticket),
    )
    if ascent.sentence:
        told = speech.line(ctx, ascent.sentence, ref=speech.written(ticket.ref), post=posts.title(ctx, ascent.to))
        effects = (*effects, _tell(state, ticket.ref, told, ctx))
    return Step(freed(state, ticket), effects)


def set_priority(state: State, inbound: OfficerSetPriority, ctx: Context) -> Step:
    """Change how urgent it is."""
    return _changed(state, inbound.ticket, ctx, SetPriority(inbound.ticket, inbound.priority))


def set_subject(state: State, inbound: OfficerSetSubject, ctx: Context) -> Step:
    """Change its line in the queue."""
    return _changed(state, inbound.ticket, ctx, SetSubject(inbound.ticket, speech.short(inbound.subject)))


def set_department(state: State, inbound: OfficerSetDepartment, ctx: Context) -> Step:
    """Put it into another department's queue; the member hears of it only where an officer leaves his chat by it."""
    ticket = ctx.ticket(inbound.ticket)
    post = duties.entrance(ctx.house.regulation, inbound.department)
    if ticket is None or post is None or not ticket.stage.is_open:
        return Step(state)
    routed = (RouteTicket(ticket.ref, inbound.department, post), AlertPost(ticket.ref, post, Alarm.ROUTED))
    if not has_chat(state, ticket.ref):
        return Step(state, routed)
    told = speech.line(ctx, "officer.back", ref=speech.written(ticket.ref))
    said = speech.presence(speech.say(ctx, told, "act:ticket_status", "act:officer", "act:menu"))
    return Step(Idle(), (*routed, said))


def linked(state: State, inbound: OfficerLinked, ctx: Context) -> Step:
    """Join two tickets side by side, or part them."""
    if inbound.other == inbound.ticket:
        return Step(state)
    return _changed(state, inbound.ticket, ctx, LinkTickets(inbound.ticket, inbound.other, inbound.together))


def merged(state: State, inbound: OfficerMerged, ctx: Context) -> Step:
    """Close a duplicate into the ticket with which it goes on, or take that back; the member hears where it goes on."""
    ticket = ctx.ticket(inbound.ticket)
    if ticket is None or inbound.into == ticket.ref or bool(ticket.merged_into) is (inbound.into is not None):
        return Step(state)
    written = speech.written(ticket.ref)
    if inbound.into is None:
        said = _tell(state, ticket.ref, speech.line(ctx, "moved.unmerged", ref=written), ctx)
        return Step(state, (UnmergeTicket(ticket.ref), said))
    said = _tell(state, ticket.ref, speech.line(ctx, "moved.merged", ref=written, into=speech.written(inbound.into)), ctx)
    forgotten = CancelReminder(inviting.reminder(ticket.ref))
    return Step(freed(state, ticket), (MergeTicket(ticket.ref, inbound.into), forgotten, said))


def logged(state: State, inbound: ContactLogged, ctx: Context) -> Step:
    """Open a ticket for a contact that came by no channel; it belongs to whoever wrote it down."""
    opening = OpenTicket(
        ctx.fresh_ref,
        TicketKind.CONTACT,
        speech.short(inbound.subject),
        HandoverReason.LOGGED,
        details=inbound.details,
    )
    words = (AddNote(ctx.fresh_ref, note("note.logged", text=inbound.text)),) if inbound.text else ()
    return Step(state, (opening, *words, AllotTicket(ctx.fresh_ref, inbound.officer)))


# ---- what they share -------------------------------------------------------------------------------------------------


def has_chat(state: State, ref: TicketRef) -> bool:
    """Tell whether an officer chats with the member about this ticket."""
    return isinstance(state, WithOfficer) and state.ticket == ref


def freed(state: State, ticket: Ticket, *, waits: bool = False, owed: str = "") -> State:
    """Give the bot the chat back where it was about this ticket; a member who is waited for may answer at once."""
    if not has_chat(state, ticket.ref) and not (waits and _is_free(state, ticket.ref)):
        return state
    return Describing(ticket.kind, ticket=ticket.ref, owed=owed) if waits else Idle()


def _is_free(state: State, ref: TicketRef) -> bool:
    """Tell whether the member does nothing else, or tells of this very ticket."""
    return isinstance(state, Idle) or (isinstance(state, Describing) and state.ticket == ref)


def taken_from(ticket: Ticket) -> tuple[Effect, ...]:
    """Tell the ticket's officer, where it has one, that it is not his any more."""
    return () if ticket.officer is None else (AlertOfficer(ticket.ref, ticket.officer, Alarm.TAKEN_AWAY),)


def _tell(state: State, ref: TicketRef, text: str, ctx: Context) -> Say:
    """Say it as an answer where the member is in a talk about it, else as news: news fit into a template."""
    purpose = Purpose.REPLY if has_chat(state, ref) else Purpose.NOTICE
    return Say(Reply(text, language=ctx.language, purpose=purpose))


def _changed(state: State, ref: TicketRef, ctx: Context, effect: Effect) -> Step:
    return Step(state) if ctx.ticket(ref) is None else Step(state, (effect,))


def case(ticket: Ticket, ctx: Context) -> escalation.Case:
    """Give what the rules of escalation go by."""
    return escalation.Case(
        ticket=ticket.ref,
        stage=ticket.stage,
        started_at=ticket.started_at or ticket.opened_at,
        since=ticket.since or ticket.changed_at,
        post=ticket.post,
        above=duties.above(ctx.house.regulation, ticket.post),
        officer=ticket.officer,
    )
