"""The file of arrays: what was kept comes back, and what is broken is told."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from faq.experts import arrays

_KEPT: dict[str, NDArray[Any]] = {
    "half": np.arange(6, dtype=np.float16).reshape(2, 3),
    "nothing": np.zeros((0, 4), np.float32),
    "one": np.array(3.5),
}


def test_arrays_come_back(tmp_path: Path) -> None:
    """Each array has its kind, shape and values, stands where processors like it, and cannot be written to."""
    arrays.save(tmp_path / "kept", _KEPT)
    found = arrays.load(tmp_path / "kept")
    assert found.keys() == _KEPT.keys()
    for name, array in _KEPT.items():
        assert (found[name].dtype, found[name].shape) == (array.dtype, array.shape)
        assert found[name].tolist() == array.tolist()
    assert found["half"].ctypes.data % 64 == 0
    assert not found["half"].flags.writeable


@pytest.mark.parametrize(("kind", "width"), [(np.int8, 5), (np.int16, 30_000), (np.float32, 11_000)])
def test_bytes_and_large_matrices_stay_in_their_file(tmp_path: Path, kind: type[Any], width: int) -> None:
    """Their rows are read as they are asked for, in any order, and are what they are in memory."""
    cells = np.resize(np.arange(-60, 60), (24, width)).astype(kind)
    arrays.save(tmp_path / "kept", {"mark": np.array(1), "cells": cells, "words": np.frombuffer("كم".encode(), np.uint8)})
    found = arrays.load(tmp_path / "kept")
    (tmp_path / "kept").unlink()
    kept = found["cells"]
    assert isinstance(kept, arrays.Filed)
    assert (len(kept), kept.shape) == (24, (24, width))
    rows = np.array([23, 0, 7, 7], np.int32)
    for read, meant in (
        (kept[3:9], cells[3:9]),
        (kept[20:99], cells[20:]),
        (kept.take(rows, 0), cells[rows]),
        (kept[0:0], cells[:0]),
    ):
        assert (read.dtype, read.tolist()) == (meant.dtype, meant.tolist())
    assert found["words"].tobytes().decode() == "كم"


def test_arrays_outlive_their_file(tmp_path: Path) -> None:
    """Who reads a file goes on with it while another takes its place."""
    arrays.save(tmp_path / "kept", {"a": np.zeros(100_000)})
    found = arrays.load(tmp_path / "kept")
    arrays.save(tmp_path / "kept", {"a": np.ones(3)})
    assert found["a"].sum() == 0
    assert arrays.load(tmp_path / "kept")["a"].sum() == 3


def test_missing_file_is_told(tmp_path: Path) -> None:
    """A model that was never kept raises, and leaves nothing behind that would be closed."""
    with pytest.raises(FileNotFoundError):
        arrays.load(tmp_path / "kept")


@pytest.mark.parametrize(
    "spoil", [lambda whole: whole[:-1], lambda whole: whole[:0], lambda whole: b"PK" + whole, lambda whole: whole[:9]]
)
def test_broken_file_is_told(tmp_path: Path, spoil: object) -> None:
    """A file that was cut short, is empty or is another raises instead of giving arrays of nothing."""
    assert callable(spoil)
    arrays.save(tmp_path / "kept", _KEPT)
    (tmp_path / "kept").write_bytes(spoil((tmp_path / "kept").read_bytes()))
    with pytest.raises(ValueError, match=r"arrays|buffer|empty"):
        arrays.load(tmp_path / "kept")
