"""Joins what many callers bring while one piece of work is under way into the next piece. Knows nothing of databases."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Combiner(Generic[T, R]):
    """Calls `work` with the items of all callers at once and gives each caller the results of his own."""

    def __init__(
        self, work: Callable[[Sequence[T]], Awaitable[Sequence[R]]], most: int = 500, gather_seconds: float = 0.0
    ) -> None:
        """Bound one piece of work to `most` items, or to one caller's where he brings more.

        After a piece with the items of several callers the next one waits `gather_seconds` for more.
        """
        self._work = work
        self._most = most
        self._gather_seconds = gather_seconds
        self._several = False
        self._waiting: list[tuple[Sequence[T], asyncio.Future[Sequence[R]]]] = []
        self._running: asyncio.Task[None] | None = None

    async def add(self, items: Sequence[T]) -> Sequence[R]:
        """Give the results of the items, in order. Raises what the work raised."""
        done: asyncio.Future[Sequence[R]] = asyncio.get_running_loop().create_future()
        self._waiting.append((items, done))
        if self._running is None:
            self._running = asyncio.create_task(self._drain())
        return await done

    async def _drain(self) -> None:
        try:
            while self._waiting:
                if self._several and self._gather_seconds:
                    await asyncio.sleep(self._gather_seconds)
                group = self._next_group()
                self._several = len(group) > 1
                await self._do(group)
        finally:
            self._running = None

    def _next_group(self) -> list[tuple[Sequence[T], asyncio.Future[Sequence[R]]]]:
        size = callers = 0
        for items, _ in self._waiting:
            size += len(items)
            if callers and size > self._most:
                break
            callers += 1
        group, self._waiting = self._waiting[:callers], self._waiting[callers:]
        return group

    async def _do(self, group: Sequence[tuple[Sequence[T], asyncio.Future[Sequence[R]]]]) -> None:
        try:
            results = await self._work([item for items, _ in group for item in items])
        except BaseException as error:
            for _, done in group:
                if not done.done():
                    done.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        start = 0
        for items, done in group:
            if not done.done():
                done.set_result(results[start : start + len(items)])
            start += len(items)
