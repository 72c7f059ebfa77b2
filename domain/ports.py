"""What keeps Mujib going, as small protocols: the time, what comes in, goes out and falls due. `bot.app` says who fills them.

What a channel is stands in `domain.channelports`, what a turn is in `domain.turnports`.
"""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.casefile import Around, Casefile
from domain.channelports import Outbound
from domain.inbound import Envelope
from domain.model import ConversationId, OutboundId, Stage, TicketRef

# ---- time ------------------------------------------------------------------------------------------------------------


class Clock(Protocol):
    """Where the time comes from; the only door to it."""

    def now(self) -> datetime:
        """Give the time, aware, in UTC."""
        ...


# ---- the engine's work -----------------------------------------------------------------------------------------------


class Inbox(Protocol):
    """Where everything that happens enters."""

    async def accept(self, envelopes: Sequence[Envelope]) -> Sequence[bool]:
        """Store what came in, durably; False for each that was there already. Raises `StorageError`."""
        ...


class Outbox(Protocol):
    """The sender's side."""

    async def claim(self, limit: int, channels: Sequence[str]) -> tuple[Outbound, ...]:
        """Claim the first due message of up to `limit` conversations of these channels."""
        ...

    async def sent(self, results: Sequence[tuple[OutboundId, str]]) -> None:
        """Mark as sent, with the provider's ids: of several parts with spaces between."""
        ...

    async def postponed(self, outbound: OutboundId, until: datetime, reason: str, *, tried: bool = True) -> None:
        """Certainly not sent: to be tried again from `until`; what follows in the conversation waits.

        `tried=False`: this was no attempt, only not its time yet.
        """
        ...

    async def uncertain(self, outbound: OutboundId, reason: str) -> None:
        """Perhaps sent: parked for reconciliation."""
        ...

    async def dropped(self, outbound: OutboundId, reason: str) -> None:
        """Of no use any more, and not sent."""
        ...

    async def parked(self, outbound: OutboundId, reason: str, knock: str = "", *, until: datetime | None = None) -> None:
        """Put aside until the member writes, or until a time.

        `knock` is the provider's id of what went out in its place, if anything did.
        """
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
    shut: bool = False
    """He blocked the channel, as its provider said, and has not been heard of there since."""


class Correspondence(Protocol):
    """What is known of members when something is to go out to them."""

    async def of(self, conversation: ConversationId) -> Correspondent:
        """Give it. Raises `StorageError`."""
        ...

    async def stands(self, stages: Collection[tuple[TicketRef, Stage]]) -> bool:
        """Tell whether any of these tickets is in this stage. Raises `StorageError`."""
        ...


class Timers(Protocol):
    """Reminders that are rows."""

    async def fire_due(self, now: datetime, limit: int = 500) -> int:
        """Turn due reminders into inbounds, each just once; give how many."""
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


Sleep = Callable[[float], Awaitable[None]]
