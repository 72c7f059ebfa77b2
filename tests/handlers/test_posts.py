"""What members are told of whoever takes their matter, which is what the regulation says."""

from dataclasses import replace

import pytest

from bot import duties
from domain.inbound import TextReceived
from domain.model import Language
from domain.ticketeffects import OpenTicket
from tests.handlers.house import AR, EN, HOUSE, Talk, context
from tests.packaged import KNOWN

SAMPLE = duties.load(duties.SAMPLE, frozenset(entry.topic for entry in KNOWN.entries.values() if entry.topic))


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        (AR, "أبغى أشتكي", "وأحلتها إلى المشرف على علاقات الأعضاء"),
        (AR, "خدمتكم سيئة جدا جدا", "وأحلتها الآن إلى المشرف على علاقات الأعضاء"),
        (AR, "المدير لو سمحت", "أحلت محادثتك إلى موظف علاقات الأعضاء"),
        (EN, "officer", "passed this conversation to the member-relations officer"),
    ],
)
def test_the_post_that_takes_it_is_named(language: Language, words: str, told: str) -> None:
    """A complaint goes to the supervisor in the sample, and so the member is told; in English with its article."""
    talk = Talk(context(house=replace(HOUSE, regulation=SAMPLE), language=language))
    replies = talk.happen(TextReceived(words))
    if not talk.done(OpenTicket):
        replies = talk.happen(TextReceived("لم يرد علي أحد منذ أسبوع كامل، واتصلت ثلاث مرات"))
    assert told in replies[-1].text
