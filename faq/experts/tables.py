"""Matrices in 8 bits: a quarter of the memory, and the same right answers. Knows neither texts nor entries."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faq.experts.arrays import Filed

_Vector = NDArray[np.float32]
_BLOCK = 131_072
"""Cells of a table that are unpacked at once: as many as a processor keeps near."""
_MOST = np.iinfo(np.int8).max


@dataclass(frozen=True, slots=True)
class Table:
    """A matrix in a quarter of the memory: a cell is the square of a number of 8 bits, with its sign, times its column's scale.

    Squares, for most cells are small and a few are large: in equal steps right answers fall by a tenth, so by none.
    """

    cells: NDArray[np.int8] | Filed
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


def table(matrix: _Vector, *, summed: bool = False) -> Table:
    """Pack a matrix; one that is `summed` over many rows at once has each cell's rounding carried to the next of its column.

    Rows of which thousands are a little like a text would otherwise add up their roundings: a quarter of the error is left.
    """
    most = np.abs(matrix).max(axis=0, initial=0)
    scale = np.asarray(np.where(most > 0, most, 1) / _MOST**2, np.float32)
    cells = np.empty(matrix.shape, np.int8)
    if not summed:
        for part in _parts(*matrix.shape):
            cells[part] = _packed(matrix[part], scale)
        return Table(cells, scale)
    left = np.zeros(matrix.shape[1], np.float32)
    for row, values in enumerate(matrix):
        left += values
        cells[row] = _packed(left, scale)
        left -= _unpacked(cells[row]) * scale
    return Table(cells, scale)


def _packed(values: _Vector, scale: _Vector) -> NDArray[np.int8]:
    return np.asarray(np.clip(np.rint(np.sign(values) * np.sqrt(np.abs(values) / scale)), -_MOST, _MOST), np.int8)


def _parts(rows: int, width: int) -> Iterator[slice]:
    step = max(1, _BLOCK // max(1, width))
    return (slice(first, first + step) for first in range(0, rows, step))


def _unpacked(cells: NDArray[np.int8]) -> _Vector:
    """Square in whole numbers, which takes half the time of fractions."""
    numbers = cells.astype(np.int16)
    numbers *= np.abs(numbers)
    return numbers.astype(np.float32)
