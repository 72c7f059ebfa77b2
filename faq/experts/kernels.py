"""Likeness of short texts: TF-IDF features and an inverted index in numpy. Knows neither language nor entries.

An `Index` gives the cosine of a text with every row that was indexed, and the cosines of all rows; `Worth` what a linear
head over these cosines makes of a text, without the cosines.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from faq.experts.tables import Table, table

Vector = NDArray[np.float32]
Numbers = NDArray[np.int32]

_STEP = 64
"""Rows whose cosines are worked out at once."""
RARE = 8
"""Rows up to which a feature is looked up in the rows that have it: a table of such features would be mostly copies."""


def char_grams(words: Iterable[str], shortest: int, longest: int) -> Iterator[str]:
    """Give the character n-grams inside each word, with a space for its borders."""
    for word in words:
        padded = f" {word} "
        for size in range(shortest, longest + 1):
            if len(padded) <= size:
                yield padded
                break
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size]


def word_grams(words: Sequence[str]) -> Iterator[str]:
    """Give the words and the pairs of neighbours."""
    yield from words
    for first, second in pairwise(words):
        yield f"{first} {second}"


@dataclass(frozen=True, slots=True)
class Features:
    """Features by number, found by their hashes: the words themselves take ten times the memory."""

    hashes: NDArray[np.uint32]
    """In their order."""
    numbers: Numbers
    """Of each hash."""

    def __call__(self, grams: Sequence[str]) -> Numbers:
        """Give the number of each; -1 for one that is not known."""
        hashes = _hashed(grams)
        if not len(self.hashes):
            return np.full(len(hashes), -1, np.int32)
        places = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.where(self.hashes[places] == hashes, self.numbers[places], np.int32(-1))


def _numbered(grams: Sequence[str]) -> Features:
    """Give features numbers in their order. Two in 100,000 share a hash, and are then taken for one another."""
    hashes = _hashed(grams)
    numbers = np.argsort(hashes, kind="stable").astype(np.int32)
    return Features(hashes[numbers], numbers)


def _hashed(grams: Sequence[str]) -> NDArray[np.uint32]:
    """Hash alike in every process, so that a kept model need not keep the words: Python's own differs by process."""
    return np.fromiter((crc32(gram.encode("utf-8", "surrogatepass")) for gram in grams), np.uint32, len(grams))


@dataclass(frozen=True, slots=True)
class Terms:
    """Features by number, with the inverse document frequency of each."""

    numbers: Features
    idf: Vector
    rare: float
    """The inverse document frequency of a feature that no row has."""

    def weigh(self, grams: Iterable[str]) -> tuple[Numbers, Vector]:
        """Give the known features of a text and their weights; unknown ones lengthen the text and so lower the others."""
        counted = Counter(grams)
        found = self.numbers(tuple(counted))
        known, parts = found >= 0, 1 + np.log(np.fromiter(counted.values(), np.float32, len(counted)))
        numbers = found[known]
        weights, strange = np.asarray(parts[known] * self.idf[numbers], np.float32), parts[~known] * self.rare
        length = np.sqrt(float(weights @ weights) + float(strange @ strange)) or 1.0
        return numbers, np.asarray(weights / length, np.float32)


