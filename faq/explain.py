"""Says why the matcher ranked as it did: which experts spoke for an entry, and which phrasings they rested on.

For `mujib ask --explain` and the desk. Pure; adds nothing to a decision. What it gives contains the words of phrasings,
never those of other members than the one who asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from faq.experts.kernels import Vector
from faq.experts.panels import Expert, Semantic
from faq.language import Guess
from faq.matcher import Example, Matcher, Vote
from faq.reading import Reading

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
    stems: tuple[str, ...]
    none: float
    reasons: tuple[Reason, ...]


def explain(matcher: Matcher, text: str) -> Explanation:
    """Explain the first three entries of the ranking of a text."""
    matcher = replace(matcher, examples=tuple(matcher.examples))  # made once, not for each ground
    reading = matcher.words.read(text)
    ranking = matcher.rank(text)
    spoke = {vote.expert for vote in ranking.votes}
    vector = matcher.vector(reading) if Expert.MEANING in spoke else None
    _, predicted = matcher.panels[reading.guess].hear(reading)
    reasons = []
    for one in ranking.candidates[:3]:
        votes = tuple(vote for vote in ranking.votes if vote.entry == one.entry)
        grounds = [ground for name in spoke for ground in _grounds(matcher, name, one.entry, reading, (vector, predicted))]
        heaviest = tuple(sorted(grounds, key=lambda ground: -ground.worth)[:_PHRASINGS])
        reasons.append(Reason(one.entry, one.confidence, votes, heaviest))
    return Explanation(reading.guess, reading.stems, ranking.none, tuple(reasons))


def _grounds(
    matcher: Matcher, name: Expert, entry: str, reading: Reading, vectors: tuple[Vector | None, Vector | None]
) -> Iterator[Ground]:
    """Give the heaviest examples of an entry for one expert."""
    panel = matcher.panels[reading.guess]
    expert = panel.experts[name]
    rows = expert.rows.of(matcher.classes.index(entry))
    every = tuple(matcher.examples)
    examples = [every[int(number)] for number in expert.rows.numbers[rows]]
    if isinstance(expert, Semantic):
        likeness = expert.likeness(*vectors)[rows]
    else:
        likeness = expert.likeness(reading, [matcher.words.read(example.text) for example in examples])
    worth = panel.shares[name] * likeness * expert.rows.own[rows]
    for at in np.argsort(-worth)[:_PHRASINGS]:
        yield _ground(matcher, name, examples[int(at)], float(worth[at]), frozenset(reading.stems))


def _ground(matcher: Matcher, expert: Expert, example: Example, worth: float, stems: frozenset[str]) -> Ground:
    shared = dict.fromkeys(stem for stem in matcher.words.read(example.text).stems if stem in stems)
    return Ground(example, expert, worth, tuple(shared))
