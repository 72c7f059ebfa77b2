"""Decides on a message, its parts and what went before it: answer, act, offer, hand over. Pure; says nothing to the member.

Each question is decided on by `faq.judge`; here the message is parted, and what is decided on its parts is put together.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from faq import (
    beside,
    courtesies,
    following,
    framing,
    gist,
    joining,
    normalise,
    parting,
    restating,
    scales,
    sentence,
)
from faq.decision import Act, Answer, Asked, Clarify, Decider, Decision, Handover, Thread, action_of, confidence_of, subject_of
from faq.entries import Entry
from faq.follower import Follower
from faq.judge import Judge
from faq.matcher import Matcher, Origin, Ranking
from faq.scales import OFFERED, Scales, Thresholds

REMEMBERED = 4_096
"""Texts whose decision is kept in memory: greetings and the common questions come again and again."""
RANKED = 256
"""Texts whose ranking is kept: one decision asks for the same more than once, and fragments of one thread for each other's."""
_SAID = frozenset({"greeting", "thanks", "comfort", "tell"})
"""Actions of what is only said beside a question."""
SHORT = 300
"""Characters of a text that is remembered beside thousands of others."""
LONG_REMEMBERED = 128
"""Longer texts: while one message is read its parts are decided on several times."""


def decider(matcher: Matcher, entries: Iterable[Entry], thresholds: Thresholds = scales.USUAL) -> Decider:
    """Make the decider of this matcher over these entries."""
    taught = frozenset(normalise.key(one.text) for one in matcher.examples if one.origin is Origin.LEARNT and one.weight >= 1)
    known = {entry.id: entry for entry in entries}
    rank, said = lru_cache(RANKED)(matcher.rank), lru_cache(RANKED)(matcher.words.said)
    weighing = Scales(known, thresholds, said, lambda text: matcher.words.read(text).text, matcher.known)
    decide = _Decider(Judge(rank, weighing, Follower(weighing, rank, matcher.written), taught), weighing)
    remembered, alone = lru_cache(REMEMBERED)(decide), lru_cache(REMEMBERED)(decide.alone)
    long_remembered = lru_cache(LONG_REMEMBERED)(decide)

    def decided(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:
        text = framing.unsigned(courtesies.behind_thanks(text))
        if len(text) > SHORT:
            return long_remembered(text, replace(thread, member=""))
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

    follows: Collection[str] = ()
    """The topics on which it is written as a follow-up."""

    asks_on: bool = False
    """What is not sure by itself and asks, or tells something, or asks in a few words what many topics may be asked."""

    def leans_on(self, thread: Thread) -> bool:
        if thread.entry and (self.asks_on or thread.topic in self.follows):
            return True
        return any(entry in self.weighed for entry in thread.offered)


@dataclass(frozen=True, slots=True)
class _Decider:
    judge: Judge
    """Decides on each of its questions."""

    scales: Scales

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The entries by their ids."""
        return self.scales.entries

    @property
    def thresholds(self) -> Thresholds:
        """The probabilities from which something is done."""
        return self.scales.thresholds

    def __call__(self, text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:
        """Decide on the whole, and on its parts where it has several and the whole is not one thing."""
        return self.of_parts(text, parting.parts(text), thread)

    def of_parts(self, text: str, pieces: Sequence[str], thread: Thread = Thread()) -> tuple[Asked, ...]:
        """Decide on a message of these parts."""
        if len(pieces) == 1 or normalise.key(text) in self.scales.known:
            whole = Asked(text, self._heart(text, thread))
            return joining.two(self.judge, whole) or (whole,)
        pieces = [framing.begun(pieces[0]), *pieces[1:]]
        asks = any(sentence.asks(piece) or sentence.wishes(piece) for piece in pieces)
        pieces = [piece for piece in pieces if not self._says_nothing(piece, beside_question=asks)] or pieces
        if len(pieces) == 1 and subject_of(only := self._heart(pieces[0], thread)):
            return (Asked(text, only),)
        parts = self._in_turn(pieces, thread)
        asked = [one for part in parts for one in joining.two(self.judge, part) or (part,)]
        sure = [one for one in asked if subject_of(one.decision)]
        if len({one.decision.action if isinstance(one.decision, Act) else one.question for one in sure}) == 1 < len(sure):
            return (Asked(text, sure[0].decision),)
        if len({subject_of(one.decision) for one in sure}) > 1:
            return tuple(_distinct(asked, sure))
        whole = Asked(text, self.judge.decided(text, thread))
        if not sure and (unlike := self._asked_unlike(asked, whole)):
            return (replace(whole, decision=unlike),)
        besides = {
            place: found for place, one in enumerate(asked) if sure and (found := beside.asked(self.judge, one, sure[0], whole))
        }
        if besides:
            return tuple(besides.get(place, one) for place, one in enumerate(asked) if one in sure or place in besides)
        return tuple(sure) if len(sure) == 1 and not subject_of(whole.decision) else (whole,)

    def _in_turn(self, pieces: Sequence[str], thread: Thread) -> list[Asked]:
        parts = list[Asked]()
        for piece in pieces:
            further = joining.behind(self.judge, parts[-1], piece) if parts else None
            parts.append(further or joining.part(self.judge, piece, thread))
        return parts

    def alone(self, text: str) -> _Standing | None:
        """Decide on a message that leans on nothing said before; None where it, or a part of it, does."""
        pieces = parting.parts(text)
        parts = {text, *pieces}
        if following.leans(text) or sentence.continues(text) or restating.restated(text):
            return None
        if any(gist.is_open(courtesies.without(part)) for part in parts):
            return None
        if not all(gist.is_call(part) or self.judge.has_subject(part) for part in parts):
            return None
        weighed = set[str]()

        def noted(question: str) -> Ranking:
            ranking = self.judge.rank(question)
            weighed.update(one.entry for one in ranking.candidates)
            return ranking

        asked = replace(self, judge=replace(self.judge, rank=noted)).of_parts(text, pieces)
        asks_on = len(pieces) == 1 and not gist.is_call(text) and self._asks_on(text, asked[0].decision)
        return _Standing(asked, tuple(weighed), self.judge.written_topics(text) if len(pieces) == 1 else (), asks_on)

    def _asks_on(self, text: str, decision: Decision) -> bool:
        goes_on = following.asks(text) or self.judge.is_told(decision)
        sure = self.judge.stands(decision) and self.judge.is_like(text)
        unsure = not sure and following.may_go_on(text) and goes_on
        return unsure or following.is_of_any_topic(text)

    def _asked_unlike(self, asked: Sequence[Asked], whole: Asked) -> Clarify | None:
        """Give what the one question of a message may mean by itself, where the whole resembles something else, and not surely.

        What is told of oneself before it leads away from it: "I work in Makkah as a driver. I can take a house from you?".
        """
        *told, last = asked
        told_first = sentence.is_question(last.question) and not any(sentence.is_question(one.question) for one in told)
        if not told_first or following.points(last.question) or following.leans(last.question):
            return None
        meant, alone = whole.decision, last.decision
        if not isinstance(meant, Answer) or not isinstance(alone, Clarify) or not alone.candidates:
            return None
        best = self.entries.get(alone.candidates[0].entry)
        unlike = best is not None and best.topic != self.entries[meant.entry].topic
        return alone if unlike and meant.confidence < self.thresholds.apart else None

    def _says_nothing(self, piece: str, *, beside_question: bool) -> bool:
        """Recognise a part that greets, wishes well, or says who asks or that he will: the rest is as good as the whole."""
        question = courtesies.without(piece)
        if not gist.has_content(question) or gist.is_idle(self.scales.said(question)):
            return True
        if framing.introduces(piece) or framing.announces(piece):
            return True
        said = self.judge.decided(piece, Thread())
        only_says = self._only_says(said) and confidence_of(said) >= self.thresholds.apart
        return only_says or (beside_question and joining.tells_who(self.judge, piece, said))

    def _heart(self, text: str, thread: Thread) -> Decision:
        """Decide on one question; where that is unsure, on what is left without a clause that only tells who asks, or why.

        It must be as sure as a part, or be what the whole seemed to ask. What the clause is surely about by itself is a part
        of the question: «ابوي توفى، كيف أسجل».
        """
        named = next((rest for lead, rest in framing.leads(text) if _introduces(lead)), framing.behind_another(text))
        whole = self.judge.decided(named, thread)
        sure = bool(subject_of(whole)) and not self._only_says(whole)
        if restating.restated(named):
            return whole
        announced = isinstance(whole, Handover) and any(framing.announces(lead) for lead, _ in framing.leads(text))
        if sure and not announced:  # «صديقي قال لي أسألكم، كم الرسوم» is about nobody else
            return whole
        likely = {one.entry for one in whole.candidates[:OFFERED]}
        for aside, rest in (*framing.leads(text), *framing.tails(text), *framing.amid(text)):
            if not self._is_aside(aside):
                continue
            found = self.judge.decided(rest, thread)
            needed = 0.0 if subject_of(found) in likely else self.thresholds.apart
            if isinstance(found, Answer | Handover) and subject_of(found) and confidence_of(found) >= needed:
                return found
        return (None if subject_of(whole) else self._at_length(text)) or whole

    def _at_length(self, text: str) -> Answer | Handover | None:
        """Give what is decided on a question amid a long message that is unsure as a whole, if it is as sure as a part."""
        for question in framing.at_length(text):
            found = self.judge.decided(question, Thread())
            if isinstance(found, Answer | Handover) and confidence_of(found) >= self.thresholds.apart:
                return found if subject_of(found) else None
        return None

    def _is_aside(self, clause: str) -> bool:
        """Recognise a clause that is about no matter by itself: who writes, that he asks, a wish, a sigh, or nothing surely."""
        if framing.introduces(clause) or framing.announces(clause):
            return True
        told = self.judge.decided(clause, Thread())
        sure = bool(subject_of(told)) and told.candidates[0].confidence >= self.thresholds.topic
        return not sure or self._only_says(told)

    @staticmethod
    def _only_says(decision: Decision) -> bool:
        return action_of(decision) in _SAID


def _introduces(lead: str) -> bool:
    return framing.introduces(lead) or framing.introduces_by_kunya(courtesies.without(lead))


def _distinct(asked: Sequence[Asked], sure: Sequence[Asked]) -> list[Asked]:
    """Keep the first of the sure ones that are about the same, and every other that is put as a question."""
    seen: set[str] = set()
    kept = []
    for one in asked:
        subject = subject_of(one.decision) if one in sure else ""
        if (subject and subject not in seen) or (not subject and sentence.is_question(one.question)):
            kept.append(one)
        seen.add(subject)
    return kept
