"""The inbox: everything that happens becomes a row here, once, before anybody is told that it was taken."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any

from sqlalchemy import bindparam, case, select
from sqlalchemy.engine import Connection

from domain import codec
from domain.inbound import AttachmentReceived, ChoiceMade, Envelope, Inbound, TextReceived
from domain.turnports import Ahead, Arrived
from faq import normalise
from storage import attachments, lanes, mapping, parking, tables
from storage.combiner import Combiner
from storage.dialects import Each
from storage.lanes import Lease
from storage.person import identities
from storage.prepared import Prepared
from storage.store import Store

QUEUE = "in"
_LONGEST_ID = 500
_LABELS_SEARCHED = 50
"""How many messages back an option's label is looked for."""


@dataclass(frozen=True, slots=True)
class _Brought:
    """A row, and what it was made of."""

    row: Mapping[str, Any]
    envelope: Envelope
    inbound: Inbound | None
    """What reading the row would give; None where it could not be stored just so."""


@dataclass(frozen=True, slots=True)
class _Claiming:
    """The right to claim quiet conversations as messages are stored, and how many."""

    lease: Lease
    room: int


class Inbox:
    """Takes envelopes in; those of many callers are committed together."""

    def __init__(
        self,
        store: Store,
        traced: Collection[str] = (),
        new_claim: Callable[[], str] = str,
        *,
        lease: timedelta = timedelta(seconds=60),
    ) -> None:
        """Write to this store; providers of the `traced` channels are asked what became of a message.

        Claims for whoever is `ahead` are named by `new_claim`, never the same twice.
        """
        self.ahead: Ahead | None = None
        """Who answers in this process, if anybody."""
        self._store = store
        self._traced = frozenset(traced)
        self._new_claim = new_claim
        self._lease = lease
        self._combiner: Combiner[_Brought, bool] = Combiner(self._write)

    async def accept(self, envelopes: Sequence[Envelope]) -> Sequence[bool]:
        """Store what came in, durably; False for each that was there already. Raises `StorageError`."""
        now = self._store.clock.now()
        return await self._combiner.add([_brought(envelope, now) for envelope in envelopes])

    async def _write(self, brought: Sequence[_Brought]) -> Sequence[bool]:
        now = self._store.clock.now()
        rows = [one.row for one in brought]
        senders = [sender for one in brought if (sender := identities.sender(one.envelope))]
        claiming = self._claiming(now)

        def take(connection: Connection) -> Sequence[Arrived | None]:
            stored = insert(connection, rows, now, self._traced, claiming)
            identities.recognise(connection, senders, now)  # behind the lanes, which lock out everybody else
            return stored

        stored = await self._store.database.write(take)
        if self.ahead and claiming:
            both = zip(stored, brought, strict=True)
            read = [Arrived(one.conversation, one.claim, one.row, its.inbound) for one, its in both if one and one.claim]
            self.ahead.take(claiming.lease.name, read)
        if any(stored):
            self._store.signals.publish("inbox")
            if any(row["kind"] == AttachmentReceived.__name__ for row in rows):
                self._store.signals.publish("attachments")
            for conversation in {row["conversation"] for row in rows}:
                self._store.signals.publish(conversation)
        return [one is not None for one in stored]

    def _claiming(self, now: datetime) -> _Claiming | None:
        room = self.ahead.room() if self.ahead else 0
        return _Claiming(Lease(self._new_claim(), now, now + self._lease), room) if room else None


def _brought(envelope: Envelope, now: datetime) -> _Brought:
    payload = codec.dump_inbound(envelope.inbound)
    stored = mapping.storable(payload)
    return _Brought(_row(envelope, stored, now), envelope, envelope.inbound if stored is payload else None)


def row(envelope: Envelope, now: datetime) -> dict[str, Any]:
    """Give the inbox row of an envelope, still without its position."""
    return _row(envelope, mapping.storable(codec.dump_inbound(envelope.inbound)), now)


def _row(envelope: Envelope, payload: str, now: datetime) -> dict[str, Any]:
    return {
        "origin": mapping.storable(envelope.origin),
        "provider_id": _bounded(mapping.storable(envelope.provider_id)),
        "conversation": mapping.storable(envelope.conversation),
        "kind": type(envelope.inbound).__name__,
        "payload": payload,
        "words": mapping.storable(_words(envelope.inbound)),
        "sender_name": _name(envelope.sender_name),
        "status": "new",
        "sent_at": envelope.sent_at,
        "received_at": now,
    }


