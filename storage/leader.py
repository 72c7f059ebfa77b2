"""One process of several keeps the clock: a lock that the operating system or PostgreSQL lets go when its holder dies."""

import contextlib
import fcntl
import os
from typing import Protocol

import asyncpg
from sqlalchemy.engine import URL

from domain.errors import StorageError
from storage.database import Database

_KEY = 0x6D756A6962  # "mujib"
_LOST = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)


class Leader(Protocol):
    """The right to keep the clock."""

    async def lead(self) -> bool:
        """Take the lead or make sure of having it still; False when another process has it. Raises `StorageError`."""
        ...

    async def resign(self) -> None:
        """Let another process lead."""
        ...


def of(database: Database) -> Leader:
    """Give the lock that fits the database."""
    if database.url.get_backend_name() == "postgresql":
        return _Session(database.url)
    return _File(f"{database.url.database}.lock")


class _File:
    """A lock on a file beside SQLite's: it also keeps a second server from the database."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._file: int | None = None

    async def lead(self) -> bool:
        """Take the lock on the file; the same file stays open for as long as it is held."""
        if self._file is not None:
            return True
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StorageError(f"the lock beside the database cannot be opened: {error.strerror}") from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._file = file
        return True

    async def resign(self) -> None:
        """Let the file go. It stays on the disk: removing it would let two processes lock two files of one name."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


class _Session:
    """An advisory lock of a session of its own; it ends with the connection."""

    def __init__(self, url: URL) -> None:
        self._dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._connection: asyncpg.Connection | None = None

    async def lead(self) -> bool:
        """Take the lock, or make sure that the connection which holds it still stands."""
        try:
            if self._connection is not None:
                await self._connection.execute("SELECT 1")
                return True
            return await self._take()
        except _LOST as error:
            await self.resign()
            raise StorageError(f"the leader's connection is lost: {type(error).__name__}") from error

    async def _take(self) -> bool:
        connection = await asyncpg.connect(self._dsn, timeout=10, command_timeout=5)
        self._connection = connection
        if await connection.fetchval("SELECT pg_try_advisory_lock($1)", _KEY):
            return True
        await self.resign()
        return False

    async def resign(self) -> None:
        """Close the connection, and the lock with it."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(*_LOST):
                await connection.close(timeout=2)
