"""Decides what follows from a message: answer, act, offer, hand over. Pure; says nothing to the member.

Being wrong costs more than asking: it answers when sure, offers up to three entries when not, and otherwise hands over.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from domain.model import Candidate, HandoverReason
from faq import segment
from faq.clauses import Citation
from faq.decision import Act, Answer, Asked, Clarify, Decider, Decision, Handover, Quote, Thread
from faq.entries import Entry, Flag, Kind
from faq.matcher import Matcher, Ranking

OFFERED = 3


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities from which something is done."""

    answer: float = 0.5
    action: float = 0.5
    silent: float = 0.4
    """For saying that no answer is approved: the entry's own probability, or together with what is never answered."""
    offer: float = 0.04
    """Below it an entry is not offered."""
    heard: float = 0.25
    """Probability of all that is offered together, below which nothing is offered and a person takes over."""


def decider(matcher: Matcher, entries: Iterable[Entry], thresholds: Thresholds = Thresholds()) -> Decider:  # noqa: B008 - frozen value
    """Make the decider of this matcher over these entries."""
    return _Decider(matcher, {entry.id: entry for entry in entries}, thresholds)


@dataclass(frozen=True, slots=True)
class _Decider:
    matcher: Matcher
    entries: Mapping[str, Entry]
    thresholds: Thresholds

    def __call__(self, text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:  # noqa: B008 - frozen value
        """Decide on the whole, and on its parts where it has several and the whole is not one thing."""
        whole = Asked(text, self._one(text, thread))
        pieces = segment.parts(text)
        if len(pieces) == 1:
            return (whole,)
        asked = [Asked(piece, self._one(piece, thread)) for piece in pieces]
        sure = [one for one in asked if _subject(one.decision)]
        if len({_subject(one.decision) for one in sure}) > 1:
            return tuple(_distinct(asked))
        return tuple(sure[:1]) if sure and not _subject(whole.decision) else (whole,)

    def _one(self, text: str, thread: Thread) -> Decision:
        """Decide on one question."""
        if segment.is_call(text):
            return Clarify(())
        question = segment.without_courtesies(text)
        if not segment.has_content(question):
            return self._fragment(question, thread)
        return self._weigh(self.matcher.rank(question))

    def _fragment(self, text: str, thread: Thread) -> Decision:
        """Give a text without a subject the subject of the thread, or ask."""
        place = segment.ordinal(text)
        if place is not None and place < len(thread.offered):
            return self._chosen(thread.offered[place])
        near = self._near(thread)
        if not near or segment.is_puzzled(text) or not text.strip("؟?!. "):
            return Clarify(())
        last = self.entries.get(thread.entry)
        subject = " ".join(last.title.values()) if last else ""
        ranking = self.matcher.rank(f"{text} {subject}")
        found = tuple(one for one in ranking.candidates if one.entry in near and one.entry != thread.entry)
        return Clarify(found[:OFFERED])

    def _near(self, thread: Thread) -> frozenset[str]:
        """Give the entries that a follow-up may mean: those offered, and those of the topic."""
        topic = {entry.id for entry in self.entries.values() if thread.topic and entry.topic == thread.topic and entry.kind is Kind.ANSWER}
        return frozenset(topic.union(thread.offered))

    def _chosen(self, name: str) -> Decision:
        sure = (Candidate(name, 1.0),)
        return self._follow(self.entries[name], 1.0, sure) if name in self.entries else Clarify(())

    def _weigh(self, ranking: Ranking) -> Decision:
        """Choose by the probabilities of a ranking."""
        candidates = tuple(one for one in ranking.candidates if one.entry in self.entries)
        if not candidates:
            return Handover(HandoverReason.UNCLEAR, "", ())
        first = candidates[0]
        entry = self.entries[first.entry]
        silent = ranking.none + sum(one.confidence for one in candidates if self.entries[one.entry].kind is Kind.SILENT)
        if ranking.none > first.confidence and silent >= self.thresholds.silent:
            return Handover(HandoverReason.OUT_OF_SCOPE, "", candidates)
        if self._is_sure(entry, silent, self._mass(entry, candidates)):
            return self._follow(entry, first.confidence, candidates)
        return self._offer(candidates)

    def _is_sure(self, entry: Entry, silent: float, mass: float) -> bool:
        match entry.kind:
            case Kind.ANSWER:
                return mass >= self.thresholds.answer
            case Kind.ACTION:
                return mass >= self.thresholds.action
            case Kind.SILENT:
                return silent >= self.thresholds.silent
            case Kind.NONE:
                return False
            case never:
                assert_never(never)

    def _mass(self, entry: Entry, candidates: Sequence[Candidate]) -> float:
        """Give the probability of the entry together with those that would say the same: same main clause, or same action."""
        return sum(one.confidence for one in candidates if _same(entry, self.entries[one.entry]))

    def _follow(self, entry: Entry, confidence: float, candidates: tuple[Candidate, ...]) -> Decision:
        """Do what an entry is for."""
        match entry.kind:
            case Kind.ANSWER:
                return Answer(entry.id, confidence, candidates)
            case Kind.ACTION:
                return Act(entry.action, entry.id, confidence, candidates)
            case Kind.SILENT:
                reason = HandoverReason.SENSITIVE if Flag.SENSITIVE in entry.flags else HandoverReason.SILENT
                return Handover(reason, entry.id, candidates)
            case Kind.NONE:
                return Handover(HandoverReason.OUT_OF_SCOPE, "", candidates)
            case never:
                assert_never(never)

    def _offer(self, candidates: tuple[Candidate, ...]) -> Decision:
        """Offer what is likely enough, or hand over."""
        offered = tuple(one for one in candidates[:OFFERED] if one.confidence >= self.thresholds.offer)
        if sum(one.confidence for one in offered) < self.thresholds.heard:
            return Handover(HandoverReason.UNCLEAR, "", candidates)
        return Clarify(offered)


def _same(one: Entry, other: Entry) -> bool:
    if one.id == other.id:
        return True
    if one.kind is not other.kind:
        return False
    return one.action == other.action if one.kind is Kind.ACTION else _main(one) is not None and _main(one) == _main(other)


def _main(entry: Entry) -> Citation | None:
    return entry.cites[0] if entry.cites else None


def _subject(decision: Decision) -> str:
    """Name what a sure decision is about; empty for an unsure one."""
    match decision:
        case Answer(entry=name) | Act(entry=name) | Handover(entry=name):
            return name
        case Quote(source=source, clause=clause):
            return f"{source}/{clause}"
        case Clarify():
            return ""
        case never:
            assert_never(never)


def _distinct(asked: Sequence[Asked]) -> list[Asked]:
    """Keep the first of those that are about the same, and every unsure one that asks."""
    seen: set[str] = set()
    kept = []
    for one in asked:
        subject = _subject(one.decision)
        if (subject and subject not in seen) or (not subject and any(mark in one.question for mark in "?؟")):
            kept.append(one)
        seen.add(subject)
    return kept
