"""Takes one message to its channel, and keeps what became of it.

The error's flags decide: certainly unsent waits and goes again, doubtful is parked, refused is dead. Must not know any
channel's own errors, nor decide what may be sent when.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import assert_never

import structlog

from bot.courier import Aside, Go, Later, Never, Outdated, Ready, as_it_is, untold
from bot.logs import described
from bot.pacing import Schedule
from channels import leaving
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
from domain.model import OutboundId
from domain.ports import Clock, Outbox

_log = structlog.get_logger()
_MARK_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a message is tried, and how long is waited."""

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
    rest_seconds: float = 1.0
    """After the first time that what became of a message could not be kept."""


@dataclass(slots=True)
class Dispatch:
    """Hands one message over."""

    outbox: Outbox
    clock: Clock
    chance: Callable[[], float]
    """Gives numbers from 0 to 1, which spread retries."""
    prepare: Callable[[Channel, Outbound], Awaitable[Ready]] = as_it_is
    """Makes of a message what may go out now."""
    stopped: Callable[[Outbound], Awaitable[None]] = untold
    """Hears of members who turn out to have stopped a channel."""
    limited: Callable[[Outbound], Awaitable[None]] = untold
    """Hears of those for whom the day's limit of members who are written to first had no place left."""
    begins: Callable[[OutboundId], None] = lambda _: None
    """Hears of each message before it may reach its provider; what it raises keeps it from that."""
    schedule: Schedule = field(default_factory=Schedule)
    """The channels' own paces."""
    patience: Patience = field(default_factory=Patience)
    _resting: dict[str, datetime] = field(default_factory=dict, init=False)
    """Until when channels rest whose account or token is wrong."""

    def awake(self, channels: Iterable[str]) -> list[str]:
        """Give those of these channels that do not rest; none rests longer where the clock was set back."""
        now = self.clock.now()
        longest = now + self.patience.misconfigured
        return [name for name in channels if not now < self._resting.get(name, now) <= longest]

    async def deliver(self, channel: Channel, outbound: Outbound) -> None:
        """Send one message, or do with it what may be done now, and keep what became of it."""
        try:
            ready = await self.prepare(channel, outbound)
        except StorageError as error:
            await self._failed(channel, outbound, Unreachable(f"it was not asked for: {described(error)}"))
            return
        except Exception as error:  # noqa: BLE001 - one of the two places where everything is caught
            await self._unwritable(outbound, described(error))
            return
        match ready:
            case Go(messages):
                if await self._in_time(outbound, messages):
                    await self._hand_over(channel, outbound, messages, lambda sid: self.outbox.sent([(outbound.id, sid)]))
            case Aside((), reason, until):
                await self._keep(outbound, lambda: self.outbox.parked(outbound.id, reason, until=until))
            case Aside(knock, reason, _):
                await self._knock(channel, outbound, knock, reason)
            case Later(until, reason):
                await self._keep(outbound, lambda: self.outbox.postponed(outbound.id, until, reason, tried=False))
            case Never(reason):
                await self._keep(outbound, lambda: self.outbox.dead(outbound.id, reason))
            case Outdated(reason):
                await self._keep(outbound, lambda: self.outbox.dropped(outbound.id, reason))
            case _ as never:
                assert_never(never)

    async def _unwritable(self, outbound: Outbound, fault: str) -> None:
        _log.error("sender.render_failed", outbound=outbound.id, fault=fault)  # no member's words
        await self._keep(outbound, lambda: self.outbox.dead(outbound.id, f"it could not be written for this channel: {fault}"))

    async def _knock(self, channel: Channel, outbound: Outbound, knock: Sequence[Outgoing], reason: str) -> None:
        # news of the knock are no news of the message, so it has a key of its own
        knocking = replace(outbound, key=f"{outbound.key}{KNOCK}")
        if await self._in_time(outbound, knock):
            await self._hand_over(channel, knocking, knock, lambda sid: self.outbox.parked(outbound.id, reason, sid))

    async def _in_time(self, outbound: Outbound, messages: Sequence[Outgoing]) -> bool:
        """Wait for the channel's own pace; False where that takes longer, and the message is put off."""
        conversation, purpose = outbound.conversation, outbound.reply.purpose
        weight = sum([message.segments for message in messages])
        now = self.clock.now().timestamp()
        wait = self.schedule.wait(conversation, purpose, now)
        if wait > self.patience.held_seconds:
            until = datetime.fromtimestamp(self.schedule.put_off(conversation, purpose, now, weight), UTC)
            await self._keep(outbound, lambda: self.outbox.postponed(outbound.id, until, "", tried=False))
            return False
        # counted at the time at which it will go, so that those that come meanwhile wait behind it
        self.schedule.sent(conversation, purpose, now + wait, weight)
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
            async with asyncio.timeout(self.patience.send_seconds):
                provider_id = await self._sent(channel, outbound, messages)
        except SendError as error:
            await self._failed(channel, outbound, error)
        except TimeoutError:
            await self._failed(channel, outbound, Uncertain("the channel did not answer in time"))
        except Exception as error:  # noqa: BLE001 - as above: nobody knows how far it came
            await self._failed(channel, outbound, Uncertain(described(error)))
        else:
            await self._keep(outbound, lambda: mark(provider_id))

    async def _sent(self, channel: Channel, outbound: Outbound, messages: Sequence[Outgoing]) -> str:
        """Send, and let be noted from when on it may have left."""
        begins = partial(self.begins, outbound.id)
        told = leaving.LEAVING.set(begins)
        try:
            if not channel.capabilities.tells_leaving:
                begins()
            return await channel.send(outbound, messages)
        finally:
            leaving.LEAVING.reset(told)

    async def _failed(self, channel: Channel, outbound: Outbound, error: SendError) -> None:
        _log.warning("sender.failed", outbound=outbound.id, channel=channel.name, kind=type(error).__name__, code=error.code)
        if isinstance(error, Throttled):
            self.schedule.pause(outbound.conversation, self.clock.now().timestamp() + error.retry_after)
        if isinstance(error, ContactStopped):
            await self._keep(outbound, lambda: self.stopped(outbound))
        if isinstance(error, LimitReached):
            await self._keep(outbound, lambda: self.limited(outbound))
        match error:
            case Refused() | Uncertain() if outbound.key.endswith(KNOCK):
                # the message itself is untouched: it waits, announced or not
                announced = KNOCK if error.ambiguous else ""
                await self._keep(outbound, lambda: self.outbox.parked(outbound.id, error.reason, announced))
            case Misconfigured():
                self._resting[channel.name] = self.clock.now() + self.patience.misconfigured
                await self._postpone(outbound, error, self.patience.misconfigured)
            case _ if error.ambiguous:
                await self._keep(outbound, lambda: self.outbox.uncertain(outbound.id, error.reason))
            case _ if error.retryable and outbound.attempts < self.patience.attempts:
                await self._postpone(outbound, error, self._backoff(outbound, error))
            case _:
                await self._keep(outbound, lambda: self.outbox.dead(outbound.id, error.reason))

    def _backoff(self, outbound: Outbound, error: SendError) -> timedelta:
        grown = min(self.patience.backoff * (1 << (outbound.attempts - 1)), self.patience.longest_backoff)
        spread = grown * (0.5 + self.chance())
        return max(spread, timedelta(seconds=error.retry_after)) if isinstance(error, Throttled) else spread

    async def _postpone(self, outbound: Outbound, error: SendError, wait: timedelta) -> None:
        until = self.clock.now() + wait
        await self._keep(outbound, lambda: self.outbox.postponed(outbound.id, until, error.reason))

    async def _keep(self, outbound: Outbound, mark: Callable[[], Awaitable[None]]) -> None:
        """Keep what became of a message, trying again where the database fails; after that the lease decides."""
        for attempt in range(1, _MARK_ATTEMPTS + 1):
            try:
                await mark()
            except StorageError as error:
                _log.error("sender.mark_failed", outbound=outbound.id, attempt=attempt, fault=described(error))
                await asyncio.sleep(self.patience.rest_seconds * attempt)
            else:
                return
