"""The office's hours."""

from datetime import UTC, datetime

import pytest

from domain.calendar import Calendar
from tests.handlers.house import CALENDAR


def at(text: str) -> datetime:
    """Read a time in Makkah."""
    return datetime.fromisoformat(f"{text}+03:00").astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-22 07:59", False),
        ("2026-11-22 08:00", True),
        ("2026-11-22 12:30", False),
        ("2026-11-22 15:59", True),
        ("2026-11-22 16:00", False),
        ("2026-11-20 10:00", False),
        ("2026-11-24 10:00", False),
        ("2027-02-08 09:00", False),
        ("2027-02-08 14:59", True),
    ],
)
def test_open_hours(now: str, *, expected: bool) -> None:
    """Shifts count from their first minute to before their last; weekends, holidays and Ramadan differ."""
    assert CALENDAR.is_open(at(now)) is expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-22 09:00", "2026-11-22 16:00"),
        ("2026-11-22 12:30", "2026-11-22 16:00"),
        ("2026-11-22 16:00", None),
        ("2026-11-22 00:10", None),
        ("2026-11-20 10:00", None),
        ("2027-02-09 10:00", "2027-02-09 15:00"),
    ],
)
def test_closing_time(now: str, expected: str | None) -> None:
    """Today's closing time is the end of its last shift, from the first minute of the first one, over the break, until then."""
    assert CALENDAR.closes_at(at(now)) == (at(expected) if expected else None)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-22 07:00", "2026-11-22 08:00"),
        ("2026-11-22 12:30", "2026-11-22 13:00"),
        ("2026-11-19 17:00", "2026-11-22 08:00"),
        ("2026-11-23 17:00", "2026-11-25 08:00"),
    ],
)
def test_next_opening(now: str, expected: str) -> None:
    """The next opening skips the weekend and holidays."""
    assert CALENDAR.next_opening(at(now)) == at(expected)


def test_an_office_that_never_opens_has_no_next_opening() -> None:
    """Without shifts there is no opening, and the search ends."""
    never = Calendar(CALENDAR.tz, {})
    assert never.next_opening(at("2026-11-22 07:00")) is None
    assert never.closes_at(at("2026-11-22 07:00")) is None
