"""The messages of one answer, which WhatsApp may deliver in any order: each waits until the one before it is on its way."""

import asyncio
from dataclasses import dataclass, replace
from typing import Any

import pytest

from channels.twilio import order
from domain.errors import ContactStopped, Refused, SendError, Throttled
from domain.model import Attachment, Author, ConversationId, Reply
from tests.channels.twilio.conftest import MEMBER, WHATSAPP, Bench, bench, empty_database, outbound, peer
from tests.messages import options
from tests.peers import twilio as peers

__all__ = ["bench", "empty_database", "peer"]

LONG = Reply("كلمة " * 600)
"""In two messages."""
FILE = Attachment("a", "لقطة", "image/jpeg", 1000, "https://127.0.0.1/files/a", "المرفق: https://127.0.0.1/files/a")
SOON = 0.1


@dataclass
class Sent:
    """An answer on its way."""

    bench: Bench
    task: asyncio.Task[str]

    @property
    def seen(self) -> list[dict[str, Any]]:
        """What Twilio has taken."""
        return self.bench.peer.sent()

    async def several(self, count: int) -> None:
        """Wait until so many are taken."""
        async with asyncio.timeout(15):
            while len(self.seen) < count:  # noqa: ASYNC110 - the peer has no event for it
                await asyncio.sleep(0.005)


async def begun(bench: Bench, reply: Reply = LONG, key: str = "in:1:0", *, quick: bool = True) -> Sent:
    """Send an answer, and wait until its first message is taken."""
    bench.peer.quick = quick
    due = outbound(reply, key=key)
    sent = Sent(bench, asyncio.create_task(bench.whatsapp.send(due, bench.whatsapp.render(reply))))
    await sent.several(1)
    await asyncio.sleep(SOON)
    assert len(sent.seen) == 1
    return sent


@pytest.fixture
def patient(bench: Bench) -> Bench:
    """Wait long, so that only what is told lets anything go on."""
    bench.whatsapp.order.patience = bench.whatsapp.order.look = 30
    return bench


@pytest.mark.parametrize("status", ["sent", "delivered", "read"])
async def test_the_second_goes_when_the_first_is_on_its_way(patient: Bench, status: str) -> None:
    """Whichever news come first, also where `sent` comes after `delivered`."""
    sent = await begun(patient)
    assert await patient.peer.report(sent.seen[0]["sid"], status) == 200
    await sent.task
    assert len(sent.seen) == 2
    assert await patient.peer.report(sent.seen[0]["sid"], "sent") == 200


async def test_what_says_nothing_yet_lets_nothing_go(patient: Bench) -> None:
    """`queued` and `sending` are true of what may still be overtaken."""
    sent = await begun(patient)
    for status in ("queued", "sending"):
        assert await patient.peer.report(sent.seen[0]["sid"], status) == 200
    await asyncio.sleep(SOON)
    assert len(sent.seen) == 1
    sent.task.cancel()


async def test_a_lost_callback_is_asked_for(patient: Bench) -> None:
    """Or one that came to another process."""
    patient.whatsapp.order.look = 0.2
    sent = await begun(patient)
    await sent.task
    assert len(sent.seen) == 2
    assert len(patient.peer.called("fetch")) == 1


@pytest.mark.parametrize("fault", [peers.Fault(), peers.BROKEN, peers.Fault(slow=5)], ids=["late", "broken", "slow"])
async def test_nothing_waits_for_ever(bench: Bench, fault: peers.Fault) -> None:
    """News that are late, and a Twilio that cannot be asked, hold an answer up for a moment only."""
    bench.whatsapp.order.patience = 1.5
    bench.peer.fail("fetch", *[fault] * 9)
    sent = await begun(bench, quick=False)
    async with asyncio.timeout(15):
        await sent.task
    assert len(sent.seen) == 2


async def test_a_callback_that_is_quicker_than_the_answer_counts() -> None:
    """Twilio posts it while our request is under way."""
    kept = order.Order(_unasked, patience=30, look=30)
    taken = kept.begin(WHATSAPP, "in:1:0", 1)
    assert not kept.heard("in:1:0", 1, "SM1", ("sent", ""))
    kept.taken(taken, "SM1")
    async with asyncio.timeout(10):
        assert await kept.behind(WHATSAPP, "in:1:0", first=False) is taken


