"""Decides on a short follow-up with what was answered before it: «والرسوم؟», "is that yearly?". Pure.

It is ranked twice, as it stands and beside the title of the last answer; with its likeness to the follow-ups that are written
for entries, one logistic model joins them. Where its weights come from: docs/reference/matching.md.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Final

import numpy as np

from domain.model import Candidate, Language
from faq import certainty, following, gist, language, scales
from faq.decision import Answer, Clarify, Decision, Handover, Thread, confidence_of, subject_of
from faq.entries import GENERAL, Entry, Kind
from faq.matcher import KEPT, NONE, Ranking
from faq.scales import OFFERED, Scales

_ALONE: Final = 0.5
"""Weight of what it says by itself."""
_BESIDE: Final = 0.6
"""Weight of what it says beside the last answer."""
_WRITTEN: Final = 3.8
"""Weight of its likeness to the follow-ups that are written for an entry of the same topic."""
_WRITTEN_SO: Final = 0.95
"""Likeness from which it is one of them."""
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


@dataclass(frozen=True, slots=True)
class Follower:
    """Decides on follow-ups."""

    scales: Scales
    rank: Callable[[str], Ranking]
    written: Callable[[str], Mapping[str, float]]
    """Gives the likeness of a text to the follow-ups that are written for entries."""

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The entries by their ids."""
        return self.scales.entries

    def ranked(self, question: str, thread: Thread) -> Ranking:
        """Rank a follow-up together with the last answer."""
        last = thread.entry
        alone, beside = self.rank(question), self.rank(f"{question} {self._title(last, question)}")
        apart, together, written = _chances(alone), _chances(beside), self.written(question)
        close = following.near(self.entries, thread, _ASKED)
        again = _AGAIN + _ADDING * following.is_added(question)
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

    def _title(self, entry: str, question: str) -> str:
        """Give an entry's title in the language of the question: a sentence encoder reads words of both less well."""
        title = self.entries[entry].title
        is_english = language.detect(question) is language.Guess.ENGLISH
        return title.get(Language.ENGLISH if is_english else Language.ARABIC, "") or " ".join(title.values())

    def decided(self, question: str, thread: Thread, denied: str = "") -> Decision:
        """Decide on a follow-up together with the last answer. It begins nothing: whoever asks on is told of the matter.

        `denied` is an entry that is not meant in any case.
        """
        ranking = self.ranked(question, thread)
        meant = (one for one in ranking.candidates if one.entry in self.entries and one.entry != denied)
        known = ((one, self.entries[one.entry]) for one in meant)
        told = self.is_told(thread)
        candidates = tuple(one for one, entry in known if not begins(entry) and (told or entry.kind is not Kind.ACTION))[:KEPT]
        if not candidates:
            return Clarify(())
        others, none = _without(thread.entry, candidates, ranking.none)
        decision = self.scales.settled(question, candidates, ranking.none)
        if subject_of(decision) == thread.entry and confidence_of(decision) < self.scales.thresholds.again:
            decision = self.scales.settled(question, others, none) if others else Clarify(())
        lost = isinstance(decision, Handover) and not decision.entry and not gist.guarded(question)
        return self.scales.ask(others) if lost or isinstance(decision, Clarify) else decision

    def of_fragment(self, text: str, thread: Thread) -> Decision:
        """Give a text without a subject the subject of the thread, or ask."""
        place = gist.ordinal(text)
        if place is not None and place < len(thread.offered) and (named := thread.offered[place]) in self.entries:
            return scales.follow(self.entries[named], 1.0, (Candidate(named, 1.0),))
        near = following.near(self.entries, thread)
        if not near or gist.is_puzzled(text) or not gist.asks(text):
            return Clarify(())
        ranking = self.ranked(text, thread) if thread.entry in self.entries else self.rank(text)
        found = tuple(one for one in ranking.candidates if one.entry in near and one.entry != thread.entry)[:OFFERED]
        sure = bool(found) and gist.asks_what(text) and found[0].confidence >= self.scales.thresholds.alone
        return scales.follow(self.entries[found[0].entry], found[0].confidence, found) if sure else Clarify(found)

    def agreed(self, further: Decision, alone: Decision) -> Decision:
        """Take what the words surely name by themselves where it comes first with the last answer too, as sure as they are."""
        first = further.candidates[0].entry if further.candidates else ""
        if not (isinstance(further, Answer | Clarify) and alone.candidates and alone.candidates[0].entry == first):
            return further
        sure = certainty.of(alone.candidates, self.entries)
        if isinstance(further, Clarify):
            entry = self.entries[first]
            is_named = sure >= self.scales.thresholds.stands and entry.kind is Kind.ANSWER
            return scales.follow(entry, sure, further.candidates) if is_named else further
        return replace(further, confidence=max(further.confidence, sure))

    def written_behind(self, question: str, thread: Thread) -> Decision | None:
        """Decide on what is written, but for its spelling, as a follow-up of one entry of the topic; None where it is not."""
        written = [entry for entry in self._written(question) if self.entries[entry].topic == thread.topic]
        if len(written) != 1:
            return None
        return scales.follow(self.entries[written[0]], 1.0, (Candidate(written[0], 1.0),))

    def topics(self, question: str) -> frozenset[str]:
        """Give the topics on which a question is written as a follow-up."""
        return frozenset(self.entries[entry].topic for entry in self._written(question))

    def _written(self, question: str) -> list[str]:
        return [one for one, like in self.written(question).items() if like >= _WRITTEN_SO and one in self.entries]

    def is_written(self, question: str, entry: str) -> bool:
        """Tell whether a question is, but for its spelling, a follow-up that is written for an entry."""
        return self.written(question).get(entry, 0) >= _WRITTEN_SO

    def is_told(self, thread: Thread) -> bool:
        """Distinguish an answer from something that was begun."""
        return self.entries[thread.entry].kind is not Kind.ACTION


def begins(entry: Entry) -> bool:
    """Distinguish an action on a matter from one that is there for any: an officer, the menu, a ticket's stage."""
    return entry.kind is Kind.ACTION and entry.topic != GENERAL


def _without(last: str, candidates: Sequence[Candidate], none: float) -> tuple[tuple[Candidate, ...], float]:
    """Give the candidates, and the chance of none, as they are where the last answer is not meant again."""
    left = max(1e-6, 1 - sum(one.confidence for one in candidates if one.entry == last))
    others = tuple(Candidate(one.entry, one.confidence / left) for one in candidates if one.entry != last)
    return others, none / left


def _chances(ranking: Ranking) -> dict[str, float]:
    return {one.entry: one.confidence for one in ranking.candidates} | {NONE: ranking.none}
