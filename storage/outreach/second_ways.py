"""Notices that certainly did not arrive, tried once on another channel of the same member. Must not decide what is a notice.

Only words that ask for nothing: an option means something in its own conversation alone. One in doubt is never tried elsewhere.
Where he has no other conversation they go to his number: the one that a provider vouches for, else the one that he gave for it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, cast, literal, select
from sqlalchemy.engine import Connection
from sqlalchemy.types import Text

from domain import codec, receiving
from domain.model import ConversationId
from domain.quiet import MessageClass
from domain.receiving import Fate, PersonId, Recipient, SendTo
from storage import columns, handing, mapping, tables
from storage.handing import Handing
from storage.outreach import people
from storage.person import identities
from storage.store import Store

FRESH: Final = timedelta(days=1)
"""Older news are told no more."""
_PREFIX: Final = "second:"
_O, _C = tables.outbound.c, tables.conversation.c
_SECOND = tables.outbound.alias("second")


Reach = Callable[[str, bool], ConversationId | None]
"""Gives where a number is written to, and takes whether a provider vouches for it; None: nowhere."""


def _nowhere(number: str, vouched: bool) -> ConversationId | None:  # noqa: FBT001 - the shape of `Reach`
    """Write to no number."""
    del number, vouched
    return None


class SecondWays:
    """Finds another way for notices."""

    def __init__(self, store: Store, reach: Reach = _nowhere) -> None:
        """Read and write this store; `reach` tells where a number is written to."""
        self._store = store
        self._reach = reach

    async def take(self, now: datetime, limit: int = 100) -> int:
        """Send lost notices of the last day to the member's next address, each once; give how many. Raises `StorageError`."""
        sent = await self._store.database.write(lambda connection: _take(connection, self._reach, now, limit))
        if sent:
            self._store.signals.publish("outbox")
        return sent


def _take(connection: Connection, reach: Reach, now: datetime, limit: int) -> int:
    lost = connection.execute(_LOST, {"since": now - FRESH, "most": limit}).all()
    persons = people.named(connection, [PersonId(row.conversation) for row in lost])
    owners = {address.conversation: one for one in persons.values() for address in one.addresses}
    found: dict[ConversationId, Handing] = {}
    for row in lost:
        person = owners.get(ConversationId(row.conversation))
        one = _elsewhere(row, person) or _by_number(connection, row, person, reach, now)
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


def _by_number(connection: Connection, row: Any, person: Recipient | None, reach: Reach, now: datetime) -> Handing | None:
    """Write to the number of whoever has no other conversation; not to one that is somebody else's."""
    reply, mine = codec.load_reply(row.reply), identities.member_of(connection, row.conversation)
    if person is None or mine is None or reply.options or receiving.barrier(person, MessageClass.SERVICE):
        return None
    shown = identities.number_of(connection, row.conversation)
    number = shown or row.number or ""
    to = reach(number, bool(shown)) if number else None
    if to is None or any(each.channel == mapping.channel_of(to) for each in person.addresses):
        return None
    return Handing(f"{_PREFIX}{row.id}", to, reply) if identities.stated(connection, to, number, mine, now) else None


_LOST = (
    select(_O.id, _O.conversation, _O.reply, _C.number)
    .outerjoin(tables.conversation, _C.id == _O.conversation)
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
