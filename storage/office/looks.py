"""Who looks at which ticket now, who is writing, and which tickets have news for whom."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.engine import Connection

from domain.model import OfficerId, TicketRef
from domain.officeports import IS_HERE, IS_TYPING, VIEW_LASTS, Looker
from storage import lanes, mapping, tables, tickettables
from storage.dialects import Each
from storage.inbox import QUEUE
from storage.office import accounttables, events
from storage.office.desktables import viewed
from storage.prepared import Prepared
from storage.store import Store

_V, _T, _I, _O = viewed.c, tickettables.ticket.c, tables.inbound.c, accounttables.officer.c
_SAID: Final = ("TextReceived", "ChoiceMade", "AttachmentReceived")


class Looks:
    """Keeps and reads looks."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def look(self, ref: TicketRef, officer: OfficerId, *, opened: bool) -> None:
        """Say that an officer has a ticket before him; a view begins in the ticket's history. Raises `StorageError`."""
        came = await self._store.database.write(lambda connection: self._look(connection, ref, officer, opened=opened))
        if came:  # not each time: whoever hears of it looks again himself
            self._store.signals.publish(came)

    async def type(self, ref: TicketRef, officer: OfficerId) -> None:
        """Say that an officer is writing a reply. Raises `StorageError`."""
        now = self._store.clock.now()
        mine = update(viewed).where(_V.officer == officer, _V.ticket == ref).values(at=now, typing_at=now)
        conversation = select(_T.conversation).where(_T.ref == ref)
        topic = await self._store.database.write(
            lambda connection: (connection.execute(mine), connection.execute(conversation).scalar_one_or_none())[1]
        )
        if topic:
            self._store.signals.publish(topic)

    async def others(self, ref: TicketRef, officer: OfficerId) -> tuple[Looker, ...]:
        """Give the colleagues who look at a ticket now. Raises `StorageError`."""
        now = self._store.clock.now()
        values = {"ticket": ref, "officer": officer, "since": now - IS_HERE}
        rows = await self._store.database.read(lambda connection: _OTHERS.rows(connection, values))
        return tuple(
            Looker(OfficerId(row["officer"]), row["name"], row["typing_at"] is not None and row["typing_at"] > now - IS_TYPING)
            for row in rows
        )

    async def unread(self, refs: Sequence[TicketRef], officer: OfficerId) -> frozenset[TicketRef]:
        """Give those of these tickets whose member said something since the officer last looked. Raises `StorageError`."""
        if not refs:
            return frozenset()
        values = {"refs": mapping.padded(refs), "officer": officer}
        rows = await self._store.database.read(lambda connection: _NEWS.rows(connection, values))
        return frozenset(
            TicketRef(row["ref"]) for row in rows if row["last"] and (row["seen"] is None or row["seen"] < row["last"])
        )

    def _look(self, connection: Connection, ref: TicketRef, officer: OfficerId, *, opened: bool) -> str:
        """Write the look, and the view if it is one; give the conversation where the officer was not here before."""
        mine = {"officer": officer, "ticket": ref}
        found = next(iter(_BEFORE.rows(connection, mine)), None)
        if found is None:
            return ""
        now, conversation, before = self._store.clock.now(), found["conversation"], found["at"]
        if opened or before is None or before < now - VIEW_LASTS:
            position = lanes.next_position(connection, QUEUE, conversation)
            events.write(connection, ref, _seen(conversation, position, officer) | {"at": now})
        _LOOKED[connection.dialect.name].run(connection, mine | {"at": now})
        return "" if before is not None and before > now - IS_HERE else str(conversation)


def _seen(conversation: str, position: int, officer: OfficerId) -> dict[str, Any]:
    return {
        "conversation": conversation,
        "position": position,
        "kind": "seen",
        "actor": "officer",
        "officer": officer,
        "value": "",
        "key": "",
    }


def _news() -> Select[Any]:
    """Give of each ticket when its member last said something, and when the officer last looked: two short looks at an index.

    PostgreSQL joined all that was said where it was asked for the tickets without a look since.
    """
    last = (
        select(_I.received_at)
        .where(_I.conversation == _T.conversation, _I.kind.in_(_SAID))
        .order_by(_I.position.desc())
        .limit(1)
        .scalar_subquery()
    )
    seen = select(_V.at).where(_V.officer == bindparam("officer"), _V.ticket == _T.ref).scalar_subquery()
    wanted = _T.ref.in_(bindparam("refs", expanding=True))
    return select(_T.ref, last.label("last"), seen.label("seen")).where(wanted)


def _looked(insert: Any) -> Any:
    fresh = insert(viewed).values({name: bindparam(name) for name in ("officer", "ticket", "at")})
    return fresh.on_conflict_do_update(index_elements=["officer", "ticket"], set_={"at": fresh.excluded.at})


_BEFORE: Final = Prepared(
    select(_T.conversation, _V.at)
    .outerjoin(viewed, (_V.ticket == _T.ref) & (_V.officer == bindparam("officer")))
    .where(_T.ref == bindparam("ticket"))
)
_LOOKED: Final = Each(lambda insert: Prepared(_looked(insert)))
_NEWS: Final = Prepared(_news())
_OTHERS: Final = Prepared(
    select(_V.officer, _V.typing_at, _O.name)
    .join(accounttables.officer, _O.id == _V.officer)
    .where(_V.ticket == bindparam("ticket"), _V.officer != bindparam("officer"), _V.at > bindparam("since"))
    .order_by(_O.name)
)
