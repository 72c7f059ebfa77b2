"""Importing: an association's document as a draft of a source file, for a person to compare and to publish.

Pure on bytes. Must not publish: a draft says `draft: yes`, and `faq.library.load` refuses it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from domain.errors import KnowledgeError
from faq import normalise
from faq.documents import docx_files, paragraphs, pdf_files
from faq.documents.paragraphs import Paragraph, Role
from faq.lines import NAME, Line, checked, lines_of

LARGEST: Final = 20_000_000
"""Bytes of the largest document that is imported."""

_BEGIN, _END = "<!--", "-->"
"""Of a comment."""
_INSTRUCTION: Final = (
    "// A draft made from {document}. Compare each line with the document, first of all those below «// CHECK»; name the keys",
    "// of the sections in words and alike in all languages; then delete the line «draft: yes».",
)


def draft(path: Path, content: bytes, source: str) -> str:
    """Write the document as a source file named `source`; clauses get the ids `s1.1`, `s1.2`, alike for each language.

    `path` tells by its ending what the bytes are: .docx, .md, .txt or .pdf. Raises KnowledgeError where they are not that,
    where nothing can be read from them, or where `source` is no name.
    """
    checked(Line(path, 1, source), source, NAME, "the name of the source")
    if len(content) > LARGEST:
        raise KnowledgeError(path, 1, f"the document has more than {LARGEST:,} bytes")
    tidy = [one for one in map(_tidy, _read(path, content)) if one.text]
    if not tidy:
        raise KnowledgeError(path, 1, "no text in it: a scanned document must be typed, or recognised by a program, first")
    return "\n".join([*_head(path, source, tidy), *_body(tidy)]) + "\n"


def _read(path: Path, content: bytes) -> Iterable[Paragraph]:
    match path.suffix.lower():
        case ".docx":
            return docx_files.read(path, content)
        case ".pdf":
            return paragraphs.with_roles(pdf_files.read(path, content))
        case ".md":
            return paragraphs.markdown(_uncommented(_text(path, content)).split("\n"))
        case ".txt":
            return paragraphs.with_roles(map(paragraphs.labelled, _text(path, content).split("\n")))
        case other:
            raise KnowledgeError(path, 1, f"«{other}» cannot be imported: only .docx, .md, .txt and .pdf")


def _text(path: Path, content: bytes) -> str:
    return "\n".join(line.text for line in lines_of(path, content))


def _uncommented(text: str) -> str:
    """Leave comments out; one that is never ended is none."""
    kept, at = list[str](), 0
    while (begin := text.find(_BEGIN, at)) >= 0 and (end := text.find(_END, begin + len(_BEGIN))) >= 0:
        kept.append(text[at:begin])
        at = end + len(_END)
    return "".join((*kept, text[at:]))


def _tidy(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, text=_one_line(paragraph.text), label=_one_line(paragraph.label))


def _one_line(text: str) -> str:
    return " ".join(normalise.clean(text).split())


def _head(path: Path, source: str, tidy: Sequence[Paragraph]) -> Iterator[str]:
    title = next((one.text for one in tidy if one.role is Role.TITLE), path.stem)
    yield f"# {title}"
    yield from (f"source: {source}", "version: 1", "effective:", "sample: no", "draft: yes", "")
    yield from (line.format(document=path.suffix.upper().removeprefix(".")) for line in _INSTRUCTION)


def _body(tidy: Iterable[Paragraph]) -> Iterator[str]:
    section, number = 0, 0
    for paragraph in tidy:
        match paragraph.role:
            case Role.TITLE:
                yield from _checks(paragraph, " the title")
            case Role.HEADING:
                section, number = section + 1, 0
                yield from ("", *_checks(paragraph), f"## {_numbered(paragraph, 0)}  {{s{section}}}")
            case Role.CLAUSE:
                if not section:
                    section = 1
                    yield from ("", "## 1  {s1}")
                number += 1
                yield from (*_checks(paragraph), f"`s{section}.{number}` {_numbered(paragraph, number)}")


def _checks(paragraph: Paragraph, what: str = "") -> Iterator[str]:
    """Write down why a paragraph is doubted."""
    return (f"// CHECK{what}: {doubt}" for doubt in paragraph.doubts)


def _numbered(paragraph: Paragraph, number: int) -> str:
    """Keep the number that a paragraph bears in its document, unless its id says the same."""
    said = re.sub(r"[().\-–/\s]", "", normalise.digits(paragraph.label))
    return paragraph.text if said in {"", str(number)} else f"{paragraph.label} {paragraph.text}"
