"""Who leads of several processes, and the signals between them."""

import asyncio
from collections.abc import Iterator

import asyncpg
import pytest
from asyncpg.exceptions import InternalClientError
from sqlalchemy import literal, select, text
from sqlalchemy.engine import make_url

from domain.errors import StorageError
from domain.turnports import LaneResult, Turn
from storage import database as databases
from storage.database import Database
from storage.engines import leader, signals
from storage.engines.postgres_leader import Session
from storage.engines.postgres_signals import PostgresSignals
from storage.inbox import Inbox
from storage.prepared import Prepared
from storage.store import Store
from storage.turns import Turns
from tests import postgres
from tests.databases import SetClock, envelope, names

_CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


async def test_one_leads_and_the_next_follows_when_it_resigns(database: Database) -> None:
    """Two processes never keep the clock at once."""
    one, two = leader.of(database), leader.of(database)
    assert await one.lead()
    assert not await two.lead()
    assert await one.lead()
    await one.resign()
    assert await two.lead()
    await two.resign()


async def test_a_signal_wakes_who_waits_and_who_comes_to_wait() -> None:
    """A signal since the last wait counts; another topic does not."""
    heard = signals.LocalSignals()
    waiting = asyncio.create_task(heard.wait("inbox", 5))
    await asyncio.sleep(0)
    heard.publish("inbox")
    assert await waiting
    assert await heard.wait("inbox", 5), "this task has not waited yet"
    assert not await heard.wait("inbox", 0.01)
    heard.publish("desk")
    assert not await heard.wait("inbox", 0.01)
    heard.publish("inbox")
    assert await heard.wait("inbox", 0)


@pytest.fixture
def own_postgres() -> Iterator[str]:
    """Give the URL of a database in PostgreSQL whose connections may be cut."""
    with postgres.database() as made:
        yield made


async def test_signals_reach_other_processes_on_postgresql(own_postgres: str) -> None:
    """And come back after the connection was cut."""
    database = databases.connect(own_postgres)
    here, there = signals.of(database.url), signals.of(database.url)
    carrying = [asyncio.create_task(each.run()) for each in (here, there)]
    await _carried(here, there, "one")
    await database.write(lambda connection: connection.execute(text(_CUT)).all())
    await _carried(here, there, "two")
    for each in (here, there):
        await each.stop()
    await asyncio.gather(*carrying)
    await database.close()


async def test_a_connection_cut_as_it_is_used_ends_neither_signals_nor_the_lead() -> None:
    """What the driver says then is no error of PostgreSQL's nor of the operating system's."""
    tried = asyncio.Event()

    async def connect(*_: object, **__: object) -> asyncpg.Connection:
        tried.set()
        raise InternalClientError("got result for unknown protocol state 3")

    url = make_url("postgresql+asyncpg://mujib@localhost/mujib")
    wires = PostgresSignals(url, connect)
    carrying = asyncio.create_task(wires.run())
    await tried.wait()
    await wires.stop()
    async with asyncio.timeout(5):
        await carrying
    with pytest.raises(StorageError):
        await Session(url, connect).lead()


async def test_a_connection_that_was_cut_is_given_up(own_postgres: str) -> None:
    """A prepared statement that finds its connection cut fails once, within a transaction or not; the next one runs."""
    database, other = databases.connect(own_postgres, pool=1), databases.connect(own_postgres)
    one = Prepared(select(literal(1).label("one")))
    for work in (database.read, database.write):
        assert await work(lambda connection: one.rows(connection, {})) == [{"one": 1}]
        await other.write(lambda connection: connection.execute(text(_CUT)).all())
        with pytest.raises(StorageError):
            await work(lambda connection: one.rows(connection, {}))
        assert await work(lambda connection: one.rows(connection, {})) == [{"one": 1}]
    await database.close()
    await other.close()


async def _carried(here: signals.LocalSignals, there: signals.LocalSignals, topic: str) -> None:
    """Publish until it is heard: a signal may be lost while there is no connection, which is what the poll is for."""
    async with asyncio.timeout(20):
        here.publish(topic)
        while not await there.wait(topic, 0.2):
            here.publish(topic)


async def test_an_arrival_under_way_is_not_overlooked_by_a_commit(database: Database) -> None:
    """The lost wake-up: an accept that holds the lane while a commit waits for it leaves the lane ready, not idle."""
    store = Store(database, SetClock(), signals.LocalSignals())
    inbox, turns = Inbox(store), Turns(store, names().__next__)
    for round_ in range(20):
        await inbox.accept([envelope(provider_id=f"a{round_}")])
        (lane,) = await turns.claim(50, 10)
        done = tuple(Turn(pending.id, ()) for pending in lane.pending)
        result = LaneResult(lane.claim, lane.contact.conversation, lane.state, (), done)
        await asyncio.gather(turns.commit([result]), inbox.accept([envelope(provider_id=f"b{round_}")]))
        (again,) = await turns.claim(50, 10)
        await turns.commit(
            [LaneResult(again.claim, again.contact.conversation, again.state, (), (Turn(again.pending[0].id, ()),))]
        )
