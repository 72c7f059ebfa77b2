"""Answers by SMS: which take more parts than are read gladly, and which short forms are too long or missing. Pure.

Must not count parts: the caller knows what stands below an answer and how the network counts.
"""

from collections.abc import Callable, Iterator
from typing import Final

from domain.model import Language
from faq.entries import Entry, Kind
from faq.findings import Finding, Severity, found
from faq.library import Library

MOST: Final = 2
"""Parts of one SMS above which it is dear and often arrives torn."""
Parts = Callable[[Entry, Language], int]
"""Counts the parts of an SMS that gives an entry's answer, in short where that is written, with all that stands below it."""
_ANSWERING: Final = frozenset({Kind.ANSWER, Kind.SILENT})


def judged(library: Library, entry: Entry, parts: Parts) -> Iterator[Finding]:
    """Tell what an SMS gives in more parts than are read gladly: a short answer, or one that has no short form."""
    counts = {language: parts(entry, language) for language in entry.answer} if entry.kind in _ANSWERING else {}
    for language, count in counts.items():
        if count <= MOST:
            continue
        below = "with its reference and options"
        if language in entry.short:
            place = library.places[entry.id, f"short.{language}"]
            problem = f"the short answer takes {count} parts as an SMS {below}: {MOST} are the most"
            yield found(place, Severity.WARNING, problem)
        elif entry.short:
            yield found(
                library.places[entry.id, ""], Severity.WARNING, f"no short.{language} beside that in the other language"
            )
        else:
            place = library.places[entry.id, f"answer.{language}"]
            problem = f"the answer takes {count} parts as an SMS {below}: write ### short.{language}"
            yield found(place, Severity.HINT, problem)
