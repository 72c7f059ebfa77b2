"""Takes personal data out of a text before it is kept to learn from: marks stand where names and numbers stood.

Pure. Rather takes too much than too little: what a question asks for is in its other words.
"""

import re
from typing import Final

from faq import normalise

_LINK: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_MAIL: Final = re.compile(r"\S+[@\uff20]\S+")
_REFERENCE: Final = re.compile(r"\bT[\s-]?\d{2,12}(?:-\d)?\b", re.IGNORECASE)
_IBAN: Final = re.compile(r"\b[A-Z]{2}\s?\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?\d{1,4})?\b", re.IGNORECASE)
_ID: Final = re.compile(r"(?<!\d)[12\u0661\u0662\u06f1\u06f2]\d{9}(?!\d)")
_PHONE: Final = re.compile(r"(?<!\d)(?:\+|\b(?:00|0|\u0660))\s?\d(?:[\s().\-]{0,2}\d){7,14}(?!\d)")
_NUMBER: Final = re.compile(r"\d(?:[\s.,/\-\u066b\u066c]{0,2}\d){4,}")
_HINT: Final = re.compile(r"[\d@\uff20]|https?://|www\.", re.IGNORECASE)
"""Without any of these there is nothing for the patterns above; most questions have none."""
_STOP: Final = (
    r"(?:[وف]?(?:كم|متى|متي|وش|ايش|إيش|شو|كيف|كيفية|هل|ابغى|أبغى|ابي|أبي|ابغا|اريد|أريد|ارغب|أرغب|عندي|رقمي|رقم|هويتي|جوالي|من|"
    r"ما|ماهي|ليش|لماذا|وين|اين|أين|لو|ممكن|حاب|انا|أنا|السلام|عضو|طلبي|اقدر|أقدر|استفسر|استفسار)|"
    r"and|i|my|how|when|what|where|can|is|do|does|want|need|kam|mata|wesh|keef|abi|abgha|wa|w)\b"
)
_INTRODUCED: Final = re.compile(
    r"(?P<said>\b(?:[وف]?(?:اسمي|إسمي|أسمي)(?:\s+(?:هو|الكامل))?|my\s+(?:full\s+)?name(?:\s+is|'s)?|name\s*[:：]|الاسم|[ie]smi))"
    rf"\s*[:：]?\s+(?!{_STOP})[^\W\d_]+(?:\s+(?!{_STOP})[^\W\d_]+){{0,3}}",
    re.IGNORECASE,
)

MARKS: Final = ("[رابط]", "[بريد]", "[مرجع]", "[آيبان]", "[هوية]", "[جوال]", "[رقم]", "[اسم]")
"""What stands in place of a link, a mail address, a reference, an IBAN, a national id, a phone, another number, a name."""
_MARKED: Final = re.compile("|".join(map(re.escape, MARKS)))
_PATTERNS: Final = tuple(zip((_LINK, _MAIL, _REFERENCE, _IBAN, _ID, _PHONE, _NUMBER), MARKS, strict=False))


def stripped(text: str) -> str:
    """Give the text with marks in place of personal data; never raises. Of a long text the beginning is kept."""
    kept = normalise.clean(text)[: normalise.LIMIT]
    for pattern, mark in _PATTERNS if _HINT.search(kept) else ():
        kept = pattern.sub(mark, kept)
    return _INTRODUCED.sub(_unnamed, kept)


def _unnamed(introduced: re.Match[str]) -> str:
    return f"{introduced['said']} {MARKS[-1]}"


def hidden(text: str) -> str:
    """Give the text, all else as it was, with marks in place of IBANs, national ids and phone numbers; never raises."""
    for pattern, mark in ((_IBAN, MARKS[3]), (_ID, MARKS[4]), (_PHONE, MARKS[5])):
        text = pattern.sub(mark, text)
    return text


def unmarked(text: str) -> str:
    """Give a stripped text without its marks: the words that say what is asked."""
    return " ".join(_MARKED.sub(" ", text).split())
