"""A room outside the desk where officers work: one topic a ticket. What it can do, and what is said in it; small protocols.

Which topic a ticket has is kept by `domain.topicports`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final, Protocol

from domain.deskports import Alert
from domain.errors import Misconfigured, Refused
from domain.inbound import AttachmentReceived
from domain.model import Attachment, ConversationId, DepartmentId, OfficerId, Option

ORIGIN: Final = "room"
"""Who numbers what officers do in a room."""
LINK: Final = "desk-"
"""How the word begins by which an officer proves at the channel who he is at the desk."""


class TopicGone(Refused):
    """The topic was deleted."""


class TopicShut(Refused):
    """The topic is closed, and nothing can be written into it."""


class RoomUnusable(Misconfigured):
    """The group cannot be used as it is; the code is a key of the desk's words for what is wrong."""


class RoomMoved(Refused):
    """The group has another id, which is the code."""


@dataclass(frozen=True, slots=True)
class Share:
    """Whose tickets a room has."""

    departments: frozenset[DepartmentId] = frozenset()
    others: bool = False
    """Those of all departments but these, instead of those of these."""


EVERYBODYS: Final = Share(others=True)


class Room(Protocol):
    """A group at a provider. Every method raises one of the send errors; `TopicGone` and `TopicShut` tell of the topic."""

    @property
    def name(self) -> str:
        """Whose topics these are: `account`, with more where the account has several rooms."""
        ...

    @property
    def account(self) -> str:
        """How conversations begin that members have with the same account: `channel:account`."""
        ...

    @property
    def share(self) -> Share:
        """Whose tickets are shown here."""
        ...

    @property
    def place(self) -> str:
        """Give the group's own id, as it is now."""
        ...

    @property
    def configured(self) -> str:
        """Give the id that the configuration names."""
        ...

    def address(self, topic: str) -> str:
        """Give where officers open a topic in their own program."""
        ...

    @property
    def max_text(self) -> int:
        """Longest text of one message, in code points."""
        ...

    async def open(self, title: str) -> str:
        """Open a topic and give its id."""
        ...

    async def post(self, topic: str, text: str, options: Sequence[Option] = (), answers: str = "") -> str:
        """Write into a topic and give the message's id; `**bold**` is the only markup. `answers` is a message there."""
        ...

    async def edit(self, topic: str, message: str, text: str, options: Sequence[Option] = ()) -> None:
        """Replace a message; to repeat it does no harm."""
        ...

    async def rename(self, topic: str, title: str) -> None:
        """Give a topic another name; to repeat it does no harm."""
        ...

    async def copy(self, topic: str, conversation: ConversationId, message: str, caption: str) -> None:
        """Show in a topic what a member sent in a private chat with the same account, under another caption."""
        ...

    async def show(self, topic: str, file: Attachment, content: bytes) -> None:
        """Show a file in a topic."""
        ...

    async def fetch(self, reference: str) -> bytes:
        """Give a file that an officer sent here. Raises `Unreachable` to try again later, `BadInput` when it cannot be had."""
        ...

    async def remove(self, topic: str) -> None:
        """Delete a topic with all that was said in it."""
        ...

    def adopt(self, place: str) -> None:
        """Go on in the group of this id: it is the same one."""
        ...

    def listen(self, listener: "Listener") -> None:
        """Have `listener` hear what officers do here."""
        ...

    async def close(self, topic: str) -> None:
        """Close a topic; one that is closed stays so."""
        ...

    async def reopen(self, topic: str) -> None:
        """Open a closed topic again."""
        ...

    async def whisper(self, account: str, text: str) -> None:
        """Write to one person alone."""
        ...


class Doing(StrEnum):
    """What somebody does in a topic."""

    WORDS = "words"
    PRESS = "press"
    EDIT = "edit"
    """He changed what he wrote."""
    FILE = "file"
    """He sent something that is no words."""
    RENAME = "rename"
    """He gave the topic another name, which is the text."""
    CLOSE = "close"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was done in a topic."""

    id: str
    """Unique within the room: the same id twice is the same deed."""
    account: str
    """Whose, as `channel:person`; empty: somebody who hides behind the group's name."""
    topic: str
    doing: Doing
    text: str = ""
    """His words, the option that he pressed, or what he wrote with a file."""
    sent: AttachmentReceived | None = None
    """The file, with the provider's handle; without one it is something that is no file, such as a place."""
    message: str = ""
    """The provider's number of the message that says it; empty for anything else."""
    album: str = ""
    """What the file was sent together with others in; words stand below the first of them."""


class Listener(Protocol):
    """Who hears what is said in the room."""

    async def heard(self, said: Said) -> None:
        """Do what was said; the same id twice is done once. Raises `StorageError`: then it is to be said again."""
        ...

    async def claimed(self, account: str, word: str) -> None:
        """Prove an account by a word from the desk. Raises `StorageError`."""
        ...

    async def stands(self, wrong: str) -> None:
        """Hear whether the room can be used: empty, or a key of the desk's words for what is wrong. Raises `StorageError`."""
        ...

    async def moved(self, place: str) -> None:
        """Hear that the group has another id. Raises `StorageError`."""
        ...


class Links(Protocol):
    """Which accounts at providers are officers'. Every method raises `StorageError`."""

    async def offer(self, word_hash: str, officer: OfficerId, until: datetime) -> None:
        """Keep the hash of a word that proves, once and until then, who somebody is; an earlier one is void."""
        ...

    async def redeem(self, word_hash: str, account: str) -> OfficerId | None:
        """Prove an account by a word and give whose it is; None: the word is wrong, used or too old."""
        ...

    async def officer_of(self, account: str) -> OfficerId | None:
        """Give whose account it is; None: nobody's that is known."""
        ...

    async def of(self, officer: OfficerId) -> tuple[str, ...]:
        """List an officer's accounts."""
        ...

    async def sever(self, officer: OfficerId) -> None:
        """Forget an officer's accounts, and words that were not used."""
        ...


class Calls(Protocol):
    """What officers with an account at a provider are alerted of. Every method raises `StorageError`."""

    async def newest(self) -> int:
        """Give the number of the newest alert; 0 where there is none."""
        ...

    async def behind(self, told: tuple[int, str], provider: str, limit: int) -> tuple[tuple[Alert, str], ...]:
        """Give unread alerts, each with an account of its officer's at the provider, behind an alert's number and account."""
        ...


def hashed(word: str) -> str:
    """Give the hash under which a word from the desk is kept."""
    return sha256(word.encode()).hexdigest()
