"""How answers leave: head and body in one piece. uvicorn writes them apart, and each write is a call of the system.

That costs a message whose answer has a body as much as checking its signature does.
"""

import asyncio
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class Protocol(HttpToolsProtocol):
    """uvicorn's own, over a transport that writes what belongs together at once."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to answer a connection."""
        super().connection_made(cast("asyncio.Transport", Together(transport, self.loop)))


class Together:
    """A transport that holds what is written until anything else is asked of it, or this turn of the loop is over."""

    __slots__ = ("_held", "_loop", "_transport")

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        """Write to this transport."""
        self._transport = transport
        self._loop = loop
        self._held: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Write soon, together with what is written meanwhile."""
        if not self._held:
            self._loop.call_soon(self._let_go)
        self._held.append(data)

    def __getattr__(self, name: str) -> Any:
        """Do anything else as the transport does, behind what was written before."""
        self._let_go()
        return getattr(self._transport, name)

    def _let_go(self) -> None:
        if self._held:
            held, self._held = self._held, []
            self._transport.writelines(held)
