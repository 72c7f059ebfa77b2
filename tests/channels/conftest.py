"""A store in memory and the chat's server over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.memory import MemoryStore, scripted
from tests.channels.serving import Serving, application


@pytest.fixture
def store() -> MemoryStore:
    """Messages in memory, answered by the scripted bot."""
    return MemoryStore(scripted)


@pytest.fixture
def server(store: MemoryStore, tmp_path: Path) -> Iterator[Serving]:
    """Serve the chat over that store, on loopback."""
    serving = Serving(application(store, tmp_path / "files"))
    serving.start()
    yield serving
    serving.stop()
