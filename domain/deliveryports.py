"""What providers say of messages: what was delivered, what came unproved, when members were last heard. Small protocols."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from domain.channelports import Outbound, Request
from domain.model import ConversationId, OutboundId


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


KNOCK: Final = "/knock"
"""Ends the key of what goes out in place of a parked message."""


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
    once: bool = False
    """But not twice."""
    file: bool = False
    """It failed for the file in it: the words may go again, with a link to the file."""
    pressed: bool = False
    """It failed for its buttons or its list: the words may go again with numbers alone."""
    limit: bool = False
    """It failed because too many members were written to first; or because it was too fast."""


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

    async def untold(self, channel: str, after: datetime, before: datetime, limit: int = 100) -> tuple[str, ...]:
        """Give the provider's ids of messages that it took in this time and told nothing good or bad of, the newest first."""
        ...

    async def known(self, channel: str, provider_ids: Sequence[str]) -> frozenset[str]:
        """Say which of these ids belong to messages of ours."""
        ...

    async def unsent(self, outbound: OutboundId, reason: str) -> None:
        """Say that the provider never took a message in doubt: it is to be sent again."""
        ...


class Openings(Protocol):
    """Members to whom we wrote first, outside their windows: providers limit how many there may be in a day."""

    async def admit(self, conversation: ConversationId, key: str, most: int) -> datetime | None:
        """Count a member who is written to first, by the message of this key; `most` may be in 24 hours, 0: any number.

        None: it may go now. Else when: that place is his. Raises `StorageError`.
        """
        ...

    async def refused(self, conversation: ConversationId, key: str) -> None:
        """Say that the provider refused that message because there were too many. Raises `StorageError`."""
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


@dataclass(frozen=True, slots=True)
class Waiting:
    """A member who waits for an answer."""

    origin: str
    conversation: ConversationId
    provider_id: str
    """Of his last message."""


class Unanswered(Protocol):
    """Who waits for an answer."""

    async def waiting(self, origins: Sequence[str], since: datetime, until: datetime) -> Sequence[Waiting]:
        """Give those whose message came between these times and is not handled; 50 at most.

        Left out are those whom the bot will not answer: an officer has the chat, or nothing was asked.
        """
        ...
