"""The table of files that are with providers, and the index of what failed for good. Nothing else."""

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, UniqueConstraint, literal_column

from storage import tables
from storage.columns import Row, id_field, lookup, moment_field, number_field, table_of, words_field


class AttachmentRow(Row, table=True):
    """A file that a member sent and that is with the provider: wanted, kept, or gone with the reason."""

    __tablename__ = "attachment"
    __table_args__ = (
        UniqueConstraint("origin", "provider_id", name="attachment_once"),
        lookup("attachment_wanted", "due_at", where="status = 'wanted'"),
    )

    id: int | None = id_field()
    origin: str = words_field()
    provider_id: str = words_field()
    """Of the inbound row that it belongs to."""
    conversation: str = words_field()
    reference: str = words_field()
    status: str = words_field()
    attempts: int = number_field()
    since: datetime = moment_field()
    due_at: datetime = moment_field()
    file: str = words_field()
    mime: str = words_field()
    size: int = number_field()
    reason: str = words_field()


attachment: Final = table_of(AttachmentRow)
# written out, as in `tables`: SQLite uses the index only where the query repeats its condition
WANTED: Final[ColumnElement[bool]] = literal_column("attachment.status = 'wanted'")
lookup("outbound_dead", tables.outbound.c.channel, where="status = 'dead'")
