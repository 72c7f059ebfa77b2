"""The tables of conversations: what comes in, what goes out, what is awaited; and nothing else. Tickets have their own.

`lane` is the engine's ground: one row for each conversation and direction, with the number of rows that wait (`pending`), the
time from which it may be claimed (`ready_at`, empty when nothing waits) and the claim that holds it. A lane is freed by
comparing that number, never by looking for waiting rows, which would miss a row that another process is just committing.
Rows that people read carry a `position`, handed out under the lane's lock: no line ever appears before one already read.
"""

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, LargeBinary, Text, UniqueConstraint, literal_column
from sqlmodel import Field

from storage.columns import Row, flag_field, id_field, lookup, moment_field, number_field, table_of, words_field


class LaneRow(Row, table=True):
    """What waits in one conversation in one direction: queue `in`, or `out:` with the channel's name."""

    __tablename__ = "lane"
    __table_args__ = (lookup("lane_ready", "queue", "ready_at", where="ready_at IS NOT NULL"),)

    queue: str = Field(primary_key=True, sa_type=Text)
    key: str = Field(primary_key=True, sa_type=Text)
    ready_at: datetime | None = moment_field(optional=True)
    owner: str = words_field()
    lease_until: datetime | None = moment_field(optional=True)
    attempts: int = number_field()
    """Claims since the last one that ended well."""
    pending: int = number_field()
    positions: int = number_field()
    """The last position handed out in this conversation; only in queue `in`."""


class ConversationRow(Row, table=True):
    """What is known of a conversation and where it stands."""

    __tablename__ = "conversation"

    id: str = Field(primary_key=True, sa_type=Text)
    name: str = words_field()
    """As the channel tells it."""
    stated: str = words_field()
    """As the member himself stated it in a form."""
    language: str = words_field()
    language_chosen: bool = flag_field(default=False)
    notices: bool = flag_field(default=True)
    greeted: bool = flag_field(default=False)
    blocked: bool = flag_field(default=False)
    number_asked: bool = flag_field(default=False)
    number: str = words_field()
    """To which he wants news that do not reach him here."""
    state: str = words_field()
    offered: str = words_field()
    created_at: datetime = moment_field()
    changed_at: datetime = moment_field()


class InboundRow(Row, table=True):
    """Something that happened: status `new`, `done`, or `failed` with the fault."""

    __tablename__ = "inbound"
    __table_args__ = (
        UniqueConstraint("origin", "provider_id", name="inbound_once"),
        lookup("inbound_waiting", "conversation", "position", where="status = 'new'"),
        lookup("inbound_line", "conversation", "position"),
        lookup("inbound_arrival", "origin", "received_at"),
    )

    id: int | None = id_field()
    origin: str = words_field()
    provider_id: str = words_field()
    conversation: str = words_field()
    position: int = number_field()
    kind: str = words_field()
    payload: str = words_field()
    words: str = words_field()
    """What the member said, as people read it: his text, or the label of the option that he pressed."""
    sender_name: str = words_field()
    status: str = words_field()
    fault: str = words_field()
    sent_at: datetime = moment_field()
    received_at: datetime = moment_field()
    done_at: datetime | None = moment_field(optional=True)


