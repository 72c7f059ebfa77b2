"""Trains the experts on examples, and seats them: the one place that solves for what likeness is worth.

Pure numpy; knows entries only by number. Why these figures, and why each expert is trained alone:
docs/reference/matching-figures.md.
"""

from collections.abc import MutableMapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from faq.experts import kernels, ridge, student, tables
from faq.experts.encoder import Encoder
from faq.experts.kernels import Vector
from faq.experts.panels import NOBODY, Lexical, Panel, Rows, Seat, Semantic, features, joint, kernel, seated
from faq.experts.student import Lore, unit
from faq.language import Guess
from faq.reading import Reading

RIDGE, RIDGE_OF_MEANING = 0.3, 0.1
"""What is added to a row's likeness to itself: the more, the less a single row counts."""
LARGEST = 17_600
"""Rows that the ridge is solved for (1.3 GB while it is). Of more, every class keeps the same number."""
FEWEST = 4
"""Rows that a class must keep; where that is too many, a class scores what all its examples score on average."""
AXES = 256
"""Dimensions that are kept of a sentence vector's 512."""
_STEP = 1_000
"""Rows of the meaning kernel that are computed at once."""


def seat(
    seats: Sequence[Seat],
    encoder: Encoder | None,
    vectors: MutableMapping[str, Vector],
    classes: int,
    lore: Lore | None = None,
) -> dict[Guess, Panel]:
    """Train all experts and seat a panel for each script."""
    arabic, english = frozenset({Guess.ARABIC, Guess.ARABIZI}), frozenset({Guess.ENGLISH})
    trained = [_lexical(scripts, seats, classes, lore) for scripts in (arabic, english)]
    predicted = np.zeros((len(seats), student.AXES), np.float32)
    for one in trained:
        if one and one[1] is not None:
            predicted[one[0].rows.numbers] = one[1]
    words, foreign = (one and one[0] for one in trained)
    taught = predicted if any(one and one[1] is not None for one in trained) else None
    return seated(words, foreign, _semantic(seats, encoder, vectors, classes, taught))


def fair(numbers: Sequence[int], labels: Sequence[int], most: int = LARGEST) -> list[int]:
    """Give the rows that are solved for, by the `labels` of all: of too many each class keeps as many, spread over its own.

    All of them where a class would keep fewer than `FEWEST`.
    """
    rows: dict[int, list[int]] = {}
    for at in numbers:
        rows.setdefault(labels[at], []).append(at)
    quota = max(map(len, rows.values()), default=0)
    while quota >= FEWEST and sum(min(len(own), quota) for own in rows.values()) > most:
        quota -= 1
    if quota < FEWEST:
        return list(numbers)
    return sorted(at for own in rows.values() for at in _spread(own, quota))


