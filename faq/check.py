"""Checking: what an officer should mend in the knowledge before members see it, with file and line.

Pure judgement of a library that could be read; what could not is a fault of `faq.library`. Must not change or read anything.
"""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import Final

from domain.errors import KnowledgeError
from domain.model import Language
from faq import brevity, duplicates, facts, normalise, promises
from faq.clauses import Citation, Clause
from faq.entries import TOPICS, Entry, Kind, Variety
from faq.experts import seating, training
from faq.findings import Finding, Severity, found
from faq.library import Library, Place

TITLE_LENGTH: Final = 24
"""Characters of a row in a WhatsApp list, the narrowest place that shows a title."""
MESSAGE_LENGTH: Final = 1024
"""Characters of a WhatsApp message with options: body text of interactive messages, Cloud API."""
CITATION_ROOM: Final = 200
"""Characters left for the citation and the remark on samples, which stand below each answer."""
FEWEST_PHRASINGS: Final = 10
COMMITTEE: Final = Citation("policy", "handling.5")
"""The clause that sets the committee's period, as a minimum."""

_NEARLY: Final = 0.9
"""Share of the examples that are weighed, from which is told how many there are."""
_VALUE_LENGTH: Final = 30
"""Characters that a value of the configuration is taken to have."""
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def check(
    library: Library, names: AbstractSet[str] = facts.NAMES, weighed: int = seating.LARGEST, parts: brevity.Parts | None = None
) -> tuple[Finding, ...]:
    """Judge all sources and entries; `names` are the values that the configuration has. In the order of files and lines.

    `weighed` is the number of examples that a matcher weighs one against another. Without `parts` SMS are not judged.
    """
    return _in_order(
        chain(
            _clauses(library),
            *(_entry(library, entry, names) for entry in library.entries.values()),
            *(brevity.judged(library, entry, parts) for entry in library.entries.values() if parts),
            _equal_titles(library),
            _shared_follow_ups(library),
            _crowd(library, weighed),
            map(_pair, duplicates.pairs(tuple(library.entries.values()))),
        )
    )


def of_faults(faults: Iterable[KnowledgeError]) -> tuple[Finding, ...]:
    """Give the faults of a survey as findings."""
    return _in_order(Finding(fault.path, fault.line, Severity.ERROR, fault.problem) for fault in faults)


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: (str(one.path), one.line, one.severity, one.problem)))


# ---- clauses ---------------------------------------------------------------------------------------------------------


def _clauses(library: Library) -> Iterator[Finding]:
    cited = {citation for entry in library.entries.values() for citation in entry.cites}
    for source in library.sources.values():
        for clause in source.clauses.values():
            yield from _clause(library, clause)
            if clause.citation not in cited:
                place = library.places[str(clause.citation), next(iter(clause.text))]
                yield found(place, Severity.WARNING, f"no entry cites the clause «{clause.citation}»")


def _clause(library: Library, clause: Clause) -> Iterator[Finding]:
    for language in Language:
        if language not in clause.text:
            place = library.places[str(clause.citation), next(iter(clause.text))]
            yield found(place, Severity.ERROR, f"the clause «{clause.citation}» is missing in {language}")
    for language, text in clause.text.items():
        place = library.places[str(clause.citation), language]
        yield from _marks(place, text)
        if _length(text) > MESSAGE_LENGTH - CITATION_ROOM:
            yield found(place, Severity.HINT, f"the clause has {len(text)} characters: when quoted it is cut on WhatsApp")


# ---- entries ---------------------------------------------------------------------------------------------------------


def _entry(library: Library, entry: Entry, names: AbstractSet[str]) -> Iterator[Finding]:
    top = library.places[entry.id, ""]
    if entry.topic not in TOPICS and (entry.topic or entry.kind is not Kind.NONE):
        place = library.places.get((entry.id, "topic"), top)
        yield found(place, Severity.ERROR, f"«{entry.topic}» is not a topic: {', '.join(sorted(TOPICS))}")
    if entry.kind is Kind.ANSWER and not entry.cites:
        yield found(top, Severity.ERROR, "an answer without a clause: add «cites: source/clause»")
    yield from _titles(library, entry)
    yield from _missing_answers(top, entry)
    for part, texts in (("answer", entry.answer), ("short", entry.short)):
        for language, text in texts.items():
            yield from _answer(library.places[entry.id, f"{part}.{language}"], entry, text, names)
    yield from _phrasings(top, entry)


