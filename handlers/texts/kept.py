"""Sentences that stand in tickets as they were kept, in Arabic, read in the language of the officer who looks."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Final

from domain.model import Language
from handlers import texts

_KINDS: Final = ("note.", "field.", "kind.", "media.", "cause.")
_ALONE: Final = frozenset({
    "form.support", "form.title_registration", "form.title_update", "form.left", "form.unverified", "form.signature",
    "form.signature_differs", "form.signed_at", "number.note", "option.keep", "option.drop", "option.act:raise",
})  # fmt: skip
"""Keys of what handlers keep in tickets beside those kinds."""
_BLANK: Final = re.compile(r"\s*\{(\w+)\}")
_OURS: Final = frozenset({"kind", "cause", "text"})
"""Blanks that hold words of ours."""
_REMEMBERED: Final = 1_000


def read(words: str, language: Language) -> str:
    """Give kept words in this language; those that are nobody's sentence, as of a member, as they stand."""
    return words if language is Language.ARABIC else _read(words, language)


@lru_cache(_REMEMBERED)
def _read(words: str, language: Language) -> str:
    for key, pattern in _patterns().items():
        if found := pattern.fullmatch(words.strip()):
            blanks = {name: _blank(name, value or "", language) for name, value in found.groupdict().items()}
            return texts.line(key, language).format_map(blanks).strip().removesuffix(":")
    return words


def _blank(name: str, value: str, language: Language) -> str:
    return read(value, language) if name in _OURS else value


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """Give how each sentence is known again; those with more words of their own come first."""
    arabic = texts.BY_LANGUAGE[Language.ARABIC]
    keys = (*sorted(_ALONE), *(key for key in arabic if key.startswith(_KINDS)))
    most = sorted(keys, key=lambda key: -_own(arabic[key]))
    return {key: re.compile("".join(_parts(arabic[key])), re.DOTALL) for key in most}


def _parts(line: str) -> Iterator[str]:
    """Give a sentence as a pattern; a blank at its end may have been left empty, with the colon in front of it."""
    at = 0
    for blank in _BLANK.finditer(line):
        before, last = line[at : blank.start()], blank.end() == len(line)
        yield f"{re.escape(before.removesuffix(':'))}:?" if last else re.escape(before)
        yield rf"\s*(?P<{blank[1]}>.*)"
        at = blank.end()
    yield re.escape(line[at:])


def _own(line: str) -> int:
    return len(_BLANK.sub("", line))
