"""The open desk, with an officer signed in."""

import asyncio
import functools
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import database as databases
from storage import schema
from tests import postgres
from tests.databases import NO_PLUG
from tests.desk.opened import Opened, Seat


@functools.cache
def _template() -> Path:
    """Make the database once that each test gets a copy of: the migrations are the storage's to prove."""
    path = Path(tempfile.mkdtemp(prefix="mujib-desk-")) / "template.db"

    async def upgrade() -> None:
        database = databases.connect(f"sqlite:///{path}", synchronous=NO_PLUG)
        await schema.upgrade(database)
        await database.close()

    asyncio.run(upgrade())
    return path


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Open a desk on SQLite."""
    shutil.copy(_template(), tmp_path / "desk.db")
    made = Opened(tmp_path, f"sqlite:///{tmp_path / 'desk.db'}")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def opened_on_postgresql(tmp_path: Path) -> Iterator[Opened]:
    """Open a desk on PostgreSQL."""
    with postgres.database() as url:
        made = Opened(tmp_path, url)
        made.start()
        yield made
        made.stop()


@pytest.fixture
def salim(opened: Opened) -> Seat:
    """Give the seat of an officer who is signed in."""
    seat = Seat(opened)
    seat.enter(opened.officer("salim", "سالم"))
    return seat
