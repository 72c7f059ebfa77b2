"""Reads a text for matching: what it is written in, its stems, its consonants, and its wording for the sentence encoder.

`Vocabulary` is made once from all phrasings and is a pure value; it mends typos, puts dialect into formal Arabic, reads
Arabizi.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from faq import arabizi, language, normalise, typos
from faq.dialect import Dialect
from faq.language import Guess
from faq.stem import stem

_WORD = re.compile(r"[^\W_]+")
_SPELT_OUT = re.compile("[أإآةىؤئء]")
_SHORTEST_RESPELT = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the experts see it."""

    guess: Guess
    stems: tuple[str, ...]
    """Light stems of the words, mended and with dialect folded."""
    consonants: tuple[str, ...]
    """The words' consonants in the alphabet that Arabic and Arabizi share."""
    text: str
    """For the encoder: formal Arabic where the text was dialect, otherwise as written."""
    raw: str
    """For the encoder too: as written, without marks."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known of words."""

    dialect: Dialect
    speller: typos.Speller
    latin: arabizi.Reader
    spelling: Mapping[str, str]
    """The careful spelling of a key."""

    def read(self, text: str) -> Reading:
        """Read any text; never raises."""
        raw = normalise.plain(text)
        guess = language.detect(raw)
        shown = self.latin.read(raw) if guess is Guess.ARABIZI else raw
        words = normalise.key(shown).split()
        mended = [self.speller.mend(word) for word in words]
        folded = self.dialect.fold(mended)
        stems = tuple(stem(word) for word in folded)
        latin = [word for word in normalise.key(raw).split() if not arabizi.is_article(word)]
        heard = latin if guess is Guess.ARABIZI else mended
        return Reading(
            guess, stems, tuple(filter(None, map(_consonants, heard))), self.dialect.formal(self._respelt(shown)), raw
        )

    def _respelt(self, text: str) -> str:
        """Spell each word as the phrasings do: mended, with hamza and ta marbuta."""
        return _WORD.sub(lambda match: self._spelt(match.group()), text)

    def _spelt(self, word: str) -> str:
        if word.isascii():
            return word
        key = normalise.word(word)
        known = self.speller.mend(key)
        return self.spelling.get(known, word if key == known else known)


def _consonants(word: str) -> str:
    return arabizi.skeleton(arabizi.bare(word) if word.isascii() else stem(word))


def vocabulary(texts: Iterable[str], dialect: Dialect) -> Vocabulary:
    """Learn the words of all phrasings."""
    surfaces = Counter(match.group() for text in texts for match in _WORD.finditer(normalise.plain(text)))
    arabic = {word: n for word, n in surfaces.items() if language.detect(word) is Guess.ARABIC}
    keys = Counter[str]()
    for word, count in arabic.items():
        keys[normalise.word(word)] += count
    for expression in dialect.table:
        keys.update(word for word in expression.split() if word not in keys)
    known = [word for word, count in keys.items() for _ in range(min(count, 50))]
    return Vocabulary(dialect, typos.speller(known), arabizi.reader(known), _spellings(arabic))


def _spellings(surfaces: Mapping[str, int]) -> dict[str, str]:
    """Choose for each key its most careful spelling: most letters spelt out, then most frequent."""
    best: dict[str, str] = {}
    for word in sorted(surfaces, key=lambda word: (len(_SPELT_OUT.findall(word)), surfaces[word], word)):
        if len(word) >= _SHORTEST_RESPELT:
            best[normalise.word(word)] = word
    return best
