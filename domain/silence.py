"""Whether a channel on which members normally write has gone silent: the time since the last word beside weeks before. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median_low
from typing import Final

WEEKS: Final = 4
"""Weeks looked back to."""
FEWEST_WEEKS: Final = 2
"""A channel younger than that has no habit yet."""
EXPECTED: Final = 12
"""Messages that must normally have come meanwhile: where members write by chance (a Poisson process), a silence in which 12 are
expected happens once in e^12, or 160,000, messages."""
SHORTEST: Final = timedelta(minutes=15)
LONGEST: Final = timedelta(weeks=1)
"""Of a silence that is looked at: few write by SMS in a day, and some in each week."""
_WEEK: Final = timedelta(weeks=1)

Span = tuple[datetime, datetime]


def spans(first: datetime, last: datetime, now: datetime) -> tuple[Span, ...]:
    """Give the same hours as since the last word, in the weeks before it, as far as the channel is that old.

    All lie before the last word, so that a long silence is never compared with itself.
    `first` and `last` are the times of its first and last message. None are given where nothing can be said.
    """
    until = min(now, last + LONGEST)
    if until - last < SHORTEST:
        return ()
    weeks = (_WEEK * number for number in range(1, WEEKS + 1))
    found = tuple((last - week, until - week) for week in weeks if last - week >= first)
    return found if len(found) >= FEWEST_WEEKS else ()


def is_silent(counts: Sequence[int]) -> bool:
    """Tell whether nothing came where normally much does; `counts` are the messages of `spans`, and may stop at `EXPECTED`."""
    return bool(counts) and median_low(counts) >= EXPECTED
