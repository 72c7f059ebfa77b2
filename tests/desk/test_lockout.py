from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.access.lockout import LOCKED_FOR, LONGEST_DELAY, MOST, Allowed, Locked, verdict

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize(("failures", "seconds"), [(0, 0), (1, 0), (2, 0), (3, 1), (4, 2), (5, 4), (6, 8), (7, 8)])
def test_wrong_passwords_cost_more_and_more(failures: int, seconds: float) -> None:
    """Three tries are free, then each waits twice as long, up to 8 seconds."""
    assert verdict(failures, NOW, NOW) == Allowed(seconds)


def test_after_eight_failures_nobody_gets_in_for_a_while() -> None:
    """The lock ends 15 minutes after the last failure, to the moment."""
    last = NOW - timedelta(minutes=14, seconds=59)
    assert verdict(MOST, last, NOW) == Locked(last + LOCKED_FOR)
    assert verdict(MOST, NOW - LOCKED_FOR, NOW) == Allowed(LONGEST_DELAY)


@given(st.integers(0, 10_000), st.none() | st.timedeltas(timedelta(0), timedelta(hours=1)))
def test_a_verdict_is_never_hasty_nor_endless(failures: int, ago: timedelta | None) -> None:
    """Whatever was counted: a bounded wait, or a lock with an end ahead."""
    match verdict(failures, None if ago is None else NOW - ago, NOW):
        case Allowed(delay):
            assert 0 <= delay <= LONGEST_DELAY
        case Locked(until):
            assert NOW < until <= NOW + LOCKED_FOR
