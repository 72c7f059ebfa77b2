"""Diff: what changed between two versions of a source, clause by clause and word by word. Pure; must not know files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from domain.model import Language
from faq.clauses import Clause, Source


class Change(StrEnum):
    """What became of a clause."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Edit(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words that share their fate."""

    edit: Edit
    text: str


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause in one language, from the old to the new version."""

    clause: str
    language: Language
    change: Change
    words: tuple[Words, ...]


def diff(old: Source, new: Source) -> tuple[ClauseChange, ...]:
    """Compare by clause id: the clauses of `new` in its order, then those that only `old` has."""
    ids = [*new.clauses, *(clause for clause in old.clauses if clause not in new.clauses)]
    return tuple(change for clause in ids for change in _compared(clause, old.clauses.get(clause), new.clauses.get(clause)))


def _compared(clause: str, old: Clause | None, new: Clause | None) -> Iterator[ClauseChange]:
    for language in Language:
        before = old.text.get(language, "") if old else ""
        after = new.text.get(language, "") if new else ""
        if before or after:
            words = tuple(_words(before.split(), after.split()))
            yield ClauseChange(clause, language, _change(before, after), words)


def _change(before: str, after: str) -> Change:
    if not before:
        return Change.ADDED
    if not after:
        return Change.REMOVED
    return Change.UNCHANGED if before.split() == after.split() else Change.CHANGED


def _words(before: Sequence[str], after: Sequence[str]) -> Iterator[Words]:
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Words(Edit.KEPT, " ".join(before[start:end]))
            continue
        if start < end:
            yield Words(Edit.GONE, " ".join(before[start:end]))
        if new_start < new_end:
            yield Words(Edit.NEW, " ".join(after[new_start:new_end]))
