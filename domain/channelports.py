"""What a channel is: the protocol that each fills, the abilities that some have, and what goes through them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from domain.capabilities import Capabilities, Markup
from domain.inbound import Envelope
from domain.model import Attachment, ConversationId, Option, OutboundId, Reply


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
    share: str = ""
    """Label of the button that shares the member's telephone number, above the others."""
    share_over: bool = False
    """An earlier such button goes away."""
    attachment: Attachment | None = None
    """A file that is shown with the text."""
    answers: str = ""
    """The provider's number of the message that is shown as answered."""
    segments: int = 1
    """As how many it counts for pace and price, where a text is charged by its SMS segments."""
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


@runtime_checkable
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
