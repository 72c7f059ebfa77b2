"""A whole dialogue as a member has it on WhatsApp and by SMS: Twilio on loopback, a real database, engine and sender."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot import planner, telephony, turn
from bot.courier import Courier, Stops
from bot.dispatch import Dispatch, Patience
from bot.engine import Engine
from bot.lane import Conduct
from bot.sender import Pace, Sender
from domain import quiet
from domain.calendar import Calendar
from domain.inbound import Envelope, Inbound
from domain.model import TicketRef
from domain.officeracts import OfficerReplied, OfficerResolved, OfficerTook
from handlers import fault
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.parking import Correspondence
from storage.turns import Turns
from tests.channels.twilio.conftest import SMS, WHATSAPP, Bench
from tests.databases import NOON, names
from tests.handlers.house import HOUSE, SALIM
from tests.peers import twilio as peers

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass
class Phone:
    """The member's side, and an officer who acts through the inbox as the desk does."""

    bench: Bench
    channel: str
    seen: int = 0

    @property
    def _addresses(self) -> tuple[str, str]:
        return ("whatsapp:+966501234567", peers.WHATSAPP) if self.channel == "whatsapp" else ("+966501234567", peers.SMS)

    async def says(self, text: str) -> str:
        """Write; give what comes back."""
        member, ours = self._addresses
        assert await self.bench.peer.say(member, text, ours) == 200
        return await self._answer()

    async def chooses(self, label: str) -> str:
        """Press the button, or type its number in Arabic digits where there are none; give what comes back."""
        member, ours = self._addresses
        last = self.bench.peer.sent()[-1]
        if option := last["options"].get(label):
            assert await self.bench.peer.press(member, option, label, ours) == 200
            return await self._answer()
        found = re.search(rf"^(\d+)\. {label}$|^{label}$", last["body"], re.MULTILINE)
        assert found, label
        return await self.says((found[1] or label[0]).translate(ARABIC))

    async def unanswered(self, text: str) -> None:
        """Write while an officer has the chat: the bot keeps silent."""
        member, ours = self._addresses
        assert await self.bench.peer.say(member, text, ours) == 200
        await asyncio.sleep(0.3)
        assert len(self.bench.peer.sent()) == self.seen

    async def officer(self, action: Inbound) -> str:
        """Let an officer act; give what the member sees of it."""
        lane = WHATSAPP if self.channel == "whatsapp" else SMS
        inbox = Inbox(self.bench.store)
        await inbox.accept([Envelope(lane, f"{type(action).__name__}-{self.seen}", "desk", action, NOON)])
        return await self._answer()

    async def statuses(self) -> set[object]:
        """Give the statuses of what was said, once nothing is on its way."""
        async with asyncio.timeout(15):
            while (found := await self._found()) & {"new", "sending"}:  # noqa: ASYNC110 - rows have no event for it
                await asyncio.sleep(0.01)
        return found

    async def _found(self) -> set[object]:
        return {status for (status,) in await self.bench.rows("SELECT status FROM outbound")}

    async def _answer(self) -> str:
        async with asyncio.timeout(15):
            while len(self.bench.peer.sent()) == self.seen:  # noqa: ASYNC110 - the peer has no event for it
                await asyncio.sleep(0.01)
        self.seen += 1
        return str(self.bench.peer.sent()[self.seen - 1]["body"])


@pytest.fixture(params=["whatsapp", "sms"])
async def phone(bench: Bench, request: pytest.FixtureRequest) -> AsyncIterator[Phone]:
    """Run the whole bot as `bot.app` puts it together."""
    store, clock = bench.store, bench.clock
    sending = quiet.calendar(quiet.SendingHours(), Calendar(ZoneInfo("Asia/Riyadh"), {}), quiet.MessageClass.AWARENESS)
    courier = Courier(Correspondence(store), clock, telephony.country, planner.Rules(sending))
    engine = Engine(Turns(store, names("in").__next__), store.signals, clock, Conduct(HOUSE, turn.take, fault.fault_step))
    outbox, patience = Outbox(store, names("out").__next__), Patience(backoff=timedelta(0))
    dispatch = Dispatch(outbox, clock, lambda: 0.5, courier.prepare, Stops(Inbox(store), clock).tell, patience=patience)
    sender = Sender(outbox, bench.twilio.channels, store.signals, dispatch)
    sender.pace = Pace(poll_seconds=0.05)
    running = [asyncio.create_task(part) for part in (engine.run(), sender.run())]
    yield Phone(bench, request.param)
    await engine.stop()
    await sender.stop()
    await asyncio.gather(*running)


async def test_a_matter_from_the_first_word_to_the_rating(phone: Phone) -> None:
    """Question, clarification, ticket, officer, resolution and rating: each step arrives, once and in order."""
    assert "مجيب" in await phone.says("السلام عليكم")
    assert "جواب reply" in await phone.says("متى الرد؟")
    assert "نص handling.5" in await phone.chooses("نص البند")
    assert "أي هذه تقصد" in await phone.says("وش الأوراق")
    assert "جواب fees" in await phone.chooses("عنوان fees")
    opened = await phone.says("أقدر أعترض؟")
    ref = TicketRef(re.search(r"T\d+-\d", opened)[0].replace("-", ""))  # type: ignore[index]  # the answer must have one
    assert "معك الآن" in await phone.officer(OfficerTook(ref, SALIM, "الأستاذ سالم"))
    await phone.unanswered("شكراً لكم")
    assert "راجعت معاملتك" in await phone.officer(OfficerReplied(ref, SALIM, "راجعت معاملتك وسأتصل بك."))
    assert "كيف تقيّم" in await phone.officer(OfficerResolved(ref, SALIM))
    assert "5 من 5" in await phone.chooses("5 ممتاز")
    assert "وصلت ملاحظتك" in await phone.says("الموظف كان متعاوناً")
    assert "كيف أخدمك" in await phone.says("القائمة")
    assert len(phone.bench.peer.sent()) == phone.seen, "nothing was said twice"
    assert await phone.statuses() == {"sent"}


async def test_a_refused_answer_is_sent_again_and_a_lost_one_is_not(phone: Phone) -> None:
    """Too fast: it goes again. Cut after Twilio took it: it is settled by listing, and the next answer goes meanwhile."""
    phone.bench.peer.fail("create", peers.FLOOD)
    asked = asyncio.create_task(phone.says("متى الرد؟"))
    while not asked.done():
        await asyncio.sleep(0.05)
        phone.bench.clock.forward(seconds=2)
    assert "جواب reply" in await asked
    phone.bench.peer.fail("create", peers.DROPPED)
    assert "جواب fees" in await phone.says("كم الرسوم؟")
    assert "جواب reply" in await phone.says("متى الرد؟")
    phone.bench.clock.forward(minutes=3)
    assert await phone.bench.twilio.reconciler.once() == (0, 1)
    assert await phone.statuses() == {"sent"}
    assert len(phone.bench.peer.sent()) == 3
