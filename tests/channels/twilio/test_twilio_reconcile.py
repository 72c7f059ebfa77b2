"""What no callback told is found by listing."""

import asyncio
import contextlib
from dataclasses import replace

import pytest

from channels.twilio.reconcile import EVERY, SOONER
from domain.errors import Uncertain
from domain.model import Option, Reply
from storage.outbox import Outbox
from tests.channels.twilio.answering import WAITING, sent
from tests.channels.twilio.conftest import MEMBER, Bench
from tests.databases import names
from tests.peers import twilio as peers


async def words(bench: Bench) -> list[object]:
    """List what members said, as stored."""
    return [said for _, _, said in await bench.rows(WAITING)]


async def test_a_first_start_takes_nothing(bench: Bench) -> None:
    """An account with a past: nobody is answered for what he wrote to whoever had the number before."""
    await bench.peer.say(MEMBER, "قديم", lost=True)
    bench.clock.forward(minutes=10)
    assert await bench.twilio.reconciler.once() == (0, 0)


async def test_counts_of_segments_are_asked_for_with_it(bench: Bench) -> None:
    """What a messaging service did not tell at first."""
    looks = []

    async def recount() -> None:
        looks.append("sms")

    await replace(bench.twilio.reconciler, beside=(recount,)).once()
    assert looks == ["sms"]


async def test_messages_that_no_webhook_brought_are_taken_in_order(bench: Bench) -> None:
    """Once each, those that came by webhook left alone, on both channels; two of one second as they were written."""
    await bench.peer.say(MEMBER, "أول")
    await bench.peer.say("+966501234567", "sms one", peers.SMS)
    for said in ("ثان", "ثالث"):
        bench.clock.forward(minutes=1)
        await bench.peer.say(MEMBER, said, lost=True)
    await bench.peer.say(MEMBER, "رابع", lost=True)
    await bench.peer.say("+966501234567", "sms two", peers.SMS, lost=True)
    bench.clock.forward(minutes=10)
    assert await bench.twilio.reconciler.once() == (4, 0)
    assert await bench.twilio.reconciler.once() == (0, 0)
    assert await words(bench) == ["أول", "sms one", "ثان", "ثالث", "رابع", "sms two"]


async def test_a_webhook_is_given_time_to_come_by_itself(bench: Bench) -> None:
    """It carries more than the list: what is two minutes young is left for it, and may come after all."""
    await bench.peer.say(MEMBER, "أول")
    await bench.peer.say(MEMBER, "ثان", lost=True)
    assert await bench.twilio.reconciler.once() == (0, 0)
    bench.clock.forward(minutes=3)
    assert await bench.twilio.reconciler.once() == (1, 0)
    late = list(bench.peer.messages.values())[-1]
    assert await bench.peer.post(bench.peer.webhook, bench.peer.form(late)) == 200
    assert await words(bench) == ["أول", "ثان"]


async def test_a_missed_picture_is_found_with_its_address(bench: Bench) -> None:
    """The list tells only how many; the attachments are listed too."""
    await bench.peer.say(MEMBER, "أول")
    message = bench.peer.attach(MEMBER, "image/png", b"\x89PNG")
    bench.clock.forward(minutes=5)
    assert await bench.twilio.reconciler.once() == (1, 0)
    ((payload,),) = await bench.rows("SELECT payload FROM inbound WHERE kind = 'AttachmentReceived'")
    assert bench.peer.media_url(message) in str(payload)


async def doubt(bench: Bench, reply: Reply, *, taken: bool) -> str:
    """Send a reply whose answer is lost; give the id that Twilio gave it, if it took it."""
    await bench.peer.say(MEMBER, "مرحبا")
    bench.peer.fail("create", peers.DROPPED if taken else peers.Fault(drop_first=True))
    try:
        await sent(bench, reply)
    except Uncertain:
        claims = names("later")
        ((outbound,),) = await bench.rows("SELECT id FROM outbound")
        await Outbox(bench.store, lambda: next(claims)).uncertain(outbound, "the connection broke")  # type: ignore[arg-type]
    return bench.peer.sent()[0]["sid"] if taken else ""


