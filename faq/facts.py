"""Facts: the figures and addresses that texts name as `{name}`, and their wording in each language.

They come from one place, the configuration (`bot.config` builds them). Must not read it, nor know what a fact is used for.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain import plurals
from domain.errors import ConfigError
from domain.model import Language
from domain.plurals import Form

NAMES: Final = frozenset(
    {
        "association",
        "phone",
        "whatsapp",
        "email",
        "website",
        "address",
        "office_hours",
        "ramadan_hours",
        "committee_period",
        "manager_title",
        "relations_title",
        "share_value",
        "minimum_shares",
        "membership_fee",
        "issue_fee",
        "admission_days",
        "withdrawal_notice_days",
        "refund_days",
        "list_order",
        "offer_days",
        "arrears_limit",
        "complaint_days",
        "internal_exchange",
    }
)
"""Every name that a text may use, as docs/reference/knowledge-format.md lists them."""

_NAME = re.compile(r"\{([^{}\n]*)\}")


def names_in(text: str) -> frozenset[str]:
    """Whatever stands in `{}` in the text, known or not."""
    return frozenset(_NAME.findall(text))


def put(stand_in: str, text: str) -> str:
    """Put the same words in place of every value: for judging a text before its values are known."""
    return _NAME.sub(lambda _: stand_in, text)


@dataclass(frozen=True, slots=True)
class Facts:
    """All values, worded for a reader, by language."""

    values: Mapping[Language, Mapping[str, str]]
    """Empty: nobody has entered it, and answers say so in a sentence of its own."""

    def __post_init__(self) -> None:
        """Raise ConfigError when a value is missing in a language: an answer must never fail for want of one."""
        for language in Language:
            missing = sorted(NAMES - self.values.get(language, {}).keys())
            if missing:
                raise ConfigError(f"facts without a value in {language}: {', '.join(missing)}")

    def fill(self, text: str, language: Language) -> str:
        """Put the values into a text that `faq.library.load` has proved; KeyError on an unknown name."""
        values = self.values[language]
        missing = [name for name in dict.fromkeys(_NAME.findall(text)) if not values[name]]
        if missing:
            text = _without(text, missing, _missing(missing, language))
        return _NAME.sub(lambda found: values[found[1]], text)


_SENTENCE: Final = re.compile(r"(?<=[.؟?!])\s+")
_CLAUSE: Final = re.compile(r"(?=؛ |; |، ?[وف]|, (?:and|so) )")
"""Where a sentence goes on with something that it can do without."""
_CALLED: Final = {
    Language.ARABIC: {
        "phone": "رقم الهاتف",
        "whatsapp": "رقم الواتساب",
        "email": "البريد الإلكتروني",
        "website": "عنوان الموقع",
        "address": "عنوان المقر",
        "office_hours": "ساعات العمل",
        "ramadan_hours": "ساعات العمل في رمضان",
    },
    Language.ENGLISH: {
        "phone": "the phone number",
        "whatsapp": "the WhatsApp number",
        "email": "the email address",
        "website": "the website's address",
        "address": "the office's address",
        "office_hours": "the office hours",
        "ramadan_hours": "the hours in Ramadan",
    },
}
"""What may be missing, as members are told."""


def _without(text: str, missing: Sequence[str], note: str) -> str:
    """Take out what cannot be said without the missing values: the clause that needs one, or its whole sentence.

    A note says what is missing; first, where the text began with just that.
    """
    paragraphs = [[_cut(sentence, missing) for sentence in _SENTENCE.split(part)] for part in text.split("\n\n")]
    noted = [note, *paragraphs[0]] if not paragraphs[0][0] else [*paragraphs[0], note]
    told = (" ".join(filter(None, sentences)) for sentences in (noted, *paragraphs[1:]))
    return "\n\n".join(filter(None, told))


def _cut(sentence: str, missing: Sequence[str]) -> str:
    clauses = _CLAUSE.split(sentence)
    kept = "".join(clause for clause in clauses if not any(f"{{{name}}}" in clause for name in missing))
    if len(kept) == len(sentence):
        return sentence
    kept = kept.strip("،؛;, ")
    return f"{kept.removesuffix('.')}." if kept else ""


def _missing(names: Sequence[str], language: Language) -> str:
    called = [_CALLED[language].get(name, name) for name in names]
    if language is Language.ARABIC:
        return f"ليس لدي {' ولا '.join(called)} بعد، فاكتب «موظف» ليفيدك موظف الجمعية."
    return f"I do not have {' or '.join(called)} yet; write “officer” and an officer will tell you."


class Sense(StrEnum):
    """What a period bounds: the earliest or the latest time."""

    MINIMUM = "minimum"
    MAXIMUM = "maximum"


class Noun(StrEnum):
    """What can be counted in a sentence; its Arabic forms are all masculine."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    RIYAL = "riyal"
    SHARE = "share"
    INSTALMENT = "instalment"


