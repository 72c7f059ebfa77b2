from storage.figures import figures
from storage.store import Store
from tests.databases import SetClock
from tests.storage.working import Working, say


async def test_the_figures_tell_what_waits_and_how_long(store: Store, clock: SetClock) -> None:
    """Rows in each direction, the oldest one's age, and what is in doubt."""
    working = Working(store)
    assert set((await figures(store)).values()) == {0.0}
    await working.happens(say("one"), say("two"))
    clock.forward(seconds=5)
    await working.comes()
    (one,) = await working.due()
    await working.outbox.uncertain(one.id, "time-out")
    clock.forward(seconds=2)
    assert await figures(store) == {
        "inbox_waiting": 1.0,
        "inbox_overdue_seconds": 2.0,
        "outbox_waiting": 1.0,
        "outbox_overdue_seconds": 2.0,
        "outbox_in_doubt": 1.0,
    }
