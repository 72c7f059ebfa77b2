"""The database as work to be done: `write` and `read` run functions of a connection, each in one transaction.

SQLite has one writer thread, which commits what came in together (group commit), and readers of their own. PostgreSQL runs
the same functions over asyncpg. Foreign errors become `StorageError` here and nowhere else. Must not know any table.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

import asyncpg
from asyncpg.exceptions import IntegrityConstraintViolationError, InternalClientError
from pydantic import SecretStr
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi as _DRIVER
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from domain.errors import ConfigError, StorageError, Unstorable
from storage.writer import Readers, Writer

T = TypeVar("T")
Work = Callable[[Connection], T]
_REFUSED: Final = (_DRIVER.IntegrityError, _DRIVER.DataError, IntegrityConstraintViolationError, asyncpg.DataError)
"""What PostgreSQL's driver, within SQLAlchemy or alone, says of values that cannot be stored."""
_FAILED: Final = (_DRIVER.Error, asyncpg.PostgresError, asyncpg.InterfaceError, InternalClientError)
"""What it says of anything; the last of a connection that is cut at the moment it is used."""
_STATEMENTS: Final = 500
"""That a connection to PostgreSQL remembers: more than there are, with their shapes; of SQLAlchemy's 100 some fell out."""


class Database(Protocol):
    """Where everything is kept."""

    @property
    def url(self) -> URL:
        """Where it is; holds the password."""
        ...

    async def write(self, work: Work[T]) -> T:
        """Run the work in a transaction, give its result once durable. Raises `StorageError`: nothing was changed."""
        ...

    async def read(self, work: Work[T]) -> T:
        """Run work that only reads, on SQLite on one view of the data, on PostgreSQL statement by statement.

        Raises `StorageError`.
        """
        ...

    async def close(self) -> None:
        """Finish what was begun and let go of the database."""
        ...


def connect(url: SecretStr | str, *, synchronous: str = "FULL", busy_seconds: float = 5.0, pool: int = 10) -> Database:
    """Open the database with this SQLAlchemy URL: `sqlite:///data/mujib.db` or `postgresql://user:password@host/name`.

    `synchronous` is SQLite's (`NORMAL` may forget the last moments after a power cut), `busy_seconds` how long it waits for
    another process; `pool` bounds PostgreSQL's connections. Raises `ConfigError` for a URL of another kind and
    `StorageError` where SQLite's file cannot be opened.
    """
    target = _parsed(url)
    match target.get_backend_name():
        case "sqlite":
            return Sqlite(target, synchronous, busy_seconds)
        case "postgresql":
            return Postgres(target.set(drivername="postgresql+asyncpg"), pool)
        case other:
            raise ConfigError(f"database.url: {other} is not a database that Mujib knows; sqlite or postgresql")


def _parsed(url: SecretStr | str) -> URL:
    try:
        return make_url(url.get_secret_value() if isinstance(url, SecretStr) else url)
    except (ArgumentError, ValueError):
        # Without `from`: the parser's message repeats the URL with its password.
        raise ConfigError("database.url: is not a URL; for instance sqlite:///data/mujib.db") from None


class Sqlite:
    """One file, one writer."""

    def __init__(self, url: URL, synchronous: str, busy_seconds: float) -> None:
        """Open the file, made with its folder if need be."""
        self.url = url
        with translated():
            if url.database and url.database != ":memory:":
                Path(url.database).parent.mkdir(parents=True, exist_ok=True)
            self._writer = Writer(url, synchronous, busy_seconds)
            self._readers = Readers(url, busy_seconds)

    async def write(self, work: Work[T]) -> T:
        """Hand the work to the writer thread, which commits it together with what else is waiting."""
        with translated():
            return await asyncio.wrap_future(self._writer.submit(work))

    async def read(self, work: Work[T]) -> T:
        """Run the work on a reader's connection, which no writer blocks."""
        with translated():
            return await asyncio.wrap_future(self._readers.submit(work))

    async def close(self) -> None:
        """End the threads after what they are doing."""
        await asyncio.to_thread(self._writer.close)
        await asyncio.to_thread(self._readers.close)


