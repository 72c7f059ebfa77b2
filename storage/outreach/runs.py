"""Runs of announcements: the list of recipients, written page by page, put back on it or taken off, and how far a run is.

Must not decide who receives it, nor when: that is `domain.receiving` and `domain.runs`. `storage.outreach.handover` hands over.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, func, select
from sqlalchemy.engine import Connection

from domain import receiving, runs
from domain.announcements import Announcement
from domain.assembly import AnnouncementId
from domain.receiving import NotSent, Recipient, SendTo
from storage import columns, lanes, mapping, tables
from storage.dialects import Each
from storage.lanes import out_queue
from storage.outreach import outreachtables, people
from storage.outreach.handover import EXCLUDED, HANDED, WAITING, Order, Word, hand_over
from storage.store import Store

_R, _A, _O = outreachtables.recipient.c, outreachtables.announcement.c, tables.outbound.c
_MINUTE: Final = timedelta(minutes=1)
_FALLEN: Final = 500
"""Recipients that are put back on the list in one transaction."""
_HALTED: Final = "the announcement was stopped"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a run is."""

    handed_lately: int
    """Recipients handed over in the last minute; all whose time lies ahead count, so that a clock moved back slows it down."""
    waiting: bool
    """Somebody is still to be handed over."""
    under_way: bool
    """A sender still has something to do."""
    last_at: datetime | None
    """When somebody was handed over last."""


class Runs:
    """Plans and performs runs."""

    def __init__(self, store: Store, channels: frozenset[str]) -> None:
        """Read and write this store; `channels` are those that work."""
        self._store = store
        self._channels = channels

    async def plan(self, announcement: Announcement, limit: int) -> bool:
        """Put the next `limit` persons on the list, as far as the segment holds them; True once the list is complete.

        Raises `StorageError`.
        """
        return await self._store.database.write(lambda connection: _plan(connection, self._order(announcement), limit))

    async def hand_over(self, announcement: Announcement, limit: int, word: Word) -> int:
        """Hand up to `limit` recipients to the senders; give how many were looked at. Raises `StorageError`."""
        now = self._store.clock.now()
        order = self._order(announcement)
        looked = await self._store.database.write(lambda connection: hand_over(connection, order, limit, word, now))
        if looked:
            self._store.signals.publish("outbox")
        return looked

    def _order(self, announcement: Announcement) -> Order:
        return Order(announcement, receiving.open_channels(announcement.segment, self._channels))

    async def fall_back(self, announcement: AnnouncementId) -> int:
        """Put those back on the list whom a message certainly did not reach; give how many. Raises `StorageError`."""
        return await self._store.database.write(lambda connection: _fall_back(connection, announcement))

    async def halt(self, announcement: AnnouncementId) -> None:
        """Take everybody off the list who was not handed over, and drop what no sender has begun. Raises `StorageError`."""
        await self._store.database.write(lambda connection: _halt(connection, announcement))

    async def standing(self, announcement: AnnouncementId) -> Standing:
        """Give how far a run is. Raises `StorageError`."""
        since = self._store.clock.now() - _MINUTE
        row = await self._store.database.read(lambda connection: connection.execute(_standing(announcement, since)).one())
        return Standing(row.lately, bool(row.waiting), bool(row.under_way), row.last_at)


# ---- the list --------------------------------------------------------------------------------------------------------


def _plan(connection: Connection, order: Order, limit: int) -> bool:
    announcement = order.announcement
    so_far = select(_A.planned_to, _A.planned).where(_A.id == announcement.id).with_for_update()
    after, complete = connection.execute(so_far).one()
    if complete:
        return True
    found = people.page(connection, after, limit)
    held = [one for one in found.persons if announcement.segment.holds(one)]
    if held:
        connection.execute(_ENROL[connection.dialect.name], [_row(order, one) for one in held])
    place = {"planned_to": found.last, "planned": found.final}
    connection.execute(outreachtables.announcement.update().where(_A.id == announcement.id).values(place))
    return found.final


