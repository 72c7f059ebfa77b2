"""Duplicates: phrasings that a matcher could not tell apart though they stand for different things.

Pure; must not judge anything but likeness.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

from faq import normalise
from faq.entries import Entry, Kind, Phrasing

NEAR: Final = 90
"""Likeness in percent (edit distance over letters, words in one order) from which two phrasings are nearly equal.

At this bound two texts of twenty letters differ in one or two. On the packaged phrasings 94 found nothing, 87 mostly pairs that
share all but their question word («متى», «كيف») and are well told apart.
"""
_SHORT: Final = 8
"""Letters below which one letter makes another word, so that only equal keys count."""
_ROWS: Final = 512
"""Phrasings compared in one go: keeps the table of likenesses at some megabytes."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two phrasings that are alike; `other` stands further up."""

    entry: Entry
    phrasing: Phrasing
    other_entry: Entry
    other: Phrasing
    equal: bool
    """Equal after normalisation, not only nearly."""


@dataclass(frozen=True, slots=True)
class _Said:
    entry: Entry
    phrasing: Phrasing
    key: str
    """Normalised, its words in alphabetical order: «الرسوم كم» is «كم الرسوم»."""

    @property
    def group(self) -> str:
        """What it stands for: all `none` entries are one class."""
        return "" if self.entry.kind is Kind.NONE else self.entry.id


def pairs(entries: Sequence[Entry]) -> Iterator[Pair]:
    """Find phrasings that are alike across entries, and equal ones within an entry."""
    said = [_Said(entry, phrasing, _sorted_key(phrasing.text)) for entry in entries for phrasing in entry.phrasings]
    for later, earlier in _alike([one.key for one in said]):
        one, other = said[later], said[earlier]
        equal = one.key == other.key
        if equal or one.group != other.group:
            yield Pair(one.entry, one.phrasing, other.entry, other.phrasing, equal)


def _sorted_key(text: str) -> str:
    return " ".join(sorted(normalise.key(text).split()))


def _alike(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the places of equal and nearly equal keys, the later one first."""
    for start in range(0, len(keys), _ROWS):
        rows = keys[start : start + _ROWS]
        likeness = process.cdist(rows, keys[: start + len(rows)], scorer=fuzz.ratio, score_cutoff=NEAR, dtype=np.uint8)
        for row, column in np.argwhere(likeness):
            later, earlier = start + int(row), int(column)
            if earlier < later and (keys[later] == keys[earlier] or len(keys[later]) >= _SHORT):
                yield later, earlier
