"""The calendar: when the association's office works. Pure values and sums on given times; must not read a clock or a file."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

HORIZON: Final = 60
"""Days that are searched for the next opening; an office closed for longer has none."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A stretch of one working day, local time; `closes` is after `opens`."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working hours by weekday, with the days that differ."""

    tz: tzinfo
    shifts: Mapping[int, tuple[Shift, ...]]
    """By `date.weekday()` (Monday is 0), each day's in order; a day without any is not worked."""
    ramadan: tuple[tuple[date, date], ...] = ()
    """First and last days of the months of fasting, as the association entered them."""
    ramadan_shifts: tuple[Shift, ...] = ()
    """Of a working day in Ramadan."""
    holidays: AbstractSet[date] = field(default_factory=frozenset)
    """Days off; whoever keeps the set may change it while the calendar is in use."""

    def is_open(self, now: datetime) -> bool:
        """Tell whether the office works at this moment."""
        return any(opens <= now < closes for opens, closes in self._stretches(now, days=1))

    def closes_at(self, now: datetime) -> datetime | None:
        """Give the end of today's last shift, in local time, if work has begun today and is not over; else None."""
        today = tuple(self._stretches(now, days=1))
        return today[-1][1] if today and today[0][0] <= now < today[-1][1] else None

    def next_opening(self, now: datetime) -> datetime | None:
        """Give the next time at which work begins, in local time; None where there is none within `HORIZON` days."""
        return next((opens for opens, _ in self._stretches(now, HORIZON) if opens > now), None)

    def local(self, moment: datetime) -> datetime:
        """Give the moment in the office's time."""
        return moment.astimezone(self.tz)

    def _stretches(self, now: datetime, days: int) -> Iterator[tuple[datetime, datetime]]:
        today = self.local(now).date()
        for offset in range(days):
            day = today + timedelta(days=offset)
            for shift in self.shifts_of(day):
                yield datetime.combine(day, shift.opens, self.tz), datetime.combine(day, shift.closes, self.tz)

    def shifts_of(self, day: date) -> tuple[Shift, ...]:
        """Give the shifts of one day, with regard to holidays and Ramadan."""
        usual = self.shifts.get(day.weekday(), ())
        if day in self.holidays or not usual:
            return ()
        fasting = any(first <= day <= last for first, last in self.ramadan)
        return self.ramadan_shifts if fasting else usual
