"""Drains the outbox: each due message goes through its channel once, in its conversation's order, and its fate is kept.

The error's flags decide: certainly unsent waits and goes again, doubtful is parked, refused is dead. Must not know any
channel's own errors, nor decide what may be sent when.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import assert_never

import structlog

from bot import pacing
from bot.courier import Aside, Go, Later, Never, Ready, as_it_is, untold
from bot.logs import described
from domain.channelports import Channel, Outbound, Outgoing
from domain.deliveryports import KNOCK
from domain.errors import (
    ContactStopped,
    LimitReached,
    Misconfigured,
    Refused,
    SendError,
    StorageError,
    Throttled,
    Uncertain,
    Unreachable,
)
from domain.ports import Clock, Outbox, Signals
from domain.turnports import NO_ROOM

_log = structlog.get_logger()
_MARK_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Pace:
    """How many at once, how often again, and how long to wait."""

    at_once: int = 256
    """Of one channel: with a provider that answers after 100 ms, 2,560 a second."""
    attempts: int = 12
    """Of one message, after which it is dead."""
    backoff: timedelta = timedelta(seconds=2)
    """Before the second attempt; doubled with each further one, half as much more or less by chance."""
    longest_backoff: timedelta = timedelta(minutes=15)
    misconfigured: timedelta = timedelta(minutes=1)
    """How long a channel rests whose account or token is wrong."""
    held_seconds: float = 1.0
    """Longest wait for a channel's own pace with the message in hand; for a longer one it goes back."""
    send_seconds: float = 60.0
    """Less than the outbox's lease."""
    poll_seconds: float = 0.5
    breath_seconds: float = 0.01
    """Between two claims while a channel has all that it may have on its way: what gets free meanwhile is claimed at once."""
    rest_seconds: float = 1.0


