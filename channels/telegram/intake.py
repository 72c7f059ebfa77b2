"""What polling and the webhook share: updates into the inbox, then what courtesy asks.

Nothing is told to Telegram before the commit.
"""

import asyncio
from collections import ChainMap, OrderedDict
from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog

from channels.telegram import parse
from channels.telegram.channel import TelegramChannel
from domain.errors import BadInput, SendError
from domain.inbound import ConversationStarted, Envelope
from domain.ports import Clock, Inbox
from domain.roomports import LINK, Listener

_ALBUMS = 1000
"""Albums remembered; their parts arrive within seconds."""
_PRESSES = 1000
"""Presses waiting for their acknowledgement; those beyond are only shown to be late."""
_log = structlog.get_logger()

Reader = Callable[[dict[str, Any], parse.Account, datetime, Container[str]], parse.Update]
"""Reads an update, as `parse.read` does."""


class Intake:
    """Takes updates in."""

    def __init__(
        self, channel: TelegramChannel, account: parse.Account, inbox: Inbox, clock: Clock, reader: Reader = parse.read
    ) -> None:
        """Store into `inbox` what `account` is told, as `reader` reads it; acknowledge presses through `channel`."""
        self._channel = channel
        self.account = account
        self._inbox = inbox
        self._clock = clock
        self._reader = reader
        self.listeners: dict[str, Listener] = {}
        """Who hears officers, by their rooms."""
        self._albums: OrderedDict[str, None] = OrderedDict()
        self._presses: asyncio.Queue[parse.Press] = asyncio.Queue(_PRESSES)

    async def take_body(self, body: bytes) -> None:
        """Take one update as Telegram posts it; what is no update is put on record. Raises `StorageError`."""
        try:
            fields = parse.load(body)
        except BadInput:
            await self._inbox.accept([parse.unreadable(body, self.account, self._clock.now())])
            _log.warning("telegram.unreadable", bytes=len(body))
        else:
            await self.take([fields])

    async def take(self, updates: Sequence[dict[str, Any]]) -> None:
        """Take several updates in one transaction. Raises `StorageError`; then none of them was taken."""
        now = self._clock.now()
        read, albums = self._read(updates, now)
        envelopes = [envelope for update in read for envelope in update.envelopes]
        if self.listeners:
            envelopes = await self._proven(envelopes, next(iter(self.listeners.values())))
        if envelopes:
            await self._inbox.accept(envelopes)
        for update in read:
            if listener := self.listeners.get(update.room):
                await self._tell(update, listener)
        self._note(albums)
        for update in read:
            self._acknowledge_later(update.press)

    def listen(self, room: str, group: int, listener: Listener) -> None:
        """Have `listener` hear what officers do in a room."""
        self.listeners[room] = listener
        self.adopt(room, group)

    def adopt(self, room: str, group: int) -> None:
        """Know a room's group by this id."""
        self.account = _moved(self.account, room, group)

    @staticmethod
    async def _tell(update: parse.Update, listener: Listener) -> None:
        for said in update.officers:
            await listener.heard(said)
        if update.wrong is not None:
            await listener.stands(update.wrong)
        if update.moved:
            await listener.moved(update.moved)

    async def _proven(self, envelopes: Sequence[Envelope], listener: Listener) -> list[Envelope]:
        """Have words heard by which an officer proves who he is; they are no member's."""
        members: list[Envelope] = []
        for envelope in envelopes:
            match envelope.inbound:
                case ConversationStarted(payload=word) if word.startswith(LINK):
                    await listener.claimed(f"telegram:{envelope.conversation.rpartition(':')[2]}", word)
                case _:
                    members.append(envelope)
        return members

    async def acknowledge(self) -> None:
        """Acknowledge presses as they come, without an end. A failure costs a button's spinner, never a message."""
        while True:
            press = await self._presses.get()
            try:
                await self._channel.acknowledge(press)
            except SendError as error:
                _log.warning("telegram.press_unacknowledged", code=error.code, reason=error.reason)

    def _read(self, updates: Sequence[dict[str, Any]], now: datetime) -> tuple[list[parse.Update], list[str]]:
        """Read in order, so that the second part of an album knows of the first."""
        read: list[parse.Update] = []
        fresh: dict[str, None] = {}
        known = ChainMap(fresh, self._albums)
        account = self.account
        for fields in updates:
            update = self._safely(fields, account, now, known)
            read.append(update)
            if update.moved:  # what follows comes from there already
                account = _moved(account, update.room, int(update.moved))
            if update.album:
                fresh[update.album] = None
        return read, list(fresh)

    def _safely(self, fields: dict[str, Any], account: parse.Account, now: datetime, albums: Container[str]) -> parse.Update:
        """Read one update; what makes reading fail is put on record, or Telegram would bring nothing else for a day."""
        try:
            return self._reader(fields, account, now, albums)
        except Exception as error:  # noqa: BLE001 - one update's fault must not keep the others
            _log.error("telegram.poison", update=fields["update_id"], fault=type(error).__name__)
            return parse.poison(fields, account, now)

    def _note(self, albums: Sequence[str]) -> None:
        self._albums.update(dict.fromkeys(albums))
        while len(self._albums) > _ALBUMS:
            self._albums.popitem(last=False)

    def _acknowledge_later(self, press: parse.Press | None) -> None:
        if press is None or not press.callback:
            return
        try:
            self._presses.put_nowait(press)
        except asyncio.QueueFull:
            _log.warning("telegram.press_unacknowledged", reason="too many at once")


def _moved(account: parse.Account, room: str, group: int) -> parse.Account:
    others = {chat: name for chat, name in account.groups.items() if name != room}
    return replace(account, groups={**others, group: room})
