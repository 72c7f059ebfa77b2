"""Halves of a message: what it tells, wishes and asks with a joint, a stop or nothing between. Pure."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from faq import following, sentence
from handlers.hearing import wordbook, words

_FEWEST_WORDS: Final = 4
"""Words of a half, at the least, that follows what asks or wishes without asking itself."""
_TO_KNOW: Final = wordbook.REPORTING | wordbook.KNOWING | wordbook.tokens("ادري أدري wonder")
"""In front of what is known, or wondered at: it is no question by itself."""
_JOINT: Final = re.compile(
    r"[\s،,.؟?!](?:و\s?|w\s+|and\s+(?:also\s+)?|(?:بس|لكن|ولكن|but|bas)[،,]?\s+(?:قبل[،,]?\s+|first[،,]?\s+)?)"
    r"(?:(?:بعدها|بعدين|بعد كذا|بنفس الوقت|في نفس الوقت|then|after that|at the same time)\s+)?(?=\S)",
    re.IGNORECASE,
)
_STOP: Final = re.compile(r"[،,.؟?!]\s*(?=\S)")
_MOST_PLACES, _FEWEST_PLACES = 24, 3
"""Places at which a message is parted: each is looked at with all around it, and «و» may stand a thousand times."""
_LOOKED_AT: Final = 2_400
"""Letters that are looked at for all places of a message together, so that a long one has fewer of them."""
_BY_THE_WAY: Final = re.compile(r"(?:by the way|btw|بالمناسب[ةه]|على فكر[ةه])[\s,،]+", re.IGNORECASE)
_TOO: Final = frozenset({"كمان", "برضو", "بعد", "ايضا", "أيضا", "also"})


def at_joints(text: str) -> Iterator[tuple[str, str]]:
    """Part a message at each «and» behind which a wish or a question begins: «متى الدوام» and «ابغى اقدم طلب دعم»."""
    for joint in islice(_JOINT.finditer(text), _places(text)):
        first, then = text[: joint.start() + 1].rstrip(" ،,."), _without_too(text[joint.end() :])
        begun = words.told(then)[:1]
        told = (words.asks(first) or words.wants(first)) and len(then.split()) >= _FEWEST_WORDS
        if first and (told or not wordbook.WANTING.isdisjoint(begun) or words.asks(then) or words.complains(then)):
            yield first, then


def parted(text: str) -> Iterator[tuple[str, str]]:
    """Part a message so, and where it comes to ask something of its own with nothing before: «ابغى اسجل» and «كم الرسوم»."""
    joined = tuple(at_joints(text))
    yield from joined
    behind = {then for _, then in joined}
    for place, before in sentence.questions_amid(text)[:_FEWEST_PLACES]:
        then = text[place:]
        if _TO_KNOW.isdisjoint(before) and behind.isdisjoint({then, then[1:]}) and not following.points(then):
            yield text[:place].rstrip(" ،,."), then


def around_stops(text: str) -> Iterator[tuple[str, str]]:
    """Part a message at each comma or stop of which one side asks: «ابغى اقدم طلب دعم» and «متى يسلمون الوحدات؟»."""
    for stop in islice(_STOP.finditer(text), _places(text)):
        first, then = text[: stop.start() + 1].rstrip(" ،,."), text[stop.end() :]
        if words.asks(first) or words.asks(then):
            yield first, then


def _places(text: str) -> int:
    return min(_MOST_PLACES, max(_FEWEST_PLACES, _LOOKED_AT // max(len(text), 1)))


def told_and_asked(text: str) -> Iterator[tuple[str, str]]:
    """Part a message into what it tells and what it asks: «فاطمة القرني» and «كم الرسوم؟» of «فاطمة القرني، كم الرسوم؟»."""
    for half in (*at_joints(text), *around_stops(text)):
        for told, asked in (half, half[::-1]):
            begins = words.begins_asking(asked) or words.wants_to_know(asked)  # «وجه لوجه؟» is no half
            if begins and not words.asks(told):
                yield told.strip(" ،,.!"), asked


def _without_too(text: str) -> str:
    """Give words without what says that they come beside something else: «عندي شكوى» of «كمان عندي شكوى»."""
    text = _BY_THE_WAY.sub("", text, count=1) if _BY_THE_WAY.match(text) else text
    first, _, rest = text.partition(" ")
    return rest if first.lower() in _TOO else text
