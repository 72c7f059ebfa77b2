"""The sender's side of the outbox: messages leave in order, one of a conversation at a time, each claimed before it goes.

A message whose sender died is sent again only on channels where that is harmless; elsewhere it is parked as `uncertain`.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.engine import Connection

from domain import codec
from domain.channelports import Outbound
from domain.model import ConversationId, OutboundId
from storage import columns, lanes, mapping, tables
from storage.combiner import Combiner
from storage.lanes import Lease, out_queue
from storage.office import unheard
from storage.prepared import Prepared, driver_of
from storage.store import Store

_Result = tuple[OutboundId, Mapping[str, Any]]
"""A message and the columns that change."""
_WAITING = frozenset({"new", "sending"})
_MAY_BECOME_SENT = frozenset({"new", "sending", "uncertain"})
_GATHERED = 0.02
"""Seconds in which what became of messages is collected, while there is much of it, and in which it waits for other work to be
committed with: nobody else does for it."""
_DIED = "its sender ended before the provider's answer was kept"


class Outbox:
    """Claims messages and notes what became of them."""

    def __init__(
        self,
        store: Store,
        new_claim: Callable[[], str],
        *,
        repeatable: Collection[str] = (),
        lease: timedelta = timedelta(seconds=120),
        gathered: float = _GATHERED,
    ) -> None:
        """Name claims by `new_claim`; on the `repeatable` channels a message may go out twice under its key without harm.

        What becomes of messages waits for `gathered` seconds to be committed with others.
        """
        self._store = store
        self._new_claim = new_claim
        self._repeatable = frozenset(repeatable)
        self._lease = lease
        self._gathered = gathered
        self._combiner: Combiner[_Result, None] = Combiner(self._write, gather_seconds=gathered)

    async def claim(self, limit: int, channels: Sequence[str]) -> tuple[Outbound, ...]:
        """Claim the first due message of up to `limit` conversations of these channels. Raises `StorageError`."""
        now = self._store.clock.now()
        lease = Lease(self._new_claim(), now, now + self._lease)
        return await self._store.database.write(lambda connection: _claim(connection, channels, limit, lease, self._repeatable))

    async def sent(self, results: Sequence[tuple[OutboundId, str]]) -> None:
        """Mark as sent, with the provider's ids: of a long message's parts with spaces between. Raises `StorageError`."""
        now = self._store.clock.now()
        await self._combiner.add([(outbound, _sent(ids, now)) for outbound, ids in results])

    async def postponed(self, outbound: OutboundId, until: datetime, reason: str, *, tried: bool = True) -> None:
        """Certainly not sent: to be tried again from `until`; what follows in the conversation waits. Raises `StorageError`.

        `tried=False`: this was no attempt, only not its time yet.
        """
        change = {"status": "new", "not_before": until, "reason": mapping.storable(reason), "untried": 0 if tried else 1}
        await self._combiner.add([(outbound, change)])

    async def uncertain(self, outbound: OutboundId, reason: str) -> None:
        """Perhaps sent: parked for reconciliation. Raises `StorageError`."""
        await self._combiner.add([(outbound, {"status": "uncertain", "reason": mapping.storable(reason)})])

    async def parked(self, outbound: OutboundId, reason: str, knock: str = "", *, until: datetime | None = None) -> None:
        """Put aside until the member writes, or until a time; `knock` is the id of what went out in its place.

        Raises `StorageError`.
        """
        kept = {"provider_id": mapping.storable(knock), "reason": mapping.storable(reason)}
        change = {"status": "parked", "not_before": until, **kept}
        await self._combiner.add([(outbound, change)])

    async def dropped(self, outbound: OutboundId, reason: str) -> None:
        """Of no use any more, and not sent; officers see why. Raises `StorageError`."""
        await self._combiner.add([(outbound, {"status": "dropped", "reason": mapping.storable(reason)})])

    async def dead(self, outbound: OutboundId, reason: str) -> None:
        """Never to be sent; officers see why. Raises `StorageError`."""
        await self._combiner.add([(outbound, {"status": "dead", "reason": mapping.storable(reason)})])

    async def _write(self, results: Sequence[_Result]) -> Sequence[None]:
        now = self._store.clock.now()
        for topic in await self._store.database.write(lambda connection: _settle(connection, results, now), self._gathered):
            self._store.signals.publish(topic)
        return [None] * len(results)


def _sent(ids: str, now: datetime) -> Mapping[str, Any]:
    parts, _, last = mapping.storable(ids).rpartition(" ")
    return {"status": "sent", "provider_id": last, "parts": parts, "reason": "", "sent_at": now}


# ---- claiming --------------------------------------------------------------------------------------------------------


def _claim(
    connection: Connection, channels: Sequence[str], limit: int, lease: Lease, repeatable: Collection[str]
) -> tuple[Outbound, ...]:
    claimed = lanes.claim(connection, [out_queue(channel) for channel in channels], limit, lease)
    if not claimed:
        return ()
    keys = sorted(lane.key for lane in claimed)
    heads = _heads(connection, keys)
    while left := [row["id"] for row in heads.values() if row["status"] == "sending" and row["channel"] not in repeatable]:
        _park(connection, left)
        heads = _heads(connection, keys)
    _free_empty(connection, [lane for lane in claimed if lane.key not in heads])
    if heads:
        ids = [row["id"] for row in heads.values()]
        _SENDING.run(connection, {"ids": mapping.padded(ids), "new_claim": lease.name, "now": lease.now})
    return tuple(outbound({**row, "attempts": row["attempts"] + 1}) for row in heads.values())


def _heads(connection: Connection, keys: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    return {row["conversation"]: row for row in _FIRST_WAITING.rows(connection, {"keys": mapping.padded(keys)})}


_ranked = (
    select(
        tables.outbound,
        func.row_number().over(partition_by=tables.outbound.c.conversation, order_by=tables.outbound.c.position).label("rank"),
    )
    .where(tables.outbound.c.conversation.in_(bindparam("keys", expanding=True)), tables.WAITING_OUT)
    .subquery()
)
_FIRST_WAITING = Prepared(select(_ranked).where(_ranked.c.rank == 1))
_SENDING = Prepared(
    tables.outbound.update()
    .where(tables.outbound.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        status="sending",
        claim=bindparam("new_claim"),
        claimed_at=bindparam("now", type_=columns.Moment),
        attempts=tables.outbound.c.attempts + 1,
    )
)


def _park(connection: Connection, ids: Sequence[int]) -> None:
    columns = tables.outbound.c
    parked = (
        tables.outbound.update()
        .where(columns.id.in_(ids))
        .values(status="uncertain", reason=_DIED)
        .returning(columns.channel, columns.conversation)
    )
    for channel, conversation in connection.execute(parked).all():
        lane = tables.lane.c
        connection.execute(
            tables.lane.update()
            .where(lane.queue == out_queue(channel), lane.key == conversation)
            .values(pending=lane.pending - 1)
        )


def _free_empty(connection: Connection, claimed: Sequence[lanes.Claimed]) -> None:
    """Let lanes go in which nothing waits, whatever they counted."""
    for lane in claimed:
        rows = lanes.locked(connection, lane.queue, [lane.key])
        lanes.store(connection, [lanes.freed(row, pending=0, ready_at=None) for row in rows.values()])


def outbound(row: Mapping[str, Any]) -> Outbound:
    """Read a row of `outbound`."""
    return Outbound(
        id=OutboundId(row["id"]),
        conversation=ConversationId(row["conversation"]),
        reply=codec.load_reply(row["reply"]),
        attempts=row["attempts"],
        key=row["key"],
    )


# ---- settling --------------------------------------------------------------------------------------------------------


def _settle(connection: Connection, results: Sequence[_Result], now: datetime) -> set[str]:
    """Write what became of messages, free their lanes, and give the topics on which others wait for them."""
    changes = dict(results)
    held: dict[tuple[str, str], dict[str, Any]] = {}
    topics: set[str] = set()
    written: dict[str, list[mapping.Row]] = defaultdict(list)
    for row in _standing(connection, mapping.padded(changes)):
        change = changes[row["id"]]
        lane = held.setdefault((row["queue"], row["key"]), {name: row[name] for name in _LANE_NAMES})
        if row["status"] not in (_MAY_BECOME_SENT if change["status"] == "sent" else {"sending"}):
            continue
        written[change["status"]].append({"id": row["id"], **change})
        lane["pending"] -= row["status"] in _WAITING and change["status"] != "new"
        if lane["owner"] == row["claim"]:
            waits = change["not_before"] if change["status"] == "new" else now
            lane.update(lanes.freed(lane, pending=lane["pending"], ready_at=waits))
        topics |= {row["key"]} | ({"desk"} if change["status"] in {"uncertain", "dead", "parked", "dropped"} else set())
        topics |= {"outbox"} if lane["pending"] > 0 and change["status"] != "new" else set()
    for status, rows in written.items():
        _UPDATES[status].run(connection, *rows)
    lanes.store(connection, list(held.values()))
    if written["dead"]:
        unheard.known(connection, [row["id"] for row in written["dead"]], now)
    if silent := [row["id"] for row in written["parked"] if not row["provider_id"] and row["not_before"] is None]:
        unheard.unannounced(connection, silent, now)
    return topics


_O, _L = tables.outbound.c, tables.lane.c
_LANE_NAMES = tuple(column.name for column in _L)
_STANDING = Prepared(
    select(_O.id, _O.status, _O.claim, tables.lane)
    .join(tables.lane, (_L.key == _O.conversation) & (_L.queue == out_queue("") + _O.channel))
    .where(_O.id.in_(bindparam("ids", expanding=True)))
    .order_by(_L.queue, _L.key, _O.id)
    .with_for_update(of=tables.lane)
)
"""Messages with their lanes, which are locked in order."""


def _standing(connection: Connection, ids: list[OutboundId]) -> Sequence[mapping.Row]:
    """Lock the lanes of these messages and read both; only what is read under the lock is the last word on a status."""
    rows = _STANDING.rows(connection, {"ids": ids})
    return rows if driver_of(connection) is not None else _STANDING.rows(connection, {"ids": ids})


def _update_of(*names: str) -> Any:
    columns = {name: bindparam(name, type_=_O[name].type) for name in names}
    return tables.outbound.update().where(_O.id == bindparam("id")).values(columns)


_UPDATES = {
    "sent": Prepared(_update_of("status", "provider_id", "parts", "reason", "sent_at")),
    "new": Prepared(_update_of("status", "not_before", "reason").values(attempts=_O.attempts - bindparam("untried"))),
    "uncertain": Prepared(_update_of("status", "reason")),
    "dead": Prepared(_update_of("status", "reason")),
    "dropped": Prepared(_update_of("status", "reason")),
    "parked": Prepared(_update_of("status", "not_before", "provider_id", "reason")),
}
