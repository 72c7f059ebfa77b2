"""Whom we wrote to first in the last day, outside his window, and whose turn comes when: one place for each member.

Each who waits is kept a place in the future, so that ten thousand of them are each looked at once. What the provider refuses
shows how many it takes; that is believed for a day.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, select, true
from sqlalchemy.engine import Connection

from domain.deliveryports import KNOCK
from domain.model import ConversationId
from storage import mapping, tables
from storage.outreach.outreachtables import opening, opening_limit
from storage.store import Store

DAY: Final = timedelta(hours=24)
SHUT: Final = timedelta(hours=1)
"""How long nobody is written to first where the provider refuses although we wrote to nobody: others used it up."""
_P, _L = opening.c, opening_limit.c


class Openings:
    """`domain.deliveryports.Openings`."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def admit(self, conversation: ConversationId, key: str, most: int) -> datetime | None:
        """Give None where he may be written to now, else when. Raises `StorageError`."""
        now = self._store.clock.now()
        return await self._store.database.write(lambda connection: _admit(connection, conversation, key, most, now))

    async def refused(self, conversation: ConversationId, key: str) -> None:
        """Take in that it was refused. Raises `StorageError`."""
        now = self._store.clock.now()
        await self._store.database.write(lambda connection: refuse(connection, conversation, key, now))


def _admit(connection: Connection, conversation: str, key: str, most: int, now: datetime) -> datetime | None:
    channel = mapping.channel_of(conversation)
    limit = _limit(connection, channel)
    known = connection.execute(select(opening).where(_P.conversation == conversation)).one_or_none()
    if known is not None and known.at > now - DAY:
        kept: datetime = known.at
        return kept if kept > now else None
    until: datetime | None = limit.until
    if until is not None and until > now:
        most = limit.most
        if not most:
            return until
    at = _turn(connection, channel, most, now)
    row = {"conversation": conversation, "channel": channel, "at": at, "key": key}
    connection.execute(opening.delete().where(_P.conversation == conversation))
    connection.execute(mapping.insert_new(connection, opening), row)
    return at if at > now else None


def _limit(connection: Connection, channel: str) -> Any:
    """Give what the channel turned out to take; its lock lets one at a time count."""
    connection.execute(mapping.insert_new(connection, opening_limit), {"channel": channel, "most": 0, "until": None})
    return connection.execute(select(opening_limit).where(_L.channel == channel).with_for_update()).one()


def _turn(connection: Connection, channel: str, most: int, now: datetime) -> datetime:
    """Give when there are fewer than `most` in the day before."""
    if not most:
        return now
    last = select(_P.at).where(_P.channel == channel).order_by(_P.at.desc()).offset(most - 1).limit(1)
    at: datetime | None = connection.execute(last).scalar_one_or_none()
    return now if at is None else max(now, at + DAY)


def refuse(connection: Connection, conversation: str, key: str, now: datetime) -> None:
    """Take in that the provider refused what opened a conversation; what goes out within a window opened none."""
    channel = mapping.channel_of(conversation)
    _limit(connection, channel)
    mine = (_P.conversation == conversation) & (_P.key == key.removesuffix(KNOCK)) & (_P.at > now - DAY)
    if not connection.execute(opening.delete().where(mine)).rowcount:
        return
    connection.execute(opening.delete().where(_P.channel == channel, _P.at > now))  # they come again, and get new places
    counted = select(func.count()).where(_P.channel == channel, _P.at > now - DAY)
    most = int(connection.execute(counted).scalar_one())
    seen = {"most": most, "until": now + (DAY if most else SHUT)}
    connection.execute(opening_limit.update().where(_L.channel == channel).values(seen))
    if key.endswith(KNOCK):
        knock_again(connection, key.removesuffix(KNOCK), now)


def knock_again(connection: Connection, key: str, now: datetime, most: int | None = None) -> bool:
    """Have a parked message looked at once more, unless it was `most` times (False): what announced it did not arrive."""
    o = tables.outbound.c
    few = o.attempts < most if most else true()
    again = tables.outbound.update().where(o.key == key, o.status == "parked", few)
    return connection.execute(again.values(provider_id="", not_before=now)).rowcount > 0
