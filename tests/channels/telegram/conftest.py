"""A Telegram on loopback; both databases, for the dialogue over it."""

from collections.abc import AsyncIterator

import pytest

from tests.databases import clock, database, store, url
from tests.peers import telegram as peers

__all__ = ["clock", "database", "store", "url"]


@pytest.fixture(name="peer")
async def a_peer() -> AsyncIterator[peers.Telegram]:
    """Serve a Telegram on loopback."""
    async with peers.Telegram.running() as peer:
        yield peer
