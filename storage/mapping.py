"""From domain values to what columns hold, and back. Must not run statements."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic_core import to_json
from sqlalchemy import Table
from sqlalchemy.engine import Connection

from domain.model import (
    Candidate,
    Contact,
    ConversationId,
    Language,
    OfficerId,
    PostId,
    Priority,
    Stage,
    Ticket,
    TicketKind,
    TicketRef,
)
from storage.dialects import inserting

T = TypeVar("T")
_json = json.JSONEncoder(ensure_ascii=False)
Row = Mapping[str, Any]
"""A row of a table, by the names of its columns."""


def storable(text: str) -> str:
    """Give the text without what a database cannot hold: NUL, and halves of surrogate pairs; the same object where it can."""
    text = text.replace("\0", "")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def channel_of(conversation: str) -> str:
    """Give the channel's name, the first part of a conversation's id."""
    return conversation.partition(":")[0]


def padded(values: Iterable[T]) -> list[T]:
    """Repeat the last value until the number is a power of two.

    A list in a statement is part of its text, and each new text is compiled and prepared anew; so there are few lengths.
    """
    items = list(values)
    length = 1 << (len(items) - 1).bit_length() if items else 0
    return items + items[-1:] * (length - len(items))


def contact(row: Row) -> Contact:
    """Read a row of `conversation`."""
    return Contact(
        conversation=ConversationId(row["id"]),
        name=row["name"],
        language=Language(row["language"]),
        language_chosen=row["language_chosen"],
        notices=row["notices"],
        greeted=row["greeted"],
        blocked=row["blocked"],
        number_asked=row["number_asked"],
        number=row["number"],
    )


def ticket(row: Row) -> Ticket:
    """Read a row of `ticket`."""
    return Ticket(
        ref=TicketRef(row["ref"]),
        kind=TicketKind(row["kind"]),
        stage=Stage(row["stage"]),
        subject=row["subject"],
        opened_at=row["opened_at"],
        changed_at=row["changed_at"],
        officer=None if row["officer"] is None else OfficerId(row["officer"]),
        rating=row["rating"],
        priority=Priority(row["priority"]),
        topic=row["topic"],
        post=PostId(row["post"]),
        started_at=row["started_at"] or row["opened_at"],
        since=row["since"] or row["changed_at"],
        studied=row["told_stage"] == Stage.WITH_COMMITTEE.value,
        version=row["version"],
        merged_into=TicketRef(row["merged_into"]) if row["merged_into"] else None,
    )


def dump_candidates(candidates: Sequence[Candidate]) -> str:
    """Give the stored form of candidates."""
    return to_json([(candidate.entry, candidate.confidence) for candidate in candidates]).decode()


def load_candidates(stored: str) -> tuple[Candidate, ...]:
    """Read stored candidates."""
    return tuple(Candidate(entry, confidence) for entry, confidence in json.loads(stored or "[]"))


def dump_details(details: Sequence[tuple[str, str]]) -> str:
    """Give the stored form of a form's fields."""
    return storable(_json.encode(details))


def load_details(stored: str) -> tuple[tuple[str, str], ...]:
    """Read a form's stored fields."""
    return tuple((field, value) for field, value in json.loads(stored or "[]"))


def insert_new(connection: Connection, table: Table) -> Any:
    """Give the statement that inserts rows and leaves alone what is there already."""
    return inserting_new(connection.dialect.name, table)


def inserting_new(backend: str, table: Table) -> Any:
    """Give the same statement for a dialect."""
    return inserting(backend)(table).on_conflict_do_nothing()
