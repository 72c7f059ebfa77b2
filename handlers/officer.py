"""Officers in the chat: one owner at a time, announced once; while one owns it the bot is silent.

Must not answer for an officer.
"""

from domain.effects import AddNote, AssignTicket, Effect, MoveTicket, ReleaseTicket, Remind, Say, Step
from domain.model import Author, OfficerHandedBack, OfficerReplied, OfficerResolved, OfficerTook, Purpose, Reply, Stage
from domain.states import (
    AwaitingComment,
    AwaitingRating,
    Clarifying,
    Describing,
    Idle,
    State,
    WithOfficer,
)
from handlers import escalation, rating, speech
from handlers.context import Context


def took(state: State, inbound: OfficerTook, ctx: Context) -> Step:
    """Give the chat to the officer and announce him once; a second one is refused while the first owns it."""
    if isinstance(state, WithOfficer) and state.officer != inbound.officer:
        return Step(state, (AddNote(inbound.ticket, escalation.note("note.second_officer", name=inbound.name)),))
    assigned = AssignTicket(inbound.ticket, inbound.officer)
    after = WithOfficer(inbound.ticket, inbound.officer, inbound.name)
    if isinstance(state, WithOfficer):
        return Step(after, () if state.ticket == inbound.ticket else (assigned,))
    return Step(after, (assigned, speech.say(ctx, speech.line(ctx, "officer.took", name=inbound.name))))


def said(state: WithOfficer, text: str, ctx: Context) -> Step:
    """Pass the member's words to the officer; the bot says nothing."""
    del ctx
    return Step(state, (AddNote(state.ticket, text),))


def replied(state: State, inbound: OfficerReplied, ctx: Context) -> Step:
    """Send the officer's words as they are; those of one who does not own the chat are kept from it, visibly."""
    if isinstance(state, WithOfficer) and state.officer != inbound.officer:
        return Step(state, (AddNote(inbound.ticket, escalation.note("note.not_sent", text=inbound.text)),))
    name = state.officer_name if isinstance(state, WithOfficer) else ""
    reply = Reply(inbound.text, language=ctx.language, purpose=Purpose.OFFICER, author=Author.OFFICER, officer_name=name)
    return Step(state, (Say(reply),))


def handed_back(state: State, inbound: OfficerHandedBack, ctx: Context) -> Step:
    """Let the bot speak again; the ticket goes back to the queue."""
    released = ReleaseTicket(inbound.ticket)
    if not isinstance(state, WithOfficer) or state.officer != inbound.officer:
        return Step(state, (released,))
    told = speech.line(ctx, "officer.back", ref=speech.written(inbound.ticket))
    return Step(Idle(), (released, speech.say(ctx, told, "act:ticket_status", "act:officer", "act:menu")))


def resolved(state: State, inbound: OfficerResolved, ctx: Context) -> Step:
    """Tell the member, and ask for his rating: at once, after the configured delay, or when he is not busy any more."""
    ref = inbound.ticket
    moved = MoveTicket(ref, Stage.RESOLVED)
    told = speech.line(ctx, "resolved.text", ref=speech.written(ref))
    owned = isinstance(state, WithOfficer) and state.ticket == ref
    told_of_it = isinstance(state, Describing) and state.ticket == ref
    free = owned or told_of_it or isinstance(state, Idle | Clarifying | AwaitingRating | AwaitingComment)
    if free and not ctx.house.rating_delay:
        return Step(AwaitingRating(ref), (moved, rating.question(ctx, ref, told)))
    reminded = _remind(ctx, inbound) if free else rating.later(ref, ctx)
    effects: tuple[Effect, ...] = (moved, reminded)
    if not isinstance(state, WithOfficer) or owned:
        effects = (*effects, speech.say(ctx, told, rating.unsolved_option(ctx, ref), "act:menu"))
    return Step(Idle() if owned else state, effects)


def _remind(ctx: Context, inbound: OfficerResolved) -> Remind:
    return Remind(ctx.now + ctx.house.rating_delay, rating.reminder(inbound.ticket), inbound.ticket)
