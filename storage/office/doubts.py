"""Messages in doubt, as officers see and settle them. Must not send, nor ask a provider."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Select, bindparam, select
from sqlalchemy.engine import Connection

from domain.doubts import SETTLING, Doubtful, Settlement
from domain.model import ConversationId, OfficerId, OutboundId, Purpose, TicketRef
from storage import columns, lanes, lost_answers, tables, tickettables
from storage.inbox import QUEUE
from storage.lanes import out_queue
from storage.office import audit, events
from storage.prepared import Prepared
from storage.store import Store
from storage.tables import IN_DOUBT

_O, _T, _C = tables.outbound.c, tickettables.ticket.c, tables.conversation.c


class Doubts:
    """`domain.doubts.Doubts`."""

    def __init__(self, store: Store, traced: Collection[str] = ()) -> None:
        """Read and write this store; providers of the `traced` channels are asked what became of a message."""
        self._store = store
        self._open = Prepared(_open(traced))

    async def open(self, limit: int = 50) -> Sequence[Doubtful]:
        """Give those that nobody settles of himself, the newest first. Raises `StorageError`."""
        values = {"before": self._store.clock.now() - SETTLING, "most": limit}
        rows = await self._store.database.read(lambda connection: self._open.rows(connection, values))
        return tuple(map(_doubtful, rows))

    async def settle(self, message: OutboundId, officer: OfficerId, settlement: Settlement) -> bool:
        """Settle one, and write down who did; False where it is in doubt no more, or never was. Raises `StorageError`."""
        now = self._store.clock.now()
        conversation = await self._store.database.write(
            lambda connection: _settle(connection, message, officer, settlement, now)
        )
        for topic in ("outbox", "desk", conversation) if conversation else ():
            self._store.signals.publish(topic)
        return bool(conversation)


_latest = (
    select(_T.ref)
    .where(_T.conversation == _O.conversation)
    .order_by(_T.opened_at.desc(), _T.ref.desc())
    .limit(1)
    .correlate(tables.outbound)
    .scalar_subquery()
)


def _open(traced: Collection[str]) -> Select[Any]:
    fresh = _O.channel.in_(sorted(traced)) & (_O.claimed_at >= bindparam("before", type_=columns.Moment))
    return (
        select(_O.id, _O.conversation, _O.claimed_at, _C.name, _C.stated, _T.ref, _T.officer)
        .outerjoin(tables.conversation, _C.id == _O.conversation)
        .outerjoin(tickettables.ticket, _T.ref == _latest)
        .where(IN_DOUBT, _O.purpose != Purpose.ANNOUNCEMENT.value, ~fresh)
        .order_by(_O.claimed_at.desc(), _O.id.desc())
        .limit(bindparam("most", type_=Integer))
    )


def _doubtful(row: Mapping[str, Any]) -> Doubtful:
    return Doubtful(
        message=OutboundId(row["id"]),
        conversation=ConversationId(row["conversation"]),
        name=row["name"] or row["stated"] or "",
        ticket=TicketRef(row["ref"]) if row["ref"] else None,
        officer=None if row["officer"] is None else OfficerId(row["officer"]),
        since=row["claimed_at"],
    )


# ---- an officer's word -----------------------------------------------------------------------------------------------


def _settle(connection: Connection, message: OutboundId, officer: OfficerId, settlement: Settlement, now: datetime) -> str:
    row = connection.execute(select(tables.outbound).where(_O.id == message)).one_or_none()
    if row is None:
        return ""
    place = lanes.next_position(connection, QUEUE, row.conversation)
    _, lane = lanes.locked(connection, out_queue(row.channel), [row.conversation]).popitem()
    if connection.execute(select(_O.id).where(_O.id == message, IN_DOUBT)).first() is None:
        return ""
    if settlement is Settlement.ARRIVED:
        lost_answers.arrived(connection, message, now)
    else:
        lost_answers.again(connection, row.id, row.reply)
        lanes.store(connection, [{**lane, "pending": lane["pending"] + 1, "ready_at": lane["ready_at"] or now}])
    _write_down(connection, row, officer, settlement, {"position": place, "at": now})
    return str(row.conversation)


def _write_down(connection: Connection, row: Any, officer: OfficerId, settlement: Settlement, place: Mapping[str, Any]) -> None:
    """Put the deed into the history of the member's latest ticket, or into the trail where he has none."""
    wanted = select(_latest.label("ref")).select_from(tables.outbound).where(_O.id == row.id)
    if ref := connection.execute(wanted).scalar_one():
        what = {"kind": settlement.value, "actor": "officer", "officer": officer, "value": "", "key": ""}
        events.write(connection, TicketRef(ref), {"conversation": row.conversation, **place, **what})
    else:
        audit.write(connection, (officer, settlement.value, row.conversation, ""), place["at"])
