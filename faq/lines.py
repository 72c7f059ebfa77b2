"""Lines: the bytes of a knowledge file as lines that know their place, and the ids in them.

Must not open files, nor know what the lines mean: that is `faq.source_files` and `faq.entry_files`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from domain.errors import KnowledgeError

LARGEST: Final = 2_000_000
"""Bytes of the largest file that is read; the whole packaged knowledge is smaller."""
NAME: Final = re.compile(r"[a-z][a-z0-9_-]{0,29}")
"""A source's name, a section's key."""
ID: Final = re.compile(r"[a-z0-9._-]{1,40}")
"""An entry's id."""

_UNSEEN: Final = "\ufeff\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069"
"""Marks that editors leave at the ends of lines."""
_KEY_LINE = re.compile(r"([A-Za-z][A-Za-z_.]*)[ \t]*:(?:[ \t]+(.*))?")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file, without the invisible marks and spaces at its ends."""

    path: Path
    number: int
    text: str

    def fault(self, problem: str) -> KnowledgeError:
        """Make the error that names this line."""
        return KnowledgeError(self.path, self.number, problem)


@dataclass(frozen=True, slots=True)
class Value:
    """What stands behind the colon of a `key: value` line."""

    text: str
    line: Line

    def yes(self) -> bool:
        """Read yes as True, no and nothing as False; raise KnowledgeError on anything else."""
        if self.text not in {"", "yes", "no"}:
            raise self.line.fault(f"«{self.text}» is neither yes nor no")
        return self.text == "yes"

    def listed(self) -> tuple[str, ...]:
        """Split it at its commas."""
        return tuple(part for part in re.split(r"\s*[,،]\s*", self.text) if part)


def lines_of(path: Path, content: bytes) -> tuple[Line, ...]:
    """Split a file into lines; raise KnowledgeError where it is too large, not UTF-8, or holds control characters."""
    if len(content) > LARGEST:
        raise KnowledgeError(path, 1, f"the file has {len(content):,} bytes, more than the {LARGEST:,} that are read")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        place = content.count(b"\n", 0, error.start) + 1
        raise KnowledgeError(path, place, "not UTF-8: save the file as UTF-8 in the editor") from error
    # Only the ends that editors count as lines: str.splitlines would also part at U+2028 and shift the numbers.
    return tuple(_line(path, number, part) for number, part in enumerate(re.split("\r\n|\n|\r", text), 1))


def _line(path: Path, number: int, part: str) -> Line:
    line = Line(path, number, part.strip(_UNSEEN + " \t\u00a0"))
    if not line.text.isprintable():  # rare, and told in no time: a start reads twenty thousand lines
        for mark in line.text:
            if mark != "\t" and unicodedata.category(mark) == "Cc":
                raise line.fault(f"control character {_codepoint(mark)}")
    return line


def key_value(line: Line) -> tuple[str, Value] | None:
    """Give the key and value of a `key: value` line, or None where the line is not one."""
    found = _KEY_LINE.fullmatch(line.text)
    return (found[1], Value((found[2] or "").strip(), line)) if found else None


def meaningful(lines: Iterable[Line]) -> Iterator[Line]:
    """Keep the lines that are neither empty nor remarks."""
    return (line for line in lines if line.text and not is_remark(line))


def is_remark(line: Line) -> bool:
    """Tell whether only its writers read the line."""
    return line.text.startswith("//")


def checked(line: Line, text: str, pattern: re.Pattern[str], what: str) -> str:
    """Give `text` where it is an id; raise KnowledgeError where it is none, naming marks that cannot be seen."""
    if pattern.fullmatch(text):
        return text
    hidden = sorted({_codepoint(mark) for mark in text if unicodedata.category(mark) == "Cf"})
    if hidden:
        raise line.fault(f"{what} holds invisible marks ({', '.join(hidden)}): type it anew")
    raise line.fault(f"{what} «{text[:60]}» must be of small Latin letters, digits and . _ - (no spaces, not too long)")


def _codepoint(mark: str) -> str:
    return f"U+{ord(mark):04X}"
