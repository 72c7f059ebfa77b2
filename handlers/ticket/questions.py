"""A question in between, while a ticket just opened is told of: answered, and the ticket stays open to details."""

from collections.abc import Sequence
from dataclasses import replace

from domain.effects import Effect, RecordDecision, Step
from domain.model import Stage, TicketRef
from domain.states import Describing, Idle
from domain.ticketeffects import AddNote, OpenTicket
from faq.decision import Asked
from handlers import actions, memory
from handlers.context import Context
from handlers.question import asking, plainly


def answered(state: Describing, text: str, ctx: Context, asked: tuple[Asked, ...] = ()) -> Step:
    """Answer a question in between; the ticket stays open to details, a wish leads elsewhere. `asked`: decided already."""
    before = memory.thread(state)
    step = asking.ask(Idle(before.entry, before.topic, misses=memory.misses(state), added=state.ticket), text, ctx, asked)
    after, passed = step.state, any(isinstance(effect, OpenTicket | AddNote) for effect in step.effects)
    if isinstance(after, Idle) and (state.ticket is None or passed or _only_tells(step.effects)):
        after = replace(state, entry=after.entry, topic=after.topic, added_at=None, heard_at=ctx.now, called_at=None)
    noted = kept(state.ticket, text, ctx) if state.ticket and not (passed or _is_all_known(text, ctx)) else ()
    return Step(after, (*noted, *step.effects))


def _is_all_known(text: str, ctx: Context) -> bool:
    """Recognise a question that surely has its answer, whatever is open: it is no part of the request."""
    asked = ctx.house.decide(text)
    return all(plainly.asks(one.decision, one.question) or plainly.asks_how(one.decision, one.question) for one in asked)


def _only_tells(effects: Sequence[Effect]) -> bool:
    """Tell whether nothing but answers, or where his matters stand, was given: a wish leads elsewhere."""
    made = [effect for effect in effects if isinstance(effect, RecordDecision)]
    return bool(made) and all(one.decision != "action" or one.chosen in actions.STANDING for one in made)


def kept(ref: TicketRef, text: str, ctx: Context) -> tuple[Effect, ...]:
    """Keep a question with the ticket; where the ticket waits for something of the member's, a question is not that."""
    ticket = ctx.ticket(ref)
    waits = ticket is not None and ticket.stage is Stage.WAITING_FOR_MEMBER
    return () if waits else (AddNote(ref, text),)