def _row(order: Order, one: Recipient) -> dict[str, Any]:
    step = receiving.next_step(one, order.announcement.message, order.channels, ())
    return {
        "announcement": order.announcement.id,
        "person": one.person,
        "language": one.language.value,
        "status": WAITING if isinstance(step, SendTo) else EXCLUDED,
        "reason": step.value if isinstance(step, NotSent) else "",
    }


_ENROL: Each[Any] = Each(lambda insert: insert(outreachtables.recipient).on_conflict_do_nothing())


# ---- when it does not arrive, or must not go -------------------------------------------------------------------------


def _keys(announcement: AnnouncementId) -> Any:
    """Give the condition on the keys of a run's messages: a range of keys would hang on the database's order of letters."""
    return _O.key.startswith(runs.keys(announcement))


def _fall_back(connection: Connection, announcement: AnnouncementId) -> int:
    lost = (
        select(_R.id, _R.conversation, _R.failed)
        .join(tables.outbound, _O.key == _R.key)
        .where(tables.UNDELIVERED, _keys(announcement), _R.announcement == announcement, _R.status == HANDED)
        .order_by(_R.id)
        .limit(_FALLEN)
    )
    rows = connection.execute(lost).all()
    back = [{"row": row.id, "gone": json.dumps([*json.loads(row.failed or "[]"), row.conversation])} for row in rows]
    if back:
        connection.execute(_BACK, back)
    return len(back)


_BACK = (
    outreachtables.recipient.update()
    .where(_R.id == bindparam("row"), _R.status == HANDED)
    .values(status=WAITING, failed=bindparam("gone"))
)


def _halt(connection: Connection, announcement: AnnouncementId) -> None:
    waiting = (_R.announcement == announcement) & (_R.status == WAITING)
    connection.execute(outreachtables.recipient.update().where(waiting).values(status=EXCLUDED, reason=NotSent.STOPPED.value))
    queued = select(_O.channel, _O.conversation).where(tables.WAITING_OUT, _O.status == "new", _keys(announcement))
    for channel, conversation in sorted(connection.execute(queued).all()):
        _drop(connection, announcement, channel, conversation)


def _drop(connection: Connection, announcement: AnnouncementId, channel: str, conversation: str) -> None:
    """Drop what waits in one lane, whose lock makes its status the last word."""
    for lane in lanes.locked(connection, out_queue(channel), [conversation]).values():
        mine = (_O.conversation == conversation) & (_O.status == "new") & _keys(announcement)
        dropped = tables.outbound.update().where(mine).values(status="dropped", reason=_HALTED).returning(_O.key)
        gone = connection.execute(dropped).scalars().all()
        pending = lane["pending"] - len(gone)
        left = {**lane, "pending": pending, "ready_at": lane["ready_at"] if pending > 0 else None}
        lanes.store(connection, [left])
        stopped = outreachtables.recipient.update().where(_R.key.in_(mapping.padded(gone)))
        connection.execute(stopped.values(status=EXCLUDED, reason=NotSent.STOPPED.value))


# ---- how far it is ---------------------------------------------------------------------------------------------------


def _standing(announcement: AnnouncementId, since: datetime) -> Any:
    mine = _R.announcement == announcement
    handed = _R.handed_at.is_not(None)
    lately = select(func.count()).where(mine, handed, _R.handed_at > since).scalar_subquery()
    last = select(func.max(_R.handed_at, type_=columns.Moment())).where(mine, handed).scalar_subquery()
    waiting = select(_R.id).where(mine, _R.status == WAITING).limit(1).scalar_subquery()
    under_way = select(_O.id).where(tables.WAITING_OUT, _keys(announcement)).limit(1).scalar_subquery()
    return select(lately.label("lately"), last.label("last_at"), waiting.label("waiting"), under_way.label("under_way"))
