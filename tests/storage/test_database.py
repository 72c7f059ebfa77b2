import asyncio
import contextlib
import functools
import sqlite3
import threading
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import bindparam, literal, select, text
from sqlalchemy.engine import Connection

from domain.errors import BadInput, ConfigError, StorageError, Unstorable
from storage import database as databases
from storage import housekeeping, readiness, schema, tables
from storage.database import Database
from storage.engines import signals
from storage.inbox import Inbox
from storage.mapping import inserting_new
from storage.prepared import Prepared, driver_of, insert_new
from storage.store import Store
from tests.databases import SetClock, envelope


def _count(connection: Connection) -> int:
    return int(connection.execute(text("SELECT count(*) FROM counter")).scalar_one())


def _execute(statement: str, connection: Connection) -> None:
    connection.execute(text(statement))


def _add(name: str) -> databases.Work[None]:
    def work(connection: Connection) -> None:
        connection.execute(tables.counter.insert(), {"name": name, "value": 1})

    return work


async def test_work_that_fails_undoes_itself_and_nothing_else(database: Database) -> None:
    """Of fifty pieces that are committed together one is refused; the others stand."""
    jobs = [database.write(_add(str(number % 49))) for number in range(50)]
    outcomes = await asyncio.gather(*jobs, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes if outcome is not None] == [Unstorable]
    assert await database.read(_count) == 49


async def test_values_that_are_refused_are_told_from_a_database_that_fails(database: Database) -> None:
    """Those cost the one who brought them: whoever waits for a failed database would wait for ever, and all others with him."""

    def count(connection: Connection) -> None:
        connection.execute(tables.counter.insert(), {"name": "many", "value": 2**70})

    with pytest.raises((Unstorable, OverflowError)):
        await database.write(count)
    refused = ("SELECT 1 / 0", "SELECT array_to_tsvector(ARRAY[''])", "SELECT array_to_tsvector(ARRAY[repeat('x', 3000)])")
    for statement in refused if database.url.get_backend_name() != "sqlite" else ():
        with pytest.raises(Unstorable):
            await database.write(functools.partial(_execute, statement))
    with pytest.raises(StorageError) as caught:
        await database.write(functools.partial(_execute, "SELECT nothing FROM nowhere"))
    assert not isinstance(caught.value, Unstorable)


@pytest.mark.parametrize("count", [1, 2, 31, 32, 33, 71])
async def test_many_rows_go_in_and_come_back_each_once(database: Database, count: int) -> None:
    """However many go into one statement, what was there is left alone, and each new row is told."""
    table = tables.counter
    insert = Prepared(inserting_new(database.url.get_backend_name(), table).returning(table.c.name))
    rows = [{"name": f"n{number}", "value": number} for number in range(count)]

    def work(connection: Connection) -> list[str]:
        insert_new(connection, table, *rows[::2])
        return [row["name"] for row in insert.rows_of_all(connection, rows)]

    assert sorted(await database.write(work)) == sorted(str(row["name"]) for row in rows[1::2])
    everything = select(table.c.name, table.c.value).order_by(table.c.value)
    stored = await database.read(lambda connection: connection.execute(everything).mappings().all())
    assert [dict(row) for row in stored] == rows


async def test_an_update_may_name_its_values_as_its_columns_are(database: Database) -> None:
    """What the statement places itself is not set besides; every other value that is given is a column to set."""
    table = tables.counter
    placed = Prepared(table.update().where(table.c.name == bindparam("name")).values(value=bindparam("value")))
    given = Prepared(table.update().where(table.c.name == bindparam("name")))

    def work(connection: Connection) -> None:
        insert_new(connection, table, *({"name": name, "value": 0} for name in "abc"))
        placed.run(connection, {"name": "a", "value": 1}, {"name": "b", "value": 2})
        given.run(connection, {"name": "c", "value": 3})

    await database.write(work)
    everything = select(table.c.name, table.c.value).order_by(table.c.name)
    assert await database.read(lambda connection: connection.execute(everything).all()) == [("a", 1), ("b", 2), ("c", 3)]


async def test_an_error_of_the_work_itself_comes_back_as_it_is(database: Database) -> None:
    """Only the drivers' errors are translated; what was written before it is undone."""

    def work(connection: Connection) -> None:
        _add("x")(connection)
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        await database.write(work)
    assert await database.read(_count) == 0


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
async def test_a_transaction_that_cannot_be_undone_does_not_end_the_writer(tmp_path: Path) -> None:
    """Whoever waits hears of the fault, the next one too, and then the writer writes again."""
    database = databases.connect(f"sqlite:///{tmp_path}/mujib.db")
    await schema.upgrade(database)
    verdicts = [sqlite3.SQLITE_DENY]

    def verdict(_: int, deed: str | None, *__: object) -> int:
        return verdicts.pop() if deed == "ROLLBACK" and verdicts else sqlite3.SQLITE_OK

    def work(connection: Connection) -> None:
        driver = driver_of(connection)
        assert driver is not None
        _add("lost")(connection)
        driver.set_authorizer(verdict)
        raise KeyError("mine")

    async with asyncio.timeout(10):
        with pytest.raises(KeyError, match="mine"):
            await database.write(work)
        with pytest.raises(StorageError):
            await database.write(_add("refused"))
        await database.write(_add("kept"))
        assert await database.read(_count) == 1
        await database.close()