def _titles(library: Library, entry: Entry) -> Iterator[Finding]:
    for language in Language:
        title = entry.title.get(language, "")
        if not title and entry.kind is not Kind.NONE:
            yield found(library.places[entry.id, ""], Severity.ERROR, f"no title.{language}")
        if len(title) > TITLE_LENGTH:
            place = library.places[entry.id, f"title.{language}"]
            yield found(place, Severity.ERROR, f"the title has {len(title)} characters, a button shows {TITLE_LENGTH}")


def _missing_answers(top: Place, entry: Entry) -> Iterator[Finding]:
    if entry.kind in {Kind.ANSWER, Kind.SILENT}:
        for language in Language:
            if language not in entry.answer:
                yield found(top, Severity.ERROR, f"no answer.{language}")


def _answer(place: Place, entry: Entry, text: str, names: AbstractSet[str]) -> Iterator[Finding]:
    for name in sorted(facts.names_in(text) - names):
        yield found(place, Severity.ERROR, f"the configuration has no value {{{name}}}")
    yield from _marks(place, text)
    yield from _too_long(place, text)
    if COMMITTEE in entry.cites:
        yield from (found(place, Severity.ERROR, problem) for problem in promises.broken(text))


def _length(text: str) -> int:
    return len(facts.put("x" * _VALUE_LENGTH, text))


def _too_long(place: Place, text: str) -> Iterator[Finding]:
    length = _length(text)
    if length > MESSAGE_LENGTH - CITATION_ROOM:
        yield found(place, Severity.ERROR, f"the answer has about {length} characters: too long for WhatsApp with options")


def _marks(place: Place, text: str) -> Iterator[Finding]:
    if _DIRECTION_MARKS.search(text):
        yield found(place, Severity.WARNING, "invisible direction marks in the text: delete them")


def _phrasings(top: Place, entry: Entry) -> Iterator[Finding]:
    count = sum(phrasing.variety is not Variety.EXACT for phrasing in entry.phrasings)
    if count < FEWEST_PHRASINGS:
        yield found(
            top,
            Severity.WARNING,
            f"{count} phrasings of «{entry.id}»: {FEWEST_PHRASINGS} are the fewest that are understood well",
        )
    missing = set(Variety) - {Variety.LEARNT, Variety.EXACT} - {phrasing.variety for phrasing in entry.phrasings}
    for variety in sorted(missing):
        yield found(top, Severity.WARNING, f"no phrasing of «{entry.id}» under ### {variety}")
    for phrasing in entry.phrasings:
        yield from _marks(Place(phrasing.path, phrasing.line), phrasing.text)


# ---- between entries -------------------------------------------------------------------------------------------------


def _equal_titles(library: Library) -> Iterator[Finding]:
    seen: dict[tuple[Language, str], str] = {}
    for entry in library.entries.values():
        for language, title in entry.title.items():
            other = seen.setdefault((language, normalise.key(title)), entry.id)
            if other != entry.id:
                place = library.places[entry.id, f"title.{language}"]
                yield found(place, Severity.ERROR, f"the title is that of «{other}» too: members cannot tell them apart")


def _shared_follow_ups(library: Library) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    for entry in library.entries.values():
        for text in entry.follow_ups:
            other = seen.setdefault((entry.topic, normalise.key(text)), entry.id)
            if other != entry.id:
                place = library.places[entry.id, "follow-up"]
                yield found(place, Severity.WARNING, f"«{text}» is a follow-up of «{other}» too, on the same topic")


def _crowd(library: Library, weighed: int) -> Iterator[Finding]:
    """Tell of nearly as many examples as are weighed, or more; Arabizi is read into Arabic beside them and not counted."""
    entries = library.entries.values()
    latin = sum(phrasing.variety is Variety.ARABIZI for entry in entries for phrasing in entry.phrasings)
    count = len(training.examples(entries)) - latin
    if count > weighed * _NEARLY:
        severity = Severity.WARNING if count > weighed else Severity.HINT
        problem = f"{count:,} examples: of more than {weighed:,} every entry keeps as many; the others are known word for word"
        yield found(library.places[next(iter(library.entries)), ""], severity, problem)


def _pair(pair: duplicates.Pair) -> Finding:
    where = f"{pair.other.path.name}:{pair.other.line}"
    place = Place(pair.phrasing.path, pair.phrasing.line)
    if pair.entry.id == pair.other_entry.id or pair.entry.kind is pair.other_entry.kind is Kind.NONE:
        return found(place, Severity.HINT, f"«{pair.phrasing.text}» says what {where} says")
    severity, likeness = (Severity.ERROR, "is") if pair.equal else (Severity.WARNING, "is nearly")
    return found(place, severity, f"«{pair.phrasing.text}» {likeness} «{pair.other.text}» of «{pair.other_entry.id}» ({where})")
