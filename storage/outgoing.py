"""How many messages went out since a time, by channel: what a provider bills by the message."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from storage import tables
from storage.store import Store

_O = tables.outbound.c
_TAKEN: Final = ("sent", "delivered", "read")


async def sent_since(store: Store, since: datetime) -> Mapping[str, int]:
    """Count the messages written since then that a provider took. Raises `StorageError`."""
    return await store.database.read(lambda connection: _counted(connection, since))


def _counted(connection: Connection, since: datetime) -> Mapping[str, int]:
    wanted = (_O.id >= _first(connection, since)) & _O.status.in_(_TAKEN)
    counts = select(_O.channel, func.count().label("rows")).where(wanted).group_by(_O.channel)
    return {row.channel: int(row.rows) for row in connection.execute(counts)}


def _first(connection: Connection, since: datetime) -> int:
    """Find the first message of that time by halving: ids rise with time, and no index by time is kept for this alone."""
    low, high = 0, int(connection.execute(select(func.coalesce(func.max(_O.id), 0))).scalar_one()) + 1
    while low < high:
        middle = (low + high) // 2
        found = connection.execute(select(_O.id, _O.created_at).where(_O.id >= middle).order_by(_O.id).limit(1)).one_or_none()
        if found is None or found.created_at >= since:
            high = middle
        else:
            low = int(found.id) + 1
    return low
