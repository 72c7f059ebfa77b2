"""Numbering: the numbers of Word's lists, which stand nowhere in its text and are counted anew while reading.

Must be asked for each paragraph in the document's order. Facts: ECMA-376 part 1, sections 17.9 and 17.18.59.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from docx.document import Document
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

_ABJAD: Final = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ALPHABET: Final = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_HINDI: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_ROMAN: Final = {
    1000: "m",
    900: "cm",
    500: "d",
    400: "cd",
    100: "c",
    90: "xc",
    50: "l",
    40: "xl",
    10: "x",
    9: "ix",
    5: "v",
    4: "iv",
    1: "i",
}


def _letter(letters: str) -> Callable[[int], str]:
    def written(number: int) -> str:
        rounds, place = divmod(number - 1, len(letters))
        return letters[place] * (rounds + 1)

    return written


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN.items():
        count, number = divmod(number, value)
        written += letters * count
    return written


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimalZero": "{:02}".format,
    "hindiNumbers": lambda number: str(number).translate(_HINDI),
    "arabicAbjad": _letter(_ABJAD),
    "arabicAlpha": _letter(_ALPHABET),
    "lowerLetter": _letter(_LATIN),
    "upperLetter": _letter(_LATIN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "bullet": lambda _: "",
    "none": lambda _: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    pattern: str


@dataclass(frozen=True, slots=True)
class _List:
    counter: str
    """Lists of one definition count on together, unless one starts over."""
    levels: dict[int, _Level]


class Numbering:
    """Counts through one document."""

    def __init__(self, document: Document) -> None:
        """Read the document's definitions of lists."""
        self._lists = _lists(document)
        self._counts: dict[str, dict[int, int]] = {}

    def label(self, paragraph: WordParagraph) -> str:
        """Count the paragraph and give what Word draws before it; empty where it is in no list or has a bullet."""
        name, depth = _place(paragraph)
        found = self._lists.get(name)
        if found is None or depth not in found.levels:
            return ""
        counts = self._counts.setdefault(found.counter, {})
        counts[depth] = counts.get(depth, found.levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return _drawn(found, depth, counts)


def _drawn(found: _List, depth: int, counts: dict[int, int]) -> str:
    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        level = found.levels.get(at)
        if level is None:
            return ""
        return _FORMATS.get(level.format, str)(counts.get(at, level.start))

    level = found.levels[depth]
    return "" if level.format in {"bullet", "none"} else re.sub(r"%([1-9])", number, level.pattern)


def _place(paragraph: WordParagraph) -> tuple[str, int]:
    """Give list and depth of a paragraph: its own, or those of its style or the style that it is based on."""
    own = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}")  # noqa: SLF001 - python-docx reads no numbering
    style = paragraph.style
    while own is None and style is not None:
        own = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        style = style.base_style
    return (_value(own, "w:numId") or "", int(_value(own, "w:ilvl") or 0)) if own is not None else ("", 0)


def _lists(document: Document) -> dict[str, _List]:
    # asking for the part would make one where the document has none
    targets = [rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")]
    roots: list[Any] = [part.element for part in targets if isinstance(part, XmlPart)]
    levels = {one.get(qn("w:abstractNumId")): _levels(one) for root in roots for one in root.iterchildren(qn("w:abstractNum"))}
    return {one.get(qn("w:numId")): _list(one, levels) for root in roots for one in root.iterchildren(qn("w:num"))}


def _list(num: Any, levels: dict[str, dict[int, _Level]]) -> _List:
    abstract = _value(num, "w:abstractNumId") or ""
    known = dict(levels.get(abstract, {}))
    anew = {
        int(one.get(qn("w:ilvl"))): int(start)
        for one in num.iterchildren(qn("w:lvlOverride"))
        if (start := _value(one, "w:startOverride"))
    }
    known.update({depth: replace(known[depth], start=start) for depth, start in anew.items() if depth in known})
    return _List(f"num {num.get(qn('w:numId'))}" if anew else f"abstract {abstract}", known)


def _levels(abstract: Any) -> dict[int, _Level]:
    return {
        int(level.get(qn("w:ilvl"))): _Level(
            int(_value(level, "w:start") or 1), _value(level, "w:numFmt") or "decimal", _value(level, "w:lvlText") or ""
        )
        for level in abstract.iterchildren(qn("w:lvl"))
    }


def _value(parent: Any, tag: str) -> str | None:
    child = parent.find(qn(tag))
    return None if child is None else child.get(qn("w:val"))
