"""Keeps sentence vectors in a file, so that a start does not compute them again. The only I/O of the matcher's side.

The file is a cache: one that is missing, broken or of another encoder is as good as empty.
"""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator, MutableMapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from domain.errors import StorageError
from faq.experts.kernels import Vector

_DIGEST = 16
"""Bytes of a text's hash: the file holds no member's words."""


class Vectors(MutableMapping[str, Vector]):
    """Vectors by text, half precision in memory."""

    def __init__(self, version: str) -> None:
        """Start empty; `version` is the encoder's."""
        self.version = version
        self._kept: dict[bytes, NDArray[np.float16]] = {}

    def __getitem__(self, text: str) -> Vector:
        """Give the text's vector; KeyError where it is not kept."""
        return np.asarray(self._kept[self.key(text)], np.float32)

    def __setitem__(self, text: str, vector: Vector) -> None:
        """Keep it at half precision, which changes no decision."""
        self._kept[self.key(text)] = np.asarray(vector, np.float16)

    def __delitem__(self, text: str) -> None:
        """Forget it."""
        del self._kept[self.key(text)]

    def __contains__(self, text: object) -> bool:
        """Tell whether a text's vector is kept."""
        return isinstance(text, str) and self.key(text) in self._kept

    def __iter__(self) -> Iterator[str]:
        """Give the hashes: the texts are not kept."""
        return (key.hex() for key in self._kept)

    def __len__(self) -> int:
        """Count what is kept."""
        return len(self._kept)

    def keep_only(self, texts: Iterable[str]) -> None:
        """Forget all but these: what a member wrote is not kept longer than his words, not even as figures."""
        self._kept = {key: self._kept[key] for key in map(self.key, texts) if key in self._kept}

    def save(self, path: Path) -> None:
        """Write the file whole or not at all. Raises `StorageError` where the folder cannot be written."""
        keys = np.frombuffer(b"".join(self._kept), np.uint8).reshape(-1, _DIGEST)
        rows = np.array(list(self._kept.values()), np.float16)
        part = path.with_suffix(".part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                np.savez(file, version=np.array(self.version), keys=keys, rows=rows)
            part.replace(path)
        except OSError as error:
            raise StorageError(f"vectors cannot be kept in {path.name}") from error

    def key(self, text: str) -> bytes:
        """Give the hash under which a text's vector is kept."""
        return hashlib.blake2b(
            text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST, key=self.version.encode()[:64]
        ).digest()


def load(path: Path, version: str) -> Vectors:
    """Read what was kept for this encoder; empty where there is nothing to use."""
    vectors = Vectors(version)
    try:
        with np.load(path, allow_pickle=False) as file:
            if str(file["version"]) == version:
                vectors._kept = {key.tobytes(): row for key, row in zip(file["keys"], file["rows"], strict=True)}  # noqa: SLF001
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return Vectors(version)
    return vectors
