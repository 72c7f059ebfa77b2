import asyncio
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.pacing import TELEGRAM
from bot.schedule import Chore, Schedule
from domain.effects import Remind, Say, Step
from domain.errors import ContactStopped, Misconfigured, Refused, SendError, Throttled, Uncertain, Unreachable
from domain.inbound import Inbound, TextReceived
from domain.model import Reply
from domain.states import State
from handlers.context import Context
from storage import housekeeping
from storage.engines import leader
from storage.store import Store
from storage.timers import Timers
from tests.databases import SetClock
from tests.engine.parts import Bot, Wire, error, until


async def _statuses(bot: Bot) -> list[tuple[str, str]]:
    return [(line.status, line.reason) for line in await bot.lines() if line.id.startswith("o")]


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (error(Refused), "dead"),
        (error(ContactStopped), "dead"),
        (error(Uncertain), "uncertain"),
        (error(Unreachable), "new"),
        (error(Throttled), "new"),
        (error(Misconfigured), "new"),
        (OSError("a bug of the channel"), "uncertain"),
    ],
)
async def test_the_errors_flags_decide_a_messages_fate(store: Store, failure: Exception, status: str) -> None:
    """Certainly unsent waits, doubtful is parked, refused is dead; an error that is none of ours is doubtful."""
    bot = Bot(store, wire=Wire(failures=[failure]))
    await bot.hears("a")
    await bot.works()
    ((found, reason),) = await _statuses(bot)
    assert found == status
    assert reason == "as told" if isinstance(failure, SendError) else reason.startswith("OSError in send")


async def test_an_unsent_message_goes_again_later_and_later_and_then_dies(store: Store, clock: SetClock) -> None:
    """The waits double; those behind it in the conversation wait with it, and after the last attempt they go."""
    bot = Bot(store, wire=Wire(failures=[error(Unreachable)] * 12))
    await bot.hears("a", "b")
    started, waits = clock.now(), list[timedelta]()
    while len(bot.wire.failures) and len(waits) < 5000:
        left = len(bot.wire.failures)
        await bot.works()
        if len(bot.wire.failures) < left:
            waits.append(clock.now() - started)
        clock.forward(seconds=1)
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(waits)]
    assert gaps[:5] == [2, 4, 8, 16, 32]
    assert gaps[-1] == 15 * 60
    await bot.works()
    assert bot.said() == ["re: b"]
    assert [status for status, _ in await _statuses(bot)] == ["dead", "sent"]


async def test_a_throttled_message_waits_as_long_as_the_provider_says(store: Store, clock: SetClock) -> None:
    """Not less, whatever the backoff would be."""
    bot = Bot(store, wire=Wire(failures=[Throttled("slowly", retry_after=40)]))
    await bot.hears("a")
    await bot.works()
    clock.forward(seconds=39)
    await bot.works()
    assert bot.said() == []
    clock.forward(seconds=2)
    await bot.works()
    assert bot.said() == ["re: a"]


async def test_a_message_without_a_form_on_the_channel_is_dead_and_the_next_one_goes(store: Store) -> None:
    """A fault in rendering concerns one message; its words are not in the reason."""

    def step(state: State, inbound: Inbound, ctx: Context) -> Step:
        del ctx
        return Step(state, (Say(Reply(inbound.text if isinstance(inbound, TextReceived) else "")),))

    bot = Bot(store, step)
    await bot.hears("no form", "form")
    await bot.works()
    assert bot.said() == ["form"]
    (dead, reason), _ = await _statuses(bot)
    assert dead == "dead"
    assert "could not be written" in reason
    assert "ValueError" in reason


async def test_a_channel_whose_account_is_wrong_rests(store: Store, clock: SetClock) -> None:
    """It is not tried message by message; when it is mended all go."""
    bot = Bot(store, wire=Wire(failures=[error(Misconfigured)]))
    running = asyncio.create_task(bot.sender.run())
    await bot.hears("a")
    await bot.engine.once()
    await until(lambda: not bot.wire.failures)
    await bot.hears("b", conversation="web:main:b")
    await bot.engine.once()
    await asyncio.sleep(0.1)
    assert bot.wire.sent == []
    clock.forward(minutes=2)
    await until(lambda: len(bot.wire.sent) == 2)
    await bot.sender.stop()
    await running


