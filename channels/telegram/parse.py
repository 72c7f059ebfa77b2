"""Telegram's updates as envelopes. Pure: bytes in, values out; never raises on a kind of update that it does not know.

Only private chats are members. Field names as in the Bot API reference (core.telegram.org/bots/api, 10.0).
"""

import hashlib
import json
from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from channels.telegram import content
from channels.telegram.fields import integer, number_of, table, text_of
from domain.errors import BadInput
from domain.model import ChoiceMade, ConversationId, Envelope, Ignored, Inbound, MemberOptedOut

DATA_VERSION = "v1:"
"""In front of an option's id in a button's data; other data is older or not ours, and passes as an option nobody knows."""
_MESSAGES = ("message", "edited_message")
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Account:
    """Whose updates these are."""

    bot: str
    """The bot's id: the part of its token before the colon."""
    officers_group: int = 0
    """The chat where officers work; 0: none."""

    @property
    def origin(self) -> str:
        """Who numbers these updates."""
        return f"telegram:{self.bot}"

    def conversation(self, chat: int) -> ConversationId:
        """Give the lane of a chat; chat 0 gathers what belongs to nobody."""
        return ConversationId(f"{self.origin}:{chat}")


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button: what answering it and closing its keyboard take."""

    callback: str
    option: str
    chat: int
    message: int = 0
    """0: the message is too old to be changed."""
    label: str = ""
    text: str = ""
    entities: tuple[dict[str, Any], ...] = ()
    """The text's formatting as it came, to be sent back unchanged."""


@dataclass(frozen=True, slots=True)
class Update:
    """What one update says."""

    envelopes: tuple[Envelope, ...] = ()
    officers: tuple[Envelope, ...] = ()
    """Said in the officers' group, which is no member."""
    press: Press | None = None
    album: str = ""
    """The album that it belongs to."""


def load(body: bytes) -> dict[str, Any]:
    """Read an update's JSON. Raises `BadInput` when it is no update at all."""
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadInput("no JSON") from error
    if not isinstance(fields, dict) or not integer(fields.get("update_id")):
        raise BadInput("no update")
    return fields


def read(fields: dict[str, Any], account: Account, at: datetime, albums: Container[str] = ()) -> Update:
    """Read an update that arrived at `at`; `albums` are those of which a part was taken before."""
    for kind in _MESSAGES:
        if message := table(fields, kind):
            return _message(fields, message, account, at, albums, edited=kind == "edited_message")
    if query := table(fields, "callback_query"):
        return _press(fields, query, account, at)
    if change := table(fields, "my_chat_member"):
        return _membership(fields, change, account, at)
    kinds = ", ".join(sorted(str(key)[:40] for key in fields if key != "update_id"))
    return _one(fields, account, 0, Ignored(f"unknown update: {kinds or 'empty'}"[:200]), at)


def unreadable(body: bytes, account: Account, at: datetime) -> Envelope:
    """Give the envelope of something that is no update, so that it is on record and Telegram need not repeat it."""
    digest = hashlib.sha256(body).hexdigest()[:32]
    return Envelope(account.conversation(0), f"raw:{digest}", account.origin, Ignored("no update"), at)


def _message(  # noqa: PLR0913 - what an update says, taken apart once
    fields: dict[str, Any], message: dict[str, Any], account: Account, at: datetime, albums: Container[str], *, edited: bool
) -> Update:
    chat, sender = table(message, "chat"), table(message, "from")
    album = text_of(message, "media_group_id")
    sent_at = _time(message.get("edit_date") if edited else message.get("date"), at)
    inbounds: tuple[Inbound, ...] = (Ignored("from a bot"),)
    if sender.get("is_bot") is not True:
        inbounds = content.read(message, edited=edited, follows=bool(album) and album in albums)
    if integer(chat.get("id")) and chat["id"] == account.officers_group:
        return Update(officers=_envelopes(fields, account, chat["id"], inbounds, sent_at, _name(sender)))
    if chat.get("type") != "private":
        reason = Ignored("a group that moved" if "migrate_to_chat_id" in message else "not a private chat")
        return _one(fields, account, 0, reason, sent_at)
    return Update(_envelopes(fields, account, number_of(chat, "id"), inbounds, sent_at, _name(sender)), album=album)


def _press(fields: dict[str, Any], query: dict[str, Any], account: Account, at: datetime) -> Update:
    message, sender = table(query, "message"), table(query, "from")
    chat = table(message, "chat")
    data = text_of(query, "data")
    option = data.removeprefix(DATA_VERSION)
    press = Press(text_of(query, "id"), option, number_of(chat, "id"))
    if chat and chat.get("type") != "private":
        return Update(_one(fields, account, 0, Ignored("a press in a group"), at).envelopes, press=press)
    inbound = ChoiceMade(option) if option else Ignored("a press without data")
    envelopes = _envelopes(fields, account, number_of(chat or sender, "id"), (inbound,), at, _name(sender))
    if number_of(message, "date"):
        press = _shown(press, message, data)
    return Update(envelopes, press=press)


def _shown(press: Press, message: dict[str, Any], data: str) -> Press:
    rows = table(message, "reply_markup").get("inline_keyboard")
    buttons = [button for row in rows if isinstance(row, list) for button in row] if isinstance(rows, list) else []
    labels = [text_of(button, "text") for button in buttons if isinstance(button, dict) and button.get("callback_data") == data]
    entities = message.get("entities")
    marks = tuple(mark for mark in entities if isinstance(mark, dict)) if isinstance(entities, list) else ()
    label = labels[0] if labels else ""
    return Press(
        press.callback, press.option, press.chat, number_of(message, "message_id"), label, text_of(message, "text"), marks
    )


def _membership(fields: dict[str, Any], change: dict[str, Any], account: Account, at: datetime) -> Update:
    chat = table(change, "chat")
    if chat.get("type") != "private":
        return _one(fields, account, 0, Ignored("a change of the bot's place in a group"), at)
    status = text_of(table(change, "new_chat_member"), "status")
    inbound = MemberOptedOut() if status == "kicked" else Ignored("the member let the bot in again")
    sent_at = _time(change.get("date"), at)
    return Update(_envelopes(fields, account, number_of(chat, "id"), (inbound,), sent_at, _name(table(change, "from"))))


def _one(fields: dict[str, Any], account: Account, chat: int, inbound: Inbound, at: datetime) -> Update:
    return Update(_envelopes(fields, account, chat, (inbound,), at, ""))


def _envelopes(  # noqa: PLR0913 - an envelope has that many facts
    fields: dict[str, Any], account: Account, chat: int, inbounds: tuple[Inbound, ...], at: datetime, name: str
) -> tuple[Envelope, ...]:
    """Number several inbounds of one update `7`, `7.1`, so that each is stored once."""
    update = str(fields["update_id"])
    return tuple(
        Envelope(account.conversation(chat), f"{update}.{place}" if place else update, account.origin, inbound, at, name)
        for place, inbound in enumerate(inbounds)
    )


def _time(stamp: object, otherwise: datetime) -> datetime:
    if not integer(stamp):
        return otherwise
    try:
        return datetime.fromtimestamp(stamp, UTC)
    except (OverflowError, OSError, ValueError):
        return otherwise


def _name(sender: dict[str, Any]) -> str:
    return f"{text_of(sender, 'first_name')} {text_of(sender, 'last_name')}".strip()[:_LONGEST_NAME]
