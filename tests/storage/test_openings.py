"""Places for members who are written to first, and what is wrong with channels and rooms, on both databases."""

import asyncio
from datetime import timedelta

from domain.model import ConversationId
from domain.troubles import Kind
from storage.office.troubles import Troubles
from storage.outreach.openings import Openings
from storage.store import Store
from tests.databases import SetClock

MEMBERS = tuple(ConversationId(f"whatsapp:main:{number}") for number in range(6))


async def test_places_are_given_in_order_and_once(store: Store, clock: SetClock) -> None:
    """Two a day: those who come together are counted one after the other, and who asks again has the place he had."""
    openings, start = Openings(store), clock.now()
    places = await asyncio.gather(*(openings.admit(member, "k", 2) for member in MEMBERS[:5]))
    day = timedelta(days=1)
    later = sorted(place for place in places if place)
    assert later == [start + day, start + day, start + 2 * day]
    assert await asyncio.gather(*(openings.admit(member, "k", 2) for member in MEMBERS[:5])) == places
    clock.forward(hours=25)
    waited = [member for member, place in zip(MEMBERS, places, strict=False) if place]
    assert sorted(filter(None, [await openings.admit(member, "k", 2) for member in waited])) == [start + 2 * day]


async def test_another_channel_has_its_own_places(store: Store) -> None:
    """One full channel holds nobody back elsewhere."""
    openings = Openings(store)
    assert await openings.admit(MEMBERS[0], "k", 1) is None
    assert await openings.admit(MEMBERS[1], "k", 1) is not None
    assert await openings.admit(ConversationId("other:main:1"), "k", 1) is None


async def test_what_the_provider_refuses_teaches_its_limit_for_a_day(store: Store, clock: SetClock) -> None:
    """Three were taken and the fourth refused: the next goes a day after the first. News of another message teach nothing."""
    openings, start = Openings(store), clock.now()
    for member in MEMBERS[:4]:
        assert await openings.admit(member, f"{member}", 0) is None
        clock.forward(minutes=1)
    await openings.refused(MEMBERS[0], "an answer in his window")
    assert await openings.admit(MEMBERS[5], "k", 0) is None
    await openings.refused(MEMBERS[5], "k")
    assert await openings.admit(MEMBERS[4], "k", 0) == start + timedelta(days=1)
    clock.forward(hours=25)
    assert await openings.admit(MEMBERS[4], "k", 0) is None
    assert await openings.admit(MEMBERS[5], "k", 0) is None


async def test_a_limit_that_others_used_up_is_tried_again_after_an_hour(store: Store, clock: SetClock) -> None:
    """Nobody was written to but the one who was refused."""
    openings, start = Openings(store), clock.now()
    assert await openings.admit(MEMBERS[0], "k", 0) is None
    await openings.refused(MEMBERS[0], "k")
    assert await openings.admit(MEMBERS[1], "k", 0) == start + timedelta(hours=1)
    clock.forward(minutes=61)
    assert await openings.admit(MEMBERS[1], "k", 0) is None


async def test_a_trouble_is_told_once_and_is_past_as_it_is_mended_or_its_time_is_over(store: Store, clock: SetClock) -> None:
    """Since when it is wrong stays as it was; what comes back later is new."""
    troubles, since = Troubles(store), clock.now()
    assert await troubles.tell(Kind.ROOM, "telegram:1", "no_right")
    clock.forward(minutes=5)
    assert not await troubles.tell(Kind.ROOM, "telegram:1", "not_there")
    assert await troubles.tell(Kind.MEMBERS_LIMIT, "whatsapp", lasts=timedelta(hours=1))
    assert [(one.kind, one.about, one.since) for one in await troubles.now()] == [
        (Kind.MEMBERS_LIMIT, "", since + timedelta(minutes=5)),
        (Kind.ROOM, "not_there", since),
    ]
    clock.forward(hours=2)
    assert [one.kind for one in await troubles.now()] == [Kind.ROOM]
    assert await troubles.tell(Kind.MEMBERS_LIMIT, "whatsapp")
    assert await troubles.mend(Kind.ROOM, "telegram:1")
    assert not await troubles.mend(Kind.ROOM, "telegram:1")
    assert [one.since for one in await troubles.now()] == [clock.now()]
