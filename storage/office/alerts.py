"""What officers are told at the desk: written with what happened, read and ticked off by those it is for."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, and_, bindparam, exists, func, literal, literal_column, or_, select, true
from sqlalchemy.engine import Connection

from domain import roles
from domain.alarms import Alarm
from domain.announcements import Told
from domain.assembly import AnnouncementId
from domain.deskports import Alert
from domain.model import NO_POST, OfficerId, TicketRef
from domain.ticketeffects import AlertOfficer, AlertPost
from storage import columns
from storage.actor import Scene
from storage.office import accounttables
from storage.office.casetables import alert
from storage.office.roomtables import officer_account
from storage.prepared import Prepared
from storage.store import Store
from storage.tickettables import ticket

_A, _O, _L = alert.c, accounttables.officer.c, officer_account.c
# written out, as in `tables`: SQLite uses the index only where the query repeats its condition
_UNREAD: Final[ColumnElement[bool]] = literal_column("alert.read_at IS NULL")

_TO_DECIDE: Final = frozenset({Alarm.TO_DECIDE, Alarm.SITTING})

_NEWEST: Final = Prepared(
    select(alert)
    .where(_A.officer == bindparam("officer"), _UNREAD)
    .order_by(_A.id.desc())
    .limit(bindparam("most", type_=Integer))
)


def raise_(scene: Scene, effect: AlertOfficer | AlertPost, beside: OfficerId | None) -> None:
    """Tell an officer, or those of a post, `beside` aside; of danger everybody, for its post may be at home."""
    told = _O.id == effect.officer if isinstance(effect, AlertOfficer) else _of_post(scene, effect)
    if effect.what is Alarm.DANGER:
        told = true()
    chosen = select(_O.id, literal(effect.ticket), literal(effect.what.value), literal(scene.now, columns.Moment())).where(
        told, _O.active
    )
    if beside is not None:
        chosen = chosen.where(_O.id != beside)
    scene.connection.execute(alert.insert().from_select(["officer", "ticket", "what", "at"], chosen))


def _of_post(scene: Scene, effect: AlertPost) -> ColumnElement[bool]:
    """Find who holds a post; where nobody does, accounts without one whose role does what it is there for."""
    held = _O.post == effect.post
    known = scene.rules.regulation.posts.get(effect.post)
    if known is None or scene.connection.execute(select(exists().where(held, _O.active))).scalar_one():
        return held
    able = roles.standing_in(known, deciding=effect.what in _TO_DECIDE)
    return and_(_O.post == NO_POST, _O.role.in_(sorted(able)))


def past(connection: Connection, ref: TicketRef, what: Collection[Alarm], now: datetime) -> None:
    """Tick off for everybody what there is nothing more to do about."""
    mine = _UNREAD, _A.ticket == ref, _A.what.in_(sorted(what))
    connection.execute(alert.update().where(*mine).values(read_at=now))


def of_announcement(connection: Connection, announcement: AnnouncementId, told: Told, now: datetime) -> None:
    """Tell officers of an announcement; what they were told of it before and did not tick off is past."""
    mine = (_A.announcement == announcement) & _UNREAD
    connection.execute(alert.update().where(mine).values(read_at=now))
    rows = [
        {"officer": officer, "ticket": "", "what": told.what.value, "at": now, "announcement": announcement}
        for officer in sorted(told.officers)
    ]
    if rows:
        connection.execute(alert.insert(), rows)


def of_unheard(connection: Connection, ref: TicketRef, by: OfficerId, now: datetime) -> None:
    """Alert the officer whose words did not reach the member, or who has the ticket since; once, until he ticks it off."""
    has_it = connection.execute(select(ticket.c.officer).where(ticket.c.ref == ref)).scalar_one_or_none()
    mine = {"officer": has_it or by, "ticket": ref, "what": Alarm.UNHEARD.value}
    told = select(_A.id).where(_UNREAD, *(_A[name] == value for name, value in mine.items())).limit(1)
    if connection.execute(told).one_or_none() is None:
        connection.execute(alert.insert(), [{**mine, "at": now}])


class Alerts:
    """Reads alerts."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def unread(self, officer: OfficerId, limit: int = 50) -> tuple[Alert, ...]:
        """Give what an officer has not ticked off, the newest first. Raises `StorageError`."""
        values = {"officer": officer, "most": limit}
        rows = await self._store.database.read(lambda connection: _NEWEST.rows(connection, values))
        return tuple(map(_alert, rows))

    async def read(self, officer: OfficerId, alerts: Sequence[int]) -> None:
        """Tick off alerts of an officer's own. Raises `StorageError`."""
        seen = alert.update().where(_A.officer == officer, _A.id.in_(alerts), _UNREAD).values(read_at=self._store.clock.now())
        await self._store.database.write(lambda connection: connection.execute(seen))
        self._store.signals.publish("desk")

    async def newest(self) -> int:
        """Give the number of the newest alert; 0 where there is none. Raises `StorageError`."""
        wanted = select(func.max(_A.id))
        return await self._store.database.read(lambda connection: connection.execute(wanted).scalar_one()) or 0

    async def behind(self, told: tuple[int, str], provider: str, limit: int) -> tuple[tuple[Alert, str], ...]:
        """Give unread alerts with the accounts of their officers, behind one of each. Raises `StorageError`."""
        number, account = told
        later = or_(_A.id > number, and_(_A.id == number, _L.account > account))
        wanted = (
            select(alert, _L.account)
            .join(officer_account, _L.officer == _A.officer)
            .join(accounttables.officer, _O.id == _A.officer)
            .where(later, _UNREAD, _O.active, _L.account.startswith(f"{provider}:"))
            .order_by(_A.id, _L.account)
            .limit(limit)
        )
        rows = await self._store.database.read(lambda connection: connection.execute(wanted).all())
        return tuple((_alert(row._asdict()), row.account) for row in rows)


def _alert(row: Mapping[str, Any]) -> Alert:
    about = None if row["announcement"] is None else AnnouncementId(row["announcement"])
    return Alert(row["id"], TicketRef(row["ticket"]), Alarm(row["what"]), row["at"], about)
