"""What the desk needs in order to see and steer what members are told without asking, as small protocols."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final, Protocol

from domain.announcements import Act, Actor, Announcement, Barred, Fault, Preview
from domain.assembly import AnnouncementId, Answer, Receipt
from domain.calendar import Shift
from domain.enrolling import Enrolled, Roll, Roster, Way
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

    async def unrated(self, ticket: TicketRef) -> str:
        """Give why a resolved ticket has no rating, a `domain.reminders.NotAsked`; empty: nothing of it is known."""
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


@dataclass(frozen=True, slots=True)
class ConsentWord:
    """One thing that a member said about being told things."""

    message: MessageClass | None
    """None: about everything that he did not ask for."""
    consent: Consent
    officer: OfficerId | None
    """Who wrote it down; None: he said it to Mujib, or to the provider."""
    conversation: ConversationId


class Consents(Protocol):
    """What members agreed to, by class of messages, with its proof."""

    async def record(
        self, conversation: ConversationId, message: MessageClass, officer: OfficerId, proof: str, *, given: bool
    ) -> None:
        """Write down what a member said elsewhere, with what proves it. Raises `BadInput` without a proof, `StorageError`.

        Of service messages it also says whether he is told of his own tickets, on all his channels.
        """
        ...

    async def history(self, conversation: ConversationId) -> tuple[ConsentWord, ...]:
        """Give all that whoever writes in a conversation ever said, on all his channels, the latest first."""
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

    person: PersonId
    name: str
    reason: NotSent


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
        """Do something with it; `approvers`, or who wrote it, are told at the desk.

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


class Projects(Protocol):
    """Who belongs to which of the association's projects."""

    async def all(self) -> Mapping[str, int]:
        """Give each project with the number of its conversations. Raises `StorageError`."""
        ...

    async def of(self, conversation: ConversationId) -> tuple[str, ...]:
        """Give the projects of whoever writes in a conversation. Raises `StorageError`."""
        ...

    async def rosters(self) -> tuple[Roster, ...]:
        """Give each project with how many belong to it, by name. Raises `StorageError`."""
        ...

    async def enrol(self, roll: Roll, way: Way) -> Enrolled:
        """Do what a list says about the projects that it names. Raises `StorageError`.

        Whoever is named by a number from which nobody has written belongs to the project once somebody does.
        """
        ...

    async def dissolve(self, project: str) -> int:
        """Forget a project; give how many belonged to it. Raises `StorageError`."""
        ...

    async def join(self, project: str, conversation: ConversationId) -> None:
        """Say that somebody belongs to a project too. Raises `StorageError`."""
        ...

    async def leave(self, project: str, conversation: ConversationId) -> None:
        """Say that somebody belongs to a project no more, whichever of his conversations it was. Raises `StorageError`."""
        ...


@dataclass(frozen=True, slots=True)
class Audience:
    """How many persons a segment holds."""

    by_address: Mapping[tuple[str, Language], int] = field(default_factory=dict)
    """By the channel and language in which they would be addressed."""
    excluded: Mapping[NotSent, int] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    """The first of those who are excluded."""


def everyone() -> Segment:
    """Give the segment of all members."""
    return Segment()
