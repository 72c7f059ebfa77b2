"""What a member tells without asking anything: «راتبي نقص هالشهر». Must not answer it, nor open a ticket unasked.

With a ticket open it belongs there; else an officer is offered, and who goes on telling gets one.
"""

# ruff: noqa: E501 - lists of words read best in wide lines

from typing import Final

from domain.effects import Step
from domain.model import Candidate, HandoverReason
from domain.states import Clarifying, State
from handlers import escalation, speech
from handlers.context import Context
from handlers.hearing import wordbook, words

TELLING: Final = "action.tell"
"""The entry of who tells something."""
_OWN: Final = wordbook.tokens(
    "انا أنا احنا حنا نحن عندي عندنا معي زوجي زوجتي ابوي والدي امي والدتي ولدي بنتي ابني عيالي اولادي اخوي اختي بيتي بيتنا شقتي راتبي ظروفي "
    "ana 3indi 3ndi i i'm i've my we our"
)
"""Words of who speaks of himself and his own."""
_OFFICER: Final = (Candidate("action.officer", 1.0),)
"""What a yes to the offer means."""
_OPTIONS: Final = ("act:officer", "act:complaint", "act:support_request", "act:menu")


def told(state: State, text: str, ctx: Context) -> Step:
    """Add it to what is open, offer to pass it on, or pass on what was told before and this."""
    if ctx.open_tickets:
        matter = escalation.Matter(HandoverReason.UNCLEAR, text)
        return escalation.belonging(state, matter, ctx.open_tickets[: escalation.MOST_OFFERED], ctx)
    if isinstance(state, Clarifying) and goes_on(state, text):
        return escalation.asked(state, f"{state.question}\n{text}", ctx)
    return Step(Clarifying(text, _OFFICER), (speech.say(ctx, speech.line(ctx, "tell.offer"), *_OPTIONS),))


def goes_on(state: State, text: str) -> bool:
    """Tell whether the member goes on telling before he has said whether it is to be passed on."""
    return isinstance(state, Clarifying) and state.offered == _OFFICER and not words.asks(text)


def is_of_himself(text: str) -> bool:
    """Tell whether a message tells something of the member, and asks nothing."""
    return not words.asks(text) and not words.wishes(text) and not _OWN.isdisjoint(words.told(text))
