"""Reminders that are rows: what is due becomes an inbound, just once, whoever looks at the clock."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from domain.inbound import Envelope, TimerFired
from domain.model import ConversationId
from storage import columns, inbox, tables
from storage.store import Store
from storage.timer_rows import timer_id

ORIGIN = "timer"


class Timers:
    """Fires what is due."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def fire_due(self, now: datetime, limit: int = 500) -> int:
        """Turn due reminders into inbounds, each just once; give how many. Raises `StorageError`."""
        fired = await self._store.database.write(lambda connection: _fire(connection, now, limit))
        if fired:
            self._store.signals.publish("inbox")
        return fired


def _fire(connection: Connection, now: datetime, limit: int) -> int:
    """Insert the inbounds first: that locks the lanes, in the same order as everybody else does, and then the timers.

    Two processes may see the same reminder due; the id of the inbound, of which the version is part, lets one of them win.
    """
    due = connection.execute(_DUE, {"now": now, "most": limit}).all()
    rows = [inbox.row(_envelope(row._asdict()), now) for row in due]
    fresh = inbox.insert(connection, rows, now)
    if due:
        connection.execute(_FIRED, _fired([row._asdict() for row in due]))
    return sum(one is not None for one in fresh)


_T = tables.timer.c
_DUE = (
    select(_T.conversation, _T.key, _T.version, _T.due_at, _T.payload)
    .where(_T.due_at <= bindparam("now", type_=columns.Moment))
    .order_by(_T.due_at)
    .limit(bindparam("most"))
)
_FIRED = (
    tables.timer.update()
    .where(_T.conversation == bindparam("of"), _T.key == bindparam("name"), _T.version == bindparam("fired"))
    .values(due_at=None)
)


def _envelope(row: Mapping[str, Any]) -> Envelope:
    return Envelope(
        conversation=ConversationId(row["conversation"]),
        provider_id=timer_id(row["conversation"], row["key"], row["version"]),
        origin=ORIGIN,
        inbound=TimerFired(row["key"], row["payload"]),
        sent_at=row["due_at"],
    )


def _fired(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{"of": row["conversation"], "name": row["key"], "fired": row["version"]} for row in rows]
