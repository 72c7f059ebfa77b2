"""When members were last heard, and how much they wrote, by the channel that they use."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from domain.model import ConversationId
from storage import columns, tables
from storage.store import Store

_I = tables.inbound.c
_MOST_WAITING = 50


class Arrivals:
    """Reads the inbox's times."""

    def __init__(self, store: Store) -> None:
        """Read this store."""
        self._store = store

    async def last(self, origin: str) -> datetime | None:
        """Give the time at which the last message of this origin arrived; None: there was none yet. Raises `StorageError`."""
        latest = select(func.max(_I.received_at, type_=columns.Moment())).where(_I.origin == origin)
        return await self._store.database.read(lambda connection: connection.execute(latest).scalar_one_or_none())

    async def first(self, origin: str) -> datetime | None:
        """Give the time at which the first one arrived. Raises `StorageError`."""
        earliest = select(func.min(_I.received_at, type_=columns.Moment())).where(_I.origin == origin)
        return await self._store.database.read(lambda connection: connection.execute(earliest).scalar_one_or_none())

    async def counts(self, origin: str, spans: Sequence[tuple[datetime, datetime]], most: int) -> tuple[int, ...]:
        """Count the messages of each span of time, up to `most`. Raises `StorageError`."""
        return await self._store.database.read(
            lambda connection: tuple(_count(connection, origin, since, until, most) for since, until in spans)
        )

    async def waiting(self, origins: Sequence[str], since: datetime, until: datetime) -> Sequence[tuple[str, ConversationId]]:
        """Give origin and conversation of those whose message came between these times and is not handled.

        At most 50, those that wait longest first. Raises `StorageError`.
        """
        unhandled = (tables.WAITING_IN, _I.origin.in_(origins), _I.received_at >= since, _I.received_at < until)
        oldest = select(_I.origin, _I.conversation).where(*unhandled).order_by(_I.received_at).limit(_MOST_WAITING)
        rows = await self._store.database.read(lambda connection: connection.execute(oldest).all())
        return list(dict.fromkeys((row.origin, ConversationId(row.conversation)) for row in rows))


def _count(connection: Connection, origin: str, since: datetime, until: datetime, most: int) -> int:
    some = select(_I.id).where(_I.origin == origin, _I.received_at >= since, _I.received_at < until).limit(most)
    return int(connection.execute(select(func.count()).select_from(some.subquery())).scalar_one())
