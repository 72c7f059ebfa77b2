"""What the desk needs of the storage beside tickets: members, alerts, stretches and the trail of audit, as small protocols."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain.alarms import Alarm
from domain.assembly import AnnouncementId
from domain.model import ConversationId, Language, OfficerId, Ticket, TicketRef
from domain.receiving import PersonId
from domain.ticketports import Line, telephone

# ---- members ---------------------------------------------------------------------------------------------------------


class Proof(StrEnum):
    """How it is known whose a conversation is."""

    ALONE = "alone"
    """Nothing joins it with another one."""
    PHONE = "phone"
    """The provider vouches for the number, and another conversation has the same."""
    ACCOUNT = "account"
    """The provider's lasting id of the sender is the same."""
    INVITATION = "invitation"
    """In the one he was given a word that he brought to the other."""
    OFFICER = "officer"
    """An officer made sure of it."""
    STATED = "stated"
    """He gave the number himself, for news; nobody can write from there."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One conversation of a member."""

    conversation: ConversationId
    name: str
    """As the channel calls him; where it does not, as he stated it himself."""
    language: Language
    notices: bool
    """False after an opt-out there."""
    proof: Proof
    proven_at: datetime
    officer_name: str = ""
    """Who made sure, for `Proof.OFFICER`."""
    stated: bool = False
    """The name is his own statement."""

    @property
    def telephone(self) -> str:
        """His number, where the channel's address is one; else empty."""
        return telephone(self.conversation)


@dataclass(frozen=True, slots=True)
class MemberFound:
    """A member whom a search names."""

    conversation: ConversationId
    """One of his."""
    name: str
    """Empty where nobody knows it."""
    stated: bool
    """The name is his own statement."""
    number: str
    """Of his membership."""

    @property
    def called(self) -> str:
        """His name, else the number that he writes from."""
        return self.name or telephone(self.conversation)


@dataclass(frozen=True, slots=True)
class MemberNote:
    """What an officer wrote about a member."""

    at: datetime
    officer_name: str
    text: str


@dataclass(frozen=True, slots=True)
class MemberCard:
    """What is known of a member."""

    member: PersonId
    names: tuple[str, ...]
    identities: tuple[Identity, ...]
    tickets: tuple[Ticket, ...]
    """On all his channels, newest first."""
    ratings: tuple[int, ...]
    """Those he gave, the latest first."""
    notes: tuple[MemberNote, ...]
    preferred: str = ""
    """The channel on which he wants to be told things; empty: the one that he used last."""
    number: str = ""
    """Of his membership, as an officer wrote it down; empty where nobody did."""

    @property
    def called(self) -> tuple[str, ...]:
        """His names, else the numbers that he writes from."""
        return self.names or tuple(dict.fromkeys(one.telephone for one in self.identities if one.telephone))


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a member's history, with the conversation in which it stands."""

    conversation: ConversationId
    line: Line


class Members(Protocol):
    """People across their channels."""

    async def card(self, conversation: ConversationId) -> MemberCard | None:
        """Give the card of whoever writes in a conversation; None where there is no such conversation."""
        ...

    async def history(self, conversation: ConversationId, before: datetime | None = None, limit: int = 200) -> tuple[Told, ...]:
        """Give the last lines before a time, of all his conversations in one line of time, notes and events among them."""
        ...

    async def find(self, query: str, limit: int = 5) -> tuple[MemberFound, ...]:
        """Give members named by name, telephone number or number of membership, each once; with tickets or without."""
        ...

    async def join(self, conversation: ConversationId, other: ConversationId, officer: OfficerId) -> None:
        """Say that two conversations, and all that are joined with them, are one person's.

        Raises `BadInput("numbers_differ")` where two numbers of membership are written down.
        """
        ...

    async def part(self, conversation: ConversationId, officer: OfficerId) -> None:
        """Say that a conversation is somebody else's than those it was joined with."""
        ...

    async def prefer(self, conversation: ConversationId, channel: str, officer: OfficerId) -> None:
        """Say on which channel the member wants to be told things; empty: on the one that he used last."""
        ...

    async def number(self, conversation: ConversationId, number: str, officer: OfficerId) -> None:
        """Write the number of his membership down, by which he is found from then on; empty: there is none."""
        ...

    async def note(self, conversation: ConversationId, officer: OfficerId, text: str, key: str) -> None:
        """Write a note about the member; the same `key` twice is one note."""
        ...


# ---- officers --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that an officer should know."""

    id: int
    ticket: TicketRef
    """Empty where it is of an announcement."""
    what: Alarm
    at: datetime
    announcement: AnnouncementId | None = None


class Alerts(Protocol):
    """What officers are told at the desk."""

    async def unread(self, officer: OfficerId, limit: int = 50) -> tuple[Alert, ...]:
        """Give what an officer has not ticked off, the newest first."""
        ...

    async def read(self, officer: OfficerId, alerts: Sequence[int]) -> None:
        """Tick off alerts of an officer's own."""
        ...


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that an officer did or looked at."""

    cursor: str
    """Where to go on from: `Audit.deeds(before=cursor)` gives what came earlier."""
    at: datetime
    officer: OfficerId
    officer_name: str
    act: str
    """`seen` for a look; else what was done, as ticket events are called, or an act on an account or a member."""
    subject: str
    """The ticket's reference, the account or the conversation."""
    detail: str
    conversation: str = ""
    """Of a deed on a ticket: where its member writes, which begins with the channel."""


class Audit(Protocol):
    """The trail of all looks and changes; nothing changes it."""

    async def deeds(
        self, officer: OfficerId | None = None, subject: str = "", before: str = "", limit: int = 100
    ) -> tuple[Deed, ...]:
        """Give what was done, the newest first: by one officer, or on one subject."""
        ...

    async def record(self, officer: OfficerId, act: str, subject: str, detail: str = "") -> None:
        """Write down a deed on something else than a ticket."""
        ...

    async def looked(self, officer: OfficerId, act: str, at: Sequence[tuple[str, str]]) -> None:
        """Write down looks at subjects, each with a detail; one that was written down a moment ago is not written again."""
        ...
