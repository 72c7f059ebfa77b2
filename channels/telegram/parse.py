"""Telegram's updates as envelopes. Pure: bytes in, values out; never raises on a kind of update that it does not know.

Only private chats are members. Field names as in the Bot API reference (core.telegram.org/bots/api, 10.0).
"""

import hashlib
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from channels import foreign
from channels.telegram import content, group
from channels.telegram.fields import integer, number_of, table, tables, text_of
from domain.errors import BadInput
from domain.inbound import (
    AttachmentKind,
    AttachmentReceived,
    ChoiceMade,
    Envelope,
    Ignored,
    Inbound,
    MemberOptedOut,
    MemberReturned,
)
from domain.model import ConversationId
from domain.roomports import Said

DATA_VERSION = "v1:"
"""In front of an option's id in a button's data; other data is older or not ours, and passes as an option nobody knows."""
_MESSAGES = ("message", "edited_message")
_LONGEST_NAME = 100
_LONGEST_OPTION = 64


@dataclass(frozen=True, slots=True)
class Account:
    """Whose updates these are."""

    bot: str
    """The bot's id: the part of its token before the colon."""
    groups: Mapping[int, str] = field(default_factory=dict)
    """Rooms of officers by their chats."""

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
    room: str = ""
    """The room of officers where it happened, who are no members."""
    officers: tuple[Said, ...] = ()
    """Done in that room."""
    press: Press | None = None
    wrong: str | None = None
    """What is wrong with the bot's place in that room since then, empty: nothing; None: it says nothing of it."""
    moved: str = ""
    """The new id of that room's group."""
    album: str = ""
    """The album that it belongs to."""


def load(body: bytes) -> dict[str, Any]:
    """Read an update's JSON. Raises `BadInput` when it is no update at all."""
    try:
        fields = foreign.load(body)
    except (ValueError, RecursionError) as error:
        raise BadInput("no JSON") from error
    if not isinstance(fields, dict) or not is_update(fields):
        raise BadInput("no update")
    return fields


def is_update(fields: dict[str, Any]) -> bool:
    """Say whether it has the number that every update has."""
    return integer(fields.get("update_id"))


def read(fields: dict[str, Any], account: Account, at: datetime, albums: Container[str] = ()) -> Update:
    """Read an update that arrived at `at`; `albums` are those of which a part was taken before."""
    arrival = _Arrival(str(fields["update_id"]), account, at)
    for kind in _MESSAGES:
        if message := table(fields, kind):
            return _message(arrival, message, albums, edited=kind == "edited_message")
    if query := table(fields, "callback_query"):
        return _press(arrival, query)
    if change := table(fields, "my_chat_member"):
        return _membership(arrival, change)
    kinds = ", ".join(sorted(str(key)[:40] for key in fields if key != "update_id"))
    return arrival.ignored(f"unknown update: {kinds or 'empty'}"[:200])


def poison(fields: dict[str, Any], account: Account, at: datetime) -> Update:
    """Give what is put on record of an update that cannot be read: its member hears that what he sent was not understood."""
    arrival = _Arrival(str(fields["update_id"]), account, at)
    message = table(fields, "message") or table(fields, "edited_message")
    chat = table(message, "chat")
    if chat.get("type") != "private":
        return arrival.ignored("reading it failed")
    return Update(arrival.said(number_of(chat, "id"), [AttachmentReceived(AttachmentKind.OTHER)], at, {}))


def unreadable(body: bytes, account: Account, at: datetime) -> Envelope:
    """Give the envelope of something that is no update, so that it is on record and Telegram need not repeat it."""
    digest = hashlib.sha256(body).hexdigest()[:32]
    return Envelope(account.conversation(0), f"raw:{digest}", account.origin, Ignored("no update"), at)


