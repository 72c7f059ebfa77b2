"""The served product, killed between a member's message and the answer to it, once on each channel."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from channels.twilio.account import MESSAGES_PATH
from tests.acceptance.phones import BySms, OnTelegram, OnTheSite, OnWhatsApp, Phone
from tests.channels.serving import free_port
from tests.peers import telegram, twilio

PATIENCE_SECONDS = 60
pytestmark = pytest.mark.timeout(240)


@dataclass
class Served:
    """The process, and the providers that outlive it."""

    telegram: telegram.Telegram
    twilio: twilio.Twilio
    url: str
    data: Path
    process: asyncio.subprocess.Process | None = None

    async def start(self, point: str) -> None:
        """Start it and wait until it answers and Telegram has its webhook."""
        self.telegram.webhook.clear()
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.faults.served",
            self.url, str(self.data), self.telegram.api_base, self.twilio.api_base, point,
        )  # fmt: skip
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not self.telegram.webhook or not await self._is_ready():  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.05)

    async def died(self) -> int:
        """Wait for its end and give its exit code."""
        assert self.process is not None
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self.process.wait()

    async def stop(self) -> None:
        """End it as a system does."""
        if self.process is not None and self.process.returncode is None:
            self.process.terminate()
            assert await self.died() == 0

    async def _is_ready(self) -> bool:
        try:
            async with aiohttp.ClientSession() as session, session.get(f"{self.url}/readyz") as answer:
                return answer.ok
        except aiohttp.ClientError:
            return False


@asynccontextmanager
async def _providers(data: Path) -> AsyncIterator[Served]:
    async with AsyncExitStack() as stack:
        bot = await stack.enter_async_context(telegram.Telegram.running())
        calls = await stack.enter_async_context(twilio.Twilio.running())
        served = Served(bot, calls, f"http://127.0.0.1:{free_port()}", data)
        calls.webhook = served.url + MESSAGES_PATH
        try:
            yield served
        finally:
            await served.stop()


@pytest.mark.parametrize("member", [OnTheSite, OnTelegram, OnWhatsApp, BySms])
async def test_a_message_that_was_taken_is_answered_whatever_happens_then(member: type[Phone], tmp_path: Path) -> None:
    """Kill -9 between the acknowledgement and the answer: the next process answers, at once and once."""
    async with _providers(tmp_path) as served:
        phone = member(served)
        await served.start("dies")
        await phone.write("متى الرد؟")
        assert await served.died() == -9
        await served.start("lives")
        assert "جواب reply" in await phone.answer()
        assert "جواب fees" in await phone.says("كم الرسوم؟")
        assert len(await phone.shown()) == phone.seen, "nothing was said twice"
