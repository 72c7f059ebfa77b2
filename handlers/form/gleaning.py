"""Gleans the answers to a form from words that hold several at once: «اسمي … ورقم هويتي … وجوالي …». Pure.

Takes only what looks right and stands out; all else is asked as usual, and the member reviews what was taken.
"""

import re
from typing import Final

from faq import normalise
from handlers.form import fields, names
from handlers.form.fields import Field
from handlers.hearing import needs, words

_SENTENCES: Final = re.compile(r"(?<=[.!؛;\n])\s+")
_HIS_NAME: Final = re.compile(r"\b(?:[اإ]سمه|[اإ]سمها|(?:his|her) (?:full )?name(?: is)?)\b", re.IGNORECASE)
_APART: Final = re.compile(r"\+?[0-9]{9,15}")
"""Numbers beside each other, between which nothing but a space stands."""


def found(text: str, asked: Field | None = None) -> dict[Field, str]:
    """Give the answers that the words hold beside each other; `asked`: the field whose question they answer."""
    text = normalise.clean(text)
    taken: dict[Field, str] = {}
    for number in (*fields.numbers(text), *_APART.findall(normalise.digits(text))):
        for field in (Field.NATIONAL_ID, Field.MOBILE):
            value = fields.tidy(field, number)
            if field not in taken and fields.looks_right(field, value):
                taken[field] = value
    if name := names.found(text, asked):
        taken[Field.NAME] = name
    return taken


def of_another(text: str) -> dict[Field, str]:
    """Give the answers that are told of somebody else: «هي اسمها حصة القحطاني وهويتها 1058529940»."""
    return found(_HIS_NAME.sub("الاسم", normalise.clean(text)))


def need(text: str, name: str = "") -> str:
    """Give what a wish for support says of the need, in its own words; empty where it says none, or asks."""
    if not needs.tells_need(text, name) or words.asks(text):
        return ""
    parts = [part for part in _SENTENCES.split(names.behind_greeting(text)) if not names.NAMED.search(f" {part}")]
    return fields.tidy(Field.NEED, " ".join(parts))