async def test_who_goes_away_hinders_nobody_else(tmp_path: Path) -> None:
    """Work that nobody waits for any more when its turn comes is not done; what stands behind it is."""
    database, hold = databases.connect(f"sqlite:///{tmp_path / 'mujib.db'}"), _Hold()
    done: list[str] = []
    held = asyncio.create_task(database.write(hold.work))
    await asyncio.to_thread(hold.begun.wait, 5)
    left = asyncio.create_task(database.write(lambda _: done.append("left")))
    last = asyncio.create_task(database.write(lambda _: done.append("last")))
    await asyncio.sleep(0)
    left.cancel()
    hold.over.set()
    await asyncio.gather(held, last)
    assert done == ["last"]
    await database.close()


async def test_patient_work_is_committed_with_what_comes_behind_it(tmp_path: Path) -> None:
    """Nobody waits for it, and a transaction of its own would cost as much as the work; where nothing comes, it has one."""
    database = databases.connect(f"sqlite:///{tmp_path / 'mujib.db'}")
    await schema.upgrade(database)
    async with asyncio.timeout(10):
        patient = asyncio.create_task(database.write(_add("patient"), 60))
        await asyncio.sleep(0.05)
        assert not patient.done()
        assert await database.read(_count) == 0
        await database.write(_add("urgent"))
        await patient
        await database.write(_add("alone"), 0.01)
    assert await database.read(_count) == 3
    await database.close()


async def test_patient_work_is_done_when_the_database_closes(tmp_path: Path) -> None:
    """What waits for company is not forgotten."""
    database = databases.connect(f"sqlite:///{tmp_path / 'mujib.db'}")
    await schema.upgrade(database)
    patient = asyncio.create_task(database.write(_add("patient"), 60))
    await asyncio.sleep(0)
    await database.close()
    await patient


async def test_a_loop_that_ended_meanwhile_does_not_end_the_writer(tmp_path: Path) -> None:
    """Nobody is left there to be told; others are written for as before."""
    database, hold = databases.connect(f"sqlite:///{tmp_path / 'mujib.db'}"), _Hold()

    async def elsewhere() -> None:
        writing = asyncio.create_task(database.write(hold.work))
        await asyncio.to_thread(hold.begun.wait, 5)
        assert not writing.done()

    await asyncio.to_thread(asyncio.run, elsewhere())
    hold.over.set()
    assert await database.write(lambda _: "written") == "written"
    await database.close()


class _Hold:
    """Work that is not done before it is let go on."""

    def __init__(self) -> None:
        """Begin held."""
        self.begun, self.over = threading.Event(), threading.Event()

    def work(self, _: Connection) -> None:
        """Wait."""
        self.begun.set()
        self.over.wait(5)


async def test_a_storage_error_tells_no_values(database: Database) -> None:
    """What a member wrote is in the statement, never in the error."""
    await database.write(_add("secret words"))
    with pytest.raises(Unstorable) as caught:
        await database.write(_add("secret words"))
    assert "secret" not in str(caught.value)


async def test_a_closed_database_says_so(tmp_path: Path) -> None:
    """Work after the end is refused, not forgotten."""
    database = databases.connect(f"sqlite:///{tmp_path}/a/b/mujib.db")
    await schema.upgrade(database)
    await database.close()
    await database.close()
    for use in (database.write, database.read):
        with pytest.raises(StorageError, match="closed"):
            await use(_count)


@pytest.mark.parametrize("url", ["mysql://u:hidden@h/d", "hidden", "", "postgresql://u:hidden@h:port/d"])
def test_a_url_of_another_kind_is_refused_without_repeating_it(url: str) -> None:
    """It may hold a password."""
    with pytest.raises(ConfigError) as caught:
        databases.connect(SecretStr(url))
    assert "hidden" not in str(caught.value)


def test_a_folder_that_cannot_be_made_is_a_storage_error(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError):
        databases.connect(f"sqlite:///{tmp_path}/file/mujib.db")


async def test_a_server_that_is_not_there_is_a_storage_error() -> None:
    """Nobody listens on the port."""
    database = databases.connect("postgresql://u:p@127.0.0.1:1/none")
    with pytest.raises(StorageError):
        await database.read(_count)
    await database.close()


# ---- trouble with the disk -------------------------------------------------------------------------------------------


