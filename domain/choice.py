"""Choosing by words: which of the offered options a member means by "2", «٢», «الثاني» or the option's own words.

Pure, for every channel alike. Must not know what an option leads to.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from domain.model import Option

LONGEST: Final = 80
"""Characters of a text that can be a choice; a longer one is something else."""

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c]")
_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u0300-\u036f]")
_LETTERS = str.maketrans({**dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ئ": "ي", "ة": "ه", "ؤ": "و", "ک": "ك", "ی": "ي", "ء": ""})
_NUMBER = re.compile(r"(?:no|number|option|رقم|الرقم|خيار|الخيار)? ?([0-9]{1,2})")
_OWN_NUMBER = re.compile(r"([0-9]{1,2})(?: |$)")
_ORDINALS: Final = (
    ("الاول", "الاولي", "اول", "اول واحد", "اول شي", "awal", "el awal", "alawal", "first", "the first", "first one",
     "the first one", "one"),
    ("الثاني", "الثانيه", "ثاني", "ثاني واحد", "ثاني شي", "thani", "el thani", "althani", "second", "the second",
     "second one", "the second one", "two"),
    ("الثالث", "الثالثه", "ثالث", "ثالث واحد", "thaleth", "el thaleth", "third", "the third", "third one",
     "the third one", "three"),
    ("الرابع", "الرابعه", "رابع", "رابع واحد", "rabe3", "el rabe3", "fourth", "the fourth", "fourth one",
     "the fourth one", "four"),
    ("الخامس", "الخامسه", "خامس", "خامس واحد", "5ames", "el 5ames", "fifth", "the fifth", "fifth one", "the fifth one", "five"),
)  # fmt: skip
_LAST: Final = frozenset(("الاخير", "الاخيره", "اخر واحد", "اخر شي", "last", "the last", "last one", "the last one"))


def numbers(offered: Sequence[Option]) -> tuple[int, ...]:
    """Give the number by which each option is chosen.

    A label that begins with a number keeps it («5 ممتاز» is 5 wherever it stands); the others count from 1, past those taken.
    """
    own = [_own(option) for option in offered]
    free = (number for number in range(1, 2 * len(offered) + 1) if number not in own)
    return tuple(next(free) if number is None else number for number in own)


def is_number(text: str) -> bool:
    """Tell whether a text is nothing but the number of an option, whether or not there is one."""
    return bool(_NUMBER.fullmatch(_fold(text[:LONGEST])))


def resolve_choice(text: str, offered: Sequence[Option], *, parts: bool = True) -> Option | None:
    """Find the one option that the text means, or None.

    `parts` False takes only a number or an option's whole words: for places where free text is awaited.
    """
    said = _fold(text) if len(text) <= LONGEST else ""
    if not said or not offered:
        return None
    if found := _NUMBER.fullmatch(said):
        return _only([o for o, number in zip(offered, numbers(offered), strict=True) if number == int(found[1])])
    whole = [option for option in offered if said == _fold(option.label) or _alike(said, _words(option))]
    if whole or not parts:
        return _only(whole)
    return _by_place(said, offered) or _only([option for option in offered if _is_part(said, _words(option))])


def _own(option: Option) -> int | None:
    found = _OWN_NUMBER.match(_fold(option.label))
    return int(found[1]) if found else None


def _by_place(said: str, offered: Sequence[Option]) -> Option | None:
    if said in _LAST:
        return offered[-1]
    return next((option for option, names in zip(offered, _ORDINALS, strict=False) if said in names), None)


def _words(option: Option) -> str:
    return _without_number(option.label)


@lru_cache(maxsize=2048)
def _without_number(label: str) -> str:
    folded = _fold(label)
    return _OWN_NUMBER.sub("", folded) or folded


def _alike(said: str, label: str) -> bool:
    """Forgive one slip in five letters, two in eleven; short words must be right."""
    slips = 2 if len(label) > 10 else 1 if len(label) > 4 else 0  # noqa: PLR2004 - as the docstring says
    said, label = _unarticled(said), _unarticled(label)
    return abs(len(said) - len(label)) <= slips and OSA.distance(said, label, score_cutoff=slips) <= slips


def _is_part(said: str, label: str) -> bool:
    told, named = _unarticled(said).split(), _unarticled(label).split()
    return all(len(word) > 1 and any(_alike(word, other) for other in named) for word in told)


@lru_cache(maxsize=4096)
def _unarticled(words: str) -> str:
    return " ".join(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in words.split())  # noqa: PLR2004


def _only(found: Sequence[Option]) -> Option | None:
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=2048)
def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in _MARKS.sub("", text).translate(_LETTERS))
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())
