"""Reads a text for matching: what it is written in, its stems, its consonants, and its wording for the sentence encoder.

`Vocabulary` is made once from all phrasings and is a pure value; it mends typos, puts dialect into formal Arabic, reads
Arabizi.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from faq import arabizi, language, normalise, typos, wordlists
from faq.dialect import Dialect
from faq.language import Guess
from faq.stem import stem

_WORD = re.compile(r"[^\W_]+")
_SPELT_OUT = re.compile("[أإآةىؤئء]")
_SHORTEST_RESPELT = 4
_FEW, _SHORTEST_SLIP = 3, 3
"""Words of a fragment, and letters of a word of it, in which slips are mended."""


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

    def said(self, text: str) -> str:
        """Give a text in Arabic letters, with slips mended in words that say nothing («نهم»): it tells fragments."""
        read = self.latin.read(normalise.plain(text)) if language.detect(text) is Guess.ARABIZI else text
        words = normalise.key(read).split()
        return " ".join(map(self._saying_nothing, words)) if len(words) <= _FEW else read

    def _saying_nothing(self, word: str) -> str:
        """Give the word that says nothing, which is a slip away from one that nobody knows; or the word itself."""
        if len(word) < _SHORTEST_SLIP or word in self.speller.known or any(letter.isdigit() for letter in word):
            return word
        nothing = wordlists.words("leaning") | wordlists.words("idle")
        near = process.extractOne(word, nothing, scorer=OSA.distance, score_cutoff=1)
        return near[0] if near else word

    def read(self, text: str) -> Reading:
        """Read any text; never raises."""
        raw = normalise.plain(text)
        guess = language.detect(raw)
        shown = self.latin.read(raw) if guess is Guess.ARABIZI else raw
        mended = [self._mended(word, guess) for word in normalise.key(shown).split()]
        folded = self.dialect.fold(mended)
        stems = tuple(stem(word) for word in folded)
        heard = _latin(raw) if guess is Guess.ARABIZI else mended
        return Reading(
            guess, stems, tuple(filter(None, map(_consonants, heard))), self.dialect.formal(self._respelt(shown, guess)), raw
        )

    def _mended(self, word: str, guess: Guess) -> str:
        """Mend a word by the phrasings'; in Arabizi and Arabic, Latin words stay: they are names, or read otherwise."""
        return word if word.isascii() and guess is not Guess.ENGLISH else self.speller.mend(word)

    def _respelt(self, text: str, guess: Guess) -> str:
        """Spell each word as the phrasings do: mended, with hamza and ta marbuta."""
        return _WORD.sub(lambda match: self._spelt(match.group(), guess), text)

    def _spelt(self, word: str, guess: Guess) -> str:
        if word.isascii() and guess is not Guess.ENGLISH:
            return word
        key = normalise.word(word)
        known = self._mended(key, guess)
        return word if word.isascii() and key == known else self.spelling.get(known, word if key == known else known)


def _latin(raw: str) -> list[str]:
    return [word for word in normalise.key(arabizi.unhyphened(raw)).split() if not arabizi.is_article(word)]


def _consonants(word: str) -> str:
    return arabizi.skeleton(arabizi.bare(word) if word.isascii() else stem(word))


def vocabulary(texts: Iterable[str], dialect: Dialect) -> Vocabulary:
    """Learn the words of all phrasings."""
    texts = tuple(texts)
    surfaces = Counter(match.group() for text in texts for match in _WORD.finditer(normalise.plain(text)))
    arabic = {word: n for word, n in surfaces.items() if language.detect(word) is Guess.ARABIC}
    english = Counter(
        word
        for text in texts
        if language.detect(text) is Guess.ENGLISH
        for word in normalise.key(text).split()
        if word.isascii()
    )
    keys = Counter[str](english)
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
