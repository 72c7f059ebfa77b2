"""What the Telegram tests stand on: an inbox in memory, a still clock, and the bot wired to the Telegram on loopback."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import uvicorn
from starlette.applications import Starlette

from channels.enclosing import Read, nothing
from channels.telegram.telegram import Options, Telegram
from domain.channelports import Outbound
from domain.errors import StorageError
from domain.inbound import Envelope, Inbound
from domain.model import ConversationId, Language, OutboundId, Reply
from tests.peers import telegram as peers

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CHAT = 700000001
SECRET = "shared_with_Telegram-1"
ASSOCIATION = {Language.ARABIC: "الجمعية التعاونية للإسكان", Language.ENGLISH: "Cooperative Housing Society"}


class StillClock:
    """Always the same time."""

    def now(self) -> datetime:
        """Give it."""
        return AT


@dataclass(slots=True)
class Shelf:
    """`domain.ports.Inbox` in memory."""

    envelopes: list[Envelope] = field(default_factory=list)
    full: int = 0
    """So many of the next writes fail, as on a full disk."""
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def accept(self, envelopes: Sequence[Envelope]) -> Sequence[bool]:
        """Store what is new."""
        await asyncio.sleep(0)
        if self.full:
            self.full -= 1
            raise StorageError("the disk is full")
        known = {(envelope.origin, envelope.provider_id) for envelope in self.envelopes}
        fresh = [(envelope.origin, envelope.provider_id) not in known for envelope in envelopes]
        self.envelopes += [envelope for envelope, new in zip(envelopes, fresh, strict=True) if new]
        self.changed.set()
        return fresh

    @property
    def inbounds(self) -> list[Inbound]:
        """What was said."""
        return [envelope.inbound for envelope in self.envelopes]

    async def until(self, count: int) -> None:
        """Wait for that many envelopes."""
        async with asyncio.timeout(10):
            while len(self.envelopes) < count:
                self.changed.clear()
                await self.changed.wait()


class Sleeper:
    """Sleeps only as long as another task needs to run, and keeps how long it was asked to."""

    def __init__(self) -> None:
        """Begin with nothing slept."""
        self.asked: list[float] = []

    async def __call__(self, seconds: float) -> None:
        """Sleep a hundredth of a second."""
        self.asked.append(seconds)
        await asyncio.sleep(0.01)


def bot(
    peer: peers.Telegram, shelf: Shelf, sleeper: Sleeper | None = None, read: Read = nothing, **options: object
) -> Telegram:
    """Wire a bot to the peer."""
    base = Options(peers.TOKEN, "http://127.0.0.1:1", ASSOCIATION, api_base=peer.api_base, webhook_secret=SECRET, long_poll=5)
    return Telegram(replace(base, **options), shelf, StillClock(), sleeper or Sleeper(), read)  # type: ignore[arg-type]  # as tests name them


def outbound(reply: Reply, chat: int = CHAT, key: str = "k1") -> Outbound:
    """Make a due row of the outbox."""
    return Outbound(OutboundId(1), ConversationId(f"telegram:{peers.BOT}:{chat}"), reply, 0, key)


@asynccontextmanager
async def served(app: Starlette, port: int) -> AsyncIterator[None]:
    """Serve over real HTTP, in the test's own loop, as the bot's parts share one."""
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical", lifespan="off", timeout_graceful_shutdown=0))
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        await task
