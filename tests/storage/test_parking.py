"""Messages that wait for their member's next word, on both databases."""

from datetime import timedelta

import pytest

from domain.channelports import Outbound
from domain.effects import Say, SetConsent
from domain.inbound import Ignored, Inbound, MemberOptedOut, TextReceived
from domain.model import ConversationId, Reply, Stage
from domain.ports import Correspondent
from domain.ticketeffects import MoveTicket
from storage.outbox import Outbox
from storage.parking import Correspondence
from storage.store import Store
from tests.databases import NOON, SetClock, envelope, names
from tests.storage.working import Working, opened

A = ConversationId("whatsapp:+1:+966501234567")
CHANNELS = ["whatsapp"]


@pytest.fixture
def working(store: Store) -> Working:
    """Give hands on the store."""
    return Working(store)


async def says(working: Working, *words: str) -> None:
    """Let the member write and the bot answer with these replies."""
    await working.comes(TextReceived("؟"), conversation=A)
    await working.write(await working.lane(), *(Say(Reply(each)) for each in words))


async def park(working: Working, knock: str = "") -> Outbound:
    """Claim the first due message and put it aside."""
    (outbound,) = await working.outbox.claim(1, CHANNELS)
    await working.outbox.parked(outbound.id, "closed", knock)
    return outbound


async def due(working: Working) -> list[str]:
    """Send all that is due, in order, and give its words."""
    sent = []
    while claimed := await working.outbox.claim(10, CHANNELS):
        for outbound in claimed:
            sent.append(outbound.reply.text)
            await working.outbox.sent([(outbound.id, f"SM{outbound.id}")])
    return sent


async def test_a_parked_message_holds_nobody_up_and_goes_with_the_members_word(working: Working) -> None:
    """What came after it goes; it goes when he writes, before anything newer."""
    await says(working, "أول", "ثان")
    await park(working, "SM-knock")
    assert await due(working) == ["ثان"]
    await says(working, "ثالث")
    assert await due(working) == ["أول", "ثالث"]


async def test_what_waits_for_the_morning_goes_then_and_holds_nobody_up(
    working: Working, store: Store, clock: SetClock
) -> None:
    """An answer goes past it; at its time it goes once; what waits for the member alone goes on waiting."""
    await says(working, "خبر", "جواب", "سر")
    (news,) = await working.outbox.claim(1, CHANNELS)
    await working.outbox.parked(news.id, "night", until=NOON + timedelta(hours=8))
    assert await due(working) == ["جواب", "سر"]
    clock.forward(hours=1)
    correspondence = Correspondence(store)
    assert await correspondence.wake(clock.now()) == 0
    clock.forward(hours=8)
    assert [await correspondence.wake(clock.now()) for _ in range(2)] == [1, 0]
    assert await due(working) == ["خبر"]


async def test_who_writes_at_night_hears_it_then(working: Working, clock: SetClock) -> None:
    """He is up; and in the morning it does not come again."""
    await says(working, "خبر")
    (news,) = await working.outbox.claim(1, CHANNELS)
    await working.outbox.parked(news.id, "night", until=NOON + timedelta(hours=8))
    await says(working, "جواب")
    assert await due(working) == ["خبر", "جواب"]
    clock.forward(hours=9)
    assert await Correspondence(working.store).wake(clock.now()) == 0
    assert await due(working) == []


async def test_a_tap_that_asks_for_nothing_is_a_word_too(working: Working) -> None:
    """`Ignored` by the conversation, but he came for his answer."""
    await says(working, "أول")
    await park(working)
    await working.comes(Ignored("a tap"), conversation=A)
    assert await due(working) == ["أول"]


@pytest.mark.parametrize(
    ("origin", "inbound"), [("desk", Ignored("x")), ("timer", Ignored("x")), ("whatsapp:AC", MemberOptedOut())]
)
async def test_what_no_member_said_releases_nothing(working: Working, origin: str, inbound: Inbound) -> None:
    """An officer's act, a timer, or the provider's word that he stopped."""
    await says(working, "أول")
    await park(working)
    await working.comes_all([envelope(A, "other", inbound, origin)])
    await working.comes_all([envelope("whatsapp:+1:+966500000000", "else", TextReceived("a"), "whatsapp:AC")])
    assert await due(working) == []


async def test_a_message_that_came_twice_releases_once(working: Working) -> None:
    """The lane counts its messages right: it is empty afterwards, and the next message goes."""
    await says(working, "أول")
    await park(working)
    for _ in range(2):
        await working.comes_all([envelope(A, "same", Ignored("a tap"), "whatsapp:AC")])
    assert await due(working) == ["أول"]
    await says(working, "ثان")
    assert await due(working) == ["ثان"]


async def test_a_stale_sender_cannot_park_what_was_released(working: Working, store: Store, clock: SetClock) -> None:
    """Only a message that is being sent can be put aside."""
    await says(working, "أول")
    outbound = await park(working)
    await working.comes(Ignored("a tap"), conversation=A)
    await Outbox(store, names("late").__next__).parked(outbound.id, "closed")
    assert await due(working) == ["أول"]
    clock.forward(days=1)
    await Outbox(store, names("late").__next__).parked(outbound.id, "closed")
    assert (await working.store.database.read(lambda c: c.exec_driver_sql("SELECT status FROM outbound").all())) == [("sent",)]


async def test_how_things_stand_with_a_member(working: Working, store: Store, clock: SetClock) -> None:
    """When he last wrote, whether he wants notices, and whether we knocked already."""
    correspondence = Correspondence(store)
    assert await correspondence.of(A) == Correspondent(None)
    await says(working, "أول", "ثان")
    clock.forward(hours=2)
    await working.comes_all([envelope(A, "desk", Ignored("x"), "desk"), envelope(A, "out", MemberOptedOut(), "whatsapp:AC")])
    assert await correspondence.of(A) == Correspondent(NOON)
    await park(working)
    assert await correspondence.of(A) == Correspondent(NOON)
    await park(working, "SM-knock")
    await working.write(await working.lane(), SetConsent(notices=False, proof="stop"))
    assert await correspondence.of(A) == Correspondent(NOON, notices=False, knocked=True)
    await working.comes(Ignored("a tap"), conversation=A)
    assert not (await correspondence.of(A)).knocked


async def test_what_tells_of_a_stage_is_of_use_while_any_ticket_is_in_it(working: Working, store: Store) -> None:
    """Of several tickets in one message one that stayed suffices; what was dropped holds nobody up."""
    first, second = await opened(working, conversation=A), await opened(working, conversation=A)
    studied = tuple((ref, Stage.WITH_COMMITTEE) for ref in (first, second))
    for ref in (first, second):
        await working.happens(MoveTicket(ref, Stage.WITH_COMMITTEE), conversation=A)
    await working.happens(MoveTicket(first, Stage.RESOLVED), conversation=A)
    correspondence = Correspondence(store)
    assert [await correspondence.stands(studied[:1]), await correspondence.stands(studied)] == [False, True]
    await says(working, "خبر", "قرار")
    (news,) = await working.outbox.claim(1, CHANNELS)
    await working.outbox.dropped(news.id, "outdated")
    assert await due(working) == ["قرار"]
