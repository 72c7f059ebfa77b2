"""What `mujib doctor` finds, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.model import Language


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    good: bool
    words: Mapping[Language, str]
    """What is so, and where it is not good what to do about it."""


def good(arabic: str, english: str) -> Finding:
    """Say that something is well."""
    return Finding(good=True, words={Language.ARABIC: arabic, Language.ENGLISH: english})


def bad(arabic: str, english: str) -> Finding:
    """Say what is wrong, and what to do about it."""
    return Finding(good=False, words={Language.ARABIC: arabic, Language.ENGLISH: english})
