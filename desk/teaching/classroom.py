"""What the desk teaches with: questions and lessons from a port, and reasons from whoever knows the matcher. Holds no page."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.teaching import Teaching


@dataclass(frozen=True, slots=True)
class Ground:
    """A phrasing on which an expert rested."""

    text: str
    learnt: bool
    """It was learnt from use; else it is written in the knowledge."""
    expert: str
    """words or meaning."""
    words: tuple[str, ...]
    """Those that it shares with the question."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entry stands where it stands for a question."""

    entry: str
    percent: int
    votes: tuple[tuple[str, int], ...]
    """Each expert, and its part of what spoke for the entry, in percent."""
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Classroom:
    """Teaching at the desk."""

    teaching: Teaching
    explain: Callable[[str], tuple[Reason, ...]]
    """Gives the first entries for a question as the model of the moment ranks them; costs up to 50 ms."""
    search: Callable[[str], tuple[str, ...]]
    """Gives the entries that fit words, the best first."""
