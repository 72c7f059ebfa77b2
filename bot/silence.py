"""Watches for channels on which members normally write and that have gone silent: a lost webhook makes no other noise."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import structlog

from domain import silence
from domain.deliveryports import Arrivals
from domain.errors import StorageError
from domain.ports import Clock, Sleep

_EVERY: Final = 60.0
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of one channel's members."""

    last: datetime | None
    """When they last wrote; None: never."""
    silent: bool


@dataclass(slots=True)
class Watch:
    """Looks at the channels of a process."""

    arrivals: Arrivals
    origins: Mapping[str, str]
    """Who numbers the members' messages, by the channel's name."""
    clock: Clock
    sleep: Sleep = asyncio.sleep
    _silent: set[str] = field(default_factory=set)

    async def heard(self, channel: str) -> Heard:
        """Say when a channel was last heard, and whether it should have been since. Raises `StorageError`."""
        origin, now = self.origins[channel], self.clock.now()
        last = await self.arrivals.last(origin)
        first = await self.arrivals.first(origin)
        spans = silence.spans(first, last, now) if first and last else ()
        counts = await self.arrivals.counts(origin, spans, silence.EXPECTED) if spans else ()
        return Heard(last, silence.is_silent(counts))

    async def figures(self) -> dict[str, float]:
        """Give each channel's state for `/metrics`. Raises `StorageError`."""
        found: dict[str, float] = {}
        for channel in self.origins:
            heard = await self.heard(channel)
            found[f'channel_silent{{channel="{channel}"}}'] = float(heard.silent)
            if heard.last:
                since = (self.clock.now() - heard.last).total_seconds()
                found[f'channel_last_inbound_seconds{{channel="{channel}"}}'] = since
        return found

    async def run(self) -> None:
        """Log when a channel goes silent and when it is heard again, until cancelled."""
        while True:
            try:
                await self.once()
            except StorageError as error:
                _log.warning("channel.watch_failed", fault=type(error).__name__)
            await self.sleep(_EVERY)

    async def once(self) -> frozenset[str]:
        """Look once, and give the channels that are silent. Raises `StorageError`."""
        for channel in self.origins:
            heard = await self.heard(channel)
            if heard.silent and channel not in self._silent:
                _log.error("channel.silent", channel=channel, since=heard.last.isoformat() if heard.last else "")
                self._silent.add(channel)
            elif not heard.silent and channel in self._silent:
                _log.info("channel.heard_again", channel=channel)
                self._silent.discard(channel)
        return frozenset(self._silent)
