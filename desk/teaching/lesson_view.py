"""Questions, reasons and lessons as their templates need them. Pure, but for what the classroom is asked."""

import re
from dataclasses import dataclass
from typing import Final

from desk.teaching.candidates import Lookup
from desk.teaching.classroom import Classroom, Reason
from desk.texts import Texts
from domain.model import Language
from domain.teaching import Judged, Kept

_SHARES: Final = re.compile(r"right (\S+) → (\S+), wrong (\S+) → (\S+), unsafe (\S+) → (\S+) \((\d+)\)")
"""How a training notes what came of the questions on which it is measured: each share before and after."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry that may answer a question, and why it stands there."""

    entry: str
    title: str
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question that an officer may judge."""

    asked: Judged
    said: str
    """The title of the entry that the bot answered from; empty where it did not."""
    verdict: str
    """The title of the entry that an officer named; empty where none did, or none answers."""
    choices: tuple[Choice, ...]


def title_of(entry: str, lookup: Lookup, language: Language) -> str:
    """Give an entry's title; its id where the knowledge no longer has it."""
    view = lookup(entry) if entry else None
    return (view.title.get(language) or next(iter(view.title.values()), entry)) if view else entry


def question(asked: Judged, room: Classroom, lookup: Lookup, language: Language) -> QuestionView:
    """Show a question with the entries that the model of the moment finds for it, and those that it found then."""
    reasons = {reason.entry: reason for reason in room.explain(asked.question)}
    then = [one.entry for one in asked.candidates[:3]]
    names = [name for name in dict.fromkeys([*reasons, *then]) if lookup(name) is not None]
    return QuestionView(
        asked,
        title_of(asked.chosen, lookup, language),
        title_of(asked.verdict or "", lookup, language),
        tuple(Choice(name, title_of(name, lookup, language), reasons.get(name)) for name in names),
    )


def taught(kept: Kept, lookup: Lookup, language: Language) -> tuple[Kept, str]:
    """Show a lesson with the title of its entry."""
    return kept, title_of(kept.lesson.entry, lookup, language)


def figures(note: str, t: Texts) -> str:
    """Say in the officer's language what a training came to; what is worded otherwise stands as it is."""
    found = _SHARES.fullmatch(note)
    if not found:
        return note
    names = ("right", "right_now", "wrong", "wrong_now", "unsafe", "unsafe_now", "n")
    return t("teach.shares", **dict(zip(names, found.groups(), strict=True)))
