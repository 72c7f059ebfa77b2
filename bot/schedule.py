"""The clock: wakes what is due, in one process of all that share a database. Turns rows into rows and decides nothing.

APScheduler keeps its jobs in memory only: a job store that two processes share ran jobs twice and then died (measured).
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.logs import described
from domain.errors import StorageError
from domain.ports import Clock, Timers
from storage.engines.leader import Leader

_log = structlog.get_logger()
_AT_ONCE = 500
_TIMERS_SECONDS = 1
_PURGE_SECONDS = 3600
_LEAD_SECONDS = 5
_ENDING_SECONDS = 10.0
"""How long what was begun may take to end when the process stops."""


@dataclass(frozen=True, slots=True)
class Chore:
    """Something that the clock does again and again. Doing it once too often must do no harm."""

    name: str
    seconds: int
    """From one beginning to the next; one that takes longer is not begun twice."""
    work: Callable[[], Awaitable[object]]
    everywhere: bool = False
    """In every process, not only in the one that leads."""


class Schedule:
    """Fires reminders each second, cleans up each hour and does its chores, while this process leads."""

    def __init__(
        self,
        timers: Timers,
        leader: Leader,
        clock: Clock,
        purge: Callable[[], Awaitable[int]],
        chores: Sequence[Chore] = (),
    ) -> None:
        """Fire `timers`; `purge` removes what has served its time."""
        self._chores = chores
        self._timers = timers
        self._leader = leader
        self._clock = clock
        self._purge = purge
        self._leading = False
        self._begun: set[asyncio.Task[object]] = set()
        self._scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1})

    @property
    def leading(self) -> bool:
        """True while this process leads."""
        return self._leading

    async def start(self) -> None:
        """Begin; the first look at the clock is at once."""
        self._every(_LEAD_SECONDS, self.lead)
        self._every(_TIMERS_SECONDS, self.fire)
        self._every(_PURGE_SECONDS, self.clean)
        for chore in self._chores:
            self._every(chore.seconds, partial(self.do, chore))
        await self.lead()
        await self.fire()
        for chore in self._chores:
            await self.do(chore)
        self._scheduler.start()

    async def stop(self) -> None:
        """Begin nothing more, let what was begun end, and let another process lead."""
        if self._scheduler.running:
            self._scheduler.pause()
            if self._begun:
                await asyncio.wait(self._begun, timeout=_ENDING_SECONDS)
            self._scheduler.shutdown(wait=False)
        self._leading = False
        await self._leader.resign()

    def _every(self, seconds: int, work: Callable[[], Awaitable[object]]) -> None:
        """Do this work again and again; the scheduler cuts off what runs when it is shut down, so what runs is remembered."""

        async def begun() -> None:
            task = asyncio.current_task()
            assert task is not None  # noqa: S101 - the scheduler runs each job as a task
            self._begun.add(task)
            try:
                await work()
            finally:
                self._begun.discard(task)

        self._scheduler.add_job(begun, "interval", seconds=seconds)

    async def lead(self) -> bool:
        """Take the lead, or make sure of it; another process may have it."""
        try:
            leading = await self._leader.lead()
        except StorageError as error:
            _log.warning("schedule.lead_lost", fault=described(error))
            leading = False
        if leading != self._leading:
            _log.info("schedule.lead", leading=leading)
        self._leading = leading
        return leading

    async def fire(self) -> int:
        """Fire the reminders that are due, if this process leads; give how many."""
        fired = 0
        if not self._leading:
            return fired
        try:
            while batch := await self._timers.fire_due(self._clock.now(), _AT_ONCE):
                fired += batch
        except StorageError as error:
            _log.warning("schedule.fire_failed", fault=described(error))
        return fired

    async def do(self, chore: Chore) -> None:
        """Do a chore, if it is this process's; what fails is tried again at its next time."""
        if not (self._leading or chore.everywhere):
            return
        try:
            await chore.work()
        except StorageError as error:
            _log.warning("schedule.chore_failed", chore=chore.name, fault=described(error))

    async def clean(self) -> None:
        """Remove what has served its time, if this process leads."""
        if not self._leading:
            return
        try:
            _log.info("schedule.purged", rows=await self._purge())
        except StorageError as error:
            _log.warning("schedule.purge_failed", fault=described(error))
