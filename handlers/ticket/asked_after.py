"""Questions about what is open, or what becomes of it, while nothing else is awaited. Must not show what somebody else has."""

from typing import Final

from domain.effects import Step
from domain.states import Clarifying, Idle
from faq import gist
from faq.decision import Clarify
from handlers.context import Context
from handlers.hearing import progress, remarks, turnings, waiting, words
from handlers.ticket import calling_off, chasing, foretelling, tickets

_POINTING: Final = ("ونه", "ونها", "it")
"""What ends a word that points at what was spoken of."""
_ASKED_BRIEFLY: Final = 6
"""Words of a question that may be about what was spoken of."""


def heard(state: Idle | Clarifying, text: str, ctx: Context) -> Step | None:
    """Tell what becomes of his request, or how far it is; None where he asks neither."""
    return _foretold(state, text, ctx) or _awaited(state, text, ctx)


def _awaited(state: Idle | Clarifying, text: str, ctx: Context) -> Step | None:
    """Tell a member who asks after his matter, or where we are, how far it is, with an apology if it has waited long."""
    sleeps = progress.says_it_sleeps(text)
    after_own = progress.asks_after_own(text)
    if not ctx.open_tickets:
        return tickets.listed(ctx) if sleeps else calling_off.nothing(text, ctx) if after_own else None
    if sleeps or after_own or progress.asks_result(text) or progress.asks_after_form(text):
        return tickets.status(state, text, ctx)
    if progress.asks_for_news(text):
        return tickets.contact(text, ctx)
    calls = remarks.calls(text) or gist.is_call(text)
    return chasing.chased(state, text, ctx) if calls and chasing.waited(state, text, ctx) else None


def _foretold(state: Idle | Clarifying, text: str, ctx: Context) -> Step | None:
    """Tell a member who asks what becomes of his request («ومتى تصلحونه؟»); «ومين يستلمها؟» behind an answer is about that."""
    if not ctx.open_tickets:
        return None
    if _asks_when(state, text, ctx):
        return tickets.contact(text, ctx)
    of_another = foretelling.is_of_another(state, ctx) and waiting.asks_of_own_request(text)
    return None if of_another else foretelling.heard(state, text, ctx)


def _asks_when(state: Idle | Clarifying, text: str, ctx: Context) -> bool:
    """Tell whether he asks when what was last spoken of will be: «متى بيشتغل؟», "when will it be fixed?"."""
    spoken_of = isinstance(state, Idle) and state.added is not None and not state.entry
    said = words.told(text)
    if not spoken_of or len(said) > _ASKED_BRIEFLY or not turnings.begins_when(text):
        return False
    points = any(word.endswith(_POINTING) and not word.startswith("ال") for word in said[1:])
    return points or isinstance(ctx.decided(text), Clarify)
