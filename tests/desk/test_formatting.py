import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk import formatting
from desk.texts import texts
from domain.model import Language

AR, EN = texts(Language.ARABIC), texts(Language.ENGLISH)
RIYADH = ZoneInfo("Asia/Riyadh")
NOW = datetime(2026, 11, 22, 9, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "arabic", "english"),
    [
        (-5, "لحظات", "<1 min"),
        (0.9, "لحظات", "<1 min"),
        (2, "2 د", "2 min"),
        (60, "1 س", "1 h"),
        (80, "1 س 20 د", "1 h 20 min"),
        (24 * 60, "1 ي", "1 d"),
        (50 * 60, "2 ي 2 س", "2 d 2 h"),
    ],
)
def test_a_wait_is_told_in_its_two_largest_units(minutes: float, arabic: str, english: str) -> None:
    """From minutes to days, in both languages."""
    assert formatting.span(timedelta(minutes=minutes), AR) == arabic
    assert formatting.span(timedelta(minutes=minutes), EN) == english


def test_times_are_those_of_riyadh() -> None:
    """UTC is shown three hours on, whatever the server's own zone."""
    assert formatting.clock_time(NOW, RIYADH) == "12:02"


def test_a_day_is_told_in_both_calendars() -> None:
    """Nearness, Gregorian and Hijri by Umm al-Qura; the day begins at Riyadh's midnight, not at UTC's."""
    late = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)
    assert formatting.day_heading(late, NOW, RIYADH, AR) == "أمس · 21 نوفمبر 2026 · 11 جمادى الآخرة 1448"
    assert formatting.day_heading(NOW, NOW, RIYADH, EN) == "Today · 22 November 2026 · 12 Jumada al-Akhirah 1448"


@given(st.datetimes(datetime(1900, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - bounds are naive
def test_any_day_has_a_heading(at: datetime) -> None:
    """Outside the Hijri tables a day is told without them rather than not at all."""
    assert str(at.astimezone(RIYADH).year) in formatting.day_heading(at, NOW, RIYADH, EN)


@given(st.text())
def test_a_message_never_becomes_markup(text: str) -> None:
    """Of what was written only `**` and a ticket's number turn into HTML."""
    html = str(formatting.shown(text))
    assert "<" not in re.sub(r'</?b>|<bdi class="ref">|</bdi>', "", html)


def test_bold_is_shown_bold() -> None:
    """`**` is the one markup, also across what must be escaped."""
    assert str(formatting.shown("**2 < 3** & x")) == "<b>2 &lt; 3</b> &amp; x"


def test_a_tickets_number_in_a_message_stays_on_one_line() -> None:
    """It would be parted at its hyphen, and read backwards in an Arabic line."""
    assert str(formatting.shown("برقم T1001-9. و T-1 و AT1001-9")) == 'برقم <bdi class="ref">T1001-9</bdi>. و T-1 و AT1001-9'


def test_a_topic_has_a_name_on_pages_and_in_tables() -> None:
    """One that an association's own files bring stands as they write it."""
    assert [formatting.topic_words(topic, AR) for topic in ("support", "parking", "")] == ["طلب الدعم", "parking", ""]
