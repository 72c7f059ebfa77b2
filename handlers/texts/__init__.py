"""Every sentence that a member can see, by language and key. Pure lookup; must not decide which sentence is said.

In Arabic and English: `ar` and `en` what is said most, `forms_ar` and `forms_en` of forms, `casework_ar` and `casework_en` of
tickets, `proactive_ar` and `proactive_en` unasked, `labels_ar` and `labels_en` on buttons, `brief_ar` and `brief_en` where few
letters are to be used. `notices` words what the way of a message says, and `kept` what tickets keep, in an officer's language.

`{name}` in a sentence is a value given by the handler, or one of the association's facts (`faq.facts.NAMES`).
"""

from collections import ChainMap
from collections.abc import Mapping
from typing import Final

from domain import plurals
from domain.model import Language
from handlers.texts import (
    ar,
    brief_ar,
    brief_en,
    casework_ar,
    casework_en,
    en,
    forms_ar,
    forms_en,
    labels_ar,
    labels_en,
    proactive_ar,
    proactive_en,
)

ARABIC: Final = (ar.LINES, forms_ar.LINES, casework_ar.LINES, proactive_ar.LINES, labels_ar.LINES)
ENGLISH: Final = (en.LINES, forms_en.LINES, casework_en.LINES, proactive_en.LINES, labels_en.LINES)
BY_LANGUAGE: Final[Mapping[Language, Mapping[str, str]]] = {
    Language.ARABIC: dict(ChainMap(*ARABIC)),
    Language.ENGLISH: dict(ChainMap(*ENGLISH)),
}

BRIEF: Final[Mapping[Language, Mapping[str, str]]] = {
    Language.ARABIC: {**BY_LANGUAGE[Language.ARABIC], **brief_ar.LINES},
    Language.ENGLISH: {**BY_LANGUAGE[Language.ENGLISH], **brief_en.LINES},
}
"""The same sentences, for where length is counted and paid: some of them say it in fewer words."""


def line(key: str, language: Language, *, brief: bool = False) -> str:
    """Give the sentence; KeyError on a key that does not exist (a test reads all keys that handlers use)."""
    return (BRIEF if brief else BY_LANGUAGE)[language][key]


def find(key: str, language: Language, *, brief: bool = False) -> str | None:
    """Give the sentence if there is one; for names that only some documents have."""
    return (BRIEF if brief else BY_LANGUAGE)[language].get(key)


def counted(key: str, number: int, language: Language, *, brief: bool = False) -> str:
    """Give the form of a sentence that agrees with a number, after CLDR's plural rules (`key.one`, `key.few` ...)."""
    return line(f"{key}.{_form(number, language)}", language, brief=brief)


def _form(number: int, language: Language) -> str:
    match language:
        case Language.ENGLISH:
            return "one" if number == 1 else "other"
        case Language.ARABIC:
            return plurals.arabic(number)
