"""Revisions of the database."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.engine import Connection

from domain.errors import StorageError
from storage import columns, schema
from storage import database as databases
from tests import postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.db"
    else:
        with postgres.database() as made:
            yield made


async def test_an_empty_database_is_brought_to_the_programs_tables(empty_url: str) -> None:
    """The revisions lead just to what `tables` says, and to go there twice, or twice at once, changes nothing."""
    database = databases.connect(empty_url)
    with pytest.raises(StorageError, match="first start makes them"):
        await schema.check(database)
    assert set(await asyncio.gather(schema.upgrade(database), schema.upgrade(database))) == {schema.head()}
    assert await schema.check(database) == schema.head()
    assert await database.read(_differences) == []
    await database.close()


def _differences(connection: Connection) -> list[object]:
    """Give what the revisions and the tables do not agree in; an index or a table of words has no place among the tables."""
    options = {"compare_type": False, "include_object": lambda _, name, *__: not str(name).startswith("said_words")}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), columns.metadata))


async def test_a_database_of_a_newer_program_is_refused(empty_url: str) -> None:
    """An older program must not touch it."""
    database = databases.connect(empty_url)
    await schema.upgrade(database)
    await database.write(lambda connection: connection.execute(text("UPDATE alembic_version SET version_num='9999'")))
    with pytest.raises(StorageError, match="newer"):
        await schema.upgrade(database)
    await database.close()
