"""Days on which the office works or not, against what its configuration says: entered by officers, and without a restart."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from domain.model import OfficerId

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Closure:
    """One day that differs from the configuration."""

    day: date
    closed: bool
    """False: it is worked, though it is a day off otherwise."""
    name: str = ""
    """Why, as officers read it."""
    officer_name: str = ""
    """Who entered it."""


class Closures(Protocol):
    """The days that were entered. Each change is in the trail."""

    async def all(self) -> tuple[Closure, ...]:
        """Give all, by day."""
        ...

    async def enter(self, closure: Closure, by: OfficerId) -> None:
        """Enter a day, or change what was entered for it."""
        ...

    async def withdraw(self, day: date, by: OfficerId) -> None:
        """Let the configuration count again for a day."""
        ...
