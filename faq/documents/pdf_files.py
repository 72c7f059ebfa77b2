"""PDF files: their lines as far as they can be guessed, each with the reasons to doubt it.

A PDF keeps glyphs and places, not text: Arabic comes out of it damaged in ways that depend on the font. Two readers are
asked, and what they disagree on is marked. Must not repair words: only a person who sees the document can.
"""

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from domain.errors import KnowledgeError
from faq.documents import pdf_lines
from faq.documents.paragraphs import Paragraph, Role, labelled
from faq.documents.pdf_lines import Block

_ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z]")
_LEFT_TO_RIGHT_RUN = re.compile(r"[A-Za-z0-9٠-٩](?:[A-Za-z0-9٠-٩ @._:/%+,\-]*[A-Za-z0-9٠-٩%+])?")
_LETTERS = re.compile(r"\w")

_DOUBTS: Final = {
    "letters as shapes (presentation forms)": re.compile("[\ufb50-\ufdff\ufe70-\ufefc]"),
    "perhaps lam and alef are swapped": re.compile("األ|اإل|اآل|لإل|لأل|لآل"),
    "perhaps words are reversed": re.compile(r"(?<!\w)[ةى]\w"),
    "perhaps brackets are turned": re.compile(r"^[^(\[]*[)\]]|[(\[][^)\]]*$"),
    "figures or Latin words: compare their order": re.compile(r"(?=.*[\u0600-\u06ff\ufb50-\ufefc]).*[A-Za-z0-9٠-٩]"),
    "a letter that the font does not name": re.compile("\ufffd|\\(cid:\\d+\\)"),
}


def read(path: Path, content: bytes) -> Iterator[Paragraph]:
    """Give the paragraphs of a PDF; raise KnowledgeError where it is none, or where the packages that read it are missing."""
    found, second = _readings(path, content)
    agreed = {_letters(line) for line in second}
    headings = pdf_lines.headings(found)
    for at, block in enumerate(found):
        heard = all(_letters(line) in agreed for line in block.lines)
        # letters as shapes are told, and written as the letters they are: an officer has less to type anew
        paragraph = labelled(unicodedata.normalize("NFKC", block.text), doubts(block.text, agreed=heard))
        yield replace(paragraph, role=Role.HEADING) if at in headings and not paragraph.label else paragraph


def doubts(line: str, *, agreed: bool) -> tuple[str, ...]:
    """Say what speaks against a line; `agreed` tells whether another reader found the same letters."""
    found = tuple(reason for reason, pattern in _DOUBTS.items() if pattern.search(line))
    return found if agreed else (*found, "another reader finds other letters")


def _letters(line: str) -> str:
    """Give a line's letters in alphabetical order: readers differ in the order of words, not only in letters."""
    return "".join(sorted(_LETTERS.findall(unicodedata.normalize("NFKC", line))))


def _readings(path: Path, content: bytes) -> tuple[Sequence[Block], Sequence[str]]:
    try:
        plumber, pdfium = import_module("pdfplumber"), import_module("pypdfium2")
    except ModuleNotFoundError as error:
        raise KnowledgeError(path, 1, "PDF needs the extra «pdf» of Mujib; better import the document as .docx") from error
    try:
        return _by_pdfplumber(plumber, content), _by_pdfium(pdfium, content)
    except Exception as error:  # both readers raise errors of many roots on damaged files
        raise KnowledgeError(path, 1, "not a PDF that can be read") from error


def _by_pdfplumber(plumber: Any, content: bytes) -> list[Block]:
    with plumber.open(io.BytesIO(content)) as document:
        return [block for page in document.pages for block in _page(page)]


def _page(page: Any) -> Iterator[Block]:
    text = "".join(char["text"] for char in page.chars)
    if len(_ARABIC.findall(text)) < len(_LATIN.findall(text)):
        yield from pdf_lines.blocks(pdf_lines.rows(page.extract_words(extra_attrs=["size"])), right_to_left=False)
        return
    rows = pdf_lines.rows(page.extract_words(char_dir="rtl", extra_attrs=["size"]))
    for block in pdf_lines.blocks(rows, right_to_left=True):
        yield replace(block, lines=tuple(map(turned, block.lines)))


def turned(line: str) -> str:
    """Turn round figures and Latin words in a line that was read from right to left."""
    return _LEFT_TO_RIGHT_RUN.sub(lambda run: run[0][::-1], line)


def _by_pdfium(pdfium: Any, content: bytes) -> list[str]:
    document = pdfium.PdfDocument(content)
    try:
        return [line for page in document for line in page.get_textpage().get_text_bounded().splitlines()]
    finally:
        document.close()
