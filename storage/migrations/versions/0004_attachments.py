"""Files that members sent and that are still with the provider; what failed for good, by channel."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database to this revision."""
    op.create_table(
        "attachment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False, server_default="") for name in _WORDS),
        *(sa.Column(name, sa.BigInteger, nullable=False, server_default="0") for name in ("attempts", "size")),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("since", "due_at")),
        sa.UniqueConstraint("origin", "provider_id", name="attachment_once"),
    )
    wanted, dead = sa.text("status = 'wanted'"), sa.text("status = 'dead'")
    op.create_index("attachment_wanted", "attachment", ["due_at"], sqlite_where=wanted, postgresql_where=wanted)
    op.create_index("outbound_dead", "outbound", ["channel"], sqlite_where=dead, postgresql_where=dead)


_WORDS = ("origin", "provider_id", "conversation", "reference", "status", "file", "mime", "reason")