@dataclass(frozen=True, slots=True)
class _Forms:
    one: str
    two: str
    few: str
    many: str


_FORMS: Final = {
    Noun.DAY: _Forms("يوم", "يومين", "أيام", "يومًا"),
    Noun.WEEK: _Forms("أسبوع", "أسبوعين", "أسابيع", "أسبوعًا"),
    Noun.MONTH: _Forms("شهر", "شهرين", "أشهر", "شهرًا"),
    Noun.RIYAL: _Forms("ريال", "ريالين", "ريالات", "ريالًا"),
    Noun.SHARE: _Forms("سهم", "سهمين", "أسهم", "سهمًا"),
    Noun.INSTALMENT: _Forms("قسط", "قسطين", "أقساط", "قسطًا"),
}
_ARABIC_WORDS: Final = {
    3: "ثلاثة",
    4: "أربعة",
    5: "خمسة",
    6: "ستة",
    7: "سبعة",
    8: "ثمانية",
    9: "تسعة",
    10: "عشرة",
}
_ENGLISH_WORDS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DAYS_IN_WEEK: Final = 7


def counted(number: int, noun: Noun, language: Language) -> str:
    """«ثلاثة أيام», «أسبوعين», "30 days": number and noun in agreement, in the genitive (after «خلال», «عن», «على»).

    Words up to ten, digits above.
    """
    match language:
        case Language.ARABIC:
            return _counted_in_arabic(number, _FORMS[noun])
        case Language.ENGLISH:
            word = _ENGLISH_WORDS[number] if number < len(_ENGLISH_WORDS) else f"{number:,}"
            return f"{word} {noun}" + ("" if number == 1 else "s")


def _counted_in_arabic(number: int, forms: _Forms) -> str:
    match plurals.arabic(number):
        case Form.ONE:
            return f"{forms.one} واحد"
        case Form.TWO:
            return forms.two
        case Form.FEW:
            form = forms.few
        case Form.MANY:
            form = forms.many
        case Form.OTHER:
            form = forms.one
    return f"{_ARABIC_WORDS.get(number, f'{number:,}')} {form}"


def period(days: int, sense: Sense, language: Language) -> str:
    """«مدة لا تقل عن أسبوعين», "a period of not less than two weeks"; in weeks when the days make whole weeks."""
    weeks, rest = divmod(days, _DAYS_IN_WEEK)
    length = counted(days, Noun.DAY, language) if rest or not weeks else counted(weeks, Noun.WEEK, language)
    return f"{_BOUND[language][sense]} {length}"


_BOUND: Final = {
    Language.ARABIC: {Sense.MINIMUM: "مدة لا تقل عن", Sense.MAXIMUM: "مدة لا تزيد على"},
    Language.ENGLISH: {Sense.MINIMUM: "a period of not less than", Sense.MAXIMUM: "a period of not more than"},
}
