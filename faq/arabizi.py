"""Arabic in Latin letters: the consonants that Arabic and Arabizi have in common, and a reading in Arabic letters.

Writers differ in vowels and agree mostly on consonants, so both scripts are brought to one consonant alphabet. The
reading takes, for each word, the Arabic word of the known vocabulary with the same consonants; it is for matching and
must not be shown as the member's words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import log2

from rapidfuzz import fuzz, process

from faq import wordlists
from faq.normalise import WORDS

_GROUPS = (
    *(
        ("sh", "$"),
        ("ch", "$"),
        ("kh", "x"),
        ("gh", "g"),
        ("th", "d"),
        ("dh", "d"),
        ("ph", "f"),
    ),
    *(
        ("5", "x"),
        ("6", "t"),
        ("7", "h"),
        ("8", "g"),
        ("9", "s"),
        ("q", "g"),
        ("p", "b"),
        ("v", "f"),
        ("c", "k"),
        ("x", "ks"),
        ("4", "d"),
    ),
)
_LATIN = re.compile("|".join(re.escape(group) for group, _ in _GROUPS))
_LATIN_VALUES = dict(_GROUPS)
_ARABIC_VALUES = str.maketrans(
    {
        **dict.fromkeys("اويىئؤءأإآة", ""),
        **dict.fromkeys("دذضظث", "d"),
        **dict.fromkeys("تط", "t"),
        **dict.fromkeys("سص", "s"),
        **dict.fromkeys("قغ", "g"),
        **dict.fromkeys("حه", "h"),
        "ب": "b",
        "ج": "j",
        "خ": "x",
        "ر": "r",
        "ز": "z",
        "ش": "$",
        "ع": "3",
        "ف": "f",
        "ك": "k",
        "ل": "l",
        "م": "m",
        "ن": "n",
    },
)
_VOWELS = re.compile("[aeiouyw2'’`]")
_DOUBLED = re.compile(r"(.)\1+")
_SOUNDS = str.maketrans(dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويى", "abtdjhxddrzs$sdtd3gfgklmnhwya", strict=True)))
_ARTICLE = re.compile(r"^(wa?|b[ei]?|fa?|l[ei]?)?(el|al|il)[-']?(?=..)")
_DOTTED = re.compile(r"([3679])['’`]|(?<![ae]l)(?<!il)['’`]([3679])(?=\w|\b)")
"""A figure with the dot of its letter, behind it or before it; after the article it is the article's own mark."""
_DOTS_OVER = frozenset("'’`")
_DOTS = {"3": "gh", "6": "dh", "7": "kh", "9": "dh"}
_JOINED = {
    **dict.fromkeys(("el", "al", "il"), "ال"),
    **dict.fromkeys(("lel", "lil"), "لل"),
    **dict.fromkeys(("bel", "bil"), "بال"),
    **dict.fromkeys(("wel", "wil"), "وال"),
    **dict.fromkeys(("fel", "fil"), "في ال"),
    **dict.fromkeys(("3al", "3l"), "على ال"),
    **dict.fromkeys(("w", "wa"), "و"),
    **dict.fromkeys(("le", "l"), "ل"),
    **dict.fromkeys(("b", "be"), "ب"),
}
"""The article and particles that Arabic writes together with the word after them, and many Latin writers apart."""
_SEEN = 20_000
_SHORTEST = 3
"""Consonants that are enough to know a word by."""
_USUAL = 5.0
"""What being twice as common is worth, in percent of likeness: short vowels, which Arabic does not write, say little."""
_CLOSE = 70
"""Percent of likeness from which a word of other consonants counts as the same word."""


@lru_cache(WORDS)
def skeleton(word: str) -> str:
    """Give the consonants of an Arabic or Latin word in one alphabet; vowels, hamza and final «ه» are dropped."""
    if word.isascii():
        word = _VOWELS.sub("", _LATIN.sub(lambda group: _LATIN_VALUES[group[0]], word.lower()))
    else:
        word = re.sub("[هة]$", "", word).translate(_ARABIC_VALUES)
    word = _DOUBLED.sub(r"\1", word)
    return word.removesuffix("h") if len(word) >= _SHORTEST else word


