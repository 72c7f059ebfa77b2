"""Finds out whether the database takes something in now: a server that can only read is of no use to a member."""

from sqlalchemy.engine import Connection

from storage import mapping, schema, tables
from storage.database import Database

_NAME = "ready"


async def check(database: Database) -> None:
    """Write a number and have it kept. Raises `StorageError` for a wrong revision, a full disk, a lock that is not let go."""
    await schema.check(database)
    await database.write(_write)


def _write(connection: Connection) -> None:
    counter = tables.counter
    connection.execute(mapping.insert_new(connection, counter), {"name": _NAME, "value": 0})
    connection.execute(counter.update().where(counter.c.name == _NAME).values(value=counter.c.value + 1))
