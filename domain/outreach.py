"""What the desk needs in order to see and steer what members are told without asking, as small protocols."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from domain.announcements import Act, Actor, Announcement, Barred, Fault, Preview
from domain.assembly import AnnouncementId, Receipt
from domain.model import ConversationId, Language, OfficerId, TicketRef
from domain.notices import Appointment
from domain.quiet import MessageClass
from domain.receiving import Consent, NotSent, PersonId, Segment

# ---- updates of tickets ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NextUpdate:
    """What a member will hear of a ticket next."""

    at: datetime | None
    """None: nothing is planned, as of a ticket that is resolved or whose member stopped notices."""
    told_at: datetime | None
    """When he last heard of it."""
    held_until: datetime | None
    line: str
    """What an officer added."""


class Updates(Protocol):
    """The updates that members get of their tickets."""

    async def next(self, ticket: TicketRef) -> NextUpdate | None:
        """Give the next update; None where there is no such ticket. Raises `StorageError`."""
        ...

    async def hold(self, ticket: TicketRef, until: datetime | None) -> None:
        """Send no update before that time; None: no longer held. Raises `StorageError`."""
        ...

    async def add_line(self, ticket: TicketRef, line: str) -> None:
        """Have these words go out with the next update; empty: none. Raises `BadInput` if too long, `StorageError`."""
        ...


# ---- appointments ----------------------------------------------------------------------------------------------------


class Appointments(Protocol):
    """Days and hours that officers note for tickets: visits, sittings of the committee, what is to be done."""

    async def add(self, appointment: Appointment) -> Appointment:
        """Note it with its reminders, a day and two hours ahead; its `id` is given. Raises `BadInput` for a past time."""
        ...

    async def cancel(self, number: int) -> None:
        """Take it back with its reminders; one that is none changes nothing. Raises `StorageError`."""
        ...

    async def of(self, ticket: TicketRef) -> tuple[Appointment, ...]:
        """Give a ticket's, the next first. Raises `StorageError`."""
        ...


# ---- consent ---------------------------------------------------------------------------------------------------------


class Consents(Protocol):
    """What members agreed to, by class of messages, with its proof."""

    async def record(
        self, conversation: ConversationId, message: MessageClass, officer: OfficerId, proof: str, *, given: bool
    ) -> None:
        """Write down what a member said elsewhere, with what proves it. Raises `BadInput` without a proof, `StorageError`."""
        ...

    async def history(self, conversation: ConversationId) -> tuple[tuple[MessageClass | None, Consent], ...]:
        """Give all that a member ever said, the latest first; None: about everything. Raises `StorageError`."""
        ...


# ---- announcements ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AnnouncementCard:
    """An announcement in a list."""

    announcement: Announcement
    version: int
    created_at: datetime
    changed_at: datetime
    planned: bool
    """Its recipients are all known."""


@dataclass(frozen=True, slots=True)
class AnnouncementEvent:
    """Something that was done with an announcement."""

    at: datetime
    officer: OfficerId | None
    """None: the clock."""
    kind: str
    """created, edited, or a `domain.announcements.Act`."""


class Outcome(StrEnum):
    """What became of one recipient."""

    WAITING = "waiting"
    EXCLUDED = "excluded"
    """With a reason (`domain.receiving.NotSent`)."""
    QUEUED = "queued"
    """Handed to the senders."""
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    UNCERTAIN = "uncertain"
    PARKED = "parked"
    """It waits for the member's next word."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RecipientLine:
    """One recipient's result."""

    person: PersonId
    name: str
    language: Language
    conversation: ConversationId | None
    """The address used last."""
    outcome: Outcome
    reason: str
    """Why it did not arrive: a `NotSent`, or the channel's words."""
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a run would be, as things stand."""

    previews: tuple[Preview, ...]
    texts: Mapping[tuple[str, Language], tuple[str, ...]]
    """The messages as each channel shows them in each language."""
    excluded: Mapping[NotSent, int]
    cost: Decimal
    currency: str
    without_template: tuple[tuple[str, Language], ...]
    """Channels with a window that have no approved template: only members who wrote within it are reached there."""
    faults: tuple[Fault, ...]


class Announcements(Protocol):
    """Announcements as the desk's pages need them. Who may do what is decided by `domain.announcements`."""

    async def create(self, draft: Announcement, by: Actor) -> AnnouncementCard | Barred:
        """Begin a draft; its `id` is given. Raises `StorageError`."""
        ...

    async def edit(self, edited: Announcement, by: Actor, version: int) -> AnnouncementCard | Barred:
        """Replace what it says; an approval is void. Raises `BadInput` where somebody changed it since, `StorageError`."""
        ...

    async def act(self, announcement: AnnouncementId, deed: Act, by: Actor, version: int) -> AnnouncementCard | Barred:
        """Do something with it. Raises `BadInput` where somebody changed it since or there is none, `StorageError`."""
        ...

    async def all(self, limit: int = 100) -> tuple[AnnouncementCard, ...]:
        """List them, the latest first. Raises `StorageError`."""
        ...

    async def one(self, announcement: AnnouncementId) -> AnnouncementCard | None:
        """Give one. Raises `StorageError`."""
        ...

    async def events(self, announcement: AnnouncementId) -> tuple[AnnouncementEvent, ...]:
        """Give its history. Raises `StorageError`."""
        ...

    async def estimate(self, announcement: Announcement) -> Estimate:
        """Show it as each channel would, count recipients and reckon the cost. Raises `StorageError`."""
        ...

    async def results(self, announcement: AnnouncementId) -> Mapping[Outcome, int]:
        """Count recipients by what became of them. Raises `StorageError`."""
        ...

    async def recipients(
        self, announcement: AnnouncementId, outcome: Outcome | None = None, after: int = 0, limit: int = 100
    ) -> tuple[tuple[int, RecipientLine], ...]:
        """List recipients with the place from which to go on. Raises `StorageError`."""
        ...

    async def enrol(self, project: str, conversations: Sequence[ConversationId]) -> None:
        """Say who belongs to a project, from now on. Raises `StorageError`."""
        ...


@dataclass(frozen=True, slots=True)
class Audience:
    """How many persons a segment holds."""

    by_address: Mapping[tuple[str, Language], int] = field(default_factory=dict)
    """By the channel and language in which they would be addressed."""
    excluded: Mapping[NotSent, int] = field(default_factory=dict)


def everyone() -> Segment:
    """Give the segment of all members."""
    return Segment()
