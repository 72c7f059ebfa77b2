"""Experts, and panels of them: what the examples say of a text, by its words and its meaning.

`words` compares TF-IDF of characters, stems and consonants, `meaning` sentence vectors and what `faq.experts.student` predicts
of another encoder's. Each is a kernel ridge classifier in closed form; a panel adds up those of one script by their shares.
Pure numpy; knows entries only by number. Why these shares, and why each is trained alone: docs/reference/matching-figures.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from faq.experts import kernels
from faq.experts.kernels import Index, Terms, Vector, Worth
from faq.experts.student import unit
from faq.experts.tables import Table
from faq.language import Guess
from faq.reading import Reading

STUDENT = 0.5
"""How far the student counts in likeness of meaning, beside the encoder's own vector."""
TAUGHT = 0.6
"""What is left of the share of words where there is a student, who judges by the same words."""


class Expert(StrEnum):
    """Who judges how like two texts are."""

    WORDS = "words"
    MEANING = "meaning"


SHARES: dict[Guess, dict[Expert, float]] = {
    Guess.ARABIC: {Expert.WORDS: 0.45, Expert.MEANING: 0.55},
    Guess.ENGLISH: {Expert.WORDS: 0.25, Expert.MEANING: 0.75},
    Guess.ARABIZI: {Expert.WORDS: 0.65, Expert.MEANING: 0.35},
}
"""How far each expert counts for a text of each script; experts that are missing leave their share to the others."""


NOBODY = -1
"""Label of a text of which nobody said what it asks for."""


@dataclass(frozen=True, slots=True)
class Seat:
    """An example as the experts see it, with the number of its class."""

    reading: Reading
    label: int
    """`NOBODY` for a text that only the student learns from; such seats come last."""
    weight: float


@dataclass(frozen=True, slots=True)
class Rows:
    """The examples that an expert was trained on."""

    numbers: NDArray[np.int32]
    labels: NDArray[np.int32]
    own: Vector
    """What likeness to a row is worth to the row's own class."""

    def of(self, label: int) -> NDArray[np.int64]:
        """Give the rows of a class."""
        return np.flatnonzero(self.labels == label)


@dataclass(frozen=True, slots=True)
class Lexical:
    """An expert on the features of a text: likeness is the cosine of TF-IDF vectors.

    The scores are linear in the features: `worth` keeps what each is worth to each class, so that few rows are looked at.
    """

    terms: Terms
    worth: Worth | Index
    """An index of the mean of each class's rows where there were too many rows to solve for."""
    rows: Rows
    classes: int
    """Columns of `worth` that are classes; those after them, if any, are the student's."""

    def hear(self, reading: Reading) -> tuple[Vector, Vector | None]:
        """Give every class its score, about 1 for a sure one and 0 where nothing is like the text; and the student's vector."""
        numbers, weights = self.terms.weigh(features(reading))
        if isinstance(self.worth, Index):
            return self.worth.spread(numbers, weights), None
        said = self.worth.of(numbers, weights)
        return said[: self.classes], unit(said[self.classes :]) if len(said) > self.classes else None

    def likeness(self, reading: Reading, others: Sequence[Reading]) -> Vector:
        """Give the likeness to other texts, 0 to 1."""
        numbers, weights = self.terms.weigh(features(reading))
        heard = np.zeros(len(self.terms.idf), np.float32)
        heard[numbers] = weights
        weighed = [self.terms.weigh(features(other)) for other in others]
        return np.array([heard[numbers] @ weights for numbers, weights in weighed], np.float32)


