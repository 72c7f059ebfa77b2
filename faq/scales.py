"""Weighs a ranking: what follows from it is an answer, an action, a choice to offer, or a person. Pure; knows no conversation.

Being wrong costs more than asking: it answers when sure, offers up to three entries when not, and otherwise hands over.
"""

from collections.abc import Callable, Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from domain.model import Candidate, HandoverReason
from faq import certainty, courtesies, gist, normalise, sentence, wishing
from faq.decision import Act, Answer, Clarify, Decision, Handover
from faq.entries import Entry, Flag, Kind
from faq.matcher import CERTAIN

OFFERED = 3
COURTEOUS: Final = frozenset({"thanks", "comfort", "waits", "pause", "resume"})
"""Actions that do no harm where they were not meant."""
_GREETING: Final = "greeting"
_THANKS: Final = "thanks"
_GRIEVANCES: Final = frozenset({"complaint", "unsolved"})
"""Actions of a member who is not content."""
_TAKEN_UP: Final = frozenset({"action.complaint-anger", "action.suggestion"})
"""Acts by which something is opened that he did not ask for."""
_OF_ANOTHER: Final = "personal.other-member"
"""The entry for asking of somebody else's matter."""
TELL: Final = "tell"
"""The action of a member who tells something and asks nothing: he is asked what he wants."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities from which something is done; figures in docs/reference/matching.md."""

    answer: float = 0.54
    """For answering: the probability that the entry's matter is meant."""
    action: float = 0.6
    """For acting: that the action is meant."""
    told: float = 0.42
    """For acting on words that ask nothing and tell something: a member who tells what happened is not asked what he means."""
    silent: float = 0.4
    """For saying that no answer is approved: that nothing is meant that has one."""
    named: float = 0.1
    """For naming the matter on which no answer is approved; below it is only told that none was found."""
    courteous: float = 0.5
    """A courtesy with this share of the likeliest is meant by words that ask nothing."""
    sighing: float = 0.95
    """What complains is taken for a sigh with this share of it."""
    courteous_least: float = 0.2
    """The least probability of such a courtesy."""
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
    stands: float = 0.8
    """For the first entry of a short question to be meant whatever was answered before."""
    again: float = 0.7
    """For answering a short question with what was just answered."""
    topic: float = 0.7
    """For answering a few words on the topic just spoken of though by themselves they are sure of another: «كم يوم؟»."""
    alone: float = 0.75
    """For answering words that name nothing from what was answered before them: «ومتى؟»."""
    like: float = 0.4
    """How like an entry's phrasings words must be that ask nothing, to be answered with it or taken for its act."""
    likely: float = 0.2
    """For offering what such words may mean."""
    lean: float = 3.0
    """How many times likelier what was just offered becomes by a question that comes after it."""
    heard: float = 0.04
    """For offering anything: the probability of all that is offered together; below it a person takes over."""


USUAL: Final = Thresholds()


