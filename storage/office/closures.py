"""Days off and days of work that officers entered. Decides nothing by them."""

from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from domain.closures import Closure
from domain.model import OfficerId
from storage import mapping
from storage.office import accounttables, audit
from storage.office.desktables import closure
from storage.store import Store

_C, _O = closure.c, accounttables.officer.c
TOPIC: Final = "closures"
"""Published with each change."""


class Closures:
    """Fills the port `domain.closures.Closures`."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def all(self) -> tuple[Closure, ...]:
        """Give all, by day. Raises `StorageError`."""
        wanted = select(closure, _O.name.label("who")).outerjoin(accounttables.officer, _O.id == _C.officer).order_by(_C.day)
        rows = await self._store.database.read(lambda connection: connection.execute(wanted).all())
        return tuple(Closure(date.fromisoformat(row.day), row.closed, row.name, row.who or "") for row in rows)

    async def enter(self, entered: Closure, by: OfficerId) -> None:
        """Enter a day, or change what was entered for it. Raises `StorageError`."""
        stored = replace(entered, name=mapping.storable(entered.name))
        await self._change(stored.day, stored, by, "day_closed" if stored.closed else "day_worked")

    async def withdraw(self, day: date, by: OfficerId) -> None:
        """Let the configuration count again for a day. Raises `StorageError`."""
        await self._change(day, None, by, "day_withdrawn")

    async def _change(self, day: date, entered: Closure | None, by: OfficerId, act: str) -> None:
        now, key = self._store.clock.now(), day.isoformat()

        def write(connection: Connection) -> None:
            connection.execute(closure.delete().where(_C.day == key))
            if entered is not None:
                row = {"day": key, "closed": entered.closed, "name": entered.name, "officer": by, "at": now}
                connection.execute(closure.insert(), row)
            audit.write(connection, (by, act, key, entered.name if entered else ""), now)

        await self._store.database.write(write)
        for topic in (TOPIC, "desk"):
            self._store.signals.publish(topic)
