"""Removes what has served its time. What members said and were told is not touched here."""

from datetime import timedelta

from storage import tables
from storage.attempts import WINDOW
from storage.store import Store

QUARANTINE_KEPT = timedelta(days=30)


async def purge(store: Store) -> int:
    """Remove ended sessions, old sign-in failures and old requests in quarantine; give how many rows. Raises `StorageError`."""
    now = store.clock.now()
    gone = (
        tables.session.delete().where(tables.session.c.expires_at < now),
        tables.sign_in_failure.delete().where(tables.sign_in_failure.c.at < now - WINDOW),
        tables.quarantine.delete().where(tables.quarantine.c.at < now - QUARANTINE_KEPT),
    )
    return await store.database.write(lambda connection: sum(connection.execute(statement).rowcount for statement in gone))
