"""`mujib serve`: what stands in its way is told before anything is loaded; how it ends."""

import asyncio
import resource
import socket
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from bot import serving, store, web
from bot.config import Settings
from bot.process import Role
from bot.sections import Database, Server
from bot.web import Guarded
from domain.errors import ConfigError
from storage import tables
from storage.engines.begun import Begun
from storage.outbox import Outbox
from tests.databases import url
from tests.engine.parts import Bot

__all__ = ["url"]


def settings(host: str, port: int) -> Settings:
    """Give a configuration that listens there."""
    return Settings(server=Server(host=host, port=port))


def test_a_port_that_another_has_is_named() -> None:
    """With its key, and in one line."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=rf"^server\.port: cannot listen at 127\.0\.0\.1:{port}: Address already in use$"):
            serving.bind(settings("127.0.0.1", port))


def test_an_address_that_is_not_ours_is_named() -> None:
    """As one of another machine."""
    with pytest.raises(ConfigError, match=r"^server\.port: cannot listen at 192\.0\.2\.1:0: "):
        serving.bind(settings("192.0.2.1", 0))


def test_a_port_that_is_free_is_taken_and_answers_nobody_yet() -> None:
    """Whoever asks before everything is loaded is refused at once, and not left to wait for an answer."""
    with serving.bind(settings("127.0.0.1", 0)) as bound, pytest.raises(ConnectionRefusedError):
        socket.create_connection(bound.getsockname(), 5)


def test_handles_are_taken_for_many_open_pages() -> None:
    """As far as the system allows, so that a thousand leave room for the database and the channels; never fewer than given."""
    given = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (512, given[1]))
        serving.take_handles()
        wanted = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        assert wanted == (65_536 if given[1] == resource.RLIM_INFINITY else min(65_536, given[1]))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, given)


async def test_who_only_answers_http_leaves_the_database_to_who_works(tmp_path: Path) -> None:
    """Web and worker on one SQLite, whichever begins first; a second worker is refused in plain words."""
    chosen = Settings(server=Server(data=tmp_path))
    opened = [store.open_storage(chosen) for _ in range(3)]
    await store.upgraded(opened[0])
    try:
        for storage, role in zip(opened, (Role.WEB, Role.WORKER), strict=False):
            await serving.lead(storage, role)
        with pytest.raises(ConfigError, match="another Mujib already serves this SQLite database"):
            await serving.lead(opened[2], Role.ALL)
    finally:
        for storage in opened[:2]:
            await storage.close()


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_who_works_on_a_shared_database_sends_what_a_dead_process_had_only_claimed(url: str, tmp_path: Path) -> None:
    """Its notes stand in the data folder under the name with which its claims begin, as the heir's own do."""
    opened = store.open_storage(Settings(server=Server(data=tmp_path), database=Database(url=SecretStr(url))))
    dead = Begun(str(tmp_path / "sending" / "dead"))
    dead.open()
    bot = Bot(opened.store)
    await bot.hears("m1", conversation="sms:main:a")
    await bot.engine.once()
    await Outbox(opened.store, lambda: "dead.1").claim(10, ["sms"])
    dead.close()
    try:
        assert not await opened.outbox.claim(10, ["sms"])
        await serving.lead(opened, Role.WORKER)
        assert len(await opened.outbox.claim(10, ["sms"])) == 1
        (heir,) = [path.name for path in (tmp_path / "sending").iterdir()]  # a test's own folder
        claim = await opened.database.read(lambda connection: connection.execute(select(tables.outbound.c.claim)).scalar_one())
        assert claim.startswith(f"{heir}.")
    finally:
        await opened.close()


async def test_a_stream_that_the_servers_end_cuts_off_ends_without_a_traceback() -> None:
    """Whoever presses Ctrl-C while a desk is open need not think that something broke."""
    sent: list[Message] = []
    begun = asyncio.Event()

    async def inner(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        begun.set()
        await asyncio.Event().wait()

    async def receive() -> Message:
        raise AssertionError("nothing is read")

    async def send(message: Message) -> None:
        sent.append(message)

    answering = asyncio.create_task(Guarded(inner)({"type": "http", "method": "GET", "path": "/"}, receive, send))
    await begun.wait()
    answering.cancel()
    await answering
    assert sent[-1] == {"type": "http.response.body", "body": b"", "more_body": False}


@pytest.mark.parametrize(
    ("caller", "known"), [("127.0.0.1", ("203.0.113.7", "https")), ("198.51.100.2", ("198.51.100.2", "http"))]
)
async def test_a_trusted_proxy_says_who_calls_and_how(caller: str, known: tuple[str, str]) -> None:
    """By that attempts to sign in are counted, and cookies are made secure; anybody else may say what he likes."""
    seen: list[tuple[str, str]] = []

    async def page(request: Request) -> Response:
        assert request.client is not None
        seen.append((request.client.host, request.url.scheme))
        return Response()

    forwarded = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https"}
    application = web.application([Route("/", page)], trusted_proxies="127.0.0.1")
    transport = httpx.ASGITransport(application, client=(caller, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://desk.example") as client:
        await client.get("/", headers=forwarded)
    assert seen == [known]
