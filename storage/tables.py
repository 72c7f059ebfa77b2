"""The tables, and nothing else. Times are UTC microseconds in a big integer, the same on both databases.

`lane` is the engine's ground: one row for each conversation and direction, with the number of rows that wait (`pending`), the
time from which it may be claimed (`ready_at`, empty when nothing waits) and the claim that holds it. A lane is freed by
comparing that number, never by looking for waiting rows, which would miss a row that another process is just committing.
Rows that people read carry a `position`, handed out under the lane's lock: no line ever appears before one already read.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    false,
    literal_column,
    text,
    true,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
OPEN_STAGES: Final = "stage NOT IN ('resolved', 'closed')"
SETTLED_STAGES: Final = "stage IN ('resolved', 'closed')"
_QUEUE: Final = ("urgency", "waits", "ref", "officer", "due_at", "department", "channel", "stage")
NEVER: Final = 2**62
"""Sorts what waits for nobody behind all that does."""


class Moment(TypeDecorator[datetime]):
    """An aware time, stored as UTC microseconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002  # SQLAlchemy's shape
        """Give the number to store."""
        return None if value is None else (value - EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # as above
        """Give the time that was stored."""
        return None if value is None else EPOCH + timedelta(microseconds=value)


BigId: Final = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only in a column declared INTEGER."""


class _Row(SQLModel):
    """What all rows share."""

    __tablename__: ClassVar[str]


def _id() -> Any:
    return Field(default=None, primary_key=True, sa_type=BigId)


def _words(*, unique: bool = False) -> Any:
    return Field(default="", sa_type=Text, unique=unique, sa_column_kwargs={"server_default": ""})


def _moment(*, optional: bool = False) -> Any:
    return Field(default=None, sa_type=Moment, nullable=optional)


def _number() -> Any:
    return Field(default=0, sa_type=BigInteger, nullable=False, sa_column_kwargs={"server_default": "0"})


def _flag(*, default: bool) -> Any:
    return Field(default=default, nullable=False, sa_column_kwargs={"server_default": true() if default else false()})


def _lookup(name: str, *columns: str, where: str = "") -> Index:
    condition = text(where) if where else None
    return Index(name, *columns, sqlite_where=condition, postgresql_where=condition)


class LaneRow(_Row, table=True):
    """What waits in one conversation in one direction: queue `in`, or `out:` with the channel's name."""

    __tablename__ = "lane"
    __table_args__ = (_lookup("lane_ready", "queue", "ready_at", where="ready_at IS NOT NULL"),)

    queue: str = Field(primary_key=True, sa_type=Text)
    key: str = Field(primary_key=True, sa_type=Text)
    ready_at: datetime | None = _moment(optional=True)
    owner: str = _words()
    lease_until: datetime | None = _moment(optional=True)
    attempts: int = _number()
    """Claims since the last one that ended well."""
    pending: int = _number()
    positions: int = _number()
    """The last position handed out in this conversation; only in queue `in`."""


class ConversationRow(_Row, table=True):
    """What is known of a conversation and where it stands."""

    __tablename__ = "conversation"

    id: str = Field(primary_key=True, sa_type=Text)
    name: str = _words()
    language: str = _words()
    language_chosen: bool = _flag(default=False)
    notices: bool = _flag(default=True)
    greeted: bool = _flag(default=False)
    state: str = _words()
    offered: str = _words()
    created_at: datetime = _moment()
    changed_at: datetime = _moment()


class InboundRow(_Row, table=True):
    """Something that happened: status `new`, `done`, or `failed` with the fault."""

    __tablename__ = "inbound"
    __table_args__ = (
        UniqueConstraint("origin", "provider_id", name="inbound_once"),
        _lookup("inbound_waiting", "conversation", "position", where="status = 'new'"),
        _lookup("inbound_line", "conversation", "position"),
        _lookup("inbound_arrival", "origin", "received_at"),
    )

    id: int | None = _id()
    origin: str = _words()
    provider_id: str = _words()
    conversation: str = _words()
    position: int = _number()
    kind: str = _words()
    payload: str = _words()
    words: str = _words()
    """What the member said, as people read it: his text, or the label of the option that he pressed."""
    sender_name: str = _words()
    status: str = _words()
    fault: str = _words()
    sent_at: datetime = _moment()
    received_at: datetime = _moment()
    done_at: datetime | None = _moment(optional=True)


class OutboundRow(_Row, table=True):
    """A message to a member: new, sending, sent, delivered, read, uncertain, parked, dead or dropped."""

    __tablename__ = "outbound"
    __table_args__ = (
        _lookup("outbound_waiting", "conversation", "position", where="status IN ('new', 'sending')"),
        _lookup("outbound_line", "conversation", "position"),
        _lookup("outbound_doubt", "channel", "claimed_at", where="status = 'uncertain'"),
        _lookup("outbound_parked", "conversation", where="status = 'parked'"),
        _lookup("outbound_undelivered", "key", where="status = 'dead' AND purpose = 'announcement'"),
        _lookup("outbound_lost", "created_at", where="status = 'dead' AND purpose = 'notice'"),
        _lookup("outbound_provider", "channel", "provider_id", where="provider_id <> ''"),
    )

    id: int | None = _id()
    key: str = _words(unique=True)
    """`in:<inbound id>:<n>`: the n-th reply to a message."""
    conversation: str = _words()
    channel: str = _words()
    position: int = _number()
    reply: str = _words()
    author: str = _words()
    purpose: str = _words()
    status: str = _words()
    claim: str = _words()
    claimed_at: datetime | None = _moment(optional=True)
    attempts: int = _number()
    not_before: datetime | None = _moment(optional=True)
    provider_id: str = _words()
    reason: str = _words()
    created_at: datetime = _moment()
    sent_at: datetime | None = _moment(optional=True)


class DeliveryRow(_Row, table=True):
    """Something heard of a message that was handed over; never changed."""

    __tablename__ = "delivery"
    __table_args__ = (_lookup("delivery_outbound", "outbound", "id"),)

    id: int | None = _id()
    outbound: int = _number()
    at: datetime = _moment()
    status: str = _words()
    code: str = _words()
    reason: str = _words()


class TimerRow(_Row, table=True):
    """A reminder; `due_at` is empty once it fired or was cancelled. The row stays for its version."""

    __tablename__ = "timer"
    __table_args__ = (_lookup("timer_due", "due_at", where="due_at IS NOT NULL"),)

    conversation: str = Field(primary_key=True, sa_type=Text)
    key: str = Field(primary_key=True, sa_type=Text)
    version: int = _number()
    due_at: datetime | None = _moment(optional=True)
    payload: str = _words()


class TicketRow(_Row, table=True):
    """A member's matter."""

    __tablename__ = "ticket"
    __table_args__ = (
        _lookup("ticket_conversation", "conversation", "opened_at"),
        # with the stage, so that SQLite counts without looking at the rows
        _lookup("ticket_queue", *_QUEUE, where=OPEN_STAGES),
        _lookup("ticket_settled", "changed_at", "ref", "stage", where=SETTLED_STAGES),
        _lookup("ticket_merged", "merged_into", where="merged_into <> ''"),
        _lookup("ticket_look", "look_at", where="look_at IS NOT NULL"),
        _lookup("ticket_rated", "rated_at", "rating", where="rated_at IS NOT NULL"),
    )

    ref: str = Field(primary_key=True, sa_type=Text)
    conversation: str = _words()
    kind: str = _words()
    stage: str = _words()
    subject: str = _words()
    reason: str = _words()
    priority: int = _number()
    topic: str = _words()
    candidates: str = _words()
    details: str = _words()
    channel: str = _words()
    department: str = _words()
    post: str = _words()
    """In whose queue it is, by the regulation of duties."""
    officer: int | None = Field(default=None, sa_type=BigInteger, nullable=True)
    rating: int | None = Field(default=None, nullable=True)
    rated_at: datetime | None = _moment(optional=True)
    comment: str = _words()
    waiting_since: datetime | None = _moment(optional=True)
    answered: bool = _flag(default=False)
    stood: int = _number()
    """Microseconds of working time for which its clock of resolution stood."""
    opened_at: datetime = _moment()
    started_at: datetime | None = _moment(optional=True)
    """When it was opened, or last reopened."""
    since: datetime | None = _moment(optional=True)
    """Since when it is with its owner, or in its queue."""
    stage_at: datetime | None = _moment(optional=True)
    changed_at: datetime = _moment()
    told_stage: str = _words()
    """The stage of which the member last heard, and when."""
    told_at: datetime | None = _moment(optional=True)
    merged_into: str = _words()
    stage_before: str = _words()
    """Of a merged ticket: the stage in which it was."""
    first_due: datetime | None = _moment(optional=True)
    next_due: datetime | None = _moment(optional=True)
    resolve_due: datetime | None = _moment(optional=True)
    due_at: datetime | None = _moment(optional=True)
    """The soonest of the three."""
    look_at: datetime | None = _moment(optional=True)
    """When the clock has to look at it next."""
    urgency: int = _number()
    """The priority, the highest first: the queue is sorted by it and by `waits`."""
    waits: int = _number()
    """`waiting_since` as a number; behind all others where nobody waits."""
    version: int = _number()
    """Counts the changes; what was planned on an older one is void."""


class TicketEventRow(_Row, table=True):
    """Who did what with a ticket, and when; never changed."""

    __tablename__ = "ticket_event"
    __table_args__ = (
        _lookup("ticket_event_line", "conversation", "position"),
        _lookup("ticket_event_ticket", "ticket", "id"),
        _lookup("ticket_event_officer", "officer", "id", where="officer IS NOT NULL"),
        Index(
            "ticket_event_once",
            "ticket",
            "key",
            unique=True,
            sqlite_where=text("key <> ''"),
            postgresql_where=text("key <> ''"),
        ),
    )

    id: int | None = _id()
    ticket: str = Field(sa_type=Text, sa_column_args=(ForeignKey("ticket.ref"),))
    conversation: str = _words()
    position: int = _number()
    at: datetime = _moment()
    kind: str = _words()
    """opened, note, assigned, released, routed, moved, escalated, prioritised, renamed, linked, unlinked, merged, unmerged,
    rated, commented or seen."""
    actor: str = _words()
    """member, bot or officer."""
    officer: int | None = Field(default=None, sa_type=BigInteger, nullable=True)
    value: str = _words()
    """The note's words, the stage, the reason or the score."""
    inbound: int = _number()
    """The message that caused it, or that it speaks of."""
    key: str = _words()


class DecisionRow(_Row, table=True):
    """What the bot made of a question; learning feeds on it."""

    __tablename__ = "decision"
    __table_args__ = (
        _lookup("decision_inbound", "inbound"),
        _lookup("decision_line", "conversation", "id"),
        _lookup("decision_at", "at"),
    )

    id: int | None = _id()
    inbound: int = _number()
    conversation: str = _words()
    at: datetime = _moment()
    question: str = _words()
    decision: str = _words()
    chosen: str = _words()
    candidates: str = _words()


class ConsentRow(_Row, table=True):
    """A member's yes or no to notices, with its proof."""

    __tablename__ = "consent"
    __table_args__ = (_lookup("consent_conversation", "conversation", "id"),)

    id: int | None = _id()
    inbound: int = _number()
    conversation: str = _words()
    at: datetime = _moment()
    notices: bool = _flag(default=True)
    proof: str = _words()
    message: str = _words()
    """The class of messages that it is about; empty: all of which he did not ask for."""
    officer: int | None = Field(default=None, sa_type=BigInteger, nullable=True)
    """Who wrote it down, where the member did not say it here."""


class OfficerRow(_Row, table=True):
    """An account of the desk."""

    __tablename__ = "officer"

    id: int | None = _id()
    username: str = _words(unique=True)
    password_hash: str = _words()
    name: str = _words()
    title: str = _words()
    """By language, as JSON."""
    role: str = _words()
    post: str = _words()
    """The post that the officer holds, by the regulation of duties."""
    presence: str = _words()
    """A `domain.ports.Presence`; empty: available."""
    back_at: datetime | None = _moment(optional=True)
    cover: int | None = Field(default=None, sa_type=BigInteger, nullable=True)
    """Who takes over what is his while he is absent."""
    must_change: bool = _flag(default=True)
    active: bool = _flag(default=True)


class SessionRow(_Row, table=True):
    """A sign-in that is still valid."""

    __tablename__ = "session"
    __table_args__ = (_lookup("session_officer", "officer"),)

    token_hash: str = Field(primary_key=True, sa_type=Text)
    officer: int = Field(sa_type=BigInteger, sa_column_args=(ForeignKey("officer.id"),))
    expires_at: datetime = _moment()


class SignInFailureRow(_Row, table=True):
    """A wrong password."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (
        _lookup("sign_in_failure_username", "username", "at"),
        _lookup("sign_in_failure_address", "address", "at"),
    )

    id: int | None = _id()
    username: str = _words()
    address: str = _words()
    at: datetime = _moment()


class QuarantineRow(_Row, table=True):
    """A request that did not prove where it comes from, kept as it came."""

    __tablename__ = "quarantine"

    id: int | None = _id()
    channel: str = _words()
    url: str = _words()
    headers: str = _words()
    body: bytes = Field(default=b"", sa_type=LargeBinary)
    at: datetime = _moment()
    reason: str = _words()


class CounterRow(_Row, table=True):
    """A running number."""

    __tablename__ = "counter"

    name: str = Field(primary_key=True, sa_type=Text)
    value: int = _number()


class UpdatePlanRow(_Row, table=True):
    """What a member has heard of a ticket, and when to look whether he should hear more (`domain.updates.Matter`)."""

    __tablename__ = "update_plan"
    __table_args__ = (
        _lookup("update_plan_due", "look_at", where="look_at IS NOT NULL"),
        _lookup("update_plan_conversation", "conversation"),
    )

    ticket: str = Field(primary_key=True, sa_type=Text)
    conversation: str = _words()
    kind: str = _words()
    stage: str = _words()
    entered_at: datetime = _moment()
    told_stage: str = _words()
    told_at: datetime | None = _moment(optional=True)
    held_until: datetime | None = _moment(optional=True)
    line: str = _words()
    look_at: datetime | None = _moment(optional=True)


class AppointmentRow(_Row, table=True):
    """A day and an hour that an officer noted for a ticket; its reminders are timers of the ticket's conversation."""

    __tablename__ = "appointment"
    __table_args__ = (_lookup("appointment_ticket", "ticket", "at"),)

    id: int | None = _id()
    ticket: str = _words()
    conversation: str = _words()
    kind: str = _words()
    at: datetime = _moment()
    place: str = _words()
    note: str = _words()
    officer: int | None = Field(default=None, sa_type=BigInteger, nullable=True)
    cancelled: bool = _flag(default=False)


class AnnouncementRow(_Row, table=True):
    """Something said to many, where it stands, and how far its list of recipients is written."""

    __tablename__ = "announcement"
    __table_args__ = (_lookup("announcement_stage", "stage"),)

    id: int | None = _id()
    message: str = _words()
    segment: str = _words()
    assembly: str = _words()
    """As JSON; empty where it is none."""
    writers: str = _words()
    start_at: datetime | None = _moment(optional=True)
    per_minute: int = _number()
    stage: str = _words()
    approved_by: int | None = Field(default=None, sa_type=BigInteger, nullable=True)
    version: int = _number()
    """Counts edits and acts: who acts on an older one is told to look again."""
    created_at: datetime = _moment()
    changed_at: datetime = _moment()
    planned_to: str = _words()
    """The last person looked at for the list of recipients."""
    planned: bool = _flag(default=False)
    """The list is complete."""


class AnnouncementTextRow(_Row, table=True):
    """What an announcement says in one language."""

    __tablename__ = "announcement_text"

    announcement: int = Field(primary_key=True, sa_type=BigInteger)
    language: str = Field(primary_key=True, sa_type=Text)
    words: str = _words()


class AnnouncementEventRow(_Row, table=True):
    """Who did what with an announcement, and when; never changed."""

    __tablename__ = "announcement_event"
    __table_args__ = (_lookup("announcement_event_line", "announcement", "id"),)

    id: int | None = _id()
    announcement: int = _number()
    at: datetime = _moment()
    officer: int | None = Field(default=None, sa_type=BigInteger, nullable=True)
    kind: str = _words()
    """created, edited, or an act."""


class RecipientRow(_Row, table=True):
    """One person of one announcement: status `waiting`, `handed` or `excluded` with the reason."""

    __tablename__ = "recipient"
    __table_args__ = (
        UniqueConstraint("announcement", "person", name="recipient_once"),
        _lookup("recipient_status", "announcement", "status", "id"),
        _lookup("recipient_handed", "announcement", "handed_at", where="handed_at IS NOT NULL"),
        _lookup("recipient_conversation", "conversation", "announcement"),
    )

    id: int | None = _id()
    announcement: int = _number()
    person: str = _words()
    language: str = _words()
    status: str = _words()
    reason: str = _words()
    conversation: str = _words()
    """The address tried last."""
    key: str = _words()
    """Of the message in the outbox that was handed over last."""
    failed: str = _words()
    """Addresses tried before, as JSON."""
    handed_at: datetime | None = _moment(optional=True)
    answer: str = _words()
    """To the notice of an assembly."""
    proxy_name: str = _words()
    answered_at: datetime | None = _moment(optional=True)


class ProjectMemberRow(_Row, table=True):
    """Who belongs to which of the association's projects."""

    __tablename__ = "project_member"

    project: str = Field(primary_key=True, sa_type=Text)
    conversation: str = Field(primary_key=True, sa_type=Text)


metadata: Final = SQLModel.metadata


def _table(row: type[_Row]) -> Table:
    return metadata.tables[row.__tablename__]


lane: Final = _table(LaneRow)
conversation: Final = _table(ConversationRow)
inbound: Final = _table(InboundRow)
outbound: Final = _table(OutboundRow)
delivery: Final = _table(DeliveryRow)
timer: Final = _table(TimerRow)
ticket: Final = _table(TicketRow)
ticket_event: Final = _table(TicketEventRow)
decision: Final = _table(DecisionRow)
consent: Final = _table(ConsentRow)
officer: Final = _table(OfficerRow)
session: Final = _table(SessionRow)
sign_in_failure: Final = _table(SignInFailureRow)
quarantine: Final = _table(QuarantineRow)
counter: Final = _table(CounterRow)
update_plan: Final = _table(UpdatePlanRow)
appointment: Final = _table(AppointmentRow)
announcement: Final = _table(AnnouncementRow)
announcement_text: Final = _table(AnnouncementTextRow)
announcement_event: Final = _table(AnnouncementEventRow)
recipient: Final = _table(RecipientRow)
project_member: Final = _table(ProjectMemberRow)

# Written out, not bound: SQLite uses an index with a condition only where the query repeats that condition.
WAITING_IN: Final = inbound.c.status == literal_column("'new'")
UNDELIVERED: Final[ColumnElement[bool]] = literal_column("outbound.status = 'dead' AND outbound.purpose = 'announcement'")
LOST_NOTICE: Final[ColumnElement[bool]] = literal_column("outbound.status = 'dead' AND outbound.purpose = 'notice'")
WAITING_OUT: Final[ColumnElement[bool]] = literal_column("outbound.status IN ('new', 'sending')")
IN_DOUBT: Final[ColumnElement[bool]] = literal_column("outbound.status = 'uncertain'")