async def test_a_message_in_doubt_that_twilio_has_is_sent(bench: Bench) -> None:
    """Found by its member and its words, also when they went out in a Content object; never sent again."""
    sid = await doubt(bench, Reply("اختر **الآن**", (Option("a", "نعم"), Option("b", "لا"))), taken=True)
    assert await bench.twilio.reconciler.once() == (0, 0)
    bench.clock.forward(minutes=3)
    assert await bench.twilio.reconciler.once() == (0, 1)
    assert await bench.rows("SELECT status, provider_id FROM outbound") == [("sent", sid)]
    assert len(bench.peer.sent()) == 1


@pytest.mark.parametrize(
    "listed",
    ["تحديث من الجمعية: صدر القرار. شكراً لتواصلك.", "لدى الجمعية جديد لك:\nhttps://chat.example.sa/?t=2", ""],
    ids=["in a template", "a line in its place", "words untold"],
)
async def test_a_message_in_doubt_that_went_in_other_words_is_not_sent_again(bench: Bench, listed: str) -> None:
    """Twilio lists what the member read: the template with our words in it, or the line that stood for them."""
    sid = await doubt(bench, Reply("صدر **القرار**."), taken=True)
    bench.peer.messages[sid]["body"] = listed
    bench.clock.forward(minutes=3)
    asked = replace(bench.twilio.reconciler, in_place=lambda _: ("لدى الجمعية جديد لك:\n",))
    assert await asked.once() == (0, 1)
    assert await bench.rows("SELECT status, provider_id FROM outbound") == [("sent", sid)]


async def test_a_message_in_doubt_is_the_likest_of_those_that_may_be_it(bench: Bench) -> None:
    """Not one that somebody else sent a moment before from the same account, which only holds the words."""
    sid = await doubt(bench, Reply("أهلاً"), taken=True)
    other = bench.peer.messages[sid] | {"sid": "SM" + "0" * 32, "body": "أهلاً وسهلاً"}
    bench.peer.messages = {other["sid"]: other, **bench.peer.messages}
    bench.clock.forward(minutes=3)
    assert await bench.twilio.reconciler.once() == (0, 1)
    assert await bench.rows("SELECT provider_id FROM outbound") == [(sid,)]


async def test_a_failure_whose_callback_was_lost_is_heard_of(bench: Bench) -> None:
    """Ten minutes later, once; what is only on its way is left alone, and Twilio's own fault ends nothing."""
    await bench.peer.say(MEMBER, "السلام")
    _, sid = await sent(bench, Reply("أهلاً"))
    bench.clock.forward(minutes=5)
    bench.peer.messages[sid] |= {"status": "undelivered", "error_code": 63016}
    assert await bench.twilio.reconciler.failed("whatsapp") == 0
    bench.clock.forward(minutes=10)
    bench.peer.fail("fetch", peers.BROKEN)
    assert await bench.twilio.reconciler.failed("whatsapp") == 0
    await bench.twilio.reconciler.once()
    ((status, reason),) = await bench.rows("SELECT status, reason FROM outbound")
    assert status == "dead"
    assert "approved template" in str(reason)
    asked = len(bench.peer.called("fetch"))
    await bench.twilio.reconciler.once()
    assert len(bench.peer.called("fetch")) == asked


async def test_a_stop_whose_callback_was_lost_is_heard_of(bench: Bench) -> None:
    """The engine hears it as from the callback."""
    await bench.peer.say(MEMBER, "السلام")
    _, sid = await sent(bench, Reply("أهلاً"))
    bench.peer.messages[sid] |= {"status": "undelivered", "error_code": 63014}
    bench.clock.forward(minutes=15)
    assert await bench.twilio.reconciler.failed("whatsapp") == 1
    assert await bench.rows("SELECT kind FROM inbound WHERE status = 'new'") == [("MemberOptedOut",)]


