"""Officers' verdicts on decisions, the lessons drawn from labels, and the trainings."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database to this revision."""
    op.create_table(
        "verdict",
        _id(),
        sa.Column("decision", sa.BigInteger, sa.ForeignKey("decision.id"), nullable=False),
        _number("officer"),
        _words("entry"),
        _number("at"),
    )
    op.create_index("verdict_decision", "verdict", ["decision"])
    op.create_table(
        "lesson",
        _id(),
        *map(_words, ("mark", "text", "entry")),
        sa.Column("weight", sa.Float, nullable=False),
        sa.Column("members", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("drawn", sa.BigInteger, nullable=False, server_default="0"),
        _number("officer", optional=True),
        *map(_number, ("first_at", "last_at")),
        _flag("live"),
        *(_number(name, optional=True) for name in ("removed_at", "removed_by")),
        sa.UniqueConstraint("mark", name="lesson_once"),
    )
    op.create_table(
        "training",
        _id(),
        _number("at"),
        _flag("live"),
        sa.Column("lessons", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("answer", sa.Float, nullable=True),
        _words("note"),
    )
    op.create_index("decision_line", "decision", ["conversation", "id"])
    op.create_index("decision_at", "decision", ["at"])


def _id() -> sa.Column[Any]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True)


def _words(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _number(name: str, *, optional: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger, nullable=optional)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())
