"""Words of dialects, of old-fashioned letters and of colloquial English, and the plain words that phrasings have for them.

The sentence encoder was taught plain language, and a few thousand phrasings hold few of the others.

A `Dialect` is a pure value; `load` reads the table that ships in `faq/knowledge/dialect.tsv`. Ambiguous words (في, ما,
قبل) stay.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from faq import normalise

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Dialect:
    """Expressions by their search key, each with its formal Arabic."""

    table: Mapping[str, str]
    longest: Mapping[str, int]
    """Words of the longest expression that begins with a word."""

    def formal(self, text: str) -> str:
        """Put dialect expressions into formal Arabic; everything else, punctuation too, stays as it was."""
        found = list(_WORD.finditer(text))
        words = [normalise.word(match.group()) for match in found]
        out, end = [], 0
        for first, after, formal in self._spans(words):
            out += [text[end : found[first].start()], formal or text[found[first].start() : found[after - 1].end()]]
            end = found[after - 1].end()
        return "".join([*out, text[end:]])

    def fold(self, words: Sequence[str]) -> list[str]:
        """Do the same with the words of a key."""
        out: list[str] = []
        for first, after, formal in self._spans(words):
            out += normalise.key(formal).split() if formal else words[first:after]
        return out

    def _spans(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Part the words into the longest known expressions (with their formal words) and single unknown words (with none)."""
        at = 0
        while at < len(words):
            for length in range(min(self._reach(words[at]), len(words) - at), 0, -1):
                if formal := self._lookup(" ".join(words[at : at + length])):
                    yield at, at + length, formal
                    at += length
                    break
            else:
                yield at, at + 1, ""
                at += 1

    def _reach(self, word: str) -> int:
        """Give how many words an expression may have that begins here."""
        behind = self.longest.get(word[1:], 0) if word[:1] in {"و", "ف"} else 0
        return max(self.longest.get(word, 0), behind)

    def _lookup(self, expression: str) -> str:
        """Find the expression, also behind a leading «و» or «ف», which is kept."""
        if formal := self.table.get(expression):
            return formal
        if expression[:1] in {"و", "ف"} and (formal := self.table.get(expression[1:])):
            return expression[0] + formal
        return ""


@cache
def load() -> Dialect:
    """Read the table that ships with Mujib."""
    table: dict[str, str] = {}
    for line in resources.files("faq.knowledge").joinpath("dialect.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            forms, formal, _ = line.split("\t")
            table |= {normalise.key(form): formal for form in forms.split("|") if normalise.key(form) != normalise.key(formal)}
    return of(table)


def of(table: Mapping[str, str]) -> Dialect:
    """Make a dialect of expressions by their search key."""
    longest: dict[str, int] = {}
    for expression in table:
        first, *others = expression.split()
        longest[first] = max(longest.get(first, 0), 1 + len(others))
    return Dialect(table, longest)
