"""A bench on which the engine answers and the sender sends, with approved templates."""

from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import planner, telephony
from bot.config import Settings, load
from bot.courier import Courier, Stops
from bot.dispatch import Dispatch
from bot.sender import Sender
from bot.templates import TemplateWatch
from channels.twilio import approvals
from domain.calendar import Calendar
from domain.effects import Say
from domain.model import Purpose, Reply
from domain.turnports import LaneResult, Turn
from storage.inbox import Inbox
from storage.office.troubles import Troubles
from storage.outbox import Outbox
from storage.parking import Correspondence
from storage.turns import Turns
from tests.channels.twilio.conftest import Bench
from tests.databases import names

CONFIG = """
[twilio]
account_sid = "AC0123456789abcdef0123456789abcdef"
auth_token = "secret"
whatsapp_from = "whatsapp:+14155238886"
sms_from = "+15005550006"

[templates]
answer = { ar = "HXanswer" }
notice = { ar = ["HXnotice", "HXspare"] }

[sms]
link = "https://chat.example.sa/"
link_hosts = ["chat.example.sa"]
"""
NAMED = [("answer.ar", "HXanswer"), ("notice.ar", "HXnotice"), ("notice.ar.2", "HXspare")]
OFFICE = Calendar(tz=ZoneInfo("Asia/Riyadh"), shifts={})
ANSWER = Reply("قُبل طلبك.", purpose=Purpose.OFFICER)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Read a configuration."""
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")
    return load(tmp_path / "config.toml")


class Desk:
    """The engine's and the sender's work on a bench."""

    def __init__(self, bench: Bench, rules: planner.Rules) -> None:
        """Wire them."""
        self.bench = bench
        claims = names("desk")
        self._turns = Turns(bench.store, claims.__next__)
        inbox, outbox = Inbox(bench.store), Outbox(bench.store, claims.__next__)
        self.troubles, self.correspondence = Troubles(bench.store), Correspondence(bench.store)
        self.watch = TemplateWatch("whatsapp", NAMED, partial(approvals.opinion, bench.twilio.api), self.troubles)
        bench.judges.append(self.watch.refused)
        courier = Courier(self.correspondence, bench.clock, telephony.country, rules, doubted=lambda: self.watch.doubted)
        channels = (bench.whatsapp, bench.sms)
        stops = Stops(inbox, bench.clock)
        dispatch = Dispatch(outbox, bench.clock, lambda: 0.5, courier.prepare, stops.tell)
        self.sender = Sender(outbox, channels, bench.store.signals, dispatch)

    async def answer(self, reply: Reply) -> None:
        """Have the engine say this to whoever waits, and the sender do what it can."""
        (lane,) = await self._turns.claim(1, 10)
        turns = tuple(Turn(pending.id, (Say(reply),) if not index else ()) for index, pending in enumerate(lane.pending))
        await self._turns.commit([LaneResult(lane.claim, lane.contact.conversation, lane.state, (), turns)])

    async def send(self) -> list[str]:
        """Send what is due; give the members' new messages."""
        before = len(self.bench.peer.sent())
        while await self.sender.once():
            continue
        return [str(message["body"]) for message in self.bench.peer.sent()[before:]]

    async def standing(self) -> list[tuple[object, ...]]:
        """Give the outbox."""
        return await self.bench.rows("SELECT status FROM outbound ORDER BY id")


@pytest.fixture
def desk(bench: Bench, settings: Settings) -> Desk:
    """Approve templates at the peer and wire everything."""
    knock = {"body": "لدينا رد لك.", "actions": [{"type": "QUICK_REPLY", "title": "اقرأ الرد", "id": "mujib:read"}]}
    bench.peer.contents["HXanswer"] = {"types": {"twilio/quick-reply": knock}}
    bench.peer.contents["HXnotice"] = {"types": {"twilio/text": {"body": "تحديث: {{1}} الجمعية"}}}
    bench.peer.contents["HXspare"] = {"types": {"twilio/text": {"body": "جديد طلبك: {{1}} الجمعية"}}}
    bench.peer.approvals |= {sid: {"status": "approved", "category": "UTILITY"} for _, sid in NAMED}
    return Desk(bench, telephony.rules(settings, OFFICE))
