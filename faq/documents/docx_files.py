"""DOCX files: the paragraphs and table rows of a Word document in their order, with the list numbers that Word only draws.

Must not judge the words. Facts on numbering: ECMA-376 part 1, sections 17.9.
"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from domain.errors import KnowledgeError
from faq.documents.numbering import Numbering
from faq.documents.paragraphs import HEADING_LENGTH, Paragraph, Role

LARGEST_INSIDE: Final = 100_000_000
"""Bytes of the largest document when unpacked: what is packed small can be made to fill the memory."""

_HIDDEN: Final = (qn("w:txbxContent"), qn("w:del"), qn("w:moveFrom"))
"""What holds words that are not part of the paragraph as it reads now."""
_TEXT: Final = {qn("w:t"): None, qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " "}


def read(path: Path, content: bytes) -> tuple[Paragraph, ...]:
    """Give the document's paragraphs; a table's row is one paragraph. Raises KnowledgeError where it is no Word document."""
    try:
        return tuple(_paragraphs(_open(path, content)))
    # lxml's syntax error is a SyntaxError; python-docx raises the others on parts that are missing or of another kind
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError, NotImplementedError) as error:
        raise KnowledgeError(path, 1, "not a Word document (.docx), or a damaged one") from error


def _open(path: Path, content: bytes) -> Document:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        size = sum(part.file_size for part in package.infolist())
    if size > LARGEST_INSIDE:
        raise KnowledgeError(path, 1, f"unpacked, the document has more than {LARGEST_INSIDE:,} bytes")
    return docx.Document(io.BytesIO(content))


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    numbering = Numbering(document)
    for element in _blocks(document.element.body):
        if element.tag == qn("w:tbl"):
            yield from _rows(element)
        else:
            yield _paragraph(WordParagraph(element, document._body), numbering)  # noqa: SLF001 - the only way to its style


def _blocks(parent: Any) -> Iterator[Any]:
    """Give paragraphs and tables in order, also those inside content controls."""
    for child in parent.iterchildren():
        if child.tag in {qn("w:p"), qn("w:tbl")}:
            yield child
        elif child.tag in {qn("w:sdt"), qn("w:sdtContent")}:
            yield from _blocks(child)


def _rows(table: Any) -> Iterator[Paragraph]:
    for row in table.iter(qn("w:tr")):
        cells = (" ".join(_text(cell).split()) for cell in row.iterchildren(qn("w:tc")))
        yield Paragraph(" | ".join(cell for cell in cells if cell), doubts=("a row of a table",))


def _text(element: Any) -> str:
    seen = (piece for piece in element.iter(*_TEXT) if not any(above.tag in _HIDDEN for above in piece.iterancestors()))
    return "".join(_TEXT[piece.tag] or piece.text or "" for piece in seen)


def _paragraph(word: WordParagraph, numbering: Numbering) -> Paragraph:
    text = _text(word._p)  # noqa: SLF001 - the paragraph's own text leaves out insertions and controls
    label = numbering.label(word)
    style = (word.style.name or "") if word.style else ""
    return Paragraph(text, _role(word, style, text), label)


def _role(word: WordParagraph, style: str, text: str) -> Role:
    if style == "Title":
        return Role.TITLE
    if style.startswith("Heading") or (len(text) <= HEADING_LENGTH and _all_bold(word)):
        return Role.HEADING
    return Role.CLAUSE


def _all_bold(word: WordParagraph) -> bool:
    """Recognise a heading by its look: every run with words in it is bold, as many write headings."""
    runs = [run for run in word.runs if run.text.strip()]
    return bool(runs) and all(run.bold or run.font.cs_bold for run in runs)
