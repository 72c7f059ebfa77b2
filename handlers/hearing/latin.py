"""Arabic words of a rule, known again in Latin letters by their consonants: "asajjel" is «اسجل», "6alab" is «طلب». Pure."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from faq import arabizi

_LEAST: Final = 3
"""Consonants, or fewer with a figure among them, that tell a word: «7» and «2» leave none, and "sala7o" is no «سؤال»."""


def among(said: Iterable[str], nouns: frozenset[str]) -> frozenset[str]:
    """Give which of the words, as keys, are of these, in whatever letters."""
    return frozenset(word for word in said if is_of(word, nouns))


def is_of(word: str, nouns: frozenset[str]) -> bool:
    """Tell whether a word, as a key, is one of these, in whatever letters."""
    return word in nouns or (word.isascii() and _sounds_like(word, nouns))


@lru_cache(maxsize=2048)
def _sounds_like(word: str, nouns: frozenset[str]) -> bool:
    consonants = arabizi.skeleton(word)
    tells = len(consonants) >= _LEAST or (any(map(str.isdecimal, consonants)) and not word.isdecimal())
    return tells and consonants in _consonants(nouns)


@lru_cache(maxsize=64)
def _consonants(nouns: frozenset[str]) -> frozenset[str]:
    return frozenset(arabizi.skeleton(word) for word in nouns if not word.isascii())
