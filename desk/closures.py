"""Days off and days of work that officers enter: their form, and the list that is shown. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from desk import formatting
from desk.texts import Texts
from domain.calendar import Calendar
from domain.closures import LONGEST_NAME, Closure
from domain.errors import BadInput

_FARTHEST: Final = timedelta(days=3 * 366)
_KINDS: Final = {"closed": True, "worked": False}


@dataclass(frozen=True, slots=True)
class ClosureView:
    """One entered day as the page shows it."""

    day: str
    """As the form to withdraw it has it."""
    words: str
    """In both calendars."""
    closed: bool
    name: str
    who: str


def read(form: Mapping[str, str], today: date, calendar: Calendar) -> Closure:
    """Read the form. Raises `BadInput`: `bad_day`, `day_past`, `not_off`, `malformed` or `long_name`."""
    found, kind, name = day(form.get("day", "")), form.get("kind", ""), " ".join(form.get("name", "").split())
    if kind not in _KINDS:
        raise BadInput("malformed")
    if len(name) > LONGEST_NAME:
        raise BadInput("long_name")
    if not today <= found <= today + _FARTHEST:
        raise BadInput("day_past" if found < today else "bad_day")
    if not _KINDS[kind] and not (found in calendar.holidays and calendar.shifts.get(found.weekday())):
        raise BadInput("not_off")  # what is no day off is worked already; a weekend has no hours that could count
    return Closure(found, _KINDS[kind], name)


def day(text: str) -> date:
    """Read a day as a browser writes it. Raises `BadInput`: `bad_day`."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise BadInput("bad_day") from error


def views(entered: Iterable[Closure], today: date, t: Texts) -> tuple[ClosureView, ...]:
    """List the entered days that are not over."""
    return tuple(
        ClosureView(one.day.isoformat(), both(one.day, t), one.closed, one.name, one.officer_name)
        for one in entered
        if one.day >= today
    )


def both(one: date, t: Texts) -> str:
    """Write a day in both calendars."""
    return " · ".join(filter(None, (formatting.gregorian(one, t), formatting.hijri(one, t))))
