"""Transcripts of conversations as data: the grammar of README.md. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

_LINE = re.compile(r"(member|bot|officer|desk|alert): ?(.*)")
_LABEL = re.compile(r"\[([^\]]+)\]")
_WAIT = re.compile(r"\+(\d+)([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True)
class Said:
    """A line of somebody: `who` is member, bot, officer, desk, alert, press, sends or waits."""

    who: str
    words: str
    number: int
    """Its line in the file."""


@dataclass(frozen=True, slots=True)
class Script:
    """A transcript."""

    name: str
    lines: tuple[Said, ...]
    header: dict[str, str] = field(default_factory=dict)

    @property
    def profiles(self) -> tuple[str, ...]:
        """Where it is played."""
        return tuple(self.header.get("profiles", "rich, poor").split(", "))


def read(path: Path) -> Script:
    """Read a transcript; raise ValueError naming the line that is none, or where the knowledge is not named."""
    head, _, body = path.read_text("utf-8").partition("\n\n")
    header = dict(line.split(": ", 1) for line in head.splitlines() if not line.startswith("#"))
    if header.get("knowledge") not in {"small", "packaged"}:
        raise ValueError(f"{path.name}: whose knowledge? small or packaged")
    return Script(path.stem, tuple(lines(body, head.count("\n") + 3, path.name)), header)


def lines(body: str, first: int, name: str) -> Iterator[Said]:
    """Read lines of which the first has this number; raise ValueError naming one that is none."""
    for number, line in enumerate(re.sub(r"\n[ \t]+", " ", body).splitlines(), first):
        if not line.strip() or line.startswith("#"):
            continue
        if found := _LINE.fullmatch(line):
            yield Said(found[1], found[2].strip(), number)
        elif _LABEL.fullmatch(line):
            yield Said("press", line[1:-1], number)
        elif line.startswith("(") and line.endswith(")"):
            yield Said("sends", line[1:-1], number)
        elif _WAIT.fullmatch(line):
            yield Said("waits", line, number)
        else:
            raise ValueError(f"{name}:{number}: no line of a dialogue: {line}")


def fragments(words: str) -> list[str]:
    """Give what a message must hold, without the labels."""
    return [part.strip() for part in _LABEL.sub("", words).split(" / ") if part.strip()]


def labels(words: str) -> list[str]:
    """Give the labels that a message must offer."""
    return _LABEL.findall(words)


def length(words: str) -> timedelta:
    """Read `+2h`."""
    found = _WAIT.fullmatch(words)
    assert found is not None
    return timedelta(**{_UNITS[found[2]]: int(found[1])})
