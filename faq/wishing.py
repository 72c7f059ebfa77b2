"""Knows a wish by how it begins, whatever is told behind it: «ودي أقدم على دعم، زوجي متوفى وعندي خمسة». Pure.

What is told behind a wish may be of anything that members ask about, and outweighs the wish where the whole is weighed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from faq import gist, sentence
from faq.decision import Act, Answer, Clarify, Decision, Handover, action_of
from faq.entries import Entry, Flag

TOLD: Final = frozenset({"complaint", "suggestion"})
"""Actions whose matter is whatever the member tells."""
FORMS: Final = frozenset({"register", "support_request"})
"""Actions that begin a form."""
WISHES: Final = TOLD | FORMS | {"officer"}
"""Actions that are wished for with a matter behind the wish."""
_CLEARLY: Final = 0.9
"""Probability from which the beginning of a text is a wish."""
_PLAINLY: Final = 0.95
"""The same of one whose matter may be anything, where the whole is in doubt: then the one beginning is enough."""
_TITLE: Final = re.compile(r"\s*([^\W\d_]+)\s*(?:[:：]\s*|\s[-–]\s+)(?=\w)")
_MOST_BEGINNINGS: Final = 5
"""Beginnings of a text that are looked at: "I would like to file a complaint"."""
_DESPITE: Final = 0.88
"""Confidence in an answer from which it goes before a wish that is not told in words of one's own."""


def known(question: str, decision: Decision, weigh: Callable[[str], Decision], entries: Mapping[str, Entry]) -> Decision:
    """Give the wish that a question begins with, or what was decided on the whole where it begins with none, or asks.

    What is said not to be wished for is not done: «ما أبغى أشتكي على أحد». A member who wants a ruling wishes for no form.

    A beginning counts with the next that has one word more: «أبغى أسجل» may go on with a complaint. As a title
    one word is enough: «شكوى: ...».
    """
    if sentence.wishes_not(question):
        return Clarify(()) if action_of(decision) in TOLD else decision
    if isinstance(decision, Act):
        return decision
    if titled := _titled(question, decision, weigh, entries):
        return titled
    if sentence.asks_within(question):
        return decision
    return _begun(question, decision, weigh, entries)


def _titled(
    question: str, decision: Decision, weigh: Callable[[str], Decision], entries: Mapping[str, Entry]
) -> Decision | None:
    """Decide by the title of a text, where that is a wish: «شكوى: ...», "complaint - ..."; None where it has none."""
    title = _TITLE.match(question)
    named = weigh(title[1]) if title else None
    if title is None or not (isinstance(named, Act) and _is_plain(named)):
        return None
    answered = isinstance(decision, Answer) and isinstance(weigh(question[title.end() :]), Answer)
    return named if not answered or _yields(decision, named, entries) else decision


def _begun(question: str, decision: Decision, weigh: Callable[[str], Decision], entries: Mapping[str, Entry]) -> Decision:
    """Decide by how a text, or what follows an introduction in it, begins."""
    wishes = WISHES - FORMS if gist.guarded(question) else WISHES
    for text in sentence.wishing(question):
        before = ""
        for beginning in _beginnings(text):
            begun = weigh(beginning)
            if not isinstance(begun, Act) or begun.action not in wishes or begun.candidates[0].confidence < _CLEARLY:
                before = ""
            elif begun.action == before or (isinstance(decision, Clarify) and _is_plain(begun)):
                return begun if _yields(decision, begun, entries) else decision
            else:
                before = begun.action
    return decision


def _beginnings(text: str) -> Iterator[str]:
    """Give how a text begins, by one word more that says something each time: «ودي», «ودي أقدم», «ودي أقدم على دعم» ..."""
    tokens = text.split()
    ends = [at for at, token in enumerate(tokens[1:], 1) if gist.has_content(token)]
    return (" ".join(tokens[: at + 1]) for at in ends[:_MOST_BEGINNINGS])


def tells(question: str, first: Entry) -> bool:
    """Tell whether words that ask nothing tell something, of which an action is the likeliest to be meant."""
    return first.action in WISHES and not sentence.may_ask(question)


def _is_plain(begun: Act) -> bool:
    return begun.action in TOLD and begun.candidates[0].confidence >= _PLAINLY


def _yields(decision: Decision, wish: Act, entries: Mapping[str, Entry]) -> bool:
    """Tell whether a wish goes before what the whole seems to ask: not before what is known of that very matter.

    Words that complain or suggest mean just that, whatever they are about.
    """
    match decision:
        case Handover(entry=entry):
            return entry not in entries or not _is_first(entries[entry], wish)
        case Answer(entry=entry, confidence=sure):
            akin = entries[entry].topic == entries[wish.entry].topic
            return not akin and (wish.action in TOLD or sure < _DESPITE)
        case _:
            return True


def _is_first(entry: Entry, wish: Act) -> bool:
    """Recognise what goes before a wish: somebody in distress; and before one for an officer, what nobody would give.

    A name or a number is told with other wishes as well: «انا عبدالله محمد الشهري وابي انضم».
    """
    return Flag.URGENT in entry.flags or (wish.action == "officer" and Flag.REFUSED in entry.flags)
