"""Wordings: the class of a text that was written, or fully confirmed, word for word. Pure.

They are recognised by hashes of their keys: the words themselves would take megabytes in each process.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

_BYTES = 8
"""Of a hash: among a million keys two share one once in forty million times."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """The number of the class by wording."""

    hashes: NDArray[np.uint64]
    """In their order."""
    numbers: NDArray[np.int32]
    """Of the class of each."""

    def __contains__(self, key: object) -> bool:
        """Tell whether a search key is known."""
        return isinstance(key, str) and self.number(key) is not None

    def number(self, key: str) -> int | None:
        """Give the number of the class of a search key; None for one that is not known."""
        hashed = np.uint64(_hashed(key))
        place = int(self.hashes.searchsorted(hashed))
        return int(self.numbers[place]) if place < len(self.hashes) and self.hashes[place] == hashed else None

    def beside(self, others: "Wordings") -> "Wordings":
        """Give these with others, which go before them where both know one."""
        own = ~np.isin(self.hashes, others.hashes)
        hashes = np.concatenate((self.hashes[own], others.hashes))
        order = np.argsort(hashes)
        return Wordings(hashes[order], np.concatenate((self.numbers[own], others.numbers))[order])


def wordings(numbers: Mapping[str, int]) -> Wordings:
    """Keep the number of the class of each search key."""
    hashes = np.fromiter(map(_hashed, numbers), np.uint64, len(numbers))
    order = np.argsort(hashes)
    return Wordings(hashes[order], np.fromiter(numbers.values(), np.int32, len(numbers))[order])


def _hashed(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest(), "little")
