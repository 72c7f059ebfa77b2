"""The library: all sources and entries of an association, read from its files and proved to hang together.

The only place of `faq` that reads knowledge files. Must not judge how good they are: that is `faq.check`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from domain.errors import KnowledgeError
from domain.model import Language
from faq import entry_files, facts, source_files
from faq.clauses import Citation, Clause, Source
from faq.entries import Entry
from faq.entry_files import ReadEntry
from faq.lines import LARGEST, Line, lines_of
from faq.source_files import ReadClause, ReadSource

PACKAGED: Final = Path(__file__).parent / "knowledge"
"""The knowledge that Mujib comes with."""

_LANGUAGES: Final = {f".{language}.md": language for language in Language}
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file and its line, from 1."""

    path: Path
    line: int

    def __str__(self) -> str:
        """Write it as faults are written: `fees.md:12`."""
        return f"{self.path.name}:{self.line}"


@dataclass(frozen=True, slots=True)
class Library:
    """What the association has approved."""

    sources: Mapping[str, Source]
    entries: Mapping[str, Entry]
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict, compare=False, repr=False)
    """Where a part stands: by citation and language (`policy/goal`, `ar`), or by entry and part (`fees.amount`, `title.ar`).

    Known after `survey` only: it takes a megabyte, and only those who check the files ask for it.
    """

    def clause(self, citation: Citation) -> Clause:
        """Find the clause that is cited; KeyError where there is none, which `load` rules out for every entry."""
        return self.sources[citation.source].clauses[citation.clause]


@dataclass(frozen=True, slots=True)
class Survey:
    """All that could be read, and every fault that kept something out of it."""

    library: Library
    faults: tuple[KnowledgeError, ...]


def load(root: Path) -> Library:
    """Read `root/sources` and `root/entries`; raise KnowledgeError at the first fault, naming file and line.

    What it gives hangs together: every citation leads to a clause and every `{name}` is one of `facts.NAMES`.
    """
    found = survey(root)
    if found.faults:
        raise found.faults[0]
    return Library(found.library.sources, found.library.entries)


def load_source(path: Path) -> Source:
    """Read one file of a source, a draft too: for comparing it. Raises KnowledgeError at the first fault."""
    shelf = _Shelf()
    part = source_files.read(_lines(path), drafts=True)
    for fault in shelf.add_source(_language(path), part):
        raise fault
    return shelf.sources[part.name]


def survey(root: Path) -> Survey:
    """Read what can be read below `root` and gather the faults, in the order of files and lines. Raises nothing."""
    folders = sources, entries = root / "sources", root / "entries"
    faults = [KnowledgeError(folder, 1, "there is no such folder") for folder in folders if not folder.is_dir()]
    shelf = _Shelf()
    for language, part in _kept(_source_parts(sources), faults):
        faults.extend(shelf.add_source(language, part))
    for entry in _kept(_entries(entries), faults):
        faults.extend(shelf.add_entry(entry))
    return Survey(Library(shelf.sources, shelf.entries, shelf.places), tuple(faults))


def _kept(items: Iterable[_Read | KnowledgeError], faults: list[KnowledgeError]) -> Iterator[_Read]:
    """Let pass what was read, and lay the faults aside."""
    for item in items:
        if isinstance(item, KnowledgeError):
            faults.append(item)
        else:
            yield item


def _source_parts(folder: Path) -> Iterator[tuple[Language, ReadSource] | KnowledgeError]:
    for path in _files(folder):
        try:
            yield _language(path), source_files.read(_lines(path))
        except KnowledgeError as fault:
            yield fault


def _entries(folder: Path) -> Iterator[ReadEntry | KnowledgeError]:
    for path in _files(folder):
        try:
            yield from entry_files.read(_lines(path))
        except KnowledgeError as fault:
            yield fault


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.md"))


def _lines(path: Path) -> tuple[Line, ...]:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise KnowledgeError(path, 1, f"cannot be read: {error.strerror}") from error
    return lines_of(path, content)


def _language(path: Path) -> Language:
    for ending, language in _LANGUAGES.items():
        if path.name.endswith(ending):
            return language
    raise KnowledgeError(path, 1, f"the name of a source file ends in {' or '.join(_LANGUAGES)}")


@dataclass(slots=True)
class _Shelf:
    """Where the parts come together; each addition gives the faults that it found."""

    sources: dict[str, Source] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)

    def add_source(self, language: Language, part: ReadSource) -> Iterator[KnowledgeError]:
        source = self.sources.setdefault(part.name, _begun(part))
        title = source.title.setdefault(language, part.title)
        said, known = (part.version, part.effective, part.sample), (source.version, source.effective, source.sample)
        if (said, part.title) != (known, title):
            yield part.top.fault(f"title, version, effective and sample differ from another file of «{part.name}»")
        for clause in part.clauses:
            yield from self._add_clause(source, language, clause)

    def _add_clause(self, source: Source, language: Language, read: ReadClause) -> Iterator[KnowledgeError]:
        citation = Citation(source.name, read.id)
        earlier = self.places.setdefault((str(citation), language), Place(read.line.path, read.line.number))
        clause = source.clauses.setdefault(read.id, Clause(citation, {}, read.number, {}))
        if language in clause.text:
            yield read.line.fault(f"the clause «{citation}» stands already in {earlier}")
            return
        clause.section[language], clause.text[language] = read.section, read.text
        yield from (read.line.fault(problem) for problem in _unknown_names(read.text))

    def add_entry(self, read: ReadEntry) -> Iterator[KnowledgeError]:
        entry = read.entry
        if entry.id in self.entries:
            yield KnowledgeError(
                entry.path, entry.line, f"the entry «{entry.id}» stands already in {self.places[entry.id, '']}"
            )
            return
        faults = tuple(self._faults(read))
        yield from faults
        if not faults:
            self.entries[entry.id] = entry
            self.places[entry.id, ""] = Place(entry.path, entry.line)
            self.places.update({(entry.id, part): Place(entry.path, line) for part, line in read.lines.items()})

    def _faults(self, read: ReadEntry) -> Iterator[KnowledgeError]:
        entry = read.entry
        for citation in entry.cites:
            if citation.source not in self.sources or citation.clause not in self.sources[citation.source].clauses:
                yield KnowledgeError(entry.path, read.lines["cites"], f"there is no clause «{citation}»")
        for part, texts in (("answer", entry.answer), ("short", entry.short)):
            for language, text in texts.items():
                for problem in _unknown_names(text):
                    yield KnowledgeError(entry.path, read.lines[f"{part}.{language}"], problem)


def _begun(part: ReadSource) -> Source:
    return Source(part.name, part.version, part.effective, part.sample, {}, {})


def _unknown_names(text: str) -> Iterator[str]:
    return (f"there is no value {{{name}}}" for name in sorted(facts.names_in(text) - facts.NAMES))
