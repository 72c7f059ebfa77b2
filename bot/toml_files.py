"""TOML files that people write: read, with the lines on which their keys stand, so that a fault can say where it is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from pydantic_core import ErrorDetails

from domain.errors import ConfigError

Lines = Mapping[tuple[str, ...], int]
"""The first line on which each table and key stands, counted from 1."""


def read(path: Path) -> str:
    """Give what stands in a file. Raises `ConfigError` that names it."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 (byte {error.start})") from error


def said(fault: ErrorDetails) -> str:
    """Say what is wrong with a key, to readers who know no pydantic."""
    return _SAID.get(fault["type"]) or fault["msg"].removeprefix("Value error, ")


_SAID: Final = {
    "extra_forbidden": "there is no such key",
    "dict_type": 'is a table, as { ar = "...", en = "..." }',
    "string_type": 'is text: it stands between quotation marks, as "..."',
    "list_type": 'is a list, as ["...", "..."]',
}
"""By pydantic's kind of fault, where its own words speak of Python."""


def lines(text: str) -> Lines:
    """Find where each table and key stands."""
    found: dict[tuple[str, ...], int] = {}
    for number, place in _places(text):
        for length in range(1, len(place) + 1):
            found.setdefault(place[:length], number)
    return found


def _places(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if heading := re.match(r"\s*\[([^\[\]]+)\]", line):
            table = tuple(part.strip() for part in heading[1].split("."))
            yield number, table
        elif key := re.match(r"\s*([\w.-]+)\s*=", line):
            yield number, (*table, *key[1].split("."))


def nearest(known: Lines, place: Sequence[str]) -> int:
    """Give the line of a key, else of the nearest heading around it; 0 where none is in the file."""
    around = (tuple(place[:length]) for length in range(len(place), 0, -1))
    return next((known[one] for one in around if one in known), 0)
