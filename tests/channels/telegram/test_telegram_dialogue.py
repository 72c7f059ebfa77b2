"""A whole dialogue as a member has it: a Telegram on loopback, polling or webhook, a real database, engine and sender."""

import asyncio
import itertools
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import pytest
from starlette.applications import Starlette

from bot import turn
from bot.dispatch import Dispatch, Patience
from bot.engine import Engine
from bot.lane import Conduct
from bot.sender import Pace, Sender
from channels.telegram.telegram import Options, Telegram
from domain.inbound import Envelope, Inbound
from domain.model import ConversationId, TicketRef
from domain.officeracts import OfficerReplied, OfficerResolved, OfficerTook
from handlers import fault
from storage.deliveries import Deliveries
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.store import Store
from storage.turns import Turns
from tests.channels.serving import free_port
from tests.channels.telegram.shelf import ASSOCIATION, CHAT, SECRET, served
from tests.databases import NOON, SetClock, names
from tests.handlers.house import HOUSE, SALIM
from tests.peers import telegram as peers

Mode = Literal["polling", "webhook"]
LANE = ConversationId(f"telegram:{peers.BOT}:{CHAT}")


@dataclass
class Phone:
    """The member's side, and an officer who acts through the inbox as the desk does."""

    peer: peers.Telegram
    inbox: Inbox
    mode: Mode
    seen: int = 0

    async def says(self, text: str) -> str:
        """Write; give what comes back."""
        return await self._sent(self.peer.say(CHAT, text))

    async def presses(self, label: str) -> str:
        """Press the newest button with this label; give what comes back."""
        for (chat, message), shown in reversed(self.peer.messages.items()):
            rows = shown.get("reply_markup", {}).get("inline_keyboard", [])
            for button in itertools.chain(*rows):
                if button["text"] == label:
                    return await self._sent(self.peer.press(chat, message, button["callback_data"]))
        raise AssertionError(label)

    async def taps(self, label: str, **shared: Any) -> str:
        """Press a button that lies in place of the keyboard; give what comes back."""
        return await self._sent(self.peer.tap(CHAT, label, **shared))

    async def unanswered(self, text: str) -> None:
        """Write while an officer has the chat: the bot keeps silent."""
        update = self.peer.say(CHAT, text)
        if self.mode == "webhook":
            assert await self.peer.deliver(update) == 200
        await asyncio.sleep(0.3)
        assert len(self.peer.messages) == self.seen

    async def officer(self, action: Inbound) -> str:
        """Let an officer act; give what the member sees of it."""
        await self.inbox.accept([Envelope(LANE, f"{type(action).__name__}-{self.seen}", "desk", action, NOON)])
        return await self.answer()

    async def _sent(self, update: dict[str, object]) -> str:
        if self.mode == "webhook":
            assert await self.peer.deliver(update) == 200
        return await self.answer()

    async def answer(self) -> str:
        """Wait for the next message of the bot."""
        async with asyncio.timeout(15):
            while len(self.peer.messages) == self.seen:  # noqa: ASYNC110 - the peer has no event for it
                await asyncio.sleep(0.01)
        self.seen += 1
        return str(list(self.peer.messages.values())[self.seen - 1]["text"])


@asynccontextmanager
async def office(store: Store, peer: peers.Telegram, mode: Mode) -> AsyncIterator[Phone]:
    """Run the whole bot as `bot.app` puts it together."""
    inbox, port = Inbox(store), free_port()
    options = Options(peers.TOKEN, f"http://127.0.0.1:{port}", ASSOCIATION, mode, SECRET, peer.api_base, long_poll=2)
    telegram = Telegram(options, inbox, store.clock)
    engine = Engine(Turns(store, names("in").__next__), store.signals, store.clock, Conduct(HOUSE, turn.take, fault.fault_step))
    outbox = Outbox(store, names("out").__next__)
    dispatch = Dispatch(outbox, store.clock, lambda: 0.5, patience=Patience(backoff=timedelta(0)))
    sender = Sender(outbox, [telegram.channel], store.signals, dispatch)
    sender.pace = Pace(poll_seconds=0.05)
    running = [asyncio.create_task(part) for part in (telegram.run(), engine.run(), sender.run())]
    try:
        async with served(Starlette(routes=telegram.routes()), port):
            while mode == "webhook" and not peer.webhook:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.01)
            yield Phone(peer, inbox, mode)
    finally:
        running[0].cancel()
        await engine.stop()
        await sender.stop()
        await asyncio.gather(*running, return_exceptions=True)
        await telegram.close()


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_matter_from_the_first_word_to_the_rating(store: Store, mode: Mode) -> None:
    """Question, clarification, ticket, officer, resolution and rating: each step arrives in Telegram, once and in order."""
    async with peers.Telegram.running() as peer, office(store, peer, mode) as phone:
        assert "مجيب" in await phone.says("/start")
        assert "جواب reply" in await phone.says("متى الرد؟")
        assert "نص handling.5" in await phone.presses("نص البند")
        assert "أي هذه تقصد" in await phone.says("وش الأوراق")
        assert "جواب fees" in await phone.presses("عنوان fees")
        opened = await phone.says("أقدر أعترض؟")
        ref = TicketRef(re.search(r"T\d+-\d", opened)[0].replace("-", ""))  # type: ignore[index]  # the answer must have one
        assert "معك الآن" in await phone.officer(OfficerTook(ref, SALIM, "الأستاذ سالم"))
        await phone.unanswered("شكراً لكم")
        assert await phone.officer(OfficerReplied(ref, SALIM, "راجعت <معاملتك> & سأتصل بك.")) == (
            "الأستاذ سالم\nراجعت <معاملتك> & سأتصل بك."
        )
        assert "كيف تقيّم" in await phone.officer(OfficerResolved(ref, SALIM))
        assert "5 من 5" in await phone.presses("5 ممتاز")
        assert any(text.endswith("✓ 5 ممتاز") for text in peer.texts(CHAT))
        assert "وصلت ملاحظتك" in await phone.says("الموظف كان متعاوناً")
        assert "كيف أخدمك" in await phone.says("/menu")
    assert len(peer.messages) == phone.seen, "nothing was said twice"


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_his_number_is_shared_by_one_press(store: Store, language: str) -> None:
    """Asked for his number he has a button for it; the card of another is not taken; the next question takes it away."""
    share = {"ar": "مشاركة رقمي", "en": "Share my number"}[language]
    async with peers.Telegram.running() as peer, office(store, peer, "polling") as phone:
        await phone.says("/arabic" if language == "ar" else "/english")
        await phone.says("/support")
        await phone.says("محمد صالح الحربي")
        assert not peer.own
        await phone.says("1012345672")
        assert peer.own[CHAT][0] == [{"text": share, "request_contact": True}]
        await phone.taps(share, whose=811)
        assert peer.own[CHAT][0][0]["text"] == share, "he is asked again"
        asked = await phone.taps(share)
        assert "4" in asked
        assert "\n1. " in asked, "what no button carries is numbered"
        assert CHAT not in peer.own
        review = await phone.says("سداد إيجار ثلاثة أشهر متأخرة" if language == "ar" else "three months of rent are overdue")
        assert "0501234567" in review
        assert peer.called("sendMessage")[-1]["reply_markup"].startswith('{"inline_keyboard"')
        assert CHAT not in peer.own


