"""What every part of the storage stands on."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select

from domain.ports import Clock, Signals
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Store:
    """A database, the time, and the way to wake others."""

    database: Database
    clock: Clock
    signals: Signals

    async def rows(self, wanted: Select[Any]) -> list[dict[str, Any]]:
        """Read all that is selected. Raises `StorageError`."""
        return await self.database.read(lambda connection: [row._asdict() for row in connection.execute(wanted)])
