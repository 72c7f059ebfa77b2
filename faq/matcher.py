"""Ranks the entries for a text: a kernel ridge classifier over all phrasings, with one mix of experts a script.

Pure: reads no file, clock or chance. `train` builds a frozen `Matcher`; retraining builds another, which is swapped in.
Experts: see `faq.experts.panels`. Recipe: docs/reference/matching.md.
"""

from collections.abc import Collection, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from domain.model import Candidate
from faq import normalise
from faq.dialect import Dialect
from faq.experts import calibration, seating
from faq.experts.encoder import Encoder
from faq.experts.follow_ups import FollowUps, follow_ups
from faq.experts.kernels import Vector
from faq.experts.panels import NOBODY, Expert, Panel, Seat
from faq.experts.student import Lore
from faq.language import Guess
from faq.reading import Reading, Vocabulary, vocabulary
from faq.wordings import Wordings, wordings

NONE = "*none*"
"""The class of what an association never answers; cannot be the id of an entry."""
CLEAR = 0.4
"""Lead of the first entry over the second, on words alone, beyond which meaning never changed the first (not in English)."""
CERTAIN = 0.97
"""Probability of the entry that has the very same words among its phrasings."""
KEPT = 12
"""Candidates in a ranking."""
TOPIC = 0.12
"""What an entry gains of the scores of all others of its topic: a question in new words is a little like many."""


class Origin(StrEnum):
    """Where an example comes from."""

    WRITTEN = "written"
    LEARNT = "learnt"
    ANSWER = "answer"
    """A sentence of the approved answer: says what an entry is about, not how it is asked for."""
    FOLLOW_UP = "follow-up"
    """A few words that mean the entry behind an answer of its topic only: no question by themselves."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the entry that it asks for, or `NONE`; `weight` below 1 for a label that few have confirmed."""

    text: str
    entry: str
    weight: float = 1.0
    origin: Origin = Origin.WRITTEN
    topic: str = ""
    """What the entry is about; empty where that is not known, or said by other examples of the entry."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What an expert said for an entry: the scores of all experts of a ranking add up to the entry's score."""

    expert: Expert
    entry: str
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The entries for a text, the likeliest first."""

    candidates: tuple[Candidate, ...]
    """With calibrated probabilities; together with `none` and the entries left out they make 1."""
    none: float
    """Probability that the text is nothing an association answers."""
    guess: Guess
    votes: tuple[Vote, ...]
    """For the first three candidates."""

    @property
    def likeness(self) -> float:
        """How like what the first entry is asked for by the text is: 1 for its very words, 0 for nothing like them.

        Unlike a probability it is taken from no other entry: of words that resemble nothing one comes first all the same.
        """
        first = self.candidates[0].entry if self.candidates else ""
        return sum(vote.score for vote in self.votes if vote.entry == first)


@dataclass(frozen=True, slots=True)
class Matcher:
    """A trained classifier; a value that is never changed."""

    examples: Collection[Example]
    classes: tuple[str, ...]
    words: Vocabulary
    panels: Mapping[Guess, Panel]
    encoder: Encoder | None
    known: Wordings
    """Texts that are written or were fully confirmed."""
    topics: NDArray[np.int32]
    """The number of each class's topic."""
    weighed: int
    """Examples that are to be weighed one against another: all but Arabizi, which is read beside them, and follow-ups."""
    follow_ups: FollowUps

    def written(self, text: str) -> dict[str, float]:
        """Give the entries with a follow-up that is like the text, and how like, up to 1."""
        likeness = self.follow_ups.likeness(self.words.read(text), len(self.classes))
        return {self.classes[at]: float(likeness[at]) for at in np.flatnonzero(likeness)}

    def rank(self, text: str) -> Ranking:
        """Rank all entries for a text; never raises."""
        reading = self.words.read(text)
        scores = self._scores(text, reading)
        sharpness = calibration.SHARPNESS if Expert.MEANING in scores else calibration.OF_WORDS
        total = sum(scores.values(), np.zeros(len(self.classes), np.float32))
        chances = self._sure(self._known(text, reading), calibration.probabilities(total, sharpness))
        order = [int(at) for at in np.argsort(-chances, kind="stable")[: KEPT + 1] if self.classes[int(at)] != NONE][:KEPT]
        candidates = tuple(Candidate(self.classes[at], float(chances[at])) for at in order)
        none = float(chances[self.classes.index(NONE)]) if NONE in self.classes else 0.0
        votes = tuple(Vote(expert, self.classes[at], float(score[at])) for at in order[:3] for expert, score in scores.items())
        return Ranking(candidates, none, reading.guess, votes)

    def vector(self, reading: Reading) -> Vector | None:
        """Give the sentence vector, where there is an encoder."""
        return self.encoder([reading.text])[0] if self.encoder else None

    def _scores(self, text: str, reading: Reading) -> dict[Expert, Vector]:
        """Give what each expert says; the costly one on meaning is asked only where it may change something."""
        panel = self.panels[reading.guess]
        said, predicted = panel.hear(reading)
        if Expert.MEANING in panel.experts and not self._is_clear(text, reading, said):
            said |= panel.weigh(self.vector(reading), predicted)
        return {expert: self._joined(scores) for expert, scores in panel.shared(said).items()}

    def _joined(self, scores: Vector) -> Vector:
        """Let the classes of a topic lend each other of their scores."""
        others = np.bincount(self.topics, scores)[self.topics] - scores
        return np.asarray(scores + TOPIC * others, np.float32)

    def _is_clear(self, text: str, reading: Reading, said: Mapping[Expert, Vector]) -> bool:
        """Recognise a known text, or one to whose words, Arabic or read from Arabizi, no other entry comes near."""
        if self._known(text, reading) is not None:
            return True
        if reading.guess is Guess.ENGLISH or Expert.WORDS not in said or len(self.classes) == 1:
            return False
        second, first = np.partition(said[Expert.WORDS], -2)[-2:]
        return bool(first - second >= CLEAR)

    def _known(self, text: str, reading: Reading) -> int | None:
        """Give the number of the class of a known text; Arabizi is known by what it reads as too."""
        known = self.known.number(normalise.key(text))
        if known is None and reading.guess is Guess.ARABIZI:
            return self.known.number(normalise.key(self.words.said(text)))
        return known

    def _sure(self, at: int | None, chances: Vector) -> Vector:
        """Give the class of a known text its certainty."""
        if at is None or chances[at] >= CERTAIN:
            return chances
        others = chances * ((1 - CERTAIN) / max(1e-9, 1 - float(chances[at])))
        others[at] = CERTAIN
        return others


