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
    hint: bool = False
    """Nothing is wrong, but something is left out that someone may miss."""


def good(arabic: str, english: str) -> Finding:
    """Say that something is well."""
    return Finding(good=True, words={Language.ARABIC: arabic, Language.ENGLISH: english})


def hint(arabic: str, english: str) -> Finding:
    """Say what is left out, and what that means."""
    return Finding(good=True, words={Language.ARABIC: arabic, Language.ENGLISH: english}, hint=True)


def bad(arabic: str, english: str) -> Finding:
    """Say what is wrong, and what to do about it."""
    return Finding(good=False, words={Language.ARABIC: arabic, Language.ENGLISH: english})
