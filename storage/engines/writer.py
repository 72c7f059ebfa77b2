"""The threads that hold SQLite's connections: one that writes, a few that read. Must not know any table.

pysqlite's own transaction handling begins transactions late, so that a read followed by a write fails with "database is
locked" when another process wrote in between. Here every transaction is begun by hand: IMMEDIATE to write, on one thread.
"""

import asyncio
import contextlib
import queue
import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import create_engine
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.pool import NullPool

from domain.errors import StorageError
from storage.engines.checkpoints import PAGES, Checkpoints
from storage.prepared import DRIVER, driver_of

T = TypeVar("T")
_CACHED, _CACHED_TO_WRITE = 256, 768
"""Kilobytes of the database that a reader and the writer keep; the operating system keeps the file for all of them."""
_STATEMENTS = 256
"""Texts that a connection keeps ready, a good half of which each message passes through: the lists have several lengths."""
GROUP = 64
"""Pieces of work in one transaction at most: a longer group makes the first of it wait without saving much."""


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[Connection], Any]
    done: asyncio.Future[Any]
    due: float
    """By the monotonic clock: until then it waits for other work to be committed with."""


_Outcome = tuple[Any, Exception | None]
"""What a job gave, or why it failed."""


class Writer:
    """The one thread that writes."""

    def __init__(self, engine: Engine, synchronous: str) -> None:
        """Open the connection and start the thread."""
        self._connection = engine.connect()
        self._connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        self._connection.exec_driver_sql(f"PRAGMA synchronous={synchronous}")
        self._connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        # as in Debian's builds: what is erased stays in no free page
        self._connection.exec_driver_sql("PRAGMA secure_delete=ON")
        self._connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint={PAGES}")
        self._connection.exec_driver_sql(f"PRAGMA cache_size=-{_CACHED_TO_WRITE}")
        self._driver = _carried(self._connection)
        self._checkpoints = Checkpoints(engine, synchronous)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closed = False
        self._gate = threading.Lock()
        """Nothing is queued behind the end, where nobody would do it."""
        self._thread = threading.Thread(target=self._run, name="sqlite-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Connection], T], patience: float = 0.0) -> asyncio.Future[T]:
        """Queue the work of a task; its result comes when it is durable. Raises `StorageError` once closed.

        For up to `patience` seconds it waits for other work to be committed with: a transaction costs as much as a message.
        """
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        with self._gate:
            if self._closed:
                raise StorageError("the database is closed")
            self._jobs.put(_Job(work, done, time.monotonic() + patience))
        return done

    def close(self) -> None:
        """Do what is queued, then end."""
        with self._gate:
            if self._closed:
                return
            self._closed = True
            self._jobs.put(None)
        self._thread.join()
        self._checkpoints.close()

    def _run(self) -> None:
        running = True
        while running:
            group, running = self._next_group()
            if group:
                self._commit(group)
        self._connection.close()

    def _next_group(self) -> tuple[list[_Job], bool]:
        """Wait for a job and take those that wait behind it; False when there will be no more."""
        group: list[_Job] = []
        job = self._jobs.get()
        while job is not None:
            if not job.done.cancelled():
                group.append(job)
            if len(group) == GROUP:
                return group, True
            try:
                job = self._jobs.get(timeout=_patience(group))
            except queue.Empty:
                return group, True
        return group, False

    def _commit(self, group: Sequence[_Job]) -> None:
        try:
            outcomes = self._done(group)
        except Exception as error:  # noqa: BLE001 - whatever happened belongs to those who wait for the result
            self._undo()
            if len(group) > 1:  # each again by itself: a savepoint for each would copy whatever the others change
                for job in group:
                    self._commit([job])
                return
            outcomes = [(None, error)]
        _tell(zip((job.done for job in group), outcomes, strict=True))

    def _done(self, group: Sequence[_Job]) -> Sequence[_Outcome]:
        """Do all of them in one transaction."""
        self._driver.execute("BEGIN IMMEDIATE")
        outcomes = [(job.work(self._connection), None) for job in group]
        self._driver.execute("COMMIT")
        self._checkpoints.due()
        return outcomes

    def _undo(self) -> None:
        """Roll back; where that fails too, those who wait are told all the same, and the next to fail tries again."""
        if self._driver.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                self._driver.execute("ROLLBACK")


def _patience(group: Sequence[_Job]) -> float:
    """Give the seconds for which all of them wait for others."""
    return max(0.0, min((job.due for job in group), default=0.0) - time.monotonic())


def _tell(outcomes: Iterable[tuple[asyncio.Future[Any], _Outcome]]) -> None:
    """Give those who wait what came of their work, all of a loop at once: each call from here wakes its thread."""
    of_loops: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], _Outcome]]] = defaultdict(list)
    for done, outcome in outcomes:
        of_loops[done.get_loop()].append((done, outcome))
    for loop, told in of_loops.items():
        with contextlib.suppress(RuntimeError):  # it was closed meanwhile, and nobody waits
            loop.call_soon_threadsafe(_settle, told)


def _settle(outcomes: Iterable[tuple[asyncio.Future[Any], _Outcome]]) -> None:
    for done, (result, problem) in outcomes:
        if done.cancelled():
            continue
        if problem is None:
            done.set_result(result)
        else:
            done.set_exception(problem)


class Readers:
    """Threads that read, each with its own connection: two, so that a short read need not wait for a long one."""

    def __init__(self, engine: Engine, threads: int = 2) -> None:
        """Prepare the threads; each connects with its first work."""
        self._engine = engine
        self._mine = threading.local()
        self._all: list[Connection] = []
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="sqlite-reader")

    def submit(self, work: Callable[[Connection], T]) -> Future[T]:
        """Queue the work. Raises `StorageError` once closed."""
        try:
            return self._pool.submit(self._read, work)
        except RuntimeError as error:
            raise StorageError("the database is closed") from error

    def close(self) -> None:
        """End the threads after what they are reading."""
        self._pool.shutdown()
        for connection in self._all:
            connection.close()

    def _read(self, work: Callable[[Connection], T]) -> T:
        connection, driver = self._mine_or_new()
        driver.execute("BEGIN")
        try:
            return work(connection)
        finally:
            driver.execute("ROLLBACK")

    def _mine_or_new(self) -> tuple[Connection, sqlite3.Connection]:
        mine: tuple[Connection, sqlite3.Connection] | None = getattr(self._mine, "connection", None)
        if mine is None:
            connection = self._engine.connect()
            mine = self._mine.connection = connection, _carried(connection)
            mine[1].execute("PRAGMA query_only=ON")
            mine[1].execute(f"PRAGMA cache_size=-{_CACHED}")
            self._all.append(connection)
        return mine


def sqlite_engine(url: URL, busy_seconds: float) -> Engine:
    """Give what opens connections: one for all threads, so that they make each statement into SQL once."""
    return create_engine(
        url.set(drivername="sqlite+pysqlite"),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        connect_args={"timeout": busy_seconds, "check_same_thread": False, "cached_statements": _STATEMENTS},
    )


def _carried(connection: Connection) -> sqlite3.Connection:
    """Give the driver's own connection, whose statements cost a fraction of SQLAlchemy's, and let this one carry it."""
    driver = driver_of(connection)
    assert driver is not None  # noqa: S101 - opened by `sqlite_engine`
    connection.execution_options(**{DRIVER: driver})
    return driver
