"""PostgreSQL: a server that many processes may share, reached by asyncpg."""

import asyncio
from collections import deque
from typing import Any, Final

import asyncpg
from asyncpg.exceptions import IntegrityConstraintViolationError, InternalClientError
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi as _DRIVER
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.database import Errors, T, Work, refuses_values, translated

_REFUSED: Final[Errors] = (_DRIVER.IntegrityError, _DRIVER.DataError, IntegrityConstraintViolationError, asyncpg.DataError)
"""What the driver, within SQLAlchemy or alone, says of values that cannot be stored."""
_FAILED: Final[Errors] = (_DRIVER.Error, asyncpg.PostgresError, asyncpg.InterfaceError, InternalClientError)
"""What it says of anything; the last of a connection that is cut at the moment it is used."""
_STATEMENTS: Final = 500
"""That a connection remembers: more than there are, with their shapes; of SQLAlchemy's 100 some fell out."""


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

    async def write(self, work: Work[T], patience: float = 0.0) -> T:  # noqa: ARG002 - nothing shares it
        """Run the work in a transaction of its own."""
        with translated(_REFUSED, _FAILED):
            async with self._engine.begin() as connection:
                return await _run(connection, work)

    async def read(self, work: Work[T]) -> T:
        """Run the work outside any transaction: to begin and end one takes twice as long as most reads."""
        with translated(_REFUSED, _FAILED):
            return await self._together.read(work)

    async def close(self) -> None:
        """Close all connections, once what was begun is done."""
        await self._together.end()
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

    async def end(self) -> None:
        """Wait until no connection is held."""
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def _work(self) -> None:
        """Do what waits until nothing does; whoever waits longest hears that there is no connection."""
        try:
            while self._waiting:
                try:
                    async with self._engine.connect() as connection:
                        await self._read_on(connection)
                except Exception as error:  # noqa: BLE001 - the reader's to handle
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
            except Exception as error:  # noqa: BLE001 - as above
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
        if not (isinstance(error, _REFUSED) or refuses_values(error)):
            await connection.invalidate(error)
        raise
