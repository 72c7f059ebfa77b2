"""The database as work to be done: `write` and `read` run functions of a connection, each in one transaction.

SQLite has one writer thread, which commits what came in together (group commit), and readers of their own. PostgreSQL runs
the same functions over asyncpg (`storage.engines.postgres`). Foreign errors become `StorageError` here and nowhere else. Must
not know any table.
"""

import asyncio
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol, TypeVar

from pydantic import SecretStr
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, SQLAlchemyError

from domain.errors import ConfigError, StorageError, Unstorable
from storage.engines.writer import Readers, Writer, sqlite_engine

T = TypeVar("T")
Work = Callable[[Connection], T]
Errors = tuple[type[Exception], ...]
_REFUSED: Final[Errors] = (sqlite3.IntegrityError, sqlite3.DataError)
"""What SQLite's driver says of values that cannot be stored."""
_OF_VALUES: Final = ("22", "23", "54")
"""PostgreSQL's classes of errors about values, about what they must not break, and about what is too large for it."""
_FAILED: Final[Errors] = (sqlite3.Error,)
"""What it says of anything."""


class Database(Protocol):
    """Where everything is kept."""

    @property
    def url(self) -> URL:
        """Where it is; holds the password."""
        ...

    async def write(self, work: Work[T], patience: float = 0.0) -> T:
        """Run the work in a transaction, give its result once durable. Raises `StorageError`: nothing was changed.

        On SQLite it may share its transaction with other work, for which it waits up to `patience` seconds, and may be run
        a second time where that fails: it must change nothing but the database.
        """
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
            from storage.engines.postgres import Postgres  # with its driver: six megabytes and 0.2 s that SQLite has no use for

            return Postgres(target.set(drivername="postgresql+asyncpg"), pool)
        case other:
            raise ConfigError(f"database.url: {other} is not a database that Mujib knows; sqlite or postgresql")


def is_unmade(url: SecretStr | str) -> bool:
    """Tell whether this is SQLite's, and its file is not there yet and can be made. Raises `ConfigError` for what is no URL."""
    target = _parsed(url)
    file = Path(target.database or "").absolute()
    above = next(each for each in file.parents if each.exists())
    makeable = above.is_dir() and os.access(above, os.W_OK | os.X_OK)
    return target.get_backend_name() == "sqlite" and makeable and not file.is_file()


def file_of(url: SecretStr | str) -> Path | None:
    """Give SQLite's file; None for another database. Raises `ConfigError` for what is no URL."""
    target = _parsed(url)
    return Path(target.database or "") if target.get_backend_name() == "sqlite" else None


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
        try:
            with translated():
                if url.database and url.database != ":memory:":
                    Path(url.database).parent.mkdir(parents=True, exist_ok=True)
                engine = sqlite_engine(url, busy_seconds)
                self._writer = Writer(engine, synchronous)
                self._readers = Readers(engine)
        except StorageError as error:
            raise StorageError(
                f"the database {url.database} cannot be opened. Mujib makes it and its folder and writes there: "
                f"look at the folder, and at server.data or database.url. ({error})"
            ) from error

    async def write(self, work: Work[T], patience: float = 0.0) -> T:
        """Hand the work to the writer thread, which commits it together with what else is waiting."""
        with translated():
            return await self._writer.submit(work, patience)

    async def read(self, work: Work[T]) -> T:
        """Run the work on a reader's connection, which no writer blocks."""
        with translated():
            return await asyncio.wrap_future(self._readers.submit(work))

    async def close(self) -> None:
        """End the threads after what they are doing."""
        await asyncio.to_thread(self._writer.close)
        await asyncio.to_thread(self._readers.close)


@contextmanager
def translated(refused: Errors = _REFUSED, failed: Errors = _FAILED) -> Iterator[None]:
    """Turn a driver's errors into `StorageError`, without the values that a statement carried.

    `refused` are what it says of values that cannot be stored, `failed` all others.
    """
    others: Errors = (SQLAlchemyError, OSError, TimeoutError, *failed)
    try:
        yield
    except (IntegrityError, DataError) as error:
        raise Unstorable(_first_line(error.orig or error)) from error
    except DBAPIError as error:
        raise _kind(error.orig)(_first_line(error.orig or error)) from error
    except refused as error:
        raise Unstorable(_first_line(error)) from error
    except others as error:
        raise _kind(error)(_first_line(error)) from error


def _kind(error: BaseException | None) -> type[StorageError]:
    return Unstorable if error is not None and refuses_values(error) else StorageError


def refuses_values(error: BaseException) -> bool:
    """Tell whether PostgreSQL says by its state that the values cannot be stored; its driver calls that any error."""
    return str(getattr(error, "sqlstate", None)).startswith(_OF_VALUES)


def _first_line(error: BaseException) -> str:
    """Give a driver's reason; PostgreSQL's further lines name values."""
    lines = str(error).splitlines()
    return f"{type(error).__name__}: {lines[0] if lines else ''}"
