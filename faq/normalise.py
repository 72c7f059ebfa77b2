"""Brings text to one form: `key` for search, `clean` for what is stored and shown, `digits` for numbers.

Pure functions on text; knows no vocabulary, no dialect and no language. A key is never shown nor stored in place of the text.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

RAW_LIMIT = 8_000
"""Code points that are looked at; what follows is not read. Keeps hostile input cheap."""
LIMIT = 1_000
"""Characters kept of a text before it is matched."""

_SHORT = 300
"""Characters of a text whose forms are remembered beside thousands of others."""
_REMEMBERED, _LONG_REMEMBERED = 2_048, 16
"""Short and long texts: while one message is decided on, the same forms of it are asked for some twenty times."""
WORDS = 2_048
"""Words of which a form is remembered, here and elsewhere: the common ones are in every text."""

_INVISIBLE = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\u061c\ufe00-\ufe0f\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0300-\u036f]")
_MARK_PILE = re.compile(
    "([\u0300-\u036f\u0610-\u061a\u064b-\u065f\u06d6-\u06ed]{3})[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u06d6-\u06ed]+"
)
_COMBINING = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06ed"
    "\u0730-\u074a\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
)
_HEAP = re.compile(f"({_COMBINING}{{32}}){_COMBINING}+")
"""Marks over one letter that no writing needs: putting thousands in order takes the time of their square."""
_TAKEN_OUT = re.compile(r"https?://\S+|www\.\S+|[^\s@]{1,64}+@\S{1,250}\.\S+|(?<!\d)\+?\d[\d\s\-]{7,}\d(?!\d)", re.IGNORECASE)
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_STRETCH = re.compile(r"([^\W\d_])\1{2,}")
_PUNCTUATION = re.compile(r"[\W_]+")
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[ \n]*\n ?")
_CLEAN = re.compile(r"[!-~،؛؟ء-غف-ي٠-٩]+(?: [!-~،؛؟ء-غف-ي٠-٩]+)*")
"""Texts in which there is nothing to clean, as most are: plain letters and signs with single spaces between."""

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیېے", "ي"),
        **dict.fromkeys("ةہھۀە", "ه"),
        **dict.fromkeys("کڪگ", "ك"),
        "ؤ": "و",
        "ئ": "ي",
        "ء": "",
        "پ": "ب",
        "چ": "ج",
        "ڤ": "ف",
        "ژ": "ز",
    },
)
# spellings of one word that the letter rules leave apart
_ALIASES = {"مسيول": "مسوول", "مسول": "مسوول", "شيون": "شوون", "شون": "شوون", "شيي": "شي", "هيه": "هييه"}

_JOINED_NOT = re.compile(r"\bما(?=ا\w\w)")
"""«مااعطي» and «مااقدر» are written in one; no other word begins so."""


def _remembering(form: Callable[[str], str]) -> Callable[[str], str]:
    short, long = lru_cache(_REMEMBERED)(form), lru_cache(_LONG_REMEMBERED)(form)

    def remembered(text: str) -> str:
        return short(text) if len(text) <= _SHORT else long(text[:RAW_LIMIT])

    return remembered


def digits(text: str) -> str:
    """Write any decimal digits, of whatever script, in ASCII."""
    return _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


def clean(text: str) -> str:
    """Make text fit to be stored and shown: NFC, no invisible or control characters, spaces collapsed; letters are kept."""
    if _CLEAN.fullmatch(text):
        return text
    text = unicodedata.normalize("NFC", _MARK_PILE.sub(r"\1", _CONTROL.sub("", text.replace("\r\n", "\n"))))
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    return _BREAKS.sub("\n\n", text).strip()


def plain(text: str) -> str:
    """Cut and bring to one Unicode form without diacritics, tatweel, elongation and invisible characters; spelling stays."""
    return _plain(text)


@_remembering
def _plain(text: str) -> str:
    return _STRETCH.sub(r"\1", _one_form(text))


def _one_form(text: str) -> str:
    """Decompose, drop the marks that carry no letter (hamza and madda do), compose again: equal for all Unicode forms."""
    text = _HEAP.sub(r"\1", _CONTROL.sub(" ", _INVISIBLE.sub("", text[:RAW_LIMIT])))
    text = unicodedata.normalize("NFKC", _MARKS.sub("", unicodedata.normalize("NFKD", text)))
    return " ".join(digits(_INVISIBLE.sub("", text)).split())[:LIMIT]


def key(text: str) -> str:
    """Give the search key: what two spellings of the same words have in common (rules in docs/reference/matching.md)."""
    return _remembered_key(text)


def _key(text: str) -> str:
    text = _STRETCH.sub(r"\1", _TAKEN_OUT.sub(" ", _one_form(text))).lower().translate(_LETTERS)
    words = _PUNCTUATION.sub(" ", text).split()
    return _JOINED_NOT.sub("ما ", " ".join(_ALIASES.get(word, word) for word in words))


_remembered_key = _remembering(_key)


@lru_cache(WORDS)
def word(text: str) -> str:
    """Give the key of one word; remembered, for the same words come again and again."""
    return _key(text)