@dataclass(frozen=True, slots=True)
class _Arrival:
    """An update's number, whose it is, and when it came."""

    number: str
    account: Account
    at: datetime

    def said(self, chat: int, inbounds: Sequence[Inbound], at: datetime, sender: dict[str, Any]) -> tuple[Envelope, ...]:
        """Give envelopes numbered `7`, `7.1` and so on, so that each is stored once."""
        name = f"{text_of(sender, 'first_name')} {text_of(sender, 'last_name')}".strip()[:_LONGEST_NAME]
        conversation = self.account.conversation(chat)
        return tuple(
            Envelope(conversation, f"{self.number}.{place}" if place else self.number, self.account.origin, inbound, at, name)
            for place, inbound in enumerate(inbounds)
        )

    def ignored(self, reason: str) -> Update:
        """Give an update that asks for nothing and belongs to no member."""
        return Update(self.said(0, [Ignored(reason)], self.at, {}))


def _message(arrival: _Arrival, message: dict[str, Any], albums: Container[str], *, edited: bool) -> Update:
    chat, sender = table(message, "chat"), table(message, "from")
    number, album = number_of(chat, "id"), text_of(message, "media_group_id")
    sent_at = _time(message.get("edit_date" if edited else "date"), arrival.at)
    if room := arrival.account.groups.get(number):
        return Update(room=room, officers=group.read(message, arrival.number, edited=edited), moved=group.moved(message))
    inbounds: tuple[Inbound, ...] = (Ignored("from a bot"),)
    if sender.get("is_bot") is not True:
        inbounds = content.read(message, edited=edited, follows=bool(album) and album in albums)
    if chat.get("type") != "private":
        return arrival.ignored("a group that moved" if "migrate_to_chat_id" in message else "not a private chat")
    return Update(arrival.said(number, inbounds, sent_at, sender), album=album)


def _press(arrival: _Arrival, query: dict[str, Any]) -> Update:
    message, sender = table(query, "message"), table(query, "from")
    chat = table(message, "chat")
    option = text_of(query, "data").removeprefix(DATA_VERSION)[:_LONGEST_OPTION]
    press = Press(text_of(query, "id"), option, number_of(chat, "id"))
    if room := arrival.account.groups.get(press.chat):
        return Update(room=room, officers=group.pressed(query, option, arrival.number), press=press)
    if chat and chat.get("type") != "private":
        return replace(arrival.ignored("a press in a group"), press=press)
    inbound = ChoiceMade(option) if option else Ignored("a press without data")
    envelopes = arrival.said(number_of(chat or sender, "id"), [inbound], arrival.at, sender)
    # Telegram dates messages that are out of reach 1970
    return Update(envelopes, press=_shown(press, message, query.get("data")) if number_of(message, "date") else press)


def _shown(press: Press, message: dict[str, Any], data: object) -> Press:
    rows = tables(table(message, "reply_markup").get("inline_keyboard"), deep=True)
    labels = [text_of(button, "text") for button in rows if button.get("callback_data") == data]
    return replace(
        press,
        message=number_of(message, "message_id"),
        label=labels[0] if labels else "",
        text=text_of(message, "text"),
        entities=tables(message.get("entities")),
    )


def _membership(arrival: _Arrival, change: dict[str, Any]) -> Update:
    chat = table(change, "chat")
    if room := arrival.account.groups.get(number_of(chat, "id")):
        return Update(room=room, wrong=group.standing(change))
    if chat.get("type") != "private":
        return arrival.ignored("a change of the bot's place in a group")
    status = text_of(table(change, "new_chat_member"), "status")
    inbound = MemberOptedOut(blocked=True) if status == "kicked" else MemberReturned()
    sent_at = _time(change.get("date"), arrival.at)
    return Update(arrival.said(number_of(chat, "id"), [inbound], sent_at, table(change, "from")))


def _time(stamp: object, otherwise: datetime) -> datetime:
    if not integer(stamp):
        return otherwise
    try:
        return datetime.fromtimestamp(stamp, UTC)
    except (OverflowError, OSError, ValueError):
        return otherwise
