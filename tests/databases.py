"""Both databases for tests: each test gets an empty one at the program's revision, and a clock that it sets."""

import asyncio
import functools
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import asyncpg
import pytest

from storage import database as databases
from storage import schema
from storage.engines import signals
from storage.store import Store
from tests import postgres
from tests.messages import NOON, envelope, names

__all__ = ["DATABASES", "NOON", "NO_PLUG", "SetClock", "clock", "database", "envelope", "names", "store", "url"]
NAME = "mujib_test"
DATABASES = ("sqlite", "postgresql")
NO_PLUG = "OFF"
"""For SQLite's `synchronous`: nothing here need outlive the machine. The processes that tests start and kill keep `FULL`."""


class SetClock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime = NOON) -> None:
        """Stand at this time."""
        self.at = at

    def now(self) -> datetime:
        """Give the time that was set."""
        return self.at

    def forward(self, **by: float) -> None:
        """Move on, in `timedelta`'s words."""
        self.at += timedelta(**by)


@functools.cache
def _sqlite_template() -> Path:
    path = Path(tempfile.mkdtemp(prefix="mujib-sqlite-")) / "template.db"
    with ThreadPoolExecutor() as threads:  # while Playwright is at work, a loop runs in the test's own thread
        threads.submit(asyncio.run, _upgrade(f"sqlite:///{path}")).result()
    return path


def on_sqlite(folder: Path) -> str:
    """Put an empty database at the program's revision into the folder, and give its URL.

    A copy of the one that was made by the migrations, which are the storage's to prove.
    """
    shutil.copy(_sqlite_template(), folder / "mujib.db")
    return f"sqlite:///{folder / 'mujib.db'}"


@functools.cache
def _postgres_url() -> str:
    """Make the run's one database in PostgreSQL: to empty it before each test is much cheaper than to make one for each."""
    asyncio.run(postgres.server().run(f"CREATE DATABASE {NAME}"))
    url = postgres.server().url(NAME)
    asyncio.run(_upgrade(url))
    return url


async def _emptying(connection: asyncpg.Connection) -> str:
    """Give statements that empty every table in one transaction, whatever refers to what."""
    tables = await connection.fetch(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
    )
    deletions = [f'DELETE FROM "{name}"' for (name,) in tables]  # noqa: S608 - our own names
    return "; ".join(["SET session_replication_role = replica", *deletions])


async def _empty(url: str) -> None:
    connection = await asyncpg.connect(url, timeout=20)
    try:
        await connection.execute(await _emptying(connection))
    finally:
        await connection.close()


async def _upgrade(url: str) -> None:
    database = databases.connect(url, synchronous=NO_PLUG)
    await schema.upgrade(database)
    await database.close()


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a database at the program's revision."""
    if request.param == "sqlite":
        yield on_sqlite(tmp_path)
    else:
        asyncio.run(_empty(_postgres_url()))
        yield _postgres_url()


@pytest.fixture
async def database(url: str) -> AsyncIterator[databases.Database]:
    """Give a connected database."""
    connected = databases.connect(url, synchronous=NO_PLUG)
    yield connected
    await connected.close()


@pytest.fixture
def clock() -> SetClock:
    """Give a clock that the test moves."""
    return SetClock()


@pytest.fixture
def store(database: databases.Database, clock: SetClock) -> Store:
    """Give what the storage's parts stand on."""
    return Store(database, clock, signals.LocalSignals())