@pytest.mark.parametrize("known", [True, False])
async def test_news_of_an_earlier_attempt_say_nothing_of_this_one(*, known: bool) -> None:
    """It has the same key, and another id; its failure may be told twice, or late."""
    kept = order.Order(_asked, patience=30, look=0.05)
    kept.taken(kept.begin(WHATSAPP, "in:1:0", 1), "SM1")
    again = kept.begin(WHATSAPP, "in:1:0", 1)
    if known:
        kept.taken(again, "SM2")
    assert not kept.heard("in:1:0", 1, "SM1", ("failed", "63019"))
    if not known:
        kept.taken(again, "SM2")
    before = await kept.behind(WHATSAPP, "in:1:0", first=False)
    assert before is again
    assert not again.lost


async def _asked(sid: str) -> tuple[str, str]:
    assert sid == "SM2"
    return "sent", ""


async def _unasked(sid: str) -> tuple[str, str]:
    raise AssertionError(sid)


@pytest.mark.parametrize(
    ("code", "error", "again"), [("63016", Refused, 2), ("63014", ContactStopped, 2), ("63017", Throttled, 2), ("", Refused, 2)]
)
async def test_where_the_first_is_lost_the_second_is_not_sent(
    patient: Bench, code: str, error: type[SendError], again: int
) -> None:
    """An answer without its beginning says something else; what may go again goes whole."""
    sent = await begun(patient)
    assert await patient.peer.report(sent.seen[0]["sid"], "failed", code) == 200
    with pytest.raises(error):
        await sent.task
    assert len(sent.seen) == 1
    assert await patient.rows("SELECT status FROM outbound") == []
    patient.whatsapp.order.look = 0.05
    due = outbound(LONG)
    assert len((await patient.whatsapp.send(due, patient.whatsapp.render(LONG))).split()) == again


async def test_a_picture_that_is_lost_before_its_words_goes_as_a_link(patient: Bench) -> None:
    """The picture and the words with the buttons are two messages."""
    sent = await begun(patient, replace(Reply("اختر", options(3)), attachment=FILE))
    patient.whatsapp.order.look = 0.05
    assert await patient.peer.report(sent.seen[0]["sid"], "failed", "63019") == 200
    await sent.task
    assert [message["body"].partition("\n")[0] for message in sent.seen] == ["", FILE.words, "اختر"]


async def test_two_replies_of_one_turn_keep_their_order(patient: Bench) -> None:
    """Each is a message of its own to the sender; other answers wait for nothing."""
    await patient.whatsapp.send(outbound(Reply("أولاً"), key="in:1:0"), patient.whatsapp.render(Reply("أولاً")))
    second = await begun(patient, Reply("ثانياً"), "in:1:1")
    await patient.peer.report(second.seen[0]["sid"], "sent")
    await second.task
    third = outbound(Reply("جواب آخر"), key="in:2:0")
    async with asyncio.timeout(10):
        await patient.whatsapp.send(third, patient.whatsapp.render(third.reply))
    assert [message["body"] for message in patient.peer.sent(MEMBER)] == ["أولاً", "ثانياً", "جواب آخر"]


async def test_an_officers_words_that_one_tap_releases_keep_their_order(patient: Bench) -> None:
    """They were written in different turns; the bot's own answer between them waits for nothing."""
    first, second = (Reply(words, author=Author.OFFICER) for words in ("أولاً", "ثانياً"))
    await patient.whatsapp.send(outbound(first, key="in:1:0"), patient.whatsapp.render(first))
    after = await begun(patient, second, "in:2:0")
    await patient.peer.report(after.seen[0]["sid"], "sent")
    await after.task
    async with asyncio.timeout(10):
        await patient.whatsapp.send(outbound(Reply("جواب"), key="in:3:0"), patient.whatsapp.render(Reply("جواب")))
    assert [message["body"] for message in patient.peer.sent(MEMBER)] == ["أولاً", "ثانياً", "جواب"]


async def test_what_is_remembered_is_bounded() -> None:
    """A message of each of the conversations in which something went last."""
    kept = order.Order(_unasked)
    for number in range(order.MOST + 2):
        kept.taken(kept.begin(ConversationId(f"whatsapp:a:{number}"), f"in:{number}:0", 0), f"SM{number}")
    assert not kept.heard("in:1:0", 0, "SM1", ("failed", ""))
    assert await kept.behind(ConversationId("whatsapp:a:1"), "in:1:1", first=True) is None
