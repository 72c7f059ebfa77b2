"""Lists of who belongs to which project, as associations keep them in spreadsheets: read line by line. Pure.

A line names somebody by his telephone number, which the provider vouches for when he writes, or by a ticket of his. Must not
guess: a line that cannot be read is reported by its number, and the others count.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain import reference
from domain.model import TicketRef

LONGEST_NAME: Final = 500
"""Characters of a project's name."""
MOST_LINES: Final = 200_000
_LONGEST_LINE: Final = 5_000
_HOME: Final = "966"
_PROJECT_HEADS: Final = frozenset({"project", "المشروع", "مشروع", "اسم المشروع"})
_PHONE = re.compile(r"(?:\+|00)?[0-9]{8,15}")
_LOCAL_MOBILE = re.compile(r"0?5[0-9]{8}")
_BETWEEN = re.compile("[\\s().\\-\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_TICKET = re.compile(r"\s*T\s*-?\s*[0-9]{2,9}(?:\s*-\s*[0-9])?\s*", re.IGNORECASE)


class Way(StrEnum):
    """What a list does to the projects that it names."""

    ADD = "add"
    """Those on it belong to the project too."""
    REPLACE = "replace"
    """Those on it, and nobody else."""
    REMOVE = "remove"
    """Those on it belong to the project no more."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody of a project, by one line of a list."""

    line: int
    project: str
    phone: str = ""
    """With the country, digits only: `966501234567`; empty where a ticket names him."""
    tickets: tuple[TicketRef, ...] = ()
    """The ticket that names him: its likeliest readings, the first that there is counts."""


@dataclass(frozen=True, slots=True)
class Roll:
    """A list as it was read."""

    named: tuple[Named, ...]
    unread: tuple[int, ...]
    """Numbers of the lines that name nobody, or no project."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What came of a list."""

    changed: int
    """Who belongs to a project now and did not before, or the other way round."""
    same: int
    """With whom nothing changed."""
    awaited: int
    """Numbers from which nobody has written yet: they count once somebody does."""
    unread: tuple[int, ...]
    """Lines that name nobody, no project, or a ticket that there is not."""


@dataclass(frozen=True, slots=True)
class Roster:
    """How many belong to a project."""

    project: str
    members: int
    """Of the entries, conversations and numbers: those from which somebody has written."""
    awaited: int
    """Numbers from which nobody has written yet."""


def read(text: str, project: str = "") -> Roll:
    """Read lines such as `0501234567,Al Wahah`; `project` is that of lines which name none. A line of headings is one."""
    rows = list(_rows(text))
    # a heading has no digit; a first line that has one is somebody who cannot be read
    head = rows[0][1] if rows and not any(map(_has_digit, rows[0][1])) else []
    column = next((place for place, cell in enumerate(head) if cell.casefold() in _PROJECT_HEADS), None)
    named, unread = list[Named](), list[int]()
    for line, cells in rows[1:] if head else rows:
        found = _named(line, cells, _tidy(project), column)
        if found is None:
            unread.append(line)
        else:
            named.append(found)
    return Roll(tuple(named), tuple(unread))


def _tidy(project: str) -> str:
    """Give a project's name as it is kept: one line, single spaces."""
    return " ".join(project.split())[:LONGEST_NAME]


def phone(cell: str) -> str:
    """Give a telephone number with its country, digits only; empty for what is none. Saudi mobiles may stand without it."""
    plain = _BETWEEN.sub("", _ascii(cell))
    if not _PHONE.fullmatch(plain):
        return ""
    if _LOCAL_MOBILE.fullmatch(plain):
        return f"{_HOME}{plain.lstrip('0')}"
    digits = plain.lstrip("+").lstrip("0")
    known = plain.startswith(("+", "00", _HOME))
    return digits if known else ""


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    lines = text.removeprefix("\ufeff").replace("،", ",").splitlines()[:MOST_LINES]
    first = next((line for line in lines if line.strip()), "")
    mark = next((mark for mark in "\t;" if mark in first), ",")
    # each line by itself: a quote that is never closed must not swallow the rest
    for number, line in enumerate(lines, 1):
        # a cell of more than the module takes is nobody's number nor a project's name
        cells = [cell.strip() for cell in next(csv.reader([line[:_LONGEST_LINE]], delimiter=mark), [])]
        if any(cells):
            yield number, cells


def _named(line: int, cells: Sequence[str], project: str, column: int | None) -> Named | None:
    place = next((place for place, cell in enumerate(cells) if place != column and _somebody(cell)), None)
    if place is None:
        return None
    if column is not None and column < len(cells) and cells[column]:
        project = _tidy(cells[column])
    elif not project:
        others = [cell for other, cell in enumerate(cells) if other != place and cell]
        project = _tidy(others[0]) if len(others) == 1 else ""
    found = phone(cells[place])
    tickets = () if found else reference.find(_ascii(cells[place]))
    return Named(line, project, found, tickets) if project else None


def _somebody(cell: str) -> bool:
    return bool(phone(cell)) or bool(_TICKET.fullmatch(_ascii(cell)) and reference.find(_ascii(cell)))


def _has_digit(cell: str) -> bool:
    return any(letter.isdecimal() for letter in cell)


def _ascii(cell: str) -> str:
    """Give a cell with plain digits, whatever digits it was written with."""
    return "".join(_plain(cell))


def _plain(cell: str) -> Iterable[str]:
    return (str(digit) if (digit := unicodedata.decimal(letter, None)) is not None else letter for letter in cell)
