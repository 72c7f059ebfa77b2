"""Officers in the chat: one owner at a time, announced once; while one owns it the bot is silent.

Must not answer for an officer.
"""

from dataclasses import replace
from typing import Final

from domain.alarms import Alarm
from domain.effects import Effect, Remind, Say, Step
from domain.model import Author, Purpose, Reply, Stage, TicketRef
from domain.officeracts import OfficerHandedBack, OfficerReplied, OfficerResolved, OfficerTook
from domain.states import AwaitingComment, AwaitingRating, Clarifying, Describing, Idle, State, WithOfficer
from domain.ticketeffects import AddNote, AlertOfficer, AssignTicket, MoveTicket, ReleaseTicket
from faq.decision import Answer
from handlers import speech
from handlers.context import Context
from handlers.question import answers
from handlers.resolved import inviting
from handlers.ticket import additions

_QUESTION: Final = 1_000
"""Characters of a member's words that are carried on when a chat is handed back."""


def took(state: State, inbound: OfficerTook, ctx: Context) -> Step:
    """Give the chat to the officer and announce him once; a second one is refused while the first owns it."""
    if isinstance(state, WithOfficer) and state.officer != inbound.officer:
        return _too_late(state, inbound)
    assigned = AssignTicket(inbound.ticket, inbound.officer)
    after = WithOfficer(inbound.ticket, inbound.officer, inbound.name)
    if isinstance(state, WithOfficer):
        return Step(after, () if state.ticket == inbound.ticket else (assigned,))
    announced = speech.presence(speech.say(ctx, speech.line(ctx, "officer.took", name=inbound.name)), inbound.ticket)
    return Step(after, (assigned, announced))


def _too_late(state: State, inbound: OfficerTook) -> Step:
    """Let a second officer know, and the ticket's history, that a colleague was quicker."""
    noted = AddNote(inbound.ticket, speech.note("note.second_officer", name=inbound.name))
    return Step(state, (noted, AlertOfficer(inbound.ticket, inbound.officer, Alarm.TAKEN_MEANWHILE)))


def said(state: WithOfficer, text: str, ctx: Context) -> Step:
    """Pass the member's words to the officer; the bot says nothing, and keeps them until he answers."""
    question = speech.short(f"{state.question} {text}".strip(), _QUESTION)
    return Step(replace(state, question=question), additions.added(state.ticket, text, ctx))


def replied(state: State, inbound: OfficerReplied, ctx: Context) -> Step:
    """Send the officer's words as they are; those of one who does not own the chat are kept from it, visibly."""
    if isinstance(state, WithOfficer) and state.officer != inbound.officer:
        noted = AddNote(inbound.ticket, speech.note("note.not_sent", text=_words(inbound)))
        return Step(state, (noted, AlertOfficer(inbound.ticket, inbound.officer, Alarm.TAKEN_MEANWHILE)))
    owned = _his(state, inbound, ctx)
    name = owned.officer_name if isinstance(owned, WithOfficer) else inbound.name
    reply = Reply(
        inbound.text,
        language=ctx.language,
        purpose=Purpose.OFFICER,
        author=Author.OFFICER,
        officer_name=name,
        attachment=inbound.attachment,
    )
    return Step(owned, (Say(reply),))


def _words(inbound: OfficerReplied) -> str:
    """Give what an officer wrote, and the name of the file that he sent with it."""
    return "\n".join(part for part in (inbound.text, inbound.attachment.name if inbound.attachment else "") if part)


def _his(state: State, inbound: OfficerReplied, ctx: Context) -> State:
    """Give the chat to the ticket's officer with his first words; in his chat they answer what the member asked."""
    if isinstance(state, WithOfficer):
        return replace(state, question="")
    ticket = ctx.ticket(inbound.ticket)
    mine = ticket is not None and ticket.officer == inbound.officer and ticket.stage.is_open
    return WithOfficer(inbound.ticket, inbound.officer, inbound.name) if mine else state


def handed_back(state: State, inbound: OfficerHandedBack, ctx: Context) -> Step:
    """Let the bot speak again; the ticket goes back to the queue."""
    released = ReleaseTicket(inbound.ticket)
    whose = inbound.officer if inbound.whose is None else inbound.whose
    if not isinstance(state, WithOfficer) or state.officer != whose:
        return Step(state, (released,))
    step = _carried_on(state.question, inbound.ticket, ctx)
    return Step(step.state, (released, *step.effects))


def _carried_on(question: str, ref: TicketRef, ctx: Context) -> Step:
    """Tell that the bot is back, and what becomes of the question to which the officer gave no answer."""
    decided = ctx.decided(question) if question else None
    entry = ctx.entries.get(decided.entry) if isinstance(decided, Answer) else None
    if entry is not None and (text := answers.text(entry.id, ctx)):
        told = speech.paragraphs(speech.line(ctx, "officer.back_answer", ref=speech.written(ref)), text)
        return Step(Idle(entry.id, entry.topic), (speech.say(ctx, told, *answers.options(entry, ctx)),))
    key = "officer.back_open" if question else "officer.back"
    told = speech.line(ctx, key, ref=speech.written(ref))
    said = speech.presence(speech.say(ctx, told, "act:ticket_status", "act:officer", "act:menu"))
    return Step(Idle(), (said,))


def resolved(state: State, inbound: OfficerResolved, ctx: Context) -> Step:
    """Tell the member, and ask for his rating: at once, after the delay, in the morning, or when he is not busy any more."""
    ref = inbound.ticket
    moved = MoveTicket(ref, Stage.RESOLVED)
    told = speech.line(ctx, "resolved.text", ref=speech.written(ref))
    owned = isinstance(state, WithOfficer) and state.ticket == ref
    told_of_it = isinstance(state, Describing) and state.ticket == ref
    free = owned or told_of_it or isinstance(state, Idle | Clarifying | AwaitingRating | AwaitingComment)
    if free and inviting.may_ask_now(ctx, talking=owned):
        return Step(AwaitingRating(ref), (moved, inviting.question(ctx, ref, told)))
    reminded = _remind(ctx, inbound) if free else inviting.later(ref, ctx)
    effects: tuple[Effect, ...] = (moved, reminded)
    if not isinstance(state, WithOfficer) or owned:
        effects = (*effects, speech.say(ctx, told, inviting.unsolved_option(ctx, ref), "act:menu"))
    return Step(Idle() if owned or told_of_it else state, effects)


def _remind(ctx: Context, inbound: OfficerResolved) -> Remind:
    return Remind(ctx.now + ctx.house.rating_delay, inviting.reminder(inbound.ticket), inbound.ticket)
