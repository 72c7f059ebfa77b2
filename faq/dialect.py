"""Saudi and other dialect words and their formal Arabic: for the sentence encoder, which was taught formal language.

A `Dialect` is a pure value; `load` reads the table that ships in `faq/knowledge/dialect.tsv`. Ambiguous words (في, ما,
قبل) stay.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from faq import normalise

_LONGEST = 3
"""Words in the longest expression of the table."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Dialect:
    """Expressions by their search key, each with its formal Arabic."""

    table: Mapping[str, str]

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
            for length in range(min(_LONGEST, len(words) - at), 0, -1):
                if formal := self._lookup(" ".join(words[at : at + length])):
                    yield at, at + length, formal
                    at += length
                    break
            else:
                yield at, at + 1, ""
                at += 1

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
    return Dialect(table)