def train(
    examples: Sequence[Example],
    dialect: Dialect,
    encoder: Encoder | None = None,
    vectors: MutableMapping[str, Vector] | None = None,
    lore: Lore | None = None,
) -> Matcher:
    """Build a matcher; follow-ups stand behind all other examples.

    `vectors` are those of earlier trainings by text; missing ones are computed and added.

    `lore` is what another encoder said of examples and traffic, for the student.
    """
    asked = [example for example in examples if example.origin is not Origin.FOLLOW_UP]
    behind = [example for example in examples if example.origin is Origin.FOLLOW_UP]
    words = vocabulary((example.text for example in asked), dialect)
    classes = tuple(sorted({example.entry for example in examples}))
    numbers = {entry: number for number, entry in enumerate(classes)}
    seats = [Seat(words.read(example.text), numbers[example.entry], example.weight) for example in asked]
    if lore:
        heard = [words.read(text) for text in sorted({*lore.heard} - {example.text for example in asked})]
        seats += [Seat(reading, NOBODY, 1.0) for reading in heard if reading.raw in lore.vectors]
    seated = seating.seat(seats, encoder, {} if vectors is None else vectors, len(classes), lore)
    weighed = sum(seat.label != NOBODY and seat.reading.guess is not Guess.ARABIZI for seat in seats)
    written = follow_ups([words.read(example.text) for example in behind], [numbers[example.entry] for example in behind])
    sure, topic = known(asked, numbers), topics(examples, classes)
    return Matcher(tuple(examples), classes, words, seated, encoder, sure, topic, weighed, written)


def topics(examples: Collection[Example], classes: Sequence[str]) -> NDArray[np.int32]:
    """Give the number of each class's topic; one whose topic nobody said is a topic of its own."""
    said = {example.entry: example.topic for example in examples if example.topic}
    return np.unique([said.get(entry, entry) for entry in classes], return_inverse=True)[1].astype(np.int32)


def known(examples: Sequence[Example], numbers: Mapping[str, int]) -> Wordings:
    """Give the wordings of sure examples whose entry is not in dispute; `numbers` are those of the classes."""
    found: dict[str, set[int]] = {}
    for example in examples:
        if example.weight >= 1 and example.origin is not Origin.ANSWER:
            found.setdefault(normalise.key(example.text), set()).add(numbers[example.entry])
    return wordings({key: next(iter(of)) for key, of in found.items() if key and len(of) == 1})
