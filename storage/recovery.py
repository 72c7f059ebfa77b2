"""What a process does as it begins: it frees what a dead process had claimed, without waiting for leases.

On SQLite the lock beside the file proves that nobody else works on it, and all that is claimed was a dead one's. On a database
that several share, the claims are freed of those whose files, in a folder of this machine, nobody locks any more.
"""

from collections.abc import Collection
from functools import partial

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.engine import Connection

from domain.model import OutboundId
from storage import tables
from storage.engines.begun import Begun
from storage.store import Store

_LANE, _O = tables.lane.c, tables.outbound.c


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
