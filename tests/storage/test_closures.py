"""Days off that officers entered, and what follows from them without a restart; on both databases."""

from datetime import date, timedelta

from bot import closures
from bot.closures import ClosureClerk
from domain import duties
from domain.accountports import THE_SERVER
from domain.casefile import Rules
from domain.closures import Closure
from domain.model import OfficerId
from storage.office.audit import Audit
from storage.office.closures import Closures
from storage.office.due_cases import DueCases
from storage.store import Store
from tests.databases import SetClock
from tests.handlers.house import CALENDAR
from tests.storage.office import Office

TUESDAY, MONDAY = date(2026, 11, 24), date(2026, 11, 23)
"""The first is off by the calendar, the second is worked."""


async def test_a_day_is_entered_changed_and_withdrawn(store: Store) -> None:
    """One word a day, the last; each stands in the trail with whoever said it."""
    kept = Closures(store)
    await kept.enter(Closure(MONDAY, closed=True, name="صيانة"), OfficerId(3))
    await kept.enter(Closure(TUESDAY, closed=False), OfficerId(3))
    await kept.enter(Closure(MONDAY, closed=True, name="نقل\0 المكتب"), THE_SERVER)
    first, second = await kept.all()
    assert (first.day, first.closed, first.name.startswith("نقل")) == (MONDAY, True, True)
    assert second == Closure(TUESDAY, closed=False)
    await kept.withdraw(MONDAY, OfficerId(4))
    await kept.withdraw(MONDAY, OfficerId(4))
    assert [one.day for one in await kept.all()] == [TUESDAY]
    trail = [(deed.act, deed.subject, deed.officer) for deed in await Audit(store).deeds()]
    assert trail[-2:] == [("day_worked", "2026-11-24", 3), ("day_closed", "2026-11-23", 3)]
    assert trail[0] == ("day_withdrawn", "2026-11-23", 4)


async def test_due_times_follow_a_day_that_was_entered(store: Store, clock: SetClock) -> None:
    """Of tickets that are open: a day off moves them back, a day of work forward, and taken back they are as they were."""
    rules, days = closures.live(Rules(duties.SMALLEST, CALENDAR))
    office = Office(store)
    cases, kept = DueCases(store, rules), Closures(store)
    clerk = ClosureClerk(kept, days, cases, store.signals)
    ref = await office.ask()

    async def due() -> timedelta:
        await clerk.follow()
        for case in await cases.due(10):
            await cases.look_again(case, None)
        at = (await office.file(ref)).resolution_due
        assert at
        return at - clock.now()

    usual = await due()
    await kept.enter(Closure(MONDAY, closed=True), OfficerId(1))
    assert await due() > usual
    await kept.withdraw(MONDAY, OfficerId(1))
    assert await due() == usual
    await kept.enter(Closure(TUESDAY, closed=False), OfficerId(1))
    assert await due() < usual
