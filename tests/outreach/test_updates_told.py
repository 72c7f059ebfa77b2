"""Status updates through the whole engine on both databases: once, merged, at the right hours, held and added to."""

import asyncio
from datetime import timedelta

from domain.inbound import MemberOptedOut, TextReceived
from domain.model import OfficerId, Stage, TicketRef
from domain.officeracts import OfficerReplied, OfficerResolved, OfficerTook
from domain.ticketeffects import MoveTicket
from storage.store import Store
from tests.databases import SetClock
from tests.handlers.house import CALENDAR
from tests.outreach.member import MEMBER, Office, opened
from tests.storage.working import Working

SALIM = OfficerId(1)
SLOW = timedelta(hours=4)
"""From one look at the clock to the next, where the very hour does not matter."""


async def test_a_ticket_on_which_nothing_happens_is_not_forgotten(store: Store, clock: SetClock) -> None:
    """Every third day while nobody took it, on a working day at ten, each naming the next; none between."""
    office = Office(store, clock)
    await opened(office)
    said = await office.passes(days=8)
    assert len(said) == 2
    assert all("ما زالت في انتظار موظف" in words for words in said)
    assert "التحديث القادم" in said[0]
    assert "هـ (" in said[0]


async def test_the_hour_and_the_day_are_the_offices(store: Store, clock: SetClock) -> None:
    """Ten in the morning of a working day, whatever the clock's steps."""
    office = Office(store, clock)
    await opened(office)
    told = [CALENDAR.local(clock.at) for _ in range(24 * 8) if await office.passes(hours=1)]
    assert [at.hour for at in told] == [10, 10]
    assert all(CALENDAR.is_open(at) for at in told)


async def test_a_change_of_stage_is_told_when_the_conversation_did_not(store: Store, clock: SetClock) -> None:
    """Two minutes after it, so that a slip can be undone; changes in a row are one."""
    office = Office(store, clock)
    ref = await opened(office)
    silently = Working(store)
    await silently.happens(MoveTicket(ref, Stage.WITH_DEPARTMENT))
    assert await office.passes(hours=1 / 60, step=timedelta(minutes=1)) == []
    await silently.happens(MoveTicket(ref, Stage.WITH_COMMITTEE))
    (said,) = await office.passes(hours=0.5, step=timedelta(minutes=1))
    assert "رُفعت معاملتك" in said
    assert await office.passes(days=5) == []


async def test_what_an_officer_says_counts_as_news(store: Store, clock: SetClock) -> None:
    """Seven days begin anew with his words; after the resolution nothing comes."""
    office = Office(store, clock)
    ref = await opened(office)
    await office.comes(OfficerTook(ref, SALIM, "الأستاذ سالم"), origin="desk")
    await office.passes(days=6, step=SLOW)
    await office.comes(OfficerReplied(ref, SALIM, "نعمل عليها"), origin="desk")
    assert await office.passes(days=6, step=SLOW) == []
    await office.comes(OfficerResolved(ref, SALIM), origin="desk")
    said = await office.passes(days=30, step=SLOW)
    assert [words for words in said if "تحديث" in words] == []


async def test_after_an_opt_out_nothing_comes(store: Store, clock: SetClock) -> None:
    """Until he wants it again."""
    office = Office(store, clock)
    await opened(office)
    await office.comes(MemberOptedOut())
    assert await office.passes(days=10, step=SLOW) == []
    await office.comes(TextReceived("اشتراك"))
    before = len(office.said())
    await office.passes(days=4, step=SLOW)
    assert len(office.said()) > before


async def test_an_officer_sees_holds_and_adds_to_what_comes_next(store: Store, clock: SetClock) -> None:
    """The next update is known; a held one waits, and his line goes out with it once."""
    office = Office(store, clock)
    ref = await opened(office)
    updates = office.service.updates
    coming = await updates.next(ref)
    assert coming is not None
    assert coming.at is not None
    await updates.hold(ref, coming.at + timedelta(days=2))
    assert await office.passes(days=4) == []
    await updates.add_line(ref, "ننتظر رد البلدية")
    # the hold ends on a Friday
    (said,) = await office.passes(days=4)
    assert "من الموظف: ننتظر رد البلدية" in said
    (said,) = await office.passes(days=4)
    assert "البلدية" not in said
    assert await updates.next(TicketRef("T99999")) is None


async def test_a_stopped_server_catches_up_without_a_flood(store: Store, clock: SetClock) -> None:
    """After a month there is one message, at the next suitable hour; two tickets are in it together."""
    office = Office(store, clock)
    first = await opened(office)
    await office.comes(OfficerTook(first, SALIM, "الأستاذ سالم"), origin="desk")
    await office.comes(OfficerReplied(first, SALIM, "نعمل عليها"), origin="desk")
    second = "أبغى أشتكي من تأخر الرد على المعاملة"
    await office.comes(TextReceived(second), conversation="web:main:b")
    clock.forward(days=30, hours=12)
    await office.tick()
    assert [words for words in office.said() if "تحديث" in words] == []
    said = await office.passes(hours=12)
    assert len([words for words in said if "تحديث" in words]) <= 2


async def test_a_clock_moved_back_repeats_nothing(store: Store, clock: SetClock) -> None:
    """What was told stays told."""
    office = Office(store, clock)
    await opened(office)
    await office.passes(days=4)
    told = len(office.said())
    clock.at -= timedelta(days=2)
    await office.tick()
    assert await office.passes(days=2) == []
    assert len(office.said()) == told


async def test_two_processes_tell_it_once(store: Store, clock: SetClock) -> None:
    """Both look at the same moment, and both fire what is due."""
    one, other = Office(store, clock), Office(store, clock, "other")
    await opened(one)
    for _ in range(24 * 4):
        clock.forward(hours=1)
        await asyncio.gather(one.service.updates.tell(), other.service.updates.tell())
        await asyncio.gather(one.timers.fire_due(clock.now()), other.timers.fire_due(clock.now()))
        await one.works()
    assert len([words for words in one.said(MEMBER) if "تحديث" in words]) == 1
