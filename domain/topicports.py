"""Topics of rooms where officers work, as they are kept: which one a ticket has, and how far it shows it; small protocols."""

from dataclasses import dataclass
from typing import Protocol

from domain.model import ConversationId, DepartmentId, TicketRef


@dataclass(frozen=True, slots=True)
class Behind:
    """A ticket whose topic does not show all yet."""

    ticket: TicketRef
    conversation: ConversationId
    version: int
    """Of the ticket now."""
    position: int
    """Of the last thing that happened in its conversation."""
    topic: str = ""
    """Empty: it has none yet."""
    card: str = ""
    """The message that tells how things stand; empty: not written yet."""
    shown: int = 0
    """The last position that the topic shows."""
    shown_version: int = -1
    title: str = ""
    """As the topic is named."""
    open: bool = True
    """Of the topic."""
    left_for: DepartmentId | None = None
    """The department that has it now, whose tickets are not shown here."""


@dataclass(frozen=True, slots=True)
class Entering:
    """Ids of lines of which a room keeps nothing, and of those for which that is not known yet."""

    form: frozenset[str]
    """What the member wrote into a form that he may still throw away, and what he was answered."""
    unheard: frozenset[str]
    """What he sent, and no step has taken."""


class Rooms(Protocol):
    """Which topic of a room belongs to which ticket. Every method raises `StorageError`."""

    async def behind(self, limit: int) -> tuple[Behind, ...]:
        """Give tickets whose topic is missing or does not show all; the urgent first, then the newest."""
        ...

    async def opened(self, ticket: TicketRef, topic: str, title: str) -> None:
        """Keep a ticket's new topic."""
        ...

    async def titled(self, ticket: TicketRef, title: str) -> None:
        """Keep how a topic is named."""
        ...

    async def forgotten(self, limit: int) -> tuple[tuple[TicketRef, str], ...]:
        """Give topics of members who were erased, by their tickets: they are to be deleted."""
        ...

    async def carded(self, ticket: TicketRef, card: str) -> None:
        """Keep the message that tells how things stand."""
        ...

    async def showed(self, ticket: TicketRef, position: int, version: int) -> None:
        """Keep how far the topic is."""
        ...

    async def unshut(self, ticket: TicketRef) -> None:
        """Say that a topic is open again."""
        ...

    async def gone(self, ticket: TicketRef) -> None:
        """Forget a topic that was deleted."""
        ...

    async def shut(self, ticket: TicketRef) -> None:
        """Say that a topic is closed; it is opened again while its ticket is open."""
        ...

    async def ticket_at(self, topic: str) -> TicketRef | None:
        """Give the ticket of a topic; None where it has none."""
        ...

    async def said_there(self, conversation: ConversationId, after: int) -> frozenset[str]:
        """Give the ids of the lines behind a position that were written in a room, and stand there already."""
        ...

    async def entering(self, conversation: ConversationId) -> Entering:
        """Tell what of a conversation belongs to a form that the member has not submitted."""
        ...
