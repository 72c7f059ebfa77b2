"""The whole product as `bot.app` composes it, served on loopback between a Telegram and a Twilio on loopback."""

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import uvicorn
from starlette.types import ASGIApp

from bot import app, channel_sections, store
from bot.config import Settings
from bot.knowledge.brain import Brain
from bot.process import Process, Role
from channels.twilio.account import MESSAGES_PATH
from faq import dialect, matcher
from faq.experts import training
from faq.library import Library
from tests.handlers.house import HOUSE
from tests.packaged import KNOWN as KNOWLEDGE
from tests.peers import telegram, twilio

Mode = Literal["polling", "webhook"]
KNOWN = Brain(
    Library(HOUSE.library.sources, {**KNOWLEDGE.entries, **HOUSE.library.entries}),
    HOUSE.decide,
    matcher.train(training.examples(list(HOUSE.library.entries.values())), dialect.load()),
)
"""The small house's knowledge, beside entries for all that the regulation of duties names; its decider is a table."""
ALL_DAY = "00:00-23:59:59.999999"
SECRET = "secret_of_the_webhook"


@dataclass(frozen=True, slots=True)
class Office:
    """The product and its providers."""

    app: Process
    telegram: telegram.Telegram
    twilio: twilio.Twilio
    url: str

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask the database."""
        return await self.app.storage.database.read(lambda c: [tuple(row) for row in c.exec_driver_sql(sql)])


def settings(  # noqa: PLR0913, PLR0917 - what a configuration names
    url: str, data: Path, bot: telegram.Telegram, calls: twilio.Twilio, mode: Mode = "polling", group: int = 0
) -> Settings:
    """Configure every channel for these providers."""
    return configured(url, data, bot.api_base, calls.api_base, mode, group)


def configured(  # noqa: PLR0913, PLR0917 - as above
    url: str, data: Path, telegram_api: str, twilio_api: str, mode: Mode, group: int = 0
) -> Settings:
    """Configure every channel."""
    return Settings.model_validate(
        {
            "server": {"host": "127.0.0.1", "port": int(url.rpartition(":")[2]), "public_url": url, "data": data},
            "telegram": {
                "token": telegram.TOKEN,
                "api_base": telegram_api,
                "mode": mode,
                "webhook_secret": SECRET,
                "officers_group": group,
            },
            "twilio": {
                "account_sid": twilio.ACCOUNT,
                "auth_token": twilio.TOKEN,
                "api_base": twilio_api,
                "whatsapp_from": twilio.WHATSAPP,
                "sms_from": twilio.SMS,
            },
            # the clock is the machine's: no hour of the day is quiet here
            "sending": {"service": ALL_DAY, "ramadan_service": ALL_DAY},
        }
    )


@asynccontextmanager
async def opened(  # noqa: PLR0913 - what tests set
    data: Path,
    mode: Mode = "polling",
    group: int = 0,
    *,
    manages: bool = True,
    groups: Mapping[str, int] = MappingProxyType({}),
    templates: Mapping[str, Mapping[str, Sequence[str]]] = MappingProxyType({}),
    approvals: Mapping[str, str] = MappingProxyType({}),
) -> AsyncIterator[Office]:
    """Run providers and product until the block ends; `approvals` tell how WhatsApp thinks of templates with one blank."""
    async with AsyncExitStack() as stack:
        bot = await stack.enter_async_context(telegram.Telegram.running())
        bot.manages, bot.others = manages, {*groups.values()}
        calls = await stack.enter_async_context(twilio.Twilio.running())
        calls.approvals |= {sid: {"status": status, "category": "UTILITY"} for sid, status in approvals.items()}
        calls.contents |= {sid: {"types": {"twilio/text": {"body": f"{sid}: {{{{1}}}} ."}}} for sid in approvals}
        door = socket.create_server(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{door.getsockname()[1]}"
        calls.webhook = url + MESSAGES_PATH
        chosen = settings(url, data, bot, calls, mode, group)
        own = chosen.telegram.model_copy(update={"department_groups": dict(groups)})
        given = channel_sections.Templates.model_validate(templates)
        chosen = chosen.model_copy(update={"telegram": own, "templates": given})
        storage = store.open_storage(chosen)
        await store.upgraded(storage)
        process = app.build(chosen, storage, KNOWN)
        process.sender.pace = replace(process.sender.pace, poll_seconds=0.05)
        await stack.enter_async_context(process.working(Role.ALL))
        await stack.enter_async_context(served(process.asgi, door))
        async with asyncio.timeout(15):
            while mode == "webhook" and not bot.webhook:  # noqa: ASYNC110 - the peer has no event for it
                await asyncio.sleep(0.01)
        yield Office(process, bot, calls, url)


@asynccontextmanager
async def served(application: ASGIApp, door: socket.socket) -> AsyncIterator[None]:
    """Answer HTTP at the door until the block ends."""
    config = uvicorn.Config(application, log_config=None, lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve([door]))
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    yield
    server.should_exit = True
    await serving
