from datetime import timedelta

from bot.silence import Watch
from storage.inbox import Inbox
from storage.person.arrivals import Arrivals
from storage.store import Store
from tests.databases import SetClock, envelope

ORIGIN = "telegram:1"


async def _write(store: Store, clock: SetClock, number: int) -> None:
    await Inbox(store).accept([envelope(f"{ORIGIN}:5", f"m{number}", origin=ORIGIN)])
    clock.forward(minutes=5)


async def test_a_channel_that_goes_silent_is_noticed_and_so_is_its_return(store: Store, clock: SetClock) -> None:
    """Members write each day from nine; one day nobody does: an hour later the channel is silent, until the next word."""
    watch = Watch(Arrivals(store), {"telegram": ORIGIN}, clock)
    number = 0
    for _ in range(22):
        morning = clock.now()
        for _ in range(20):
            number += 1
            await _write(store, clock, number)
        assert await watch.once() == frozenset()
        clock.at = morning + timedelta(days=1)
        assert await watch.once() == frozenset(), "nobody writes at night"
    clock.forward(minutes=80)
    assert await watch.once() == {"telegram"}
    figures = await watch.figures()
    assert figures['channel_silent{channel="telegram"}'] == 1.0
    assert figures['channel_last_inbound_seconds{channel="telegram"}'] > 80 * 60
    await _write(store, clock, 0)
    assert await watch.once() == frozenset()


async def test_of_a_channel_that_nobody_used_nothing_is_said(store: Store, clock: SetClock) -> None:
    """It has no habit that it could break."""
    watch = Watch(Arrivals(store), {"sms": "sms:AC"}, clock)
    clock.forward(days=100)
    assert await watch.once() == frozenset()
    assert await watch.figures() == {'channel_silent{channel="sms"}': 0.0}
