"""Says why the matcher ranked as it did: which experts spoke for an entry, and which phrasings they rested on.

For `mujib ask --explain` and the desk. Pure; adds nothing to a decision. What it gives contains the words of phrasings,
never those of other members than the one who asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from faq.kernels import Vector
from faq.language import Guess
from faq.matcher import Example, Matcher, Vote
from faq.panels import Expert, Panel

_PHRASINGS = 3
"""Phrasings named for each entry."""


@dataclass(frozen=True, slots=True)
class Ground:
    """An example that spoke for an entry."""

    example: Example
    expert: Expert
    worth: float
    """What it added to the entry's score."""
    words: tuple[str, ...]
    """Stems that it shares with the text."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entry stands where it stands."""

    entry: str
    confidence: float
    votes: tuple[Vote, ...]
    """Add up to its score."""
    grounds: tuple[Ground, ...]
    """The heaviest first."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a text was read, and why the first entries came first."""

    guess: Guess
    read_as: str
    """The wording that the encoder got: formal Arabic where the text was dialect or Arabizi."""
    stems: tuple[str, ...]
    none: float
    reasons: tuple[Reason, ...]


def explain(matcher: Matcher, text: str) -> Explanation:
    """Explain the first three entries of the ranking of a text."""
    reading = matcher.words.read(text)
    panel = matcher.panels[reading.guess]
    heard = panel.hear(reading, matcher.vector(reading))
    ranking = matcher.rank(text)
    reasons = tuple(
        Reason(
            one.entry,
            one.confidence,
            tuple(vote for vote in ranking.votes if vote.entry == one.entry),
            _grounds(matcher, panel, heard, one.entry, frozenset(reading.stems)),
        )
        for one in ranking.candidates[:3]
    )
    return Explanation(reading.guess, reading.text, reading.stems, ranking.none, reasons)


def _grounds(
    matcher: Matcher, panel: Panel, heard: dict[Expert, Vector], entry: str, stems: frozenset[str]
) -> tuple[Ground, ...]:
    found = sorted(_all(matcher, panel, heard, entry, stems), key=lambda ground: -ground.worth)
    return tuple(found[:_PHRASINGS])


def _all(matcher: Matcher, panel: Panel, heard: dict[Expert, Vector], entry: str, stems: frozenset[str]) -> Iterator[Ground]:
    """Give the heaviest examples of every expert."""
    label = matcher.classes.index(entry)
    for name, expert in panel.experts.items():
        worth = panel.shares[name] * expert.head.worth(heard[name], label)
        for at in np.argsort(-worth)[:_PHRASINGS]:
            example = matcher.examples[int(expert.head.rows[at])]
            shared = dict.fromkeys(stem for stem in matcher.words.read(example.text).stems if stem in stems)
            yield Ground(example, name, float(worth[at]), tuple(shared))
