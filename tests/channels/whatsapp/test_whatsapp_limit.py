"""Meta's limit of members written to outside their windows in a day: row, courier, sender, Twilio on loopback and back."""

from dataclasses import replace

import pytest

from bot import telephony
from bot.config import Settings
from bot.courier import Courier
from bot.outreach.budget import Budget
from domain.model import ConversationId, Purpose, Reply
from domain.troubles import Kind
from storage import handing
from storage.handing import Handing
from storage.office.troubles import Troubles
from storage.outreach.openings import Openings
from storage.parking import Correspondence
from tests.channels.twilio.conftest import bench, empty_database, peer
from tests.channels.whatsapp.sending import ANSWER, OFFICE, Desk, desk, settings
from tests.peers import twilio as peers

__all__ = ["bench", "desk", "empty_database", "peer", "settings"]

NEWS = Reply("صدر القرار.", purpose=Purpose.NOTICE)
WAITS = "As many members as a day allows were written to first; it goes at its turn, or when the member writes."


class Crowd:
    """Members who wrote long ago, and the office that has news for them."""

    def __init__(self, desk: Desk, settings: Settings, most: int) -> None:
        """Let so many be written to first in a day."""
        self.desk, self.bench = desk, desk.bench
        store, clock = desk.bench.store, desk.bench.clock
        self.troubles = Troubles(store)
        budget = Budget(Openings(store), self.troubles, clock, most)
        rules = replace(telephony.rules(settings, OFFICE), notices=None)
        courier = Courier(Correspondence(store), clock, telephony.country, rules, budget.place)
        desk.sender.pace = replace(desk.sender.pace, at_once=1)  # in order
        desk.sender.dispatch.prepare, desk.sender.dispatch.limited = courier.prepare, budget.refused  # as `bot.app` does

    async def news(self, *members: int) -> None:
        """Have news for these."""
        rows = [
            Handing(f"news:{one}:{self.bench.clock.now()}", ConversationId(f"whatsapp:{OURS}:{number(one)}"), NEWS)
            for one in members
        ]
        await self.bench.store.database.write(lambda connection: handing.queue(connection, rows, self.bench.clock.now()))

    async def told(self) -> list[str]:
        """Send what is due, after what waited for this time; give the members who were written to."""
        before = len(self.bench.peer.sent())
        await Correspondence(self.bench.store).wake(self.bench.clock.now())
        await self.desk.send()
        return [str(message["to"])[-1] for message in self.bench.peer.sent()[before:]]

    async def waiting(self) -> set[object]:
        """Give why messages wait."""
        return {reason for (reason,) in await self.bench.rows("SELECT reason FROM outbound WHERE status = 'parked'")}


OURS = "+14155238886"


def number(member: int) -> str:
    """Give a member's number."""
    return f"+96650123450{member}"


async def test_who_is_beyond_the_limit_waits_for_his_turn(desk: Desk, settings: Settings) -> None:
    """Two in a day: the third and fourth a day later, the fifth after two; why is written with them and at the desk."""
    crowd = Crowd(desk, settings, 2)
    await crowd.news(1, 2, 3, 4, 5)
    assert await crowd.told() == ["1", "2"]
    assert await crowd.waiting() == {WAITS}
    assert [(one.kind, one.where) for one in await crowd.troubles.now()] == [(Kind.MEMBERS_LIMIT, "whatsapp")]
    desk.bench.clock.forward(hours=23)
    assert await crowd.told() == []
    desk.bench.clock.forward(hours=2)
    assert await crowd.told() == ["3", "4"]
    desk.bench.clock.forward(hours=25)
    assert await crowd.told() == ["5"]
    assert await crowd.troubles.now() == ()


