"""Experts, and panels of them: what the examples say of a text, by its words and its meaning.

`words` compares TF-IDF of characters, stems and consonants, `meaning` sentence vectors. Each is a kernel ridge classifier
in closed form; a panel adds up those of one script by their shares. Pure numpy; knows entries only by number. Why these
shares, and why each is trained alone: docs/reference/matching.md.
"""

from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from faq import kernels, ridge
from faq.encoder import Encoder
from faq.kernels import Index, Terms, Vector, Worth
from faq.language import Guess
from faq.reading import Reading

RIDGE = 0.3
LARGEST = 12_000
"""Rows up to which the ridge is solved (20 s and 600 MB there); beyond, a class scores what its examples score on average."""
AXES = 128
"""Dimensions that are kept of a sentence vector's 512."""
_STEP = 1_000
"""Rows of the meaning kernel that are computed at once."""


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


@dataclass(frozen=True, slots=True)
class Seat:
    """An example as the experts see it, with the number of its class."""

    reading: Reading
    label: int
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

    def scores(self, reading: Reading, _: Vector | None) -> Vector:
        """Give every class its score, about 1 for a sure one and 0 where nothing is like the text."""
        numbers, weights = self.terms.weigh(features(reading))
        return self.worth.spread(numbers, weights) if isinstance(self.worth, Index) else self.worth.of(numbers, weights)

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

    vectors: Vector
    """Centred, turned to the axes in which the examples differ most, unit length."""
    centre: Vector
    axes: Vector
    rows: Rows
    head: Vector | None
    """Row by class; None where there were too many rows to solve for."""
    classes: int

    def scores(self, _: Reading, vector: Vector | None) -> Vector:
        """Give every class its score, about 1 for a sure one and 0 where nothing is like the text."""
        likeness = self.likeness(vector)
        if self.head is not None:
            return np.asarray(likeness @ self.head)
        sums = np.bincount(self.rows.labels, likeness, self.classes)
        return np.asarray(sums / np.maximum(np.bincount(self.rows.labels, minlength=self.classes), 1), np.float32)

    def likeness(self, vector: Vector | None) -> Vector:
        """Give the likeness to every row, 0 to 1."""
        if vector is None:
            return np.zeros(len(self.vectors), np.float32)
        return _kernel(self.vectors @ unit(np.asarray((vector - self.centre) @ self.axes, np.float32)))


@dataclass(frozen=True, slots=True)
class Panel:
    """The experts that are heard on a text of one script."""

    experts: Mapping[Expert, Lexical | Semantic]
    shares: Mapping[Expert, float]

    def say(self, name: Expert, reading: Reading, vector: Vector | None) -> Vector:
        """Give every class the score of one expert."""
        return self.experts[name].scores(reading, vector)

    def shared(self, said: Mapping[Expert, Vector]) -> dict[Expert, Vector]:
        """Give what each of the experts who spoke adds to the score of every class, by their shares."""
        total = sum(self.shares[name] for name in said) or 1.0
        return {name: np.asarray(scores * (self.shares[name] / total)) for name, scores in said.items()}


def lexical(scripts: frozenset[Guess], seats: Sequence[Seat], classes: int) -> Lexical | None:
    """Train an expert on words, on the examples in these scripts; None where there are none."""
    rows = [at for at, seat in enumerate(seats) if seat.reading.guess in scripts]
    if not rows:
        return None
    index = kernels.index([features(seats[at].reading) for at in rows])
    known, head = _head(rows, seats, classes, index.gram)
    worth = index.means(known.labels, classes) if head is None else index.worth(head)
    return Lexical(index.terms, worth, known)


