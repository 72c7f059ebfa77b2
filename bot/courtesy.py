"""Shows members that their answer takes a moment, where a channel can show it. Must not say anything."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import structlog

from domain.deliveryports import Unanswered
from domain.errors import SendError
from domain.model import ConversationId
from domain.ports import Clock, ShowsTyping, Signals, Sleep

SLOW: Final = timedelta(seconds=1.5)
"""An answer that comes sooner needs no sign."""
_STALE: Final = timedelta(minutes=1)
"""After an outage nobody looks at the chat any more."""
_AGAIN: Final = timedelta(seconds=4)
"""Telegram shows it for five seconds."""
_QUIET_SECONDS: Final = 30.0
_log = structlog.get_logger()


@dataclass(slots=True)
class Courtesy:
    """Looks for members who wait."""

    unanswered: Unanswered
    channels: Mapping[str, ShowsTyping]
    """Those that can show it, by the origin of their members' messages."""
    clock: Clock
    signals: Signals
    sleep: Sleep = asyncio.sleep
    _shown: dict[ConversationId, datetime] = field(default_factory=dict)

    async def run(self) -> None:
        """Look whenever something came, until cancelled."""
        while True:
            await self.signals.wait("inbox", _QUIET_SECONDS)
            await self.sleep(SLOW.total_seconds())
            while await self.once():
                await self.sleep(1.0)

    async def once(self) -> bool:
        """Show it to those who wait; False where nobody does. Raises `StorageError`."""
        now = self.clock.now()
        self._shown = {conversation: at for conversation, at in self._shown.items() if now - at < _AGAIN}
        waiting = await self.unanswered.waiting(tuple(self.channels), now - _STALE, now - SLOW)
        for origin, conversation in waiting:
            if conversation not in self._shown:
                self._shown[conversation] = now
                await self._show(self.channels[origin], conversation)
        return bool(waiting)

    async def _show(self, channel: ShowsTyping, conversation: ConversationId) -> None:
        try:
            await channel.typing(conversation)
        except SendError as error:
            _log.debug("courtesy.not_shown", code=error.code, reason=error.reason)
