"""One process of Mujib: what it is made of, and how that is started and stopped in order. `bot.app` puts it together."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum

from starlette.types import ASGIApp

from bot.config import Settings
from bot.engine import Engine
from bot.knowledge.mind import Mind
from bot.outreach import outreach
from bot.parts import Part, Place, ended, kept, led
from bot.providers import Provider
from bot.schedule import Schedule
from bot.sender import Sender
from bot.store import Storage
from domain.channelports import Channel
from domain.duties import Regulation


class Role(StrEnum):
    """What a process does: answer HTTP, work through inbox and outbox, or both."""

    ALL = "all"
    WEB = "web"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Process:
    """One process, put together and not yet running."""

    settings: Settings
    storage: Storage
    mind: Mind
    channels: Sequence[Channel]
    providers: Sequence[Provider]
    parts: Sequence[Part]
    engine: Engine
    sender: Sender
    schedule: Schedule
    outreach: outreach.Service
    """What members are told without asking."""
    regulation: Regulation
    """Who answers for what."""
    asgi: ASGIApp

    @asynccontextmanager
    async def working(self, role: Role) -> AsyncIterator[None]:
        """Run what the role asks for until the block ends; what is under way is finished then."""
        tasks = [asyncio.create_task(self.storage.signals.run())]
        if role is not Role.WEB:
            tasks += [asyncio.create_task(part) for part in (self.engine.run(), self.sender.run())]
            await self.schedule.start()
        beside = self._beside(role)
        try:
            yield
        finally:
            # first nothing new comes in, then what is there is finished, and only then are connections closed
            await ended(beside)
            await self._stop(role, tasks)

    def _beside(self, role: Role) -> list[asyncio.Task[None]]:
        """Start what runs beside engine and sender in a process of this role."""
        here = {Place.EVERYWHERE} if role is Role.WORKER else {Place.EVERYWHERE, Place.DOOR}
        at_door = [kept(part) for part in self.parts if part.place in here]
        alone = [led(part, lambda: self.schedule.leading) for part in self.parts if part.place is Place.LEADER]
        return [asyncio.create_task(run) for run in (*at_door, *alone)]

    async def _stop(self, role: Role, tasks: Sequence[asyncio.Task[None]]) -> None:
        if role is not Role.WEB:
            await self.schedule.stop()
            _, answering, _ = tasks
            await self.engine.stop()
            await asyncio.wait([answering])  # what its last batch says is still handed to the sender
            await self.sender.stop()
        await self.storage.signals.stop()
        await asyncio.gather(*tasks, return_exceptions=True)
        for provider in self.providers:
            await provider.close()
        await self.storage.close()
