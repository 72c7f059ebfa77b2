"""Whether words said out of the blue tell how what is open goes on, or more of it, whatever else they resemble.

Pure: must not say or do anything.
"""

from collections.abc import Mapping
from typing import Final

from domain.model import HandoverReason
from faq.decision import Act, Answer, Clarify, Decision, Handover
from faq.entries import Entry, Flag
from handlers import actions
from handlers.hearing import developments, progress, wordbook, words
from handlers.question import other_matters

_MISHEARD: Final = frozenset(
    {"pause", "arrived", "rate", "menu", "thanks", "greeting", "help", "notices", "complaint", "waits", "resume", "will_send"}
)
"""Actions that words are taken for which tell how a matter goes on: «سكت يومين ورجع»."""
_KEPT_APART: Final = frozenset({Flag.REFUSED, Flag.SENSITIVE, Flag.URGENT})
PLAINLY: Final = 2
"""Signs of how a matter goes on that leave no doubt."""
_TALKING: Final = wordbook.TALK - wordbook.tokens("الى إلى على مع وصلني put through real 3ala ma3")
"""What wishes for somebody to talk to, without what only stands before a noun."""
_CERTAIN: Final = 0.6
"""Confidence from which words complain, or are, of a certain thing."""
_OF_NOTHING: Final = frozenset({actions.COMPLAINT, actions.DELAY, actions.ANGER})
"""The entries for complaining of nothing in particular."""
_FEW: Final = 3
"""Words that are not understood and tell too little to be taken for more of what is open."""


def wishes(text: str) -> bool:
    """Tell whether something is wished for, or somebody to talk to: «في الدور السادس», "an old lady" wish nothing."""
    return words.wants(text) or not _TALKING.isdisjoint(words.told(text))


def tells(decided: Decision, text: str, entries: Mapping[str, Entry], *, near: bool) -> bool:
    """Tell whether words tell how what is open goes on, or more of it, whatever else they resemble."""
    signs = developments.tells(text)
    if not (signs or near) or words.wants(text) or words.complains(text) or words.suggests(text):
        return False
    if other_matters.announces_another(text) or other_matters.files_another(text):
        return False
    plain = signs >= PLAINLY
    apart = _entry(decided) in entries and not entries[_entry(decided)].flags.isdisjoint(_KEPT_APART)
    if progress.waits_in_vain(text) and not plain:
        return False
    match decided:
        case Act(entry=actions.DELAY):
            return plain
        case Answer():
            return plain and not apart
        case Act(action=action):
            return action in _MISHEARD
        case Handover(HandoverReason.ANGER):
            return False
        case Handover(HandoverReason.UNCLEAR) | Clarify(()):
            return plain or (signs > 0 and isinstance(decided, Handover) and len(words.told(text)) > _FEW)
        case Handover() if apart:
            return near or plain
        case _:
            return True


def _entry(decided: Decision) -> str:
    return decided.entry if isinstance(decided, Act | Answer | Handover) else ""


def trouble(decided: Decision, text: str) -> str:
    """Give the entry of a trouble that is told, and not filed as a complaint of its own; empty where there is none."""
    if not isinstance(decided, Act) or decided.action != "complaint" or actions.felt(decided, text) in _OF_NOTHING:
        return ""
    filed = words.complains(text) or words.wants(text) or words.asks(text) or other_matters.announces_another(text)
    return "" if filed or not other_matters.FILED.isdisjoint(words.told(text)) else decided.entry


def may_be_another(decided: Decision, text: str) -> bool:
    """Tell whether words that tell how something goes on may well be of what is not open yet: «للحين ما نظفتوا الممرات»."""
    best = next(iter(decided.candidates), None)
    if best is None or developments.tells(text) >= PLAINLY:
        return False
    complains = best.entry.startswith("action.complaint-") and best.entry not in _OF_NOTHING
    known = isinstance(decided, Handover) and bool(decided.entry)
    return (known or complains) and best.confidence >= _CERTAIN
