"""The chat's real server on loopback, over a store in memory."""

import asyncio
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.refusals import Refusals
from channels.web.channel import WebChannel
from channels.web.limits import Limits
from channels.web.routes import ChatApi
from channels.web.site import Facts, Site
from domain.model import ConversationId, Language
from storage.files import FolderFiles
from tests.channels.memory import MemoryStore, WallClock

SECRET = b"0123456789abcdef0123456789abcdef"
MAX_UPLOAD = 1024 * 1024
NOWHERE: Mapping[str, Callable[[ConversationId], Awaitable[str]]] = MappingProxyType({})
FACTS = Facts(
    name={
        Language.ARABIC: "الجمعية التعاونية للإسكان بمنطقة مكة المكرمة",
        Language.ENGLISH: "Cooperative Housing Society, Makkah Region",
    },
    hours={
        Language.ARABIC: "من الأحد إلى الخميس، من 8 صباحاً إلى 12 ظهراً ومن 1 ظهراً إلى 4 عصراً",
        Language.ENGLISH: "Sunday to Thursday, 8 am to 12 pm and 1 pm to 4 pm",
    },
    address={Language.ARABIC: "حي العزيزية، مكة المكرمة", Language.ENGLISH: "Al Aziziyah, Makkah"},
    phone="+966 12 555 0100",
    whatsapp="+966 50 555 0100",
    email="care@example.sa",
    website="https://www.example.sa/",
)


def application(  # noqa: PLR0913 - what a server is made with
    store: MemoryStore,
    files: Path,
    *,
    origins: tuple[str, ...] = (),
    prefix: str = "",
    onward: Mapping[str, Callable[[ConversationId], Awaitable[str]]] = NOWHERE,
    messages: int = 0,
) -> Starlette:
    """Put the pages and the interface together, as `bot.app` does; below `prefix` where a proxy would put them."""
    channel = WebChannel(SECRET, store.signals)
    api = ChatApi(
        channel, SECRET, store, store, FolderFiles(files), store.signals, WallClock(), MAX_UPLOAD, onward, Limits(messages)
    )
    site = Site(FACTS, origins, MAX_UPLOAD, tuple(onward))
    routes = [*api.routes(), *site.routes()]
    refusals = Refusals({"/": site.sorry}).handlers()
    return Starlette(routes=[Mount(prefix, routes=routes)] if prefix else routes, exception_handlers=refusals)


def free_port() -> int:
    """Find a port of this machine that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


class Serving:
    """A server in a thread of its own; it can be stopped and started again on the same port."""

    def __init__(self, app: Starlette, port: int = 0) -> None:
        """Serve `app`, on a free port where none is given."""
        self._app = app
        self.port = port or free_port()
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """The address, without a slash at its end."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Serve; come back when requests are answered."""
        config = uvicorn.Config(
            self._app, port=self.port, log_level="critical", ws="none", lifespan="off", timeout_graceful_shutdown=0
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, args=[self._server], daemon=True)
        self._thread.start()
        deadline = time.monotonic() + 10
        while not self._server.started:
            assert time.monotonic() < deadline, "the server does not start"
            time.sleep(0.01)

    def stop(self) -> None:
        """Cut all connections and stop."""
        if self._server and self._thread:
            self._server.should_exit = True
            self._server.force_exit = True
            self._thread.join(10)
            self._server = None

    @staticmethod
    def _run(server: uvicorn.Server) -> None:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:  # as `mujib serve` does
            runner.run(server.serve())
