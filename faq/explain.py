"""Says why the matcher ranked as it did: which experts spoke for an entry, and which phrasings they rested on.

For `mujib ask --explain` and the desk. Pure; adds nothing to a decision. What it gives contains the words of phrasings,
never those of other members than the one who asked.
"""

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
    ranking = matcher.rank(text)
    spoke = {vote.expert for vote in ranking.votes}
    vector = matcher.vector(reading) if Expert.MEANING in spoke else None
    panel = matcher.panels[reading.guess]
    heard = {name: panel.experts[name].likeness(reading, vector) for name in spoke}
    reasons = []
    for one in ranking.candidates[:3]:
        votes = tuple(vote for vote in ranking.votes if vote.entry == one.entry)
        reasons.append(
            Reason(one.entry, one.confidence, votes, _grounds(matcher, panel, heard, one.entry, frozenset(reading.stems)))
        )
    return Explanation(reading.guess, reading.text, reading.stems, ranking.none, tuple(reasons))


def _grounds(
    matcher: Matcher, panel: Panel, heard: dict[Expert, Vector], entry: str, stems: frozenset[str]
) -> tuple[Ground, ...]:
    """Give the heaviest examples of all experts who spoke."""
    label = matcher.classes.index(entry)
    found: list[Ground] = []
    for name, likeness in heard.items():
        head = panel.experts[name].head
        worth = panel.shares[name] * head.worth(likeness, label)
        found += (_ground(matcher, name, int(head.rows[at]), float(worth[at]), stems) for at in np.argsort(-worth)[:_PHRASINGS])
    return tuple(sorted(found, key=lambda ground: -ground.worth)[:_PHRASINGS])


def _ground(matcher: Matcher, expert: Expert, number: int, worth: float, stems: frozenset[str]) -> Ground:
    example = matcher.examples[number]
    shared = dict.fromkeys(stem for stem in matcher.words.read(example.text).stems if stem in stems)
    return Ground(example, expert, worth, tuple(shared))
