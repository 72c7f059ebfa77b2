"""Brings the database to this program's revision, or says that it is not there. Knows no table."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Connection

from domain.errors import StorageError
from storage.database import Database

_HOME = Path(__file__).parent / "migrations"
_LOCK = 0x6D756A6962  # "mujib"


async def upgrade(database: Database) -> str:
    """Bring the database to this program's revision, from empty or from an older one, and give it. Raises `StorageError`."""
    return await database.write(_upgrade)


async def check(database: Database) -> str:
    """Give the database's revision. Raises `StorageError` where it is not this program's."""
    found = await database.read(revision)
    wanted = head()
    if found != wanted:
        raise StorageError(f"the database is at revision {found or 'none'} and not at {wanted}: run `mujib db upgrade`")
    return wanted


def head() -> str:
    """Give this program's revision."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    if newest is None:
        raise StorageError("the program has no revision of its database")
    return newest


def revision(connection: Connection) -> str:
    """Give the revision of the database; empty where it has none."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def _upgrade(connection: Connection) -> str:
    if connection.dialect.name == "postgresql":  # two processes that start at once
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK + 1})
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    found = revision(connection)
    if found and found not in known:
        raise StorageError(f"the database is at revision {found}, which is newer than this program")
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return revision(connection)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HOME))
    return config