def _name(given: str) -> str:
    """Give what somebody calls himself on one line and without signs that turn what stands beside it round."""
    return " ".join(normalise.clean(mapping.storable(given)).split())


def _bounded(provider_id: str) -> str:
    """Give an id that an index can hold; a longer one stands for itself by its digest."""
    if len(provider_id) <= _LONGEST_ID:
        return provider_id
    return f"sha256:{sha256(provider_id.encode()).hexdigest()}"


def _words(inbound: Inbound) -> str:
    """Give what the member said, also below a picture; of a choice its id, until the label is found."""
    match inbound:
        case TextReceived(text):
            return text
        case ChoiceMade(option):
            return option
        case AttachmentReceived(caption=caption):
            return caption
        case _:
            return ""


def insert(
    connection: Connection,
    rows: Sequence[Mapping[str, Any]],
    now: datetime,
    traced: Collection[str] = (),
    claiming: _Claiming | None = None,
) -> list[Arrived | None]:
    """Insert rows and make their lanes ready; None for each that was there already.

    The lanes come first and in order: their locks make positions rise in the order of commits and leave no room for deadlocks.
    """
    if not rows:
        return []
    lines = _lines(connection, Counter(row["conversation"] for row in rows), now, claiming)
    complete = [{**_labelled(connection, row), "position": next(lines[row["conversation"]].places)} for row in rows]
    inserted = _INSERT_ROWS[connection.dialect.name].rows_of_all(connection, complete)
    ids = {(row["origin"], row["provider_id"]): row["id"] for row in inserted}
    stored = [_arrived(row, ids.pop((row["origin"], row["provider_id"]), None), lines) for row in complete]
    fresh = [one.row for one in stored if one]
    parking.release(connection, [row for row in fresh if parking.is_word(row)], traced, now)
    attachments.want(connection, fresh, now)
    if len(fresh) < len(rows):
        _take_back(connection, Counter(row["conversation"] for row, one in zip(rows, stored, strict=True) if not one))
    return stored


@dataclass(frozen=True, slots=True)
class _Line:
    """A lane's next positions, and who works on it."""

    places: Iterator[int]
    owner: str


def _lines(connection: Connection, counts: Mapping[str, int], now: datetime, claiming: _Claiming | None) -> dict[str, _Line]:
    """Add to the lanes; those that get a single message and were quiet are claimed, as far as there is room."""
    keys = sorted(counts)
    leases = dict.fromkeys([key for key in keys if counts[key] == 1][: claiming.room], claiming.lease) if claiming else {}
    more = [lanes.raising(QUEUE, key, now, pending=counts[key], positions=counts[key], lease=leases.get(key)) for key in keys]
    raised = lanes.raised(connection, more)
    return {row["key"]: _Line(count(row["positions"] - counts[row["key"]] + 1), row["owner"]) for row in raised}


def _arrived(row: Mapping[str, Any], number: int | None, lines: Mapping[str, _Line]) -> Arrived | None:
    conversation = row["conversation"]
    return None if number is None else Arrived(conversation, lines[conversation].owner, {**row, "id": number})


def _new_rows(insert_into: Any) -> Any:
    columns = tables.inbound.c
    return insert_into(tables.inbound).on_conflict_do_nothing().returning(columns.origin, columns.provider_id, columns.id)


_INSERT_ROWS = Each(lambda insert_into: Prepared(_new_rows(insert_into)))


def _take_back(connection: Connection, doubled: Mapping[str, int]) -> None:
    """Undo what rows that were there already added to their lanes; one in which nothing waits is nobody's."""
    lane = tables.lane.c
    left = lane.pending - bindparam("doubled")
    nobodys = {"ready_at": None, "owner": "", "lease_until": None, "attempts": 0}
    connection.execute(
        tables.lane.update()
        .where(lane.queue == QUEUE, lane.key == bindparam("lane"))
        .values(pending=left, **{name: case((left > 0, lane[name]), else_=value) for name, value in nobodys.items()}),
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
