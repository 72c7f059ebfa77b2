"""Lines of a PDF page: words joined by their places, wrapped lines to paragraphs, headings recognised by their size.

Pure on words as `pdfplumber` gives them (`text`, and in points `x0`, `x1`, `top`, `bottom`, `size`). Knows nothing of letters
but marks: what is damaged in a line is for `faq.documents.pdf_files` to say.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any, Final

from faq.documents.paragraphs import HEADING_LENGTH, labelled

_LARGER: Final = 1.12
"""Times the size of most lines from which a short line is a heading."""
_SAME: Final = 1.05
"""Times the size by which lines of one paragraph may differ."""
_GAP: Final = 1.0
"""Heights of a line that may be free above the next line of a paragraph."""
_CLOSING: Final = frozenset(".:،؛؟!,;?)]»")
"""Signs that stand close to the word before them."""
_SIGN_BEFORE_MARK: Final = re.compile("([.:،؛؟!,;]+)([\u064b-\u0652]+)")
"""A mark belongs to a letter, wherever its box begins."""


@dataclass
class Row:
    """A line on the page."""

    words: list[dict[str, Any]] = field(default_factory=list)

    @property
    def top(self) -> float:
        """Height of its upper edge."""
        return min(float(word["top"]) for word in self.words)

    @property
    def bottom(self) -> float:
        """Height of its lower edge."""
        return max(float(word["bottom"]) for word in self.words)

    @property
    def size(self) -> float:
        """Size of its letters."""
        return float(median(word["size"] for word in self.words))

    @property
    def left(self) -> float:
        """Its left edge."""
        return min(float(word["x0"]) for word in self.words)

    @property
    def right(self) -> float:
        """Its right edge."""
        return max(float(word["x1"]) for word in self.words)

    def holds(self, word: dict[str, Any]) -> bool:
        """Tell whether a word stands on this line: half of it is as high as the line; fonts differ in where they sit."""
        shared = min(self.bottom, float(word["bottom"])) - max(self.top, float(word["top"]))
        return shared * 2 >= min(self.bottom - self.top, float(word["bottom"]) - float(word["top"]))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as the page shows it."""

    lines: tuple[str, ...]
    size: float

    @property
    def text(self) -> str:
        """Its lines together."""
        return " ".join(self.lines)


def rows(words: Iterable[dict[str, Any]]) -> list[Row]:
    """Join words to lines, the topmost first."""
    found: list[Row] = []
    # a mark has a small box of its own: the words go first, and make the lines that it falls into
    for word in sorted(words, key=lambda word: (_is_mark(word["text"]), float(word["top"]))):
        line = next((one for one in reversed(found) if one.holds(word)), None)
        if line is None:
            found.append(line := Row())
        line.words.append(word)
    return sorted(found, key=lambda line: line.top)


def text(row: Row, *, right_to_left: bool) -> str:
    """Write a line in the order of reading; a mark or a closing sign stands close to the word before it."""
    written = ""
    for word in sorted(row.words, key=lambda word: float(word["x1" if right_to_left else "x0"]), reverse=right_to_left):
        close = not written or _is_mark(word["text"]) or set(word["text"]) <= _CLOSING
        written += word["text"] if close else f" {word['text']}"
    return _SIGN_BEFORE_MARK.sub(r"\2\1", written)


def blocks(page: Sequence[Row], *, right_to_left: bool) -> Iterator[Block]:
    """Join to paragraphs the lines that were only broken because the page ended: the next word had no room."""
    if not page:
        return
    left, right = min(row.left for row in page), max(row.right for row in page)
    parts = [text(page[0], right_to_left=right_to_left)]
    for before, row in pairwise(page):
        written = text(row, right_to_left=right_to_left)
        room = before.left - left if right_to_left else right - before.right
        if _is_continued(before, row, room) and labelled(written).text == written:
            parts.append(written)
            continue
        yield Block(tuple(parts), before.size)
        parts = [written]
    yield Block(tuple(parts), page[-1].size)


def headings(found: Sequence[Block]) -> set[int]:
    """Give the places of the blocks that are headings: short, and in larger letters than most of the text."""
    if not found:
        return set()
    usual = median(block.size for block in found for _ in range(len(block.text)))
    return {at for at, block in enumerate(found) if block.size >= usual * _LARGER and len(block.text) <= HEADING_LENGTH}


def _is_continued(before: Row, row: Row, room: float) -> bool:
    first = min(float(word["x1"]) - float(word["x0"]) for word in (row.words[0], row.words[-1]))
    sizes = sorted((before.size, row.size))
    return sizes[1] <= sizes[0] * _SAME and row.top - before.bottom <= _GAP * before.size and room < first


def _is_mark(written: str) -> bool:
    return all(unicodedata.category(char) == "Mn" for char in written)
