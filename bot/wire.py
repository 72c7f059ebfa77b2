"""How answers leave: head and body in one piece. uvicorn writes them apart, and each write is a system call.

That costs a message whose answer has a body as much as checking its signature does. And how long a request may take to come:
uvicorn waits for ever for one that was begun, and whoever begins a thousand takes every connection that there is.
"""

import asyncio
from typing import Any, ClassVar, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_HEAD_LOOKS, _BODY_LOOKS = 2, 12
"""After so many looks a request's head, and its body, have to be there: a large file over a slow line takes a minute."""


class Protocol(HttpToolsProtocol):
    """uvicorn's own, over a transport that writes what belongs together at once; it hangs up on who never finishes asking."""

    look_seconds: ClassVar = 10.0
    """Between two looks."""
    _watch: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to answer a connection."""
        super().connection_made(cast("asyncio.Transport", Together(transport, self.loop)))
        self._look(None, 0)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        if self._watch:
            self._watch.cancel()
        super().connection_lost(exc)

    def _look(self, before: object, looks: int) -> None:
        """Look whether the same request is still awaited as at the look before."""
        asked = self.cycle is None or self.cycle.response_complete
        phase = (self.cycle, asked)
        looks = looks + 1 if phase == before else 0
        if looks >= (_HEAD_LOOKS if asked else _BODY_LOOKS) and (asked or self.cycle.more_body):
            self.transport.close()
        else:
            self._watch = self.loop.call_later(self.look_seconds, self._look, phase, looks)


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
