"""A bot that takes in: by polling, or by posts to its webhook."""

import asyncio
import io
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import aiohttp
from starlette.applications import Starlette

from channels.telegram.intake import Intake, Reader
from channels.telegram.telegram import Telegram
from channels.telegram.webhook import Webhook
from domain.inbound import Inbound, TextReceived
from tests.channels.serving import free_port
from tests.channels.telegram.shelf import SECRET, Shelf, StillClock, bot, served
from tests.peers import telegram as peers

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@asynccontextmanager
async def running(telegram: Telegram) -> AsyncIterator[None]:
    """Run the bot until the block ends."""
    task = asyncio.create_task(telegram.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await telegram.close()


@asynccontextmanager
async def posting(peer: peers.Telegram, shelf: Shelf, reader: Reader | None = None) -> AsyncIterator[str]:
    """Serve the webhook for real and give its address; with a `reader` another than ours reads the updates."""
    base = f"http://127.0.0.1:{(port := free_port())}"
    telegram = bot(peer, shelf, mode="webhook", public_url=base)
    routes = telegram.routes()
    if reader:
        routes = [Webhook(telegram.channel, intake(telegram, shelf, reader), StillClock()).route()]
    async with served(Starlette(routes=routes), port), running(telegram):
        await until(lambda: bool(peer.webhook))
        yield f"{base}/webhooks/telegram"


def intake(telegram: Telegram, shelf: Shelf, reader: Reader) -> Intake:
    """Take a bot's updates in as this reader reads them."""
    return Intake(telegram.channel, telegram.intake.account, shelf, StillClock(), reader)


async def until(true: Callable[[], bool]) -> None:
    """Wait until the callable says so."""
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 - the peer has no event for everything
            await asyncio.sleep(0.01)


async def post(url: str, body: bytes, secret: str | None = SECRET) -> int:
    """Post to the webhook."""
    headers = {} if secret is None else {HEADER: secret}
    async with aiohttp.ClientSession() as session, session.post(url, data=io.BytesIO(body), headers=headers) as answer:
        return answer.status


def texts(inbounds: Sequence[Inbound]) -> list[str]:
    """Give the words among what came in."""
    return [inbound.text for inbound in inbounds if isinstance(inbound, TextReceived)]
