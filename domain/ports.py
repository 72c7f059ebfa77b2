"""What the engine, the channels and the desk need of one another, as small protocols. `bot.app` says who fills them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from domain.capabilities import Capabilities, Markup
from domain.casefile import Around, Casefile
from domain.effects import Effect
from domain.inbound import AttachmentReceived, Envelope, Inbound
from domain.model import (
    NO_DEPARTMENT,
    NO_POST,
    Candidate,
    Contact,
    ConversationId,
    DepartmentId,
    HandoverReason,
    InboundId,
    Language,
    OfficerId,
    Option,
    OutboundId,
    PostId,
    Priority,
    Reply,
    Stage,
    Ticket,
    TicketKind,
    TicketRef,
)
from domain.states import State

# ---- time ------------------------------------------------------------------------------------------------------------


class Clock(Protocol):
    """Where the time comes from; the only door to it."""

    def now(self) -> datetime:
        """Give the time, aware, in UTC."""
        ...


# ---- channels --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request (or a line of a terminal) as a channel sees it."""

    url: str
    """The configured public URL with path and query, as the sender addressed it."""
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    at: datetime
    """The time of arrival."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message as a channel will show it."""

    text: str
    buttons: tuple[Option, ...] = ()
    rows: tuple[Option, ...] = ()
    """Of a list to choose from; never together with buttons."""
    markup: Markup = Markup.PLAIN
    dropped: tuple[str, ...] = ()
    """What the channel cannot express, in words for the log: never silently lost."""
    template: str = ""
    """The provider's id of an approved template to send in place of the text, which then says the same for our own records."""
    variables: tuple[tuple[str, str], ...] = ()
    """Name and value of the template's blanks."""


@dataclass(frozen=True, slots=True)
class Outbound:
    """A due row of the outbox, claimed for sending."""

    id: OutboundId
    conversation: ConversationId
    reply: Reply
    attempts: int
    key: str
    """The idempotency key: the same message has the same key at each attempt."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A request in quarantine."""

    id: int
    channel: str
    request: Request
    reason: str


class Quarantine(Protocol):
    """Where requests go that do not prove where they come from: kept as they came, replayed once a secret is mended."""

    async def keep(self, channel: str, request: Request, reason: str) -> None:
        """Keep a request. Raises `StorageError`."""
        ...

    async def kept(self, channel: str, after: int = 0, limit: int = 100) -> tuple[Kept, ...]:
        """List a channel's requests, the oldest first, from behind the id `after`. Raises `StorageError`."""
        ...

    async def forget(self, ids: Sequence[int]) -> None:
        """Remove requests that were taken in after all. Raises `StorageError`."""
        ...


class DeliveryStatus(StrEnum):
    """What a provider says became of a message, in rising order; `FAILED` counts only where nothing better was heard."""

    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something heard about a message that was handed over."""

    channel: str
    status: DeliveryStatus
    key: str = ""
    """The outbound's key, as our callback's address carries it; empty where only the provider's id is known."""
    provider_id: str = ""
    code: str = ""
    reason: str = ""
    """Why it failed, in plain words."""
    retryable: bool = False
    """It failed and may go again later."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A message of which nobody knows whether the provider took it."""

    outbound: Outbound
    since: datetime
    """When it was last claimed for sending."""


class Deliveries(Protocol):
    """What became of messages. News come in any order and more than once; a status never goes down."""

    async def delivered(self, delivery: Delivery) -> None:
        """Raise a message's status; one in doubt is settled by it. News of an unknown message change nothing."""
        ...

    async def doubtful(self, channel: str, before: datetime, limit: int = 100) -> tuple[Doubt, ...]:
        """Give the messages in doubt since before that time, the oldest first."""
        ...

    async def known(self, channel: str, provider_ids: Sequence[str]) -> frozenset[str]:
        """Say which of these ids belong to messages of ours."""
        ...

    async def unsent(self, outbound: OutboundId, reason: str) -> None:
        """Say that the provider never took a message in doubt: it is to be sent again."""
        ...


