"""`mujib serve`: opens everything, answers HTTP until told to stop, and leaves nothing half done."""

import asyncio
import contextlib
import ctypes
import gc
import os
import resource
import secrets
import signal
import socket
from collections.abc import Iterator

import uvicorn
import uvloop

from bot import app, association, store, wire
from bot.config import Settings
from bot.knowledge import brain, recall
from bot.process import Process, Role
from bot.store import Storage
from desk.access import passwords
from domain import duties
from domain.errors import ConfigError
from domain.model import NO_POST, Language, PostId, TicketKind

_FIRST = "officer"
_FIRST_NAME = "موظف علاقات الأعضاء"
_YOUNG, _OLDER, _OLD = 10_000, 20, 20
"""Objects after which garbage is looked for, and such looks after which older objects are looked at too."""
_HANDLES = 65_536
_M_ARENA_MAX = -8
"""What `malloc.h` calls the number of heaps."""
_GRACE_SECONDS = 1
"""That open streams have to end by themselves."""


def serve(settings: Settings, role: Role) -> None:
    """Serve until interrupted. Raises `ConfigError`, `KnowledgeError` or `StorageError` before anything is answered."""
    # loading takes seconds, and at the first start minutes: that nothing can listen is told before
    listener = None if role is Role.WORKER else bind(settings)
    _keep_one_heap()
    take_handles()
    store.upgraded_beside(settings)
    known = recall.load(settings)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(run(settings, role, known, listener))


async def _first_officer(storage: Storage, post: PostId = NO_POST) -> str:
    """Make the first account where there is none and give its one-time password; empty where there is one.

    `post` is the one to which members' questions go first.
    """
    if await storage.officers.all():
        return ""
    password = passwords.one_time_password(secrets.choice)
    title = {Language.ARABIC: _FIRST_NAME, Language.ENGLISH: "the member-relations officer"}
    await storage.officers.add(_FIRST, passwords.hash_password(password), _FIRST_NAME, title, "administrator", post)
    return password


async def run(settings: Settings, role: Role, known: brain.Brain, listener: socket.socket | None) -> None:
    """Serve from what is known until interrupted; without a listener no HTTP is answered.

    Raises `ConfigError` or `StorageError` before anything is answered.
    """
    storage = store.open_storage(settings)
    await store.upgraded(storage)
    process = app.build(settings, storage, known)
    await lead(storage, role)
    post = duties.post_for(process.regulation, "", TicketKind.INQUIRY)
    password = await _first_officer(storage, post)
    stopped = _stop_signals()
    settle_down()
    async with process.working(role):
        waking = asyncio.create_task(asyncio.to_thread(known.wake))
        if listener is None:
            await stopped.wait()
        else:
            _greet(settings, password)
            await _answer(process, listener, stopped)
        await waking


async def lead(storage: Storage, role: Role) -> None:
    """Go on where a process stopped; take a database on which only one works. Raises `ConfigError`: another has it."""
    if role is Role.WEB:
        return  # a web process leaves it to the worker, whichever of them begins first
    alone = storage.database.url.get_backend_name() == "sqlite"
    if alone and not await storage.leader.lead():
        await storage.close()
        raise ConfigError("another Mujib already serves this SQLite database; several processes need PostgreSQL")
    await storage.recover()


def _keep_one_heap() -> None:
    """Have glibc, where that is our C library, serve all threads from one heap: one for each holds 4 MB more."""
    with contextlib.suppress(AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def take_handles() -> None:
    """Take as many files and connections as we may need: of 1,024, as is usual, a thousand open pages leave none."""
    given, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _HANDLES if most == resource.RLIM_INFINITY else min(_HANDLES, most)
    if resource.RLIM_INFINITY != given < wanted:
        with contextlib.suppress(OSError, ValueError):  # some systems take less than they say
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def settle_down() -> None:
    """Take what lives as long as the process out of the collector's sight: a full look at it stops everybody for 0.2 s.

    One look goes before it: a start leaves a megabyte of garbage, which would be kept for ever.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _OLDER, _OLD)


def _stop_signals() -> asyncio.Event:
    """Give an event that is set by Ctrl-C and by SIGTERM."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    return stopped


async def _answer(process: Process, listener: socket.socket, stopped: asyncio.Event) -> None:
    """Answer HTTP until `stopped`."""
    server = _Server(_uvicorn(process))
    serving = asyncio.create_task(server.serve([listener]))
    waiting = asyncio.create_task(stopped.wait())
    await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    try:
        await serving
    except OSError as error:  # another process took the port at the same moment
        raise _not_had(process.settings.server.host, process.settings.server.port, error) from error


def bind(settings: Settings) -> socket.socket:
    """Take the port, so that connections are refused until somebody answers. Raises `ConfigError` when it cannot be had."""
    host, port = settings.server.host, settings.server.port
    taken = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except OSError as error:
        taken.close()
        raise _not_had(host, port, error) from error
    return taken


def _not_had(host: str, port: int, error: OSError) -> ConfigError:
    why = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
    return ConfigError(f"server.port: cannot listen at {host}:{port}: {why}")


class _Server(uvicorn.Server):
    """A server that leaves signals to us."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


def _uvicorn(process: Process) -> uvicorn.Config:
    server = process.settings.server
    return uvicorn.Config(
        process.asgi,
        host=server.host,
        port=server.port,
        loop="none",
        http=wire.Protocol,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # `bot.web` reads them where they matter
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )


def _greet(settings: Settings, password: str) -> None:
    """Tell whoever started it where to go; the password is shown this once and kept nowhere."""
    lines = [f"Mujib: {settings.public_url}/    desk: {settings.public_url}/desk    (Ctrl-C ends it)"]
    if password:
        lines.append(f"First officer: {_FIRST}    one-time password: {password}")
    if missing := association.unset(settings):
        lines.append(f"Not entered yet in [association]: {', '.join(missing)}; answers leave it out")
    print("\n".join(lines), flush=True)
