"""The open desk, with an officer signed in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres
from tests.databases import on_sqlite
from tests.desk.opened import Opened
from tests.desk.seat import Seat, seat_of


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Open a desk on SQLite."""
    made = Opened(tmp_path, on_sqlite(tmp_path))
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


@pytest.fixture
def writer(opened: Opened) -> Seat:
    """Give the seat of whoever writes announcements and may not approve them."""
    return seat_of(opened, "rana", "supervisor")
