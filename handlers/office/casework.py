"""What officers do with a ticket beside talking: stages, departments, duplicates, contacts.

Each of it is told to the member in one ready sentence, or not at all. Must not decide whether the officer may: the desk does.
"""

from domain import duties
from domain.alarms import Alarm
from domain.effects import CancelReminder, Effect, Step
from domain.model import HandoverReason, Stage, Ticket, TicketKind, TicketRef
from domain.officeracts import (
    ContactLogged,
    OfficerLinked,
    OfficerMerged,
    OfficerMoved,
    OfficerResolved,
    OfficerSetDepartment,
    OfficerSetPriority,
    OfficerSetSubject,
)
from domain.states import Idle, State
from domain.ticketeffects import (
    AddNote,
    AlertPost,
    AllotTicket,
    LinkTickets,
    MergeTicket,
    MoveTicket,
    OpenTicket,
    RouteTicket,
    SetPriority,
    SetSubject,
    UnmergeTicket,
)
from handlers import speech
from handlers.context import Context
from handlers.office import chat, officer
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
    own = _own_words(inbound, ctx)
    words = speech.paragraphs(told, own)
    if not words:
        return Step(state, (move,))
    said = chat.tell(state, ticket.ref, words, ctx, None if own else inbound.stage)
    waits = inbound.stage is Stage.WAITING_FOR_MEMBER
    after = state if known or inbound.stage is Stage.WITH_OFFICER else chat.freed(state, ticket, waits=waits, owed=inbound.line)
    return Step(after, (move, *_beside(inbound, ticket, ctx), said))


def _knows(state: State, ticket: Ticket) -> bool:
    """Tell whether the member knows that an officer has it: he was told, or is talking with him."""
    return ticket.stage is Stage.WITH_OFFICER or chat.is_about(state, ticket.ref)


def _own_words(inbound: OfficerMoved, ctx: Context) -> str:
    if inbound.stage is not Stage.WAITING_FOR_MEMBER:
        return speech.line(ctx, "moved.line", line=inbound.line) if inbound.line else ""
    owed = speech.line(ctx, "moved.owed", line=inbound.line) if inbound.line else ""
    return "\n".join(part for part in (owed, speech.line(ctx, "moved.send")) if part)


def _beside(inbound: OfficerMoved, ticket: Ticket, ctx: Context) -> tuple[Effect, ...]:
    """Give what goes with a stage: the line is kept, a closed ticket not asked about, a reopened one goes up, deciders hear."""
    kept = (AddNote(inbound.ticket, inbound.line),) if inbound.line else ()
    match inbound.stage:
        case Stage.REOPENED:
            return (*kept, *rating.to_supervisor(inbound.ticket, ctx))
        case Stage.CLOSED:
            return (*kept, CancelReminder(inviting.reminder(inbound.ticket)))
        case Stage.WITH_COMMITTEE:
            posts = sorted(duties.deciders(ctx.house.regulation, ticket.topic, ticket.kind))
            return (*kept, *(AlertPost(ticket.ref, post, Alarm.TO_DECIDE) for post in posts))
        case _:
            return kept


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
    if not chat.is_about(state, ticket.ref):
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
        said = chat.tell(state, ticket.ref, speech.line(ctx, "moved.unmerged", ref=written), ctx)
        return Step(state, (UnmergeTicket(ticket.ref), said))
    said = chat.tell(state, ticket.ref, speech.line(ctx, "moved.merged", ref=written, into=speech.written(inbound.into)), ctx)
    forgotten = CancelReminder(inviting.reminder(ticket.ref))
    return Step(chat.freed(state, ticket), (MergeTicket(ticket.ref, inbound.into), forgotten, said))


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


def _changed(state: State, ref: TicketRef, ctx: Context, effect: Effect) -> Step:
    return Step(state) if ctx.ticket(ref) is None else Step(state, (effect,))
