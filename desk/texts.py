"""The desk's own words, by language, from `desk/texts/*.toml`. Members see none of these."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from domain.model import Language

FOLDER = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Texts:
    """One language's words; a key is `table.name`."""

    language: Language
    words: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Give the words for a key, with `{name}` filled in. Raises `KeyError` for a key that does not exist."""
        return self.words[key].format(**values) if values else self.words[key]

    def has(self, key: str) -> bool:
        """Tell whether there are words for the key."""
        return key in self.words

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, as HTML's `dir` wants it."""
        return "rtl" if self.language is Language.ARABIC else "ltr"


@cache
def texts(language: Language) -> Texts:
    """Read one language's words; the file is read once."""
    return Texts(language, read(FOLDER / f"{language}.toml"))


def read(path: Path) -> dict[str, str]:
    """Flatten a file of words into `table.name` keys."""
    with path.open("rb") as file:
        return dict(_flat(tomllib.load(file), ""))


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)
