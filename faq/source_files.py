"""Source files: the clauses in one file of one language, read and proved line by line.

Must not open files, nor know the other files of a source: `faq.library` joins them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from faq.lines import ID, NAME, Line, Value, checked, key_value, meaningful

_KEYS: Final = ("source", "version", "effective", "sample", "draft")
_HEADING = re.compile(r"##\s+(\S.*)\{([^{}]*)\}")
_CLAUSE = re.compile(r"`([^`]*)`\s+(\S.*)")
_NUMBERED = re.compile(r"(.+)\.([1-9][0-9]{0,3})")


@dataclass(frozen=True, slots=True)
class ReadClause:
    """A clause as it stands in the file."""

    id: str
    section: str
    number: int
    text: str
    line: Line


@dataclass(frozen=True, slots=True)
class ReadSource:
    """What one file says of its source."""

    name: str
    version: str
    effective: str
    sample: bool
    title: str
    clauses: tuple[ReadClause, ...]
    top: Line


def read(lines: Sequence[Line], *, drafts: bool = False) -> ReadSource:
    """Read a file; raise KnowledgeError at its first fault, also where the file is a draft and `drafts` are not wanted."""
    top, (head, body) = lines[0], _parts(lines)
    header = _header(head)
    if (draft := header.get("draft")) and draft.yes() and not drafts:
        raise draft.line.fault("a draft: compare each line with the document, then delete the line «draft: yes»")
    name = _required(top, header, "source")
    return ReadSource(
        name=checked(name.line, name.text, NAME, "the name of the source"),
        version=_required(top, header, "version").text,
        effective=_date(header.get("effective")),
        sample=header["sample"].yes() if "sample" in header else False,
        title=_title(top, head),
        clauses=tuple(_clauses(body)),
        top=top,
    )


def _parts(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    start = next((index for index, line in enumerate(lines) if line.text.startswith("##")), len(lines))
    return lines[:start], lines[start:]


def _header(lines: Iterable[Line]) -> dict[str, Value]:
    header: dict[str, Value] = {}
    for line in lines:
        match key_value(line):
            case (key, value) if key in _KEYS:
                if key in header:
                    raise line.fault(f"«{key}:» stands twice")
                header[key] = value
            case _:  # the title or a remark
                pass
    return header


def _required(top: Line, header: Mapping[str, Value], key: str) -> Value:
    value = header.get(key)
    if value is None or not value.text:
        raise (value.line if value else top).fault(f"no line «{key}: ...» with a value before the first «##»")
    return value


def _title(top: Line, head: Iterable[Line]) -> str:
    title = next((line.text[2:].strip() for line in head if line.text.startswith("# ")), "")
    if not title:
        raise top.fault("no title: the file begins with «# Title of the document»")
    return title


def _date(value: Value | None) -> str:
    if value is None:
        return ""
    if value.text and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.text):
        raise value.line.fault(f"«{value.text}» is not a date like 2026-01-31")
    return value.text


def _clauses(lines: Iterable[Line]) -> Iterator[ReadClause]:
    section, key = "", ""
    for line in meaningful(lines):
        if line.text.startswith("#"):
            section, key = _section(line)
        else:
            yield _clause(line, section, key)


def _section(line: Line) -> tuple[str, str]:
    found = _HEADING.fullmatch(line.text)
    if found is None:
        raise line.fault("a heading reads «## Its words {key}»")
    return found[1].rstrip(), checked(line, found[2], NAME, "the key of the section")


def _clause(line: Line, section: str, key: str) -> ReadClause:
    found = _CLAUSE.fullmatch(line.text)
    if found is None:
        raise line.fault("a clause stands on one line and begins with its id in backquotes, as `fees.1`")
    clause = checked(line, found[1], ID, "the id of the clause")
    return ReadClause(clause, section, _number(line, clause, key), found[2], line)


def _number(line: Line, clause: str, key: str) -> int:
    if clause == key:
        return 0
    found = _NUMBERED.fullmatch(clause)
    if found is None or found[1] != key:
        raise line.fault(f"the clause «{clause}» stands under {{{key}}}: its id is {key}.1, {key}.2 ...")
    return int(found[2])
