"""Where the officers' room is and whether it can be used: told at the desk as soon as it is known, and followed as it moves."""

import asyncio
from dataclasses import dataclass
from typing import Final

import structlog

from domain.errors import StorageError
from domain.ports import Sleep
from domain.roomports import Room
from domain.troubles import Kind, Troubles

_SECONDS: Final = 30.0
_log = structlog.get_logger()


@dataclass(slots=True)
class RoomPlace:
    """One room's standing, the same for all processes."""

    room: Room
    troubles: Troubles
    sleep: Sleep = asyncio.sleep
    mended: int = 0
    """How often it was heard here that the room can be used again."""

    async def run(self) -> None:
        """Follow what other processes found, until cancelled."""
        while True:
            try:
                await self.follow()
            except StorageError as error:
                _log.warning("room.not_followed", fault=type(error).__name__)
            await self.sleep(_SECONDS)

    async def follow(self) -> None:
        """Go where the room is known to be; a move away from an id that is not configured any more is past.

        Raises `StorageError`.
        """
        for one in await self.troubles.now():
            if one.kind is not Kind.ROOM_MOVED or not one.where.startswith(f"{self.room.name}:"):
                continue
            if one.where != self._where:
                await self.troubles.mend(one.kind, one.where)
            elif one.about != self.room.place:
                self.room.adopt(one.about)

    async def stands(self, wrong: str) -> None:
        """Keep whether it can be used. Raises `StorageError`."""
        if not wrong:
            if await self.troubles.mend(Kind.ROOM, self.room.name):
                self.mended += 1
                _log.info("room.mended", room=self.room.name)
        elif await self.troubles.tell(Kind.ROOM, self.room.name, wrong):
            _log.error("room.unusable", room=self.room.name, why=wrong)

    async def moved(self, place: str) -> None:
        """Go on under another id, after a restart too. Raises `StorageError`."""
        self.room.adopt(place)
        await self.troubles.tell(Kind.ROOM_MOVED, self._where, place)
        _log.error("room.moved", room=self.room.name, place=place)

    @property
    def _where(self) -> str:
        return f"{self.room.name}:{self.room.configured}"
