"""A line between a browser and a server that can be cut: open connections break, new ones are refused, until it is mended."""

import asyncio
import contextlib
import threading
from collections.abc import Coroutine
from typing import Any


class Line:
    """Carries bytes from a port of its own to the server's, while it is whole."""

    def __init__(self, port: int) -> None:
        """Lead to the server on this port."""
        self._to = port
        self._loop = asyncio.new_event_loop()
        self._ends: set[asyncio.StreamWriter] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.port = 0
        self.mend()

    @property
    def url(self) -> str:
        """The server's address by this line."""
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Break all connections and take no new ones."""
        self._do(self._cut())

    def mend(self) -> None:
        """Carry again, at the same port."""
        self._do(self._listen())

    def close(self) -> None:
        """Be gone for good."""
        self.cut()
        self._do(self._over())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _cut(self) -> None:
        self._server.close()
        for end in self._ends:
            end.transport.abort()

    async def _over(self) -> None:
        await asyncio.gather(*(one for one in asyncio.all_tasks() if one is not asyncio.current_task()), return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._to)
        self._ends |= {writer, back}
        try:
            await asyncio.gather(_pour(reader, back), _pour(there, writer))
        finally:
            self._ends -= {writer, back}


async def _pour(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while chunk := await source.read(65_536):
            sink.write(chunk)
            await sink.drain()
    sink.close()
