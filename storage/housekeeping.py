"""Removes what has served its time, and counts what is left. What members said and were told is not touched here."""

from datetime import timedelta
from functools import partial
from typing import Any, Final

from sqlalchemy import select, text
from sqlalchemy.engine import Connection

from storage import tables
from storage.learning.teachtables import verdict
from storage.office import accounttables
from storage.office.attempts import WINDOW
from storage.office.casetables import invitation
from storage.store import Store

QUARANTINE_KEPT = timedelta(days=30)
DECISIONS_KEPT = timedelta(days=730)
_PAGES: Final = 50
"""Of the index of words that are put together in one transaction: some milliseconds, so that nobody waits."""
_MERGE: Final = text("INSERT INTO said_words (said_words, rank) VALUES ('merge', :pages)")


async def purge(store: Store, decisions_kept: timedelta = DECISIONS_KEPT) -> int:
    """Remove old sessions, sign-in failures, quarantine and decisions; give how many rows. Raises `StorageError`."""
    now = store.clock.now()
    old = tables.decision.c.at < now - decisions_kept
    gone = (
        verdict.delete().where(verdict.c.decision.in_(select(tables.decision.c.id).where(old))),
        tables.decision.delete().where(old),
        accounttables.session.delete().where(accounttables.session.c.expires_at < now),
        accounttables.sign_in_failure.delete().where(accounttables.sign_in_failure.c.at < now - WINDOW),
        invitation.delete().where(invitation.c.expires_at < now),
        tables.quarantine.delete().where(tables.quarantine.c.at < now - QUARANTINE_KEPT),
    )
    return await store.database.write(lambda connection: sum(connection.execute(statement).rowcount for statement in gone))


async def count(store: Store) -> None:
    """Let SQLite count how its rows are spread, by which it chooses indexes; PostgreSQL does so by itself.

    Raises `StorageError`.
    """
    if store.database.url.get_backend_name() == "sqlite":
        await store.database.write(counted)


def counted(connection: Connection) -> None:
    """Look at a thousand rows of each index: some milliseconds, whatever the history."""
    connection.exec_driver_sql("PRAGMA analysis_limit=1000")
    connection.exec_driver_sql("ANALYZE")


async def forget_words(store: Store) -> None:
    """Have SQLite's index of words let go of those that were erased: it keeps them until its parts are put together.

    PostgreSQL does so by itself. Raises `StorageError`.
    """
    if store.database.url.get_backend_name() == "sqlite":
        pages = -_PAGES  # with the sign all parts are marked to be put together, without it that goes on
        while await store.database.write(partial(_merged, pages=pages)):
            pages = _PAGES


def _merged(connection: Connection, pages: int) -> bool:
    """Put some pages together; False once there is nothing left to do (sqlite.org/fts5.html, the merge command)."""
    driver: Any = connection.connection.driver_connection
    before = driver.total_changes
    connection.execute(_MERGE, {"pages": pages})
    return bool(driver.total_changes - before > 1)
