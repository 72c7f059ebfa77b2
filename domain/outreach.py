"""What the desk needs in order to see and steer what members are told without asking, as small protocols."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.enrolling import Enrolled, Roll, Roster, Way
from domain.model import ConversationId, OfficerId, TicketRef
from domain.notices import Appointment
from domain.quiet import MessageClass
from domain.receiving import Consent

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


# ---- projects --------------------------------------------------------------------------------------------------------


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
