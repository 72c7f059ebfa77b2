"""Where a request leaves: whoever hands a message over hears of it once there is a connection, before a byte is written."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Final

import aiohttp
from aiohttp.tracing import Trace

LEAVING: Final[ContextVar[Callable[[], None] | None]] = ContextVar("leaving", default=None)
"""What is told, in the task that hands over; what it raises stops the request."""


class Connector(aiohttp.TCPConnector):
    """Connections of one process to one provider."""

    async def connect(
        self,
        req: aiohttp.ClientRequest,
        traces: list[Trace],
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 - aiohttp's signature
    ) -> aiohttp.connector.Connection:
        """Give a connection on which the request is written at once."""
        connection = await super().connect(req, traces, timeout)
        if (tell := LEAVING.get()) is not None:
            try:
                tell()
            except BaseException:
                connection.close()
                raise
        return connection
