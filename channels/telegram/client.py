"""python-telegram-bot's `Bot` on our transport, with the few calls whose raw JSON we need. Every call goes to `api_base`."""

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from telegram import Bot, InputFile, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode

from channels.telegram import render
from channels.telegram.parse import Press
from channels.telegram.request import PATIENCE, PooledRequest
from domain.capabilities import Markup
from domain.channelports import Outgoing
from domain.errors import BadInput
from domain.model import Attachment

ALLOWED: Final = ("message", "edited_message", "callback_query", "my_chat_member")
"""Always said in full: Telegram otherwise keeps what was said last."""
LONG_POLL: Final = 50
"""Seconds that Telegram holds a question for updates open."""
_LARGEST_TEXT = 4096
_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True).to_json()


class Client(Bot):
    """The bot's line to Telegram. Raises python-telegram-bot's errors."""

    def __init__(self, token: str, api_base: str, patience: float = PATIENCE) -> None:
        """Speak for the bot with this token at `api_base` (`https://host/bot`); wait `patience` seconds for an answer."""
        base = api_base.rstrip("/")
        base = base if base.endswith("/bot") else f"{base}/bot"
        files = f"{base.removesuffix('/bot')}/file/bot"
        request = self._line = PooledRequest(patience)
        super().__init__(token, base_url=base, base_file_url=files, request=request, get_updates_request=request)

    async def updates(self, offset: int | None, wait: int = LONG_POLL) -> Sequence[Any]:
        """Ask for updates from `offset` on, raw, so that one that the library cannot read does not hide the others."""
        fields = {"offset": offset, "timeout": wait, "allowed_updates": ALLOWED}
        found = await self._post("getUpdates", fields, read_timeout=wait + 10.0)
        return found if isinstance(found, list) else ()

    async def content(self, file_id: str) -> bytes:
        """Fetch a file of at most 20 MB. Raises `BadInput` too, when Telegram has none."""
        found = await self._post("getFile", {"file_id": file_id})
        path = found.get("file_path") if isinstance(found, dict) else None
        if not isinstance(path, str) or path.startswith("/") or ".." in path.split("/"):
            raise BadInput("the file has no path at Telegram")
        return await self.request.retrieve(f"{self.base_file_url}/{quote(path)}")

    async def say(self, chat: int, message: Outgoing, content: bytes = b"", topic: int = 0) -> int:
        """Send a message and give its id, 0 where the answer names none: what is "ok" was taken all the same.

        Like `send_message`, without making an object of the answer, at two thirds of the cost.

        `content` is that of its attachment, which goes with it: a photo as one, anything else as a document. A `topic` of 0 is
        none; the general one has no number either. Raises `TelegramError`.
        """
        file = message.attachment
        where = {"chat_id": chat} | ({"message_thread_id": topic} if topic else {})
        sent = await (
            self._post(*_enclosed(where, message, file, content))
            if file
            else self._line.tell(f"{self.base_url}/sendMessage", {**where, **_shown(message), **_answering(message)})
        )
        number = sent.get("message_id") if isinstance(sent, dict) else None
        return number if isinstance(number, int) else 0

    async def open_topic(self, group: int, title: str) -> int:
        """Open a topic of a forum and give its id; 0 where the answer names none."""
        made = await self._post("createForumTopic", {"chat_id": group, "name": title})
        topic = made.get("message_thread_id") if isinstance(made, dict) else None
        return topic if isinstance(topic, int) else 0

    async def relay(self, group: int, topic: int, chat: int, message: int, caption: str) -> None:
        """Copy a message of another chat into a topic, whatever its size, without naming where it comes from."""
        source = {"from_chat_id": chat, "message_id": message, "caption": caption}
        await self._post("copyMessage", {"chat_id": group, "message_thread_id": topic, **source})

    async def think(self, chat: int, draft: int) -> None:
        """Show an empty draft, «thinking …», that the next message takes the place of; `draft` is any number but 0."""
        await self._post("sendMessageDraft", {"chat_id": chat, "draft_id": draft, "text": ""})

    async def replace(self, chat: int, message_id: int, message: Outgoing) -> None:
        """Put other words and another keyboard into a sent message."""
        below = render.keyboard(message.buttons, message.copied)
        shown = {**_shown(message), "reply_markup": below}
        await self._post("editMessageText", {"chat_id": chat, "message_id": message_id, **shown})

    async def close_keyboard(self, press: Press) -> None:
        """Take the keyboard of a finished step away and leave in the message what was chosen."""
        where = {"chat_id": press.chat, "message_id": press.message}
        text = f"{press.text}\n\n✓ {press.label}"
        if press.text and press.label and len(text) <= _LARGEST_TEXT:
            await self._post("editMessageText", {**where, "text": text, "entities": list(press.entities)})
        else:
            await self._post("editMessageReplyMarkup", where)

    async def close(self) -> bool:  # type: ignore[override]  # the library's takes timeouts, which mean nothing here
        """Close the connections; not Telegram's own `close`, which moves a bot between servers."""
        await self.request.shutdown()
        return True


def _enclosed(where: dict[str, int], message: Outgoing, file: Attachment, content: bytes) -> tuple[str, dict[str, Any]]:
    """Give the call by which a file goes: its method and parameters."""
    method, kind = ("sendPhoto", "photo") if file.is_picture else ("sendDocument", "document")
    shown = _shown(message)
    caption = {"caption": message.text or None, "parse_mode": shown["parse_mode"] if message.text else None}
    upload = InputFile(content, filename=file.name)
    return method, {**where, kind: upload, **caption, "reply_markup": shown["reply_markup"], **_answering(message)}


def _shown(message: Outgoing) -> dict[str, Any]:
    return {
        "text": message.text,
        "parse_mode": ParseMode.HTML if message.markup is Markup.HTML else None,
        "reply_markup": render.markup(message),
        "link_preview_options": _NO_PREVIEW,
    }


def _answering(message: Outgoing) -> dict[str, Any]:
    """Show which message is answered, unless the member has taken that away."""
    if not message.answers.isascii() or not message.answers.isdecimal():
        return {}
    return {"reply_parameters": ReplyParameters(int(message.answers), allow_sending_without_reply=True).to_json()}
