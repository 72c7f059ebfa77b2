"""How sure it is by its words that a message which Twilio lists is one of ours. Pure.

What went out need not be a reply's own words alone: a template holds them, a note stands in front of them, or a line that
leads elsewhere stands in their place.
"""

import re
from collections.abc import Iterable
from enum import IntEnum

_ADDRESS = re.compile(r"https?://\S+")
"""Left out: an address may be another one each time, as a signed link is."""


class Likeness(IntEnum):
    """How sure, in rising order."""

    NONE = 0
    UNTOLD = 1
    """It has no words of which to tell."""
    HOLDING = 2
    """Ours stand within it."""
    SAME = 3


def likeness(listed: str, forms: Iterable[str]) -> Likeness:
    """Compare as far as Twilio keeps words: it trims them, and may write breaks and spaces in its own way."""
    said, ours = _plain(listed), [_plain(form) for form in forms]
    if said in ours:
        return Likeness.SAME
    if not said:
        return Likeness.UNTOLD
    return Likeness.HOLDING if any(form and form in said for form in ours) else Likeness.NONE


def _plain(words: str) -> str:
    return " ".join(_ADDRESS.sub("", words).replace("*", "").split())
