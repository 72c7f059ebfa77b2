"""The thread of checkpoints ends whenever it is told to, and outlives what it cannot do."""

import sqlite3
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import make_url
from structlog.testing import capture_logs

from storage.engines.checkpoints import Checkpoints
from storage.engines.writer import sqlite_engine


def test_a_close_that_comes_as_the_wait_before_a_checkpoint_ends_is_heard(tmp_path: Path) -> None:
    """Whoever closes is busy, so that the thread's time-out passes while it waits for its turn to run."""
    engine = sqlite_engine(make_url(f"sqlite:///{tmp_path}/mujib.db"), 5)
    for turn in range(60):
        checkpoints = Checkpoints(engine, "OFF", seconds=0.005)
        checkpoints.due()
        _spin(0.01 + turn % 12 / 1000)
        checkpoints.close()


def _spin(seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_checkpoints_that_cannot_connect_say_so_and_try_again(tmp_path: Path) -> None:
    """One line for each attempt; what was written is carried once there is a connection, and a close does not wait for it."""
    engine = sqlite_engine(make_url(f"sqlite:///{tmp_path}/mujib.db"), 5)
    connected = threading.Event()
    failures = [sqlite3.OperationalError("unable to open database file")] * 2

    def connect(*_: object) -> None:
        if failures:
            raise failures.pop()
        connected.set()

    event.listen(engine, "do_connect", connect)
    with capture_logs() as told:
        checkpoints = Checkpoints(engine, "OFF", seconds=0.005, rest_seconds=0.01)
        checkpoints.due()
        assert connected.wait(10)
        checkpoints.close()
    line = {"event": "checkpoints.not_connected", "log_level": "warning", "fault": "OperationalError", "again_in": 0.01}
    assert told == [line] * 2


def test_a_close_does_not_wait_for_checkpoints_that_cannot_connect(tmp_path: Path) -> None:
    """They rest for half a minute."""
    folder = tmp_path / "folder"
    engine = sqlite_engine(make_url(f"sqlite:///{folder}/mujib.db"), 5)
    failed = threading.Event()
    event.listen(engine, "do_connect", lambda *_: failed.set())
    checkpoints = Checkpoints(engine, "OFF")
    checkpoints.due()
    assert failed.wait(10)
    began = time.monotonic()
    checkpoints.close()
    assert time.monotonic() - began < 10
