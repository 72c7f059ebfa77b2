"""The tables of learning: officers' verdicts, the lessons that were drawn, and each training."""

from typing import Any, Final

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Table, Text, UniqueConstraint, false

from storage.columns import BigId, Moment, metadata


def _id() -> Column[Any]:
    return Column("id", BigId, primary_key=True)


def _words(name: str) -> Column[Any]:
    return Column(name, Text, nullable=False, server_default="")


def _number(name: str) -> Column[Any]:
    return Column(name, BigInteger, nullable=False, server_default="0")


def _moment(name: str, *, optional: bool = False) -> Column[Any]:
    return Column(name, Moment, nullable=optional)


def _flag(name: str) -> Column[Any]:
    return Column(name, Boolean, nullable=False, server_default=false())


verdict: Final = Table(
    "verdict",
    metadata,
    _id(),
    Column("decision", BigInteger, ForeignKey("decision.id"), nullable=False),
    Column("officer", BigInteger, nullable=False),
    _words("entry"),
    _moment("at"),
    Index("verdict_decision", "decision"),
)
"""Which entry answers a question, as an officer says; empty: none does. The last one counts, none is changed."""

lesson: Final = Table(
    "lesson",
    metadata,
    _id(),
    _words("mark"),
    _words("text"),
    _words("entry"),
    Column("weight", Float, nullable=False),
    _number("members"),
    Column("officer", BigInteger, nullable=True),
    _moment("first_at"),
    _moment("last_at"),
    _number("drawn"),
    _flag("live"),
    _moment("removed_at", optional=True),
    Column("removed_by", BigInteger, nullable=True),
    UniqueConstraint("mark", name="lesson_once"),
)
"""What was drawn from labels, by which training last.

A removed one keeps its mark, so that it is not drawn again, and loses its words.
"""

training: Final = Table(
    "training",
    metadata,
    _id(),
    _moment("at"),
    _flag("live"),
    _number("lessons"),
    Column("answer", Float, nullable=True),
    _words("note"),
)
"""Each attempt to learn; the id of the last that is live is the version of what answers."""
