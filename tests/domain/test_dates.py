"""Hijri beside Gregorian, in both languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import dates
from domain.model import Language

NOVEMBER = date(2026, 11, 29)


def test_arabic_names_the_hijri_date_first() -> None:
    """The wording of the dialogues: weekday, Hijri date, Gregorian date in brackets."""
    assert dates.full(NOVEMBER, Language.ARABIC) == "الأحد 19 جمادى الآخرة 1448هـ (29 نوفمبر 2026م)"


def test_english_names_the_gregorian_date_first() -> None:
    """An English reader finds the date he uses first."""
    assert dates.full(NOVEMBER, Language.ENGLISH) == "Sunday 29 November 2026 (19 Jumada al-Akhirah 1448 AH)"


def test_an_announced_month_moves_the_hijri_date_only() -> None:
    """Where the moon was seen a day later, the weekday and the Gregorian date stay."""
    assert dates.full(NOVEMBER, Language.ARABIC, moon=-1) == "الأحد 18 جمادى الآخرة 1448هـ (29 نوفمبر 2026م)"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2027, 2, 8), "1 رمضان 1448هـ"),
        (date(2027, 3, 9), "1 شوال 1448هـ"),
        (date(2027, 5, 15), "9 ذو الحجة 1448هـ"),
    ],
)
def test_the_dates_of_1448_are_those_of_umm_al_qura(day: date, said: str) -> None:
    """Ramadan, Eid and Arafah of 1448 fall where the official tables put them."""
    assert dates.hijri(day, Language.ARABIC) == said


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2100, 1, 1), date.max])
def test_beyond_the_tables_only_the_gregorian_date_is_said(day: date) -> None:
    """No invented Hijri date, and no error."""
    assert dates.hijri(day, Language.ARABIC, moon=1) == ""
    assert dates.full(day, Language.ENGLISH).endswith(dates.gregorian(day, Language.ENGLISH))


@given(st.dates(), st.sampled_from(Language), st.integers(-2, 2))
def test_every_date_can_be_said(day: date, language: Language, moon: int) -> None:
    """Whatever the day, the sentence has the weekday and the Gregorian date."""
    said = dates.full(day, language, moon)
    assert dates.gregorian(day, language) in said
