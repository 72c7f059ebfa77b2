import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq import normalise


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ﻻ ﻛﻢ ﷲ", "لا كم الله"),
        ("ك\u200bم\u202e الر\u200fسوم", "كم الرسوم"),
        ("رُسُومُ العُضْوِيَّة", "رسوم العضويه"),
        ("جمـــعية", "جمعيه"),
        ("أحمد إلى آخر ٱسم", "احمد الي اخر اسم"),
        ("مسئول مسؤول", "مسوول مسوول"),
        ("شيء شئ", "شي شي"),
        ("الکتاب گبیر", "الكتاب كبير"),
        ("٣٤ و۵۶", "34 و56"),
        ("لييييش 1000", "ليش 1000"),
        ("كم؟! الرسوم، والأسهم؛", "كم الرسوم والاسهم"),
        ("WhatsApp", "whatsapp"),
        ("راسلوني على a.b@example.com أو 0501234567", "راسلوني علي او"),
        ("شوف https://www.example.com/x?y=1 هنا", "شوف هنا"),
    ],
)
def test_key(text: str, key: str) -> None:
    """Each rule of the search key takes away what does not tell words apart."""
    assert normalise.key(text) == key


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_key_of_any_unicode_form(text: str) -> None:
    """The same text in any Unicode form has the same key."""
    forms = {normalise.key(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}
    assert forms == {normalise.key(text)}


@given(st.text(max_size=300))
def test_key_is_settled(text: str) -> None:
    """A key is at most `LIMIT` characters, and never holds punctuation or doubled spaces."""
    key = normalise.key(text)
    assert len(key) <= normalise.LIMIT + 1
    assert "  " not in key
    assert not any(mark in key for mark in "؟،؛.!?")


@given(st.text(st.sampled_from("".join(map(chr, (*range(0x20, 0x7F), *range(0x600, 0x670)))))))
def test_a_text_that_is_clean_by_its_letters_is_what_cleaning_makes_of_it(text: str) -> None:
    """Most texts take a short way, which must lead where the long one does: what is not seen forces that."""
    assert normalise.clean(text) == normalise.clean(f"{text}\ufeff")


def test_clean_keeps_letters() -> None:
    """What is stored keeps the member's spelling and loses what cannot be seen."""
    assert normalise.clean("  أبي\u202e   كَمْ \u200f؟\x00\n\n\n شكراً ") == "أبي كَمْ ؟\n\nشكراً"


def test_digits() -> None:
    """Digits of any script become ASCII, the rest stays."""
    assert normalise.digits("رقم ١٢٣ و۴۵") == "رقم 123 و45"


def test_a_not_written_with_its_verb_is_a_word_of_its_own() -> None:
    """«مااعرف» is «ما اعرف»; «مال» and «ماء» are whole."""
    assert normalise.key("مااعرف وين المال") == normalise.key("ما أعرف وين المال")
