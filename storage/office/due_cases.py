"""Tickets at which the clock has to look. Knows no rule: what is read here is judged elsewhere."""

from datetime import datetime
from typing import Any

from sqlalchemy import literal_column, select
from sqlalchemy.engine import Connection

from domain import casefile
from domain.casefile import Casefile, Rules
from domain.model import ConversationId, Language
from domain.ports import DueCase
from storage import tables, tickettables
from storage.office import casefiles, officers
from storage.store import Store

_T, _C = tickettables.ticket.c, tables.conversation.c
# written out, as in `tables`: SQLite uses the index only where the query repeats its condition
_LOOKED_AT: Any = literal_column("ticket.look_at IS NOT NULL")


class DueCases:
    """Reads tickets that are due, and keeps when to look at them next."""

    def __init__(self, store: Store, rules: Rules) -> None:
        """Read and write this store; due times follow from `rules`."""
        self._store = store
        self._rules = rules

    async def due(self, limit: int) -> tuple[DueCase, ...]:
        """Give those at which the clock has to look by now, the longest due first. Raises `StorageError`."""
        now = self._store.clock.now()
        return await self._store.database.read(lambda connection: _due(connection, now, limit, self._rules))

    async def look_again(self, case: DueCase, at: datetime | None) -> None:
        """Say when to look at a case next; in vain where the ticket changed since. Raises `StorageError`.

        The due times are written anew with it, so that a holiday entered since moves them.
        """
        same = (_T.ref == case.file.ref) & (_T.version == case.version)
        values = casefiles.dump(case.file, casefile.dues(case.file, self._rules))
        change = tickettables.ticket.update().where(same).values(**values, look_at=at)
        await self._store.database.write(lambda connection: connection.execute(change))

    async def look_at_all(self) -> None:
        """Have all that is open looked at. Raises `StorageError`."""
        now = self._store.clock.now()
        change = tickettables.ticket.update().where(casefiles.IS_OPEN).values(look_at=now)
        await self._store.database.write(lambda connection: connection.execute(change))


def _due(connection: Connection, now: datetime, limit: int, rules: Rules) -> tuple[DueCase, ...]:
    wanted = (
        select(tickettables.ticket, _C.language)
        .outerjoin(tables.conversation, _C.id == _T.conversation)
        .where(_LOOKED_AT, _T.look_at <= now)
        .order_by(_T.look_at)
        .limit(limit)
    )
    rows = [row._asdict() for row in connection.execute(wanted)]
    files = [casefiles.load(row, rules) for row in rows]
    if not files:
        return ()
    people = casefiles.officers(connection)
    beside = casefiles.around(connection, files, people, now)

    def name(file: Casefile, language: str | None) -> str:
        substitute = beside[file.ref].substitute
        return "" if substitute is None else officers.told_as(people[substitute], Language(language or Language.ARABIC))

    return tuple(
        DueCase(ConversationId(row["conversation"]), file, row["version"], beside[file.ref], name(file, row["language"]))
        for row, file in zip(rows, files, strict=True)
    )
