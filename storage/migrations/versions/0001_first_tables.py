"""The first tables: inbox, outbox, lanes, conversations, timers, tickets, officers, quarantine."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring an empty database to this revision."""
    _messages()
    _conversations()
    _tickets()
    _officers()


def _messages() -> None:
    op.create_table(
        "lane",
        _key("queue"),
        _key("key"),
        _moment("ready_at", optional=True),
        _words("owner"),
        _moment("lease_until", optional=True),
        _number("attempts"),
        _number("pending"),
        _number("positions"),
    )
    _index("lane_ready", "lane", ["queue", "ready_at"], where="ready_at IS NOT NULL")
    op.create_table(
        "inbound",
        _id(),
        *map(_words, ("origin", "provider_id", "conversation")),
        _number("position"),
        *map(_words, ("kind", "payload", "words", "sender_name", "status", "fault")),
        *map(_moment, ("sent_at", "received_at")),
        _moment("done_at", optional=True),
        sa.UniqueConstraint("origin", "provider_id", name="inbound_once"),
    )
    _index("inbound_waiting", "inbound", ["conversation", "position"], where="status = 'new'")
    _index("inbound_line", "inbound", ["conversation", "position"])
    _index("inbound_arrival", "inbound", ["origin", "received_at"])
    op.create_table(
        "outbound",
        _id(),
        *map(_words, ("key", "conversation", "channel")),
        _number("position"),
        *map(_words, ("reply", "author", "purpose", "status", "claim")),
        _moment("claimed_at", optional=True),
        _number("attempts"),
        _moment("not_before", optional=True),
        *map(_words, ("provider_id", "parts", "reason")),
        _moment("created_at"),
        _moment("sent_at", optional=True),
        sa.UniqueConstraint("key"),
    )
    _index("outbound_waiting", "outbound", ["conversation", "position"], where="status IN ('new', 'sending')")
    _index("outbound_line", "outbound", ["conversation", "position"])
    _index("outbound_doubt", "outbound", ["channel", "claimed_at"], where="status = 'uncertain'")
    _index("outbound_provider", "outbound", ["channel", "provider_id"], where="provider_id <> ''")
    op.create_table("delivery", _id(), _number("outbound"), _moment("at"), *map(_words, ("status", "code", "reason")))
    _index("delivery_outbound", "delivery", ["outbound", "id"])
    op.create_table(
        "quarantine",
        _id(),
        *map(_words, ("channel", "url", "headers")),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        _moment("at"),
        _words("reason"),
    )


def _conversations() -> None:
    op.create_table(
        "conversation",
        _key("id"),
        *map(_words, ("name", "stated", "language")),
        _flag("language_chosen", default=sa.false()),
        _flag("notices", default=sa.true()),
        _flag("greeted", default=sa.false()),
        _flag("blocked", default=sa.false()),
        _flag("number_asked", default=sa.false()),
        *map(_words, ("number", "state", "offered")),
        *map(_moment, ("created_at", "changed_at")),
    )
    op.create_table(
        "timer",
        _key("conversation"),
        _key("key"),
        _number("version"),
        _moment("due_at", optional=True),
        _words("payload"),
    )
    _index("timer_due", "timer", ["due_at"], where="due_at IS NOT NULL")
    op.create_table(
        "decision",
        _id(),
        _number("inbound"),
        _words("conversation"),
        _moment("at"),
        *map(_words, ("question", "decision", "chosen", "candidates")),
        _flag("by_habit", default=sa.false()),
    )
    _index("decision_inbound", "decision", ["inbound"])
    op.create_table(
        "consent",
        _id(),
        _number("inbound"),
        _words("conversation"),
        _moment("at"),
        _flag("notices", default=sa.true()),
        _words("proof"),
    )
    _index("consent_conversation", "consent", ["conversation", "id"])


def _tickets() -> None:
    op.create_table(
        "ticket",
        _key("ref"),
        *map(_words, ("conversation", "kind", "stage", "subject", "reason")),
        _number("priority"),
        *map(_words, ("topic", "candidates", "details", "search")),
        sa.Column("officer", sa.BigInteger()),
        sa.Column("rating", sa.Integer()),
        _moment("rated_at", optional=True),
        _words("comment"),
        _moment("waiting_since", optional=True),
        *map(_moment, ("opened_at", "changed_at")),
    )
    _index("ticket_conversation", "ticket", ["conversation", "opened_at"])
    _index("ticket_open", "ticket", ["priority", "waiting_since"], where="stage NOT IN ('resolved', 'closed')")
    _index("ticket_changed", "ticket", ["changed_at"])
    op.create_table(
        "ticket_event",
        _id(),
        sa.Column("ticket", sa.Text(), sa.ForeignKey("ticket.ref"), nullable=False),
        _words("conversation"),
        _number("position"),
        _moment("at"),
        *map(_words, ("kind", "actor")),
        sa.Column("officer", sa.BigInteger()),
        *map(_words, ("value", "key")),
    )
    _index("ticket_event_line", "ticket_event", ["conversation", "position"])
    _index("ticket_event_ticket", "ticket_event", ["ticket", "id"])
    _index("ticket_event_once", "ticket_event", ["ticket", "key"], where="key <> ''", unique=True)
    op.create_table("counter", _key("name"), _number("value"))


def _officers() -> None:
    op.create_table(
        "officer",
        _id(),
        *map(_words, ("username", "password_hash", "name", "title", "role")),
        _flag("must_change", default=sa.true()),
        _flag("active", default=sa.true()),
        sa.UniqueConstraint("username"),
    )
    op.create_table(
        "session",
        _key("token_hash"),
        sa.Column("officer", sa.BigInteger(), sa.ForeignKey("officer.id"), nullable=False),
        _moment("expires_at"),
    )
    _index("session_officer", "session", ["officer"])
    op.create_table("sign_in_failure", _id(), *map(_words, ("username", "address")), _moment("at"))
    _index("sign_in_failure_username", "sign_in_failure", ["username", "at"])
    _index("sign_in_failure_address", "sign_in_failure", ["address", "at"])


# ---- kinds of columns ------------------------------------------------------------------------------------------------


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=True)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default="0")


def _moment(name: str, *, optional: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=optional)


def _flag(name: str, *, default: sa.ColumnElement[bool]) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=default)


def _index(name: str, table: str, columns: list[str], *, where: str = "", unique: bool = False) -> None:
    condition = sa.text(where) if where else None
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)
