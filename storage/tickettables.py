"""The tables of tickets and of their history, and nothing else."""

from datetime import datetime
from typing import Final

from sqlalchemy import BigInteger, ForeignKey, Text
from sqlmodel import Field

from storage.columns import Row, flag_field, id_field, lookup, moment_field, number_field, table_of, words_field

OPEN_STAGES: Final = "stage NOT IN ('resolved', 'closed')"
SETTLED_STAGES: Final = "stage IN ('resolved', 'closed')"
_QUEUE: Final = ("urgency", "waits", "ref", "officer", "due_at", "department", "channel", "stage")
NEVER: Final = 2**62
"""Sorts what waits for nobody behind all that does."""


class TicketRow(Row, table=True):
    """A member's matter."""

    __tablename__ = "ticket"
    __table_args__ = (
        lookup("ticket_conversation", "conversation", "opened_at"),
        # with the stage, so that SQLite counts without looking at the rows
        lookup("ticket_queue", *_QUEUE, where=OPEN_STAGES),
        lookup("ticket_settled", "changed_at", "ref", "stage", where=SETTLED_STAGES),
        lookup("ticket_merged", "merged_into", where="merged_into <> ''"),
        lookup("ticket_look", "look_at", where="look_at IS NOT NULL"),
        lookup("ticket_rated", "rated_at", "rating", where="rated_at IS NOT NULL"),
    )

    ref: str = Field(primary_key=True, sa_type=Text)
    conversation: str = words_field()
    kind: str = words_field()
    stage: str = words_field()
    subject: str = words_field()
    reason: str = words_field()
    priority: int = number_field()
    topic: str = words_field()
    candidates: str = words_field()
    details: str = words_field()
    channel: str = words_field()
    department: str = words_field()
    post: str = words_field()
    """In whose queue it is, by the regulation of duties."""
    officer: int | None = Field(default=None, sa_type=BigInteger, nullable=True)
    rating: int | None = Field(default=None, nullable=True)
    rated_at: datetime | None = moment_field(optional=True)
    comment: str = words_field()
    waiting_since: datetime | None = moment_field(optional=True)
    answered: bool = flag_field(default=False)
    stood: int = number_field()
    """Microseconds of working time for which its clock of resolution stood."""
    opened_at: datetime = moment_field()
    started_at: datetime | None = moment_field(optional=True)
    """When it was opened, or last reopened."""
    since: datetime | None = moment_field(optional=True)
    """Since when it is with its owner, or in its queue."""
    stage_at: datetime | None = moment_field(optional=True)
    changed_at: datetime = moment_field()
    told_stage: str = words_field()
    """`with_committee` once it was put before the committee, and when that was last."""
    told_at: datetime | None = moment_field(optional=True)
    merged_into: str = words_field()
    stage_before: str = words_field()
    """Of a merged ticket: the stage in which it was."""
    first_due: datetime | None = moment_field(optional=True)
    next_due: datetime | None = moment_field(optional=True)
    resolve_due: datetime | None = moment_field(optional=True)
    due_at: datetime | None = moment_field(optional=True)
    """The soonest of the three."""
    look_at: datetime | None = moment_field(optional=True)
    """When the clock has to look at it next."""
    urgency: int = number_field()
    """The priority, the highest first: the queue is sorted by it and by `waits`."""
    waits: int = number_field()
    """`waiting_since` as a number; behind all others where nobody waits."""
    version: int = number_field()
    """Counts the changes; what was planned on an older one is void."""


class TicketEventRow(Row, table=True):
    """Who did what with a ticket, and when; never changed."""

    __tablename__ = "ticket_event"
    __table_args__ = (
        lookup("ticket_event_line", "conversation", "position"),
        lookup("ticket_event_ticket", "ticket", "id"),
        lookup("ticket_event_officer", "officer", "id", where="officer IS NOT NULL"),
        lookup("ticket_event_once", "ticket", "key", where="key <> ''", unique=True),
    )

    id: int | None = id_field()
    ticket: str = Field(sa_type=Text, sa_column_args=(ForeignKey("ticket.ref"),))
    conversation: str = words_field()
    position: int = number_field()
    at: datetime = moment_field()
    kind: str = words_field()
    """opened, note, assigned, allotted, released, routed, moved, escalated, prioritised, renamed, linked, unlinked, merged,
    unmerged, rated, commented or seen."""
    actor: str = words_field()
    """member, bot or officer."""
    officer: int | None = Field(default=None, sa_type=BigInteger, nullable=True)
    value: str = words_field()
    """The note's words, the stage, the reason or the score."""
    inbound: int = number_field()
    """The message that caused it, or that it speaks of."""
    key: str = words_field()


ticket: Final = table_of(TicketRow)
ticket_event: Final = table_of(TicketEventRow)