async def test_who_was_counted_is_not_counted_again_and_who_writes_is_answered(desk: Desk, settings: Settings) -> None:
    """A second message to the same member takes no place; a member who waits writes, and gets what waits, at once."""
    crowd = Crowd(desk, settings, 1)
    await crowd.news(1, 2)
    assert await crowd.told() == ["1"]
    desk.bench.clock.forward(minutes=1)
    await crowd.news(1)
    assert await crowd.told() == ["1"]
    assert await desk.bench.peer.say(f"whatsapp:{number(2)}", "السلام عليكم") == 200
    assert await crowd.told() == ["2"]
    assert await crowd.waiting() == set()


async def test_the_limit_that_the_provider_shows_holds_for_the_whole_sender(desk: Desk, settings: Settings) -> None:
    """63018 in answer to the third: nobody is written to first until the window moves; open windows go on."""
    bench, crowd = desk.bench, Crowd(desk, settings, 0)
    await crowd.news(1, 2)
    assert await crowd.told() == ["1", "2"]
    bench.peer.fail("create", peers.Fault(400, 63018))
    await crowd.news(3)
    assert await crowd.told() == []
    bench.clock.forward(minutes=5)
    await crowd.news(4, 5)
    assert await crowd.told() == []
    assert await crowd.waiting() == {WAITS}
    assert len(bench.peer.called("create")) == 3
    assert await bench.peer.say(f"whatsapp:{number(1)}", "متى؟") == 200
    await desk.answer(Reply("قريباً"))
    assert await crowd.told() == ["1"]
    bench.clock.forward(hours=24)
    assert len(await crowd.told()) == 2


async def test_a_limit_that_only_the_callback_tells_holds_too(desk: Desk, settings: Settings) -> None:
    """Twilio takes the message and reports 63018 later: it goes again at its turn, not at once and not five times."""
    bench, crowd = desk.bench, Crowd(desk, settings, 0)
    await crowd.news(1, 2)
    assert await crowd.told() == ["1", "2"]
    assert await bench.peer.report(str(bench.peer.sent()[1]["sid"]), "failed", "63018") == 200
    await crowd.news(3)
    assert await crowd.told() == []
    assert await crowd.waiting() == {WAITS}
    bench.clock.forward(hours=25)
    assert await crowd.told() in (["2"], ["3"])


async def test_a_knock_beyond_the_limit_knocks_later(desk: Desk, settings: Settings) -> None:
    """The officer's answer stays; its template goes again when the provider takes it."""
    bench, crowd = desk.bench, Crowd(desk, settings, 0)
    assert await bench.peer.say(f"whatsapp:{number(1)}", "أين طلبي؟") == 200
    bench.clock.forward(hours=30)
    await desk.answer(ANSWER)
    assert await crowd.told() == ["1"]
    assert await bench.peer.report(str(bench.peer.sent()[0]["sid"]), "failed", "63018") == 200
    assert await crowd.told() == []
    assert await desk.standing() == [("parked",)]
    bench.clock.forward(hours=2)
    assert await crowd.told() == ["1"]
    assert await bench.peer.press(f"whatsapp:{number(1)}", "mujib:read", "اقرأ الرد") == 200
    assert await desk.send() == [ANSWER.text]


async def test_too_fast_within_a_window_is_no_limit_of_members(desk: Desk, settings: Settings) -> None:
    """The same code for an answer only lets it wait a minute."""
    bench, crowd = desk.bench, Crowd(desk, settings, 0)
    assert await bench.peer.say(f"whatsapp:{number(1)}", "السلام عليكم") == 200
    bench.peer.fail("create", peers.Fault(429, 63018))
    await desk.answer(Reply("وعليكم السلام"))
    assert await crowd.told() == []
    await crowd.news(2)
    assert await crowd.told() == ["2"]
    bench.clock.forward(seconds=70)
    assert await crowd.told() == ["1"]
    assert await crowd.troubles.now() == ()


@pytest.mark.parametrize("most", [0, 1000])
async def test_below_the_limit_everybody_is_told(desk: Desk, settings: Settings, most: int) -> None:
    """At once."""
    crowd = Crowd(desk, settings, most)
    await crowd.news(*range(1, 10))
    assert sorted(await crowd.told()) == list("123456789")
