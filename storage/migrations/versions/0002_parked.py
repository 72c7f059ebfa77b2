"""Messages parked until their member writes."""

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
