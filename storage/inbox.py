"""The inbox: everything that happens becomes a row here, once, before anybody is told that it was taken."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import count
from typing import Any

from sqlalchemy import bindparam, case, func, select
from sqlalchemy.engine import Connection

from domain import codec
from domain.inbound import AttachmentReceived, ChoiceMade, Envelope, Inbound, TextReceived
from storage import attachments, mapping, parking, tables
from storage.combiner import Combiner
from storage.dialects import Each
from storage.person import identities
from storage.prepared import Prepared
from storage.store import Store

QUEUE = "in"
_LONGEST_ID = 500
_LABELS_SEARCHED = 50
"""How many messages back an option's label is looked for."""


_Arrived = tuple[Mapping[str, Any], identities.Sender | None]
"""A row, and how the provider knows who sent it, if by more than his address."""


class Inbox:
    """Takes envelopes in; those of many callers are committed together."""

    def __init__(self, store: Store, traced: Collection[str] = ()) -> None:
        """Write to this store; providers of the `traced` channels are asked what became of a message."""
        self._store = store
        self._traced = frozenset(traced)
        self._combiner: Combiner[_Arrived, bool] = Combiner(self._write)

    async def accept(self, envelopes: Sequence[Envelope]) -> Sequence[bool]:
        """Store what came in, durably; False for each that was there already. Raises `StorageError`."""
        now = self._store.clock.now()
        return await self._combiner.add([(row(envelope, now), identities.sender(envelope)) for envelope in envelopes])

    async def _write(self, arrived: Sequence[_Arrived]) -> Sequence[bool]:
        now = self._store.clock.now()
        rows, senders = [row for row, _ in arrived], [sender for _, sender in arrived if sender]

        def take(connection: Connection) -> Sequence[bool]:
            fresh = insert(connection, rows, now, self._traced)
            identities.recognise(connection, senders, now)  # behind the lanes, which lock out everybody else
            return fresh

        fresh = await self._store.database.write(take)
        if any(fresh):
            self._store.signals.publish("inbox")
            if any(row["kind"] == AttachmentReceived.__name__ for row in rows):
                self._store.signals.publish("attachments")
            for conversation in {row["conversation"] for row in rows}:
                self._store.signals.publish(conversation)
        return fresh


def row(envelope: Envelope, now: datetime) -> dict[str, Any]:
    """Give the inbox row of an envelope, still without its position."""
    return {
        "origin": mapping.storable(envelope.origin),
        "provider_id": _bounded(mapping.storable(envelope.provider_id)),
        "conversation": mapping.storable(envelope.conversation),
        "kind": type(envelope.inbound).__name__,
        "payload": mapping.storable(codec.dump_inbound(envelope.inbound)),
        "words": mapping.storable(_words(envelope.inbound)),
        "sender_name": mapping.storable(envelope.sender_name),
        "status": "new",
        "sent_at": envelope.sent_at,
        "received_at": now,
    }


def _bounded(provider_id: str) -> str:
    """Give an id that an index can hold; a longer one stands for itself by its digest."""
    if len(provider_id) <= _LONGEST_ID:
        return provider_id
    return f"sha256:{sha256(provider_id.encode()).hexdigest()}"


def _words(inbound: Inbound) -> str:
    """Give what the member said; of a choice its id, until the label is found."""
    match inbound:
        case TextReceived(text):
            return text
        case ChoiceMade(option):
            return option
        case _:
            return ""


def insert(
    connection: Connection, rows: Sequence[Mapping[str, Any]], now: datetime, traced: Collection[str] = ()
) -> list[bool]:
    """Insert rows and make their lanes ready; False for each that was there already.

    The lanes come first and in order: their locks make positions rise in the order of commits and leave no room for deadlocks.
    """
    if not rows:
        return []
    places = _places(connection, Counter(row["conversation"] for row in rows), now)
    complete = [{**_labelled(connection, row), "position": next(places[row["conversation"]])} for row in rows]
    inserted = _INSERT_ROWS[connection.dialect.name].rows_of_all(connection, complete)
    stored = Counter((row["origin"], row["provider_id"]) for row in inserted)
    fresh = [_take(stored, (row["origin"], row["provider_id"])) for row in rows]
    said = [row for row, new in zip(rows, fresh, strict=True) if new and parking.is_word(row)]
    parking.release(connection, said, traced, now)
    attachments.want(connection, [row for row, new in zip(rows, fresh, strict=True) if new], now)
    if not all(fresh):
        _take_back(connection, Counter(row["conversation"] for row, new in zip(rows, fresh, strict=True) if not new))
    return fresh


def _places(connection: Connection, counts: Mapping[str, int], now: datetime) -> dict[str, Iterator[int]]:
    """Give each lane's next positions."""
    lanes = [
        {"queue": QUEUE, "key": key, "pending": rows, "positions": rows, "ready_at": now}
        for key, rows in sorted(counts.items())
    ]
    raised = raise_lanes(connection, lanes)
    return {row["key"]: count(row["positions"] - counts[row["key"]] + 1) for row in raised}


def raise_lanes(connection: Connection, lanes: Sequence[mapping.Row]) -> Sequence[mapping.Row]:
    """Add waiting rows to lanes, made if need be; give each key with its last position."""
    return _UPSERT_LANES[connection.dialect.name].rows_of_all(connection, lanes)


def _upsert_lanes(insert_into: Any) -> Any:
    statement = insert_into(tables.lane)
    return statement.on_conflict_do_update(
        index_elements=["queue", "key"],
        set_={
            "pending": tables.lane.c.pending + statement.excluded.pending,
            "positions": tables.lane.c.positions + statement.excluded.positions,
            "ready_at": func.coalesce(tables.lane.c.ready_at, statement.excluded.ready_at),
        },
    ).returning(tables.lane.c.key, tables.lane.c.positions)


def _new_rows(insert_into: Any) -> Any:
    columns = tables.inbound.c
    return insert_into(tables.inbound).on_conflict_do_nothing().returning(columns.origin, columns.provider_id)


_UPSERT_LANES = Each(lambda insert_into: Prepared(_upsert_lanes(insert_into)))
_INSERT_ROWS = Each(lambda insert_into: Prepared(_new_rows(insert_into)))


def _take(stored: Counter[tuple[str, str]], key: tuple[str, str]) -> bool:
    if not stored[key]:
        return False
    stored[key] -= 1
    return True


def _take_back(connection: Connection, doubled: Mapping[str, int]) -> None:
    """Undo what rows that were there already added to their lanes."""
    left = tables.lane.c.pending - bindparam("doubled")
    connection.execute(
        tables.lane.update()
        .where(tables.lane.c.queue == QUEUE, tables.lane.c.key == bindparam("lane"))
        .values(pending=left, ready_at=case((left > 0, tables.lane.c.ready_at), else_=None)),
        [{"lane": key, "doubled": rows} for key, rows in sorted(doubled.items())],
    )


def _labelled(connection: Connection, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Put the label that the member saw in place of the option's id."""
    if row["kind"] != ChoiceMade.__name__:
        return row
    replies = connection.execute(
        select(tables.outbound.c.reply)
        .where(tables.outbound.c.conversation == row["conversation"])
        .order_by(tables.outbound.c.position.desc())
        .limit(_LABELS_SEARCHED)
    ).scalars()
    options = (option for reply in replies for option in codec.load_reply(reply).options)
    return {**row, "words": next((option.label for option in options if option.id == row["words"]), row["words"])}
