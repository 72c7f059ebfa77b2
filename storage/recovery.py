"""What a process does that has a database to itself: it frees what a dead process had claimed, without waiting for leases.

Only for SQLite, where the lock beside the file proves that nobody else works on it.
"""

from sqlalchemy.engine import Connection

from storage import tables
from storage.store import Store

_LANE = tables.lane.c


async def recover(store: Store) -> int:
    """Free all claims and give how many there were. Raises `StorageError`."""
    return await store.database.write(_recover)


def _recover(connection: Connection) -> int:
    claimed = tables.lane.update().where(_LANE.owner != "").values(owner="", lease_until=None)
    return int(connection.execute(claimed).rowcount)