def _spread(own: Sequence[int], quota: int) -> Sequence[int]:
    return own if len(own) <= quota else [own[place * len(own) // quota] for place in range(quota)]


def _lexical(
    scripts: frozenset[Guess], seats: Sequence[Seat], classes: int, lore: Lore | None = None
) -> tuple[Lexical, Vector | None] | None:
    """Train an expert on words, on the examples in these scripts; None where there are none.

    With it comes what its student predicts of each of these examples while he does not know it.
    """
    ours = [at for at, seat in enumerate(seats) if seat.reading.guess in scripts]
    named = [at for at in ours if seats[at].label != NOBODY]
    if not named:
        return None
    numbers = fair(named, [seat.label for seat in seats])
    rows, weights = _rows(numbers, seats), np.array([seats[at].weight for at in numbers], np.float32)
    heard = ours[len(named) :][: max(0, LARGEST - len(numbers))]
    readings = [seats[at].reading for at in (*numbers, *heard)]
    if (wanted := student.lessons(readings, rows.labels, lore)) is None:
        readings = readings[: len(numbers)]
    index = kernels.index([features(one) for one in readings])
    if len(numbers) > LARGEST:
        return Lexical(index.terms, index.means(rows.labels, classes), rows, classes), None
    likeness = index.gram()
    predicted = None if wanted is None else student.unseen(likeness, wanted, RIDGE)[: len(numbers)]
    head = _taught(likeness, wanted, weights, _targets(rows.labels, classes))
    known = replace(rows, own=head[np.arange(len(numbers)), rows.labels])
    return Lexical(index.terms, index.worth(head), known, classes), predicted


def _taught(likeness: Vector, wanted: Vector | None, weights: Vector, targets: Vector) -> Vector:
    """Solve for classes and for the student; `likeness` is used up. The last rows may be of texts without a class."""
    size = len(targets)
    if wanted is not None and len(likeness) > size:
        head = np.zeros((len(likeness), targets.shape[1] + wanted.shape[1]), np.float32)
        head[:size, : targets.shape[1]] = _solved(likeness[:size, :size].copy(), weights, targets)
        head[:, targets.shape[1] :] = _solved(likeness, np.ones(len(likeness), np.float32), wanted)
        return head
    return _solved(likeness, weights, targets if wanted is None else np.concatenate([targets, wanted], axis=1))


def _semantic(
    seats: Sequence[Seat],
    encoder: Encoder | None,
    vectors: MutableMapping[str, Vector],
    classes: int,
    predicted: Vector | None = None,
) -> Semantic | None:
    """Train the expert on meaning, on examples of all languages; those read from Arabizi only where a class has no others.

    `predicted` has a row for each seat. None where there is neither an encoder nor a student.
    """
    if not encoder and predicted is None:
        return None
    spelt = {seat.label for seat in seats if seat.reading.guess is not Guess.ARABIZI}
    named = ((at, seat) for at, seat in enumerate(seats) if seat.label != NOBODY)
    told = [at for at, seat in named if seat.reading.guess is not Guess.ARABIZI or seat.label not in spelt]
    numbers = fair(told, [seat.label for seat in seats])
    centre, axes, chosen = _encoded([seats[at].reading for at in numbers], encoder, vectors)
    if predicted is not None:
        chosen = joint(chosen, predicted[numbers])
    rows, weights = _rows(numbers, seats), np.array([seats[at].weight for at in numbers], np.float32)
    if len(numbers) > LARGEST:
        return Semantic(tables.table(chosen), centre, axes, rows, None, classes)
    head = _solved(_gram(chosen), weights, _targets(rows.labels, classes), RIDGE_OF_MEANING)
    known = replace(rows, own=head[np.arange(len(numbers)), rows.labels])
    return Semantic(tables.table(chosen), centre, axes, known, tables.whole(head), classes)


def _encoded(
    readings: Sequence[Reading], encoder: Encoder | None, vectors: MutableMapping[str, Vector]
) -> tuple[Vector, Vector, Vector]:
    """Give the centre of the encoder's vectors, their axes, and each reading's vector along these, unit length."""
    if not encoder:
        return np.zeros(0, np.float32), np.zeros((0, 0), np.float32), np.zeros((len(readings), 0), np.float32)
    both = _meanings(readings, encoder, vectors)
    centre = np.asarray(both.mean(axis=0), np.float32)
    axes = _axes(both - centre)
    return centre, axes, unit(np.asarray((both - centre) @ axes, np.float32))


def _meanings(readings: Sequence[Reading], encoder: Encoder, vectors: MutableMapping[str, Vector]) -> Vector:
    """Give each reading's vector, as written and in formal words together; encodes what `vectors` lacks."""
    missing = sorted({text for reading in readings for text in (reading.raw, reading.text) if text not in vectors})
    for text, vector in zip(missing, encoder(missing), strict=True):
        vectors[text] = vector
    return unit(np.array([vectors[reading.raw] + vectors[reading.text] for reading in readings], np.float32))


def _axes(centred: Vector) -> Vector:
    """Give the axes in which vectors differ most: the others add cost and no accuracy."""
    exact = centred.astype(np.float64)
    _, directions = np.linalg.eigh(exact.T @ exact)
    return np.ascontiguousarray(directions[:, ::-1][:, :AXES], np.float32)


def _gram(vectors: Vector) -> Vector:
    gram = np.empty((len(vectors), len(vectors)), np.float32)
    for at in range(0, len(vectors), _STEP):
        gram[at : at + _STEP] = kernel(vectors[at : at + _STEP] @ vectors.T)
    return gram


def _rows(numbers: Sequence[int], seats: Sequence[Seat]) -> Rows:
    """Name the examples of an expert; before it is solved, each is worth its share of its class."""
    labels = np.array([seats[at].label for at in numbers], np.int32)
    return Rows(np.array(numbers, np.int32), labels, np.asarray(1 / np.bincount(labels)[labels], np.float32))


def _targets(labels: NDArray[np.int32], classes: int) -> Vector:
    """Give one for an example's class, less an equal share for all, so that a text like nothing scores 0."""
    targets = np.full((len(labels), classes), -1 / classes, np.float32)
    targets[np.arange(len(labels)), labels] += 1
    return targets


def _solved(likeness: Vector, weights: Vector, targets: Vector, penalty: float = RIDGE) -> Vector:
    """Solve the ridge; `likeness` is used up."""
    likeness[np.diag_indices(len(likeness))] += penalty / weights
    return ridge.solve(likeness, targets)
