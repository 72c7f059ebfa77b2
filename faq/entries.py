"""Entries: the questions that the association answers, with their phrasings. Pure values.

How they are written down: docs/reference/knowledge-format.md.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, overload

from domain.model import Language
from faq.clauses import Citation

GENERAL: Final = "general"
"""The topic of what belongs to none."""
TOPICS: Final = frozenset(
    {
        "membership",
        "admission",
        "shares",
        "fees",
        "transfer",
        "withdrawal",
        "death",
        "assembly",
        "board",
        "surplus",
        "records",
        "complaints",
        "dissolution",
        "allocation",
        "privacy",
        "contact",
        "service",
        "channels",
        "handling",
        "rating",
        "support",
        "registration",
        "general",
    }
)


class Kind(StrEnum):
    """What follows when an entry is recognised."""

    ANSWER = "answer"
    ACTION = "action"
    SILENT = "silent"
    NONE = "none"


class Flag(StrEnum):
    """What is special about an entry."""

    MISCONCEPTION = "misconception"
    SENSITIVE = "sensitive"
    OFFICER = "officer"
    REFUSED = "refused"
    """Nobody would give it: told so, and an officer is offered, and called the third time only for what is sensitive."""
    OWN = "own"
    """Tells of what is the member's own: never told of somebody else's."""
    URGENT = "urgent"
    """Somebody is in distress: a person, ahead of all others."""


class Variety(StrEnum):
    """The kind of language of a phrasing."""

    FORMAL = "formal"
    SAUDI = "saudi"
    ENGLISH = "english"
    ARABIZI = "arabizi"
    EXACT = "exact"
    """In any language; means the entry word for word, and teaches nothing of what is like it."""
    LEARNT = "learnt"


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way in which a member may put an entry's question."""

    text: str
    variety: Variety
    path: Path
    line: int


class Phrasings(Sequence[Phrasing]):
    """The phrasings of an entry, made anew whenever somebody asks: kept one by one, they take 3 MB of each process."""

    __slots__ = ("_lines", "_path", "_texts", "_varieties")

    def __init__(self, phrasings: Iterable[Phrasing]) -> None:
        """Keep phrasings of one file, each of one line."""
        given = tuple(phrasings)
        self._texts = "\n".join(one.text for one in given)
        self._varieties = tuple(one.variety for one in given)
        self._path = given[0].path if given else Path()
        self._lines = array("L", [one.line for one in given])

    def __len__(self) -> int:
        """Count them."""
        return len(self._varieties)

    def __iter__(self) -> Iterator[Phrasing]:
        """Give them in their order."""
        for text, variety, line in zip(self._texts.split("\n"), self._varieties, self._lines, strict=False):
            yield Phrasing(text, variety, self._path, line)

    @overload
    def __getitem__(self, place: int) -> Phrasing: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Phrasing, ...]: ...
    def __getitem__(self, place: int | slice) -> Phrasing | tuple[Phrasing, ...]:
        """Give one, or some."""
        return tuple(self)[place]

    def __eq__(self, other: object) -> bool:
        """Tell whether others are the same."""
        return isinstance(other, Phrasings) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """Go by their texts."""
        return hash(self._texts)


@dataclass(frozen=True, slots=True)
class Entry:
    """A question that the association knows, and what follows from it."""

    id: str
    kind: Kind
    topic: str
    action: str
    """The name of the action, for `Kind.ACTION`; else empty."""
    cites: tuple[Citation, ...]
    flags: frozenset[Flag]
    title: dict[Language, str]
    answer: dict[Language, str]
    """Approved text by language, with `{name}` for values of the configuration."""
    phrasings: Sequence[Phrasing]
    path: Path
    line: int
    short: dict[Language, str] = field(default_factory=dict)
    """The answer in one or two sentences, true by themselves, for where length is counted and paid; may be missing."""
    follow_ups: tuple[str, ...] = ()
    """A few words that mean this behind another answer of its topic, and nothing by themselves: «بكم؟», "who decides?"."""
