"""What handlers keep in a ticket in Arabic, as an officer reads it whose language is English."""

import re

import pytest

from domain.model import Language
from handlers import texts
from handlers.texts import kept

ARABIC, ENGLISH = texts.BY_LANGUAGE[Language.ARABIC], texts.BY_LANGUAGE[Language.ENGLISH]
KEPT = sorted(key for key in ARABIC if key.startswith(("note.", "field.", "media.", "cause.")))


@pytest.mark.parametrize("key", KEPT)
def test_every_kept_sentence_is_known_again(key: str) -> None:
    """With what stands in its blanks; an officer whose language is Arabic reads it as it is."""
    blanks = {name: f"x{at}" for at, name in enumerate(re.findall(r"\{(\w+)\}", ARABIC[key]))}
    words = ARABIC[key].format_map(blanks)
    assert kept.read(words, Language.ENGLISH) == ENGLISH[key].format_map(blanks)
    assert kept.read(words, Language.ARABIC) == words


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("نُبّه صاحب المعاملة: لم يتسلمها أحد.", "The ticket's owner was warned: nobody took it."),
        ("أرسل العضو صورة", "The member sent a picture"),
        ("قررت اللجنة قبول الطلب. ", "The committee decided to accept the request."),
        ("1099 (يُراجع: لا يبدو صحيحاً)", "1099 (to be checked: does not look right)"),
        ("الحارس نائم", "الحارس نائم"),
    ],
)
def test_what_is_in_a_blank_is_read_too(words: str, read: str) -> None:
    """An empty one leaves no mark, and a member's own words stand as they are."""
    assert kept.read(words, Language.ENGLISH) == read
