"""Copies of SQLite's database, made while it is served and put back."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import sections
from bot import store as opening
from bot.commands import database as commands
from bot.config import Settings
from domain.errors import BadInput, StorageError
from storage.engines import copies, leader
from storage.turns import Turns
from tests.databases import envelope, names

WORDS = "SELECT words FROM said ORDER BY id"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Give a database as a server has it: open, with all that was written still in its log."""
    with closing(sqlite3.connect(tmp_path / "mujib.db", isolation_level=None)) as opened:
        opened.execute("PRAGMA journal_mode = WAL")
        opened.execute("CREATE TABLE alembic_version (version_num TEXT)")
        opened.execute("INSERT INTO alembic_version VALUES ('0007')")
        opened.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, words TEXT UNIQUE)")
        _say(opened, range(500))
        yield opened


def _say(opened: sqlite3.Connection, numbers: range) -> None:
    opened.executemany("INSERT INTO said (words) VALUES (?)", [(f"سؤال {number}",) for number in numbers])


def _kept(path: Path) -> int:
    with closing(sqlite3.connect(path)) as opened:
        return len(opened.execute(WORDS).fetchall())


def _killed(database: Path, opened: sqlite3.Connection) -> None:
    """Leave file and log as a killed server does."""
    left = {beside: Path(f"{database}{beside}").read_bytes() for beside in ("", "-wal")}
    opened.close()
    for beside, content in left.items():
        Path(f"{database}{beside}").write_bytes(content)


def test_a_copy_holds_what_only_the_log_has(tmp_path: Path, served: sqlite3.Connection) -> None:
    """And is one file, sound, that overwrites nothing."""
    copies.make(tmp_path / "mujib.db", tmp_path / "copy.db")
    assert copies.check(tmp_path / "copy.db") == "0007"
    _say(served, range(500, 900))
    assert _kept(tmp_path / "copy.db") == 500
    assert not (tmp_path / "copy.db-wal").exists()
    with pytest.raises(BadInput, match="already"):
        copies.make(tmp_path / "mujib.db", tmp_path / "copy.db")


def test_a_copy_put_back_is_not_laid_below_the_old_log(tmp_path: Path, served: sqlite3.Connection) -> None:
    """By hand that gives neither the one nor the other; what was there stays readable under another name."""
    database, copy = tmp_path / "mujib.db", tmp_path / "copy.db"
    copies.make(database, copy)
    _say(served, range(500, 900))
    _killed(database, served)
    (tmp_path / "mujib.db.sending").write_text("x")
    assert copies.put_back(copy, database) == "0007"
    assert (_kept(database), _kept(tmp_path / "mujib.db.replaced")) == (500, 900)
    assert copies.check(database) == "0007"
    assert not (tmp_path / "mujib.db.sending").exists()


@pytest.mark.parametrize("content", [b"", b"no database at all", None])
def test_what_is_no_copy_replaces_nothing(tmp_path: Path, served: sqlite3.Connection, content: bytes | None) -> None:
    """Also where there is none."""
    wrong = tmp_path / "wrong.db"
    if content is not None:
        wrong.write_bytes(content)
    with pytest.raises(StorageError, match=r"wrong\.db"):
        copies.put_back(wrong, tmp_path / "mujib.db")
    assert len(served.execute(WORDS).fetchall()) == 500


@pytest.mark.usefixtures("served")
def test_damage_is_found(tmp_path: Path) -> None:
    """`mujib db check` reads the file through."""
    copies.make(tmp_path / "mujib.db", tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db", isolation_level=None)) as opened:
        opened.execute("PRAGMA writable_schema = ON")
        opened.execute(
            "UPDATE sqlite_master SET sql = 'CREATE TABLE said (id INTEGER PRIMARY KEY, words TEXT UNIQUE NOT NULL)'"
            " WHERE name = 'said'"
        )
        opened.execute("UPDATE said SET words = NULL WHERE id = 7")
    with pytest.raises(StorageError, match="damaged"):
        copies.check(tmp_path / "copy.db")


async def test_nothing_is_put_below_a_server(tmp_path: Path) -> None:
    """It would go on with the file that is gone; and of PostgreSQL its own tools make copies."""
    settings, copy = Settings(server=sections.Server(data=tmp_path)), tmp_path / "copy.db"
    await commands.upgrade(settings)
    assert await commands.backup(settings, copy) == await commands.check(settings)
    server = leader.beside(str(tmp_path / "mujib.db"))
    assert await server.lead()
    with pytest.raises(BadInput, match="stop it first"):
        await commands.restore(settings, copy)
    await server.resign()
    assert await commands.restore(settings, copy) == await commands.check(settings)
    elsewhere = Settings(database=sections.Database(url=SecretStr("postgresql://u:p@127.0.0.1/x")))
    with pytest.raises(BadInput, match="pg_dump"):
        await commands.backup(elsewhere, tmp_path / "other.db")


async def test_no_number_of_the_time_after_a_copy_is_given_again(tmp_path: Path) -> None:
    """A member still holds the ticket of it, and news of a message still come under the key that it had."""
    settings, copy = Settings(server=sections.Server(data=tmp_path)), tmp_path / "copy.db"
    for _ in range(2):
        await _numbers(settings)
    await commands.backup(settings, copy)
    places = await _places(settings)
    ticket, message = await _numbers(settings)
    await commands.restore(settings, copy)
    assert places
    assert await _places(settings) == places
    assert await _numbers(settings) > (ticket, message)
    assert (await _numbers(settings))[1] > message


async def _places(settings: Settings) -> list[object]:
    """Give how far what goes through messages has come, which is no number that is given."""
    storage = opening.open_storage(settings)
    wanted = "SELECT name, value FROM counter WHERE name <> 'ticket'"
    found = await storage.database.read(lambda connection: connection.exec_driver_sql(wanted).all())
    await storage.close()
    return [tuple(row) for row in found]


async def _numbers(settings: Settings) -> tuple[str, int]:
    """Give the next ticket's reference and the next message's number."""
    storage = opening.open_storage(settings)
    await opening.upgraded(storage)
    await storage.indexer.catch_up()
    (ref,) = await Turns(storage.store, names().__next__).references(1)
    await storage.inbox.accept([envelope(f"web:main:{secrets.token_hex(4)}", secrets.token_hex(4))])
    last = "SELECT max(id) FROM inbound"
    message = await storage.database.read(lambda connection: connection.exec_driver_sql(last).scalar_one())
    await storage.close()
    return ref, int(message)
