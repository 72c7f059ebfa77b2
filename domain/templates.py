"""What a provider thinks of a template that it has to approve. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """Whether a template can be used."""

    GOOD = "good"
    MOVED = "moved"
    """It goes out, but as advertising: some members do not get it, and it costs more."""
    STOPPED = "stopped"
    """Not approved, or not any more: nothing goes out in it."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the provider says."""

    standing: Standing
    word: str
    """The provider's own, such as `paused`."""
    why: str = ""
