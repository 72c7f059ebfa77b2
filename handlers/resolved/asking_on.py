"""A short question behind a resolution that resembles nothing: he is asked if it is about that. Must not reopen by itself."""

from typing import Final

from domain.effects import Step
from domain.states import AwaitingComment, AwaitingRating, Choosing, Clarifying, Idle, Wish
from faq.decision import Clarify, Handover, Thread, subject_of
from handlers.context import Context
from handlers.hearing import words
from handlers.resolved import aftermath

_SHORT: Final = 6
"""Words of a question that names no matter, at most."""
_LIKELY: Final = 0.5
_Settled = Idle | Clarifying | AwaitingRating | AwaitingComment


def heard(state: _Settled, text: str, ctx: Context) -> Step | None:
    """Ask whether a short question that resembles nothing is about the matter just settled: «متى بالضبط؟»."""
    near = aftermath.near_to(ctx)
    if near is None or not (near.just and _speaks_of_it(state)) or ctx.open_tickets:
        return None
    if not (words.asks(text) and 1 < len(words.told(text)) <= _SHORT and _resembles_nothing(state, text, ctx)):
        return None
    ref = state.ticket if isinstance(state, AwaitingRating | AwaitingComment) else near.tickets[0].ref
    return aftermath.ask_if_unsolved(Choosing(Wish.UNSOLVED, (ref,), text, ctx.inbound), ctx, "unsolved.asked")


def _speaks_of_it(state: _Settled) -> bool:
    """Tell whether nothing else was spoken of since it was settled."""
    if isinstance(state, AwaitingRating):
        return not state.entry
    return isinstance(state, AwaitingComment) or aftermath.is_pristine(state)


def _resembles_nothing(state: _Settled, text: str, ctx: Context) -> bool:
    """Tell whether a question has no likely answer, and none about rating either where one is awaited."""
    threads = (Thread(), Thread("rating.why", "rating")) if isinstance(state, AwaitingRating) else (Thread(),)
    decided = [ctx.house.decide(text, thread)[0].decision for thread in threads]
    return all(
        isinstance(one, Clarify | Handover)
        and not subject_of(one)
        and all(each.confidence < _LIKELY for each in one.candidates)
        for one in decided
    )
