"""The tables of learning: officers' verdicts, the lessons that were drawn, and each training."""

from typing import Final

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Table, UniqueConstraint

from storage.columns import flag_column, id_column, metadata, moment_column, number_column, words_column

verdict: Final = Table(
    "verdict",
    metadata,
    id_column(),
    Column("decision", BigInteger, ForeignKey("decision.id"), nullable=False),
    Column("officer", BigInteger, nullable=False),
    words_column("entry"),
    moment_column("at"),
    Index("verdict_decision", "decision"),
)
"""Which entry answers a question, as an officer says; empty: none does. The last one counts, none is changed."""

lesson: Final = Table(
    "lesson",
    metadata,
    id_column(),
    words_column("mark"),
    words_column("text"),
    words_column("entry"),
    Column("weight", Float, nullable=False),
    number_column("members"),
    Column("officer", BigInteger, nullable=True),
    moment_column("first_at"),
    moment_column("last_at"),
    number_column("drawn"),
    flag_column("live"),
    moment_column("removed_at", optional=True),
    Column("removed_by", BigInteger, nullable=True),
    UniqueConstraint("mark", name="lesson_once"),
)
"""What was drawn from labels, by which training last.

A removed one keeps its mark, so that it is not drawn again, and loses its words.
"""

training: Final = Table(
    "training",
    metadata,
    id_column(),
    moment_column("at"),
    flag_column("live"),
    number_column("lessons"),
    Column("answer", Float, nullable=True),
    words_column("note"),
)
"""Each attempt to learn; the id of the last that is live is the version of what answers."""