class Postgres:
    """A server that many processes may share."""

    def __init__(self, url: URL, pool: int) -> None:
        """Prepare to connect; the first work does."""
        self.url = url
        self._engine = create_async_engine(
            url,
            pool_size=pool,
            max_overflow=0,
            pool_timeout=30,
            # the last one given back first: a connection makes and plans each statement anew for its first few times
            pool_use_lifo=True,
            hide_parameters=True,
            connect_args={"timeout": 10, "command_timeout": 60, "prepared_statement_cache_size": _STATEMENTS},
        )
        self._together = _Together(self._engine.execution_options(isolation_level="AUTOCOMMIT"))

    async def write(self, work: Work[T]) -> T:
        """Run the work in a transaction of its own."""
        with translated():
            async with self._engine.begin() as connection:
                return await _run(connection, work)

    async def read(self, work: Work[T]) -> T:
        """Run the work outside any transaction: to begin and end one takes twice as long as most reads."""
        with translated():
            return await self._together.read(work)

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()


class _Together:
    """Reads that come at the same time, as those of one page do: they share a few connections.

    To take a connection from the pool and give it back costs about as much as a short read.
    """

    def __init__(self, engine: AsyncEngine, connections: int = 4) -> None:
        """Read over this engine, on at most so many connections at once."""
        self._engine = engine
        self._most = connections
        self._waiting: deque[tuple[Work[Any], asyncio.Future[Any]]] = deque()
        self._busy = 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def read(self, work: Work[T]) -> T:
        """Run the work on the next connection that is free."""
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, done))
        if self._busy < self._most:
            self._busy += 1
            task = asyncio.create_task(self._work())
            self._tasks.add(task)  # the loop alone would not keep it
            task.add_done_callback(self._tasks.discard)
        return await done

    async def _work(self) -> None:
        """Do what waits until nothing does; whoever waits longest hears that there is no connection."""
        try:
            while self._waiting:
                try:
                    async with self._engine.connect() as connection:
                        await self._read_on(connection)
                except Exception as error:  # noqa: BLE001  # the reader's to handle
                    if self._waiting:
                        _fail(self._waiting.popleft()[1], error)
        finally:
            self._busy -= 1

    async def _read_on(self, connection: AsyncConnection) -> None:
        """Do what waits on this connection, and leave it when work fails."""
        while self._waiting:
            work, done = self._waiting.popleft()
            if done.done():
                continue
            try:
                result = await _run(connection, work)
            except Exception as error:  # noqa: BLE001  # as above
                _fail(done, error)
                return
            if not done.done():
                done.set_result(result)


def _fail(done: asyncio.Future[Any], error: Exception) -> None:
    if not done.done():  # who reads may have gone
        done.set_exception(error)


async def _run(connection: AsyncConnection, work: Work[T]) -> T:
    """Run the work; give up a connection that the server or the way to it left, which statements to the driver do not tell."""
    try:
        return await connection.run_sync(work)
    except _FAILED as error:
        if not isinstance(error, _REFUSED):
            await connection.invalidate(error)
        raise


@contextmanager
def translated() -> Iterator[None]:
    """Turn the drivers' errors into `StorageError`, without the values that a statement carried."""
    try:
        yield
    except (IntegrityError, DataError) as error:
        raise Unstorable(_first_line(error.orig or error)) from error
    except DBAPIError as error:
        raise StorageError(_first_line(error.orig or error)) from error
    except (sqlite3.IntegrityError, sqlite3.DataError, *_REFUSED) as error:
        raise Unstorable(_first_line(error)) from error
    except (SQLAlchemyError, sqlite3.Error, *_FAILED, OSError, TimeoutError) as error:
        raise StorageError(_first_line(error)) from error


def _first_line(error: BaseException) -> str:
    """Give a driver's reason; PostgreSQL's further lines name values."""
    lines = str(error).splitlines()
    return f"{type(error).__name__}: {lines[0] if lines else ''}"
