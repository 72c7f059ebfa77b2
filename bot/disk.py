"""Watches the room on the disk where the data are: before it is full, while there is room to say so."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import structlog

from domain.errors import StorageError
from domain.ports import Sleep
from domain.troubles import Kind, Troubles
from storage import files

_EVERY: Final = 60.0
_WHERE: Final = "data"
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Disk:
    """Tells at the desk while members' files are not kept for want of room, in the process that keeps them."""

    free: Callable[[], int]
    """Gives the bytes that are free; raises `OSError`."""
    troubles: Troubles
    sleep: Sleep = asyncio.sleep

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            try:
                await self.look()
            except (StorageError, OSError) as error:
                _log.warning("disk.not_looked_at", fault=type(error).__name__)
            await self.sleep(_EVERY)

    async def look(self) -> None:
        """Look once. Raises `StorageError` or `OSError`."""
        if await asyncio.to_thread(self.free) >= files.RESERVE:
            await self.troubles.mend(Kind.NO_ROOM, _WHERE)
        elif await self.troubles.tell(Kind.NO_ROOM, _WHERE):
            _log.error("disk.no_room")
