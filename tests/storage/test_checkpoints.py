"""The thread of checkpoints ends whenever it is told to."""

import time
from pathlib import Path

from sqlalchemy.engine import make_url

from storage.checkpoints import Checkpoints
from storage.writer import sqlite_engine


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