async def test_a_channel_rests_no_longer_where_the_clock_is_set_back(store: Store, clock: SetClock) -> None:
    """Somebody mends the machine's clock by an hour: nobody waits for that hour."""
    bot = Bot(store, wire=Wire(failures=[error(Misconfigured)]))
    await bot.hears("a")
    await bot.works()
    dispatch = bot.sender.dispatch
    assert dispatch.awake(["web"]) == []
    clock.forward(hours=-1)
    assert dispatch.awake(["web"]) == ["web"]


async def test_reminders_fire_in_the_process_that_leads(store: Store, clock: SetClock) -> None:
    """The other one's clock does nothing until it follows."""

    def step(state: State, inbound: Inbound, ctx: Context) -> Step:
        if isinstance(inbound, TextReceived):
            return Step(state, (Remind(ctx.now + timedelta(hours=1), "k"),))
        return Step(state, (Say(Reply("reminded")),))

    bot = Bot(store, step)
    first, second = (
        Schedule(Timers(store), leader.of(store.database), clock, lambda: housekeeping.purge(store)) for _ in range(2)
    )
    await first.start()
    await second.start()
    await bot.hears("a")
    await bot.works()
    clock.forward(hours=2)
    assert await second.fire() == 0
    await first.fire()
    await bot.works()
    assert bot.said() == ["reminded"]
    await first.stop()
    assert await second.lead()
    await second.clean()
    await second.stop()


async def test_what_the_clock_has_begun_ends_before_the_clock_stops(store: Store, clock: SetClock) -> None:
    """A chore is not cut off in the middle when the process stops."""
    begun, release = asyncio.Event(), asyncio.Event()
    ended: list[str] = []

    async def work() -> None:
        if not ended:
            ended.append("at the start")
            return
        begun.set()
        await release.wait()
        ended.append("by the clock")

    chore = Chore("slow", 1, work)
    schedule = Schedule(Timers(store), leader.of(store.database), clock, lambda: housekeeping.purge(store), [chore])
    await schedule.start()
    await begun.wait()
    stopping = asyncio.create_task(schedule.stop())
    await asyncio.sleep(0)
    release.set()
    await stopping
    assert ended == ["at the start", "by the clock"]


async def test_a_chat_that_is_written_to_too_fast_waits_and_loses_no_attempt(store: Store, clock: SetClock) -> None:
    """What is beyond the channel's pace goes back to the outbox, in order, and counts as no attempt."""
    bot = Bot(store, wire=Wire("telegram"))
    lane = "telegram:1:700000001"
    texts = [f"m{number:02}" for number in range(TELEGRAM.chat.burst + 3)]
    await bot.hears(*texts, conversation=lane)
    await bot.works()
    assert len(bot.said(lane)) == TELEGRAM.chat.burst + 1, "one more is held in hand for a second"
    clock.forward(seconds=10)
    await bot.works()
    assert bot.said(lane) == [f"re: {text}" for text in texts]
    assert {outbound.attempts for outbound in bot.wire.sent} == {1}


async def test_a_flood_pauses_its_chat_and_no_other(store: Store, clock: SetClock) -> None:
    """After a 429 nothing more goes to that chat until its time; others are answered meanwhile."""
    bot = Bot(store, wire=Wire("telegram", failures=[Throttled("slowly", retry_after=40)]))
    await bot.hears("a", conversation="telegram:1:1")
    await bot.works()
    await bot.hears("b", conversation="telegram:1:1")
    await bot.hears("c", conversation="telegram:1:2")
    await bot.works()
    assert [outbound.reply.text for outbound in bot.wire.sent] == ["re: c"]
    clock.forward(seconds=41)
    await bot.works()
    assert bot.said("telegram:1:1") == ["re: a", "re: b"]
