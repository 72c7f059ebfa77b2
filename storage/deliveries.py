"""What became of messages after they were handed over. News come in any order and more than once; a status never goes down."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.engine import Connection, Row

from domain import codec
from domain.deliveryports import KNOCK, Delivery, DeliveryStatus, Doubt
from domain.model import OutboundId, Reply
from storage import lanes, mapping, tables
from storage.lanes import out_queue
from storage.office import unheard
from storage.outbox import outbound
from storage.outreach import openings
from storage.store import Store

_O = tables.outbound.c
_all = tables.outbound.alias()
_RANK = {"new": 0, "sending": 0, "dropped": 0, "parked": 0, "uncertain": 1, "dead": 1, "sent": 2, "delivered": 4, "read": 5}
_NEWS = {
    DeliveryStatus.SENT: ("sent", 2),
    DeliveryStatus.FAILED: ("dead", 3),
    DeliveryStatus.DELIVERED: ("delivered", 4),
    DeliveryStatus.READ: ("read", 5),
}
"""The status that news give a message, and the rank below which it must be: a failure counts unless it was delivered."""


_HANDED_OVER = frozenset({"sent", "uncertain"})
MOST_ATTEMPTS = 5
_ONCE_MORE = 2
"""After that many a message that may go again does not."""
_LOOKED_THROUGH = 20_000
"""Messages among which those are looked for of which nothing was told."""


class Deliveries:
    """Takes news in, and settles what was in doubt."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def delivered(self, delivery: Delivery) -> None:
        """Raise a message's status; one in doubt is settled by it. News of an unknown message change nothing.

        Raises `StorageError`.
        """
        now = self._store.clock.now()
        conversation = await self._store.database.write(lambda connection: _deliver(connection, delivery, now))
        if conversation:
            self._publish(conversation)

    async def doubtful(self, channel: str, before: datetime, limit: int = 100) -> tuple[Doubt, ...]:
        """Give the messages in doubt since before that time, the oldest first. Raises `StorageError`."""
        statement = (
            select(tables.outbound)
            .where(_O.channel == channel, _O.status == "uncertain", _O.claimed_at < before)
            .order_by(_O.claimed_at, _O.id)
            .limit(limit)
        )
        rows = await self._store.database.read(lambda connection: connection.execute(statement).all())
        return tuple(Doubt(outbound(row._asdict()), row.claimed_at) for row in rows)

    async def untold(self, channel: str, after: datetime, before: datetime, limit: int = 100) -> tuple[str, ...]:
        """Give the provider's ids of messages taken in this time, neither delivered nor failed. Raises `StorageError`."""
        # ids rise with time: the last ones are looked through in place of an index that every message would pay for
        newest = select(func.coalesce(func.max(_all.c.id), 0)).scalar_subquery()
        lately = _O.id > newest - _LOOKED_THROUGH
        taken = (_O.status == "sent", _O.provider_id != "", _O.sent_at > after, _O.sent_at <= before)
        statement = select(_O.provider_id).where(lately, _O.channel == channel, *taken).order_by(_O.id.desc()).limit(limit)
        return tuple(await self._store.database.read(lambda connection: connection.execute(statement).scalars().all()))

    async def known(self, channel: str, provider_ids: Sequence[str]) -> frozenset[str]:
        """Say which of these ids belong to messages of ours. Raises `StorageError`."""
        wanted = (_O.channel == channel) & _O.provider_id.in_(mapping.padded(provider_ids)) & (_O.provider_id != "")
        statement = select(_O.provider_id).where(wanted)
        return frozenset(await self._store.database.read(lambda connection: connection.execute(statement).scalars().all()))

    async def unsent(self, outbound: OutboundId, reason: str) -> None:
        """Say that the provider never took a message in doubt: it is to be sent again. Raises `StorageError`."""
        now = self._store.clock.now()
        conversation = await self._store.database.write(lambda connection: _revive(connection, outbound, reason, now))
        if conversation:
            self._publish(conversation)

    def _publish(self, conversation: str) -> None:
        for topic in ("outbox", "desk", conversation):
            self._store.signals.publish(topic)


def _deliver(connection: Connection, delivery: Delivery, now: datetime) -> str:
    if delivery.limit and delivery.key:
        _refused(connection, delivery.key, now)
    if delivery.key.endswith(KNOCK):
        return _announced(connection, delivery, now)
    row = connection.execute(select(tables.outbound).where(_which(delivery)).order_by(_O.id).limit(1)).one_or_none()
    if row is None:
        return ""
    lane = lanes.locked(connection, out_queue(row.channel), [row.conversation])[row.conversation]
    row = connection.execute(select(tables.outbound).where(_O.id == row.id)).one()
    _log_delivery(connection, row.id, delivery, now)
    if _RANK[row.status] >= _NEWS[delivery.status][1]:
        return ""
    if (delivery.file or delivery.pressed) and (settled := _in_words(connection, row, lane, delivery, now)) is not None:
        return settled
    if delivery.retryable and row.attempts < (_ONCE_MORE if delivery.once else MOST_ATTEMPTS) and row.status in _HANDED_OVER:
        _put_back(connection, row, lane, delivery.reason, now)
    else:
        _raise(connection, row, lane, delivery, now)
    return str(row.conversation)


