"""What members are told without asking: plans of updates, appointments, announcements; and consent by class."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database to this revision; open tickets get the plan of their next update."""
    op.add_column("consent", _words("message"))
    op.add_column("consent", _number("officer", optional=True))
    _plans()
    _announcements()
    _recipients()


def _plans() -> None:
    op.create_table(
        "update_plan",
        _key("ticket"),
        *map(_words, ("conversation", "kind", "stage")),
        _number("entered_at"),
        _words("told_stage"),
        *(_number(name, optional=True) for name in ("told_at", "held_until")),
        _words("line"),
        _number("look_at", optional=True),
    )
    _index("update_plan_due", "update_plan", ["look_at"], where="look_at IS NOT NULL")
    _index("update_plan_conversation", "update_plan", ["conversation"])
    op.execute(
        "INSERT INTO update_plan (ticket, conversation, kind, stage, entered_at, told_stage, told_at, look_at)"
        " SELECT ref, conversation, kind, stage, changed_at, stage, changed_at, changed_at FROM ticket"
        " WHERE stage NOT IN ('resolved', 'closed')"
    )
    op.create_table(
        "appointment",
        _id(),
        *map(_words, ("ticket", "conversation", "kind")),
        _number("at"),
        *map(_words, ("place", "note")),
        _number("officer", optional=True),
        sa.Column("cancelled", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    _index("appointment_ticket", "appointment", ["ticket", "at"])


def _announcements() -> None:
    op.create_table(
        "announcement",
        _id(),
        *map(_words, ("message", "segment", "assembly", "writers")),
        _number("start_at", optional=True),
        _number("per_minute", default="0"),
        _words("stage"),
        _number("approved_by", optional=True),
        _number("version", default="0"),
        *map(_number, ("created_at", "changed_at")),
        _words("planned_to"),
        sa.Column("planned", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    _index("outbound_lost", "outbound", ["created_at"], where="status = 'dead' AND purpose = 'notice'")
    _index("outbound_undelivered", "outbound", ["key"], where="status = 'dead' AND purpose = 'announcement'")
    _index("announcement_stage", "announcement", ["stage"])
    op.create_table(
        "announcement_text",
        sa.Column("announcement", sa.BigInteger, primary_key=True, autoincrement=False),
        _key("language"),
        _words("words"),
    )
    op.create_table(
        "announcement_event",
        _id(),
        _number("announcement", default="0"),
        _number("at"),
        _number("officer", optional=True),
        _words("kind"),
    )
    _index("announcement_event_line", "announcement_event", ["announcement", "id"])
    op.create_table("project_member", _key("project"), _key("conversation"))
    op.create_table("opening", _key("conversation"), _words("channel"), _number("at"), _words("key"))
    _index("opening_at", "opening", ["channel", "at"])
    op.create_table("opening_limit", _key("channel"), _number("most", default="0"), _number("until", optional=True))


def _recipients() -> None:
    op.create_table(
        "recipient",
        _id(),
        _number("announcement", default="0"),
        *map(_words, ("person", "language", "status", "reason", "conversation", "key", "failed")),
        _number("handed_at", optional=True),
        *map(_words, ("answer", "proxy_name")),
        _number("answered_at", optional=True),
        sa.UniqueConstraint("announcement", "person", name="recipient_once"),
    )
    _index("recipient_status", "recipient", ["announcement", "status", "id"])
    _index("recipient_handed", "recipient", ["announcement", "handed_at"], where="handed_at IS NOT NULL")
    _index("recipient_conversation", "recipient", ["conversation", "announcement"])


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _number(name: str, *, optional: bool = False, default: str | None = None) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=optional, server_default=default)


def _index(name: str, table: str, columns: list[str], where: str = "") -> None:
    condition = sa.text(where) if where else None
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)