async def test_the_other_options_are_pressed_beside_the_number(store: Store) -> None:
    """A button in place of the keyboard writes its label, which is understood as the option."""
    async with peers.Telegram.running() as peer, office(store, peer, "polling") as phone:
        for said in ("/support", "محمد صالح الحربي", "1012345672"):
            await phone.says(said)
        assert "4" in await phone.taps("تخطي")
        assert CHAT not in peer.own
        assert "سداد" in await phone.says("سداد إيجار ثلاثة أشهر متأخرة")
        await phone.presses("تعديل")
        await phone.presses("رقم الجوال")
        assert peer.own[CHAT][0][0]["request_contact"]
        await phone.taps("أكمل لاحقاً")
        assert CHAT not in peer.own


@pytest.mark.parametrize("fault_", [peers.flood(1), peers.BROKEN, peers.UNPARSED])
async def test_an_answer_that_was_not_taken_is_sent_again(store: Store, fault_: peers.Fault) -> None:
    """Where Telegram surely did not take it, the member gets his answer, once."""
    async with peers.Telegram.running() as peer, office(store, peer, "polling") as phone:
        peer.fail("sendMessage", fault_)
        asked = asyncio.create_task(phone.says("متى الرد؟"))
        while not asked.done():
            await asyncio.sleep(0.05)
            _forward(store)
        assert "جواب reply" in await asked
    assert len(peer.messages) == 1


async def test_an_answer_that_may_have_arrived_is_not_sent_again(store: Store) -> None:
    """The connection was cut after Telegram took it: no second by itself, however long; the next words bring it."""
    async with peers.Telegram.running() as peer, office(store, peer, "polling") as phone:
        peer.fail("sendMessage", peers.DROPPED)
        assert "جواب reply" in await phone.says("متى الرد؟")
        for _ in range(20):
            await asyncio.sleep(0.05)
            _forward(store)
        assert len(peer.called("sendMessage")) == 1
        assert "جواب reply" in await phone.says("كم الرسوم؟")
        assert "جواب fees" in await phone.answer()
    assert len(peer.called("sendMessage")) == 3


async def test_who_says_that_nothing_came_gets_what_was_lost_and_no_more(store: Store) -> None:
    """«ما وصلني شي» brings the lost answer again; a matter that was resolved stays resolved."""
    async with peers.Telegram.running() as peer, office(store, peer, "polling") as phone:
        opened = await phone.says("أقدر أعترض؟")
        ref = TicketRef(re.search(r"T\d+-\d", opened)[0].replace("-", ""))  # type: ignore[index]  # the answer must have one
        await phone.officer(OfficerTook(ref, SALIM, "الأستاذ سالم"))
        await phone.officer(OfficerResolved(ref, SALIM))
        await phone.presses("5 ممتاز")
        peer.fail("sendMessage", peers.DROPPED)
        await phone.says("متى الرد؟")
        await _doubted(store)
        assert "جواب reply" in await phone.says("ما وصلني شي")
        assert "محلولة" in await phone.says("/status")
    assert len(peer.messages) == phone.seen, "nothing else was said"


async def _doubted(store: Store) -> None:
    """Wait until it is kept that nobody knows whether a message arrived: no member is as quick to miss one."""
    async with asyncio.timeout(15):
        while not await Deliveries(store).doubtful("telegram", datetime.max.replace(tzinfo=UTC)):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)


def _forward(store: Store) -> None:
    assert isinstance(store.clock, SetClock)
    store.clock.forward(seconds=5)
