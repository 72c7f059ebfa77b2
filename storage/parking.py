"""Messages that wait for their member's next word or for the morning, and what is known of him when one is to go out."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, func, literal_column, select
from sqlalchemy.engine import Connection

from domain import codec
from domain.inbound import CARD, FILE, MemberOptedOut
from domain.model import ConversationId, Stage, TicketRef
from domain.ports import Correspondent
from storage import columns, lanes, lost_answers, mapping, tables, tickettables
from storage.lanes import out_queue
from storage.office import unheard
from storage.prepared import Prepared
from storage.store import Store

OURS: Final = frozenset({"desk", "room", "timer", "page", CARD, FILE})
"""Origins of what no member sent on the conversation's own channel."""
_O, _I, _C, _T = tables.outbound.c, tables.inbound.c, tables.conversation.c, tickettables.ticket.c
# written out, as in `tables`: SQLite uses the index only where the query repeats its condition
_PARKED: Final[ColumnElement[bool]] = literal_column("outbound.status = 'parked'")


class Correspondence:
    """How things stand between a member and us."""

    def __init__(self, store: Store) -> None:
        """Read this store."""
        self._store = store

    async def wake(self, now: datetime, limit: int = 500) -> int:
        """Have what waited for this time sent; give how much. Raises `StorageError`."""
        woken = await self._store.database.write(lambda connection: _wake(connection, now, limit))
        if woken:
            self._store.signals.publish("outbox")
        return woken

    async def of(self, conversation: ConversationId) -> Correspondent:
        """Give what decides how a message may go out now. Raises `StorageError`."""
        found = await self._store.database.read(lambda connection: _standing(connection, conversation))
        return Correspondent(
            last_inbound_at=found.last_inbound_at,
            notices=found.notices is None or bool(found.notices),
            knocked=found.knocked > 0,
            shut=found.last in _SHUT,
        )

    async def stands(self, stages: Collection[tuple[TicketRef, Stage]]) -> bool:
        """Tell whether any of these tickets is in this stage. Raises `StorageError`."""
        now = select(_T.ref, _T.stage).where(_T.ref.in_([ref for ref, _ in stages]))
        found = await self._store.database.read(lambda connection: connection.execute(now).all())
        return any((row.ref, Stage(row.stage)) in stages for row in found)


_SHUT: Final = frozenset({codec.dump_inbound(MemberOptedOut(blocked=True))})


def _standing(connection: Connection, conversation: str) -> Any:
    return connection.execute(_STANDING, {"key": conversation}).one()


_STANDING = select(
    select(_I.sent_at)
    .where(
        _I.conversation == bindparam("key"),
        _I.origin.not_in(sorted(OURS)),
        _I.kind != MemberOptedOut.__name__,
    )
    .order_by(_I.position.desc())
    .limit(1)
    .scalar_subquery()
    .label("last_inbound_at"),
    select(_I.payload)
    .where(_I.conversation == bindparam("key"), _I.origin.not_in(sorted(OURS)))
    .order_by(_I.position.desc())
    .limit(1)
    .scalar_subquery()
    .label("last"),
    select(_C.notices).where(_C.id == bindparam("key")).scalar_subquery().label("notices"),
    select(func.count())
    .where(_O.conversation == bindparam("key"), _PARKED, _O.provider_id != "")
    .scalar_subquery()
    .label("knocked"),
)


def is_word(row: Mapping[str, Any]) -> bool:
    """Tell whether an inbox row is a member's own word; the provider's word that he stopped is none."""
    return row["origin"] not in OURS and row["kind"] != MemberOptedOut.__name__


def release(connection: Connection, said: Sequence[mapping.Row], traced: Collection[str], now: datetime) -> None:
    """Have what waited for these words of members sent, before anything newer. Outgoing lanes must not be locked yet.

    Answers in doubt go with it, but on `traced` channels, whose providers can be asked what became of them.
    """
    if not said:
        return
    keys = sorted({row["conversation"] for row in said})
    waiting = [row for row in _WAITING.rows(connection, {"keys": mapping.padded(keys)}) if _is_for_words(row, traced)]
    for channel in sorted({row["channel"] for row in waiting}):
        _ready(connection, channel, [row for row in waiting if row["channel"] == channel], now, said)
    if silent := [row["id"] for row in waiting if row["status"] == "parked" and not row["provider_id"]]:
        unheard.read(connection, silent, now)


def _is_for_words(row: mapping.Row, traced: Collection[str]) -> bool:
    return row["status"] == "parked" or row["channel"] not in traced


def _wake(connection: Connection, now: datetime, limit: int) -> int:
    rows = [row._asdict() for row in connection.execute(_DUE, {"now": now, "most": limit})]
    for channel in sorted({row["channel"] for row in rows}):
        _ready(connection, channel, [row for row in rows if row["channel"] == channel], now)
    return len(rows)


_PUT_OFF: Final[ColumnElement[bool]] = literal_column("outbound.status = 'parked' AND outbound.not_before IS NOT NULL")
_DUE = (
    select(_O.id, _O.channel, _O.conversation, _O.status)
    .where(_PUT_OFF, _O.not_before <= bindparam("now", type_=columns.Moment))
    .order_by(_O.id)
    .limit(bindparam("most"))
)
_WAITING = Prepared(
    select(_O.id, _O.channel, _O.conversation, _O.status, _O.provider_id).where(
        _O.conversation.in_(bindparam("keys", expanding=True)), literal_column("outbound.status IN ('parked', 'uncertain')")
    )
)


def _ready(
    connection: Connection, channel: str, waiting: Sequence[mapping.Row], now: datetime, said: Sequence[mapping.Row] = ()
) -> None:
    held = lanes.locked(connection, out_queue(channel), [row["conversation"] for row in waiting])
    parked = mapping.padded(sorted(row["id"] for row in waiting if row["status"] == "parked"))
    again = tables.outbound.update().where(_O.id.in_(parked), _PARKED)
    freed = list(connection.execute(again.values(status="new", provider_id="", reason="").returning(_O.conversation)).scalars())
    if doubtful := {row["id"]: row["conversation"] for row in waiting if row["status"] == "uncertain"}:
        lost = list(lost_answers.judged(connection, sorted(doubtful), said, now))
        lost_answers.unheard(connection, lost, said)
        freed += [doubtful[one] for one in lost]
    rows = [
        {**lane, "pending": lane["pending"] + freed.count(key), "ready_at": lane["ready_at"] or now}
        for key, lane in held.items()
        if key in freed
    ]
    lanes.store(connection, rows)
