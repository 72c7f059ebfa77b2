"""Copies of SQLite's database, made while it is served, and put back in its place.

What stands beside the file belongs to it and to no copy: a log left by the old one, laid over a copy, is damage that nobody
notices. Must not put a copy below a process that works.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from domain.errors import BadInput, StorageError

_BESIDE: Final = ("", "-wal", "-shm")
REPLACED: Final = ".replaced"
"""Ends the name of what a copy was put in the place of."""
_COMING: Final = ".coming"


def make(database: Path, copy: Path) -> None:
    """Copy a database as it is at one moment. Raises `BadInput` where the copy's name is taken, `StorageError` else."""
    if not database.is_file():
        raise StorageError(f"there is no database {database} yet")
    if copy.exists():
        raise BadInput(f"{copy} is there already")
    with _told(copy):
        try:
            with closing(_opened(database)) as source, closing(sqlite3.connect(copy)) as target:
                source.backup(target)
                target.execute("PRAGMA journal_mode = DELETE")  # a single file, wherever it goes
        except BaseException:
            copy.unlink(missing_ok=True)
            raise


def check(database: Path) -> str:
    """Read a database through and give its revision. Raises `StorageError` for one that is damaged, or not Mujib's."""
    with _told(database), closing(_opened(database)) as opened:
        if not opened.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
            raise StorageError(f"{database} is no database of Mujib's")
        (found,) = opened.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            raise StorageError(f"{database} is damaged: {found}")
        (revision,) = opened.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(revision)


def put_back(copy: Path, database: Path) -> str:
    """Put a copy in the database's place, which is kept under another name; give the copy's revision.

    Nobody may work on the database meanwhile. Raises `StorageError`, and then it is as it was.
    """
    revision = check(copy)
    coming = database.with_name(f"{database.name}{_COMING}")
    with _told(database):
        database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(copy, coming)
        _sync(coming)
        for beside in _BESIDE:
            _named(database, f"{REPLACED}{beside}").unlink(missing_ok=True)
            with suppress(FileNotFoundError):
                _named(database, beside).replace(_named(database, f"{REPLACED}{beside}"))
        for begun in database.parent.glob(f"{database.name}.sending*"):
            begun.unlink()
        coming.replace(database)
        _sync(database.parent)
    return revision


def _named(database: Path, ending: str) -> Path:
    return database.with_name(f"{database.name}{ending}")


def _opened(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StorageError(f"{path}: {error}") from error
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}") from error
