"""What a process does that has a database to itself: it frees what a dead process had claimed, without waiting for leases.

Only for SQLite, where the lock beside the file proves that nobody else works on it.
"""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.engine import Connection

from domain.model import OutboundId
from storage import tables
from storage.engines.begun import Begun
from storage.store import Store

_LANE, _O = tables.lane.c, tables.outbound.c


async def recover(store: Store, begun: Begun) -> int:
    """Free all claims and give how many there were; what was claimed to be sent and not begun goes again.

    Raises `StorageError`.
    """
    left = begun.left()
    freed, doubtful = await store.database.write(lambda connection: _recover(connection, left))
    begun.open(doubtful)
    return freed


def _recover(connection: Connection, begun: Collection[OutboundId] | None) -> tuple[int, Collection[OutboundId]]:
    claimed = tables.lane.update().where(_LANE.owner != "").values(owner="", lease_until=None)
    freed = int(connection.execute(claimed).rowcount)
    sending = connection.execute(select(_O.id).where(tables.WAITING_OUT, _O.status == "sending")).scalars().all()
    doubtful = [OutboundId(number) for number in sending if begun is None or number in begun]
    if unsent := [number for number in sending if number not in doubtful]:
        again = {"status": "new", "claim": "", "attempts": _O.attempts - 1}
        connection.execute(tables.outbound.update().where(_O.id.in_(unsent)).values(again))
    return freed, doubtful
