"""The table of files that are with providers, and the index of what failed for good. Nothing else."""

from datetime import datetime
from typing import Final

from sqlalchemy import BigInteger, ColumnElement, Text, UniqueConstraint, literal_column
from sqlmodel import Field, SQLModel

from storage import tables
from storage.columns import BigId, Moment, lookup


class AttachmentRow(SQLModel, table=True):
    """A file that a member sent and that is with the provider: wanted, kept, or gone with the reason."""

    __tablename__ = "attachment"
    __table_args__ = (
        UniqueConstraint("origin", "provider_id", name="attachment_once"),
        lookup("attachment_wanted", "due_at", where="status = 'wanted'"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    origin: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    provider_id: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    """Of the inbound row that it belongs to."""
    conversation: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    reference: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    status: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    attempts: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    since: datetime = Field(sa_type=Moment)
    due_at: datetime = Field(sa_type=Moment)
    file: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    mime: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    size: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    reason: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})


attachment: Final = SQLModel.metadata.tables["attachment"]
# written out, as in `tables`: SQLite uses the index only where the query repeats its condition
WANTED: Final[ColumnElement[bool]] = literal_column("attachment.status = 'wanted'")
lookup("outbound_dead", tables.outbound.c.channel, where="status = 'dead'")
