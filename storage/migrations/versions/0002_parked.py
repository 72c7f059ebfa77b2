"""Messages parked until their member writes, or until a time, and those in doubt."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database to this revision."""
    condition = sa.text("status = 'parked'")
    op.create_index("outbound_parked", "outbound", ["conversation"], sqlite_where=condition, postgresql_where=condition)
    held = sa.text("status IN ('parked', 'uncertain')")
    op.create_index("outbound_held", "outbound", ["conversation"], sqlite_where=held, postgresql_where=held)
    timed = sa.text("status = 'parked' AND not_before IS NOT NULL")
    op.create_index("outbound_put_off", "outbound", ["not_before"], sqlite_where=timed, postgresql_where=timed)
