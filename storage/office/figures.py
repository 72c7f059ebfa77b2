"""How much waits, and for how long: figures for `/metrics`, cheap whatever the history."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func, literal_column, select
from sqlalchemy.engine import Connection

from storage import columns, filetables, tables, tickettables
from storage.store import Store

_L, _O, _T = tables.lane.c, tables.outbound.c, tickettables.ticket.c
_WAITING = (
    select(_L.queue, func.sum(_L.pending).label("rows"), func.min(_L.ready_at, type_=columns.Moment()).label("since"))
    .where(_L.ready_at.is_not(None))
    .group_by(_L.queue)
)
# each by an index of its own, whose condition must stand here as it stands there
_STUCK = {
    status: select(_O.channel, func.count().label("rows"))
    .where(literal_column(f"outbound.status = '{status}'"))
    .group_by(_O.channel)
    for status in ("uncertain", "parked", "dead")
}
_OPEN: Final[ColumnElement[bool]] = literal_column("ticket.stage NOT IN ('resolved', 'closed')")
_TICKETS = select(_T.stage, func.count().label("rows")).where(_OPEN).group_by(_T.stage)
_FILES = select(func.count()).select_from(filetables.attachment).where(filetables.WANTED)


async def figures(store: Store) -> dict[str, float]:
    """Give what waits in each direction and for how many seconds, what is stuck, open tickets, and files to be fetched.

    Names carry labels as Prometheus writes them. Raises `StorageError`.
    """
    now = store.clock.now()
    return await store.database.read(lambda connection: dict(_figures(connection, now)))


def _figures(connection: Connection, now: datetime) -> Iterator[tuple[str, float]]:
    yield from {"inbox_waiting": 0.0, "inbox_overdue_seconds": 0.0}.items()
    for lane in connection.execute(_WAITING):
        yield from _waiting(lane, now)
    for status, statement in _STUCK.items():
        for row in connection.execute(statement):
            yield f'outbox_messages{{channel="{row.channel}",status="{status}"}}', float(row.rows)
    for row in connection.execute(_TICKETS):
        yield f'tickets_open{{stage="{row.stage}"}}', float(row.rows)
    yield "attachments_wanted", float(connection.execute(_FILES).scalar_one())


def _waiting(lane: Any, now: datetime) -> Iterator[tuple[str, float]]:
    queue, _, channel = lane.queue.partition(":")
    overdue = max(now - lane.since, timedelta(0)).total_seconds()
    if queue == "in":
        yield "inbox_waiting", float(lane.rows)
        yield "inbox_overdue_seconds", overdue
    else:
        yield f'outbox_messages{{channel="{channel}",status="waiting"}}', float(lane.rows)
        yield f'outbox_overdue_seconds{{channel="{channel}"}}', overdue
