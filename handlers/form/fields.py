"""The fields of the forms: their order, and what an answer to each may look like. Pure; asks and says nothing.

A check that fails is a hint to the member, never a refusal: numbers of other kinds exist, and an officer can verify them.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import phonenumbers

from domain.states import FormKind
from faq import normalise

LONGEST: Final = 500
"""Characters kept of an answer."""

_ID = re.compile(r"[0-9]{10}")
LETTER: Final = r"(?<=[A-Za-z'’])[235-9](?![0-9])|(?<![0-9])[235-9](?=['’]?[A-Za-z])"
"""A figure that stands for a letter, as Arabs write theirs in Latin letters: «m7ammad», «3ali»."""
_LETTER: Final = re.compile(LETTER)
_RUN = re.compile(r"(?<![A-Za-z])\+?[0-9](?:[\s\-.()]*[0-9])*")
RELATIVE: Final = "(?: (?:زوجي|زوجتي|ابني|بنتي|ولدي|والدي|والدتي|[اأ]مي|[اأ]بوي|[اأ]خوي|[اأ]خي|[اأ]ختي))"
"""Whose name it is, where somebody writes for another."""
_CALLED = re.compile(
    rf"(?:(?:أنا |انا )?[اإ]سم(?:[يىه]|ها|{RELATIVE})\b|(?:أنا|انا|(?-i:ana)|i am|i'm|this is)\s+(?=\S+\s+\S)|"
    r"(?:[اأ]كتب(?:ه|وه|يه)|خل(?:ه|ها|يه|وه)|صححه|عدله|حطه|make it|write)\s+(?=\S+\s+\S)|"
    r"(?:my|the)? ?(?:full )?name is\b|[ei]smi\b|الاسم\b|name\s*:)"
    r"(?:\s*(?:الكامل|بالكامل|كامل|الصحيح|هو|is))*\s*[:،,/\-]?\s*",
    re.IGNORECASE,
)
"""What stands in front of a name in a sentence."""
_LABEL: Final = re.compile(r"^(?:الطلب|الدعم|المطلوب|السبب|need|reason|request)(?: (?:المطلوب|هو))?\s*[:/\-]\s*", re.IGNORECASE)
"""What a member writes in front of an answer in his own words."""
_SON: Final = frozenset({"بن", "ابن", "بنت", "bin", "ibn", "bint", "ben"})
_ADDING: Final = re.compile(
    r"(?:(?:[اأ]بي|[اأ]بغى|[اأ]ريد|ودي|حاب|i want to|i'd like to|please)\s+)?(?:[اأ]?زيد(?:وا)?|[اأ]?ضيف(?:وا)?|[اأ]ضف|add)"
    r"(?:\s+(?:على|الى|إلى|لـ?|to)\s*(?:(?:my|the)\s+)?(?:الحاجة|الحاجه|حاجتي|الدعم|الطلب|طلبي|الرغبة|need|wish|request"
    r"|support))?"
    r"(?:\s*[:،,]|\s+(?:إن|أن|ان|that))?\s+",
    re.IGNORECASE,
)
"""What stands in front of an addition."""
_NAMES: Final = range(2, 9)
"""Words of a full name."""
_WISHES: Final = frozenset(
    normalise.key(
        "عضوية جديدة جديد تسجيل استكمال اكمال تكملة تحديث تعديل jadeed jadeeda jadida 3udwiya tasjeel tasjil ta7deeth "
        "new membership registration register completing update updating"
    ).split()
)
"""What a registration is for, in one word."""
_UPDATING: Final = frozenset(normalise.key("تحديث تعديل احدث اعدل تغيير update updating change ta7deeth").split())
_ANEW: Final = frozenset(normalise.key("جديد جديدة new jadeed jadeeda jadida").split())
_DIGITS: Final = 4
"""Digits from which words can be meant as a number."""
_MOBILE: Final = phonenumbers.PhoneNumberType.MOBILE
_EITHER: Final = phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE


class Field(StrEnum):
    """One thing that a form asks."""

    NAME = "name"
    NATIONAL_ID = "national_id"
    MOBILE = "mobile"
    NEED = "need"
    WISH = "wish"
    ASKED = "asked"
    """Not asked for: the member's own questions beside the form, which the officer answers."""


FIELDS: Final[Mapping[FormKind, tuple[Field, ...]]] = {
    FormKind.SUPPORT: (Field.NAME, Field.NATIONAL_ID, Field.MOBILE, Field.NEED),
    FormKind.REGISTRATION: (Field.NAME, Field.NATIONAL_ID, Field.MOBILE, Field.WISH),
}
"""In the order in which they are asked."""
SKIPPED: Final = frozenset({Field.NATIONAL_ID, Field.MOBILE})
"""Those that a member may leave to the officer."""
FREE: Final = frozenset({Field.NEED, Field.WISH})
"""Those that are answered in his own words."""


