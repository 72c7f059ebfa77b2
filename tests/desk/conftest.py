"""The open desk, with an officer signed in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import url
from tests.desk.opened import Opened, Seat

__all__ = ["url"]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Open a desk on SQLite."""
    made = Opened(tmp_path, f"sqlite:///{tmp_path / 'desk.db'}")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def salim(opened: Opened) -> Seat:
    """Give the seat of an officer who is signed in."""
    opened.officer("salim", "سالم")
    seat = Seat(opened)
    seat.sign_in("salim")
    return seat
