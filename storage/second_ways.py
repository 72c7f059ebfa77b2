"""Notices that certainly did not arrive, tried once on another channel of the same member. Must not decide what is a notice.

Only words that ask for nothing: an option means something in its own conversation alone. One in doubt is never tried elsewhere.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, cast, literal, select
from sqlalchemy.engine import Connection
from sqlalchemy.types import Text

from domain import codec, receiving
from domain.model import ConversationId
from domain.quiet import MessageClass
from domain.receiving import Fate, PersonId, Recipient, SendTo
from storage import columns, handing, people, tables
from storage.handing import Handing
from storage.store import Store

FRESH: Final = timedelta(days=1)
"""Older news are told no more."""
_PREFIX: Final = "second:"
_O = tables.outbound.c
_SECOND = tables.outbound.alias("second")


class SecondWays:
    """Finds another way for notices."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def take(self, now: datetime, limit: int = 100) -> int:
        """Send lost notices of the last day to the member's next address, each once; give how many. Raises `StorageError`."""
        sent = await self._store.database.write(lambda connection: _take(connection, now, limit))
        if sent:
            self._store.signals.publish("outbox")
        return sent


def _take(connection: Connection, now: datetime, limit: int) -> int:
    lost = connection.execute(_LOST, {"since": now - FRESH, "most": limit}).all()
    persons = people.named(connection, [PersonId(row.conversation) for row in lost])
    owners = {address.conversation: one for one in persons.values() for address in one.addresses}
    found: dict[ConversationId, Handing] = {}
    for row in lost:
        one = _elsewhere(row, owners.get(ConversationId(row.conversation)))
        if one is not None:
            found.setdefault(one.conversation, one)
    handing.queue(connection, list(found.values()), now)
    return len(found)


def _elsewhere(row: Any, person: Recipient | None) -> Handing | None:
    reply = codec.load_reply(row.reply)
    if person is None or reply.options:
        return None
    tried = [(ConversationId(row.conversation), Fate.FAILED)]
    step = receiving.next_step(person, MessageClass.SERVICE, frozenset(), tried)
    return Handing(f"{_PREFIX}{row.id}", step.address.conversation, reply) if isinstance(step, SendTo) else None


_LOST = (
    select(_O.id, _O.conversation, _O.reply)
    .outerjoin(_SECOND, _SECOND.c.key == literal(_PREFIX) + cast(_O.id, Text))
    .where(
        tables.LOST_NOTICE,
        _O.created_at > bindparam("since", type_=columns.Moment),
        _O.key.not_like(f"{_PREFIX}%"),
        _SECOND.c.id.is_(None),
    )
    .order_by(_O.id.desc())
    .limit(bindparam("most"))
)