@dataclass(frozen=True, slots=True)
class Scales:
    """What is needed to weigh a ranking of the entries."""

    entries: Mapping[str, Entry]
    thresholds: Thresholds
    said: Callable[[str], str] = str
    """Puts Arabizi into Arabic letters, and mends slips in words that say nothing."""
    read: Callable[[str], str] = str
    """Spells a text as the phrasings do, in formal words."""
    known: Container[str] = ()
    """Keys of whole phrasings: «thank you so much» is more than a courtesy and a fragment."""

    def settled(self, question: str, candidates: tuple[Candidate, ...], none: float) -> Decision:
        """Do what the likeliest is for where it is sure enough, or offer; `none` is the chance of nothing that is answered."""
        first = self.entries[candidates[0].entry]
        if courteous := self._courtesy(question, candidates, none):
            return courteous
        if none > candidates[0].confidence:
            sure = certainty.of_none(candidates, self.entries, none)
            return self._refuse(candidates) if sure >= self.thresholds.silent else self.offer(candidates)
        sure = certainty.of(candidates, self.entries, none)
        if self._is_guarded(question, first):
            return self._guard(question, candidates)
        if sure >= self._threshold(question, first) and not self._is_tie(candidates):
            if first.kind is Kind.SILENT and candidates[0].confidence < self.thresholds.named:
                return Handover(HandoverReason.UNCLEAR, "", candidates)
            return follow(first, sure, candidates)
        return self.offer(candidates)

    def _courtesy(self, question: str, candidates: tuple[Candidate, ...], none: float) -> Decision | None:
        """Take words that ask nothing for the courtesy that they probably are: nobody is asked whether he thanks or sighs."""
        if self.entries[candidates[0].entry].action == _GREETING and courtesies.is_all(question):
            return follow(self.entries[candidates[0].entry], candidates[0].confidence, candidates)
        best = next((one for one in candidates[:OFFERED] if self.entries[one.entry].action in COURTEOUS), None)
        asks = sentence.asks_within(question) or sentence.asks_if_allowed(question)
        if best is None or asks or self._is_grievance(candidates[0], best):
            return None
        rival = max(none, candidates[0].confidence)
        complains = self.entries[candidates[0].entry].action in _GRIEVANCES
        share = self.thresholds.sighing if complains else self.thresholds.courteous
        meant = best.confidence >= max(rival * share, self.thresholds.courteous_least)
        return follow(self.entries[best.entry], best.confidence, candidates) if meant else None

    def _is_grievance(self, first: Candidate, courteous: Candidate) -> bool:
        """Recognise a likelier complaint, for which nobody gives thanks; a member who sighs or waits as well may do so."""
        return self.entries[first.entry].action in _GRIEVANCES and self.entries[courteous.entry].action == _THANKS

    def told(self, question: str, decision: Decision, likeness: float) -> Decision:
        """Take words that ask nothing, and are like nothing that is asked, for what they are: something told."""
        puts = (question, self.read(question))
        is_told = all(sentence.tells(put) and not gist.is_heading(put) for put in puts)
        is_like = likeness >= self.thresholds.like or normalise.key(question) in self.known
        if not is_told or is_like or not self._is_doubtful(decision):
            return decision
        tell = next((entry.id for entry in self.entries.values() if entry.action == TELL), "")
        others = tuple(one for one in decision.candidates if one.entry != tell)
        return Clarify((Candidate(tell, decision.candidates[0].confidence), *others)) if tell else decision

    def _is_doubtful(self, decision: Decision) -> bool:
        """Recognise what does harm where it was not meant: an answer, what a person answers, anger or a suggestion taken up."""
        match decision:
            case Answer(entry=entry):
                return Flag.OFFICER not in self.entries[entry].flags  # who tells of a death is answered, and has an officer
            case Act(entry=entry):
                return entry in _TAKEN_UP
            case Handover(entry=entry, candidates=candidates) if entry in self.entries:
                return not self.entries[entry].flags and candidates[0].confidence < self.thresholds.answer
            case Clarify(candidates):
                return bool(candidates) and candidates[0].confidence < self.thresholds.likely
            case _:
                return False

    def offer(self, candidates: tuple[Candidate, ...], least: float | None = None) -> Decision:
        """Offer what is likely enough, or hand over."""
        asked = self.ask(candidates, least)
        if sum(one.confidence for one in asked.candidates) < self.thresholds.heard:
            return Handover(HandoverReason.UNCLEAR, "", candidates)
        return asked

    def ask(self, candidates: tuple[Candidate, ...], least: float | None = None) -> Clarify:
        """Offer what is likely enough, or as likely as `least`; nothing to choose from where nothing is."""
        needed = self.thresholds.offer if least is None else least
        return Clarify(tuple(one for one in candidates[:OFFERED] if one.confidence >= needed))

    def _refuse(self, candidates: tuple[Candidate, ...]) -> Decision:
        return Handover(HandoverReason.OUT_OF_SCOPE, "", candidates)

    def leaning(self, candidates: tuple[Candidate, ...], offered: Collection[str]) -> tuple[Candidate, ...]:
        """Let what was just offered count for more: a member who was asked which he means says more of one of them."""
        if not any(one.entry in offered for one in candidates):
            return candidates
        odds = [one.confidence * (self.thresholds.lean if one.entry in offered else 1) for one in candidates]
        scale = sum(one.confidence for one in candidates) / sum(odds)
        leaning = (Candidate(one.entry, odd * scale) for one, odd in zip(candidates, odds, strict=True))
        return tuple(sorted(leaning, key=lambda one: -one.confidence))

    def is_too_bare(self, question: str, first: Entry, confidence: float) -> bool:
        """Recognise one word that only names a matter, unless it is a wording or says enough for an answer."""
        if first.kind is Kind.ACTION or normalise.key(question) in self.known or not gist.is_bare(question):
            return False
        return first.kind is Kind.SILENT or confidence < CERTAIN

    def _is_guarded(self, question: str, first: Entry) -> bool:
        """Recognise what no entry nearby may answer: a ruling, a forecast, a secret, or somebody else's matter."""
        if Flag.OWN in first.flags and gist.is_of_others(self.said(question)):
            return True
        nearby = first.kind is not Kind.ACTION or first.action in wishing.FORMS
        return nearby and bool(gist.guarded(question))

    def _guard(self, question: str, candidates: tuple[Candidate, ...]) -> Decision:
        """Answer nothing from an entry nearby: such a matter has a silent entry, of several the one asked in these words."""
        silent = [one for one in candidates if self.entries[one.entry].kind is Kind.SILENT]
        words = gist.guarded(question)
        asked_so = [one for one in silent if _holds(self.entries[one.entry], words)]
        meant = (asked_so or [one for one in silent if words or one.confidence >= self.thresholds.named])[:1]
        if meant:
            return follow(self.entries[meant[0].entry], meant[0].confidence, candidates)
        others = None if words else self.entries.get(_OF_ANOTHER)
        return follow(others, candidates[0].confidence, candidates) if others else self._refuse(candidates)

    def _threshold(self, question: str, first: Entry) -> float:
        match first.kind:
            case Kind.ANSWER:
                return self.thresholds.answer
            case Kind.ACTION:
                return self.thresholds.told if wishing.tells(question, first) else self.thresholds.action
            case Kind.SILENT | Kind.NONE:
                return self.thresholds.silent
            case never:
                assert_never(never)

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


def _holds(entry: Entry, words: frozenset[str]) -> bool:
    """Tell whether one of these words stands in a phrasing of an entry."""
    return any(not words.isdisjoint(normalise.key(phrasing.text).split()) for phrasing in entry.phrasings)


def follow(entry: Entry, confidence: float, candidates: tuple[Candidate, ...]) -> Decision:
    """Do what an entry is for."""
    match entry.kind:
        case Kind.ANSWER:
            return Answer(entry.id, confidence, candidates)
        case Kind.ACTION if entry.action == TELL:
            return Clarify((Candidate(entry.id, confidence),))
        case Kind.ACTION:
            return Act(entry.action, entry.id, confidence, candidates)
        case Kind.SILENT:
            reason = HandoverReason.SENSITIVE if Flag.SENSITIVE in entry.flags else HandoverReason.SILENT
            return Handover(reason, entry.id, candidates)
        case Kind.NONE:
            return Handover(HandoverReason.OUT_OF_SCOPE, "", candidates)
        case never:
            assert_never(never)