def _raise(connection: Connection, row: Row[Any], lane: Mapping[str, Any], delivery: Delivery, now: datetime) -> None:
    """Give a message the status that news of it bring."""
    status, _ = _NEWS[delivery.status]
    change: dict[str, Any] = {"status": status, "reason": mapping.storable(delivery.reason)}
    if delivery.provider_id:
        change["provider_id"] = mapping.storable(delivery.provider_id)
    if row.sent_at is None and status != "dead":
        change["sent_at"] = now
    connection.execute(tables.outbound.update().where(_O.id == row.id).values(change))
    if status == "dead":
        unheard.known(connection, [row.id], now)
    if row.status in {"new", "sending"}:
        lanes.store(connection, [_one_less(lane, row, now)])


def _announced(connection: Connection, delivery: Delivery, now: datetime) -> str:
    """Take in what became of that which announces a parked message: it was not heard where it failed, and officers see why."""
    key = delivery.key.removesuffix(KNOCK)
    latest = (_O.key == key) & (_O.status == "parked") & _O.provider_id.in_([delivery.provider_id, KNOCK])
    row = connection.execute(select(_O.id, _O.conversation).where(latest)).one_or_none()
    if row is None or delivery.status is not DeliveryStatus.FAILED:
        return ""
    if delivery.retryable and openings.knock_again(connection, key, now, MOST_ATTEMPTS):
        return ""
    silent = tables.outbound.update().where(latest).values(provider_id="", reason=mapping.storable(delivery.reason))
    connection.execute(silent)
    unheard.known(connection, [row.id], now)
    return str(row.conversation)


def _refused(connection: Connection, key: str, now: datetime) -> None:
    mine = select(_O.conversation).where(_O.key == key.removesuffix(KNOCK))
    conversation = connection.execute(mine).scalar_one_or_none()
    if conversation is not None:
        openings.refuse(connection, conversation, key, now)


def _which(delivery: Delivery) -> ColumnElement[bool]:
    if delivery.key:
        return _O.key == delivery.key
    return (_O.channel == delivery.channel) & (_O.provider_id == delivery.provider_id) & (_O.provider_id != "")


def _one_less(lane: Mapping[str, Any], row: Row[Any], now: datetime) -> dict[str, Any]:
    """Take a message that needs no sending any more out of its lane, and free the lane if it was claimed for that."""
    pending = lane["pending"] - 1
    if lane["owner"] and lane["owner"] != row.claim:
        return {**lane, "pending": pending}
    return lanes.freed(lane, pending=pending, ready_at=now)


def _log_delivery(connection: Connection, message: int, delivery: Delivery, now: datetime) -> None:
    row = {
        "outbound": message,
        "at": now,
        "status": delivery.status.value,
        "code": mapping.storable(delivery.code),
        "reason": mapping.storable(delivery.reason),
    }
    connection.execute(tables.delivery.insert(), row)


def _revive(connection: Connection, message: OutboundId, reason: str, now: datetime) -> str:
    """Put a message in doubt back into its lane, before whatever else waits there."""
    row = connection.execute(select(tables.outbound).where(_O.id == message)).one_or_none()
    if row is None:
        return ""
    lane = lanes.locked(connection, out_queue(row.channel), [row.conversation])[row.conversation]
    if connection.execute(select(_O.status).where(_O.id == message)).scalar_one() != "uncertain":
        return ""
    _put_back(connection, row, lane, reason, now)
    return str(row.conversation)


def _in_words(connection: Connection, row: Row[Any], lane: Mapping[str, Any], delivery: Delivery, now: datetime) -> str | None:
    """Let the words go again without the file or the buttons that were refused; None where there are none.

    Once: what has none cannot fail for them, and news of the first attempt are old then.
    """
    reply = codec.load_reply(row.reply)
    bare = _bare(reply, delivery)
    if bare == reply:
        return "" if delivery.provider_id not in {"", row.provider_id} else None
    if row.status not in _HANDED_OVER:
        return None
    again = {"reply": codec.dump_reply(bare), "provider_id": ""}
    connection.execute(tables.outbound.update().where(_O.id == row.id).values(again))
    _put_back(connection, row, lane, delivery.reason, now)
    return str(row.conversation)


def _bare(reply: Reply, delivery: Delivery) -> Reply:
    if delivery.file and reply.attachment is not None:
        text = "\n\n".join(part for part in (reply.text, reply.attachment.words) if part)
        return replace(reply, text=text, attachment=None)
    return replace(reply, numbers_only=True) if delivery.pressed and reply.options else reply


def _put_back(connection: Connection, row: Row[Any], lane: Mapping[str, Any], reason: str, now: datetime) -> None:
    again = tables.outbound.update().where(_O.id == row.id).values(status="new", reason=mapping.storable(reason))
    connection.execute(again)
    lanes.store(connection, [{**lane, "pending": lane["pending"] + 1, "ready_at": lane["ready_at"] or now}])
