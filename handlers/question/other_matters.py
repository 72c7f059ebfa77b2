"""What words say of another matter than the request that is open: a second complaint, a trouble, a question beside it.

Pure: must not say or do anything.
"""

from itertools import dropwhile, pairwise
from typing import Final

from domain.model import TicketKind
from faq.decision import Clarify, Decision, action_of
from handlers.hearing import turnings, wordbook, words

_TOO: Final = wordbook.tokens("ايضا أيضا برضو برضه كمان بعد غير also too")
_ANOTHER: Final = _TOO | wordbook.tokens(
    "ثانية ثانيه ثاني أخرى اخرى آخر اخر غيرها مختلف مختلفة جديدة جديد another different separate second other thani thanya"
)
"""Beside a wish to complain: of something else than before."""
_BESIDES: Final = _ANOTHER | wordbook.tokens("سؤال وسؤال question so2al")
_LEADING: Final = _ANOTHER | wordbook.OPENING | wordbook.POLITE | wordbook.WANT
_TROUBLE: Final = wordbook.tokens("مشكلة مشكله المشكلة مشكلتي issue problem mushkila")
_ISSUE: Final = _TROUBLE | wordbook.tokens("موضوع الموضوع قضية أمر matter subject topic mawdoo3")
_QUESTION: Final = wordbook.tokens("سؤال استفسار question")
FILED: Final = wordbook.tokens("شكوى الشكوى شكوه بلاغ أشتكي اشتكي بشتكي complaint complain shakwa ashtaki")
"""Words of a member who files something."""
_BARE: Final = 3
"""So few words begin no complaint beside a suggestion by what they resemble."""


def is_another(decided: Decision, text: str, kind: TicketKind) -> bool:
    """Tell whether words complain of or suggest something beside the request: in another kind, or of another thing."""
    said = frozenset(words.told(text))
    if kind is TicketKind.SUGGESTION:  # what else he suggests goes with it, unless he says that it is another
        other = begins_another(decided, text) and not said.isdisjoint(_ANOTHER - _TOO)
        complains = words.complains(text) or TicketKind.COMPLAINT in turnings.kinds(text)
        known = action_of(decided) == "complaint" and len(said) > _BARE
        return other or complains or known
    if words.suggests(text) or action_of(decided) == "suggestion":
        return True
    complains = words.complains(text) or _is_likely_complaint(decided)
    wished = not FILED.isdisjoint(said) and (words.complains(text) or words.wishes(text) or kind is not TicketKind.COMPLAINT)
    if complains and wished:
        return kind is not TicketKind.COMPLAINT or not _ANOTHER.isdisjoint(said)
    return False


def announces_another(text: str) -> bool:
    """Tell whether words say that they are of another matter: «عندي موضوع ثاني ...», "..., different issue"."""
    return _is_another_of(_ISSUE, text)


def files_another(text: str) -> bool:
    """Tell whether words file something beside what was filed: "I have a different complaint, the garbage …"."""
    return _is_another_of(FILED, text)


def has_more_to_ask(text: str) -> bool:
    """Tell whether words say that there is something else, be it a question: «عندي سؤال ثاني غير هذا»."""
    return _is_another_of(_ISSUE | _QUESTION, text)


def _is_another_of(nouns: frozenset[str], text: str) -> bool:
    return any({first, then} & nouns and {first, then} & _ANOTHER - _TOO for first, then in pairwise(words.told(text)))


def is_trouble(text: str) -> bool:
    """Tell whether words call what they tell of a trouble."""
    return not _TROUBLE.isdisjoint(words.told(text))


def begins_another(decided: Decision, text: str) -> bool:
    """Tell whether words complain or suggest: behind a suggestion they are a matter of their own."""
    known = action_of(decided) in {"complaint", "suggestion"}
    return known or words.suggests(text) or words.complains(text)


def _is_likely_complaint(decided: Decision) -> bool:
    if isinstance(decided, Clarify) and decided.candidates:
        return decided.candidates[0].entry.startswith("action.complaint")
    return action_of(decided) == "complaint"


def asks(text: str) -> bool:
    """Tell whether words say that they ask something else too: «وعندي سؤال ثاني كيف ادفع», «بعد ابغى اعرف كم الرسم»."""
    said = tuple(dropwhile(_LEADING.__contains__, words.told(text)))
    more = not _BESIDES.isdisjoint(words.told(text)[: -len(said)])
    return len(said) > 1 and more and (said[0] in wordbook.ASKING or said[0] in wordbook.KNOWING)