class Arrivals(Protocol):
    """When members were last heard."""

    async def last(self, origin: str) -> datetime | None:
        """Give the time at which the last message of this origin arrived; None: there was none yet."""
        ...

    async def first(self, origin: str) -> datetime | None:
        """Give the time at which the first one arrived."""
        ...

    async def counts(self, origin: str, spans: Sequence[tuple[datetime, datetime]], most: int) -> tuple[int, ...]:
        """Count the messages of each span of time, up to `most`."""
        ...


class Unanswered(Protocol):
    """Who waits for an answer."""

    async def waiting(self, origins: Sequence[str], since: datetime, until: datetime) -> Sequence[tuple[str, ConversationId]]:
        """Give origin and conversation of those whose message came between these times and is not handled; 50 at most."""
        ...


class Channel(Protocol):
    """A way to reach members: a name, its capabilities, three pure functions and one coroutine."""

    @property
    def name(self) -> str:
        """The channel's name, the first part of its conversations' ids."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """What the channel can do."""
        ...

    def verify(self, request: Request) -> None:
        """Raise `NotVerified` unless the request proves where it comes from."""
        ...

    def parse(self, request: Request) -> tuple[Envelope, ...]:
        """Read what a verified request says; unknown updates give `Ignored`. Raises `BadInput` when it is no update at all."""
        ...

    def render(self, reply: Reply) -> tuple[Outgoing, ...]:
        """Turn a reply's intent into messages that this channel can show."""
        ...

    async def send(self, outbound: Outbound, messages: Sequence[Outgoing]) -> str:
        """Hand the messages over and give the provider's id of the last. Raises one of the send errors; never retries."""
        ...


class FetchesMedia(Protocol):
    """Ability of a channel: attachments come as a reference and are fetched later."""

    async def fetch(self, reference: str) -> bytes:
        """Give the file's content. Raises `Unreachable` to try again later, `BadInput` when it cannot be had at all."""
        ...


class ShowsTyping(Protocol):
    """Ability of a channel: show that an answer is being prepared."""

    async def typing(self, conversation: ConversationId) -> None:
        """Show it for some seconds, or until the next message. Raises one of the send errors."""
        ...


class EditsMessages(Protocol):
    """Ability of a channel: change what was sent."""

    async def edit(self, conversation: ConversationId, provider_id: str, message: Outgoing) -> None:
        """Replace a sent message; to repeat it does no harm. Raises one of the send errors."""
        ...


# ---- the engine's work -----------------------------------------------------------------------------------------------


class Inbox(Protocol):
    """Where everything that happens enters."""

    async def accept(self, envelopes: Sequence[Envelope]) -> Sequence[bool]:
        """Store what came in, durably; False for each that was there already. Raises `StorageError`."""
        ...


