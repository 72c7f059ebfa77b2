"""The turns' loop: claims conversations, has their messages answered on a worker thread, and commits what came of it.

Performs nothing itself and knows no handler. Must not lose a message, nor let one stop the others: where a commit is refused,
the batch is written lane by lane and message by message, until the one that cannot be written is handed to a person.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot import lane as lanes
from bot.ahead import Ahead
from bot.lane import Conduct
from bot.logs import described
from domain.channelports import Outbound
from domain.errors import StorageError, Unstorable
from domain.model import TicketRef
from domain.ports import Clock, Signals
from domain.turnports import NO_ROOM, Arrived, Lane, LaneResult, Onward, Turns

_log = structlog.get_logger()
_FEWEST_REFS = 16


@dataclass(frozen=True, slots=True)
class Pace:
    """How much at a time, and how long to wait."""

    lanes: int = 50
    messages: int = 10
    """Of one lane."""
    gather_seconds: float = 0.01
    """After a batch of several conversations: what comes meanwhile is handled together. Others are handled at once."""
    several: int = 4
    poll_seconds: float = 0.5
    rest_seconds: float = 1.0
    """After a failure; doubled with each one that follows at once."""
    longest_rest_seconds: float = 30.0


class Engine:
    """Answers whatever is in the inbox."""

    def __init__(  # noqa: PLR0913, PLR0917 - the ports that it works with
        self,
        turns: Turns,
        signals: Signals,
        clock: Clock,
        conduct: Conduct,
        pace: Pace | None = None,
        onward: Onward | None = None,
    ) -> None:
        """Take work from `turns` and answer as `conduct` says; hand answers to this process's sender, if it has one."""
        self.conduct = conduct
        """May be replaced at any time; a batch under way ends with the one it began with."""
        self._turns = turns
        self._signals = signals
        self._clock = clock
        self._pace = pace or Pace()
        self._onward = onward
        self.ahead = Ahead(self._pace.lanes, self._pace.messages)
        """Whoever stores messages may claim conversations for this engine while it runs."""
        self._refs: deque[TicketRef] = deque()
        self._refs_wanted = _FEWEST_REFS
        self._stopping = False
        self._more = False
        """There may be more to do than the last batch had."""
        self._busy = False
        """The last batch had several conversations."""
        self._next: datetime | None = None
        """When a conversation that waits for more of what its member writes is to be looked at."""

    async def run(self) -> None:
        """Answer until `stop`."""
        failures = 0
        self.ahead.open = True
        while not self._stopping:
            try:
                await self.once()
                failures = 0
            except Exception as error:  # noqa: BLE001 - the loop outlives whatever happens in it
                _log.error("engine.batch_failed", fault=described(error))  # no member's words
                failures += 1
            # after a failure, and where there is more than it can take, it claims in order
            self.ahead.open = not (failures or self._more or self._stopping)
            await self._rest(failures)
        self.ahead.open = False
        await self._release(self.ahead.taken())

    async def stop(self) -> None:
        """End `run` after the batch that it is at."""
        self._stopping = True
        self._signals.publish("inbox")

    async def once(self) -> int:
        """Handle one batch and give the number of messages claimed. Raises `StorageError`; nothing is lost by it."""
        self._more = self._busy = False
        ahead = self.ahead.taken()
        held: Sequence[Arrived | Lane] = ahead
        try:
            held = claimed = await self._turns.claim(self._pace.lanes, self._pace.messages, ahead)
            found = len(claimed) - len({one.conversation for one in ahead})
            self._more = found >= self._pace.lanes or any(self._is_part(lane) for lane in claimed)
            self._busy = len(claimed) >= self._pace.several
            await self._handle(claimed, self.conduct)
        except BaseException:
            await self._release(held)
            raise
        return sum(len(lane.pending) for lane in claimed)

    def _is_part(self, lane: Lane) -> bool:
        """Tell whether more may wait: behind as many messages as are claimed, or beside one that is tried alone."""
        return len(lane.pending) >= self._pace.messages or any(one.attempts for one in lane.pending[:1])

    async def _handle(self, claimed: Sequence[Lane], conduct: Conduct) -> None:
        waiting = claimed
        while waiting:
            await self._stock_refs()
            results = await asyncio.to_thread(self._worked, waiting, conduct, self._clock.now())
            done, waiting = waiting[: len(results)], waiting[len(results) :]
            if not self._refs:
                self._refs_wanted *= 2
            if await self._written(results):
                self._note(result.ready_at for result in results)
                continue
            for lane in done:
                await self._handle_alone(lane, conduct)

    def _worked(self, waiting: Sequence[Lane], conduct: Conduct, now: datetime) -> list[LaneResult]:
        """Work through conversations until answers are to be written: those of the first must not wait for all others."""
        begun, results = conduct.stopwatch(), list[LaneResult]()
        for lane in waiting:
            results.append(lanes.work(lane, conduct, self._refs, now))
            if conduct.stopwatch() - begun >= conduct.share:
                break
        return results

    async def _handle_alone(self, lane: Lane, conduct: Conduct) -> None:
        """Write one lane of a batch that could not be written: its first message, or else why it could not be handled."""
        now = self._clock.now()
        fault = "what came of the message could not be stored"
        ways: tuple[Callable[[], LaneResult], ...] = (
            lambda: lanes.work(lane, conduct, self._refs, now, most=1),
            lambda: lanes.give_up(lane, conduct, self._refs, now, fault),
            lambda: lanes.abandon(lane, fault),
        )
        for way in ways:
            await self._stock_refs()
            if await self._written([await asyncio.to_thread(way)]):
                return

    async def _written(self, results: Sequence[LaneResult]) -> bool:
        """Commit; False where these very results are refused."""
        handed: Sequence[Outbound] = ()
        try:
            handed = await self._turns.commit(results, self._onward.room(len(results)) if self._onward else NO_ROOM)
        except StorageError as error:
            if not isinstance(error, Unstorable):
                raise
            fault = described(error)
        except Exception as error:  # noqa: BLE001 - a value that has no stored form
            fault = described(error)
        else:
            return True
        finally:
            if self._onward:
                self._onward.take(handed)
        _log.error("engine.commit_refused", lanes=len(results), fault=fault)
        return False

    async def _stock_refs(self) -> None:
        if len(self._refs) < self._refs_wanted // 2:
            self._refs.extend(await self._turns.references(self._refs_wanted))

    async def _release(self, held: Sequence[Lane | Arrived]) -> None:
        """Give back what was not written, as far as the database lets us; otherwise the lease runs out."""
        if not held:
            return
        try:
            await self._turns.release(sorted({one.claim for one in held}))
        except StorageError as error:
            _log.warning("engine.release_failed", fault=described(error))

    async def _rest(self, failures: int) -> None:
        """Wait for something to do, unless there may be more than was claimed; a signal meanwhile counts."""
        if failures and not self._stopping:
            await asyncio.sleep(min(self._pace.rest_seconds * 2 ** (failures - 1), self._pace.longest_rest_seconds))
        elif self._more or self._stopping:
            return
        elif await self._signals.wait("inbox", self._patience()) and self._busy:
            await asyncio.sleep(self._pace.gather_seconds)

    def _note(self, moments: Iterable[datetime | None]) -> None:
        """Remember the first moment at which a conversation is to be looked at again; the others are found by polling."""
        known = [moment for moment in (*moments, self._next) if moment is not None]
        self._next = min(known, default=None)

    def _patience(self) -> float:
        """Give the seconds until the next look without a signal."""
        if self._next is None:
            return self._pace.poll_seconds
        left = (self._next - self._clock.now()).total_seconds()
        if left <= 0:
            self._next = None
        return min(self._pace.poll_seconds, max(0.0, left))
