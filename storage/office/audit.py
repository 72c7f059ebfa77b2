"""The trail of what officers looked at and did: tickets' own events, and a table for the rest. It is only ever added to."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Executable, Select, literal, literal_column, select
from sqlalchemy.engine import Connection

from domain.deskports import Deed
from domain.errors import BadInput
from domain.model import OfficerId
from domain.officeports import VIEW_LASTS
from storage import mapping, tickettables
from storage.office import accounttables
from storage.office.casetables import audit
from storage.store import Store

_A, _E, _O = audit.c, tickettables.ticket_event.c, accounttables.officer.c
_CURSOR: Final = re.compile(r"([0-9]{1,18})-([0-9]{1,18})", re.ASCII)
_LATEST: Final = 300
_NONE: Final = 10**17
"""A number above all rows': nothing of that side was read yet."""


def write(connection: Connection, deed: tuple[OfficerId, str, str, str], now: datetime) -> None:
    """Write down who did what to what, with a detail."""
    officer, act, subject, detail = deed
    row = {"at": now, "officer": officer, "act": act, "subject": mapping.storable(subject), "detail": mapping.storable(detail)}
    connection.execute(audit.insert(), row)


def change(connection: Connection, changes: Sequence[Executable], deed: tuple[OfficerId, str, str, str], now: datetime) -> None:
    """Make changes, and write down who made them."""
    for one in changes:
        connection.execute(one)
    write(connection, deed, now)


def _write_all(connection: Connection, deeds: Sequence[tuple[OfficerId, str, str, str]], now: datetime) -> None:
    """Write down several deeds."""
    for deed in deeds:
        write(connection, deed, now)


class Audit:
    """Reads the trail."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def record(self, officer: OfficerId, act: str, subject: str, detail: str = "") -> None:
        """Write down a deed on something else than a ticket. Raises `StorageError`."""
        now = self._store.clock.now()
        await self._store.database.write(lambda connection: write(connection, (officer, act, subject, detail), now))

    async def looked(self, officer: OfficerId, act: str, at: Sequence[tuple[str, str]]) -> None:
        """Write down looks, each once within `VIEW_LASTS`. Raises `StorageError`."""
        now = self._store.clock.now()
        late = await self._store.database.read(lambda connection: connection.execute(_late(officer)).all())
        known = {(row.subject, row.detail) for row in late if row.act == act and row.at > now - VIEW_LASTS}
        new = [(officer, act, *look) for look in dict.fromkeys(at) if look not in known]
        if new:
            await self._store.database.write(lambda connection: _write_all(connection, new, now))

    async def deeds(
        self, officer: OfficerId | None = None, subject: str = "", before: str = "", limit: int = 100
    ) -> tuple[Deed, ...]:
        """Give what was done, the newest first. Raises `BadInput` for a cursor that is none, `StorageError`."""
        place = _place(before)
        sides = (
            _narrowed(_ON_TICKETS, (_E.id, _E.officer, _E.ticket), (officer, subject, place[0])).limit(limit),
            _narrowed(_ON_OTHERS, (_A.id, _A.officer, _A.subject), (officer, subject, place[1])).limit(limit),
        )
        rows = await self._store.database.read(
            lambda connection: [row._asdict() for side in sides for row in connection.execute(side)]
        )
        newest = sorted(rows, key=lambda row: (row["at"], row["side"], row["id"]), reverse=True)
        return tuple(_deeds(newest[:limit], place))


def _late(officer: OfficerId) -> Select[Any]:
    """Give an officer's latest deeds: as many as he does in a busy moment."""
    return select(_A.act, _A.subject, _A.detail, _A.at).where(_A.officer == officer).order_by(_A.id.desc()).limit(_LATEST)


_ON_TICKETS = (
    select(
        _E.id,
        literal("e").label("side"),
        _E.at,
        _E.officer,
        _E.kind.label("act"),
        _E.ticket.label("subject"),
        _E.value.label("detail"),
        _E.conversation,
        _O.name,
    )
    .outerjoin(accounttables.officer, _O.id == _E.officer)
    .where(literal_column("ticket_event.officer IS NOT NULL"))
    .order_by(_E.id.desc())
)
_ON_OTHERS = (
    select(
        _A.id,
        literal("a").label("side"),
        _A.at,
        _A.officer,
        _A.act,
        _A.subject,
        _A.detail,
        literal("").label("conversation"),
        _O.name,
    )
    .outerjoin(accounttables.officer, _O.id == _A.officer)
    .order_by(_A.id.desc())
)
_Columns = tuple[ColumnElement[Any], ColumnElement[Any], ColumnElement[Any]]


def _narrowed(side: Select[Any], columns: _Columns, wanted: tuple[OfficerId | None, str, int | None]) -> Select[Any]:
    (key, officer, subject), (whose, what, before) = columns, wanted
    if whose is not None:
        side = side.where(officer == whose)
    if what:
        side = side.where(subject == what)
    return side if before is None else side.where(key < before)


def _place(cursor: str) -> tuple[int | None, int | None]:
    """Give the numbers below which both sides go on."""
    if not cursor:
        return None, None
    found = _CURSOR.fullmatch(cursor)
    if found is None:
        raise BadInput("the place to read on from is not one that was given out")
    return int(found[1]), int(found[2])


def _deeds(rows: Sequence[mapping.Row], place: tuple[int | None, int | None]) -> Iterator[Deed]:
    """Make deeds; each one's cursor is the place of both sides below it."""
    lowest = {"e": _NONE if place[0] is None else place[0], "a": _NONE if place[1] is None else place[1]}
    for row in rows:
        lowest[row["side"]] = row["id"]
        yield Deed(
            cursor=f"{lowest['e']}-{lowest['a']}",
            at=row["at"],
            officer=OfficerId(row["officer"]),
            officer_name=row["name"] or "",
            act=row["act"],
            subject=row["subject"],
            detail=row["detail"],
            conversation=row["conversation"],
        )
