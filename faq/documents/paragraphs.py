"""Paragraphs: what a document of any format comes down to before it becomes a draft. Pure; must not open files."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

HEADING_LENGTH: Final = 80
"""Characters above which a line is a clause, whatever else speaks for a heading."""

_LABEL = re.compile(r"(\(?(?:[0-9٠-٩]{1,3}(?:\.[0-9٠-٩]{1,3})*|[أ-ي]|[a-z])[.)\-–/])\s*(?=\S)|([-*•])\s+", re.IGNORECASE)
_HEADING = re.compile(
    r"(?:الباب|الفصل|المادة|القسم|أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|Chapter|Part|Section|Article)(?![^\W\d_])",
    re.IGNORECASE,
)
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_TABLE_RULE = re.compile(r"[|\s:\-]+")
_DIACRITICS = re.compile("[\u064b-\u0652]")


class Role(Enum):
    """What a paragraph is in its document."""

    TITLE = auto()
    HEADING = auto()
    CLAUSE = auto()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in its own words."""

    text: str
    role: Role = Role.CLAUSE
    label: str = ""
    """The number that it bears in the document: `3.1`, `أ)`."""
    doubts: tuple[str, ...] = ()
    """Why a person should compare it letter by letter."""


def labelled(line: str, doubts: tuple[str, ...] = ()) -> Paragraph:
    """Part a line from the number or bullet that it begins with."""
    found = _LABEL.match(line)
    if found is None:
        return Paragraph(line, doubts=doubts)
    return Paragraph(line[found.end() :], label=found[1] or "", doubts=doubts)


def with_roles(lines: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Tell title and headings from clauses by their look, for formats that do not mark them: one line is one paragraph."""
    waiting = Role.TITLE
    for paragraph in lines:
        if not paragraph.text.strip():
            continue
        short = len(paragraph.text) <= HEADING_LENGTH and not paragraph.label
        if short and waiting is Role.TITLE:
            yield replace(paragraph, role=Role.TITLE)
        elif short and _looks_like_heading(paragraph.text):
            yield replace(paragraph, role=Role.HEADING)
        else:
            yield paragraph
        waiting = Role.CLAUSE


def _looks_like_heading(text: str) -> bool:
    """Tell whether a short line heads what follows: it ends in a colon or begins as «الفصل الأول», "Article 3"."""
    return text.rstrip().endswith(":") or _HEADING.match(_DIACRITICS.sub("", text)) is not None


def markdown(lines: Iterable[str]) -> Iterator[Paragraph]:
    """Read Markdown: `#` is the title, deeper `##` are headings, a list item or a run of lines is a clause."""
    run: list[str] = []
    for line in [*lines, ""]:
        heading = _MARKDOWN_HEADING.fullmatch(line)
        begins = heading is not None or not line or line.startswith("|") or labelled(line).text != line
        if begins and run:
            yield labelled(" ".join(run))
            run = []
        if heading:
            yield Paragraph(heading[2].rstrip().rstrip("#").rstrip(), Role.TITLE if len(heading[1]) == 1 else Role.HEADING)
        elif line and not _TABLE_RULE.fullmatch(line):
            run.append(line)
