"""How many members we may write to first in a day. Beyond it a member waits for his place, and those who look after it know.

A member whose window is open is never counted.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from domain.channelports import Outbound
from domain.deliveryports import Openings
from domain.ports import Clock
from domain.troubles import Kind, Troubles

_TOLD_AGAIN: Final = timedelta(minutes=5)


@dataclass(slots=True)
class Budget:
    """The days' places on all channels."""

    openings: Openings
    troubles: Troubles
    clock: Clock
    most: int
    """Members in 24 hours; 0: any number."""
    _told: dict[str, datetime] = field(default_factory=dict)

    async def place(self, outbound: Outbound) -> datetime | None:
        """Give None where a message that opens a conversation may go now, else when. Raises `StorageError`."""
        at = await self.openings.admit(outbound.conversation, outbound.key, self.most)
        if at is not None:
            await self._tell(outbound.conversation.partition(":")[0], at)
        return at

    async def refused(self, outbound: Outbound) -> None:
        """Take in that the provider had no place for it. Raises `StorageError`."""
        await self.openings.refused(outbound.conversation, outbound.key)

    async def _tell(self, channel: str, until: datetime) -> None:
        now = self.clock.now()
        if now - self._told.get(channel, now - _TOLD_AGAIN) >= _TOLD_AGAIN:
            self._told[channel] = now
            await self.troubles.tell(Kind.MEMBERS_LIMIT, channel, lasts=until - now)
