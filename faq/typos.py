"""Mends misspelt words against the vocabulary of the phrasings, word by word. Knows only words; never ranks questions.

A word that is known stays. Letters that are confused in writing (ض/ظ, ذ/د, ث/س, ه/ة) and doubled letters cost nothing; one other slip
is allowed from four letters on, two from eight on. Pairs that are one slip apart and mean different things are protected.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

_CONFUSED = str.maketrans("ظذثصطىةئؤ", "ضدسستيهيو")
_DOUBLED = re.compile(r"(.)\1+")
_PROTECTED = frozenset("الجمعه جمعه طالب مطلوب قسم عقد عضد سكن سكني مدينه دين علي عليه".split())
"""Words that may be unknown to the phrasings and still are no misspelling of a known one (الجمعة is no الجمعية)."""
_ONE_SLIP, _TWO_SLIPS = 4, 8
"""Letters a word must have for one or two slips to be mended."""


@dataclass(frozen=True, slots=True)
class Speller:
    """The vocabulary by the confusable form of each word; each form with its most frequent word."""

    known: frozenset[str]
    forms: Mapping[str, str]

    def mend(self, word: str) -> str:
        """Give the known word that is meant, or the word itself."""
        if word in self.known or word in _PROTECTED or len(word) < _ONE_SLIP or any(c.isdigit() for c in word):
            return word
        form = confusable(word)
        if form in self.forms:
            return self.forms[form]
        slips = 2 if len(form) >= _TWO_SLIPS else 1
        near = process.extractOne(form, self.forms.keys(), scorer=OSA.distance, score_cutoff=slips)
        return self.forms[near[0]] if near else word


def confusable(word: str) -> str:
    """Give the form that words share which writers confuse."""
    return _DOUBLED.sub(r"\1", word.translate(_CONFUSED))


def speller(words: Iterable[str]) -> Speller:
    """Make a speller of the words of the phrasings, as keys, each given as often as it occurs."""
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    forms: dict[str, str] = {}
    for word in sorted(counts, key=lambda known: (-counts[known], known)):
        forms.setdefault(confusable(word), word)
    return Speller(frozenset(counts), forms)
