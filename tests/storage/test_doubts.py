"""Messages of which nobody knows whether they arrived, on both databases."""

import pytest

from domain.channelports import Outbound
from domain.doubts import Settlement
from domain.effects import Say
from domain.inbound import ChoiceMade, Ignored, Inbound, TextReceived
from domain.model import Author, ConversationId, OfficerId, Option, OutboundId, Purpose, Reply
from storage.inbox import Inbox
from storage.office.audit import Audit
from storage.office.doubts import Doubts
from storage.office.transcript import Transcript
from storage.store import Store
from tests.databases import SetClock, envelope
from tests.storage.working import Working

A = ConversationId("telegram:1:7")
NORA = OfficerId(5)
CHANNELS = ["telegram"]


@pytest.fixture
def working(store: Store) -> Working:
    """Give hands on the store."""
    return Working(store)


async def in_doubt(working: Working, reply: Reply, asked: str = "متى الجمعية؟") -> OutboundId:
    """Let the bot answer, and the provider not say whether it took the answer."""
    await working.happens(Say(reply), inbound=TextReceived(asked), conversation=A)
    (outbound,) = await working.outbox.claim(1, CHANNELS)
    await working.outbox.uncertain(outbound.id, "Telegram did not answer in time")
    return outbound.id


async def status(store: Store, message: OutboundId) -> str:
    """Say how the message stands."""
    lines = await Transcript(store).lines(A, internal=True)
    return next(line.status for line in lines if line.id == f"o{message}")


async def due(working: Working) -> list[tuple[str, bool]]:
    """Give what goes out now, in order: its words, and whether it says that it goes once more."""
    gone: list[Outbound] = []
    while claimed := await working.outbox.claim(10, CHANNELS):
        gone += claimed
        await working.outbox.sent([(one.id, f"m{one.id}") for one in claimed])
    return [(one.reply.text, one.reply.repeated) for one in gone]


@pytest.mark.parametrize(
    ("word", "sent", "standing"),
    [
        (TextReceived("وينك؟"), [("الجواب", True)], "sent"),
        (ChoiceMade("act:menu"), [], "sent"),
        (TextReceived("1"), [], "sent"),
        (TextReceived("وصلني، شكراً"), [], "sent"),
        (TextReceived("Got it, thanks"), [], "sent"),
        (TextReceived("ما وصلني"), [("الجواب", True)], "sent"),
        (TextReceived("وصلتني فاتورة من الشركة وفيها خطأ كبير"), [("الجواب", True)], "sent"),
        (TextReceived("متى  الجمعية؟"), [], "dropped"),
        (Ignored("a reaction"), [], "uncertain"),
    ],
    ids=[
        "another word",
        "its button",
        "its number",
        "came",
        "came, English",
        "came not",
        "else came",
        "the same again",
        "no word",
    ],
)
async def test_the_members_next_word_settles_a_lost_answer(
    working: Working, store: Store, word: Inbound, sent: list[tuple[str, bool]], standing: str
) -> None:
    """It goes once more, and says so, unless his word shows that it arrived or asks the same anew; the bot knows it too."""
    message = await in_doubt(working, Reply("الجواب", (Option("act:menu", "القائمة"),)))
    await working.comes(word, conversation=A)
    assert await due(working) == sent
    assert await status(store, message) == standing
    (pending,) = (await working.lane()).pending
    assert (isinstance(pending.inbound, TextReceived) and pending.inbound.unheard) == bool(sent)


@pytest.mark.parametrize("reply", [Reply("سالم هنا", author=Author.OFFICER), Reply("خبر", purpose=Purpose.NOTICE)])
async def test_what_nobody_asked_for_does_not_go_again_by_itself(working: Working, reply: Reply) -> None:
    """An officer decides on his own words; news are told again by their own plan."""
    await in_doubt(working, reply)
    await working.comes(TextReceived("وينك؟"), conversation=A)
    assert await due(working) == []


async def test_an_old_answer_and_one_whose_provider_can_be_asked_stay_as_they_are(
    working: Working, store: Store, clock: SetClock
) -> None:
    """The provider's list settles the one; after a day the other is of no use to him."""
    message = await in_doubt(working, Reply("الجواب"))
    await Inbox(store, ["telegram"]).accept([envelope(A, "w1", TextReceived("وينك؟"))])
    assert await status(store, message) == "uncertain"
    clock.forward(hours=25)
    await working.comes(TextReceived("وينك؟"), conversation=A)
    assert await status(store, message) == "uncertain"


async def test_an_officer_sends_it_again_once(working: Working, store: Store) -> None:
    """Pressed twice, or by a colleague, it is done once; who did it stands in the trail."""
    message, doubts = await in_doubt(working, Reply("الجواب")), Doubts(store)
    assert [await doubts.settle(message, NORA, one) for one in (*Settlement, Settlement.SEND_AGAIN)] == [True, False, False]
    assert await due(working) == [("الجواب", True)]
    assert [(deed.officer, deed.act, deed.subject) for deed in await Audit(store).deeds()] == [(NORA, "sent_again", A)]


async def test_an_officer_says_that_it_arrived(working: Working, store: Store) -> None:
    """It goes no more, and is in doubt no more."""
    message, doubts = await in_doubt(working, Reply("الجواب")), Doubts(store)
    assert [one.message for one in await doubts.open()] == [message]
    assert await doubts.settle(message, NORA, Settlement.ARRIVED)
    assert (await due(working), await status(store, message), await doubts.open()) == ([], "sent", ())
    assert not await doubts.settle(OutboundId(999), NORA, Settlement.ARRIVED)


async def test_officers_hear_of_what_nobody_settles_of_himself(working: Working, store: Store, clock: SetClock) -> None:
    """A provider who can be asked is given some minutes; announcements have a page of their own."""
    await in_doubt(working, Reply("للجميع", purpose=Purpose.ANNOUNCEMENT))
    message = await in_doubt(working, Reply("الجواب"))
    asked, unasked = Doubts(store, ["telegram"]), Doubts(store)
    assert ([one.message for one in await unasked.open()], await asked.open()) == ([message], ())
    clock.forward(minutes=7)
    assert [one.message for one in await asked.open()] == [message]