class Sender:
    """Hands messages over."""

    def __init__(  # noqa: PLR0913, PLR0917 - the ports that it works with
        self,
        outbox: Outbox,
        channels: Sequence[Channel],
        signals: Signals,
        clock: Clock,
        chance: Callable[[], float],
        prepare: Callable[[Channel, Outbound], Awaitable[Ready]] = as_it_is,
        stopped: Callable[[Outbound], Awaitable[None]] = untold,
        limited: Callable[[Outbound], Awaitable[None]] = untold,
        schedule: pacing.Schedule | None = None,
    ) -> None:
        """Send through these channels what `prepare` makes of it; `chance` gives numbers from 0 to 1 that spread retries.

        `stopped` hears of members who turn out to have stopped a channel, `limited` of those for whom the day's limit of
        members who are written to first had no place left; `schedule` holds the channels' own paces.
        """
        self.pace = Pace()
        self._outbox = outbox
        self._channels = {channel.name: channel for channel in channels}
        self._signals = signals
        self._clock = clock
        self._chance = chance
        self._prepare = prepare
        self._stopped = stopped
        self._limited = limited
        self._schedule = schedule or pacing.Schedule()
        self._resting: dict[str, datetime] = {}
        """Until when channels rest whose account or token is wrong."""
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
        await asyncio.gather(*(self._deliver(self._channels[_channel_of(outbound)], outbound) for outbound in claimed))
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
            task = asyncio.create_task(self._deliver(self._channels[_channel_of(outbound)], outbound))
            tasks.add(task)
            task.add_done_callback(tasks.discard)

    def _left(self) -> Mapping[str, int]:
        """Tell how many messages each channel that is awake can begin with now."""
        most = self.pace.at_once - self._promised - self._asked
        return {name: left for name in self._awake() if (left := most - len(self._going[name])) > 0}

    def _awake(self) -> list[str]:
        now = self._clock.now()
        return [name for name in self._channels if self._resting.get(name, now) <= now]

    async def _send_some(self) -> None:
        """Begin to send what is due on channels that have room, or wait for something to do."""
        room = self._left()
        most = min(room.values(), default=0)
        claimed = await self._claim(most, list(room)) if room else ()
        self._begin(claimed)
        if len(room) < len(self._awake()):
            await asyncio.sleep(self.pace.breath_seconds)
        elif (not claimed or len(claimed) < most) and not self._stopping:  # that was all; a signal meanwhile counts
            await self._signals.wait("outbox", self.pace.poll_seconds)

    async def _claim(self, most: int, channels: Sequence[str]) -> Sequence[Outbound]:
        self._asked = most
        try:
            return await self._outbox.claim(most, channels)
        except Exception as error:  # noqa: BLE001  # the loop outlives what is stored in a form that nobody can read
            _log.error("sender.claim_failed", fault=described(error))  # no values
        finally:
            self._asked = 0
        await asyncio.sleep(self.pace.rest_seconds)
        return ()

    async def _deliver(self, channel: Channel, outbound: Outbound) -> None:
        """Send one message, or do with it what may be done now, and keep what became of it."""
        try:
            ready = await self._prepare(channel, outbound)
        except StorageError as error:
            await self._failed(channel, outbound, Unreachable(f"it was not asked for: {described(error)}"))
            return
        except Exception as error:  # noqa: BLE001  # one of the two places where everything is caught
            fault = described(error)
            _log.error("sender.render_failed", outbound=outbound.id, fault=fault)  # no member's words
            await self._keep(
                outbound, lambda: self._outbox.dead(outbound.id, f"it could not be written for this channel: {fault}")
            )
            return
        match ready:
            case Go(messages):
                if await self._in_time(outbound, messages):
                    await self._hand_over(channel, outbound, messages, lambda sid: self._outbox.sent([(outbound.id, sid)]))
            case Aside((), reason, until):
                await self._keep(outbound, lambda: self._outbox.parked(outbound.id, reason, until=until))
            case Aside(knock, reason, _):
                # news of the knock are no news of the message, so it has a key of its own
                knocking = replace(outbound, key=f"{outbound.key}{KNOCK}")
                if await self._in_time(outbound, knock):
                    await self._hand_over(channel, knocking, knock, lambda sid: self._outbox.parked(outbound.id, reason, sid))
            case Later(until, reason):
                await self._keep(outbound, lambda: self._outbox.postponed(outbound.id, until, reason, tried=False))
            case Never(reason):
                await self._keep(outbound, lambda: self._outbox.dead(outbound.id, reason))
            case _ as never:
                assert_never(never)

    async def _in_time(self, outbound: Outbound, messages: Sequence[Outgoing]) -> bool:
        """Wait for the channel's own pace; False where that takes longer, and the message is put off."""
        conversation, purpose = outbound.conversation, outbound.reply.purpose
        weight = sum([message.segments for message in messages])
        now = self._clock.now().timestamp()
        wait = self._schedule.wait(conversation, purpose, now)
        if wait > self.pace.held_seconds:
            until = datetime.fromtimestamp(self._schedule.put_off(conversation, purpose, now, weight), UTC)
            await self._keep(outbound, lambda: self._outbox.postponed(outbound.id, until, "", tried=False))
            return False
        # counted at the time at which it will go, so that those that come meanwhile wait behind it
        self._schedule.sent(conversation, purpose, now + wait, weight)
        if wait:
            await asyncio.sleep(wait)
        return True

    async def _hand_over(
        self, channel: Channel, outbound: Outbound, messages: Sequence[Outgoing], mark: Callable[[str], Awaitable[None]]
    ) -> None:
        """Give the messages to the channel and have its answer kept."""
        for message in messages:
            for dropped in message.dropped:
                _log.debug("sender.dropped", outbound=outbound.id, channel=channel.name, what=dropped)
        try:
            async with asyncio.timeout(self.pace.send_seconds):
                provider_id = await channel.send(outbound, messages)
        except SendError as error:
            await self._failed(channel, outbound, error)
        except TimeoutError:
            await self._failed(channel, outbound, Uncertain("the channel did not answer in time"))
        except Exception as error:  # noqa: BLE001  # as above: nobody knows how far it came
            await self._failed(channel, outbound, Uncertain(described(error)))
        else:
            await self._keep(outbound, lambda: mark(provider_id))

    async def _failed(self, channel: Channel, outbound: Outbound, error: SendError) -> None:
        _log.warning("sender.failed", outbound=outbound.id, channel=channel.name, kind=type(error).__name__, code=error.code)
        if isinstance(error, Throttled):
            self._schedule.pause(outbound.conversation, self._clock.now().timestamp() + error.retry_after)
        if isinstance(error, ContactStopped):
            await self._keep(outbound, lambda: self._stopped(outbound))
        if isinstance(error, LimitReached):
            await self._keep(outbound, lambda: self._limited(outbound))
        match error:
            case Refused() | Uncertain() if outbound.key.endswith(KNOCK):
                # the message itself is untouched: it waits, announced or not
                announced = KNOCK if error.ambiguous else ""
                await self._keep(outbound, lambda: self._outbox.parked(outbound.id, error.reason, announced))
            case Misconfigured():
                self._resting[channel.name] = self._clock.now() + self.pace.misconfigured
                await self._postpone(outbound, error, self.pace.misconfigured)
            case _ if error.ambiguous:
                await self._keep(outbound, lambda: self._outbox.uncertain(outbound.id, error.reason))
            case _ if error.retryable and outbound.attempts < self.pace.attempts:
                await self._postpone(outbound, error, self._backoff(outbound, error))
            case _:
                await self._keep(outbound, lambda: self._outbox.dead(outbound.id, error.reason))

    def _backoff(self, outbound: Outbound, error: SendError) -> timedelta:
        grown = min(self.pace.backoff * (1 << (outbound.attempts - 1)), self.pace.longest_backoff)
        spread = grown * (0.5 + self._chance())
        return max(spread, timedelta(seconds=error.retry_after)) if isinstance(error, Throttled) else spread

    async def _postpone(self, outbound: Outbound, error: SendError, wait: timedelta) -> None:
        until = self._clock.now() + wait
        await self._keep(outbound, lambda: self._outbox.postponed(outbound.id, until, error.reason))

    async def _keep(self, outbound: Outbound, mark: Callable[[], Awaitable[None]]) -> None:
        """Keep what became of a message, trying again where the database fails; after that the lease decides."""
        for attempt in range(1, _MARK_ATTEMPTS + 1):
            try:
                await mark()
            except StorageError as error:
                _log.error("sender.mark_failed", outbound=outbound.id, attempt=attempt, fault=described(error))
                await asyncio.sleep(self.pace.rest_seconds * attempt)
            else:
                return


def _channel_of(outbound: Outbound) -> str:
    return outbound.conversation.partition(":")[0]
