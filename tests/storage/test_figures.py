from datetime import timedelta

from domain.model import HandoverReason, Stage, TicketKind, TicketRef
from domain.ticketeffects import MoveTicket, OpenTicket
from storage.office.figures import figures
from storage.outgoing import sent_since
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
        'outbox_messages{channel="web",status="waiting"}': 1.0,
        'outbox_overdue_seconds{channel="web"}': 2.0,
        'outbox_messages{channel="web",status="uncertain"}': 1.0,
        "attachments_wanted": 0.0,
    }


async def test_open_tickets_are_counted_by_stage(store: Store) -> None:
    """Those that are resolved are not among them."""
    working = Working(store)
    opened = OpenTicket(TicketRef("T15328"), TicketKind.INQUIRY, "subject", HandoverReason.ASKED)
    await working.happens(opened)
    assert (await figures(store))['tickets_open{stage="received"}'] == 1.0
    await working.happens(MoveTicket(TicketRef("T15328"), Stage.RESOLVED))
    assert not any(name.startswith("tickets_open") for name in await figures(store))


async def test_a_months_messages_are_counted_by_channel(store: Store, clock: SetClock) -> None:
    """Those that a provider took since a time; what was written before it, or never went out, is not among them."""
    working = Working(store)
    since = clock.now()
    assert await sent_since(store, since) == {}
    for number in range(5):
        await working.happens(say(), conversation=f"web:main:{number}")
        clock.forward(days=1)
    await working.outbox.sent([(one.id, "p") for one in (await working.due())[:4]])
    await working.happens(say("waits"), conversation="web:main:9")
    taken = [await sent_since(store, since + timedelta(days=days)) for days in range(6)]
    assert [counts.get("web", 0) for counts in taken] in ([4, 3, 2, 1, 0, 0], [4, 4, 3, 2, 1, 0])
