"""A panel of experts for one script: how like a text is to each example, and what the examples together say of the entries.

The classifier is kernel ridge regression in closed form on the mean of the experts' kernels. Pure numpy; knows entries only by number.
"""

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faq import kernels
from faq.encoder import Encoder
from faq.kernels import Index, Vector
from faq.language import Guess
from faq.reading import Reading

RIDGE = 0.3
LARGEST = 8_000
"""Rows up to which the ridge is solved (seconds and 250 MB there); beyond, each class is the mean of its phrasings."""


@dataclass(frozen=True, slots=True)
class Seat:
    """An example as the experts see it, with the number of its class."""

    reading: Reading
    label: int
    weight: float


@dataclass(frozen=True, slots=True)
class Panel:
    """The experts of one script and the classifier that rests on them."""

    rows: tuple[int, ...]
    """Which examples are heard."""
    shares: Mapping[str, float]
    """How far each expert counts; together 1."""
    indices: Mapping[str, Index]
    """For the experts on words and on sound."""
    meanings: Vector
    """Centred unit vectors; no columns where there is no encoder."""
    centre: Vector
    weights: Vector
    """Row by class."""

    def views(self, reading: Reading, vector: Vector | None) -> dict[str, Vector]:
        """Give the likeness of a text to every row, 0 to 1, by expert."""
        views = {expert: index.against(_FEATURES[expert](reading)) for expert, index in self.indices.items()}
        if vector is not None:
            views["meaning"] = _kernel(self.meanings @ _unit(vector - self.centre))
        return views

    def likeness(self, views: Mapping[str, Vector]) -> Vector:
        """Put the experts together by their shares."""
        return np.asarray(sum(share * views[expert] for expert, share in self.shares.items()), np.float32)

    def votes(self, views: Mapping[str, Vector], label: int) -> dict[str, float]:
        """Give what each expert adds to the score of a class."""
        return {expert: float(share * (views[expert] @ self.weights[:, label])) for expert, share in self.shares.items()}


def meanings(readings: Sequence[Reading], encoder: Encoder | None, vectors: MutableMapping[str, Vector]) -> Vector:
    """Give each reading's vector, as written and in formal words together, unit length; encodes what `vectors` lacks."""
    if not encoder:
        return np.zeros((len(readings), 0), np.float32)
    missing = sorted({text for reading in readings for text in (reading.raw, reading.text) if text not in vectors})
    vectors |= zip(missing, encoder(missing), strict=True)
    raw, formal = (np.array([vectors[text] for text in texts], np.float32) for texts in _texts(readings))
    return _unit(raw + formal)


def panel(guess: Guess, seats: Sequence[Seat], meanings: Vector, classes: int) -> Panel:
    """Train the panel for one script, on the examples in it and on all examples of classes that have none in it."""
    rows = _rows(guess, seats)
    heard = [seats[at] for at in rows]
    shares = _shares(guess, encoder=meanings.shape[1] > 0, latin=any(seat.reading.guess is Guess.ENGLISH for seat in seats))
    indices = {
        expert: kernels.index([list(features(seat.reading)) for seat in heard]) for expert, features in _FEATURES.items() if expert in shares
    }
    chosen = meanings[rows]
    centre = np.asarray(chosen.mean(axis=0) if len(rows) else np.zeros(meanings.shape[1]), np.float32)
    untrained = Panel(tuple(rows), shares, indices, _unit(chosen - centre), centre, np.zeros((0, 0), np.float32))
    weights = _weights(untrained, heard, classes)
    return Panel(untrained.rows, shares, indices, untrained.meanings, centre, weights)


def _texts(readings: Sequence[Reading]) -> tuple[list[str], list[str]]:
    return [reading.raw for reading in readings], [reading.text for reading in readings]


def _rows(guess: Guess, seats: Sequence[Seat]) -> list[int]:
    scripts = {guess, Guess.ARABIC} if guess is Guess.ARABIZI else {guess}
    native = {seat.label for seat in seats if seat.reading.guess in scripts}
    return [at for at, seat in enumerate(seats) if seat.reading.guess in scripts or seat.label not in native]


def _shares(guess: Guess, *, encoder: bool, latin: bool) -> dict[str, float]:
    """Give the share of each expert."""
    match guess, encoder:
        case Guess.ARABIZI, True:
            return {"words": 0.3, "sound": 0.4, "meaning": 0.3}
        case Guess.ARABIZI, False:
            return {"words": 0.5, "sound": 0.5}
        case Guess.ENGLISH, True if not latin:
            return {"meaning": 1.0}
        case _, True:
            return {"words": 0.5, "meaning": 0.5}
        case _:
            return {"words": 1.0}


def _words(reading: Reading) -> Iterator[str]:
    """The features of the expert on words: three blocks that cannot be mistaken for one another."""
    yield from kernels.char_grams(reading.stems)
    yield from ("w" + gram for gram in kernels.word_grams(reading.stems))
    yield from ("r" + gram for gram in kernels.word_grams(reading.consonants))


def _sound(reading: Reading) -> Iterator[str]:
    yield from kernels.char_grams(reading.consonants, 1, 4)


_FEATURES = {"words": _words, "sound": _sound}


def _unit(vectors: Vector) -> Vector:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9), np.float32)


def _kernel(cosines: Vector) -> Vector:
    return np.asarray(np.exp(2 * cosines - 2), np.float32)


def _weights(panel: Panel, heard: Sequence[Seat], classes: int) -> Vector:
    """Solve the ridge: one for an example's class, for every class less its equal share, so that a text like nothing scores 0."""
    targets = np.full((len(heard), classes), -1 / classes, np.float32)
    targets[np.arange(len(heard)), [seat.label for seat in heard]] += 1
    if len(heard) > LARGEST:
        return np.asarray(targets / np.maximum((targets > 0).sum(axis=0), 1), np.float32)
    return np.asarray(np.linalg.solve(_gram(panel, heard), targets), np.float32)


def _gram(panel: Panel, heard: Sequence[Seat]) -> Vector:
    """Give the likeness of every row to every other, with the ridge on the diagonal."""
    gram = np.zeros((len(heard), len(heard)), np.float32)
    for expert, index in panel.indices.items():
        for at, seat in enumerate(heard):
            gram[at] += panel.shares[expert] * index.against(_FEATURES[expert](seat.reading))
    if "meaning" in panel.shares:
        gram += panel.shares["meaning"] * _kernel(panel.meanings @ panel.meanings.T)
    gram[np.diag_indices(len(heard))] += [RIDGE / seat.weight for seat in heard]
    return gram
