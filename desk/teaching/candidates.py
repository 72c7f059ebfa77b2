"""What the bot would have answered, as an officer sees it beside a conversation. Filled in by whoever knows the knowledge."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from domain.model import Language


@dataclass(frozen=True, slots=True)
class CandidateView:
    """An entry of the knowledge: its question, its approved answer and the clauses that it rests on."""

    title: Mapping[Language, str]
    answer: Mapping[Language, str] = field(default_factory=dict)
    """Ready to be sent; a language may be missing where the entry has no approved answer."""
    clauses: tuple[str, ...] = ()
    """As they are cited to members: «السياسة، البند 3-5»."""


Lookup = Callable[[str], CandidateView | None]
"""Gives the view of an entry's id; None for one that the knowledge no longer has."""
