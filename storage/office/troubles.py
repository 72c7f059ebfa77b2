"""Keeps what is wrong with channels and rooms."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, or_, select
from sqlalchemy.engine import Connection

from domain.troubles import Kind, Trouble
from storage import columns, mapping
from storage.office.roomtables import trouble
from storage.prepared import Prepared
from storage.store import Store

_T = trouble.c


class Troubles:
    """`domain.troubles.Troubles`."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def tell(self, kind: Kind, where: str, about: str = "", lasts: timedelta | None = None) -> bool:
        """Keep it; False where it is known already. Raises `StorageError`."""
        now = self._store.clock.now()
        fresh = await self._store.database.write(lambda connection: _tell(connection, kind, where, about, now, lasts))
        if fresh:
            self._store.signals.publish("desk")
        return fresh

    async def mend(self, kind: Kind, where: str) -> bool:
        """Forget it; False where nothing was wrong. Raises `StorageError`."""
        now = self._store.clock.now()
        gone = trouble.delete().where(_T.kind == kind.value, _T.place == where)

        def forget(connection: Connection) -> bool:
            standing = _standing(connection, kind, where, now)
            return bool(connection.execute(gone).rowcount) and standing

        was = await self._store.database.write(forget)
        if was:
            self._store.signals.publish("desk")
        return was

    async def now(self) -> Sequence[Trouble]:
        """List what is wrong now, the newest first. Raises `StorageError`."""
        values = {"now": self._store.clock.now()}
        rows = await self._store.database.read(lambda connection: _NOW.rows(connection, values))
        return tuple(Trouble(Kind(row["kind"]), row["place"], row["about"], row["since"]) for row in rows)


def _tell(  # noqa: PLR0913, PLR0917 - what is kept of it
    connection: Connection, kind: Kind, where: str, about: str, now: datetime, lasts: timedelta | None
) -> bool:
    fresh = not _standing(connection, kind, where, now)
    row = {"about": mapping.storable(about), "until": now + lasts if lasts else None}
    if fresh:
        connection.execute(trouble.delete().where(_T.kind == kind.value, _T.place == where))
        place = {"kind": kind.value, "place": mapping.storable(where), "since": now}
        connection.execute(mapping.insert_new(connection, trouble), place | row)
    else:
        connection.execute(trouble.update().where(_T.kind == kind.value, _T.place == where).values(row))
    return fresh


def _standing(connection: Connection, kind: Kind, where: str, now: datetime) -> bool:
    lasting = or_(_T.until.is_(None), _T.until > now)
    known = select(_T.kind).where(_T.kind == kind.value, _T.place == where, lasting)
    return connection.execute(known).first() is not None


_AT: Final = bindparam("now", type_=columns.Moment)
_NOW: Final = Prepared(
    select(_T.kind, _T.place, _T.about, _T.since)
    .where(or_(_T.until.is_(None), _T.until > _AT), _T.since <= _AT)
    .order_by(_T.since.desc(), _T.kind, _T.place)
)
