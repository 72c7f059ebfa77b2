"""The command line as whoever runs Mujib meets it: a process, its exit code, and what it says."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def mujib(folder: Path, *arguments: str, here: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command whose data lies in this folder."""
    command = [sys.executable, "-m", "bot.cli", *arguments]
    environment = {**os.environ, "MUJIB__SERVER__DATA": str(folder), "PYTHONPATH": str(ROOT)}
    quiet = subprocess.DEVNULL
    return subprocess.run(command, cwd=here, env=environment, stdin=quiet, capture_output=True, text=True, check=False)


def test_what_is_kept_is_the_owners_alone(tmp_path: Path) -> None:
    """The data folder and the database in it: no other user of the machine may look."""
    done = mujib(tmp_path / "data", "db", "upgrade")
    assert done.returncode == 0, done.stderr
    for path in (tmp_path / "data", tmp_path / "data/mujib.db"):
        assert path.stat().st_mode & 0o077 == 0, path


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[server]\nport = 'eighty'\n", "c.toml:2: server.port: "),
        ("[server]\nprot = 80\n", "c.toml:2: server.prot: "),
        ("[server\n", "line 1"),
    ],
)
def test_a_broken_configuration_stops_everything(tmp_path: Path, written: str, said: str) -> None:
    """One line that names file, line and key, exit code 1, no traceback, and nothing made."""
    (tmp_path / "c.toml").write_text(written, "utf-8")
    done = mujib(tmp_path / "data", "serve", "--config", str(tmp_path / "c.toml"))
    assert done.returncode == 1
    assert done.stderr.startswith("mujib: ")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", [("doctor",), ("serve",), ("db", "upgrade")])
def test_a_data_folder_that_cannot_be_is_named(tmp_path: Path, command: tuple[str, ...]) -> None:
    """One line says which file, what to look at and by which settings, not a bare error of the machine's."""
    (tmp_path / "file").write_text("")
    done = mujib(tmp_path / "file/data", *command)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"mujib: the database {tmp_path}/file/data/mujib.db cannot be opened. ")
    assert "server.data or database.url" in line


def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    """By its setting, without its secret: the reader may not know what refuses a connection."""
    (tmp_path / "c.toml").write_text("[database]\nurl = 'postgresql://mujib:secret@127.0.0.1:1/mujib'\n", "utf-8")
    done = mujib(tmp_path / "data", "report", "--config", str(tmp_path / "c.toml"))
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("mujib: the database (database.url) cannot be used: ")
    assert "secret" not in line


def test_the_configuration_of_the_folder_counts(tmp_path: Path) -> None:
    """Who follows the guides writes config.toml and calls `mujib doctor`: it must not look at something else."""
    (tmp_path / "config.toml").write_text("[server]\nport = 'many'\n")
    done = mujib(tmp_path / "data", "doctor", here=tmp_path)
    assert done.returncode == 1
    assert "config.toml:2" in done.stderr


def test_the_configuration_may_be_named_last(tmp_path: Path) -> None:
    """`mujib knowledge learnt --config FILE`, as most write it, and before the action too."""
    for words in (("knowledge", "learnt", "--config"), ("knowledge", "--config")):
        done = mujib(tmp_path / "data", *words, str(tmp_path / "none.toml"), *(("learnt",) if len(words) == 2 else ()))
        assert (done.returncode, "none.toml" in done.stderr) == (1, True)


def test_accounts_made_and_mended_here_are_in_the_trail(tmp_path: Path) -> None:
    """Who has the server can make accounts and give passwords: that it was done from here stands where auditors look.

    A lost telephone locks nobody out: whoever gets a password here enrols his codes anew.
    """
    assert mujib(tmp_path, "officer", "add", "huda", "هدى").returncode == 0
    with closing(sqlite3.connect(tmp_path / "mujib.db")) as database, database:
        database.execute("INSERT INTO one_time_code (officer, secret, confirmed, last_step) VALUES (1, 'secret', 1, 7)")
    done = mujib(tmp_path, "officer", "passwd", "huda")
    assert done.stdout.startswith("huda: one-time password ")
    with closing(sqlite3.connect(tmp_path / "mujib.db")) as database:
        trail = database.execute("SELECT officer, act, subject, detail FROM audit ORDER BY id").fetchall()
        codes = database.execute("SELECT officer FROM one_time_code").fetchall()
    assert codes == []
    assert trail == [(0, "invited", "1", "officer"), (0, "password_reset", "1", "")]


def test_who_is_not_erased_after_all_fails_the_command(tmp_path: Path) -> None:
    """A script that erases without `--yes`, where nobody sits to say yes, is not to believe that it was done."""
    assert mujib(tmp_path, "db", "upgrade").returncode == 0
    with closing(sqlite3.connect(tmp_path / "mujib.db")) as database:
        database.execute(
            "INSERT INTO conversation (id, language, created_at, changed_at) VALUES ('terminal:main:ali', 'ar', 0, 0)"
        )
        database.commit()
    done = mujib(tmp_path, "member", "erase", "terminal:main:ali")
    assert (done.returncode, "nothing was erased" in done.stderr) == (1, True)
    done = mujib(tmp_path, "member", "erase", "terminal:main:ali", "--yes")
    assert (done.returncode, done.stdout.startswith("erased: ")) == (0, True)


def test_projects_are_put_in_from_a_list(tmp_path: Path) -> None:
    """What came of it is said, with the lines that were not understood; a file that is no list is refused."""
    (tmp_path / "list.csv").write_text("الجوال,المشروع\n0501234567,واحة مكة\nx1,y\n", "utf-8-sig")
    done = mujib(tmp_path / "data", "projects", "import", str(tmp_path / "list.csv"))
    assert (done.returncode, done.stdout.strip()) == (0, "changed 1, as before 0, not written yet 1; lines not understood: 3")
    assert mujib(tmp_path / "data", "projects", "list").stdout.strip() == "واحة مكة\t0\t1"
    (tmp_path / "none.csv").write_bytes(b"\xff\xfe\x00")
    refused = mujib(tmp_path / "data", "projects", "import", str(tmp_path / "none.csv"))
    assert refused.returncode == 1
    assert "UTF-8" in refused.stderr
