"""How answers leave the server: what belongs together in one piece."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import Any

import pytest
import uvicorn
from starlette.responses import Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.server import ServerState

from bot import wire

REQUEST = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"


class Line(asyncio.Transport):
    """The end of a connection, which keeps each piece that it is to send."""

    def __init__(self) -> None:
        """Begin with nothing sent."""
        super().__init__()
        self.pieces: list[bytes] = []
        self.closed_after = -1

    def writelines(self, list_of_data: Iterable[Any]) -> None:
        """Keep one piece."""
        self.pieces.append(b"".join(list_of_data))

    def is_closing(self) -> bool:
        """Stay open until closed."""
        return self.closed_after >= 0

    def close(self) -> None:
        """Note how much was sent before."""
        self.closed_after = len(self.pieces)


class Impatient(wire.Protocol):
    """Looks as often as a test can wait for."""

    look_seconds = 0.005


def speaking(app: ASGIApp) -> wire.Protocol:
    """Give what answers one connection."""
    config = uvicorn.Config(app, http=Impatient, ws="none", lifespan="off", log_config=None)
    return Impatient(config, ServerState(), {})


async def answered(app: ASGIApp, request: bytes = REQUEST, line: Line | None = None) -> Line:
    """Give the connection over which a request was answered."""
    protocol, line = speaking(app), line or Line()
    protocol.connection_made(line)
    protocol.data_received(request)
    await asyncio.gather(*protocol.tasks)
    protocol.connection_lost(None)
    return line


async def test_head_and_body_leave_in_one_piece() -> None:
    """As the acknowledgement of a webhook does."""
    line = await answered(Response(b"<Response/>"))
    (piece,) = line.pieces
    assert piece.startswith(b"HTTP/1.1 200 OK\r\n")
    assert piece.endswith(b"\r\n\r\n<Response/>")


async def test_an_answer_leaves_before_its_connection_is_closed() -> None:
    """Of a client that keeps no connection."""
    line = await answered(Response(b"bye"), REQUEST.replace(b"Host", b"Connection: close\r\nHost"))
    assert b"".join(line.pieces).endswith(b"bye")
    assert line.closed_after == len(line.pieces)


async def test_a_stream_is_not_held_back() -> None:
    """Each of its parts has left before the next one is made, however long that takes."""
    line = Line()
    seen: list[int] = []

    async def parts() -> AsyncIterator[str]:
        for number in range(3):
            yield f"{number}"
            await asyncio.sleep(0)
            seen.append(len(line.pieces))

    await answered(StreamingResponse(parts()), line=line)
    assert seen == [1, 2, 3]


HEAD = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"


@pytest.mark.parametrize("begun", [b"", REQUEST[:9], HEAD, HEAD + b"half", REQUEST + REQUEST[:9]])
async def test_who_never_finishes_asking_is_hung_up_on(begun: bytes) -> None:
    """In the head, the body or the next request, however slowly more of it comes; the endpoint hears that he is gone."""
    protocol, line = speaking(_echoing), Line()
    protocol.connection_made(line)
    protocol.data_received(begun)
    async with asyncio.timeout(10):
        while not line.is_closing():  # noqa: ASYNC110 - a connection has no event for it
            await asyncio.sleep(0.01)
    protocol.connection_lost(None)
    async with asyncio.timeout(10):
        await asyncio.gather(*protocol.tasks, return_exceptions=True)


async def test_who_waits_for_a_long_answer_is_not_hung_up_on() -> None:
    """A stream of events has no end."""
    line = Line()
    closed: list[bool] = []

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(0.2)
        closed.append(line.is_closing())
        await Response("late")(scope, receive, send)

    await answered(slow, line=line)
    assert closed == [False]


async def _echoing(scope: Scope, receive: Receive, send: Send) -> None:
    message = await receive()
    while message.get("more_body"):
        message = await receive()
    await Response(message["type"])(scope, receive, send)
