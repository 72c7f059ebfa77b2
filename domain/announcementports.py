"""What the desk needs in order to write, approve and watch announcements, as small protocols and their values."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final, Protocol

from domain.announcements import Act, Actor, Announcement, Barred, Fault
from domain.assembly import AnnouncementId, Answer, Receipt
from domain.calendar import Shift
from domain.model import ConversationId, Language, OfficerId
from domain.quiet import MessageClass
from domain.receiving import NotSent, PersonId
from domain.runs import Preview
from domain.ticketports import telephone


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
    detail: str = ""
    """Beside a `NotSent`: the channel's words on the last message that did not arrive."""


class Caveat(StrEnum):
    """What whoever approves should know of one channel in one language."""

    NO_TEMPLATE = "no_template"
    """No approved template: only members who wrote within the channel's window are reached there."""
    KNOCKS = "knocks"
    """Outside the window a template only knocks: it has options, or is too long for a template's blank."""
    NOTICE_INSTEAD = "notice_instead"
    """Members there cannot write back, and the words do not stand alone: a notice with a link goes in their place."""
    NO_LINK = "no_link"
    """As above, but there is no registered link: nobody is reached there."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A person of the segment who would not receive it."""

    conversation: ConversationId
    """One of his: that which has his name, else one that has his number."""
    name: str
    reason: NotSent

    @property
    def number(self) -> str:
        """His telephone number, where the channel has it."""
        return telephone(self.conversation)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a run would be, as things stand."""

    previews: tuple[Preview, ...]
    texts: Mapping[tuple[str, Language], tuple[str, ...]]
    """The messages as each channel shows them in each language."""
    excluded: Mapping[NotSent, int]
    left_out: tuple[LeftOut, ...]
    """The first of those who are excluded, by name."""
    cost: Decimal
    currency: str
    caveats: Mapping[tuple[str, Language], Caveat]
    faults: tuple[Fault, ...]
    hours: Shift
    """When it may be sent on that day; outside them are the quiet hours of its class."""
    costs: Mapping[tuple[str, Language], Decimal]
    """What it costs on each channel in each language."""
    begins_at: datetime
    """When the first would be handed over, were it approved now."""

    @property
    def recipients(self) -> int:
        """How many persons it would go to."""
        return sum(each.recipients for each in self.previews)


@dataclass(frozen=True, slots=True)
class Attendance:
    """What members answered to the notice of an assembly, and of how many it is proven that they were invited."""

    invited: int
    answers: Mapping[Answer, int]
    proven: int
    """Delivered, read or answered (`domain.assembly.proven`)."""

    @property
    def present(self) -> int:
        """Those who come, and those for whom somebody comes."""
        return self.answers.get(Answer.ATTENDS, 0) + self.answers.get(Answer.PROXY, 0)


@dataclass(frozen=True, slots=True)
class Which:
    """Which recipients are wanted; nothing given: all."""

    outcome: Outcome | None = None
    answer: Answer | None = None
    silent: bool = False
    """Those who were handed the notice of an assembly and have not answered it."""


EVERY: Final = Which()


class Announcements(Protocol):
    """Announcements as the desk's pages need them. Who may do what is decided by `domain.announcements`."""

    async def create(self, draft: Announcement, by: Actor) -> AnnouncementCard | Barred:
        """Begin a draft; its `id` is given. Raises `StorageError`."""
        ...

    async def edit(self, edited: Announcement, by: Actor, version: int) -> AnnouncementCard | Barred:
        """Replace what it says; an approval is void. Raises `BadInput` where somebody changed it since, `StorageError`."""
        ...

    async def act(
        self,
        announcement: AnnouncementId,
        deed: Act,
        by: Actor,
        version: int,
        approvers: AbstractSet[OfficerId] = frozenset(),
    ) -> AnnouncementCard | Barred:
        """Do something with it; `approvers`, or its writer, are told at the desk.

        Raises `BadInput` where somebody changed it since or there is none, `StorageError`.
        """
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

    def sending(self, now: datetime) -> Mapping[MessageClass, Shift]:
        """Give from when to when each class may be sent today."""
        ...

    async def results(self, announcement: AnnouncementId) -> Mapping[Outcome, int]:
        """Count recipients by what became of them. Raises `StorageError`."""
        ...

    async def attendance(self, announcement: AnnouncementId) -> Attendance:
        """Count what members answered to an assembly's notice. Raises `StorageError`."""
        ...

    async def recipients(
        self, announcement: AnnouncementId, which: Which = EVERY, after: int = 0, limit: int = 100
    ) -> tuple[tuple[int, RecipientLine], ...]:
        """List recipients with the place from which to go on. Raises `StorageError`."""
        ...


@dataclass(frozen=True, slots=True)
class Audience:
    """How many persons a segment holds."""

    by_address: Mapping[tuple[str, Language], int] = field(default_factory=dict)
    """By the channel and language in which they would be addressed."""
    excluded: Mapping[NotSent, int] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    """The first of those who are excluded."""
