"""Many arrays in one file that is mapped into memory and not read: processes share it, and what is not looked at takes none.

A file that is cut short, or is no such file, raises `ValueError`.
"""

import json
import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

_BEGIN: Final = b"mujib-1\n"
_ALIGNED: Final = 64
"""Bytes at whose multiples arrays begin, as processors and the linear algebra library like it."""
_KINDS: Final = frozenset("biuf")


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
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if mapped[: len(_BEGIN)] != _BEGIN:
        raise ValueError("not a file of arrays")
    sizes = np.frombuffer(mapped, "<u8", 2, len(_BEGIN))
    header, end = int(sizes[0]), int(sizes[1])
    start = _padded(_first() + header)
    if start + end != len(mapped):
        raise ValueError("a file of arrays that was cut short")
    places = json.loads(mapped[_first() : _first() + header])
    return {name: _array(mapped, dtype, shape, start + at) for name, (dtype, shape, at) in places.items()}


def _array(mapped: mmap.mmap, dtype: str, shape: list[int], at: int) -> Any:
    kind = np.dtype(dtype)
    if kind.kind not in _KINDS:
        raise ValueError("not an array of numbers")
    count = int(np.prod(shape, dtype=np.int64))
    return np.frombuffer(mapped, kind, count, at).reshape(shape) if count else np.zeros(shape, kind)


def _first() -> int:
    return len(_BEGIN) + 16


def _padded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
