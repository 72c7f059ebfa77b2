"""Matrices that stay in their file, most of them in 16 bits, with the same probabilities. Knows neither texts nor entries."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faq.experts.arrays import Filed

_Vector = NDArray[np.float32]
_BLOCK = 131_072
"""Cells of a table that are unpacked at once: as many as a processor keeps near."""
_MOST = np.iinfo(np.int16).max


@dataclass(frozen=True, slots=True)
class Table:
    """A matrix of which a text needs a few rows, or all of them for a moment; a cell counts its column's scale.

    Of 16 bits, or whole where thousands of rows are added up. In 8 bits their roundings were half the odds, and other ones on
    each processor, whose last digits differ.
    """

    cells: NDArray[np.int16] | _Vector | Filed
    scale: _Vector

    @property
    def width(self) -> int:
        """Count the columns."""
        return len(self.scale)

    def under(self, row: _Vector, at: NDArray[np.integer] | None = None) -> _Vector:
        """Give `row @ matrix`, or `row @ matrix[at]`."""
        total = np.zeros(self.width, np.float32)
        for part in _parts(len(row), self.width):
            total += row[part] @ _unpacked(self.cells[part] if at is None else self.cells.take(at[part], 0))
        return total * self.scale

    def along(self, vector: _Vector) -> _Vector:
        """Give `matrix @ vector`."""
        scaled, found = vector * self.scale, np.empty(len(self.cells), np.float32)
        for part in _parts(*self.cells.shape):
            found[part] = _unpacked(self.cells[part]) @ scaled
        return found


def table(matrix: _Vector) -> Table:
    """Pack a matrix. Scales are powers of two: one that followed the largest cell's last digits would move all others."""
    most = np.abs(matrix).max(axis=0, initial=0)
    scale = np.ldexp(np.float32(1), np.frexp(most / _MOST)[1])
    cells = np.empty(matrix.shape, np.int16)
    for part in _parts(*matrix.shape):
        cells[part] = np.clip(np.rint(matrix[part] / scale), -_MOST, _MOST)
    return Table(cells, scale)


def whole(matrix: _Vector) -> Table:
    """Leave a matrix as it is: one that is summed over many rows at once."""
    return Table(matrix, np.ones(matrix.shape[1], np.float32))


def _parts(rows: int, width: int) -> Iterator[slice]:
    step = max(1, _BLOCK // max(1, width))
    return (slice(first, first + step) for first in range(0, rows, step))


def _unpacked(cells: NDArray[np.int16] | _Vector) -> _Vector:
    return cells.astype(np.float32, copy=False)
