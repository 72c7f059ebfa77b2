"""A code by SMS that is good for five minutes: engine's row, courier, sender, Twilio on loopback."""

from datetime import timedelta

from domain.model import Reply
from tests.channels.twilio.conftest import Bench, bench, empty_database, peer
from tests.channels.whatsapp.sending import Desk, desk, settings
from tests.peers import twilio as peers

__all__ = ["bench", "desk", "empty_database", "peer", "settings"]

THEIRS = "+14155550100"
GOOD = timedelta(seconds=300)


def code(bench: Bench) -> Reply:
    """Give a code that is good from now on."""
    return Reply("Your code is 123456", void_at=bench.clock.now() + GOOD)


async def test_a_code_is_void_with_the_operator_when_it_is_void(desk: Desk) -> None:
    """Five minutes in place of four hours, and only what is left of them; other words keep the four hours."""
    bench = desk.bench
    await bench.peer.say(THEIRS, "hello", peers.SMS)
    await desk.answer(code(bench))
    bench.clock.forward(seconds=100)
    await desk.send()
    await bench.peer.say(THEIRS, "thanks", peers.SMS)
    await desk.answer(Reply("Welcome"))
    await desk.send()
    assert [call["ValidityPeriod"] for call in bench.peer.called("create")] == ["200", "14400"]


async def test_a_stale_code_is_not_sent_late(desk: Desk) -> None:
    """Twilio was out of order for ten minutes: the code is dead, the officer reads why, and what follows goes on."""
    bench = desk.bench
    await bench.peer.say(THEIRS, "hello", peers.SMS)
    bench.peer.fail("create", peers.FLOOD)
    await desk.answer(code(bench))
    assert await desk.send() == []
    await bench.peer.say(THEIRS, "hello?", peers.SMS)
    await desk.answer(Reply("Still here"))
    bench.clock.forward(minutes=10)
    assert await desk.send() == ["Still here"]
    assert await bench.rows("SELECT status, reason FROM outbound ORDER BY id") == [
        ("dead", "It came too late to be of use, and was not sent."),
        ("sent", ""),
    ]
