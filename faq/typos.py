"""Mends misspelt words against the vocabulary of the phrasings, word by word. Knows only words; never ranks questions.

A word that is known, or whose stem is, stays, and so do protected ones (الجمعة is no الجمعية). Letters that are confused
in writing (ض/ظ, ذ/د, ث/س, ه/ة) and doubled letters cost nothing. One slip of the finger is mended from five letters on: a
letter too many or too few, two swapped, or one hit beside the right key or with its dots wrong. Anything else is another
word: «تستكملون» is no «تستعملون».
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from faq import wordlists
from faq.stem import stem
from faq.wordings import Wordings, wordings

_CONFUSED = str.maketrans("ظذثصطىةئؤ", "ضدسستيهيو")
_DOUBLED = re.compile(r"(.)\1+")
_SEEN = 20_000
_SHORTEST, _ONE_DOT, _ONE_SLIP = 3, 4, 5
"""Letters a word must have for confused letters, for dots that are wrong, and for any slip to be mended (Latin: one more)."""
_PARTICLES = frozenset({"عال", "بال", "وال", "فال", "كال"})
_KEYBOARDS = (
    ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤر ىهوزظ"),
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
)
_SHAPES = ("بتثني", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق", "هةت")


def _likely() -> dict[str, set[str]]:
    """Give the letters that are typed for each: its neighbours on a keyboard, and those that differ in dots."""
    pairs = {(one, other) for shape in _SHAPES for one in shape for other in shape}
    for rows in _KEYBOARDS:
        for row, below in zip(rows, (*rows[1:], ""), strict=True):
            pairs |= set(pairwise(row)) | set(zip(row, below, strict=False)) | set(zip(row[1:], below, strict=False))
    likely: dict[str, set[str]] = {}
    for one, other in pairs:
        likely.setdefault(one, set()).add(other)
        likely.setdefault(other, set()).add(one)
    return likely


_LIKELY = _likely()
_LETTERS = tuple(set("".join(rows).translate(_CONFUSED)) - {" "} for rows in _KEYBOARDS)
"""Of Arabic forms, and of Latin ones."""


@dataclass(frozen=True, slots=True)
class Speller:
    """The vocabulary by the confusable form of each word; each form with its most frequent word."""

    known: frozenset[str]
    stems: Wordings = field(compare=False)
    """Of the known words, on which alone they hang; whether a stem is one of them is all that is asked."""
    forms: Mapping[str, str]
    seen: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Words that were mended before, for speed; at most `_SEEN`."""

    def mend(self, word: str) -> str:
        """Give the known word that is meant, or the word itself."""
        if word in self.known:
            return word
        if word not in self.seen:
            if len(self.seen) >= _SEEN:
                self.seen.clear()
            self.seen[word] = self._meant(word)
        return self.seen[word]

    def _meant(self, word: str) -> str:
        if word in wordlists.words("typo-protected") or len(word) < _SHORTEST or any(c.isdigit() for c in word):
            return word
        form = _confusable(word)
        if form in self.forms:
            return self.forms[form]
        if len(word) < _ONE_DOT or stem(word) in self.stems:
            return word
        if len(word) < _ONE_SLIP + word.isascii():
            return next((self.forms[other] for other in _dotted(form) if other in self.forms), word)
        near = self.forms.keys() & set(_slips(form))
        usual = near if len(near) <= 1 else (other for other in self.forms if other in near)
        return next((self.forms[other] for other in usual), self._attached(word))

    def _attached(self, word: str) -> str:
        """Mend what stands behind a particle and the article: «عالشكوا»."""
        if word[:3] not in _PARTICLES:
            return word
        meant = self.mend(word[1:])
        return word[0] + meant if meant in self.known and meant.startswith("ال") else word


def stems(known: Iterable[str]) -> Wordings:
    """Give the stems of words, by their hashes."""
    return wordings(dict.fromkeys(map(stem, known), 0))


def _confusable(word: str) -> str:
    """Give the form that words share which writers confuse; «على» is also written «علا»."""
    form = _DOUBLED.sub(r"\1", word.translate(_CONFUSED))
    return f"{form[:-1]}ي" if form.endswith(("لا", "تا")) else form


def speller(words: Iterable[str]) -> Speller:
    """Make a speller of the words of the phrasings, as keys, each given as often as it occurs."""
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    forms: dict[str, str] = {}
    for word in sorted(counts, key=lambda known: (-counts[known], known)):
        forms.setdefault(_confusable(word), word)
    return Speller(frozenset(counts), stems(counts), forms)


def _slips(form: str) -> Iterator[str]:
    """Give all forms that one slip of the finger makes this one of, and it of them."""
    letters = _LETTERS[form.isascii()]
    for place in range(len(form) + 1):
        before, letter, after = form[:place], form[place : place + 1], form[place + 1 :]
        yield before + after
        yield before + after[:1] + letter + after[1:]
        yield from [before + other + after for other in _LIKELY.get(letter, ())]
        yield from [before + other + letter + after for other in letters]


def _dotted(form: str) -> Iterator[str]:
    """Give the forms that differ in the dots of one letter."""
    for place, letter in enumerate(form):
        for shape in _SHAPES:
            if letter in shape:
                yield from (form[:place] + other + form[place + 1 :] for other in shape if other != letter)