def semantic(
    seats: Sequence[Seat], encoder: Encoder | None, vectors: MutableMapping[str, Vector], classes: int
) -> Semantic | None:
    """Train the expert on meaning, on examples of all languages; those read from Arabizi only where a class has no others."""
    if not encoder:
        return None
    spelt = {seat.label for seat in seats if seat.reading.guess is not Guess.ARABIZI}
    rows = [at for at, seat in enumerate(seats) if seat.reading.guess is not Guess.ARABIZI or seat.label not in spelt]
    both = _meanings([seats[at].reading for at in rows], encoder, vectors)
    centre = np.asarray(both.mean(axis=0), np.float32)
    axes = _axes(both - centre)
    chosen = unit(np.asarray((both - centre) @ axes, np.float32))
    known, head = _head(rows, seats, classes, lambda: _gram(chosen))
    return Semantic(chosen, centre, axes, known, head, classes)


def seat(
    seats: Sequence[Seat], encoder: Encoder | None, vectors: MutableMapping[str, Vector], classes: int
) -> dict[Guess, Panel]:
    """Train all experts and seat a panel for each script."""
    arabic, english = frozenset({Guess.ARABIC, Guess.ARABIZI}), frozenset({Guess.ENGLISH})
    words, foreign = (lexical(scripts, seats, classes) for scripts in (arabic, english))
    return seated(words, foreign, semantic(seats, encoder, vectors, classes))


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
    total = sum(SHARES[guess][name] for name in present) or 1.0
    return Panel(present, {name: SHARES[guess][name] / total for name in present})


def unit(vectors: Vector) -> Vector:
    """Bring vectors to length 1."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9), np.float32)


def features(reading: Reading) -> Iterator[str]:
    """Give the features of a text's words: three blocks that cannot be mistaken for one another."""
    yield from kernels.char_grams(reading.stems, 3, 4)
    yield from ("w" + gram for gram in kernels.word_grams(reading.stems))
    yield from ("r" + gram for gram in kernels.word_grams(reading.consonants))


def _meanings(readings: Sequence[Reading], encoder: Encoder, vectors: MutableMapping[str, Vector]) -> Vector:
    """Give each reading's vector, as written and in formal words together; encodes what `vectors` lacks."""
    missing = sorted({text for reading in readings for text in (reading.raw, reading.text) if text not in vectors})
    for text, vector in zip(missing, encoder(missing), strict=True):
        vectors[text] = vector
    return unit(np.array([vectors[reading.raw] + vectors[reading.text] for reading in readings], np.float32))


def _axes(centred: Vector) -> Vector:
    """Give the axes in which vectors differ most: the others add cost and no accuracy."""
    _, directions = np.linalg.eigh(centred.T @ centred)
    return np.ascontiguousarray(directions[:, ::-1][:, :AXES], np.float32)


def _kernel(cosines: Vector) -> Vector:
    """Give the kernel of cosines; their array is used up."""
    cosines -= 1
    cosines *= 2
    return np.asarray(np.exp(cosines, out=cosines))


def _gram(vectors: Vector) -> Vector:
    gram = np.empty((len(vectors), len(vectors)), np.float32)
    for at in range(0, len(vectors), _STEP):
        gram[at : at + _STEP] = _kernel(vectors[at : at + _STEP] @ vectors.T)
    return gram


def _head(rows: Sequence[int], seats: Sequence[Seat], classes: int, gram: Callable[[], Vector]) -> tuple[Rows, Vector | None]:
    """Solve the ridge: one for an example's class, less an equal share for all, so that a text like nothing scores 0."""
    numbers = np.array(rows, np.int32)
    labels = np.array([seats[at].label for at in rows], np.int32)
    if len(rows) > LARGEST:
        return Rows(numbers, labels, np.asarray(1 / np.bincount(labels)[labels], np.float32)), None
    targets = np.full((len(rows), classes), -1 / classes, np.float32)
    targets[np.arange(len(rows)), labels] += 1
    likeness = gram()
    likeness[np.diag_indices(len(rows))] += np.array([RIDGE / seats[at].weight for at in rows], np.float32)
    head = ridge.solve(likeness, targets)
    return Rows(numbers, labels, head[np.arange(len(rows)), labels]), head
