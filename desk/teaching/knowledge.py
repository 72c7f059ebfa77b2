"""The page of the knowledge: entries with their answers and phrasings, clauses with their documents, and what was learnt."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from starlette.responses import Response

from desk import pages, permissions, requests
from desk.office import Office
from desk.permissions import Deed, Right
from desk.teaching.catalogue import ClauseView, EntryView, SourceView, Stock
from desk.visits import SignedVisit
from domain.model import Language
from domain.teaching import Kept

ADDRESS: Final = "/desk/knowledge"
Sections = tuple[tuple[Mapping[Language, str], tuple[ClauseView, ...]], ...]
"""Headings with their clauses, in the document's order."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something of the knowledge to choose beside a conversation."""

    id: str
    title: str
    words: str
    """What goes into the reply, in the member's language."""


async def show(office: Office, visit: SignedVisit) -> Response:
    """Show everything, what was found for words, or one entry with all its phrasings."""
    if Deed.VIEW not in permissions.deeds_of(visit.officer.role):
        return pages.unknown(office, visit)
    query = visit.request.query_params
    # in a thread: the first look puts ten thousand phrasings into folded words
    wanted, stock = requests.search(query), await asyncio.to_thread(office.catalogue.stock)
    found = await asyncio.to_thread(office.catalogue.search, wanted) if wanted else None
    entry = stock.entries.get(query.get("entry", ""))
    teaches = office.classroom is not None and pages.may(office, visit, Right.TEACH)
    return await pages.inner(
        office,
        visit,
        "knowledge.html",
        wanted=wanted,
        topics=_topics(stock, found),
        sources=_sources(stock, found),
        entry=entry,
        titled=lambda title: _titled(title, visit.language),
        learnt=await _learnt(office, entry) if entry else (),
        teaches=teaches,
    )


def _topics(stock: Stock, found: Iterable[str] | None) -> dict[str, list[EntryView]]:
    """Give the entries by topic; of a search only those found, the best first."""
    names = stock.entries if found is None else [name for name in found if name in stock.entries]
    by_topic: dict[str, list[EntryView]] = {}
    for name in names:
        by_topic.setdefault(stock.entries[name].topic, []).append(stock.entries[name])
    return by_topic


def _sources(stock: Stock, found: Iterable[str] | None) -> tuple[tuple[SourceView, Sections], ...]:
    """Give each document with its sections and their clauses; of a search only those found."""
    wanted = None if found is None else frozenset(found)
    chosen = ((source, [one for one in source.clauses if wanted is None or one.id in wanted]) for source in stock.sources)
    return tuple((source, _sections(clauses)) for source, clauses in chosen if clauses)


def _sections(clauses: Iterable[ClauseView]) -> Sections:
    return tuple((section, tuple(some)) for section, some in groupby(clauses, lambda one: one.section))


def _titled(title: Mapping[Language, str], language: Language) -> str:
    """Give a title in a language, or in the one there is."""
    return title.get(language) or next(iter(title.values()), "")


def hits(office: Office, words: str, language: Language, member_language: Language, most: int) -> tuple[Hit, ...]:
    """Find entries and clauses that have words for the member; costs up to 50 ms."""
    stock = office.catalogue.stock()
    found: list[Hit] = []
    for name in office.catalogue.search(words):
        if len(found) < most and (text := office.catalogue.words(name, member_language)):
            found.append(Hit(name, _title_of(stock, name, language), text))
    return tuple(found)


def _title_of(stock: Stock, name: str, language: Language) -> str:
    """Give an entry's title, or a clause's document, section and number."""
    if name in stock.entries:
        return stock.entries[name].called(language)
    source = next((one for one in stock.sources if name.startswith(f"{one.name}/")), None)
    clause = stock.clauses.get(name)
    if source is None or clause is None:
        return name
    return " · ".join([_titled(clause.section, language), *([str(clause.number)] if clause.number else [])])


async def _learnt(office: Office, entry: EntryView) -> tuple[Kept, ...]:
    """Give what was learnt for an entry, from whom, the removed left out."""
    kept = await office.classroom.teaching.lessons() if office.classroom else ()
    return tuple(one for one in kept if one.lesson.entry == entry.id and not one.removed)
