"""PDF files: their lines as far as they can be guessed, each with the reasons to doubt it.

A PDF keeps glyphs and places, not text: Arabic comes out of it damaged in ways that depend on the font. Two readers are
asked, and what they disagree on is marked. Must not repair words: only a person who sees the document can.
"""

import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from domain.errors import KnowledgeError
from faq.paragraphs import Paragraph, labelled

_SAME_LINE: Final = 3.0
"""Points of height by which words of one line may differ."""
_ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z]")
_LEFT_TO_RIGHT_RUN = re.compile(r"[A-Za-z0-9٠-٩](?:[A-Za-z0-9٠-٩ @._:/%+,\-]*[A-Za-z0-9٠-٩%+])?")
_LETTERS = re.compile(r"\w")

_DOUBTS: Final = {
    "letters as shapes (presentation forms)": re.compile("[\ufb50-\ufdff\ufe70-\ufefc]"),
    "perhaps lam and alef are swapped": re.compile("األ|اإل|اآل|لإل|لأل|لآل"),
    "perhaps words are reversed": re.compile(r"(?<!\w)[ةى]\w"),
    "perhaps brackets are turned": re.compile(r"^[^(\[]*[)\]]|[(\[][^)\]]*$"),
    "figures or Latin words: compare their order": re.compile("[A-Za-z0-9٠-٩]"),
    "a letter that the font does not name": re.compile("\ufffd|\\(cid:\\d+\\)"),
}


def read(path: Path, content: bytes) -> Iterator[Paragraph]:
    """Give the lines of a PDF; raise KnowledgeError where it is none, or where the packages that read it are not installed."""
    first, second = _lines(path, content)
    agreed = {_letters(line) for line in second}
    for line in first:
        # letters as shapes are told, and written as the letters they are: an officer has less to type anew
        yield labelled(unicodedata.normalize("NFKC", line), doubts(line, agreed=_letters(line) in agreed))


def doubts(line: str, *, agreed: bool) -> tuple[str, ...]:
    """Say what speaks against a line; `agreed` tells whether another reader found the same letters."""
    found = tuple(reason for reason, pattern in _DOUBTS.items() if pattern.search(line))
    return found if agreed else (*found, "another reader finds other letters")


def _letters(line: str) -> str:
    """Give a line's letters in alphabetical order: readers differ in the order of words, not only in letters."""
    return "".join(sorted(_LETTERS.findall(unicodedata.normalize("NFKC", line))))


def _lines(path: Path, content: bytes) -> tuple[Sequence[str], Sequence[str]]:
    try:
        plumber, pdfium = import_module("pdfplumber"), import_module("pypdfium2")
    except ModuleNotFoundError as error:
        raise KnowledgeError(path, 1, "PDF needs the extra «pdf» of Mujib; better import the document as .docx") from error
    try:
        return _by_pdfplumber(plumber, content), _by_pdfium(pdfium, content)
    except Exception as error:  # both readers raise errors of many roots on damaged files
        raise KnowledgeError(path, 1, "not a PDF that can be read") from error


def _by_pdfplumber(plumber: Any, content: bytes) -> list[str]:
    with plumber.open(io.BytesIO(content)) as document:
        return [line for page in document.pages for line in _page(page)]


def _page(page: Any) -> Iterator[str]:
    text = "".join(char["text"] for char in page.chars)
    if len(_ARABIC.findall(text)) < len(_LATIN.findall(text)):
        yield from joined(page.extract_words(), right_to_left=False)
    else:
        yield from map(turned, joined(page.extract_words(char_dir="rtl"), right_to_left=True))


def joined(words: Sequence[dict[str, Any]], *, right_to_left: bool) -> Iterator[str]:
    """Join words to lines by their places on the page (`text`, `x0`, `top`, in points), the topmost first."""
    lines: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    number, height = 0, float("-inf")
    for word in sorted(words, key=lambda word: float(word["top"])):
        if word["top"] > height + _SAME_LINE:
            number, height = number + 1, word["top"]
        lines[number].append(word)
    for line in lines.values():
        line.sort(key=lambda word: float(word["x0"]), reverse=right_to_left)
        yield " ".join(word["text"] for word in line)


def turned(line: str) -> str:
    """Turn round figures and Latin words in a line that was read from right to left."""
    return _LEFT_TO_RIGHT_RUN.sub(lambda run: run[0][::-1], line)


def _by_pdfium(pdfium: Any, content: bytes) -> list[str]:
    document = pdfium.PdfDocument(content)
    try:
        return [line for page in document for line in page.get_textpage().get_text_bounded().splitlines()]
    finally:
        document.close()
