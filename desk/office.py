"""What the desk works with: its ports and the association's settings. Holds no rule and no page."""

import asyncio
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta, tzinfo
from zoneinfo import ZoneInfo

from desk.candidates import Lookup
from domain.model import Language, Priority
from domain.ports import Clock, Files, Inbox, Officers, Signals, SignInAttempts, Sleep, Tickets, Transcript


def _targets() -> Mapping[Priority, timedelta]:
    return {Priority.NORMAL: timedelta(hours=4), Priority.HIGH: timedelta(hours=1), Priority.URGENT: timedelta(minutes=15)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Everything that a page or an action may use."""

    tickets: Tickets
    transcript: Transcript
    officers: Officers
    attempts: SignInAttempts
    inbox: Inbox
    files: Files
    signals: Signals
    clock: Clock
    lookup: Lookup
    association: Mapping[Language, str]
    """The association's name."""
    public_url: str
    """As officers reach the server; with `https` the cookies are for secure connections only."""
    zone: tzinfo = field(default_factory=lambda: ZoneInfo("Asia/Riyadh"))
    overdue_after: Mapping[Priority, timedelta] = field(default_factory=_targets)
    """How long a member may wait for a person's word."""
    session_length: timedelta = timedelta(hours=12)
    sleep: Sleep = asyncio.sleep
    random: Callable[[int], str] = secrets.token_hex
    """Gives that many random bytes, as hexadecimal digits."""
    hashing: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))
    """Each hash takes 64 MB: a crowd at the door must not fill the memory."""

    @property
    def is_secure(self) -> bool:
        """True when officers come over https."""
        return self.public_url.startswith("https://")
