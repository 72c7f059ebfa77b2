"""Who looks at what, saved replies, files for members, one-time codes, sign-ins, the officers' room, what is wrong."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database to this revision."""
    op.create_table(
        "viewed",
        sa.Column("officer", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("ticket", sa.Text(), sa.ForeignKey("ticket.ref"), primary_key=True),
        _number("at"),
        sa.Column("typing_at", sa.BigInteger(), nullable=True),
    )
    op.create_index("viewed_ticket", "viewed", ["ticket", "at"])
    officer = sa.Column("officer", sa.BigInteger(), nullable=True)
    op.create_table("saved_reply", _id(), officer, *map(_words, ("title", "arabic", "english")), _number("changed_at"))
    op.create_index("saved_reply_officer", "saved_reply", ["officer"])
    op.create_table(
        "shared_file",
        sa.Column("key", sa.Text(), primary_key=True),
        *map(_words, ("ticket", "file", "name", "mime")),
        *(_number(name, default="0") for name in ("officer", "size")),
        *map(_number, ("at", "expires_at")),
    )
    op.create_table(
        "closure",
        sa.Column("day", sa.Text(), primary_key=True),
        sa.Column("closed", sa.Boolean(), nullable=False, server_default=sa.false()),
        _words("name"),
        _number("officer", default="0"),
        _number("at"),
    )
    _accounts()
    _room()


def _accounts() -> None:
    op.create_table(
        "one_time_code",
        sa.Column("officer", sa.BigInteger(), primary_key=True, autoincrement=False),
        _words("secret"),
        sa.Column("confirmed", sa.Boolean(), nullable=False, server_default=sa.false()),
        _number("last_step", default="0"),
    )
    op.create_table(
        "half_session",
        sa.Column("token_hash", sa.Text(), primary_key=True),
        _number("officer", default="0"),
        _number("expires_at"),
    )
    officer = sa.Column("officer", sa.BigInteger(), nullable=True)
    op.create_table("sign_in", _id(), _number("at"), officer, *map(_words, ("username", "address", "outcome")))


def _room() -> None:
    op.create_table(
        "room_topic",
        sa.Column("ticket", sa.Text(), sa.ForeignKey("ticket.ref"), primary_key=True),
        sa.Column("room", sa.Text(), primary_key=True),
        *map(_words, ("topic", "card", "title")),
        *(_number(name, default="0") for name in ("position", "version")),
        sa.Column("is_open", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("forgotten", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.UniqueConstraint("room", "topic", name="room_topic_once"),
    )
    where = sa.text("is_open")
    op.create_index("room_topic_open", "room_topic", ["ticket"], sqlite_where=where, postgresql_where=where)
    op.create_table(
        "officer_account",
        sa.Column("account", sa.Text(), primary_key=True),
        sa.Column("officer", sa.BigInteger(), sa.ForeignKey("officer.id"), nullable=False),
        _number("at"),
    )
    op.create_index("officer_account_officer", "officer_account", ["officer"])
    op.create_table(
        "link_word",
        sa.Column("officer", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("word_hash", sa.Text(), nullable=False, server_default="", unique=True),
        _number("expires_at"),
    )
    op.create_table(
        "trouble",
        *(sa.Column(name, sa.Text(), primary_key=True) for name in ("kind", "place")),
        _words("about"),
        _number("since"),
        sa.Column("until", sa.BigInteger(), nullable=True),
    )


def _id() -> sa.Column[Any]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True)


def _words(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _number(name: str, default: str | None = None) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default=default)
