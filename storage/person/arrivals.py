"""When members were last heard, and how much they wrote, by the channel that they use."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.engine import Connection

from domain.deliveryports import Waiting
from domain.inbound import Ignored, MemberOptedOut, MemberReturned
from domain.model import ConversationId
from domain.states import WithOfficer
from storage import columns, tables
from storage.store import Store

_I, _C = tables.inbound.c, tables.conversation.c
_SILENT: Final = (Ignored.__name__, MemberOptedOut.__name__, MemberReturned.__name__)
"""Kinds of messages that are never answered."""
_WITH_OFFICER: Final = f'{{"kind":"{WithOfficer.__name__}"%'
"""How the stored state begins of a member whom the bot leaves to an officer."""
_MOST_WAITING = 50


class Arrivals:
    """Reads the inbox's times."""

    def __init__(self, store: Store) -> None:
        """Read this store."""
        self._store = store

    async def last(self, origin: str) -> datetime | None:
        """Give the time at which the last message of this origin arrived; None: there was none yet. Raises `StorageError`."""
        latest = select(func.max(_I.received_at, type_=columns.Moment())).where(_I.origin == origin)
        return await self._store.database.read(lambda connection: connection.execute(latest).scalar_one_or_none())

    async def first(self, origin: str) -> datetime | None:
        """Give the time at which the first one arrived. Raises `StorageError`."""
        earliest = select(func.min(_I.received_at, type_=columns.Moment())).where(_I.origin == origin)
        return await self._store.database.read(lambda connection: connection.execute(earliest).scalar_one_or_none())

    async def counts(self, origin: str, spans: Sequence[tuple[datetime, datetime]], most: int) -> tuple[int, ...]:
        """Count the messages of each span of time, up to `most`. Raises `StorageError`."""
        return await self._store.database.read(
            lambda connection: tuple(_count(connection, origin, since, until, most) for since, until in spans)
        )

    async def waiting(self, origins: Sequence[str], since: datetime, until: datetime) -> Sequence[Waiting]:
        """Give those whose message came between these times and is not handled, at most 50, the longest waiting first.

        Left out are those whom the bot will not answer: an officer has the chat, or nothing was asked. Raises `StorageError`.
        """
        unhandled = (tables.WAITING_IN, _I.origin.in_(origins), _I.received_at >= since, _I.received_at < until)
        oldest = (
            select(_I.origin, _I.conversation, _I.provider_id)
            .outerjoin(tables.conversation, _C.id == _I.conversation)
            .where(*unhandled, _I.kind.not_in(_SILENT), or_(_C.id.is_(None), _C.state.not_like(_WITH_OFFICER)))
            .order_by(_I.received_at, _I.id)
            .limit(_MOST_WAITING)
        )
        rows = await self._store.database.read(lambda connection: connection.execute(oldest).all())
        last = {row.conversation: Waiting(row.origin, ConversationId(row.conversation), row.provider_id) for row in rows}
        return list(last.values())


def _count(connection: Connection, origin: str, since: datetime, until: datetime, most: int) -> int:
    some = select(_I.id).where(_I.origin == origin, _I.received_at >= since, _I.received_at < until).limit(most)
    return int(connection.execute(select(func.count()).select_from(some.subquery())).scalar_one())