def sound(word: str) -> str:
    """Give a rough sound of a word, vowels kept, in Latin letters: tells words of equal consonants apart."""
    word = _LATIN.sub(lambda group: _LATIN_VALUES[group[0]], word.lower()) if word.isascii() else word.translate(_SOUNDS)
    return _DOUBLED.sub(
        r"\1",
        word.replace("ee", "y").replace("oo", "w").replace("ou", "w").replace("i", "y").replace("u", "w").replace("o", "w"),
    )


def bare(word: str) -> str:
    """Take the Arabic article and a particle before it off a Latin word."""
    return _ARTICLE.sub("", word)


def unhyphened(text: str) -> str:
    """Write words as one that some part by a hyphen or a dot over a figure: «as-humi», «door-i», «mari9'», «'3ali»."""
    return dotted(re.sub(r"(?<=\w)-(?=\w)", "", text))


def dotted(text: str) -> str:
    """Write letters for figures with a dot, which would else part a word: «al3'i»."""
    return text if _DOTS_OVER.isdisjoint(text) else _DOTTED.sub(lambda dot: _DOTS[dot[1] or dot[2]], text)


def is_article(word: str) -> bool:
    """Recognise an article or a particle that stands apart from its word: it says nothing by itself."""
    return word in _JOINED


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads Arabizi with a vocabulary: Arabic words by their consonants, each with how often it occurs."""

    words: Mapping[str, Mapping[str, int]]
    seen: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Words that were read before, for speed; at most `_SEEN`."""

    def read(self, text: str) -> str:
        """Put each Latin word into Arabic letters where the vocabulary has a likely word; other words stay."""
        return " ".join(self._joined(re.findall(r"[\w'’`$]+", unhyphened(text.lower()))))

    def _joined(self, words: Iterable[str]) -> Iterator[str]:
        """Read words, each with the article and the particles that stand before it."""
        before = ""
        for word in words:
            if word in _JOINED:
                before += _JOINED[word]
                continue
            read = self._word(word)
            yield read if not before or read.isascii() else before + (read.removeprefix("ال") if before.endswith("ل") else read)
            before = ""

    def _word(self, word: str) -> str:
        if not re.search("[a-z]", word):
            return word
        if word not in self.seen:
            if len(self.seen) >= _SEEN:
                self.seen.clear()
            self.seen[word] = (
                wordlists.pairs("arabizi-read").get(word)
                or self._best(word)
                or self._without_article(word)
                or self._near(word)
                or word
            )
        return self.seen[word]

    def _best(self, word: str) -> str:
        found = self.words.get(skeleton(word), {})
        heard = sound(word)
        return max(
            found, key=lambda known: (fuzz.ratio(heard, sound(known)) + _USUAL * log2(1 + found[known]), known), default=""
        )

    def _without_article(self, word: str) -> str:
        inner = bare(word)
        return "ال" + self._best(inner) if inner != word and self._best(inner) else ""

    def _near(self, word: str) -> str:
        consonants = skeleton(word)
        if len(consonants) < _SHORTEST:
            return ""
        near = process.extractOne(consonants, self.words.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE)
        return self._best_of(near[0], word) if near else ""

    def _best_of(self, consonants: str, word: str) -> str:
        heard = sound(word)
        best = max(self.words[consonants], key=lambda known: (fuzz.ratio(heard, sound(known)), known))
        return best if fuzz.ratio(heard, sound(best)) >= _CLOSE else ""


def reader(words: Iterable[str]) -> Reader:
    """Make a reader of the Arabic words given; a word given more often is preferred."""
    found: dict[str, dict[str, int]] = {}
    for word in words:
        if not word.isascii() and (consonants := skeleton(word)):
            counts = found.setdefault(consonants, {})
            counts[word] = counts.get(word, 0) + 1
    return Reader(found)
