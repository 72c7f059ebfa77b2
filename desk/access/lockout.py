"""How wrong passwords are slowed and then locked out. Pure: counts and times come in, a verdict goes out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

FREE: Final = 2
"""Failures that cost no waiting: everybody mistypes."""
MOST: Final = 8
"""Failures within an hour, by name or by address, after which nobody is let in for a while."""
LOCKED_FOR: Final = timedelta(minutes=15)
LONGEST_DELAY: Final = 8.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """The attempt may go on after this many seconds."""

    delay: float


@dataclass(frozen=True, slots=True)
class Locked:
    """No attempt is looked at before this time."""

    until: datetime


def verdict(failures: int, last: datetime | None, now: datetime) -> Allowed | Locked:
    """Judge an attempt by the failures of the last hour for its name or address, the latest of them at `last`."""
    if failures >= MOST and last is not None and now < last + LOCKED_FOR:
        return Locked(last + LOCKED_FOR)
    if failures <= FREE:
        return Allowed(0.0)
    # beyond the lock's number the power would only grow past what a float holds
    return Allowed(min(LONGEST_DELAY, 2.0 ** (min(failures, MOST) - FREE - 1)))
