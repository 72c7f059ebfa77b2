"""How much one sender may bring: strangers are held back, members are not."""

import pytest

from channels.web.limits import Limits
from domain.errors import BadInput

HOST, OTHER = "203.0.113.7", "203.0.113.8"


def taken(limits: Limits, host: str, conversation: str, times: int, now: float = 0.0) -> int:
    """Give how many of so many messages are taken."""
    found = 0
    for _ in range(times):
        try:
            limits.hear(host, conversation, now)
        except BadInput:
            continue
        found += 1
    return found


def test_a_conversation_has_its_share_of_a_minute() -> None:
    """Of two thousand messages half a share is taken; more come with time, also where the clock jumped back."""
    limits = Limits(300)
    assert taken(limits, HOST, "a", 2000) == 150
    assert taken(limits, HOST, "a", 2000, now=30.0) == 75
    assert taken(limits, HOST, "a", 10, now=-500.0) == 0
    assert taken(limits, HOST, "a", 10, now=-490.0) == 10


def test_an_address_has_its_share_whatever_the_conversations() -> None:
    """Five hundred conversations of one address bring no more than that; another's are untouched."""
    limits = Limits(300)
    assert sum(taken(limits, HOST, str(number), 10) for number in range(500)) == 300
    assert taken(limits, OTHER, "b", 10) == 10


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "", "testclient"])
def test_who_cannot_be_told_apart_is_counted_by_conversation(host: str) -> None:
    """Behind a proxy that does not say who calls all would be one."""
    limits = Limits(300)
    assert sum(taken(limits, host, str(number), 10) for number in range(50)) == 500


def test_a_network_of_the_sixth_protocol_is_one_sender() -> None:
    """It has addresses without number."""
    limits = Limits(300)
    assert sum(taken(limits, f"2001:db8:1:2::{number:x}", str(number), 10) for number in range(1, 500)) == 300
    assert taken(limits, "2001:db8:1:3::1", "b", 10) == 10


def test_conversations_files_and_streams_are_counted_too() -> None:
    """A stranger begins sixty conversations in ten minutes, fills no disk, and holds no more streams than messages."""
    limits = Limits(300)
    for _ in range(60):
        limits.begin(HOST, 0.0)
    with pytest.raises(BadInput, match="too_many"):
        limits.begin(HOST, 0.0)
    for _ in range(10):
        limits.receive(HOST, "a", 10 * 2**20, 0.0)
    with pytest.raises(BadInput, match="too_many"):
        limits.receive(HOST, "a", 10 * 2**20, 0.0)
    held = [limits.streaming(HOST) for _ in range(300)]
    for one in held:
        limits.open_(HOST)
        one.__enter__()
    with pytest.raises(BadInput, match="too_many"):
        limits.open_(HOST)
    held[0].__exit__(None, None, None)
    limits.open_(HOST)


def test_no_limit_is_none() -> None:
    """Where a proxy limits."""
    limits = Limits(0)
    assert taken(limits, HOST, "a", 5000) == 5000
    limits.open_(HOST)
