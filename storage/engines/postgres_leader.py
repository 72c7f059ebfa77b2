"""The leader's lock on PostgreSQL: an advisory one, of a session of its own."""

import contextlib
from typing import Final

import asyncpg
from sqlalchemy.engine import URL

from domain.errors import StorageError
from storage.engines.postgres_signals import LOST, Connect

_KEY: Final = 0x6D756A6962  # "mujib"


class Session:
    """An advisory lock; it ends with the connection."""

    def __init__(self, url: URL, connect: Connect = asyncpg.connect) -> None:
        """Prepare to connect to the server at this URL."""
        self._connect = connect
        self._dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._connection: asyncpg.Connection | None = None

    async def lead(self) -> bool:
        """Take the lock, or make sure that the connection which holds it still stands. Raises `StorageError`."""
        try:
            if self._connection is not None:
                await self._connection.execute("SELECT 1")
                return True
            return await self._take()
        except LOST as error:
            await self.resign()
            raise StorageError(f"the leader's connection is lost: {type(error).__name__}") from error

    async def _take(self) -> bool:
        connection = await self._connect(self._dsn, timeout=10, command_timeout=5)
        self._connection = connection
        if await connection.fetchval("SELECT pg_try_advisory_lock($1)", _KEY):
            return True
        await self.resign()
        return False

    async def resign(self) -> None:
        """Close the connection, and the lock with it."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(*LOST):
                await connection.close(timeout=2)
