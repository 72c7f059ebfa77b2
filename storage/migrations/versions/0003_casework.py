"""Departments, due times, stretches, links, alerts, members, audit, and words to search in."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_OPEN = "stage NOT IN ('resolved', 'closed')"
_SETTLED = "stage IN ('resolved', 'closed')"


def upgrade() -> None:
    """Bring the database to this revision."""
    _tickets()
    _officers()
    _around_tickets()
    _members()
    _search()


def _tickets() -> None:
    op.drop_index("ticket_open", "ticket")
    op.drop_index("ticket_changed", "ticket")
    columns: tuple[sa.Column[Any], ...] = (
        *map(_words, ("channel", "department", "post", "told_stage", "merged_into", "stage_before")),
        *map(_number, ("stood", "urgency", "waits", "version")),
        *(_moment(name, optional=True) for name in ("started_at", "since", "stage_at", "told_at", "look_at")),
        *(_moment(name, optional=True) for name in ("first_due", "next_due", "resolve_due", "due_at")),
        sa.Column("answered", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    for column in columns:
        op.add_column("ticket", column)
    op.execute(
        "UPDATE ticket SET started_at = opened_at, since = changed_at, stage_at = changed_at, urgency = -priority, "
        "waits = coalesce(waiting_since, 4611686018427387904)"
    )
    # the clock looks at once at what is open: that files it under a post and computes its due times
    op.execute(f"UPDATE ticket SET look_at = opened_at WHERE {_OPEN}")  # noqa: S608 - our own words
    _channels()
    queue = ["urgency", "waits", "ref", "officer", "due_at", "department", "channel", "stage"]
    _index("ticket_queue", "ticket", queue, where=_OPEN)
    _index("ticket_settled", "ticket", ["changed_at", "ref", "stage"], where=_SETTLED)
    _index("ticket_merged", "ticket", ["merged_into"], where="merged_into <> ''")
    _index("ticket_look", "ticket", ["look_at"], where="look_at IS NOT NULL")
    _index("ticket_rated", "ticket", ["rated_at", "rating"], where="rated_at IS NOT NULL")
    op.add_column("ticket_event", _number("inbound"))
    _index("ticket_event_officer", "ticket_event", ["officer", "id"], where="officer IS NOT NULL")


def _channels() -> None:
    """Give each ticket its channel: what stands before the first colon of its conversation."""
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    place = "strpos(conversation, ':')" if is_postgresql else "instr(conversation, ':')"
    op.execute(f"UPDATE ticket SET channel = substr(conversation, 1, {place} - 1) WHERE {place} > 0")  # noqa: S608 - as above


def _officers() -> None:
    columns: tuple[sa.Column[Any], ...] = (
        *map(_words, ("post", "presence")),
        _moment("back_at", optional=True),
        sa.Column("cover", sa.BigInteger()),
    )
    for column in columns:
        op.add_column("officer", column)


def _around_tickets() -> None:
    op.create_table("judgement", _part("ticket", "ticket.ref"), _key("key"), _moment("at"))
    op.create_table(
        "stretch",
        _id(),
        *map(_words, ("conversation", "ticket")),
        sa.Column("officer", sa.BigInteger(), nullable=False),
        _moment("started_at"),
        _moment("ended_at", optional=True),
    )
    _index("stretch_line", "stretch", ["conversation", "id"])
    _index("stretch_open", "stretch", ["conversation"], where="ended_at IS NULL")
    op.create_table("link", _part("one", "ticket.ref"), _part("other", "ticket.ref"), _moment("at"))
    _index("link_other", "link", ["other"])
    op.create_table(
        "alert",
        _id(),
        sa.Column("officer", sa.BigInteger(), nullable=False),
        *map(_words, ("ticket", "what")),
        _moment("at"),
        _moment("read_at", optional=True),
        sa.Column("announcement", sa.BigInteger(), nullable=True),
    )
    _index("alert_unread", "alert", ["officer"], where="read_at IS NULL")
    op.create_table(
        "audit",
        _id(),
        _moment("at"),
        sa.Column("officer", sa.BigInteger(), nullable=False),
        *map(_words, ("act", "subject", "detail")),
    )
    _index("audit_officer", "audit", ["officer", "id"])


def _members() -> None:
    op.create_table("member", _key("id"), _moment("created_at"), _words("preferred"), _words("number"))
    op.create_table(
        "identity",
        _key("conversation"),
        sa.Column("member", sa.Text(), sa.ForeignKey("member.id"), nullable=False),
        *map(_words, ("phone", "account", "proof")),
        _moment("proven_at"),
        sa.Column("officer", sa.BigInteger()),
    )
    _index("identity_member", "identity", ["member"])
    _index("identity_phone", "identity", ["phone"], where="phone <> ''")
    _index("identity_account", "identity", ["account"], where="account <> ''")
    op.create_table(
        "invitation",
        _key("conversation"),
        sa.Column("word_hash", sa.Text(), nullable=False),
        _moment("expires_at"),
        _words("followed_by"),
        sa.UniqueConstraint("word_hash", name="invitation_once"),
    )
    op.create_table(
        "member_note",
        _id(),
        sa.Column("member", sa.Text(), sa.ForeignKey("member.id"), nullable=False),
        sa.Column("officer", sa.BigInteger(), nullable=False),
        _moment("at"),
        *map(_words, ("text", "key")),
        sa.UniqueConstraint("key", name="member_note_once"),
    )
    _index("member_note_member", "member_note", ["member", "id"])


def _search() -> None:
    op.create_table(
        "said",
        _id(),
        *map(_words, ("source", "conversation", "ticket", "folded")),
        sa.UniqueConstraint("source", name="said_once"),
    )
    op.execute(
        "INSERT INTO said (source, conversation, ticket, folded) SELECT 't' || ref, conversation, ref, search FROM ticket"
    )
    op.drop_column("ticket", "search")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE INDEX said_words ON said USING gin (array_to_tsvector(string_to_array(folded, ' ')))")
        return
    op.execute(
        "CREATE VIRTUAL TABLE said_words USING fts5(folded, content='said', content_rowid='id', detail='none', "
        "tokenize='unicode61 remove_diacritics 0')"
    )
    op.execute("INSERT INTO said_words (said_words) VALUES ('rebuild')")
    op.execute(
        "CREATE TRIGGER said_added AFTER INSERT ON said BEGIN "
        "INSERT INTO said_words (rowid, folded) VALUES (new.id, new.folded); END"
    )
    op.execute(
        "CREATE TRIGGER said_gone AFTER DELETE ON said BEGIN "
        "INSERT INTO said_words (said_words, rowid, folded) VALUES ('delete', old.id, old.folded); END"
    )
    op.execute(
        "CREATE TRIGGER said_changed AFTER UPDATE ON said BEGIN "
        "INSERT INTO said_words (said_words, rowid, folded) VALUES ('delete', old.id, old.folded); "
        "INSERT INTO said_words (rowid, folded) VALUES (new.id, new.folded); END"
    )


# ---- kinds of columns ------------------------------------------------------------------------------------------------


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=True)


def _part(name: str, of: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), sa.ForeignKey(of), primary_key=True)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default="0")


def _moment(name: str, *, optional: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=optional)


def _index(name: str, table: str, columns: list[str], *, where: str = "") -> None:
    condition = sa.text(where) if where else None
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)
