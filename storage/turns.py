"""The engine's side of the inbox: claims conversations with their waiting messages, and writes down what came of them.

Handlers run between the two, outside any transaction. A claim is a lease; a commit under a claim that was lost changes nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy.engine import Connection

from domain import reference
from domain.casefile import UNWRITTEN, Rules
from domain.channelports import Outbound
from domain.model import TicketRef
from domain.turnports import NO_ROOM, Arrived, Lane, LaneResult
from storage import commit, lanes, tables
from storage.claims import Order, claim
from storage.dialects import Each
from storage.lanes import Lease
from storage.saying import Onward
from storage.store import Store

_FIRST_NUMBER = 1_000
"""Ticket numbers begin after this one: four digits read well over the phone."""


class Turns:
    """Claims, commits and ticket references."""

    def __init__(
        self,
        store: Store,
        new_claim: Callable[[], str],
        rules: Rules = UNWRITTEN,
        *,
        lease: timedelta = timedelta(seconds=60),
    ) -> None:
        """Name claims by `new_claim`, never the same twice; `rules` say who answers for a ticket, and when."""
        self._store = store
        self._new_claim = new_claim
        self._rules = rules
        self._lease = lease

    async def claim(self, lanes: int, messages: int, ahead: Sequence[Arrived] = ()) -> tuple[Lane, ...]:
        """Claim up to that many ready conversations, with up to that many messages each; those `ahead` are claimed already.

        Raises `StorageError`.
        """
        now = self._store.clock.now()
        order = Order(Lease(self._new_claim(), now, now + self._lease), lanes, messages)
        return await self._store.database.write(lambda connection: claim(connection, order, ahead))

    async def commit(self, results: Sequence[LaneResult], room: Mapping[str, int] = NO_ROOM) -> tuple[Outbound, ...]:
        """Perform the effects, store the states and free the lanes in one transaction. Raises `StorageError`.

        Gives the first words of quiet conversations, claimed for whoever commits: at most `room` of each channel.
        A sender's lease is twice the engine's.
        """
        now = self._store.clock.now()
        onward = Onward(Lease(self._new_claim(), now, now + 2 * self._lease), room)
        work = partial(commit.write, results=results, rules=self._rules, onward=onward)
        topics, handed = await self._store.database.write(work)
        for topic in topics:
            self._store.signals.publish(topic)
        return handed

    async def release(self, claims: Sequence[str]) -> None:
        """Give claims back unhandled. Raises `StorageError`."""
        await self._store.database.write(lambda connection: lanes.give_back(connection, claims))

    async def references(self, count: int) -> tuple[TicketRef, ...]:
        """Reserve fresh ticket references. Raises `StorageError`."""
        last = await self._store.database.write(lambda connection: _count_up(connection, count))
        return tuple(reference.make(number) for number in range(last - count + 1, last + 1))


def _count_up(connection: Connection, count: int) -> int:
    counter = tables.counter
    more = counter.update().where(counter.c.name == "ticket").values(value=counter.c.value + count).returning(counter.c.value)
    last = connection.execute(more).scalar_one_or_none()
    if last is not None:
        return int(last)
    connection.execute(_FIRST_COUNT[connection.dialect.name], {"name": "ticket", "value": _FIRST_NUMBER})
    return int(connection.execute(more).scalar_one())


_FIRST_COUNT: Each[Any] = Each(lambda insert: insert(tables.counter).on_conflict_do_nothing())
