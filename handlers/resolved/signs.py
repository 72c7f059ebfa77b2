"""How plainly words say that a settled matter is not solved: by what they hold, and by what the matcher makes of them. Pure.

Must not know which matter is meant, nor what follows.
"""

from enum import IntEnum
from itertools import pairwise
from typing import Final

from domain.model import HandoverReason
from faq.decision import Act, Answer, Clarify, Decision, Handover, action_of
from handlers.context import Context
from handlers.hearing import afterwords, developments, manners, particles, persons, progress, remarks, troubles, wordbook, words

_OF_SERVICE: Final = frozenset({"action.complaint-delay", "action.complaint-staff"})
"""The entries for complaining of how one was served."""
_LEAST: Final = 0.1
"""Probability from which such an entry says something."""
_SAYING_SO: Final = frozenset({"unsolved", "raise"})
"""Actions of a member for whom a settled matter is not settled: he says so, or wants it raised higher."""
_UNSOLVED: Final = "action.unsolved"
_PERSISTING: Final = developments.PERSISTING | developments.AGAIN
_NOT: Final = particles.NOT | wordbook.tokens(
    "ماهو محد ماحد مافي مافيه ولا وما ولم ماجا ماجاني ماوصل ماوصلني nobody noone nothing never none doesn't didn't hasn't "
    "aren't can't cannot ma7ad"
)
_SOLVING: Final = wordbook.tokens(
    "حليتوا حليتو حليتوه حليتوها حلوها حلوه انحل انحلت اتحل اتحلت تنحل ينحل صلحتوا صلحتوه صلحتوها تصلح تصلحت اصلحتوا solved "
    "solve fixed fix resolved resolve sorted"
)
"""What did not happen where a matter is not solved: «ما حليتوا موضوعي»."""
_WISHING: Final = wordbook.tokens(
    "ابي أبي ابغى أبغى اريد أريد أرغب ودي احتاج نبي نبغى عايز بغيت want need wish abi abgha abgha"
)
_REFUSING: Final = wordbook.tokens("لا لأ كلا no nope la")


class Sign(IntEnum):
    """How plainly words say that a matter is not solved."""

    NONE = 0
    VAGUE = 1
    """They tell something that is not understood."""
    DENIAL = 2
    """They deny something, or complain of how he was served."""
    TROUBLE = 3
    """They tell of trouble with a thing."""
    PLAIN = 4


def read(text: str, ctx: Context) -> Sign:
    """Weigh a message."""
    if afterwords.says_settled(text):
        return Sign.NONE
    decided = [one.decision for one in ctx.house.decide(text)]
    says_so = any(action_of(each) in _SAYING_SO for each in decided)
    if (says_so and not developments.says_mended(text)) or persons.would_go_higher(text):
        return Sign.PLAIN
    if words.asks(text) and not words.asks_why(text):
        return Sign.NONE
    return _told(text, decided[0])


def _told(text: str, decided: Decision) -> Sign:
    """Weigh words that ask nothing, by what they hold and what the matcher makes of them."""
    said = afterwords.literal(text)
    goes_on = not _PERSISTING.isdisjoint(said) or any(pair in developments.ONCE_MORE for pair in pairwise(said))
    denies = not (_NOT | troubles.WRONG).isdisjoint(said)
    if any(first in _NOT and then in _SOLVING | progress.CAME for first, then in pairwise(said)):
        return Sign.PLAIN
    if not goes_on and _is_of_its_own(text, decided):
        return Sign.NONE
    complained = decided.entry if isinstance(decided, Act) and decided.action == "complaint" else ""
    told = bool(complained)
    near = told or (isinstance(decided, Clarify) and any(_is_trouble(one.entry) for one in decided.candidates))
    thought_of = decided.candidates[: None if denies else 1] if isinstance(decided, Clarify) else ()
    likely = [one.entry for one in thought_of if one.confidence >= _LEAST]
    refused = (goes_on and denies) or _refuses(said)
    unsolved = _UNSOLVED in likely and not developments.says_mended(text)
    if unsolved or (near and goes_on) or (refused and not told) or (told and progress.waits_in_vain(text)):
        return Sign.PLAIN
    wrong = goes_on or not troubles.WRONG.isdisjoint(said)
    if wrong or (told and complained not in _OF_SERVICE):
        return Sign.TROUBLE
    return Sign.DENIAL if near or denies else Sign.VAGUE


def _is_of_its_own(text: str, decided: Decision) -> bool:
    """Recognise a matter of its own, a wish, a courtesy or a question with its answer: it says nothing of what was settled."""
    wishes = not _WISHING.isdisjoint(words.told(text))
    if wishes or words.complains(text) or manners.is_courtesy(text) or remarks.greets(text):
        return True
    match decided:
        case Act(entry="action.complaint-anger") | Handover(reason=HandoverReason.ANGER):
            return True
        case Act(action=action):
            return action not in {"complaint", "tell"}
        case Answer():
            return (_NOT | troubles.WRONG).isdisjoint(words.told(text))
        case _:
            return len(words.told(text)) < 2  # noqa: PLR2004


def _is_trouble(entry: str) -> bool:
    return entry == _UNSOLVED or entry.startswith("action.complaint")


def _refuses(said: tuple[str, ...]) -> bool:
    """Tell whether words deny that it is solved: "no it's not ...", «لا ما ...»."""
    return len(said) > 2 and said[0] in _REFUSING and not _NOT.isdisjoint(said[1:4])  # noqa: PLR2004