@dataclass(frozen=True, slots=True)
class Pending:
    """A message of a claimed lane that waits for its turn."""

    id: InboundId
    inbound: Inbound
    received_at: datetime
    attempts: int
    """How often it was claimed before; counted in the claim."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One conversation claimed by this process: where it stands, and its waiting messages in order."""

    claim: str
    """The fence: a commit under a claim that was lost changes nothing."""
    contact: Contact
    state: State
    state_fault: str
    """Why the stored state could not be read (the state is then `Idle`); empty if it could."""
    tickets: tuple[Ticket, ...]
    """The member's, newest first, at most 20."""
    offered: tuple[Option, ...]
    """The options of the last message that had any."""
    pending: tuple[Pending, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of one message."""

    inbound: InboundId
    effects: tuple[Effect, ...]
    fault: str = ""
    """Not empty: the message failed for good with this error; kept with it."""


@dataclass(frozen=True, slots=True)
class LaneResult:
    """All that is to be written for one claimed lane."""

    claim: str
    conversation: ConversationId
    state: State
    offered: tuple[Option, ...]
    turns: tuple[Turn, ...]
    """The messages handled, in order; those of the claim not named here go back to waiting."""
    retry_at: datetime | None = None
    """When the first message not handled is to be tried again; None: at once."""


class Turns(Protocol):
    """The engine's side of the inbox."""

    async def claim(self, lanes: int, messages: int) -> tuple[Lane, ...]:
        """Claim up to that many ready conversations, with up to that many messages each."""
        ...

    async def commit(self, results: Sequence[LaneResult]) -> None:
        """Perform the effects, store the states and free the lanes in one transaction."""
        ...

    async def release(self, claims: Sequence[str]) -> None:
        """Give claims back unhandled."""
        ...

    async def references(self, count: int) -> tuple[TicketRef, ...]:
        """Reserve fresh ticket references."""
        ...


class Outbox(Protocol):
    """The sender's side."""

    async def claim(self, limit: int, channels: Sequence[str]) -> tuple[Outbound, ...]:
        """Claim the first due message of up to `limit` conversations of these channels."""
        ...

    async def sent(self, results: Sequence[tuple[OutboundId, str]]) -> None:
        """Mark as sent, with the provider's ids."""
        ...

    async def postponed(self, outbound: OutboundId, until: datetime, reason: str, *, tried: bool = True) -> None:
        """Certainly not sent: to be tried again from `until`; what follows in the conversation waits.

        `tried=False`: this was no attempt, only not its time yet.
        """
        ...

    async def uncertain(self, outbound: OutboundId, reason: str) -> None:
        """Perhaps sent: parked for reconciliation."""
        ...

    async def parked(self, outbound: OutboundId, reason: str, knock: str = "") -> None:
        """Put aside until the member writes; `knock` is the provider's id of what went out in its place, if anything did."""
        ...

    async def dead(self, outbound: OutboundId, reason: str) -> None:
        """Never to be sent; officers see why."""
        ...


@dataclass(frozen=True, slots=True)
class Correspondent:
    """How things stand with a member at the moment of sending."""

    last_inbound_at: datetime | None
    """When he last wrote in this conversation; None: never."""
    notices: bool = True
    """False after an opt-out."""
    knocked: bool = False
    """A parked message of his was announced, and he has not come for it."""


class Correspondence(Protocol):
    """What is known of members when something is to go out to them."""

    async def of(self, conversation: ConversationId) -> Correspondent:
        """Give it. Raises `StorageError`."""
        ...


class Timers(Protocol):
    """Reminders that are rows."""

    async def fire_due(self, now: datetime, limit: int = 500) -> int:
        """Turn due reminders into inbounds, each just once; give how many."""
        ...

    async def next_due(self) -> datetime | None:
        """When the next one is due."""
        ...


@dataclass(frozen=True, slots=True)
class DueCase:
    """A ticket at which the clock has to look."""

    conversation: ConversationId
    file: Casefile
    version: int
    """Of the ticket as it was read."""
    around: Around
    substitute_name: str
    """How the member is told who would take it over; empty where nobody would."""


class DueCases(Protocol):
    """Tickets whose time has come."""

    async def due(self, limit: int) -> tuple[DueCase, ...]:
        """Give those at which the clock has to look by now, the longest due first."""
        ...

    async def look_again(self, case: DueCase, at: datetime | None) -> None:
        """Say when to look at a case next; in vain where the ticket changed since, which says so itself."""
        ...

    async def look_at_all(self) -> None:
        """Have all that is open looked at: rules or holidays may have changed."""
        ...


class Signals(Protocol):
    """Hints that something changed: an optimisation of polling, never the truth.

    Topics: `inbox`, `outbox`, `desk`, `attachments`, and a conversation's id.
    """

    def publish(self, topic: str) -> None:
        """Wake whoever waits for the topic, in every process that shares the database."""
        ...

    async def wait(self, topic: str, seconds: float) -> bool:
        """Wait for the topic; False when that many `seconds` passed. A signal since the last `wait` of this task counts."""
        ...


# ---- reading for people ----------------------------------------------------------------------------------------------


class Speaker(StrEnum):
    """Who said a line of a conversation."""

    MEMBER = "member"
    BOT = "bot"
    OFFICER = "officer"
    NOTE = "note"
    """An internal note or an event of the ticket: never shown to a member."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said or done in a conversation."""

    cursor: str
    """Where to go on from: `Transcript.lines(after=cursor)` gives what came later."""
    id: str
    """Stable: `i12` for an inbound row, `o34` for an outbound row, `e56` for a ticket's event."""
    at: datetime
    speaker: Speaker
    text: str
    name: str = ""
    options: tuple[Option, ...] = ()
    language: Language = Language.ARABIC
    attachment: AttachmentReceived | None = None
    status: str = ""
    """Of an outbound line: new, sending, sent, delivered, read, uncertain, parked, dead, dropped; of an event: its kind."""
    reason: str = ""
    """Why it failed, in plain words."""
    client_id: str = ""
    """The provider id of a member's line, by which his page recognises its own message."""


class Transcript(Protocol):
    """A conversation as people read it."""

    async def lines(
        self, conversation: ConversationId, after: str = "", limit: int = 200, *, internal: bool = False
    ) -> tuple[Line, ...]:
        """Give lines in order: those after a cursor, or without one the last `limit`. `internal` adds notes and events."""
        ...


@dataclass(frozen=True, slots=True)
class TicketCard:
    """A ticket in the queue."""

    ref: TicketRef
    kind: TicketKind
    stage: Stage
    subject: str
    conversation: ConversationId
    member_name: str
    reason: HandoverReason
    priority: Priority
    topic: str
    opened_at: datetime
    changed_at: datetime
    officer: OfficerId | None
    officer_name: str
    rating: int | None
    comment: str
    waiting_since: datetime | None
    """Since when the member waits for a person's word; None when nobody does."""
    last_text: str
    """The member's last words, shortened."""
    department: DepartmentId = NO_DEPARTMENT
    post: PostId = NO_POST
    """In whose queue it is, or whose officer owns it."""
    due_at: datetime | None = None
    """The soonest time at which something is due; past: it is overdue."""
    merged_into: TicketRef | None = None
    """The ticket with which it goes on, where it was a duplicate."""


@dataclass(frozen=True, slots=True)
class TicketFile:
    """A ticket as its officer sees it."""

    card: TicketCard
    candidates: tuple[Candidate, ...]
    details: tuple[tuple[str, str], ...]
    contact: Contact
    others: tuple[Ticket, ...]
    """The member's other tickets."""
    first_answer_due: datetime | None = None
    next_answer_due: datetime | None = None
    resolution_due: datetime | None = None
    linked: tuple[TicketRef, ...] = ()
    """Tickets that belong together with it, of whomever."""
    duplicates: tuple[TicketRef, ...] = ()
    """Tickets that go on in this one."""


class QueueFilter(StrEnum):
    """Which part of the queue."""

    OPEN = "open"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    OVERDUE = "overdue"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which tickets of a part are looked at; an empty one narrows nothing."""

    department: str = ""
    channel: str = ""
    stage: Stage | None = None
    post: str = ""


EVERYTHING: Final = Narrowing()


class Tickets(Protocol):
    """Tickets as the desk reads them. Changes go through the inbox, but for notes."""

    async def queue(  # noqa: PLR0913, PLR0917 - what an officer chooses among
        self,
        part: QueueFilter,
        officer: OfficerId,
        search: str = "",
        before: str = "",
        limit: int = 50,
        narrowing: Narrowing = EVERYTHING,
    ) -> tuple[TicketCard, ...]:
        """List tickets, the most urgent and longest waiting first. `before` is the last ref of the page ahead.

        `search` finds words of messages, notes, subjects and forms, names, numbers and references.
        """
        ...

    async def attachments(self, ref: TicketRef) -> tuple[Line, ...]:
        """List what the member sent for a ticket, the oldest first."""
        ...

    async def counts(self, officer: OfficerId) -> Mapping[QueueFilter, int]:
        """Count the tickets in each part."""
        ...

    async def file(self, ref: TicketRef) -> TicketFile | None:
        """Give one ticket, or None where there is none."""
        ...

    async def note(self, ref: TicketRef, officer: OfficerId, text: str, key: str) -> None:
        """Write an internal note; the same `key` twice is one note."""
        ...

    async def seen(self, ref: TicketRef, officer: OfficerId) -> None:
        """Write into the audit trail that the officer viewed the conversation."""
        ...


class Presence(StrEnum):
    """Whether an officer may be given work."""

    AVAILABLE = "available"
    AWAY = "away"
    """For a while: he gets nothing new, and keeps what he has."""
    ABSENT = "absent"
    """For longer than a shift: what he has goes to his cover, or to a colleague."""


@dataclass(frozen=True, slots=True)
class Officer:
    """Someone who may use the desk."""

    id: OfficerId
    username: str
    name: str
    """As colleagues know him."""
    title: dict[Language, str] = field(default_factory=dict)
    """As members are told: «الأستاذ سالم من علاقات الأعضاء»."""
    role: str = "officer"
    post: PostId = NO_POST
    """The post that he holds, by the regulation of duties; empty: none yet."""
    presence: Presence = Presence.AVAILABLE
    back_at: datetime | None = None
    """When he is back; None: not known, or he is here."""
    cover: OfficerId | None = None
    """Who takes over what is his while he is absent."""
    must_change: bool = False
    """True: the password is a one-time one."""
    active: bool = True


class Officers(Protocol):
    """The accounts of the desk."""

    async def by_username(self, username: str) -> tuple[Officer, str] | None:
        """Give an active officer and the hash of his password."""
        ...

    async def set_password(self, officer: OfficerId, password_hash: str, *, must_change: bool) -> None:
        """Store a new hash and end all sessions of the officer."""
        ...

    async def start_session(self, officer: OfficerId, token_hash: str, expires_at: datetime) -> None:
        """Store a session under the hash of its token."""
        ...

    async def by_session(self, token_hash: str) -> Officer | None:
        """Give the officer of a session that is still valid."""
        ...

    async def end_session(self, token_hash: str) -> None:
        """End one session."""
        ...

    async def all(self) -> tuple[Officer, ...]:
        """List all accounts by name, those not active too."""
        ...

    async def set_post(self, officer: OfficerId, post: PostId, by: OfficerId) -> None:
        """Give an officer a post; `by` is who does it."""
        ...

    async def set_presence(
        self, officer: OfficerId, presence: Presence, back_at: datetime | None = None, cover: OfficerId | None = None
    ) -> None:
        """Say whether an officer is there; of who is absent the clock gives away what he has."""
        ...


class SignInAttempts(Protocol):
    """How often somebody tried a wrong password lately."""

    async def failures(self, username: str, address: str) -> tuple[int, datetime | None]:
        """Count failures in the last hour for the name or the address, and give the time of the last."""
        ...

    async def record(self, username: str, address: str, *, success: bool) -> None:
        """Remember an attempt; a success clears the name's failures."""
        ...


Sleep = Callable[[float], Awaitable[None]]


# ---- files -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that a member or an officer sent, kept outside the web root under a random name."""

    file: str
    """Its random name: the only way to it."""
    mime: str
    """As its content shows, not as its sender said."""
    size: int


class Files(Protocol):
    """Where attachments are kept."""

    async def save(self, content: bytes) -> StoredFile:
        """Keep a file of an accepted type. Raises `BadInput` for another type, `StorageError` when it cannot be written."""
        ...

    async def read(self, file: str) -> bytes | None:
        """Give a kept file's content; None where there is none of that name."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that a member sent and that is still with the provider."""

    id: int
    conversation: ConversationId
    reference: str
    """The provider's handle."""
    attempts: int
    since: datetime
    """When the message came."""


class Attachments(Protocol):
    """Which files are to be fetched, and what became of each."""

    async def due(self, limit: int) -> tuple[Wanted, ...]:
        """Give files that may be fetched now, those due longest first. Raises `StorageError`."""
        ...

    async def kept(self, wanted: Wanted, stored: StoredFile) -> None:
        """Say under which name the file is kept. Raises `StorageError`."""
        ...

    async def later(self, wanted: Wanted, due_at: datetime, reason: str) -> None:
        """Have it fetched again. Raises `StorageError`."""
        ...

    async def gone(self, wanted: Wanted, reason: str) -> None:
        """Say that it cannot be had, and why. Raises `StorageError`."""
        ...


# ---- is everything well? ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that `mujib doctor` looked at."""

    good: bool
    words: Mapping[Language, str]
    """What is so, and where it is not good what to do about it."""
