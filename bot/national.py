"""The Saudi days off: two feasts by the tables of Umm al-Qura (what is announced can differ by a day), and two days."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import count, islice
from typing import Final

from hijridate import Gregorian, Hijri

from domain.model import Language

Name = Mapping[Language, str]
_FOUNDING: Final[Name] = {Language.ARABIC: "يوم التأسيس", Language.ENGLISH: "Founding Day"}
_NATIONAL: Final[Name] = {Language.ARABIC: "اليوم الوطني", Language.ENGLISH: "National Day"}
_FITR: Final[Name] = {Language.ARABIC: "عيد الفطر", Language.ENGLISH: "Eid al-Fitr"}
_ARAFAH: Final[Name] = {Language.ARABIC: "يوم عرفة", Language.ENGLISH: "Day of Arafah"}
_ADHA: Final[Name] = {Language.ARABIC: "عيد الأضحى", Language.ENGLISH: "Eid al-Adha"}
_RAMADAN, _PILGRIMAGE = 9, 12
_FRIDAY, _SATURDAY = 4, 5
_NEAREST: Final = {_FRIDAY: timedelta(days=-1), _SATURDAY: timedelta(days=1)}
"""From a day of the weekend to the working day beside it."""
_KNOWN_TO: Final = date.fromisoformat(Hijri(1500, 12, 1).to_gregorian().isoformat())
"""The tables of Umm al-Qura end with that month."""


def years(today: date) -> range:
    """Give the years whose days off are told ahead: this one and the next two."""
    return range(today.year, today.year + 3)


def days_off(years: range) -> dict[date, Name]:
    """Give the days off of these years, each with its name."""
    feasts = (day for year in range(_hijri(years[0], 1), _hijri(years[-1], 12) + 1) for day in _feasts(year))
    fixed = (day for year in years for day in (*_fixed(date(year, 2, 22), _FOUNDING), *_fixed(date(year, 9, 23), _NATIONAL)))
    return {day: name for day, name in (*fixed, *feasts) if day.year in years}


def _hijri(year: int, month: int) -> int:
    """Give the year of the Hijra in which a month begins, or the last that is known."""
    return int(Gregorian.fromdate(min(date(year, month, 1), _KNOWN_TO)).to_hijri().year)


def _feasts(year: int) -> Iterator[tuple[date, Name]]:
    """Give the four days behind the 29th of Ramadan, and the four from the day of Arafah."""
    yield from _feast(_gregorian(year, _RAMADAN, 29) + timedelta(days=1), (_FITR,) * 4)
    yield from _feast(_gregorian(year, _PILGRIMAGE, 9), (_ARAFAH, _ADHA, _ADHA, _ADHA))


def _feast(first: date, names: tuple[Name, ...]) -> Iterator[tuple[date, Name]]:
    """Give the days of a feast; those that fall on a weekend are given back behind it."""
    days = [first + timedelta(days=after) for after in range(len(names))]
    yield from zip(days, names, strict=True)
    later = (days[-1] + timedelta(days=after) for after in count(1))
    owed = sum(day.weekday() in _NEAREST for day in days)
    yield from ((day, names[-1]) for day in islice((day for day in later if day.weekday() not in _NEAREST), owed))


def _fixed(day: date, name: Name) -> Iterator[tuple[date, Name]]:
    """Give a day, and the working day beside it where it falls on a weekend."""
    yield day, name
    if day.weekday() in _NEAREST:
        yield day + _NEAREST[day.weekday()], name


def _gregorian(year: int, month: int, day: int) -> date:
    return date.fromisoformat(Hijri(year, month, day).to_gregorian().isoformat())
