"""How much waits, and for how long: figures for `/metrics`, cheap whatever the history."""

from datetime import timedelta

from sqlalchemy import func, select

from storage import tables
from storage.store import Store

_L = tables.lane.c
_WAITING = select(
    _L.queue, func.sum(_L.pending).label("rows"), func.min(_L.ready_at, type_=tables.Moment()).label("since")
).where(_L.ready_at.is_not(None))
_IN_DOUBT = select(func.count()).select_from(tables.outbound).where(tables.IN_DOUBT)


async def figures(store: Store) -> dict[str, float]:
    """Give the messages that wait in each direction, the seconds that the oldest is overdue, and those in doubt.

    Raises `StorageError`.
    """
    now = store.clock.now()
    lanes = await store.database.read(lambda connection: connection.execute(_WAITING.group_by(_L.queue)).all())
    found = {"inbox_waiting": 0.0, "outbox_waiting": 0.0, "inbox_overdue_seconds": 0.0, "outbox_overdue_seconds": 0.0}
    for lane in lanes:
        side = "inbox" if lane.queue == "in" else "outbox"
        found[f"{side}_waiting"] += float(lane.rows)
        overdue = max(now - lane.since, timedelta(0)).total_seconds()
        found[f"{side}_overdue_seconds"] = max(found[f"{side}_overdue_seconds"], overdue)
    found["outbox_in_doubt"] = float(await store.database.read(lambda connection: connection.execute(_IN_DOUBT).scalar_one()))
    return found
