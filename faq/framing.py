"""What stands around a question and asks nothing: who writes, that he will ask, why, a signature. Pure; decides nothing.

Greetings and thanks are `faq.courtesies`' to take off.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from faq import normalise, segment

_MOST: Final = 3
"""Clauses that are looked at from either side: each asks the matcher once more."""
_COMMA: Final = re.compile(r"\s*[،,]\s*")
_TAIL: Final = re.compile(r"\s+(?=(?:ل[اأ]ني|ل[اأ]ن|و?[اأ]نا|because|since i|as i|i am|i'm)\b)", re.IGNORECASE)
"""Not «عشان», which names the matter as often as a reason."""
_INTRODUCES: Final = re.compile(
    r"\s*(?:معك|معاك|معكم|معاكم|محدثك|محدثكم|اخوك|أخوك|اخوكم|أخوكم|اختك|أختك|اختكم|أختكم|اسمي|إسمي|this is|my name"
    r"|مع (?:أطيب |اطيب )?(?:تحياتي|التحية|تحيات)|تحياتي|(?:best |kind |warm )?regards|sincerely)\b",
    re.IGNORECASE,
)
_ANNOUNCES: Final = re.compile(r"\b(?:[اأبنت]س[اأ]ل|[اأبن]ستفسر|استفسار|سؤال|سوال|ask|question|inquiry|as2al)", re.IGNORECASE)
_NAMED, _ANNOUNCED = 5, 7
"""Words of a clause that says no more than who writes, and of one that says no more than that somebody asks."""
_SIGNATURE: Final = 40
"""Letters of a name below a valediction."""


def leads(text: str) -> Iterator[tuple[str, str]]:
    """Give each clause before a comma with all that stands behind it, the first comma first: «معك أبو محمد، | كم الرسوم»."""
    for found in islice(_COMMA.finditer(text[: normalise.LIMIT]), _MOST):
        if segment.has_content(text[found.end() :]):
            yield text[: found.start()], text[found.end() :]


def tails(text: str) -> Iterator[tuple[str, str]]:
    """Give each clause at the end that tells why, or of oneself, with all before it: «كم الرسوم | لأني محتاج أعرف اليوم»."""
    for found in islice(_TAIL.finditer(text[: normalise.LIMIT]), _MOST):
        if segment.has_content(text[: found.start()]):
            yield text[found.start() :], text[: found.start()]


def unsigned(text: str) -> str:
    """Take off the lines at the end that only sign a message; a name stands below a valediction only."""
    lines = text.rstrip().split("\n")
    signed = next((at for at, line in enumerate(lines) if at and introduces(line)), len(lines))
    below = [line for line in lines[signed + 1 :] if line.strip()]
    return "\n".join(lines[:signed]) if len(below) <= 1 and sum(map(len, below)) <= _SIGNATURE else text


def introduces(text: str) -> bool:
    """Tell a clause that only says who writes, or takes leave of who reads: «معك أبو محمد», "Regards, Khalid"."""
    return len(text.split()) <= _NAMED and bool(_INTRODUCES.match(text))


def announces(text: str) -> bool:
    """Tell a clause that only says that somebody asks: «بغيت أسألكم», "my friend told me to ask you"."""
    return len(text.split()) <= _ANNOUNCED and bool(_ANNOUNCES.search(text)) and not segment.asks_within(text)