async def test_a_message_in_doubt_that_went_to_a_members_last_number_is_found_there(bench: Bench) -> None:
    """His id was not taken, and the connection broke behind the call with his number: he does not get it twice."""
    hidden = "whatsapp:SA.13491208655302741918"
    await bench.peer.say(MEMBER, "السلام", ExternalUserId=hidden.removeprefix("whatsapp:"))
    await bench.store.database.write(lambda c: c.exec_driver_sql("UPDATE inbound SET status = 'done'"))
    await bench.store.database.write(lambda c: c.exec_driver_sql("UPDATE lane SET pending = 0, ready_at = NULL"))
    await bench.peer.say(hidden, "مرحبا")
    bench.peer.fail("create", peers.Fault(400, 21211), peers.DROPPED)
    with pytest.raises(Uncertain):
        await sent(bench, Reply("أهلاً"))
    await bench.store.database.write(lambda c: c.exec_driver_sql("UPDATE outbound SET status = 'uncertain'"))
    bench.clock.forward(minutes=3)
    assert await bench.twilio.reconciler.once() == (0, 1)
    ((sid,),) = await bench.rows("SELECT provider_id FROM outbound WHERE status = 'sent'")
    assert [(one["to"], one["sid"]) for one in bench.peer.sent()] == [(MEMBER, sid)]


async def test_a_message_in_doubt_that_twilio_never_had_goes_again(bench: Bench) -> None:
    """Only after Twilio was asked."""
    await doubt(bench, Reply("أهلاً"), taken=False)
    bench.clock.forward(minutes=3)
    assert await bench.twilio.reconciler.once() == (0, 1)
    assert await bench.rows("SELECT status FROM outbound") == [("new",)]


async def test_the_same_words_of_an_earlier_message_settle_nothing(bench: Bench) -> None:
    """An id that belongs to another message of ours is no proof."""
    await bench.peer.say(MEMBER, "مرحبا")
    await sent(bench, Reply("أهلاً"))
    bench.peer.fail("create", peers.Fault(drop_first=True))
    await bench.peer.say(MEMBER, "مرحبا")
    try:
        await sent(bench, Reply("أهلاً"))
    except Uncertain:
        await bench.store.database.write(
            lambda connection: connection.exec_driver_sql("UPDATE outbound SET status = 'uncertain' WHERE provider_id = ''")
        )
    bench.clock.forward(minutes=3)
    assert await bench.twilio.reconciler.once() == (0, 1)
    assert await bench.rows("SELECT status FROM outbound ORDER BY id") == [("sent",), ("new",)]


async def test_what_is_in_doubt_is_settled_between_two_looks(bench: Bench) -> None:
    """Its member waits for it: as soon as a callback of its own need not be awaited any more."""
    await doubt(bench, Reply("أهلاً"), taken=True)
    waited = 0.0

    async def sleep(seconds: float) -> None:
        nonlocal waited
        if await bench.rows("SELECT status FROM outbound") == [("sent",)] or waited > 2 * EVERY:
            raise asyncio.CancelledError
        waited += seconds
        bench.clock.forward(seconds=seconds)

    with contextlib.suppress(asyncio.CancelledError):
        await replace(bench.twilio.reconciler, sleep=sleep).run()
    assert waited < EVERY


async def test_twilio_down_is_no_end(bench: Bench) -> None:
    """The look fails, is logged and comes again; nothing is settled on no answer."""
    await doubt(bench, Reply("أهلاً"), taken=True)
    bench.clock.forward(minutes=3)
    looks: list[float] = []

    async def sleep(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) == 3:
            raise asyncio.CancelledError

    bench.peer.fail("list", peers.BROKEN, peers.GATEWAY)
    with contextlib.suppress(asyncio.CancelledError):
        await replace(bench.twilio.reconciler, sleep=sleep).run()
    assert looks == [SOONER] * 3
    assert await bench.rows("SELECT status FROM outbound") == [("sent",)]