class OutboundRow(Row, table=True):
    """A message to a member: new, sending, sent, delivered, read, uncertain, parked, dead or dropped."""

    __tablename__ = "outbound"
    __table_args__ = (
        lookup("outbound_waiting", "conversation", "position", where="status IN ('new', 'sending')"),
        lookup("outbound_line", "conversation", "position"),
        lookup("outbound_doubt", "channel", "claimed_at", where="status = 'uncertain'"),
        lookup("outbound_parked", "conversation", where="status = 'parked'"),
        lookup("outbound_held", "conversation", where="status IN ('parked', 'uncertain')"),
        lookup("outbound_put_off", "not_before", where="status = 'parked' AND not_before IS NOT NULL"),
        lookup("outbound_undelivered", "key", where="status = 'dead' AND purpose = 'announcement'"),
        lookup("outbound_lost", "created_at", where="status = 'dead' AND purpose = 'notice'"),
        lookup("outbound_provider", "channel", "provider_id", where="provider_id <> ''"),
    )

    id: int | None = id_field()
    key: str = words_field(unique=True)
    """`in:<inbound id>:<n>`: the n-th reply to a message."""
    conversation: str = words_field()
    channel: str = words_field()
    position: int = number_field()
    reply: str = words_field()
    author: str = words_field()
    purpose: str = words_field()
    status: str = words_field()
    claim: str = words_field()
    claimed_at: datetime | None = moment_field(optional=True)
    attempts: int = number_field()
    not_before: datetime | None = moment_field(optional=True)
    provider_id: str = words_field()
    """Of its last part: what is heard of it counts for the whole."""
    parts: str = words_field()
    """The provider's ids of the parts before that, with spaces between."""
    reason: str = words_field()
    created_at: datetime = moment_field()
    sent_at: datetime | None = moment_field(optional=True)


class DeliveryRow(Row, table=True):
    """Something heard of a message that was handed over; never changed."""

    __tablename__ = "delivery"
    __table_args__ = (lookup("delivery_outbound", "outbound", "id"),)

    id: int | None = id_field()
    outbound: int = number_field()
    at: datetime = moment_field()
    status: str = words_field()
    code: str = words_field()
    reason: str = words_field()


class TimerRow(Row, table=True):
    """A reminder; `due_at` is empty once it fired or was cancelled. The row stays for its version."""

    __tablename__ = "timer"
    __table_args__ = (lookup("timer_due", "due_at", where="due_at IS NOT NULL"),)

    conversation: str = Field(primary_key=True, sa_type=Text)
    key: str = Field(primary_key=True, sa_type=Text)
    version: int = number_field()
    due_at: datetime | None = moment_field(optional=True)
    payload: str = words_field()


class DecisionRow(Row, table=True):
    """What the bot made of a question; learning feeds on it."""

    __tablename__ = "decision"
    __table_args__ = (
        lookup("decision_inbound", "inbound"),
        lookup("decision_line", "conversation", "id"),
        lookup("decision_at", "at"),
    )

    id: int | None = id_field()
    inbound: int = number_field()
    conversation: str = words_field()
    at: datetime = moment_field()
    question: str = words_field()
    decision: str = words_field()
    chosen: str = words_field()
    candidates: str = words_field()
    by_habit: bool = flag_field(default=False)


class QuarantineRow(Row, table=True):
    """A request that did not prove where it comes from, kept as it came."""

    __tablename__ = "quarantine"

    id: int | None = id_field()
    channel: str = words_field()
    url: str = words_field()
    headers: str = words_field()
    body: bytes = Field(default=b"", sa_type=LargeBinary)
    at: datetime = moment_field()
    reason: str = words_field()


class CounterRow(Row, table=True):
    """A running number."""

    __tablename__ = "counter"

    name: str = Field(primary_key=True, sa_type=Text)
    value: int = number_field()


lane: Final = table_of(LaneRow)
conversation: Final = table_of(ConversationRow)
inbound: Final = table_of(InboundRow)
outbound: Final = table_of(OutboundRow)
delivery: Final = table_of(DeliveryRow)
timer: Final = table_of(TimerRow)
decision: Final = table_of(DecisionRow)
quarantine: Final = table_of(QuarantineRow)
counter: Final = table_of(CounterRow)

# Written out, not bound: SQLite uses an index with a condition only where the query repeats that condition.
WAITING_IN: Final = inbound.c.status == literal_column("'new'")
UNDELIVERED: Final[ColumnElement[bool]] = literal_column("outbound.status = 'dead' AND outbound.purpose = 'announcement'")
LOST_NOTICE: Final[ColumnElement[bool]] = literal_column("outbound.status = 'dead' AND outbound.purpose = 'notice'")
WAITING_OUT: Final[ColumnElement[bool]] = literal_column("outbound.status IN ('new', 'sending')")
IN_DOUBT: Final[ColumnElement[bool]] = literal_column("outbound.status = 'uncertain'")
