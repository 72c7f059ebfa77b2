"""What a member says that he meant by the words before: «لا اقصد كم نصيب السهم مو متى». Pure; decides nothing."""

import re
from dataclasses import dataclass
from typing import Final

from faq import gist

_DENIES: Final = (
    r"no|not that|sorry|that(?:['’]s| is) not (?:it|what i (?:mean|meant|asked))"
    r"|(?:you )?(?:did|do)n['’]?t (?:understand|get)(?: me)?"
    r"|لا|لأ|la|laa|(?:مو|مش|ليس) (?:كذا|كدا|هذا|هيك)(?: قصدي| سؤالي)?|عفواً?|[آا]سف|ما ?فهمت\w*"
)
_MEANS: Final = (
    r"(?:كنت\s+)?(?:[اأ]قصد|قصدي|[اأ]عني|بقصد|[aei]?[gq]9?[sz]\w?d|qasdi|gasdi|a8sod)|i (?:mean|meant)"
    r"|ب?[اأ]س[اأ]ل(?! الله)|[bn]?as2al|سؤالي|سوالي|so2ali|السؤال|i(?: am|['’]?m)? asking(?: you)?|my question (?:is|was)"
)
_OF_WHAT: Final = r"عن|هو|هي|كان|يعني|ya3ni|3an|whether|if|about|that"
_RESTATES: Final = re.compile(
    rf"\s*(?P<denied>(?:(?:{_DENIES})[\s،,.!]+){{0,3}})(?:(?:انا|أنا|ana)\s+)?(?:{_MEANS})(?:[\s،,:]+(?:{_OF_WHAT}))*[\s،,:]+(?=\S)",
    re.IGNORECASE,
)
"""How it begins where a member says what he meant, or only that he asks: "no, I am asking about my wife"."""
_NOT_THAT: Final = re.compile(
    r"[\s،,]+(?:و?(?:مو|مب|مش|موب|ليس|لا|mo|mu|mub|mish|mosh)|(?:and )?not)\s+(\S+(?:\s+\S+){0,3})$", re.IGNORECASE
)
"""What he did not mean, at the end: «المدة مو مين يوافق»."""


@dataclass(frozen=True, slots=True)
class Restated:
    """What was meant."""

    text: str
    without: str
    """The same without what was not meant, where the end names that."""
    not_meant: str
    denies: bool
    """It begins with a no: the last answer was not what was asked for."""


def restated(text: str) -> Restated | None:
    """Give what a text says that was meant by the words before it; None for any other text."""
    found = _RESTATES.match(text)
    if not found or not gist.has_content(rest := text[found.end() :]):
        return None
    tail = _NOT_THAT.search(rest)
    if tail is None or not gist.has_content(rest[: tail.start()]):
        return Restated(rest, rest, "", bool(found["denied"]))
    return Restated(rest, rest[: tail.start()], tail[1], bool(found["denied"]))
