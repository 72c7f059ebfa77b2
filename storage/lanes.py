"""Claims on lanes: who may work on which conversation, until when. Both directions use it; it knows no messages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, func, literal_column, null, or_, select
from sqlalchemy.engine import Connection

from storage import columns, mapping, tables
from storage.dialects import Each
from storage.prepared import Prepared

_OUT = "out:"
_LANE = tables.lane.c
_CHANGING = ("owner", "lease_until", "ready_at", "attempts", "pending", "positions")


def out_queue(channel: str) -> str:
    """Give the queue of what leaves by a channel."""
    return f"{_OUT}{channel}"


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to work on what was claimed under its name, for a while."""

    name: str
    """Never used before."""
    now: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Claimed:
    """A lane of this claim."""

    queue: str
    key: str
    attempts: int
    """Claims since the last one that ended well, this one included."""


def _claim_statement() -> Any:
    ready = (
        select(_LANE.queue, _LANE.key)
        .where(
            _LANE.queue.in_(bindparam("queues", expanding=True)),
            _LANE.ready_at <= bindparam("now", type_=columns.Moment),
            or_(_LANE.lease_until.is_(None), _LANE.lease_until < bindparam("now", type_=columns.Moment)),
        )
        .order_by(_LANE.ready_at)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
        .cte("ready")
    )
    return (
        tables.lane.update()
        .where(_LANE.queue == ready.c.queue, _LANE.key == ready.c.key)
        .values(owner=bindparam("claim"), lease_until=bindparam("until", type_=columns.Moment), attempts=_LANE.attempts + 1)
        .returning(_LANE.queue, _LANE.key, _LANE.attempts)
    )


_CLAIM = Prepared(_claim_statement())


def claim(connection: Connection, queues: Sequence[str], most: int, lease: Lease) -> list[Claimed]:
    """Claim up to `most` lanes that are ready and free, those longest ready first."""
    values = {"queues": list(queues), "most": most, "claim": lease.name, "now": lease.now, "until": lease.until}
    return [Claimed(**row) for row in _CLAIM.rows(connection, values)]


def raising(  # noqa: PLR0913 - what stands in a row
    queue: str, key: str, ready_at: datetime | None, *, pending: int = 0, positions: int = 0, lease: Lease | None = None
) -> dict[str, Any]:
    """Give what adds so many waiting rows and positions to a lane; under a lease it is asked for, too."""
    return {
        "queue": queue,
        "key": key,
        "pending": pending,
        "positions": positions,
        "ready_at": ready_at,
        "owner": lease.name if lease else "",
        "lease_until": lease.until if lease else None,
        "attempts": int(lease is not None),
    }


def raised(connection: Connection, lanes: Sequence[mapping.Row]) -> Sequence[mapping.Row]:
    """Add to lanes, made if need be, and give each key with its last position and its owner.

    Whoever asks for a lane gets it where nothing waited and nobody works.
    """
    return _RAISE[connection.dialect.name].rows_of_all(connection, lanes)


def _raise(insert_into: Any) -> Any:
    statement = insert_into(tables.lane)
    new = statement.excluded
    # written out: an INSERT of many rows has no marks but its rows'
    quiet: ColumnElement[bool] = literal_column("lane.pending = 0 AND lane.owner = ''")
    return statement.on_conflict_do_update(
        index_elements=["queue", "key"],
        set_={
            "pending": _LANE.pending + new.pending,
            "positions": _LANE.positions + new.positions,
            "ready_at": func.coalesce(_LANE.ready_at, new.ready_at),
            **{name: case((quiet, new[name]), else_=_LANE[name]) for name in ("owner", "lease_until", "attempts")},
        },
    ).returning(_LANE.key, _LANE.positions, _LANE.owner)


_RAISE = Each(lambda insert_into: Prepared(_raise(insert_into)))


def locked(connection: Connection, queue: str, keys: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """Lock lanes against everybody else until the transaction ends, and give their rows by key."""
    if not keys:
        return {}
    values = {"queue": queue, "keys": mapping.padded(sorted(keys))}
    return {row["key"]: row for row in _LOCK.rows(connection, values)}


_LOCK = Prepared(
    select(tables.lane)
    .where(_LANE.queue == bindparam("queue"), _LANE.key.in_(bindparam("keys", expanding=True)))
    .order_by(_LANE.key)
    .with_for_update()
)


def freed(row: Mapping[str, Any], *, pending: int, ready_at: datetime | None, attempts: int = 0) -> dict[str, Any]:
    """Give a locked lane's row as it is when nobody works on it: ready from `ready_at`, unless nothing waits any more."""
    ready = ready_at if pending > 0 else None
    return {**row, "pending": pending, "attempts": attempts, "ready_at": ready, "owner": "", "lease_until": None}


def store(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write locked lanes back as these rows say."""
    if rows:
        _STORE[connection.dialect.name].run(connection, *rows)


def _stored(insert_into: Any) -> Any:
    """Write over lanes that are there: of many rows at once, as no UPDATE can."""
    statement = insert_into(tables.lane)
    return statement.on_conflict_do_update(
        index_elements=["queue", "key"], set_={name: statement.excluded[name] for name in _CHANGING}
    )


_STORE = Each(lambda insert_into: Prepared(_stored(insert_into)))


def give_back(connection: Connection, claims: Sequence[str], keys: Sequence[str] | None = None) -> None:
    """Free the lanes of these claims, or those of them with these keys, as though they had not been claimed."""
    statement = tables.lane.update().where(_LANE.owner.in_(claims))
    if keys is not None:
        statement = statement.where(_LANE.key.in_(keys))
    connection.execute(statement.values(owner="", lease_until=null(), attempts=_LANE.attempts - 1))


def next_position(connection: Connection, queue: str, key: str) -> int:
    """Hand out one position in a lane, which stays locked until the transaction ends."""
    (row,) = _NEXT.rows(connection, {"of": queue, "lane": key})
    return int(row["positions"])


_NEXT = Prepared(
    tables.lane.update()
    .where(_LANE.queue == bindparam("of"), _LANE.key == bindparam("lane"))
    .values(positions=_LANE.positions + 1)
    .returning(_LANE.positions)
)
