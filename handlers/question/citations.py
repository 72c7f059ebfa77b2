"""Where an answer rests, in words: «المرجع: سياسة العلاقة مع الأعضاء، بند 5 من «التعامل مع الأعضاء»».

Must not judge answers.
"""

from collections.abc import Iterable
from typing import Final

from domain.model import Option
from faq.clauses import Citation, Clause, Source
from handlers import speech, texts
from handlers.context import Context

ID_LIMIT: Final = 48
"""Bytes of an option's id."""
_ROW: Final = 3


def reference(ctx: Context, cites: Iterable[Citation]) -> str:
    """Name the clauses, those of one section together; nothing for no clause."""
    sections: dict[tuple[str, str], list[Clause]] = {}
    for citation in cites:
        if clause := find(ctx, citation):
            sections.setdefault((citation.source, _section(citation)), []).append(clause)
    places = [place(ctx, clauses) for clauses in sections.values()]
    if not places:
        return ""
    sample = any(ctx.house.library.sources[source].sample for source, _ in sections)
    marked = speech.line(ctx, "answer.sample") if sample else ""
    return speech.line(ctx, "answer.reference", places=speech.line(ctx, "answer.join").join(places), sample=marked)


def place(ctx: Context, clauses: list[Clause]) -> str:
    """Name clauses of one section of one source."""
    first = clauses[0]
    source = _source_name(ctx, ctx.house.library.sources[first.citation.source])
    section = section_name(ctx, first)
    numbers = [clause.number for clause in clauses if clause.number]
    if not numbers:
        return speech.line(ctx, "answer.place_section", source=source, section=section)
    counted = speech.counted(ctx, "answer.clauses", len(numbers), numbers=_listed(ctx, numbers))
    return speech.line(ctx, "answer.place", source=source, clauses=counted, section=section)


def _source_name(ctx: Context, source: Source) -> str:
    """Give a document's short name, or its title."""
    return texts.find(f"source.{source.name}", ctx.language, brief=ctx.brief) or speech.in_language(source.title, ctx)


def section_name(ctx: Context, clause: Clause) -> str:
    """Give a section's short name, or its heading."""
    key = f"section.{clause.citation.source}/{_section(clause.citation)}"
    return texts.find(key, ctx.language, brief=ctx.brief) or speech.in_language(clause.section, ctx)


def find(ctx: Context, citation: Citation) -> Clause | None:
    """Give the clause in the present version, if there is one."""
    source = ctx.house.library.sources.get(citation.source)
    return source.clauses.get(citation.clause) if source else None


def button(ctx: Context, cites: Iterable[Citation], number: int = 0) -> tuple[Option, ...]:
    """Offer the main clause's own words; where several answers stand in a message, of the answer with this number."""
    label = speech.line(ctx, "option.clause_of", number=str(number)) if number else speech.line(ctx, "option.clause")
    for citation in cites:
        key = f"clause:{citation}"
        if find(ctx, citation) and len(key) <= ID_LIMIT:
            return (Option(key, label),)
    return ()


def _listed(ctx: Context, numbers: list[int]) -> str:
    """Write «2 و5 و6», "2, 5 and 6"; three or more in a row are «1 إلى 5»."""
    rows: list[list[int]] = []
    for number in sorted(set(numbers)):
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return speech.series(ctx, [part for row in rows for part in _row(ctx, row)])


def _row(ctx: Context, row: list[int]) -> list[str]:
    if len(row) < _ROW:
        return list(map(str, row))
    return [speech.line(ctx, "answer.range", first=str(row[0]), last=str(row[-1]))]


def _section(citation: Citation) -> str:
    return citation.clause.partition(".")[0]
