"""Decides what follows from a message: answer, act, offer, hand over. Pure; says nothing to the member.

Being wrong costs more than asking: it answers when sure, offers up to three entries when not, and otherwise hands over.
"""

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import assert_never

from domain.model import Candidate, HandoverReason
from faq import certainty, normalise, segment
from faq.decision import Act, Answer, Asked, Clarify, Decider, Decision, Handover, Quote, Thread
from faq.entries import Entry, Flag, Kind
from faq.matcher import CERTAIN, Matcher, Origin, Ranking

OFFERED = 3
REMEMBERED = 4_096
"""Texts whose decision is kept in memory: greetings and the common questions come again and again."""
RANKED = 256
"""Texts whose ranking is kept: one decision asks for the same more than once, and fragments of one thread for each other's."""
SHORT = 300
"""Characters of a text that is remembered."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities from which something is done; figures in docs/reference/matching.md."""

    answer: float = 0.54
    """For answering: the probability that the entry's matter is meant."""
    action: float = 0.6
    """For acting: that the action is meant."""
    silent: float = 0.4
    """For saying that no answer is approved: that nothing is meant that has one."""
    named: float = 0.1
    """For naming the matter on which no answer is approved; below it is only told that none was found."""
    tie: float = 0.85
    """A second entry with this share of the first's probability makes a tie, unless both rest on one clause."""
    together: float = 0.9
    """Two of one matter that have this much between them make no tie: either tells of what is asked."""
    offer: float = 0.02
    """For offering an entry."""
    apart: float = 0.88
    """For a part of a message that is put as a question to be one of its own."""
    aside: float = 0.92
    """For a part that asks nothing: most say what the question is about, or how the member feels."""
    lean: float = 3.0
    """How many times likelier what was just offered becomes by a question that comes after it."""
    heard: float = 0.04
    """For offering anything: the probability of all that is offered together; below it a person takes over."""


