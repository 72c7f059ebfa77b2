"""Telegram as one object for `bot.app`: the channel, the webhook's route, and what runs beside them."""

import asyncio
import hmac
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import Literal
from urllib.parse import urlsplit

import structlog
from starlette.routing import Route
from telegram.error import ChatMigrated, TelegramError

from channels.enclosing import Read, nothing
from channels.telegram import doctor, errors, forum_doctor, introduction, polling, webhook
from channels.telegram.channel import TelegramChannel
from channels.telegram.client import LONG_POLL, Client
from channels.telegram.forum import Forum
from channels.telegram.intake import Intake
from channels.telegram.parse import Account
from channels.telegram.request import PATIENCE
from domain.errors import ConfigError, SendError
from domain.findings import Finding
from domain.model import DepartmentId, Language
from domain.ports import Clock, Inbox, Sleep
from domain.roomports import Share

_TOKEN = re.compile(r"(\d{1,20}):[A-Za-z0-9_-]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_ACKNOWLEDGING = 8
"""Presses acknowledged at once."""
_LOOK_SECONDS = 600.0
"""Between two looks whether the webhook is still ours."""
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Options:
    """What the configuration says of Telegram."""

    token: str
    public_url: str
    """Under which Telegram reaches this server, without a slash at the end; for the webhook only."""
    association: Mapping[Language, str]
    """Its name, for the bot's profile."""
    mode: Literal["polling", "webhook"] = "polling"
    webhook_secret: str = ""
    """Empty: one derived from the token."""
    api_base: str = "https://api.telegram.org/bot"
    officers_group: int = 0
    department_groups: Mapping[DepartmentId, int] = field(default_factory=dict)
    """Groups of departments that have one of their own."""
    long_poll: int = LONG_POLL
    """Seconds that Telegram holds a question open."""
    patience: float = PATIENCE
    """Seconds to wait for an answer."""

    def __repr__(self) -> str:
        """Keep the token out of tracebacks."""
        return f"Options(mode={self.mode!r})"


class Telegram:
    """One bot."""

    def __init__(
        self, options: Options, inbox: Inbox, clock: Clock, sleep: Sleep = asyncio.sleep, read: Read = nothing
    ) -> None:
        """Put everything together; nothing is sent yet. Raises `ConfigError` for a malformed token or secret."""
        self._options = options
        self._secret = _secret(options)
        self._sleep = sleep
        self._clock = clock
        account = self._account = Account(_bot(options.token))
        self.client = Client(options.token, options.api_base, options.patience)
        self.channel = TelegramChannel(self.client, account, self._secret, read)
        self.intake = Intake(self.channel, account, inbox, clock)
        self.forums = tuple(self._forums(options.officers_group, options.department_groups))
        """Where officers work beside the desk."""
        self._webhook = webhook.Webhook(self.channel, self.intake, clock)
        self._username = ""
        """The bot's; empty until it was asked for."""

    def routes(self) -> list[Route]:
        """List the HTTP routes: the webhook's, where it is used."""
        return [self._webhook.route()] if self._options.mode == "webhook" else []

    async def run(self) -> None:
        """Connect, whenever Telegram can be reached, and stay connected until cancelled.

        To be run wherever the webhook is served; with polling in one process of all.
        """
        async with asyncio.TaskGroup() as group:
            for _ in range(_ACKNOWLEDGING):
                group.create_task(self.intake.acknowledge())
            group.create_task(self._receive())
            group.create_task(self._introduce())

    async def close(self) -> None:
        """Close the connections; a later call opens new ones."""
        await self.client.close()

    async def chat_opened_by(self, word: str) -> str:
        """Give the address at which whoever opens it comes to the bot with this word. Raises a send error."""
        if not self._username:
            try:
                self._username = (await self.client.get_me()).username or ""
            except TelegramError as error:
                raise errors.translate(error) from error
        return f"https://t.me/{self._username}?start={word}"

    @property
    def origin(self) -> str:
        """Who numbers the members' messages."""
        return self._account.origin

    async def checks(self) -> tuple[Finding, ...]:
        """Say what is wrong and what to do, for `mujib doctor`."""
        groups = {_key(forum): forum.group for forum in self.forums}
        return await doctor.checks(self.client, self._options.mode, self._url, groups, self._clock.now())

    @property
    def _url(self) -> str:
        return f"{self._options.public_url}{webhook.PATH}"

    async def _receive(self) -> None:
        if self._options.mode == "webhook":
            await self._persist(self._point_here)
            while True:
                await self._sleep(_LOOK_SECONDS)
                await self._persist(self._hold)
        try:
            await introduction.receive_by_polling(self.client)
        except SendError as error:
            # polling itself finds out whether it matters
            _log.warning("telegram.webhook_not_removed", code=error.code, reason=error.reason)
        await polling.Polling(self.client, self.intake, self._sleep, self._options.long_poll).run()

    async def _point_here(self) -> None:
        await introduction.receive_by_webhook(self.client, self._url, self._secret)

    async def _hold(self) -> None:
        """Take the bot's webhook back from whoever took it away: it would be deaf until the next start. Raises a send error."""
        place = await introduction.posted_to(self.client)
        if place != self._url:
            _log.error("telegram.webhook_taken", host=urlsplit(place).hostname or "")
            await self._point_here()

    async def _introduce(self) -> None:
        await self._persist(lambda: introduction.introduce(self.client, self._options.association))
        for forum in self.forums:
            await self._persist(partial(self._look_at, forum))
            await self._persist(partial(introduction.introduce_to_officers, self.client, forum.group))

    async def _look_at(self, forum: Forum) -> None:
        """Say at the start whether officers can work in their group. Raises a send error."""
        if (listener := self.intake.listeners.get(forum.name)) is None:
            return
        try:
            wrong = await forum_doctor.standing(self.client, forum.group, int(self._account.bot))
        except ChatMigrated as error:
            await listener.moved(str(error.new_chat_id))
        except TelegramError as error:
            raise errors.translate(error) from error
        else:
            await listener.stands(wrong)

    def _forums(self, general: int, groups: Mapping[DepartmentId, int]) -> Iterator[Forum]:
        """Give the general group, and those of departments, of which several may share one."""
        own = {department: group for department, group in groups.items() if group and group != general}
        if general:
            yield Forum(self.client, self.intake, general, Share(frozenset(own), others=True))
        for group in dict.fromkeys(own.values()):
            departments = frozenset(department for department, chat in own.items() if chat == group)
            yield Forum(self.client, self.intake, group, Share(departments), only=False)

    async def _persist(self, arrange: Callable[[], Awaitable[None]]) -> None:
        """Try until Telegram can be reached; what it refuses for good is for someone to mend."""
        failures = 0
        while True:
            try:
                await arrange()
            except SendError as error:
                failures += 1
                polling.tell(error, failures)
                if not (error.retryable or error.ambiguous):
                    return
                await self._sleep(polling.pause(failures, error))
            else:
                return


def _key(forum: Forum) -> str:
    """Name the setting that names a group."""
    if forum.share.others:
        return "telegram.officers_group"
    return f"telegram.department_groups.{min(forum.share.departments)}"


def _bot(token: str) -> str:
    found = _TOKEN.fullmatch(token)
    if not found:
        raise ConfigError("telegram.token: not of the form 123456:ABC..., as @BotFather gives it")
    return found[1]


def _secret(options: Options) -> str:
    if not options.webhook_secret:
        return hmac.new(options.token.encode(), b"webhook", sha256).hexdigest()
    if not _SECRET.fullmatch(options.webhook_secret):
        raise ConfigError("telegram.webhook_secret: 1 to 256 of A-Z a-z 0-9 _ -")
    return options.webhook_secret
