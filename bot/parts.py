"""What runs beside the engine and the sender: each part for itself, started again after a fault. Knows no part's work."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import structlog

from bot.logs import described

_log = structlog.get_logger()
_LOOK_SECONDS = 0.5
_REST_SECONDS = 5.0


class Place(StrEnum):
    """Where a part runs, when several processes share a database."""

    DOOR = "door"
    """In each process that answers HTTP."""
    EVERYWHERE = "everywhere"
    """In each process."""
    LEADER = "leader"
    """In the one process that leads."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that runs until it is cancelled."""

    name: str
    place: Place
    run: Callable[[], Awaitable[None]]


async def kept(part: Part, rest: float = _REST_SECONDS) -> None:
    """Run a part until it ends by itself; after a fault, again in `rest` seconds."""
    while True:
        try:
            await part.run()
        except Exception as error:  # noqa: BLE001 - one part's fault is not the process's
            _log.error("part.failed", part=part.name, fault=described(error))
            await asyncio.sleep(rest)
        else:
            return


async def led(part: Part, leading: Callable[[], bool]) -> None:
    """Run a part for as long as this process leads, and again when it leads again."""
    running: asyncio.Task[None] | None = None
    try:
        while True:
            if leading() and running is None:
                running = asyncio.create_task(kept(part))
            elif running is not None and not leading():
                await ended([running])
                running = None
            await asyncio.sleep(_LOOK_SECONDS)
    finally:
        if running is not None:
            await ended([running])


async def ended(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Cancel tasks and wait for their end."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
