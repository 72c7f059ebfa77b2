"""The engine's side of the inbox: conversations claimed with their waiting messages, and what came of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from domain.channelports import Outbound
from domain.effects import Effect
from domain.elsewhere import NOTHING_ELSEWHERE, Elsewhere, Invitation
from domain.inbound import Inbound
from domain.model import Answered, Contact, ConversationId, InboundId, Option, Ticket, TicketRef
from domain.states import State


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


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message as it was just stored, in a conversation that somebody works on."""

    conversation: str
    claim: str
    """Whose the conversation is."""
    row: Mapping[str, Any]
    """As the storage reads it."""
    inbound: Inbound | None = None
    """What it says, where that need not be read."""


class Ahead(Protocol):
    """Who answers in this process: what finds its conversation quiet is claimed for him as it is stored."""

    def room(self) -> int:
        """Tell how many conversations may be claimed for him now."""
        ...

    def take(self, claim: str, arrived: Sequence[Arrived]) -> None:
        """Take what was claimed for him under this name; of what came for conversations of others, what goes with his own."""
        ...


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

    async def claim(self, lanes: int, messages: int, ahead: Sequence[Arrived] = ()) -> tuple[Lane, ...]:
        """Claim up to that many ready conversations, with up to that many messages each; those `ahead` are claimed already."""
        ...

    async def commit(self, results: Sequence[LaneResult], room: Mapping[str, int] = NO_ROOM) -> tuple[Outbound, ...]:
        """Perform the effects, store the states and free the lanes in one transaction.

        Gives the first words of quiet conversations, claimed for whoever commits: at most `room` of each channel.
        """
        ...

    async def release(self, claims: Sequence[str]) -> None:
        """Give claims back unhandled."""
        ...

    async def references(self, count: int) -> tuple[TicketRef, ...]:
        """Reserve fresh ticket references."""
        ...
