"""Tells officers in their private chats with the bot what the desk alerts them of: who works in the room may not look there.

Must not keep anything: the alerts stay at the desk until they are ticked off there. Told is what comes up while it runs.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import structlog

from desk.texts import Texts
from domain import reference
from domain.deskports import Alert
from domain.errors import SendError, StorageError, Throttled
from domain.model import TicketRef
from domain.ports import Signals, Sleep
from domain.roomports import Calls, Room

_AT_ONCE: Final = 50
_LOOK_SECONDS, _PATIENCE = 2.0, 30.0
_log = structlog.get_logger()


@dataclass(slots=True)
class Herald:
    """The alerts of those whose accounts at one provider are known."""

    room: Room
    calls: Calls
    signals: Signals
    t: Texts
    address: Callable[[TicketRef], str]
    public_url: str
    sleep: Sleep = asyncio.sleep
    _told: tuple[int, str] | None = None
    """The newest alert that was told, or was there before, and to which account."""

    async def run(self) -> None:
        """Tell what comes up, until cancelled."""
        while True:
            try:
                worked = await self.once()
            except StorageError as error:
                _log.warning("room.alerts_not_read", fault=type(error).__name__)
                worked = False
            if not worked:
                await self.signals.wait("desk", _LOOK_SECONDS)

    async def once(self) -> bool:
        """Tell what came up since the last time; False where there was nothing. Raises `StorageError`."""
        if self._told is None:
            self._told = await self.calls.newest() + 1, ""
        found = await self.calls.behind(self._told, self.room.account.partition(":")[0], _AT_ONCE)
        for alert, account in found:
            if not await self._tell(alert, account):
                break
            self._told = alert.id, account
        return bool(found)

    async def _tell(self, alert: Alert, account: str) -> bool:
        """Tell one, and say whether that is done: what was refused, or may have arrived, is at the desk and not said again."""
        try:
            await self.room.whisper(account, self._words(alert))
        except SendError as error:
            _log.warning("room.alert_not_told", alert=alert.id, code=error.code, reason=error.reason)
            if not error.retryable:
                return True
            await self.sleep(error.retry_after if isinstance(error, Throttled) else _PATIENCE)
            return False
        return True

    def _words(self, alert: Alert) -> str:
        what = self.t(f"alert.{alert.what}")
        if alert.announcement is not None:
            address = f"{self.public_url}/desk/announcements/{alert.announcement}"
            return f"{self.t('alert.announcement', n=str(alert.announcement))} {what}\n{address}"
        return f"\u2066{reference.written(alert.ticket)}\u2069 · {what}\n{self.address(alert.ticket)}"
