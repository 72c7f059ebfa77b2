"""When a message leaves, by real requests to a server on loopback."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from channels import leaving
from channels.profiles import PROFILES
from channels.telegram.request import PooledRequest
from domain.errors import StorageError
from tests.channels.serving import free_port
from tests.peers.twilio import Twilio


@asynccontextmanager
async def _told(tell: Callable[[], None]) -> AsyncIterator[None]:
    told = leaving.LEAVING.set(tell)
    try:
        yield
    finally:
        leaving.LEAVING.reset(told)


async def test_who_hands_over_hears_of_it_before_the_provider_does() -> None:
    """And of each of several requests."""
    happened: list[str] = []
    app = web.Application()

    async def answer(_: web.Request) -> web.Response:
        await asyncio.sleep(0)
        happened.append("arrived")
        return web.json_response({"ok": True, "result": True})

    app.router.add_post("/x", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port := free_port()).start()
    request = PooledRequest(5)
    async with _told(lambda: happened.append("leaves")):
        for _ in range(2):
            assert await request.post(f"http://127.0.0.1:{port}/x")
    await request.post(f"http://127.0.0.1:{port}/x")
    await request.shutdown()
    await runner.cleanup()
    assert happened == ["leaves", "arrived", "leaves", "arrived", "arrived"]


async def test_nothing_leaves_without_a_connection() -> None:
    """What finds nobody there has certainly not left."""
    happened: list[str] = []
    async with (
        _told(lambda: happened.append("leaves")),
        aiohttp.ClientSession(connector=leaving.Connector()) as session,
    ):
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.post(f"http://127.0.0.1:{free_port()}/x")
    assert not happened


async def test_what_cannot_be_noted_does_not_leave() -> None:
    """Else it could go twice after a kill."""

    def fails() -> None:
        raise StorageError("full")

    async with Twilio.running() as peer, _told(fails), aiohttp.ClientSession(connector=leaving.Connector()) as session:
        with pytest.raises(StorageError):
            await session.get(f"{peer.api_base}/v1/Content")
        assert not peer.calls


def test_channels_that_say_so_are_those_that_have_such_connections() -> None:
    """All others count as left when they are given something."""
    assert {name for name, one in PROFILES.items() if one.tells_leaving} == {"telegram", "whatsapp", "sms"}
