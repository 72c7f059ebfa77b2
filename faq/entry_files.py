"""Entry files: the entries in one file, read and proved line by line.

Must not open files, nor know sources or other files: `faq.library` brings them together.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final, TypeVar

from domain.errors import KnowledgeError
from domain.model import Language
from faq.clauses import Citation
from faq.entries import Entry, Flag, Kind, Phrasing, Phrasings, Variety
from faq.lines import ID, Line, Value, checked, is_remark, key_value

ACTIONS: Final = frozenset(
    {
        "menu",
        "officer",
        "ticket_status",
        "complaint",
        "suggestion",
        "register",
        "support_request",
        "privacy",
        "opt_out",
        "notices",
        "greeting",
        "thanks",
        "comfort",
        "tell",
        "unsolved",
        "solved",
        "rate",
        "call_off",
        "keep",
        "relay",
        "raise",
        "call_me",
        "waits",
        "arrived",
        "will_send",
        "hurry",
        "language",
        "pause",
        "resume",
    }
)
"""What an entry of the kind `action` can set off; `handlers` knows each."""

_TITLES: Final = {f"title.{language}": language for language in Language}
_ANSWERS: Final = {f"answer.{language}": language for language in Language}
_SHORT: Final = {f"short.{language}": language for language in Language}
_VARIETIES: Final = {str(variety): variety for variety in Variety if variety is not Variety.LEARNT}
_FOLLOW_UPS: Final = "follow-up"
_KEYS: Final = frozenset({"kind", "topic", "action", "cites", "flags", *_TITLES})
_PARTS: Final = frozenset({*_ANSWERS, *_SHORT, *_VARIETIES, _FOLLOW_UPS})
_CITATION = re.compile(r"([a-z][a-z0-9_-]*)/([a-z0-9._-]+)")
_Member = TypeVar("_Member", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry, with the line of each of its parts by the name that the part has in the file."""

    entry: Entry
    lines: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of one entry, sorted but not yet understood."""

    top: Line
    header: Mapping[str, Value]
    parts: Mapping[str, tuple[Line, Sequence[Line]]]


def read(lines: Sequence[Line]) -> Iterator[ReadEntry | KnowledgeError]:
    """Read the entries of a file; a faulty one gives its first fault, and reading goes on behind it."""
    starts = [index for index, line in enumerate(lines) if re.match(r"##(?!#)", line.text)]
    stray = (line for line in lines[: starts[0] if starts else None] if line.text and not is_remark(line))
    if first := next(stray, None):
        yield first.fault(f"«{first.text[:40]}» stands before the first entry: an entry begins with «## id»")
    for start, end in pairwise([*starts, len(lines)]):
        try:
            yield _entry(_block(lines[start:end]))
        except KnowledgeError as fault:
            yield fault


def _block(lines: Sequence[Line]) -> _Block:
    header: dict[str, Value] = {}
    parts: dict[str, tuple[Line, list[Line]]] = {}
    bag: list[Line] | None = None
    for line in lines[1:]:
        if is_remark(line):
            continue
        if line.text.startswith("#"):
            name = _part_name(line, parts)
            bag = parts.setdefault(name, (line, []))[1]
        elif bag is not None:
            bag.append(line)
        elif line.text:
            key, value = _header_line(line, header)
            header[key] = value
    return _Block(lines[0], header, parts)


def _part_name(line: Line, before: Iterable[str]) -> str:
    name = line.text.removeprefix("###").strip()
    if not line.text.startswith("###") or name not in _PARTS:
        raise line.fault(f"«{line.text}» is not a part of an entry: ### {', '.join(sorted(_PARTS))}")
    if name in before:
        raise line.fault(f"«### {name}» stands twice in the entry")
    return name


def _header_line(line: Line, before: Iterable[str]) -> tuple[str, Value]:
    found = key_value(line)
    if found is None or found[0] not in _KEYS:
        raise line.fault(f"«{line.text[:40]}» is not one of the lines {', '.join(sorted(_KEYS))}")
    if found[0] in before:
        raise line.fault(f"«{found[0]}:» stands twice in the entry")
    return found


def _entry(block: _Block) -> ReadEntry:
    nothing = Value("", block.top)
    header = block.header
    entry = Entry(
        id=checked(block.top, block.top.text[2:].strip(), ID, "the id of the entry"),
        kind=_one_of(Kind, header.get("kind") or Value(Kind.ANSWER, block.top), "kind"),
        topic=header.get("topic", nothing).text,
        action=_action(header.get("action", nothing)),
        cites=_citations(header.get("cites", nothing)),
        flags=_flags(header.get("flags", nothing)),
        title={language: header[key].text for key, language in _TITLES.items() if header.get(key, nothing).text},
        answer=_texts(block, _ANSWERS),
        short=_texts(block, _SHORT),
        phrasings=Phrasings(_phrasings(block)),
        path=block.top.path,
        line=block.top.number,
        follow_ups=tuple(_phrase(line) for line in _under(block, _FOLLOW_UPS)),
    )
    if (entry.kind is Kind.ACTION) != bool(entry.action):
        raise block.top.fault("«kind: action» and «action: ...» go together")
    return ReadEntry(entry, _lines(block))


def _lines(block: _Block) -> Mapping[str, int]:
    of_header = {key: value.line.number for key, value in block.header.items()}
    return of_header | {name: line.number for name, (line, _) in block.parts.items()}


def _one_of(members: type[_Member], value: Value, what: str) -> _Member:
    try:
        return members(value.text)
    except ValueError as error:
        raise value.line.fault(f"«{value.text}» is not a {what}: {', '.join(members)}") from error


def _action(value: Value) -> str:
    if value.text and value.text not in ACTIONS:
        raise value.line.fault(f"«{value.text}» is not an action: {', '.join(sorted(ACTIONS))}")
    return value.text


def _flags(value: Value) -> frozenset[Flag]:
    return frozenset(_one_of(Flag, Value(word, value.line), "flag") for word in value.listed())


def _citations(value: Value) -> tuple[Citation, ...]:
    return tuple(_citation(value.line, word) for word in value.listed())


def _citation(line: Line, word: str) -> Citation:
    found = _CITATION.fullmatch(word)
    if found is None:
        raise line.fault(f"«{word}» is not a clause: write source/clause, as policy/handling.5")
    return Citation(found[1], found[2])


def _texts(block: _Block, names: Mapping[str, Language]) -> dict[Language, str]:
    read = {language: _paragraphs(block.parts[key][1]) for key, language in names.items() if key in block.parts}
    return {language: text for language, text in read.items() if text}


def _paragraphs(lines: Iterable[Line]) -> str:
    """Lines joined to paragraphs; an empty line parts two of them."""
    text = "\n".join(line.text for line in lines).strip("\n")
    return "\n\n".join(" ".join(part.split("\n")) for part in re.split(r"\n{2,}", text))


def _phrasings(block: _Block) -> Iterator[Phrasing]:
    for name, variety in _VARIETIES.items():
        yield from (Phrasing(_phrase(line), variety, line.path, line.number) for line in _under(block, name))


def _under(block: _Block, part: str) -> Iterator[Line]:
    """Give the lines of a part that say something."""
    _, lines = block.parts.get(part, (block.top, ()))
    return (line for line in lines if line.text)


def _phrase(line: Line) -> str:
    found = re.fullmatch(r"-\s+(\S.*)", line.text)
    if found is None:
        raise line.fault("a phrasing stands on one line behind «- »")
    return found[1]
