"""The library as officers look it up at the desk. Pure, but that the library of the moment is asked for."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from desk.teaching.catalogue import Catalogue, ClauseView, EntryView, Phrase, SourceView, Stock
from domain.model import Contact, ConversationId, Language, TicketRef
from faq import normalise
from faq.clauses import Citation, Clause, Source
from faq.entries import Entry
from faq.library import Library
from handlers.context import Context, House
from handlers.question import answers, citations, clause

_FOUND: Final = 60
_ARTICLE: Final = "ال"
Rank = Callable[[str], Sequence[str]]
"""Gives the entries that fit a question by their meaning, the best first."""


def catalogue(house: Callable[[], House], rank: Rank) -> Catalogue:
    """Give the desk what the association has approved; a model that was trained since is followed."""
    shelf = _Shelf(house, rank)
    return Catalogue(shelf.stock, shelf.search, shelf.words)


class _Shelf:
    """The library of the moment, put into words once."""

    def __init__(self, house: Callable[[], House], rank: Rank) -> None:
        self._house, self._rank = house, rank
        self._library: Library | None = None
        self._stock = Stock({}, ())
        self._titles: dict[str, str] = {}
        self._texts: dict[str, str] = {}

    def stock(self) -> Stock:
        library = self._house().library
        if library is not self._library:
            self._stock = _stock(self._house())
            self._titles, self._texts = dict(_titles(self._stock)), dict(_texts(self._stock))
            self._library = library
        return self._stock

    def search(self, words: str) -> tuple[str, ...]:
        stock, asked = self.stock(), words.strip().casefold()
        wanted = [_bare(word) for word in normalise.key(words).split()]
        named = [name for name in self._titles if asked and name.casefold().endswith(asked)]
        if not wanted:
            return tuple(named[:_FOUND])
        by_title = (name for name, text in self._titles.items() if _has(text, wanted))
        by_text = (name for name, text in self._texts.items() if _has(text, wanted))
        found = dict.fromkeys([*named, *by_title, *by_text])
        # words that stand nowhere may still mean something: typing errors, dialect, Latin letters
        meant = () if found else (name for name in self._rank(words) if name in stock.entries)
        return tuple(dict.fromkeys([*found, *meant]))[:_FOUND]

    def words(self, name: str, language: Language) -> str:
        house = self._house()
        ctx = _context(house, language)
        entry = house.library.entries.get(name)
        if entry is not None:
            return answers.text(name, ctx) if language in entry.answer else ""
        source, _, number = name.partition("/")
        found = citations.find(ctx, Citation(source, number))
        return clause.words(ctx, found) if found else ""


def _stock(house: House) -> Stock:
    library = house.library
    entries = {name: _entry(entry, house) for name, entry in library.entries.items()}
    return Stock(entries, tuple(_source(source) for source in library.sources.values()))


def _entry(entry: Entry, house: House) -> EntryView:
    ctx = _context(house, Language.ARABIC)
    found = [one for one in (citations.find(ctx, cited) for cited in entry.cites) if one]
    return EntryView(
        id=entry.id,
        kind=entry.kind.value,
        topic=entry.topic,
        title=entry.title,
        answer={language: house.facts.fill(text, language) for language, text in entry.answer.items()},
        short={language: house.facts.fill(text, language) for language, text in entry.short.items()},
        cites=tuple(str(one.citation) for one in found),
        clauses=tuple(citations.place(ctx, [one]) for one in found),
        flags=tuple(sorted(flag.value for flag in entry.flags)),
        phrases=tuple(Phrase(one.text, one.variety.value) for one in entry.phrasings),
    )


def _source(source: Source) -> SourceView:
    clauses = tuple(_clause(one) for one in source.clauses.values())
    return SourceView(source.name, source.title, source.version, source.effective, source.sample, clauses)


def _clause(one: Clause) -> ClauseView:
    return ClauseView(str(one.citation), one.number, one.section, one.text)


def _titles(stock: Stock) -> Iterator[tuple[str, str]]:
    for name, entry in stock.entries.items():
        yield name, _folded(entry.title.values())
    for name, one in stock.clauses.items():
        yield name, _folded([*one.section.values(), *_numbered(one)])


def _numbered(one: ClauseView) -> tuple[str, ...]:
    """Give what a clause is called by: «بند 5»."""
    return (f"بند {one.number}", f"clause {one.number}") if one.number else ()


def _texts(stock: Stock) -> Iterator[tuple[str, str]]:
    for name, one in stock.clauses.items():
        yield name, _folded([*one.section.values(), *_numbered(one), *one.text.values()])
    for name, entry in stock.entries.items():
        yield name, _folded([*entry.title.values(), *entry.answer.values(), *(phrase.text for phrase in entry.phrases)])


def _folded(texts: Iterable[str]) -> str:
    """Fold texts into words, a space before and behind each."""
    return f" {' '.join(normalise.key(text) for text in texts)} "


def _has(text: str, words: Iterable[str]) -> bool:
    """Tell whether all words stand in a folded text: numbers as they are, others also as part of a word."""
    return all((f" {word} " if word.isdecimal() else word) in text for word in words)


def _bare(word: str) -> str:
    return word.removeprefix(_ARTICLE) if len(word) > len(_ARTICLE) + 1 else word


def _context(house: House, language: Language) -> Context:
    """Give what sentences are worded with, in a conversation of nobody."""
    contact = Contact(ConversationId(""), language=language)
    return Context(datetime.min.replace(tzinfo=UTC), contact, (), (), TicketRef(""), house)
