"""Hints that something changed, inside a process and, on PostgreSQL, between processes. The poll is the truth.

Must not be relied on. How they pass between processes: `storage.engines.postgres_signals`.
"""

import asyncio
from collections import OrderedDict
from weakref import WeakKeyDictionary

from sqlalchemy.engine import URL

_REMEMBERED = 10_000
"""Topics whose last signal is known; older ones are left to the poll."""


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


def of(url: URL) -> LocalSignals:
    """Give the signals that fit the database at this URL."""
    if url.get_backend_name() == "postgresql":
        from storage.engines.postgres_signals import PostgresSignals  # with its driver, for which SQLite has no use

        return PostgresSignals(url)
    return LocalSignals()
