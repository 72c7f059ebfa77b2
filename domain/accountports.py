"""Officers, their accounts and how they sign in, as small protocols."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from domain.model import NO_POST, Language, OfficerId, PostId

THE_SERVER: Final = OfficerId(0)
"""Who did what was done from the command line."""


class Presence(StrEnum):
    """Whether an officer may be given work."""

    AVAILABLE = "available"
    AWAY = "away"
    """For a while: he gets nothing new, and keeps what he has."""
    ABSENT = "absent"
    """For longer than a shift: what he has goes to his cover, or to a colleague."""


@dataclass(frozen=True, slots=True)
class Officer:
    """Someone who may use the desk."""

    id: OfficerId
    username: str
    name: str
    """As colleagues know him."""
    title: dict[Language, str] = field(default_factory=dict)
    """As members are told: «الأستاذ سالم من علاقات الأعضاء»."""
    role: str = "officer"
    post: PostId = NO_POST
    """The post that he holds, by the regulation of duties; empty: none yet."""
    presence: Presence = Presence.AVAILABLE
    """As it is now: an officer is available from when he said that he would be back."""
    back_at: datetime | None = None
    """When he is back; None: not known, or he is here."""
    cover: OfficerId | None = None
    """Who takes over what is his while he is absent."""
    must_change: bool = False
    """True: the password is a one-time one."""
    active: bool = True


class Officers(Protocol):
    """The accounts of the desk."""

    async def by_username(self, username: str) -> tuple[Officer, str] | None:
        """Give an active officer and the hash of his password."""
        ...

    async def set_password(
        self, officer: OfficerId, password_hash: str, *, must_change: bool, by: OfficerId | None = None
    ) -> None:
        """Store a new hash and end all sessions of the officer; `by` is who does it, for the trail (None: he himself)."""
        ...

    async def start_session(self, officer: OfficerId, token_hash: str, expires_at: datetime) -> None:
        """Store a session under the hash of its token."""
        ...

    async def by_session(self, token_hash: str) -> Officer | None:
        """Give the officer of a session that is still valid."""
        ...

    async def end_session(self, token_hash: str) -> None:
        """End one session."""
        ...

    async def all(self) -> tuple[Officer, ...]:
        """List all accounts by name, those not active too."""
        ...

    async def set_post(self, officer: OfficerId, post: PostId, by: OfficerId) -> None:
        """Give an officer a post; `by` is who does it."""
        ...

    async def set_presence(
        self,
        officer: OfficerId,
        presence: Presence,
        back_at: datetime | None = None,
        cover: OfficerId | None = None,
        by: OfficerId | None = None,
    ) -> None:
        """Say whether an officer is there, and until when not; the clock gives away what an absent officer has.

        `by` is who says it, for the trail (None: he himself).
        """
        ...


class SignInAttempts(Protocol):
    """How often somebody tried a wrong password lately."""

    async def failures(self, username: str, address: str) -> tuple[int, datetime | None]:
        """Count failures in the last hour for the name or the address, and give the time of the last."""
        ...

    async def record(self, username: str, address: str, *, success: bool) -> None:
        """Remember an attempt; a success clears the name's failures."""
        ...


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

    async def set_name(self, officer: OfficerId, name: str, title: Mapping[Language, str], by: OfficerId) -> None:
        """Say how colleagues and members know an officer."""
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
