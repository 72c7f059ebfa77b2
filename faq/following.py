"""Reads a short follow-up with what was answered before it: «والرسوم؟», "is that yearly?". Pure; decides nothing.

It is ranked twice, as it stands and beside the title of the last answer, and the two are joined: what it says by itself, and
what it says there. Weights were chosen on one half of 156 follow-ups and judged on the other: docs/reference/matching.md.
"""

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np

from domain.model import Candidate
from faq import normalise, segment, wordlists
from faq.decision import Thread
from faq.entries import GENERAL, Entry, Kind
from faq.matcher import NONE, Ranking

LONGEST: Final = 5
"""Words of a follow-up."""
_ALONE: Final = 0.5
"""Weight of what it says by itself."""
_BESIDE: Final = 0.6
"""Weight of what it says beside the last answer."""
_WRITTEN: Final = 3.8
"""Weight of its likeness to the follow-ups that are written for an entry of the same topic."""
_NEAR: Final = 3.8
"""How much likelier an entry of the same topic is; this and the next two are logarithms."""
_AGAIN: Final = -1.8
"""The last answer once more: it tells what is asked now too, now and then."""
_ADDING: Final = -1.5
"""The same where more is asked in plain words: «والسعر؟»."""
_NOTHING: Final = 4.4
"""Nothing that an association answers: of a few words the rankings see too little of it."""
_ASKED: Final = frozenset({Kind.ANSWER, Kind.SILENT})
"""What is asked about, with an approved answer or none."""
_LEAST: Final = 1e-4
"""Chance of what a ranking does not list."""
_POINTING: Final = re.compile(r"(?:\b(?!ال)\S{2,}(?:ها|(?<!س)هم|هن)|\bو?[اأ](?!ل)\S{2,}ه)(?=[\s؟?.!،,]|$)")
"""An Arabic word with a pronoun at its end: «يحددها», «ابيعه»; nouns that end in a ه for a ة mostly have their article."""
_ADDED: Final = re.compile(
    r"(?:و(?:ال|لل|[لب](?=\S{3})|في |عن |لو |[اإ]ذا )|and |what (?:about|if) |how about |w el |w law )", re.IGNORECASE
)
"""«And» before a noun or a condition: «والرسوم», «ولولدي», «ولو رفضوني»."""
_MOST_ADDED: Final = 4
"""Words of what begins so and asks without a word that asks."""
_MOST_NAMED: Final = 2
"""Words of what only names something more, with its mark: «وزوجتي؟», «ورمضان؟»."""


def is_short(text: str) -> bool:
    """Tell whether words are few enough to lean on what went before."""
    return 0 < len(text.split()) <= LONGEST


def leans(text: str) -> bool:
    """Tell a short question that goes on from the last answer, or points at it: «والرسوم؟», "who decides that?"."""
    if not is_short(text):
        return False
    return _is_added(text) or (_puts(text) and (segment.continues(text) or points(text)))


def _puts(text: str) -> bool:
    """Tell words put as a question, or in Arabic with the word that asks behind another: «وانا رقم كم فيها»."""
    return segment.is_question(text) or (not text.isascii() and segment.asks_what(text))


def bare(text: str) -> str:
    """Take the «and» off an article: «الشروط» of «والشروط»."""
    return text[1:] if text.startswith("وال") else text


def asks(text: str) -> bool:
    """Tell whether words ask: by their mark, by a word that asks, or by giving a choice: «سنوية ولا مرة وحدة»."""
    return segment.asks(text) or segment.is_question(text) or segment.gives_choice(text)


def points(text: str) -> bool:
    """Tell whether words point at what was said before: by a pronoun of their own, or at the end of a word.

    What is behind a relative pronoun points at what stands before that: «الأرباح اللي توزعونها».
    """
    words = normalise.key(text).split()
    if not wordlists.words("relative").isdisjoint(words):
        return False
    return not wordlists.words("pointing").isdisjoint(words) or bool(_POINTING.search(normalise.plain(text)))


def _is_added(text: str) -> bool:
    text, long = normalise.plain(text), len(text.split())
    named = long <= _MOST_NAMED and text.startswith("و") and "؟" in text
    return named or (long <= _MOST_ADDED and bool(_ADDED.match(text)))


def near(entries: Mapping[str, Entry], thread: Thread, kinds: Container[Kind] = (Kind.ANSWER,)) -> frozenset[str]:
    """Give the entries that a follow-up may mean: those offered, and those of these kinds on the topic."""
    topic = () if thread.topic in {"", GENERAL} else entries.values()
    return frozenset(entry.id for entry in topic if entry.topic == thread.topic and entry.kind in kinds).union(thread.offered)


@dataclass(frozen=True, slots=True)
class Follower:
    """Ranks follow-ups."""

    entries: Mapping[str, Entry]
    rank: Callable[[str], Ranking]
    written: Callable[[str], Mapping[str, float]]
    """Gives the likeness of a text to the follow-ups that are written for entries."""

    def ranked(self, question: str, thread: Thread) -> Ranking:
        """Rank a follow-up together with the last answer."""
        last, titles = thread.entry, " ".join(self.entries[thread.entry].title.values())
        alone, beside = self.rank(question), self.rank(f"{question} {titles}")
        apart, together, written = _chances(alone), _chances(beside), self.written(question)
        close = near(self.entries, thread, _ASKED)
        again = _AGAIN + _ADDING * _is_added(question)
        names = sorted({*apart, *together, *close, last})
        weights = np.array(
            [
                _ALONE * log(apart.get(name, 0) + _LEAST)
                + _BESIDE * log(together.get(name, 0) + _LEAST)
                + (_NEAR + _WRITTEN * written.get(name, 0)) * (name in close)
                + again * (name == last)
                + _NOTHING * (name == NONE)
                for name in names
            ]
        )
        chances = np.exp(weights - weights.max())
        chances /= chances.sum()
        told = dict(zip(names, map(float, chances), strict=True))
        none = told.pop(NONE)
        candidates = tuple(Candidate(name, told[name]) for name in sorted(told, key=lambda name: -told[name]))
        return Ranking(candidates, none, alone.guess, alone.votes)


def _chances(ranking: Ranking) -> dict[str, float]:
    return {one.entry: one.confidence for one in ranking.candidates} | {NONE: ranking.none}
