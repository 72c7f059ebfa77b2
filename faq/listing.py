"""Lists of questions as members write them: counted («١- ... ٢- ...», "1) ... 2) ..."), or each on a line of its own.

Pure; decides nothing. A list of what is told, such as a name and numbers, is none: most of its items must ask or wish.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from faq import gist, normalise, sentence

MOST: Final = 6
"""Questions of a list that are answered each by itself; the rest is left to the last one."""
_LEAST: Final = 2
_INTRODUCED: Final = 8
"""Words before a list that say no more than that there are questions."""
_ON_A_LINE: Final = 12
"""Words of a question that stands on a line of its own, and is not counted."""
_BULLET: Final = re.compile(r"[-–—*•▪●◦]\s*(?=[^\W\d])")
_BARE: Final = rf"(?:{sentence.ARABIC_ASKS}|{sentence.ENGLISH_ASKS}|{sentence.ARABIZI_ASKS}|من|ما|{sentence.WISHES})\b"
_ORDINAL: Final = r"(?:([أا]ول(?:اً?|ًا)|(?:ثاني|ثالث|رابع)(?:اً?|ًا))(?=[\s:،,])[:،,]?|(first|second|third|fourth)(?:ly)?\s?[:,])"
_COUNT: Final = re.compile(
    rf"(?<!\S)(?:\(\s?(\d|[a-hابجدهو])\s?\)|(\d|[a-hأابجدهو])\s?[-.)/:–ـ](?![\d/])|(\d)(?=\s+{_BARE})|([①-⑧])|و?{_ORDINAL})\s*",
    re.IGNORECASE,
)
_WISHES: Final = re.compile(rf"\b(?:{sentence.WISHES})\b")
_ORDERS: Final[tuple[Sequence[str], ...]] = (
    *("12345678", "abcdefgh", "ابجدهو", "①②③④⑤⑥⑦⑧"),
    ("اولا", "ثانيا", "ثالثا", "رابعا"),
    ("first", "second", "third", "fourth"),
)


def questions(text: str) -> tuple[str, ...]:
    """Give the questions of a message that is a list of them, in its order; empty where it is none."""
    if "\n" not in text and not _COUNT.search(normalise.digits(text)):
        return ()
    lines = [line.strip() for line in text[: normalise.RAW_LIMIT].split("\n") if line.strip()]
    text = normalise.digits("\n".join(lines))
    found = _counted(text) or _on_lines(lines)
    return (*found[: MOST - 1], " ".join(found[MOST - 1 :])) if len(found) > MOST else found


def _counted(text: str) -> tuple[str, ...]:
    marks = list(_in_order(tuple(_COUNT.finditer(text))))
    ends = (*(mark.start() for mark in marks[1:]), len(text))
    items = [text[mark.end() : end].strip(" \n،,.؛;") for mark, end in zip(marks, ends, strict=bool(marks))]
    return tuple(items) if marks and _is_list(text[: marks[0].start()], items) else ()


def _in_order(marks: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Give the marks that count on from the first one of an order."""
    order: Sequence[str] = ""
    place = 0
    for mark in marks:
        sign = next(filter(None, mark.groups())).lower().replace("أ", "ا").replace("ً", "")
        order = order or next((one for one in _ORDERS if one[0] == sign), "")
        if place < len(order) and order[place] == sign:
            place += 1
            yield mark


def _on_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """Give what stands on lines that begin with a dash or the like, or that all ask."""
    marked = [at for at, line in enumerate(lines) if _BULLET.match(line)]
    if len(marked) >= _LEAST and marked[-1] == len(lines) - 1 and len(marked) == len(lines) - marked[0]:
        items = [_BULLET.sub("", line, count=1) for line in lines[marked[0] :]]
        return tuple(items) if _is_list(" ".join(lines[: marked[0]]), items) else ()
    brief = all(len(line.split()) <= _ON_A_LINE for line in lines)
    return tuple(lines) if len(lines) >= _LEAST and brief and all(map(_asks, lines)) else ()


def _is_list(introduced: str, items: Sequence[str]) -> bool:
    """Recognise a list of questions: each item says something, half of them ask or wish, and nothing is asked before."""
    if len(items) < _LEAST or not all(map(gist.has_content, items)):
        return False
    before = len(introduced.split()) <= _INTRODUCED and not sentence.asks_within(introduced)
    return before and sum(map(_asks, items)) * 2 >= len(items)


def _asks(item: str) -> bool:
    return sentence.is_question(item) or sentence.asks_within(item) or sentence.asks_leave(item) or bool(_WISHES.search(item))
