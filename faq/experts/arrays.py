"""Many arrays in one file. Large matrices and bytes stay in it, and are read where they are asked for; the others are mapped.

A file that is cut short, or is no such file, raises `ValueError`.
"""

import json
import mmap
import os
from collections.abc import Mapping
from math import prod
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_BEGIN: Final = b"mujib-1\n"
_ALIGNED: Final = 64
"""Bytes at whose multiples arrays begin, as processors and the linear algebra library like it."""
_KINDS: Final = frozenset("biuf")
_LARGE: Final = 1 << 20
"""Bytes from which a matrix stays in its file."""


class _File:
    """An open file, for as long as somebody reads from it: also where its name has gone to another."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __del__(self) -> None:
        os.close(self.number)


class Filed:
    """An array that stays in its file: of large matrices a text needs a few rows, and no process keeps the others."""

    def __init__(self, file: _File, dtype: np.dtype[Any], shape: tuple[int, ...], at: int) -> None:
        """Read from this place of a file, when somebody asks."""
        self.shape = shape
        self._file, self._dtype, self._at = file, dtype, at
        self._width = prod(shape[1:]) * dtype.itemsize

    def __len__(self) -> int:
        """Count the rows."""
        return self.shape[0]

    def __getitem__(self, part: slice) -> NDArray[Any]:
        """Read rows that follow each other."""
        first, after, _ = part.indices(len(self))
        return self._rows(self._read(first, after - first), after - first)

    def take(self, rows: NDArray[np.integer], axis: int = 0) -> NDArray[Any]:
        """Read these rows, as an array in memory gives them."""
        del axis
        return self._rows(b"".join([self._read(row, 1) for row in rows.tolist()]), len(rows))

    def tobytes(self) -> bytes:
        """Read all of it."""
        return self._read(0, len(self))

    def _read(self, row: int, count: int) -> bytes:
        return os.pread(self._file.number, count * self._width, self._at + row * self._width)

    def _rows(self, cells: bytes, count: int) -> NDArray[Any]:
        return np.frombuffer(cells, self._dtype).reshape(count, *self.shape[1:])


def save(path: Path, arrays: Mapping[str, Any]) -> None:
    """Write the file, whole or not at all. Raises `OSError`."""
    whole = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    places, end = {}, 0
    for name, array in whole.items():
        places[name] = [array.dtype.str, list(np.shape(arrays[name])), end]
        end += _padded(array.nbytes)
    header = json.dumps(places).encode()
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(_BEGIN + len(header).to_bytes(8, "little") + end.to_bytes(8, "little"))
        file.write(header.ljust(_padded(_first() + len(header)) - _first()))
        for array in whole.values():
            file.write(array.tobytes().ljust(_padded(array.nbytes), b"\0"))
    part.replace(path)


def load(path: Path) -> dict[str, Any]:
    """Give the arrays, which cannot be written to. Raises `OSError` or `ValueError`."""
    file = _File(os.open(path, os.O_RDONLY))
    mapped = mmap.mmap(file.number, 0, access=mmap.ACCESS_READ)
    if mapped[: len(_BEGIN)] != _BEGIN:
        raise ValueError("not a file of arrays")
    sizes = np.frombuffer(mapped, "<u8", 2, len(_BEGIN))
    header, end = int(sizes[0]), int(sizes[1])
    start = _padded(_first() + header)
    if start + end != len(mapped):
        raise ValueError("a file of arrays that was cut short")
    places = json.loads(mapped[_first() : _first() + header])
    return {name: _array(file, mapped, dtype, tuple(shape), start + at) for name, (dtype, shape, at) in places.items()}


def _array(file: _File, mapped: mmap.mmap, dtype: str, shape: tuple[int, ...], at: int) -> Any:
    kind, count = np.dtype(dtype), prod(shape)
    is_matrix, size = len(shape) > 1, count * kind.itemsize
    if kind.kind not in _KINDS:
        raise ValueError("not an array of numbers")
    if shape and (kind.itemsize == 1 or (is_matrix and size >= _LARGE)):
        return Filed(file, kind, shape, at)
    return np.frombuffer(mapped, kind, count, at).reshape(shape) if count else np.zeros(shape, kind)


def _first() -> int:
    return len(_BEGIN) + 16


def _padded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