def tidy(field: Field, text: str) -> str:
    """Bring an answer to the form in which it is kept."""
    text = " ".join(normalise.clean(text).split())[:LONGEST]
    match field:
        case Field.NATIONAL_ID:
            digits = normalise.digits(text)
            whole = next((number for number in numbers(digits) if _ID.fullmatch(number)), "")
            return whole or (re.sub(r"[\s\-.]", "", digits) if could_be(field, digits) else text)
        case Field.MOBILE:
            number = _parsed(text)
            if number:
                return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            return next(iter(numbers(text)), normalise.digits(text))
        case Field.NAME:
            return _CALLED.sub("", text, count=1) if _CALLED.match(text) else text
        case Field.NEED | Field.WISH:
            return _LABEL.sub("", text)
        case Field.ASKED:
            return text


def numbers(text: str) -> list[str]:
    """Give the numbers that stand in words, each without what separates its digits."""
    runs = _RUN.findall(normalise.digits(text))
    return [number for run in runs if len(number := re.sub(r"[^0-9+]", "", run)) >= _DIGITS]


def closed(text: str) -> str:
    """Give words with what separates the digits of their numbers left out: «050 123 4567» is one number."""
    return _RUN.sub(lambda run: re.sub(r"[^0-9+]", "", run[0]), normalise.digits(text))


def could_be(field: Field, text: str) -> bool:
    """Tell whether words can be meant as an answer at all: where a number is asked, those with a number in them."""
    return field not in SKIPPED or sum(char.isdecimal() for char in text) >= _DIGITS


def looks_right(field: Field, value: str) -> bool:
    """Tell whether a tidied answer can be what it should be."""
    match field:
        case Field.NAME:
            odd = any(char.isdecimal() or char in "؟?@" for char in _LETTER.sub("", value))
            return len(value.split()) in _NAMES and not odd
        case Field.NATIONAL_ID:
            return bool(_ID.fullmatch(value)) and value[0] in "12" and luhn(value)
        case Field.MOBILE:
            number = _parsed(value)
            return number is not None and phonenumbers.number_type(number) in {_MOBILE, _EITHER}
        case Field.WISH if normalise.key(value) in _WISHES:
            return True
        case Field.NEED | Field.WISH | Field.ASKED:
            return any(char.isalpha() for char in value) and len(value.split()) > 1


def updates(wish: str) -> bool:
    """Tell whether a registration's wish is to bring data up to date, and nothing new."""
    said = frozenset(normalise.key(wish).split())
    return not said.isdisjoint(_UPDATING) and said.isdisjoint(_ANEW)


def begins_wish(text: str) -> bool:
    """Tell whether words begin with what a registration is for: «عضوية جديدة لي ولزوجتي»."""
    return next(iter(normalise.key(text).split()), "") in _WISHES


def shown(field: Field, value: str) -> str:
    """Give a kept answer as people read it: a Saudi mobile number begins with 05."""
    number = _parsed(value) if field is Field.MOBILE else None
    if number is None or number.country_code != 966:  # noqa: PLR2004 - Saudi Arabia
        return value
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL).replace(" ", "")


def luhn(digits: str) -> bool:
    """Check the last digit as Saudi identity and residence numbers have it (Luhn, modulo 10)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)  # noqa: PLR2004 - the sum of its two digits
    return total % 10 == 0


def behind_adding(text: str) -> str:
    """Give what is to be added to an answer, without the words that say so: «السباكة» of «ابي ازيد على الحاجة: السباكة»."""
    return _ADDING.sub("", text, count=1) or text


def same_name(one: str, other: str) -> bool:
    """Compare a signature with the name given, forgiving spelling that does not matter, and «بن»."""
    return "".join(_parts(one)) == "".join(_parts(other))


def is_fuller(name: str, known: str) -> bool:
    """Tell whether a name is the known one with more of its parts: «علي محمد القحطاني» of «علي محمد»."""
    parts, rest = _parts(known), iter(_parts(name))
    return bool(parts) and parts[:1] == _parts(name)[:1] and all(part in rest for part in parts)


def beside_name(text: str, name: str) -> list[str] | None:
    """Give the words around the whole of a name in a text, as keys; None where it does not stand there as it was given."""
    said, parts = _parts(text), _parts(name)
    at = next((at for at in range(len(said)) if said[at : at + len(parts)] == parts), None)
    return None if at is None or not parts else [*said[:at], *said[at + len(parts) :]]


def _parts(name: str) -> list[str]:
    return [part for part in normalise.key(name).split() if part not in _SON]


def _parsed(text: str) -> phonenumbers.PhoneNumber | None:
    text = normalise.digits(normalise.clean(text))
    return next(filter(None, map(_valid, (text, *numbers(text)))), None)


def _valid(text: str) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, "SA")
    except phonenumbers.NumberParseException:
        # what cannot be read as a number at all is kept as it was written
        return None
    return number if phonenumbers.is_valid_number(number) else None