def decider(matcher: Matcher, entries: Iterable[Entry], thresholds: Thresholds = Thresholds()) -> Decider:
    """Make the decider of this matcher over these entries."""
    taught = frozenset(normalise.key(one.text) for one in matcher.examples if one.origin is Origin.LEARNT and one.weight >= 1)
    known = {entry.id: entry for entry in entries}
    rank, said = lru_cache(RANKED)(matcher.rank), lru_cache(RANKED)(matcher.words.said)
    decide = _Decider(rank, known, thresholds, said, matcher.known, taught)
    remembered, alone = lru_cache(REMEMBERED)(decide), lru_cache(REMEMBERED)(decide.alone)

    def decided(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:  # noqa: B008 - frozen value
        if len(text) > SHORT:
            return decide(text, thread)
        standing = alone(text)
        if standing is not None and not standing.leans_on(thread):
            return standing.asked
        return remembered(text, replace(thread, member=""))

    return decided


@dataclass(frozen=True, slots=True)
class _Standing:
    """What is decided on a message that stands alone, whatever was answered before."""

    asked: tuple[Asked, ...]
    weighed: tuple[str, ...]
    """The entries that were candidates: only where one of them was just offered could it be decided otherwise."""

    def leans_on(self, thread: Thread) -> bool:
        return any(entry in self.weighed for entry in thread.offered)


@dataclass(frozen=True, slots=True)
class _Decider:
    rank: Callable[[str], Ranking]
    entries: Mapping[str, Entry]
    thresholds: Thresholds
    said: Callable[[str], str] = str
    """Puts Arabizi into Arabic letters, and mends slips in words that say nothing."""
    known: Container[str] = ()
    """Keys of whole phrasings: «thank you so much» is more than a courtesy and a fragment."""
    taught: Collection[str] = ()
    """Keys of what members and officers agree on: that settles what vague words mean here."""

    def __call__(self, text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:  # noqa: B008 - frozen value
        """Decide on the whole, and on its parts where it has several and the whole is not one thing."""
        return self.of_parts(text, segment.parts(text), thread)

    def of_parts(self, text: str, pieces: Sequence[str], thread: Thread = Thread()) -> tuple[Asked, ...]:  # noqa: B008 - frozen value
        """Decide on a message of these parts."""
        if len(pieces) == 1:
            return (Asked(text, self._one(text, thread)),)
        asked = [self._part(piece, thread) for piece in pieces]
        sure = [one for one in asked if _subject(one.decision)]
        if len({_subject(one.decision) for one in sure}) > 1:
            return tuple(_distinct(asked, sure))
        whole = Asked(text, self._one(text, thread))
        beside = {place: found for place, one in enumerate(asked) if sure and (found := self._beside(one, sure[0], whole))}
        if beside:
            return tuple(beside.get(place, one) for place, one in enumerate(asked) if one in sure or place in beside)
        return tuple(sure) if len(sure) == 1 and not _subject(whole.decision) else (whole,)

    def alone(self, text: str) -> _Standing | None:
        """Decide on a message that leans on nothing said before; None where it, or a part of it, does."""
        pieces = segment.parts(text)
        parts = {text, *pieces}
        if segment.continues(text) or any(segment.is_open(segment.without_courtesies(part)) for part in parts):
            return None
        if not all(segment.is_call(part) or self._has_subject(part) for part in parts):
            return None
        weighed = set[str]()

        def noted(question: str) -> Ranking:
            ranking = self.rank(question)
            weighed.update(one.entry for one in ranking.candidates)
            return ranking

        return _Standing(replace(self, rank=noted).of_parts(text, pieces), tuple(weighed))

    def _has_subject(self, text: str) -> bool:
        """Tell words that name what they are about from a fragment."""
        question = segment.without_courtesies(text)
        return segment.has_content(question) and segment.has_content(self.said(question))

    def _part(self, piece: str, thread: Thread) -> Asked:
        """Decide on a part of a message: what it says may lean on the rest, so it must be surer than a message."""
        decision = self._one(piece, thread)
        needed = self.thresholds.apart if segment.is_question(piece) else self.thresholds.aside
        if _subject(decision) and (_confidence(decision) < needed or segment.is_of_another(piece)):
            return Asked(piece, self._ask(decision.candidates))
        return Asked(piece, decision)

    def _beside(self, one: Asked, sure: Asked, whole: Asked) -> Asked | None:
        """Give an unsure question that is not about what is sure: it is answered or offered beside it, not lost.

        Of what is sure it has the topic, unless its words say otherwise: «رسوم العضوية كم؟ ولو انرفضت ترجع؟». What the
        whole is surely about beside that is what it asks: «كم رسوم العضوية وهل ترجع لو انسحبت».
        """
        meant = self.entries.get(_subject(sure.decision))
        goes_on = isinstance(sure.decision, Answer) and segment.continues(one.question)
        asks = goes_on or any(mark in one.question for mark in "?؟")
        if meant is None or not isinstance(one.decision, Clarify) or not asks:
            return None
        if goes_on and isinstance(whole.decision, Answer) and not certainty.same(meant, self.entries[whole.decision.entry]):
            return Asked(one.question, whole.decision)
        ranked = tuple(found for found in self.rank(one.question).candidates if found.entry in self.entries)
        likely = self._leaning(ranked, self._near(Thread(topic=meant.topic)))
        if not likely or certainty.same(meant, self.entries[likely[0].entry]):
            return None
        asked = self._ask(tuple(found for found in likely if not certainty.same(meant, self.entries[found.entry])))
        return Asked(one.question, asked) if asked.candidates else None

    def _one(self, text: str, thread: Thread) -> Decision:
        """Decide on one question."""
        question = segment.without_courtesies(text)
        said = self.said(question)
        if segment.is_call(text) or (segment.is_idle(said) and normalise.key(text) not in self.known):
            return Clarify(())
        is_open = segment.is_open(question)
        near = self._near(thread) if is_open or segment.continues(text) else thread.offered
        if question != text and normalise.key(text) in self.known:
            return self._weigh(text, near)
        if not self._has_subject(question):
            return self._fragment(question, thread)
        if is_open and (resumed := self._resumed(question, thread)):
            return resumed
        decision = self._weigh(question, near)
        if _subject(decision) or (core := segment.core(question)) == question:
            return decision
        announced = self._weigh(core, near)
        return announced if _subject(announced) else decision

    def _fragment(self, text: str, thread: Thread) -> Decision:
        """Give a text without a subject the subject of the thread, or ask."""
        place = segment.ordinal(text)
        if place is not None and place < len(thread.offered):
            return self._chosen(thread.offered[place])
        near = self._near(thread)
        if not near or segment.is_puzzled(text) or not segment.asks(text):
            return Clarify(())
        last = self.entries.get(thread.entry)
        subject = " ".join(last.title.values()) if last else ""
        ranking = self.rank(f"{text} {subject}")
        found = tuple(one for one in ranking.candidates if one.entry in near and one.entry != thread.entry)
        return Clarify(found[:OFFERED])

    def _resumed(self, question: str, thread: Thread) -> Decision | None:
        """Take a question that names no matter for one about what was just begun: «متى يرد؟» after a complaint."""
        begun = self.entries.get(thread.entry)
        if begun is None or begun.kind is not Kind.ACTION:
            return None
        ranking = self.rank(f"{question} {' '.join(begun.title.values())}")
        told = tuple(
            one for one in ranking.candidates if one.entry in self.entries and self.entries[one.entry].kind is Kind.ANSWER
        )
        if not told or told[0].entry not in self._near(thread):
            return None
        sure = told[0].confidence / sum(one.confidence for one in told)
        return follow(self.entries[told[0].entry], sure, told) if sure >= self.thresholds.answer else None

    def _near(self, thread: Thread) -> frozenset[str]:
        """Give the entries that a follow-up may mean: those offered, and those of the topic."""
        topic = {
            entry.id
            for entry in self.entries.values()
            if thread.topic and entry.topic == thread.topic and entry.kind is Kind.ANSWER
        }
        return frozenset(topic.union(thread.offered))

    def _chosen(self, name: str) -> Decision:
        sure = (Candidate(name, 1.0),)
        return follow(self.entries[name], 1.0, sure) if name in self.entries else Clarify(())

    def _weigh(self, question: str, offered: Collection[str] = ()) -> Decision:
        """Choose by the probabilities of a ranking; `offered` are entries that are likelier for what went before."""
        ranking = self.rank(question)
        candidates = self._leaning(tuple(one for one in ranking.candidates if one.entry in self.entries), offered)
        if not candidates:
            return Handover(HandoverReason.UNCLEAR, "", ())
        first = self.entries[candidates[0].entry]
        if first.kind is not Kind.ACTION and segment.is_vague(question) and normalise.key(question) not in self.taught:
            return self._ask(candidates)
        if ranking.none > candidates[0].confidence:
            sure = certainty.of_none(candidates, self.entries, ranking.none)
            return self._refuse(candidates) if sure >= self.thresholds.silent else self._offer(candidates)
        sure = certainty.of(candidates, self.entries, ranking.none)
        if self._is_too_bare(question, first, candidates[0].confidence):
            return self._offer(candidates, least=0)
        if self._is_guarded(question, first):
            return self._guard(candidates)
        if sure >= self._threshold(first.kind) and not self._is_tie(candidates):
            if first.kind is Kind.SILENT and candidates[0].confidence < self.thresholds.named:
                return Handover(HandoverReason.UNCLEAR, "", candidates)
            return follow(first, sure, candidates)
        return self._offer(candidates)

    def _is_too_bare(self, question: str, first: Entry, confidence: float) -> bool:
        """Tell one word that names a matter and not what of it, unless it stands written or says enough for an answer."""
        if first.kind is Kind.ACTION or normalise.key(question) in self.known or not segment.is_bare(question):
            return False
        return first.kind is Kind.SILENT or confidence < CERTAIN

    def _leaning(self, candidates: tuple[Candidate, ...], offered: Collection[str]) -> tuple[Candidate, ...]:
        """Let what was just offered count for more: who was asked which he means says more of one of them."""
        if not any(one.entry in offered for one in candidates):
            return candidates
        odds = [one.confidence * (self.thresholds.lean if one.entry in offered else 1) for one in candidates]
        scale = sum(one.confidence for one in candidates) / sum(odds)
        leaning = (Candidate(one.entry, odd * scale) for one, odd in zip(candidates, odds, strict=True))
        return tuple(sorted(leaning, key=lambda one: -one.confidence))

    def _is_guarded(self, question: str, first: Entry) -> bool:
        """Tell what must not be answered from an entry nearby: a ruling, a forecast, a secret, or somebody else's matter."""
        if Flag.OWN in first.flags and segment.is_of_others(self.said(question)):
            return True
        return first.kind is Kind.ANSWER and segment.is_guarded(question)

    def _guard(self, candidates: tuple[Candidate, ...]) -> Decision:
        """Answer nothing from an entry nearby: such a matter has a silent entry, or none."""
        silent = next((one for one in candidates if self.entries[one.entry].kind is Kind.SILENT), None)
        return follow(self.entries[silent.entry], silent.confidence, candidates) if silent else self._refuse(candidates)

    def _threshold(self, kind: Kind) -> float:
        match kind:
            case Kind.ANSWER:
                return self.thresholds.answer
            case Kind.ACTION:
                return self.thresholds.action
            case Kind.SILENT | Kind.NONE:
                return self.thresholds.silent
            case never:
                assert_never(never)

    def _refuse(self, candidates: tuple[Candidate, ...]) -> Decision:
        return Handover(HandoverReason.OUT_OF_SCOPE, "", candidates)

    def _is_tie(self, candidates: Sequence[Candidate]) -> bool:
        """Tell whether a second entry, with other things to say, is as likely as the first."""
        first, *others = candidates
        entry = self.entries[first.entry]
        return entry.kind is not Kind.SILENT and any(
            one.confidence >= self.thresholds.tie * first.confidence and not self._is_alike(first, one) for one in others[:1]
        )

    def _is_alike(self, one: Candidate, other: Candidate) -> bool:
        """Tell whether two say the same, or are of one matter that is surely meant."""
        first, second = self.entries[one.entry], self.entries[other.entry]
        is_sure = one.confidence + other.confidence >= self.thresholds.together
        return certainty.same(first, second) or (is_sure and certainty.akin(first, second))

    def _offer(self, candidates: tuple[Candidate, ...], least: float | None = None) -> Decision:
        """Offer what is likely enough, or hand over."""
        asked = self._ask(candidates, least)
        if sum(one.confidence for one in asked.candidates) < self.thresholds.heard:
            return Handover(HandoverReason.UNCLEAR, "", candidates)
        return asked

    def _ask(self, candidates: tuple[Candidate, ...], least: float | None = None) -> Clarify:
        """Offer what is likely enough, or as likely as `least`; nothing to choose from where nothing is."""
        needed = self.thresholds.offer if least is None else least
        return Clarify(tuple(one for one in candidates[:OFFERED] if one.confidence >= needed))


def follow(entry: Entry, confidence: float, candidates: tuple[Candidate, ...]) -> Decision:
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


def support(candidates: Sequence[Candidate], entries: Mapping[str, Entry]) -> float:
    """Give the probability that the first candidate's matter was meant: what thresholds are compared with."""
    return certainty.of(candidates, entries)


def leads_alike(one: str, other: str, entries: Mapping[str, Entry]) -> bool:
    """Tell whether two entries lead the member to the same: same main clause, or same action."""
    return one == other or (one in entries and other in entries and certainty.same(entries[one], entries[other]))


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


def _confidence(decision: Decision) -> float:
    """Give how sure a decision is of what it names."""
    if isinstance(decision, Answer | Act | Quote):
        return decision.confidence
    return max((one.confidence for one in decision.candidates if one.entry == _subject(decision)), default=0.0)


def _distinct(asked: Sequence[Asked], sure: Sequence[Asked]) -> list[Asked]:
    """Keep the first of the sure ones that are about the same, and every other that is put as a question."""
    seen: set[str] = set()
    kept = []
    for one in asked:
        subject = _subject(one.decision) if one in sure else ""
        if (subject and subject not in seen) or (not subject and segment.is_question(one.question)):
            kept.append(one)
        seen.add(subject)
    return kept
