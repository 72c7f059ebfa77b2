"""Signals between processes on PostgreSQL.

The hints of some milliseconds leave together after the commit, on a connection of their own: a NOTIFY inside the accepting
transaction makes all commits queue (measured: a third of the rate).
"""

import asyncio
import contextlib
import secrets
from collections.abc import Awaitable, Callable, Iterable
from typing import Final

import asyncpg
import structlog
from asyncpg.exceptions import InternalClientError
from sqlalchemy.engine import URL

from storage.engines.signals import LocalSignals

_log = structlog.get_logger()
_CHANNEL: Final = "mujib"
_GATHERING_SECONDS: Final = 0.01
_RECONNECT_SECONDS: Final = 2.0
LOST: Final = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, InternalClientError)
"""What the driver says of a lost connection; the last of one that is cut at the moment it is used."""
Connect = Callable[..., Awaitable[asyncpg.Connection]]
"""Opens a connection, as the driver does."""


class PostgresSignals(LocalSignals):
    """Signals that also reach the other processes on the same database, while `run` is running."""

    def __init__(self, url: URL, connect: Connect = asyncpg.connect) -> None:
        """Prepare to connect to this database; it must not be behind a pooler that shares connections."""
        super().__init__()
        self._connect = connect
        self._dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._me = secrets.token_hex(4)
        self._leaving: set[str] = set()
        self._work = asyncio.Event()
        self._stopping = False

    def publish(self, topic: str) -> None:
        """Wake whoever waits for the topic, here at once and elsewhere in some milliseconds."""
        super().publish(topic)
        self._leaving.add(topic)
        self._work.set()

    async def run(self) -> None:
        """Listen and notify until `stop`; connect again whenever the connection is lost."""
        while not self._stopping:
            try:
                await self._carry()
            except LOST as error:
                _log.warning("signals.lost", error=type(error).__name__)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopped(), _RECONNECT_SECONDS)

    async def stop(self) -> None:
        """End `run`."""
        self._stopping = True
        self._work.set()

    async def _carry(self) -> None:
        connection = await self._connect(self._dsn, timeout=10, command_timeout=10)
        try:
            await connection.add_listener(_CHANNEL, self._heard)
            connection.add_termination_listener(lambda _: self._work.set())
            while not self._stopping:
                await self._work.wait()
                await asyncio.sleep(_GATHERING_SECONDS)
                self._work.clear()
                await self._notify(connection)
        finally:
            with contextlib.suppress(*LOST):
                await connection.close(timeout=2)

    async def _notify(self, connection: asyncpg.Connection) -> None:
        topics, self._leaving = self._leaving, set()
        await connection.execute(
            "SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload", _CHANNEL, self._sealed(topics)
        )

    def _sealed(self, topics: Iterable[str]) -> list[str]:
        return [f"{self._me} {topic}" for topic in topics]

    def _heard(self, _connection: object, _process: int, _channel: str, payload: str) -> None:
        sender, _, topic = payload.partition(" ")
        if sender != self._me:
            super().publish(topic)

    async def _stopped(self) -> None:
        while not self._stopping:
            self._work.clear()
            await self._work.wait()
