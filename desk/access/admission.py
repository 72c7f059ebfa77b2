"""What officers are let in by: their accounts and codes, and what was tried. Holds no rule and no page."""

import asyncio
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import timedelta

from domain.accountports import Accounts, Codes, SignInAttempts


@dataclass(frozen=True, slots=True)
class Admission:
    """The ports and the measures of the door."""

    accounts: Accounts
    codes: Codes
    attempts: SignInAttempts
    codes_for: AbstractSet[str] = frozenset({"administrator"})
    """Roles that sign in with a one-time code, whether they like it or not."""
    session_length: timedelta = timedelta(hours=12)
    hashing: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))
    """Each hash takes 64 MB: a crowd at the door must not fill the memory."""
