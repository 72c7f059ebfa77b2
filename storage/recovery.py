"""What a process does as it begins: it frees what a dead process had claimed, without waiting for leases.

On SQLite the lock beside the file proves that nobody else works on it, and all that is claimed was a dead one's. On a database
that several share, the claims are freed of those whose files, in a folder of this machine, nobody locks any more.
"""

from collections.abc import Collection
from datetime import datetime
from functools import partial
from typing import Final

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.engine import Connection

from domain import codec
from domain.inbound import Ignored
from domain.model import OutboundId
from storage import tables
from storage.engines.begun import Begun
from storage.store import Store

_LANE, _O = tables.lane.c, tables.outbound.c
_TICKETS: Final = 1_000
_MESSAGES: Final = 1_000_000
"""More than come in between two copies."""


async def recover(store: Store, begun: Begun) -> int:
    """Free all claims and give how many there were; what was claimed to be sent and not begun goes again.

    Raises `StorageError`.
    """
    left = begun.left()
    freed, doubtful = await store.database.write(partial(_recover, begun=left))
    begun.open(doubtful)
    return freed


async def inherit(store: Store, begun: Begun) -> int:
    """Do the same for the dead processes that noted in the same folder, whose claims are named by their files and a dot.

    Raises `StorageError`.
    """
    begun.open()
    freed = 0
    with begun.others() as others:
        for process, left in others.items():
            work = partial(_recover, begun=left, process=process)
            freed += (await store.database.write(work))[0]
    return freed


async def leave_room(store: Store) -> None:
    """Have nothing bear a number from now on that was given after a copy was made, which is the database now.

    Members hold tickets of that time, and providers still tell of messages by the keys that they had. Raises `StorageError`.
    """
    now = store.clock.now()
    await store.database.write(lambda connection: _leave_room(connection, now))


def _leave_room(connection: Connection, now: datetime) -> None:
    tickets = tables.counter.update().where(tables.counter.c.name == "ticket")
    connection.execute(tickets.values(value=tables.counter.c.value + _TICKETS))
    last = connection.execute(select(func.coalesce(func.max(tables.inbound.c.id), 0))).scalar_one()
    mark = {"origin": "restored", "provider_id": now.isoformat(), "kind": Ignored.__name__, "status": "done"}
    said = {"payload": codec.dump_inbound(Ignored("a copy was put back")), "sent_at": now, "received_at": now, "done_at": now}
    connection.execute(tables.inbound.insert(), {"id": last + _MESSAGES, **mark, **said})


def _recover(
    connection: Connection, begun: Collection[OutboundId] | None, process: str = ""
) -> tuple[int, Collection[OutboundId]]:
    """Free the claims of a process, or all."""
    claimed = tables.lane.update().where(_LANE.owner != "", _is_of(process, _LANE.owner)).values(owner="", lease_until=None)
    freed = int(connection.execute(claimed).rowcount)
    of_process = select(_O.id).where(tables.WAITING_OUT, _O.status == "sending", _is_of(process, _O.claim))
    sending = connection.execute(of_process).scalars().all()
    doubtful = [OutboundId(number) for number in sending if begun is None or number in begun]
    if unsent := [number for number in sending if number not in doubtful]:
        again = {"status": "new", "claim": "", "attempts": _O.attempts - 1}
        connection.execute(tables.outbound.update().where(_O.id.in_(unsent)).values(again))
    return freed, doubtful


def _is_of(process: str, claim: ColumnElement[str]) -> ColumnElement[bool]:
    return claim.startswith(f"{process}.", autoescape=True) if process else true()
