"""Decides on one question: by its ranking, and by what went before where it leans on that. Pure.

What a ranking is enough for is weighed in `faq.scales`; a short follow-up is read by `faq.follower`. Must not part a message:
`faq.decide` does.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from domain.model import HandoverReason
from faq import courtesies, follower, following, framing, gist, normalise, restating, scales, sentence, weekdays, wishing
from faq.decision import Act, Answer, Clarify, Decision, Handover, Thread, confidence_of, subject_of
from faq.entries import Entry, Kind
from faq.follower import Follower
from faq.matcher import Ranking
from faq.scales import OFFERED, Scales

_HOW = re.compile(r"(?:^|\s)و?(?:كيف|شلون|how|k[ae]i?f|keef)\b", re.IGNORECASE)
"""What asks how something is done: «وكيف اسجل» behind the fees names what it is about."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Decides on questions."""

    rank: Callable[[str], Ranking]
    scales: Scales
    follower: Follower
    taught: Collection[str] = ()
    """Keys of what members and officers agree on: that settles what vague words mean here."""

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The entries by their ids."""
        return self.scales.entries

    def decided(self, text: str, thread: Thread) -> Decision:
        """Decide on one question."""
        question = _asked(text)
        meant = restating.restated(question)
        return self._meant(meant, thread) if meant else self._put(question, text, thread)

    def _put(self, question: str, text: str, thread: Thread) -> Decision:
        """Decide on a question as it is put, and on all that stands around it."""
        said = self.scales.said(question)
        if gist.is_call(text) or (gist.is_idle(said) and normalise.key(text) not in self.scales.known):
            return Clarify(())
        if question != text and self.is_known(text):
            return self._weigh(text, self._heeded(question, text, thread))
        if self._may_lean(question, thread) and (written := self.follower.written_behind(question, thread)):
            return written
        if not self.has_subject(question):
            return self.follower.of_fragment(question, thread)
        near = self._heeded(question, text, thread)
        decision = self._announced(question, near)
        if weekdays.asks_if_open(text):
            decision = self._on_any_day(question, decision, near)
        if self._may_lean(question, thread):
            decision = self._further(question, text, decision, thread)
        return decision

    def _meant(self, meant: restating.Restated, thread: Thread) -> Decision:
        """Decide on what a member says that he meant: as it stands where that is sure, else with the last answer.

        The answer that he denies is not given again, and nothing is begun that he does not wish for: «لا اقصد الشكوى مو طلب
        الدعم» behind how long a reply takes asks how long that of a complaint takes.
        """
        text = meant.without if self._was_told(meant.not_meant, thread) else meant.text
        alone = self._put(_asked(text), text, Thread())
        if thread.entry not in self.entries or not following.may_go_on(text):
            return alone
        denied = thread.entry if meant.denies and self.entries[thread.entry].kind is not Kind.SILENT else ""
        begins = isinstance(alone, Act) and follower.begins(self.entries[alone.entry]) and not sentence.wishes(text)
        if self.stands(alone) and self.is_like(text) and not begins and subject_of(alone) != denied:
            return alone
        further = self.follower.decided(text, thread, denied)
        if not subject_of(further) and subject_of(alone) not in {"", denied} and not begins:
            return alone
        asks_nothing = isinstance(further, Clarify) and not further.candidates
        return self.scales.ask(tuple(one for one in alone.candidates if one.entry != denied)) if asks_nothing else further

    def _was_told(self, words: str, thread: Thread) -> bool:
        """Tell whether words are of the title of the last answer."""
        entry = self.entries.get(thread.entry)
        return entry is not None and not _named(words).isdisjoint(_named(" ".join(entry.title.values())))

    def is_known(self, text: str) -> bool:
        """Recognise a whole phrasing, or a few words that are one as they are read: «السلام عليكمم», "salam 3alekom"."""
        if normalise.key(text) in self.scales.known:
            return True
        return following.is_short(text) and normalise.key(self.scales.read(text)) in self.scales.known

    def has_subject(self, text: str) -> bool:
        """Distinguish words that name what they are about from a fragment."""
        question = courtesies.without(text)
        return gist.has_content(question) and gist.has_content(self.scales.said(question))

    def written_topics(self, text: str) -> Collection[str]:
        """Give the topics on which a text is written as a follow-up: it leans on them, however sure it is by itself."""
        question = _asked(text)
        return self.follower.topics(question) if following.may_go_on(question) else ()

    def _further(self, question: str, text: str, alone: Decision, thread: Thread) -> Decision:
        """Decide anew with the last answer on a question that leans on it, or is not sure by itself.

        One of more than a few words keeps the answer that it has by itself, where with the last one none is sure.
        """
        told = self.follower.is_told(thread)
        leans = told and following.leans(_whole(question, text))
        goes_on = leans or following.asks(question) or gist.is_open(following.bare(question))
        asked_again = thread.entry in (one.entry for one in alone.candidates[:OFFERED])
        if not leans and self.is_told(alone):
            return self._of_told(question, alone, thread)
        if not goes_on or (asked_again and not leans):
            return alone
        stands = self.stands(alone)
        if leans and stands and self._names_its_own(question):
            return alone
        if not leans and self._stays(question, alone, stands=stands, told=told):
            return self._on_topic(question, alone, thread)
        further = self.follower.decided(question, thread)
        if stands and isinstance(alone, Act) and _HOW.search(question) and not self.stands(further):
            return alone
        meant = self.entries.get(subject_of(alone))
        named = (stands or not following.is_short(question)) and meant is not None and not follower.begins(meant)
        stays = named or (isinstance(alone, Handover) and not leans)
        return alone if stays and not subject_of(further) else self.follower.agreed(further, alone)

    def _names_its_own(self, question: str) -> bool:
        """Recognise what only an «and» joins to an answer, and is as like a phrasing as any: «وكم قيمة السهم الواحد»."""
        named = len(question.split()) >= following.LONG_ENOUGH and not following.points(question)
        return named and self.rank(question).likeness >= self.scales.thresholds.like

    def _stays(self, question: str, alone: Decision, *, stands: bool, told: bool) -> bool:
        """Recognise a question that keeps what it asks for by itself: what is like a phrasing needs be no surer than an answer.

        What is surely of a matter only because no other comes near may ask the same of what was told: «مين يقرر».
        """
        if not told or not following.is_short(question):
            return stands
        return self.is_like(question) and (stands or (isinstance(alone, Answer) and not gist.is_open(question)))

    def _on_topic(self, question: str, alone: Decision, thread: Thread) -> Decision:
        """Decide on what is sure by itself, and may ask the same of the topic just spoken of."""
        if not isinstance(alone, Answer) or not following.is_of_any_topic(question) or self._topic(alone) == thread.topic:
            return alone
        further = self.follower.decided(question, thread)
        is_likely = isinstance(further, Answer) and further.confidence >= self.scales.thresholds.topic
        fits = gist.is_open(question) or self.follower.is_written(question, subject_of(further))
        return further if is_likely and fits and self._topic(further) == thread.topic else alone

    def is_told(self, alone: Decision) -> bool:
        """Recognise what is taken for something told: by `Scales.told`, or because it is likeliest."""
        first = self.entries.get(alone.candidates[0].entry) if isinstance(alone, Clarify) and alone.candidates else None
        return first is not None and first.action == scales.TELL

    def _of_told(self, question: str, alone: Decision, thread: Thread) -> Decision:
        """Answer what is told behind an answer from that topic, if it is sure and says more: «مسافر انا ما اقدر».

        The last answer is given again where the words are likest that by themselves: «زوجتي تحضر عني».
        """
        further = self.follower.decided(question, thread)
        if not isinstance(further, Answer) or further.confidence < self.scales.thresholds.topic:
            return alone
        by_itself = next((one.entry for one in alone.candidates if one.entry != alone.candidates[0].entry), "")
        says_more = further.entry != thread.entry or further.entry == by_itself
        return further if says_more and self._topic(further) == thread.topic else alone

    def _topic(self, decision: Decision) -> str:
        return self.entries[subject].topic if (subject := subject_of(decision)) else ""

    def is_like(self, question: str) -> bool:
        """Recognise words that are like a phrasing, or so many that they lean on nothing."""
        return not following.is_short(question) or self.rank(question).likeness >= self.scales.thresholds.like

    def stands(self, decision: Decision) -> bool:
        """Recognise what is so sure by itself that what was answered before changes nothing."""
        return bool(subject_of(decision)) and decision.candidates[0].confidence >= self.scales.thresholds.stands

    def _announced(self, question: str, near: Collection[str]) -> Decision:
        """Decide on a question as it stands, or on its end where it is announced before.

        Behind much else the end goes before what the whole is sure of: that is what was told, not what is asked. What is a
        phrasing word for word begins no wish, whatever its first words are like.
        """
        decision = self._weigh(question, near)
        if normalise.key(question) not in self.scales.known:
            decision = wishing.known(question, decision, self._weigh, self.entries)
        end = framing.announced(question)
        if end == question or (subject_of(decision) and not framing.goes_before(end, question)):
            return decision
        announced = self._weigh(end, near)
        needed = min(self.scales.thresholds.apart, confidence_of(decision)) if subject_of(decision) else 0
        return announced if subject_of(announced) and confidence_of(announced) >= needed else decision

    def _on_any_day(self, question: str, decision: Decision, near: Collection[str]) -> Decision:
        """Decide on an unsure question that names a day as if it named the one that members ask about most."""
        friday = weekdays.as_friday(question)
        silent = isinstance(decision, Handover) and not self.stands(decision)
        if friday == question or (subject_of(decision) and not silent):
            return decision
        meant = self._weigh(friday, near)
        sure = isinstance(meant, Answer) and meant.confidence >= self.scales.thresholds.apart
        return meant if sure else decision

    def _heeded(self, question: str, text: str, thread: Thread) -> Collection[str]:
        """Give the entries that are likelier for what went before."""
        return following.near(self.entries, thread) if gist.is_open(question) or sentence.continues(text) else thread.offered

    def _may_lean(self, question: str, thread: Thread) -> bool:
        return thread.entry in self.entries and following.may_go_on(question)

    def _weigh(self, question: str, offered: Collection[str] = ()) -> Decision:
        """Choose by the probabilities of a ranking; `offered` are entries that are likelier for what went before."""
        ranking = self.rank(question)
        candidates = self.scales.leaning(tuple(one for one in ranking.candidates if one.entry in self.entries), offered)
        if not candidates:
            return Handover(HandoverReason.UNCLEAR, "", ())
        first = self.entries[candidates[0].entry]
        if first.kind is not Kind.ACTION and gist.is_vague(question) and normalise.key(question) not in self.taught:
            return self.scales.ask(candidates)
        if ranking.none <= candidates[0].confidence and self.scales.is_too_bare(question, first, candidates[0].confidence):
            return self.scales.offer(candidates, least=0)
        return self.scales.told(question, self.scales.settled(question, candidates, ranking.none), ranking.likeness)


def _asked(text: str) -> str:
    """Give what a text asks, without the courtesies and all else in front of it."""
    return framing.first_asked(courtesies.without(text))


def _named(text: str) -> frozenset[str]:
    """Give the words of a text without their article."""
    return frozenset(word.removeprefix("ال") for word in normalise.key(text).split())


def _whole(question: str, text: str) -> str:
    """Give a question with the word before it that joins it to what was said: «طيب» is a courtesy, and «وش» is none."""
    return text if sentence.continues(text) else question
