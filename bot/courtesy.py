"""Shows members that their answer takes a moment, where a channel can show it. Must not say anything."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import structlog

from domain.channelports import ShowsTyping
from domain.deliveryports import Unanswered, Waiting
from domain.errors import SendError
from domain.model import ConversationId
from domain.ports import Clock, Signals, Sleep

SLOW: Final = timedelta(seconds=1.5)
"""An answer that comes sooner needs no sign."""
_STALE: Final = timedelta(minutes=1)
"""After an outage nobody looks at the chat any more."""
_REST: Final = 4.0
"""Seconds until it is tried again where it could not be shown."""
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
        self._shown = {conversation: until for conversation, until in self._shown.items() if now < until}
        waiting = await self.unanswered.waiting(tuple(self.channels), now - _STALE, now - SLOW)
        for one in waiting:
            if one.conversation not in self._shown:
                self._shown[one.conversation] = now + timedelta(seconds=await self._show(self.channels[one.origin], one))
        return bool(waiting)

    async def _show(self, channel: ShowsTyping, one: Waiting) -> float:
        try:
            return await channel.typing(one.conversation, one.provider_id)
        except SendError as error:
            _log.debug("courtesy.not_shown", code=error.code, reason=error.reason)
            return _REST
