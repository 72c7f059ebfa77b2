"""The student: predicts, from the words of a text, the vector that a costly sentence encoder would give it.

That encoder, the teacher, reads phrasings and traffic in the background and never a question that waits; what it said of
them is the `Lore`. Pure numpy; knows entries only by number. What it is worth: docs/reference/learning-figures.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faq.experts import ridge
from faq.experts.kernels import Vector
from faq.reading import Reading

AXES = 128
"""Dimensions of a teacher's vector, after it was turned to those in which texts differ most."""
FEWEST = 50
"""Taught examples of a script from which a student is worth training."""
SMALL = 2_000
"""Texts up to which each is predicted from all others (0.5 s); of more, each half from the other."""


@dataclass(frozen=True, slots=True)
class Lore:
    """What the teacher said."""

    vectors: Mapping[str, Vector]
    """By text as it was written (`Reading.raw`), of any length; a text may be missing."""
    heard: Sequence[str] = ()
    """Questions of members, labelled or not: from these the student learns how members put things."""
    version: str = ""
    """Equal version, equal vectors."""


def unit(vectors: Vector) -> Vector:
    """Bring vectors to length 1; those of nothing stay as they are."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9), np.float32)


def lessons(readings: Sequence[Reading], labels: NDArray[np.int32], lore: Lore | None) -> Vector | None:
    """Give the vector that the student is to predict for each text, the first of which have `labels`.

    A text that the teacher has not read counts as the mean of its entry. None where the teacher has read too few.
    """
    if lore is None:
        return None
    taught = np.array([at for at, one in enumerate(readings) if one.raw in lore.vectors], np.int64)
    if len(taught) < FEWEST:
        return None
    rows = np.zeros((len(readings), AXES), np.float32)
    rows[taught] = unit(np.array([lore.vectors[readings[int(at)].raw] for at in taught], np.float32))
    sums = np.zeros((int(labels.max()) + 1, AXES), np.float32)
    named = taught[taught < len(labels)]
    np.add.at(sums, labels[named], rows[named])
    missing = np.setdiff1d(np.arange(len(labels)), taught)
    rows[missing] = unit(sums)[labels[missing]]
    return rows


def unseen(likeness: Vector, wanted: Vector, penalty: float) -> Vector:
    """Give what a student says of texts that he was not taught: of each, what all others teach, or the other half.

    Of those that he was taught he knows more than he ever will of a question.
    """
    return unit(_each_left_out(likeness, wanted, penalty) if len(wanted) <= SMALL else _halves(likeness, wanted, penalty))


def _each_left_out(likeness: Vector, wanted: Vector, penalty: float) -> Vector:
    """Give for each row what the ridge over all others predicts, in closed form."""
    inverse = np.linalg.inv(likeness + penalty * np.eye(len(likeness), dtype=np.float32))
    return np.asarray(wanted - (inverse @ wanted) / np.diag(inverse)[:, None], np.float32)


def _halves(likeness: Vector, wanted: Vector, penalty: float) -> Vector:
    """Give for each half what the other predicts."""
    found = np.empty_like(wanted)
    halves = np.arange(len(wanted)) % 2
    for half in (0, 1):
        known, asked = np.flatnonzero(halves != half), np.flatnonzero(halves == half)
        part = likeness[np.ix_(known, known)]
        part[np.diag_indices(len(known))] += penalty
        found[asked] = likeness[np.ix_(asked, known)] @ ridge.solve(part, wanted[known])
    return found