@dataclass(frozen=True, slots=True)
class Index:
    """Rows of features, unit length each, sorted by feature: those of feature n stand from `starts[n]` to `starts[n + 1]`."""

    size: int
    terms: Terms
    starts: NDArray[np.int64] | Numbers
    rows: Numbers
    weights: Vector | NDArray[np.float16]

    def against(self, grams: Iterable[str]) -> Vector:
        """Give the cosine with every row, 0 to 1."""
        return self.spread(*self.terms.weigh(grams))

    def spread(self, numbers: Numbers, weights: Vector, owners: Numbers | None = None, texts: int = 1) -> Vector:
        """Give what weighed features add up to in every row; for each of several texts, where `owners` tells whose each is."""
        at, lengths = self._places(numbers)
        cells = self.rows[at] if owners is None else self.rows[at] + np.repeat(owners * self.size, lengths)
        sums = np.bincount(cells, self.weights[at] * np.repeat(weights, lengths), texts * self.size)
        return np.asarray(sums, np.float32)

    def found(self, numbers: Numbers, weights: Vector) -> tuple[Numbers, Vector]:
        """Give the rows that have weighed features, a row once for each, and what the feature adds to it."""
        at, lengths = self._places(numbers)
        return self.rows[at], np.asarray(self.weights[at] * np.repeat(weights, lengths), np.float32)

    def _places(self, numbers: Numbers) -> tuple[NDArray[np.int64], NDArray[np.int64] | Numbers]:
        """Give where the rows of features stand, and how many each has."""
        lengths = self.starts[numbers + 1] - self.starts[numbers]
        ends = np.cumsum(lengths)
        return np.repeat(self.starts[numbers] - ends + lengths, lengths) + np.arange(ends[-1] if len(ends) else 0), lengths

    def gram(self) -> Vector:
        """Give the cosines of all rows with all rows."""
        order = np.argsort(self.rows, kind="stable")
        numbers = np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))[order]
        owners, weights = self.rows[order], np.asarray(self.weights[order], np.float32)
        cosines = np.empty((self.size, self.size), np.float32)
        for first in range(0, self.size, _STEP):
            after = min(first + _STEP, self.size)
            part = slice(*np.searchsorted(owners, [first, after]))
            sums = self.spread(numbers[part], weights[part], owners[part] - first, after - first)
            cosines[first:after] = sums.reshape(after - first, self.size)
        return cosines

    def worth(self, head: Vector) -> "Worth":
        """Give what each feature is worth to each class, for a head that gives each row's worth to each class."""
        lengths = np.diff(self.starts)
        common = np.flatnonzero(lengths > RARE)
        worth = np.empty((len(common), head.shape[1]), np.float32)
        for place, number in enumerate(common):
            part = slice(self.starts[number], self.starts[number + 1])
            worth[place] = self.weights[part] @ head[self.rows[part]]
        places = np.full(len(lengths), -1, np.int32)
        places[common] = np.arange(len(common))
        rare = np.repeat(lengths <= RARE, lengths)
        starts = np.concatenate([[0], np.cumsum(np.where(lengths <= RARE, lengths, 0))]).astype(np.int32)
        index = Index(self.size, self.terms, starts, self.rows[rare], self.weights[rare].astype(np.float16))
        return Worth(places, table(worth), index, table(head))

    def means(self, labels: Numbers, classes: int) -> "Index":
        """Give the index of the mean of each class's rows."""
        numbers = np.repeat(np.arange(len(self.starts) - 1, dtype=np.int64), np.diff(self.starts))
        cells, of = np.unique(numbers * classes + labels[self.rows], return_inverse=True)
        counts = np.maximum(np.bincount(labels, minlength=classes), 1)
        weights = np.bincount(of, self.weights) / counts[cells % classes]
        starts = np.searchsorted(cells, np.arange(len(self.starts)) * classes)
        return Index(classes, self.terms, starts, (cells % classes).astype(np.int32), weights.astype(np.float32))


@dataclass(frozen=True, slots=True)
class Worth:
    """What features are worth to classes: of common ones it is kept, of rare ones that of their rows."""

    places: Numbers
    """Of each feature in `table`; -1 for a rare one."""
    table: Table
    """Common feature by class."""
    rare: Index
    head: Table
    """Row by class."""

    def of(self, numbers: Numbers, weights: Vector) -> Vector:
        """Give what weighed features are worth to each class together."""
        places = self.places[numbers]
        common = places >= 0
        rows, likeness = self.rare.found(numbers[~common], weights[~common])
        return self.table.under(weights[common], places[common]) + self.head.under(likeness, rows)


def index(rows: Sequence[Iterable[str]]) -> Index:
    """Index rows of features: sublinear counts, smoothed inverse document frequency, unit length."""
    numbers: dict[str, int] = {}
    features, counts, owners = [], [], []
    for owner, row in enumerate(rows):
        for gram, count in Counter(row).items():
            features.append(numbers.setdefault(gram, len(numbers)))
            counts.append(count)
            owners.append(owner)
    of, at = np.array(features, np.int32), np.array(owners, np.int32)
    idf = (np.log((1 + len(rows)) / (1 + np.bincount(of, minlength=len(numbers)))) + 1).astype(np.float32)
    weights = (1 + np.log(np.array(counts, np.float32))) * idf[of]
    weights /= np.sqrt(np.bincount(at, weights * weights, len(rows)))[at]
    order = np.argsort(of, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(of, minlength=len(numbers)))])
    terms = Terms(_numbered(tuple(numbers)), idf, float(np.log(1 + len(rows)) + 1))
    return Index(len(rows), terms, starts, at[order], weights[order].astype(np.float32))
