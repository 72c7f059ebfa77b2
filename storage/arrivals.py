"""When members were last heard, by the channel that they use."""

from datetime import datetime

from sqlalchemy import func, select

from storage import tables
from storage.store import Store


class Arrivals:
    """Reads the inbox's times."""

    def __init__(self, store: Store) -> None:
        """Read this store."""
        self._store = store

    async def last(self, origin: str) -> datetime | None:
        """Give the time at which the last message of this origin arrived; None: there was none yet. Raises `StorageError`."""
        received = tables.inbound.c.received_at
        latest = select(func.max(received, type_=tables.Moment())).where(tables.inbound.c.origin == origin)
        return await self._store.database.read(lambda connection: connection.execute(latest).scalar_one_or_none())
