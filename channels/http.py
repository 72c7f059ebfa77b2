"""Webhooks as ASGI endpoints: every message passes here, so no request object and no layer of error handling is made for it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

import structlog
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from domain.errors import BadInput

_log = structlog.get_logger()
FAILED: Final = Response("Internal Server Error", 500, media_type="text/plain")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One webhook, for `starlette.routing.Route`."""

    answer: Callable[[Scope, Receive], Awaitable[Response]]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; whatever goes wrong is a 500 and one line of the log, without the words of a member."""
        try:
            response = await self.answer(scope, receive)
        except Exception as error:  # noqa: BLE001 - the server would log it with its words
            _log.error("web.failed", endpoint=scope["path"], fault=type(error).__name__)
            response = FAILED
        await response(scope, receive, send)


async def body(receive: Receive, most: int) -> bytes:
    """Read a request's body. Raises `BadInput` (`too_long`) beyond `most` bytes, and `ClientDisconnect`."""
    content = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        content += message.get("body", b"")
        if len(content) > most:
            raise BadInput("too_long")
        if not message.get("more_body"):
            return bytes(content)


def header(scope: Scope, name: bytes) -> str:
    """Give a header by its name in small letters; empty where there is none."""
    for key, value in scope["headers"]:
        if key == name:
            return str(value.decode("latin-1"))
    return ""
