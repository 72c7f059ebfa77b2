"""Drains the outbox: each due message goes to its channel once, in its conversation's order.

Decides how many are on their way at once; what becomes of each is the matter of `bot.dispatch`.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import structlog

from bot.dispatch import Dispatch
from bot.logs import described
from domain.channelports import Channel, Outbound
from domain.ports import Outbox, Signals
from domain.turnports import NO_ROOM

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Pace:
    """How many at once, and how long to wait for more."""

    at_once: int = 256
    """Of one channel: with a provider that answers after 100 ms, 2,560 a second."""
    poll_seconds: float = 0.5
    breath_seconds: float = 0.01
    """Between two claims while a channel has all that it may have on its way: what gets free meanwhile is claimed at once."""
    rest_seconds: float = 1.0
    """After a claim that failed."""


class Sender:
    """Hands messages over."""

    def __init__(self, outbox: Outbox, channels: Sequence[Channel], signals: Signals, dispatch: Dispatch) -> None:
        """Send through these channels what is due in the outbox, each message by `dispatch`."""
        self.pace = Pace()
        self.dispatch = dispatch
        self._outbox = outbox
        self._channels = {channel.name: channel for channel in channels}
        self._signals = signals
        self._going: dict[str, set[asyncio.Task[None]]] = {name: set() for name in self._channels}
        self._promised = self._asked = 0
        """Of each channel: room that whoever hands on was told of, and that the claim under way may fill."""
        self._running = self._stopping = False

    async def run(self) -> None:
        """Send until `stop`; channels do not wait for one another."""
        self._running = True
        try:
            while not self._stopping:
                await self._send_some()
        finally:
            self._running = False
            if under_way := set[asyncio.Task[None]]().union(*self._going.values()):
                await asyncio.wait(under_way)

    async def stop(self) -> None:
        """End `run` once what is on its way has arrived or failed."""
        self._stopping = True
        self._signals.publish("outbox")

    async def once(self) -> int:
        """Send what is due now, one message of each conversation; give how many. Raises `StorageError`."""
        claimed = await self._outbox.claim(self.pace.at_once, list(self._channels))
        await asyncio.gather(*(self.dispatch.deliver(self._channels[_channel_of(outbound)], outbound) for outbound in claimed))
        return len(claimed)

    def room(self, most: int) -> Mapping[str, int]:
        """Keep room for up to so many messages of each channel that is awake, until `take`; give how many may begin.

        None of any unless this runs.
        """
        if not self._running or self._stopping:
            return NO_ROOM
        room = {name: min(left, most) for name, left in self._left().items()}
        self._promised = most
        return room

    def take(self, claimed: Sequence[Outbound]) -> None:
        """Begin to send these, which is all that there will be of what was promised room."""
        self._promised = 0
        self._begin(claimed)

    def _begin(self, claimed: Sequence[Outbound]) -> None:
        for outbound in claimed:
            tasks = self._going[_channel_of(outbound)]
            task = asyncio.create_task(self.dispatch.deliver(self._channels[_channel_of(outbound)], outbound))
            tasks.add(task)
            task.add_done_callback(tasks.discard)

    def _left(self) -> Mapping[str, int]:
        """Tell how many messages each channel that is awake can begin with now."""
        most = self.pace.at_once - self._promised - self._asked
        return {name: left for name in self.dispatch.awake(self._channels) if (left := most - len(self._going[name])) > 0}

    async def _send_some(self) -> None:
        """Begin to send what is due on channels that have room, or wait for something to do."""
        room = self._left()
        most = min(room.values(), default=0)
        claimed = await self._claim(most, list(room)) if room else ()
        self._begin(claimed)
        if len(room) < len(self.dispatch.awake(self._channels)):
            await asyncio.sleep(self.pace.breath_seconds)
        elif (not claimed or len(claimed) < most) and not self._stopping:  # that was all; a signal meanwhile counts
            await self._signals.wait("outbox", self.pace.poll_seconds)

    async def _claim(self, most: int, channels: Sequence[str]) -> Sequence[Outbound]:
        self._asked = most
        try:
            return await self._outbox.claim(most, channels)
        except Exception as error:  # noqa: BLE001 - the loop outlives what is stored in a form that nobody can read
            _log.error("sender.claim_failed", fault=described(error))  # no values
        finally:
            self._asked = 0
        await asyncio.sleep(self.pace.rest_seconds)
        return ()


def _channel_of(outbound: Outbound) -> str:
    return outbound.conversation.partition(":")[0]
