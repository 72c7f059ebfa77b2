"""The thread that carries SQLite's write-ahead log into its file, so that no commit waits for it. Must not know any table.

By itself SQLite does this within the commit that fills a thousand pages: some 20 ms for whoever waits for that one. Here it
is done a little at a time beside the writer, whom a passive checkpoint does not hold up.
"""

import contextlib
import sqlite3
import threading
from typing import Final

import structlog
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from storage.prepared import driver_of

_log = structlog.get_logger()
SECONDS: Final = 0.1
"""From a commit to the next checkpoint: few pages at a time, and not one flush for each commit."""
PAGES: Final = 4_000
"""Of the log, 16 MB, after which the writer helps: while it never rests, only its own checkpoint lets the log begin anew."""
REST_SECONDS: Final = 30.0
"""Before it connects again where it could not: the writer's own checkpoint keeps the log in bounds meanwhile."""


class Checkpoints:
    """Begins a checkpoint soon after something was written."""

    def __init__(self, engine: Engine, synchronous: str, seconds: float = SECONDS, rest_seconds: float = REST_SECONDS) -> None:
        """Start the thread; it connects with its first work."""
        self._engine = engine
        self._synchronous = synchronous
        self._seconds, self._rest_seconds = seconds, rest_seconds
        self._written, self._closed = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="sqlite-checkpoints", daemon=True)
        self._thread.start()

    def due(self) -> None:
        """Say that something was committed."""
        self._written.set()

    def close(self) -> None:
        """End; the last connection that is closed does what is left."""
        self._closed.set()
        self._written.set()
        self._thread.join()

    def _run(self) -> None:
        self._written.wait()
        while not self._closed.is_set():
            try:
                self._carry()
            except DBAPIError as error:  # too many open files, say
                _log.warning("checkpoints.not_connected", fault=type(error.orig).__name__, again_in=self._rest_seconds)
                self._closed.wait(self._rest_seconds)

    def _carry(self) -> None:
        """Connect, and carry until closed."""
        with self._engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA synchronous={self._synchronous}")
            driver = driver_of(connection)
            while driver and not self._closed.wait(self._seconds):
                self._written.clear()
                with contextlib.suppress(sqlite3.Error):  # a full disk, say: whoever commits next is told
                    driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
                if not self._closed.is_set():  # said before `clear`, it would not be heard here
                    self._written.wait()