async def test_a_full_disk_refuses_and_loses_nothing(tmp_path: Path) -> None:
    """The message is not acknowledged; when there is room again everything goes on, and what was stored is still there."""
    path = tmp_path / "mujib.db"
    database = databases.connect(f"sqlite:///{path}")
    await schema.upgrade(database)
    inbox = Inbox(Store(database, SetClock(), signals.LocalSignals()))
    await inbox.accept([envelope(provider_id="before")])
    await database.write(_limit_pages(more=0))
    full = [inbox.accept([envelope(provider_id=f"{n}" * 3000)]) for n in range(8)]
    outcomes = await asyncio.gather(*full, return_exceptions=True)
    assert all(isinstance(outcome, StorageError) for outcome in outcomes)
    await database.write(_limit_pages(more=10_000))
    assert list(await inbox.accept([envelope(provider_id="before"), envelope(provider_id="after")])) == [False, True]
    await database.close()


async def test_sqlite_counts_how_its_rows_are_spread(tmp_path: Path) -> None:
    """With the daily clearing out; by these counts it chooses the index of a query."""
    database = databases.connect(f"sqlite:///{tmp_path / 'mujib.db'}")
    await schema.upgrade(database)
    store = Store(database, SetClock(), signals.LocalSignals())
    await Inbox(store).accept([envelope()])
    await housekeeping.count(store)
    counted = "SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'inbound'"
    assert await database.read(lambda connection: connection.exec_driver_sql(counted).scalar_one())
    await database.close()


async def test_a_server_whose_database_takes_nothing_in_is_not_ready(tmp_path: Path) -> None:
    """It could still read; it is ready again as soon as the other program lets go."""
    path = tmp_path / "mujib.db"
    database = databases.connect(f"sqlite:///{path}", busy_seconds=0.1)
    await schema.upgrade(database)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError):
        await readiness.check(database)
    other.execute("ROLLBACK")
    await readiness.check(database)
    other.close()
    await database.close()


def _limit_pages(more: int) -> databases.Work[None]:
    def work(connection: Connection) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + more}")

    return work


async def test_a_database_locked_by_another_program_is_waited_for_and_then_refused(tmp_path: Path) -> None:
    """Readers go on meanwhile; the writer says so after its patience, and works again when the lock is gone."""
    path = tmp_path / "mujib.db"
    database = databases.connect(f"sqlite:///{path}", busy_seconds=0.2)
    await schema.upgrade(database)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="locked"):
        await database.write(_add("x"))
    assert await database.read(_count) == 0
    other.execute("ROLLBACK")
    other.close()
    await database.write(_add("x"))
    assert await database.read(_count) == 1
    await database.close()


async def test_sqlite_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    """The log is written through at each commit: `synchronous` is FULL (2) and the journal is WAL."""
    database = databases.connect(f"sqlite:///{tmp_path}/mujib.db")
    found = await database.write(
        lambda connection: [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("synchronous", "journal_mode", "foreign_keys")
        ]
    )
    assert found == [2, "wal", 1]
    await database.close()


async def test_what_is_written_comes_into_sqlites_file_beside_the_writer(tmp_path: Path) -> None:
    """The file alone, without its log, has it soon, long before a commit would have to wait for that."""
    path = tmp_path / "mujib.db"
    database = databases.connect(f"sqlite:///{path}")
    await schema.upgrade(database)
    for number in range(3):
        await database.write(_add(str(number)))
        async with asyncio.timeout(10):
            while _in_file(path) <= number:  # noqa: ASYNC110 - SQLite tells nobody of its checkpoints
                await asyncio.sleep(0.02)
    await database.close()


def _in_file(path: Path) -> int:
    """Count what stands in the file; 0 while not even its tables do."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM counter").fetchone()[0])
        except sqlite3.DatabaseError:
            return 0


async def test_reads_that_come_together_each_get_their_own(database: Database) -> None:
    """More at once than there are connections: what fails fails alone, and who goes away takes nothing from the others."""

    def read(connection: Connection, which: int) -> int:
        if which == 7:
            raise BadInput("7")
        return int(connection.execute(select(literal(which))).scalar_one())

    reading = [asyncio.create_task(database.read(functools.partial(read, which=each))) for each in range(40)]
    await asyncio.sleep(0)
    reading[11].cancel()
    found = await asyncio.gather(*reading, return_exceptions=True)
    assert isinstance(found.pop(11), asyncio.CancelledError)
    assert isinstance(found.pop(7), BadInput)
    assert found == [each for each in range(40) if each not in {7, 11}]
    assert await database.read(functools.partial(read, which=1)) == 1


async def test_reads_that_come_together_all_hear_that_the_server_is_gone() -> None:
    """Nobody waits for ever for a connection that cannot be had."""
    database = databases.connect("postgresql://nobody@127.0.0.1:1/nothing")
    reading = (database.read(lambda connection: connection.execute(select(literal(1))).scalar_one()) for _ in range(10))
    found = await asyncio.gather(*reading, return_exceptions=True)
    assert [type(each) for each in found] == [StorageError] * 10
    await database.close()
