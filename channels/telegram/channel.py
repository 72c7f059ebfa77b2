"""Telegram as a channel: verify, parse and render are pure, send is one call a message. No retry, no queue."""

import hmac
import zlib
from collections import OrderedDict
from collections.abc import Awaitable, Sequence

from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, EndPointNotFound, InvalidToken, TelegramError

from channels import enclosing, profiles
from channels.enclosing import Read
from channels.telegram import errors, fetching, render
from channels.telegram.client import Client
from channels.telegram.parse import Account, Press, load, read
from domain.capabilities import Capabilities
from domain.channelports import Outbound, Outgoing, Request
from domain.errors import NotVerified, Refused, SendError
from domain.inbound import Envelope
from domain.model import ConversationId, Reply

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - a header's name
_HALF_SENT = 1000
"""Messages of several parts remembered as partly sent."""
_DRAFT_SECONDS, _TYPING_SECONDS = 25.0, 4.0
"""After which it is shown again: Telegram takes a draft away after 30 s, typing after 5 s."""


class TelegramChannel:
    """`domain.channelports.Channel`, and the abilities `FetchesMedia` and `ShowsTyping`."""

    name = "telegram"

    def __init__(self, client: Client, account: Account, secret: str, read: Read = enclosing.nothing) -> None:
        """Speak through `client`; trust webhook requests that carry `secret`; `read` files for members."""
        self._read = read
        self._client = client
        self._account = account
        self._secret = secret.encode()
        self._parts: OrderedDict[str, tuple[str, ...]] = OrderedDict()
        """The ids of parts that went out, of messages that are to be sent again."""
        self._drafts = True

    @property
    def capabilities(self) -> Capabilities:
        """What Telegram can do."""
        return profiles.TELEGRAM

    def verify(self, request: Request) -> None:
        """Raise `NotVerified` unless the request carries the webhook's secret."""
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            raise NotVerified("the request does not carry the webhook's secret")

    def parse(self, request: Request) -> tuple[Envelope, ...]:
        """Read one update. Raises `BadInput` for what is none."""
        return read(load(request.body), self._account, request.at).envelopes

    def render(self, reply: Reply) -> tuple[Outgoing, ...]:
        """Give the reply as HTML with keyboards."""
        return render.render(reply)

    async def send(self, outbound: Outbound, messages: Sequence[Outgoing]) -> str:
        """Send the parts in order and give their ids. Raises a send error; parts that went out are not sent again."""
        chat = self._chat(outbound.conversation)
        ids = self._parts.pop(outbound.key, ())
        for message in messages[len(ids) :]:
            try:
                ids = (*ids, await self._send(chat, message))
            except SendError as error:
                if error.retryable and ids:
                    self._remember(outbound.key, ids)
                raise
        return " ".join(filter(None, ids))

    async def typing(self, conversation: ConversationId, answered: str) -> float:
        """Show that an answer is being written: by a draft where Telegram takes one, else as typing. Raises a send error."""
        chat = self._chat(conversation)
        if self._drafts and await self._drafted(chat, answered):
            return _DRAFT_SECONDS
        await _translated(self._client.send_chat_action(chat, ChatAction.TYPING))
        return _TYPING_SECONDS

    async def _drafted(self, chat: int, answered: str) -> bool:
        try:
            await self._client.think(chat, zlib.crc32(answered.encode()) or 1)
        except (BadRequest, InvalidToken, EndPointNotFound):
            # a server that does not know drafts, or not for this bot: not asked again
            self._drafts = False
        except TelegramError:
            return False
        return self._drafts

    async def fetch(self, reference: str) -> bytes:
        """Give a file's content. Raises `Unreachable` to try again, `BadInput` when Telegram will not give it."""
        return await fetching.content(self._client, reference)

    async def acknowledge(self, press: Press) -> None:
        """Stop the pressed button's clock, then take a finished keyboard away. Raises a send error."""
        await _translated(self._client.answer_callback_query(press.callback))
        if press.message and render.finishes(press.option):
            await _translated(self._client.close_keyboard(press))

    async def _send(self, chat: int, message: Outgoing) -> str:
        content = await self._read(message.attachment.file) if message.attachment else None
        if content is None:
            message = enclosing.as_words(message)
        try:
            return await self._said(chat, message, content or b"")
        except ChatMigrated as error:
            return await self._again(error.new_chat_id, enclosing.as_words(message))
        except BadRequest as error:
            if not (errors.is_unparsed(error) or message.attachment):
                raise errors.translate(error) from error
            # the words are good: it is a tag or the file that was refused
            return await self._again(chat, enclosing.as_words(render.plain(message)))
        except TelegramError as error:
            raise errors.translate(error) from error

    async def _again(self, chat: int, message: Outgoing) -> str:
        """Send what Telegram has refused as it was: certainly not there yet."""
        try:
            return await self._said(chat, message)
        except TelegramError as error:
            raise errors.translate(error) from error

    async def _said(self, chat: int, message: Outgoing, content: bytes = b"") -> str:
        return str(await self._client.say(chat, message, content) or "")

    def _chat(self, conversation: ConversationId) -> int:
        origin, _, chat = conversation.rpartition(":")
        if origin != self._account.origin or not chat.removeprefix("-").isdecimal():
            raise Refused("the conversation belongs to another bot")
        return int(chat)

    def _remember(self, key: str, ids: tuple[str, ...]) -> None:
        self._parts[key] = ids
        while len(self._parts) > _HALF_SENT:
            self._parts.popitem(last=False)


async def _translated(call: Awaitable[object]) -> None:
    """Await a call that does no harm when repeated."""
    try:
        await call
    except BadRequest as error:
        if not errors.is_harmless(error):
            raise errors.translate(error) from error
    except TelegramError as error:
        raise errors.translate(error) from error
