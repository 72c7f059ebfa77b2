"""One process of several keeps the clock: a lock that the operating system or PostgreSQL lets go when its holder dies."""

import fcntl
import os
from typing import Protocol

from domain.errors import StorageError
from storage.database import Database


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
        from storage.engines.postgres_leader import Session  # with its driver, for which SQLite has no use

        return Session(database.url)
    return beside(str(database.url.database))


def beside(path: str) -> Leader:
    """Give the lock on SQLite's file of this path."""
    return _File(f"{path}.lock")


class _File:
    """A lock on a file beside SQLite's: it also keeps a second server from the database."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._file: int | None = None

    async def lead(self) -> bool:
        """Take the lock on the file, which stays open for as long as it is held. Raises `StorageError`."""
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
