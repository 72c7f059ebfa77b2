"""What the desk keeps for its officers themselves: looks, saved replies, files for members, accounts. Small protocols."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from domain.model import NO_POST, Language, OfficerId, PostId, TicketRef
from domain.ports import Officer

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


# ---- accounts --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Invitation:
    """An account to be made."""

    username: str
    name: str
    title: Mapping[Language, str]
    role: str
    post: PostId = NO_POST


@dataclass(frozen=True, slots=True)
class Account:
    """An account as those see it who look after it."""

    officer: Officer
    sessions: int
    """Sign-ins that are valid now."""
    codes: bool
    """It is opened with a one-time code."""


class Outcome(StrEnum):
    """How an attempt to sign in ended."""

    IN = "in"
    WRONG = "wrong"
    LOCKED = "locked"
    WRONG_CODE = "code"


@dataclass(frozen=True, slots=True)
class SignIn:
    """An attempt to sign in."""

    at: datetime
    username: str
    address: str
    outcome: Outcome


class Accounts(Protocol):
    """The officers' accounts, in the hands of those who look after them. Each change is in the trail."""

    async def all(self) -> tuple[Account, ...]:
        """List all by name."""
        ...

    async def invite(self, invitation: Invitation, password_hash: str, by: OfficerId) -> OfficerId:
        """Make an account with a one-time password. Raises `BadInput` for a name that is taken."""
        ...

    async def set_role(self, officer: OfficerId, role: str, by: OfficerId) -> None:
        """Say what an officer is at the association."""
        ...

    async def set_active(self, officer: OfficerId, by: OfficerId, *, active: bool) -> None:
        """Open or close an account; closing ends its sessions."""
        ...

    async def reset(self, officer: OfficerId, password_hash: str, by: OfficerId) -> None:
        """Give a one-time password; sessions end, and codes are enrolled anew."""
        ...

    async def end_sessions(self, officer: OfficerId, by: OfficerId) -> None:
        """End all sessions of an officer."""
        ...

    async def sign_ins(self, limit: int = 100) -> tuple[SignIn, ...]:
        """Give the last attempts to sign in, the newest first."""
        ...

    async def record_sign_in(self, officer: OfficerId | None, attempt: SignIn) -> None:
        """Remember an attempt to sign in."""
        ...


@dataclass(frozen=True, slots=True)
class CodeSecret:
    """What an officer's one-time codes are made of."""

    secret: str = field(repr=False)
    confirmed: bool
    """A code was entered once: from then on it is asked for."""
    last_step: int
    """The last step of time whose code was used."""


class Codes(Protocol):
    """One-time codes, and sign-ins that wait for one."""

    async def of(self, officer: OfficerId) -> CodeSecret | None:
        """Give an officer's secret; None where he has none."""
        ...

    async def enrol(self, officer: OfficerId, secret: str) -> None:
        """Give an officer a secret that is not confirmed yet; one that is stays."""
        ...

    async def use(self, officer: OfficerId, step: int) -> bool:
        """Use up the code of a step of time and confirm the secret; False where it, or a later one, was used before."""
        ...

    async def drop(self, officer: OfficerId) -> None:
        """Forget an officer's secret."""
        ...

    async def wait(self, token_hash: str, officer: OfficerId, until: datetime) -> None:
        """Remember that the password was right and the code is still to come."""
        ...

    async def waiting(self, token_hash: str) -> OfficerId | None:
        """Give whose code is awaited under this token; None: nobody's, or not any more."""
        ...

    async def over(self, token_hash: str) -> None:
        """Forget it."""
        ...
