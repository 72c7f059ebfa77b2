"""What a reply to an earlier message of ours means: a choice of what that one offered, or words about its ticket.

Must not take a question for a detail: that is answered as usual.
"""

import re
from typing import Final

from domain import reference
from domain.choice import resolve_choice
from domain.effects import Step
from domain.model import Answered, Ticket
from domain.states import Describing, InForm, State
from faq import gist
from faq.decision import Decision, action_of
from handlers import choices, speech
from handlers.context import Context
from handlers.hearing import sayings, words
from handlers.resolved import rating
from handlers.ticket import describing, tickets

_FEW: Final = 5
"""Words of a message that says no more than that something was not understood."""
_NAMED: Final = re.compile(r"T\d+-\d")


def to(answered: Answered, state: State, text: str, ctx: Context) -> Step | None:
    """Take the words as meant for that message; None where they stand by themselves."""
    if option := resolve_choice(text, answered.reply.options):
        return choices.pressed(state, option.id, ctx)
    ticket = None if isinstance(state, InForm) else _told_of(answered, ctx)
    if ticket is None:
        return _explained(answered, state, text, ctx)
    if words.is_one_of(text, sayings.UNSOLVED):
        return rating.unsolved(state, ticket.ref, ctx)
    if _asks_where_it_is(ctx.decided(text)):
        return tickets.status(state, ticket.ref, ctx)
    if not ticket.stage.is_open:
        return None
    return describing.tell(Describing(ticket.kind, ticket=ticket.ref, heard_at=ctx.now), text, ctx)


def _explained(answered: Answered, state: State, text: str, ctx: Context) -> Step | None:
    """Lead on from an answer that was not understood: to its clause, to other words, to an officer."""
    puzzled = gist.is_puzzled(text) and len(words.told(text)) <= _FEW and not words.asks(text)
    if not puzzled or isinstance(state, InForm):
        return None
    clauses = tuple(option for option in answered.reply.options if option.id.startswith("clause:"))
    return Step(state, (speech.say(ctx, speech.line(ctx, "answer.puzzled"), *clauses, "act:officer"),))


def _told_of(answered: Answered, ctx: Context) -> Ticket | None:
    """Give the member's ticket on which an officer wrote, or the only one that the message names."""
    named = [answered.ticket] if answered.ticket else reference.find(" ".join(_NAMED.findall(answered.reply.text)))
    mine = {ticket.ref: ticket for ref in named if (ticket := ctx.ticket(ref))}
    return next(iter(mine.values())) if len(mine) == 1 else None


def _asks_where_it_is(decided: Decision) -> bool:
    return action_of(decided) == "ticket_status"
