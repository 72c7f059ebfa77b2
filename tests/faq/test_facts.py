"""Figures read as an educated neighbour would say them."""

import pytest

from domain.errors import ConfigError
from domain.model import Language
from faq import facts
from faq.facts import Facts, Noun, Sense

VALUES = {language: {name: f"<{name}>" for name in facts.NAMES} for language in Language}


def test_fills_values() -> None:
    """Each name in braces becomes the value in the reader's language."""
    assert Facts(VALUES).fill("a {phone}, b {email}", Language.ENGLISH) == "a <phone>, b <email>"


def test_values_are_not_filled_again() -> None:
    """A value that looks like a name is shown as it is."""
    values = {**VALUES, Language.ENGLISH: {**VALUES[Language.ENGLISH], "address": "{phone}"}}
    assert Facts(values).fill("{address}", Language.ENGLISH) == "{phone}"


def test_refuses_missing_values() -> None:
    """A value that is missing in one language is an error of the configuration, told at start and by name."""
    arabic = {name: value for name, value in VALUES[Language.ARABIC].items() if name != "phone"}
    with pytest.raises(ConfigError, match="ar: phone"):
        Facts({**VALUES, Language.ARABIC: arabic})


@pytest.mark.parametrize(
    ("days", "sense", "arabic", "english"),
    [
        (14, Sense.MINIMUM, "مدة لا تقل عن أسبوعين", "a period of not less than two weeks"),
        (7, Sense.MAXIMUM, "مدة لا تزيد على أسبوع واحد", "a period of not more than one week"),
        (21, Sense.MINIMUM, "مدة لا تقل عن ثلاثة أسابيع", "a period of not less than three weeks"),
        (1, Sense.MAXIMUM, "مدة لا تزيد على يوم واحد", "a period of not more than one day"),
        (2, Sense.MAXIMUM, "مدة لا تزيد على يومين", "a period of not more than two days"),
        (10, Sense.MINIMUM, "مدة لا تقل عن عشرة أيام", "a period of not less than ten days"),
        (15, Sense.MINIMUM, "مدة لا تقل عن 15 يومًا", "a period of not less than 15 days"),
        (84, Sense.MINIMUM, "مدة لا تقل عن 12 أسبوعًا", "a period of not less than 12 weeks"),
        (100, Sense.MINIMUM, "مدة لا تقل عن 100 يوم", "a period of not less than 100 days"),
    ],
)
def test_words_a_period(days: int, sense: Sense, arabic: str, english: str) -> None:
    """A period says its bound, in weeks where they are whole, with number and noun in agreement."""
    assert facts.period(days, sense, Language.ARABIC) == arabic
    assert facts.period(days, sense, Language.ENGLISH) == english


@pytest.mark.parametrize(
    ("number", "noun", "arabic"),
    [
        (2, Noun.SHARE, "سهمين"),
        (5, Noun.SHARE, "خمسة أسهم"),
        (11, Noun.SHARE, "11 سهمًا"),
        (50, Noun.RIYAL, "50 ريالًا"),
        (500, Noun.RIYAL, "500 ريال"),
        (103, Noun.DAY, "103 أيام"),
        (1_500, Noun.RIYAL, "1,500 ريال"),
        (3, Noun.MONTH, "ثلاثة أشهر"),
        (0, Noun.DAY, "0 يوم"),
    ],
)
def test_counts_in_arabic(number: int, noun: Noun, arabic: str) -> None:
    """The noun takes the form that its number's last two digits ask for (CLDR plural rules for Arabic)."""
    assert facts.counted(number, noun, Language.ARABIC) == arabic


def _facts(**entered: str) -> Facts:
    known = {name: entered.get(name, "") for name in facts.NAMES}
    return Facts({Language.ARABIC: known, Language.ENGLISH: known})


def test_what_nobody_entered_is_left_out_and_said_in_a_sentence() -> None:
    """Only the clause that needs the missing value goes; the rest stands, and a whole sentence says what is missing."""
    told = _facts().fill("نعم، الموقع من القنوات، وتجده على: {website}.", Language.ARABIC)
    assert told == "نعم، الموقع من القنوات. ليس لدي عنوان الموقع بعد، فاكتب «موظف» ليفيدك موظف الجمعية."
    told = _facts(office_hours="8 to 4").fill("Office hours: {office_hours}. Call {phone}.\n\nMore.", Language.ENGLISH)
    assert told == (
        "Office hours: 8 to 4. I do not have the phone number yet; write “officer” and an officer will tell you.\n\nMore."
    )


def test_what_is_missing_comes_first_where_it_was_asked_for() -> None:
    """An answer that begins with the missing value begins with the word that it is missing."""
    told = _facts(office_hours="8").fill("رقم هاتف الجمعية: {phone}. ساعات العمل: {office_hours}.", Language.ARABIC)
    assert told.startswith("ليس لدي رقم الهاتف بعد، فاكتب «موظف»")
    assert told.endswith("ساعات العمل: 8.")


def test_what_is_entered_is_said_as_it_stands() -> None:
    """Nothing is taken out of a text whose values are there."""
    assert _facts(phone="0125550000").fill("الهاتف: {phone}.", Language.ARABIC) == "الهاتف: 0125550000."
