"""The office of the tests: an association in Makkah, and one where clocks change in summer."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from domain import quiet
from domain.calendar import Calendar, Shift
from domain.quiet import MessageClass, SendingHours
from domain.updates import Hours

RIYADH = ZoneInfo("Asia/Riyadh")
TWO_SHIFTS = (Shift(time(8), time(12)), Shift(time(13), time(16)))
WEEK = dict.fromkeys((6, 0, 1, 2, 3), TWO_SHIFTS)
"""Sunday to Thursday, seven hours a day."""

MAKKAH = Calendar(
    tz=RIYADH,
    shifts=WEEK,
    ramadan=((date(2027, 2, 8), date(2027, 3, 8)),),
    ramadan_shifts=(Shift(time(10), time(15)),),
    holidays=frozenset({date(2027, 3, 9), date(2027, 3, 10), date(2027, 3, 11), date(2027, 3, 14)}),
)
BERLIN = Calendar(
    tz=ZoneInfo("Europe/Berlin"), shifts=dict.fromkeys(range(7), (Shift(time(1), time(5)), Shift(time(22), time(23))))
)
NEVER = Calendar(tz=RIYADH, shifts={})
HOURS = Hours(MAKKAH, quiet.calendar(SendingHours(), MAKKAH, MessageClass.SERVICE))


def at(text: str) -> datetime:
    """Give a moment written in Riyadh's time, in UTC: `at("2026-11-22 09:00")`, a Sunday."""
    return datetime.fromisoformat(text).replace(tzinfo=RIYADH).astimezone(UTC)
