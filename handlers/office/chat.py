"""Whose a chat is, the bot's or an officer's, and what the member hears in it of a ticket that moves."""

from domain import updates
from domain.effects import Say
from domain.model import Purpose, Reply, Stage, Ticket, TicketRef
from domain.states import Describing, Idle, State, WithOfficer
from handlers.context import Context


def is_about(state: State, ref: TicketRef) -> bool:
    """Tell whether an officer chats with the member about this ticket."""
    return isinstance(state, WithOfficer) and state.ticket == ref


def freed(state: State, ticket: Ticket, *, waits: bool = False, owed: str = "") -> State:
    """Give the bot the chat back where it was about this ticket; a member who is waited for may answer at once."""
    if not is_about(state, ticket.ref) and not (waits and _is_free(state, ticket.ref)):
        return state
    return Describing(ticket.kind, ticket=ticket.ref, owed=owed) if waits else Idle()


def _is_free(state: State, ref: TicketRef) -> bool:
    """Tell whether the member does nothing else, or tells of this very ticket."""
    return isinstance(state, Idle) or (isinstance(state, Describing) and state.ticket == ref)


def tell(state: State, ref: TicketRef, text: str, ctx: Context, stage: Stage | None = None) -> Say:
    """Say it as an answer where the member is in a talk about it, else as news: news fit into a template.

    `stage` is given where it tells of nothing else.
    """
    purpose = Purpose.REPLY if is_about(state, ref) else Purpose.NOTICE
    stages = ((ref, stage),) if stage in updates.PASSING else ()
    return Say(Reply(text, language=ctx.language, purpose=purpose, stages=stages))