@dataclass(frozen=True, slots=True)
class Semantic:
    """The expert on meaning: likeness grows with the cosine of sentence vectors."""

    vectors: Table
    """The encoder's, centred, turned to the axes in which the examples differ most; and the student's; unit length together."""
    centre: Vector
    axes: Vector
    rows: Rows
    head: Table | None
    """Row by class; None where there were too many rows to solve for."""
    classes: int

    def scores(self, vector: Vector | None, predicted: Vector | None) -> Vector:
        """Give every class its score, about 1 for a sure one and 0 where nothing is like the text."""
        likeness = self.likeness(vector, predicted)
        if self.head is not None:
            return self.head.under(likeness)
        sums = np.bincount(self.rows.labels, likeness, self.classes)
        return np.asarray(sums / np.maximum(np.bincount(self.rows.labels, minlength=self.classes), 1), np.float32)

    def likeness(self, vector: Vector | None, predicted: Vector | None) -> Vector:
        """Give the likeness to every row, 0 to 1, of a text with this vector, for which the student predicted another."""
        width = self.axes.shape[1]
        own = np.zeros(width, np.float32) if vector is None else np.asarray((vector - self.centre) @ self.axes, np.float32)
        learnt = self.vectors.width - width
        if not learnt:
            return (
                kernel(self.vectors.along(unit(own))) if vector is not None else np.zeros(len(self.vectors.cells), np.float32)
            )
        other = np.zeros(learnt, np.float32) if predicted is None else predicted
        return kernel(self.vectors.along(joint(unit(own), other)))


@dataclass(frozen=True, slots=True)
class Panel:
    """The experts that are heard on a text of one script."""

    experts: Mapping[Expert, Lexical | Semantic]
    shares: Mapping[Expert, float]

    def hear(self, reading: Reading) -> tuple[dict[Expert, Vector], Vector | None]:
        """Give what the expert on words says of every class, where there is one, and the student's vector."""
        words = self.experts.get(Expert.WORDS)
        if not isinstance(words, Lexical):
            return {}, None
        scores, predicted = words.hear(reading)
        return {Expert.WORDS: scores}, predicted

    def weigh(self, vector: Vector | None, predicted: Vector | None) -> dict[Expert, Vector]:
        """Give what the expert on meaning says of every class, where there is one."""
        meaning = self.experts.get(Expert.MEANING)
        return {Expert.MEANING: meaning.scores(vector, predicted)} if isinstance(meaning, Semantic) else {}

    def shared(self, said: Mapping[Expert, Vector]) -> dict[Expert, Vector]:
        """Give what each of the experts who spoke adds to the score of every class, by their shares."""
        total = sum(self.shares[name] for name in said) or 1.0
        return {name: np.asarray(scores * (self.shares[name] / total)) for name, scores in said.items()}


def seated(words: Lexical | None, foreign: Lexical | None, meaning: Semantic | None) -> dict[Guess, Panel]:
    """Seat trained experts: `words` knows Arabic, `foreign` English. Text without letters goes before the Arabic panel."""
    arabic = _panel(Guess.ARABIC, {Expert.WORDS: words, Expert.MEANING: meaning})
    return {
        Guess.NONE: arabic,
        Guess.ARABIC: arabic,
        Guess.ENGLISH: _panel(Guess.ENGLISH, {Expert.WORDS: foreign, Expert.MEANING: meaning}),
        Guess.ARABIZI: _panel(Guess.ARABIZI, {Expert.WORDS: words, Expert.MEANING: meaning}),
    }


def _panel(guess: Guess, experts: Mapping[Expert, Lexical | Semantic | None]) -> Panel:
    """Seat the experts that there are; their shares together are 1."""
    present = {name: expert for name, expert in experts.items() if expert}
    shares = {name: SHARES[guess][name] for name in present}
    words = present.get(Expert.WORDS)
    if isinstance(words, Lexical) and isinstance(words.worth, Worth) and words.worth.head.width > words.classes:
        shares[Expert.WORDS] *= TAUGHT
    total = sum(shares.values()) or 1.0
    return Panel(present, {name: share / total for name, share in shares.items()})


def features(reading: Reading) -> Iterator[str]:
    """Give the features of a text's words: three blocks that cannot be mistaken for one another."""
    yield from kernels.char_grams(reading.stems, 3, 4)
    yield from ("w" + gram for gram in kernels.word_grams(reading.stems))
    yield from ("r" + gram for gram in kernels.word_grams(reading.consonants))


def joint(own: Vector, predicted: Vector) -> Vector:
    """Join the encoder's vectors and the student's, so that likeness is the mean of both, or that of the one there is."""
    return unit(np.concatenate([own * (1 - STUDENT) ** 0.5, predicted * STUDENT**0.5], axis=-1))


def kernel(cosines: Vector) -> Vector:
    """Give the kernel of cosines; their array is used up."""
    cosines -= 1
    cosines *= 2
    return np.asarray(np.exp(cosines, out=cosines))
