"""Parts a message into its questions: where one ends or another begins, and as the member counts them.

Pure; decides nothing.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from faq import gist, listing, normalise, sentence

MOST: Final = 4
"""Questions that are looked for in one message; the rest is left to the last part."""
_BREAK: Final = re.compile(r"(?<=[؟?!.\n])\s*(?=\S)|\s*[\n؛;]\s*")
_KNOWING: Final = rf"(?:{sentence.WISHES})\s+(?:{sentence.KNOWS})"
_ASKS: Final = rf"(?:{sentence.ARABIC_ASKS}|{sentence.ENGLISH_ASKS}|{sentence.ARABIZI_ASKS}|{_KNOWING})"
_ALSO: Final = r"(?:و?(?:بعدين|كمان|برضو|برضه|ايضا|أيضا|أيضاً|ايضاً|كذلك)|(?:and )?also,?|w ?(?:kaman|ba3deen|ba3dain))"
_COUNTED: Final = (
    r"(?:و?(?:(?:اول|أول|ثاني|ثالث)\s+(?:شي|شيء|سؤال|سوال|حاجه|حاجة)|(?:السؤال|سؤالي)\s+(?:الاول|الأول|الثاني|الثالث)"
    r"|سؤال\s+(?:ثاني|اخر|آخر)|(?:اولا|أولا|ثانيا|ثالثا)ً?)|(?:first|second|third)(?:ly)?(?:\s+question)?(?=\s*[,:])"
    r"|(?:and )?(?:another|one more) (?:question|thing)|(?:awal|thani|thalith) (?:shay|shai|so2al))"
)
_BEGINS: Final = (
    rf"(?:و\s?(?:{sentence.ARABIC_ASKS}|{_KNOWING})|and (?:{sentence.ENGLISH_ASKS})"
    rf"|w (?:{sentence.ARABIZI_ASKS})|{_ALSO}\s+{_ASKS})"
)
_JOIN: Final = re.compile(rf"(?:[،,]|(?<!\s))\s++(?=(?:{_BEGINS}|{_COUNTED})(?!\w))", re.IGNORECASE)
_COUNT: Final = re.compile(rf"(?:\d\s*[-.)]|{_COUNTED}|{_ALSO}(?=\s+{_ASKS}))(?!\w)[\s:،,]*", re.IGNORECASE)


def parts(text: str) -> tuple[str, ...]:
    """Part a message where a question ends or another begins; at least one part, in order, the whole where nothing parts it."""
    text = (
        normalise.plain(text) if "\n" not in text else "\n".join(map(normalise.plain, text[: normalise.RAW_LIMIT].split("\n")))
    )
    if listed := listing.questions(text):
        return listed
    found = list(_whole(part for sentence in _BREAK.split(text) if sentence for part in _JOIN.split(sentence)))
    if len(found) <= 1:
        return (text,)
    found = [_uncounted(part) for part in found]
    return (*found[: MOST - 1], " ".join(found[MOST - 1 :])) if len(found) >= MOST else tuple(found)


def _whole(pieces: Iterable[str]) -> Iterator[str]:
    """Keep a choice with the question before it («مين يعينهم؟ الوزارة ولا حنا؟»), and leave out what has no content."""
    before = ""
    for piece in filter(gist.has_content, pieces):
        if before and before[-1] in "?؟" and sentence.gives_choice(piece) and not sentence.begins_asking(piece):
            before = f"{before} {piece}"
            continue
        if before:
            yield before
        before = piece
    if before:
        yield before


def _uncounted(part: str) -> str:
    """Take off the number or the word by which a member counts his questions."""
    counted = _COUNT.match(part)
    return part[counted.end() :] if counted and gist.has_content(part[counted.end() :]) else part
