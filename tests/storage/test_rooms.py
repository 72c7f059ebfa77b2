from datetime import timedelta

from domain.model import HandoverReason, OfficerId, Priority, Stage, TicketKind, TicketRef
from domain.ticketeffects import AddNote, MoveTicket, OpenTicket
from storage.office.officer_links import Links
from storage.office.officers import Officers
from storage.office.rooms import Rooms
from storage.store import Store
from tests.databases import SetClock
from tests.storage.working import Working

ROOM = "telegram:424242"
ONE, TWO = TicketRef("T15328"), TicketRef("T10019")


def _opened(ref: TicketRef, priority: Priority = Priority.NORMAL) -> OpenTicket:
    return OpenTicket(ref, TicketKind.INQUIRY, "subject", HandoverReason.ASKED, priority)


async def test_tickets_without_a_topic_come_first_by_urgency(store: Store, clock: SetClock) -> None:
    """The urgent one, then the newest; one that is settled before it had a topic needs none."""
    working, rooms = Working(store), Rooms(store, ROOM)
    assert await rooms.behind(10) == ()
    await working.happens(_opened(ONE), conversation="web:main:1")
    clock.forward(hours=1)
    await working.happens(_opened(TWO), conversation="web:main:2")
    assert [one.ticket for one in await rooms.behind(10)] == [TWO, ONE]
    clock.forward(hours=1)
    urgent = TicketRef("T20017")
    await working.happens(_opened(urgent, Priority.URGENT), conversation="web:main:3")
    assert [one.ticket for one in await rooms.behind(2)] == [urgent, TWO]
    await working.happens(MoveTicket(TWO, Stage.RESOLVED), conversation="web:main:2")
    assert [one.ticket for one in await rooms.behind(10)] == [urgent, ONE]


async def test_a_topic_is_behind_until_it_shows_what_happened(store: Store) -> None:
    """A word, a change of the ticket, a settled ticket whose topic is open, and one reopened whose topic is closed."""
    working, rooms = Working(store), Rooms(store, ROOM)
    await working.happens(_opened(ONE))
    await rooms.opened(ONE, "7", "one")
    await rooms.carded(ONE, "8")
    (behind,) = await rooms.behind(10)
    assert (behind.topic, behind.card, behind.open) == ("7", "8", True)

    async def shows_all() -> None:
        for late in await rooms.behind(10):
            await rooms.showed(late.ticket, late.position, late.version)

    await shows_all()
    assert await rooms.behind(10) == ()
    await working.happens(AddNote(ONE, "more"))
    assert [one.ticket for one in await rooms.behind(10)] == [ONE]
    await shows_all()
    await working.happens(MoveTicket(ONE, Stage.RESOLVED))
    await shows_all()
    assert [one.ticket for one in await rooms.behind(10)] == [ONE], "it is still open"
    await rooms.shut(ONE)
    await working.comes()
    assert await rooms.behind(10) == (), "what is said later is not shown in a closed topic"
    await working.write(await working.lane(), MoveTicket(ONE, Stage.REOPENED))
    assert [one.open for one in await rooms.behind(10)] == [False]
    await rooms.unshut(ONE)
    assert await rooms.ticket_at("7") == ONE
    assert await Rooms(store, "telegram:1").ticket_at("7") is None
    await rooms.gone(ONE)
    assert await rooms.ticket_at("7") is None
    assert [one.topic for one in await rooms.behind(10)] == [""]


async def test_a_word_proves_an_account_once_and_for_a_while(store: Store, clock: SetClock) -> None:
    """Used, too old, replaced by a later one or guessed it proves nothing; the trail has who linked what."""
    links = Links(store)
    salim = await Officers(store).add("salim", "x", "سالم", {})
    noura = await Officers(store).add("noura", "x", "نورة", {})
    soon = clock.now() + timedelta(minutes=10)
    await links.offer("first", salim, soon)
    await links.offer("second", salim, soon)
    await links.offer("hers", noura, soon)
    assert [await links.redeem(word, "telegram:5") for word in ("first", "guess", "second", "second")] == [
        None,
        None,
        salim,
        None,
    ]
    assert await links.officer_of("telegram:5") == salim
    assert await links.officer_of("telegram:6") is None
    clock.forward(minutes=10)
    assert await links.redeem("hers", "telegram:5") is None
    await links.offer("hers", noura, clock.now() + timedelta(minutes=10))
    assert await links.redeem("hers", "telegram:5") == noura
    assert await links.of(OfficerId(salim)) == ()
    assert await links.of(noura) == ("telegram:5",)
    await links.sever(noura)
    assert await links.officer_of("telegram:5") is None
