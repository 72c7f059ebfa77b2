"""What the association has approved, as officers look it up: entries and clauses. Filled in by whoever knows the knowledge."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.model import Language


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way in which members ask, as it is written in the knowledge."""

    text: str
    variety: str
    """formal, saudi, english or arabizi."""


@dataclass(frozen=True, slots=True)
class EntryView:
    """A question that the association answers."""

    id: str
    kind: str
    """answer, action, silent or none."""
    topic: str
    title: Mapping[Language, str]
    answer: Mapping[Language, str]
    """With the values of the configuration in place."""
    short: Mapping[Language, str]
    """What is said of it where length is counted and paid; may be empty."""
    cites: tuple[str, ...]
    """Ids of clauses."""
    clauses: tuple[str, ...]
    """The same, as they are cited."""
    flags: tuple[str, ...]
    phrases: tuple[Phrase, ...]

    def called(self, language: Language) -> str:
        """Give the title in a language, or in the one there is; the id of what is offered to nobody, which has none."""
        return self.title.get(language) or next(iter(self.title.values()), self.id)


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause in its own words."""

    id: str
    """`policy/handling.5`."""
    number: int
    """Its place below its heading, from 1; 0 where the section is one clause."""
    section: Mapping[Language, str]
    text: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A document in the version that is in force."""

    name: str
    title: Mapping[Language, str]
    version: str
    effective: str
    """ISO date, or empty while nobody entered it."""
    sample: bool
    clauses: tuple[ClauseView, ...]


@dataclass(frozen=True, slots=True)
class Stock:
    """All there is at the moment."""

    entries: Mapping[str, EntryView]
    sources: tuple[SourceView, ...]

    @property
    def clauses(self) -> Mapping[str, ClauseView]:
        """Every clause by its id."""
        return {clause.id: clause for source in self.sources for clause in source.clauses}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The knowledge at the desk."""

    stock: Callable[[], Stock]
    """Gives what the present model answers from; the first time costs half a second."""
    search: Callable[[str], tuple[str, ...]]
    """Gives the ids of entries and clauses that fit words, the best first; costs up to 50 ms."""
    words: Callable[[str, Language], str]
    """Gives an entry's approved answer, or a clause's own text, with its reference as members read it; empty where none is."""
