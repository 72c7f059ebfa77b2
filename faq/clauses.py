"""Clauses: the words of the association's documents, by version. Pure values; reading files is `faq.library`'s work."""

from dataclasses import dataclass

from domain.model import Language


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an answer rests: a clause of a source."""

    source: str
    clause: str

    def __str__(self) -> str:
        """Write it as the knowledge files do: `policy/handling.5`."""
        return f"{self.source}/{self.clause}"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause in its own words, in each language of its source."""

    citation: Citation
    section: dict[Language, str]
    """The heading that it stands under."""
    number: int
    """Its place below that heading, from 1; 0 where the section is one clause."""
    text: dict[Language, str]


@dataclass(frozen=True, slots=True)
class Source:
    """A document of the association in one version."""

    name: str
    version: str
    effective: str
    """ISO date, or empty while the association has not entered it."""
    sample: bool
    """True: written by Mujib's makers as a model; answers that cite it say so."""
    title: dict[Language, str]
    clauses: dict[str, Clause]
    """By clause id, in the document's order."""
