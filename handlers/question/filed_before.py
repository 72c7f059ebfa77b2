"""What was filed before, of which nothing is here: said so, with its time, and offered to an officer who can look it up.

Must open nothing: whoever waits for what he filed complains of no other matter, and wishes for no new request.
"""

from typing import Final

from domain.effects import Step
from domain.states import State
from faq.decision import Act, Answer, Asked, Clarify, Handover
from faq.entries import Flag
from handlers import actions, speech, when
from handlers.context import Context
from handlers.hearing import filings, troubles, turnings, words
from handlers.question import telling

_OPENED: Final = actions.FORMS | {"complaint", "ticket_status", "call_me", "hurry"}
"""Actions as which the story of it may be understood."""


def heard(_: State, asked: Asked, ctx: Context) -> Step | None:
    """Tell its time, that nothing of it is here, and offer to pass his words on; None where something of his is here."""
    if ctx.all_tickets or not _may_tell(asked, ctx) or not filings.speaks_of_one(asked.question):
        return None
    kinds = frozenset() if filings.objects(asked.question) else turnings.kinds(asked.question)
    time = when.answered_within(ctx, next(iter(kinds))) if len(kinds) == 1 else ""
    step = telling.offer(asked.question, "tell.elsewhere", ctx, "act:officer", "act:menu")
    return speech.prefixed(step, time, "\n\n") if time else step


def _may_tell(asked: Asked, ctx: Context) -> bool:
    """Tell whether words so understood may tell of it; what is answered, urgent, angry, or broken is no such story."""
    match asked.decision:
        case Act(action, entry):
            return action in _OPENED and entry != actions.ANGER and not troubles.is_broken(asked.question)
        case Handover(entry=entry) if entry in ctx.entries:
            return Flag.URGENT not in ctx.entries[entry].flags
        case Clarify():
            return True
        case Answer():
            return False
        case Handover():
            return not words.is_hurt(asked.question)
