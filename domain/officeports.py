"""What the desk keeps for its officers themselves: looks, saved replies, files for members. Small protocols."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from domain.model import Language, OfficerId, TicketRef

# ---- looks -----------------------------------------------------------------------------------------------------------

VIEW_LASTS: Final = timedelta(minutes=30)
"""An open page that keeps itself fresh is one view until nobody had it before him for this long."""
IS_HERE: Final = timedelta(seconds=100)
"""Who had a ticket before him within this time is looking at it; open pages come back each minute."""
IS_TYPING: Final = timedelta(seconds=12)


@dataclass(frozen=True, slots=True)
class Looker:
    """A colleague who has a ticket before him now."""

    officer: OfficerId
    name: str
    typing: bool


class Looks(Protocol):
    """Who looks at which ticket, and which have news for whom."""

    async def look(self, ref: TicketRef, officer: OfficerId, *, opened: bool) -> None:
        """Say that an officer has a ticket before him; `opened`: anew. A view begins in the ticket's history."""
        ...

    async def type(self, ref: TicketRef, officer: OfficerId) -> None:
        """Say that an officer is writing a reply."""
        ...

    async def others(self, ref: TicketRef, officer: OfficerId) -> tuple[Looker, ...]:
        """Give the colleagues who look at a ticket now."""
        ...

    async def unread(self, refs: Sequence[TicketRef], officer: OfficerId) -> frozenset[TicketRef]:
        """Give those of these tickets whose member said something since the officer last looked."""
        ...


# ---- saved replies and files -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SavedReply:
    """Words kept for answers; `{member}`, `{ticket}` and the like stand for what differs."""

    id: int
    title: str
    text: Mapping[Language, str]
    """A language may be missing."""
    officer: OfficerId | None
    """Whose own they are; None: everybody's."""


class SavedReplies(Protocol):
    """The words that officers keep."""

    async def of(self, officer: OfficerId) -> tuple[SavedReply, ...]:
        """Give an officer's own and everybody's, by title."""
        ...

    async def keep(self, reply: SavedReply, by: OfficerId) -> int:
        """Keep one, or change that of its id (0: a new one); give its id."""
        ...

    async def forget(self, reply: int, by: OfficerId) -> None:
        """Remove one."""
        ...


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A file for a member, below an address that nobody can guess."""

    key: str
    ticket: TicketRef
    officer: OfficerId
    file: str
    """Its name among the kept files."""
    name: str
    mime: str
    size: int
    expires_at: datetime


class SharedFiles(Protocol):
    """Files that officers sent."""

    async def share(self, shared: SharedFile) -> None:
        """Open the address."""
        ...

    async def find(self, key: str) -> SharedFile | None:
        """Give what stands below an address; None where nothing does, or not any more."""
        ...
