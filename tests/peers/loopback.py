"""What the providers on loopback share: a real HTTP server that can be gone and come back on the same port."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Self

from aiohttp import web


@dataclass(slots=True)
class Loopback(ABC):
    """A server of some provider's."""

    port: int = 0
    _runner: web.AppRunner | None = None

    @classmethod
    @asynccontextmanager
    async def running(cls) -> AsyncIterator[Self]:
        """Serve until the block ends."""
        peer = cls()
        await peer.start()
        try:
            yield peer
        finally:
            await peer.stop()
        peer.judge()

    async def start(self) -> None:
        """Listen; on the same port as before if there was one."""
        self._runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Be unreachable."""
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    @abstractmethod
    def application(self) -> web.Application:
        """Give what answers."""

    def judge(self) -> None:  # noqa: B027 - most have nothing to say
        """Fail where our client did what no client may do."""
