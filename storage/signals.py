"""Hints that something changed, inside a process and, on PostgreSQL, between processes. The poll is the truth.

On PostgreSQL the hints of some milliseconds leave together after the commit, on a connection of their own: a NOTIFY inside the
accepting transaction makes all commits queue (measured: a third of the rate). Must not be relied on.
"""

import asyncio
import contextlib
import secrets
from collections import OrderedDict
from collections.abc import Iterable
from weakref import WeakKeyDictionary

import asyncpg
import structlog
from sqlalchemy.engine import URL

_log = structlog.get_logger()
_REMEMBERED = 10_000
"""Topics whose last signal is known; older ones are left to the poll."""
_CHANNEL = "mujib"
_GATHERING_SECONDS = 0.01
_RECONNECT_SECONDS = 2.0


class LocalSignals:
    """Signals within one process: all there is on SQLite. To be used on the event loop's thread only."""

    def __init__(self) -> None:
        """Begin without any signal."""
        self._count = 0
        self._last: OrderedDict[str, int] = OrderedDict()
        self._waiters: dict[str, set[asyncio.Future[None]]] = {}
        self._seen: WeakKeyDictionary[asyncio.Task[object], dict[str, int]] = WeakKeyDictionary()

    def publish(self, topic: str) -> None:
        """Wake whoever waits for the topic."""
        self._count += 1
        self._last[topic] = self._count
        self._last.move_to_end(topic)
        if len(self._last) > _REMEMBERED:
            self._last.popitem(last=False)
        for waiter in self._waiters.pop(topic, ()):
            if not waiter.done():
                waiter.set_result(None)

    async def wait(self, topic: str, seconds: float) -> bool:
        """Wait for the topic; False when that many `seconds` passed. A signal since this task's last `wait` counts.

        A task's first `wait` counts any earlier signal: better once in vain than one that was missed.
        """
        seen = self._seen_by_this_task()
        before = seen.get(topic, 0)
        if self._last.get(topic, 0) <= before:
            await self._sleep(topic, seconds)
        seen[topic] = max(before, self._last.get(topic, 0))
        return seen[topic] > before

    def _seen_by_this_task(self) -> dict[str, int]:
        task = asyncio.current_task()
        return {} if task is None else self._seen.setdefault(task, {})

    async def _sleep(self, topic: str, seconds: float) -> None:
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.setdefault(topic, set()).add(waiter)
        try:
            await asyncio.wait({waiter}, timeout=seconds)
        finally:
            waiters = self._waiters.get(topic, set())
            waiters.discard(waiter)
            if not waiters:
                self._waiters.pop(topic, None)

    async def run(self) -> None:
        """Carry signals between processes: nothing to carry here."""

    async def stop(self) -> None:
        """End `run`."""


class PostgresSignals(LocalSignals):
    """Signals that also reach the other processes on the same database, while `run` is running."""

    def __init__(self, url: URL) -> None:
        """Prepare to connect to this database; it must not be behind a pooler that shares connections."""
        super().__init__()
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
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                _log.warning("signals.lost", error=type(error).__name__)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopped(), _RECONNECT_SECONDS)

    async def stop(self) -> None:
        """End `run`."""
        self._stopping = True
        self._work.set()

    async def _carry(self) -> None:
        connection = await asyncpg.connect(self._dsn, timeout=10, command_timeout=10)
        try:
            await connection.add_listener(_CHANNEL, self._heard)
            connection.add_termination_listener(lambda _: self._work.set())
            while not self._stopping:
                await self._work.wait()
                await asyncio.sleep(_GATHERING_SECONDS)
                self._work.clear()
                await self._notify(connection)
        finally:
            with contextlib.suppress(OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
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


def of(url: URL) -> LocalSignals:
    """Give the signals that fit the database at this URL."""
    return PostgresSignals(url) if url.get_backend_name() == "postgresql" else LocalSignals()
