"""Brings the database to this program's revision, or says that it is not there. Knows no table but the revision's own.

A database that is there already is left alone, and Alembic with it: it takes 13 MB that a server would keep.
"""

from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from domain.errors import StorageError
from storage.database import Database

_HOME = Path(__file__).parent / "migrations"
_LOCK = 0x6D756A6962  # "mujib"


async def upgrade(database: Database) -> str:
    """Bring the database to this program's revision, from empty or from an older one, and give it. Raises `StorageError`."""
    found = await database.read(revision)
    return found if found == head() else await database.write(_upgrade)


async def check(database: Database) -> str:
    """Give the database's revision. Raises `StorageError` where it is not this program's."""
    found = await database.read(revision)
    wanted = head()
    if not found:
        raise StorageError("the database has no tables yet: Mujib's first start makes them, and so does `mujib db upgrade`")
    if found != wanted:
        raise StorageError(f"the database is at revision {found} and not at {wanted}: run `mujib db upgrade`")
    return wanted


def head() -> str:
    """Give this program's revision."""
    return max(_revisions())


def revision(connection: Connection) -> str:
    """Give the revision of the database; empty where it has none."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""


def _revisions() -> set[str]:
    """Give the revisions that the program knows: each script's name begins with its own."""
    return {script.name.partition("_")[0] for script in (_HOME / "versions").glob("[0-9]*.py")}


def _upgrade(connection: Connection) -> str:
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":  # two processes that start at once
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK + 1})
    found = revision(connection)
    if found and found not in _revisions():
        raise StorageError(f"the database is at revision {found}, which is newer than this program")
    config = Config()
    config.set_main_option("script_location", str(_HOME))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return revision(connection)
