"""What the engine, the channels and the desk need of one another, as small protocols. `bot.app` says who fills them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from domain.capabilities import Capabilities, Markup
from domain.casefile import Around, Casefile
from domain.effects import Effect
from domain.inbound import Envelope, Inbound
from domain.model import (
    NOTHING_ELSEWHERE,
    Answered,
    Attachment,
    Contact,
    ConversationId,
    Elsewhere,
    InboundId,
    Invitation,
    Language,
    Option,
    OutboundId,
    Reply,
    Ticket,
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
    copied: str = ""
    """What one press copies, beside the buttons."""
    attachment: Attachment | None = None
    """A file that is shown with the text."""
    answers: str = ""
    """The provider's number of the message that is shown as answered."""
    valid: int = 0
    """Seconds after which nobody need deliver it; 0: as long as the channel says."""


@dataclass(frozen=True, slots=True)
class Outbound:
    """A due row of the outbox, claimed for sending."""

    id: OutboundId
    conversation: ConversationId
    reply: Reply
    attempts: int
    key: str
    """The idempotency key: the same message has the same key at each attempt."""


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
        """Hand the messages over and give the provider's ids, with spaces between. Raises a send error; never retries."""
        ...


class FetchesMedia(Protocol):
    """Ability of a channel: attachments come as a reference and are fetched later."""

    async def fetch(self, reference: str) -> bytes:
        """Give the file's content. Raises `Unreachable` to try again later, `BadInput` when it cannot be had at all."""
        ...


class ShowsTyping(Protocol):
    """Ability of a channel: show that an answer is being prepared."""

    async def typing(self, conversation: ConversationId, answered: str) -> float:
        """Show it until the next message, at most for the seconds that are given back. Raises one of the send errors.

        `answered` is the provider's id of the message that is being answered.
        """
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
    answered: Answered | None = None
    """The message of ours to which it is a reply, where the channel tells and it is known."""
    invitation: Invitation | None = None
    """The one whose word it brings, while that is good."""


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
    elsewhere: Elsewhere = NOTHING_ELSEWHERE
    """What the member has on other channels."""


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
    ready_at: datetime | None = None
    """Until when more is waited for before that message is handled; it was not tried."""


NO_ROOM: Final[Mapping[str, int]] = {}
"""By channel: nothing is to be sent at once."""


class Onward(Protocol):
    """Sends at once what was just written, without looking for it."""

    def room(self, most: int) -> Mapping[str, int]:
        """Keep room for up to so many messages of each channel until `take`; tell how many may be begun with, by channel."""
        ...

    def take(self, claimed: Sequence[Outbound]) -> None:
        """Send these, which are claimed; the rest of the room is not needed."""
        ...


class Turns(Protocol):
    """The engine's side of the inbox."""

    async def claim(self, lanes: int, messages: int) -> tuple[Lane, ...]:
        """Claim up to that many ready conversations, with up to that many messages each."""
        ...

    async def commit(self, results: Sequence[LaneResult], room: Mapping[str, int] = NO_ROOM) -> tuple[Outbound, ...]:
        """Perform the effects, store the states and free the lanes in one transaction.

        Gives the first words of quiet conversations, claimed for who commits: at most so many of each channel as `room` says.
        """
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


Sleep = Callable[[float], Awaitable[None]]


# ---- is everything well? ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that `mujib doctor` looked at."""

    good: bool
    words: Mapping[Language, str]
    """What is so, and where it is not good what to do about it."""
