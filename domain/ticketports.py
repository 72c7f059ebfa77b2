"""Tickets and conversations as people read them, as small protocols."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from domain.dossier import is_erased
from domain.inbound import AttachmentReceived
from domain.model import (
    NO_DEPARTMENT,
    NO_POST,
    Attachment,
    Candidate,
    Contact,
    ConversationId,
    DepartmentId,
    HandoverReason,
    Language,
    OfficerId,
    Option,
    PostId,
    Priority,
    Stage,
    Ticket,
    TicketKind,
    TicketRef,
)


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
    """What the member sent."""
    sent: Attachment | None = None
    """What was sent to him."""
    announced: bool = False
    """It is an announcement's, and many have it."""
    status: str = ""
    """Of an outbound line: new, sending, sent, delivered, read, uncertain, parked, dead, dropped; of an event: its kind."""
    reason: str = ""
    """Why it failed, in plain words."""
    ticket: TicketRef | None = None
    """Of an event or a note: whose history it stands in."""
    edited: bool = False
    """The member's line replaces something that he wrote before."""
    replies_to: str = ""
    """The provider's id of the message that a member's line answers."""
    quoted: str = ""
    """What that message of ours says; read for officers only."""
    client_id: str = ""
    """The provider id of a member's line, by which his page recognises its own message."""


class Transcript(Protocol):
    """A conversation as people read it."""

    async def lines(
        self, conversation: ConversationId, after: str = "", limit: int = 200, *, internal: bool = False
    ) -> tuple[Line, ...]:
        """Give lines in order: those after a cursor, or without one the last `limit`. `internal` adds notes and events."""
        ...


def telephone(conversation: ConversationId) -> str:
    """Give the number of whoever writes in a conversation, where the channel's address is one; else nothing."""
    address = conversation.rpartition(":")[2]
    return address if address.startswith("+") else ""


@dataclass(frozen=True, slots=True)
class TicketCard:
    """A ticket in the queue."""

    ref: TicketRef
    kind: TicketKind
    stage: Stage
    subject: str
    conversation: ConversationId
    member_name: str
    """As the channel calls him; where it does not, as he stated it in a form."""
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
    name_stated: bool = False
    """The name is the member's own statement."""

    @property
    def is_erased(self) -> bool:
        """True where the member was erased: what is left is nobody's."""
        return is_erased(self.conversation)

    @property
    def called(self) -> str:
        """How officers tell whose it is: his name, else the number that he writes from; empty where neither is known."""
        return self.member_name or telephone(self.conversation)


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
    stage_at: datetime | None = None
    """When it came into its stage."""
    talking: OfficerId | None = None
    """Who has the member's chat; None: the assistant, even where the ticket is an officer's."""


class QueueFilter(StrEnum):
    """Which part of the queue."""

    OPEN = "open"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    OVERDUE = "overdue"
    RESOLVED = "resolved"
    ALL = "all"
    """All of them: for a search, the latest change first. Nobody counts it."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which tickets of a part are looked at; an empty one narrows nothing."""

    department: str = ""
    channel: str = ""
    stage: Stage | None = None


EVERYTHING: Final = Narrowing()
COUNTED: Final = 1_000
"""Settled tickets of which more are not counted."""


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
        """Count the tickets in each part; settled ones grow without end and are counted up to `COUNTED`."""
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
