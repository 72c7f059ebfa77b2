"""What words surely are, whatever the member was asked for: a question with its answer, or something to be done. Pure.

Must not be asked of names: the matcher knows none.
"""

from typing import Final

from domain.model import TicketKind
from faq.decision import Act, Answer, Decision
from handlers import actions
from handlers.hearing import turnings, undertakings, words

_MARKED, _UNMARKED = 0.75, 0.9
"""Confidence from which what asks has its answer, with its mark and without; «كيف ترفضون طلبي بدون سبب» resembles one less."""
_LONG: Final = 14
"""Words of a question; a longer message that asks tells what happened."""
_SURELY, _FEW = 0.8, 6
"""Confidence and words of a wish: what was asked for is hardly ever put so."""
_DONE: Final = frozenset({"officer", "thanks", "comfort", "greeting", "call_off", "pause", "ticket_status", "privacy", "menu"})
"""Actions that are wished for or said in any words."""


def asks(decided: Decision, text: str) -> bool:
    """Tell a question that surely has its answer; who asks why may well complain."""
    least = _MARKED if any(mark in text for mark in "؟?") else _UNMARKED
    sure = isinstance(decided, Answer) and decided.confidence >= least
    return sure and words.asks(text) and not words.asks_why(text) and len(text.split()) <= _LONG


def acts(decided: Decision, text: str) -> bool:
    """Tell few words that surely want something done, thank or greet; a complaint, a suggestion and a form are named."""
    few = len(text.split()) <= _FEW and not any(map(str.isdecimal, text.split()))  # «ba3deen» holds no number
    if not few or not isinstance(decided, Act) or decided.confidence < _SURELY:
        return False
    if decided.action in {"complaint", "suggestion"}:
        named = turnings.kinds(text) & {TicketKind.COMPLAINT, TicketKind.SUGGESTION}
        return decided.entry == actions.ANGER or bool(named) or words.complains(text) or words.suggests(text)
    if decided.action in actions.FORMS:
        return words.wants(text) and undertakings.form_named(text) is not None
    return decided.action in _DONE
