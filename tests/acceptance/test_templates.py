"""What WhatsApp stops is told and gone around, through the product as it is composed and served."""

import asyncio
from datetime import timedelta
from pathlib import Path

from domain.model import OfficerId, Option, Purpose, Reply, TicketRef
from domain.officeracts import OfficerResolved, OfficerTook
from domain.troubles import Kind
from storage import handing, tables
from storage.handing import Handing
from tests.acceptance import office
from tests.acceptance.phones import OnWhatsApp
from tests.peers import twilio

NUMBER = "+966501234567"


async def news(running: office.Office, words: str, *options: Option) -> None:
    """Have news for the member, who wrote two days ago."""
    storage = running.app.storage
    now = storage.clock.now()
    one = Handing(words, OnWhatsApp.conversation, Reply(words, options, purpose=Purpose.NOTICE))
    old = tables.inbound.update().values(sent_at=now - timedelta(days=2))
    await storage.database.write(lambda connection: connection.execute(old).close())
    await storage.database.write(lambda connection: handing.queue(connection, [one], now))
    storage.signals.publish("outbox")


async def sent(running: office.Office, count: int) -> tuple[str, str]:
    """Wait for so many messages; give the last one's address and words."""
    async with asyncio.timeout(20):
        while len(running.twilio.sent()) < count:  # noqa: ASYNC110 - the peer has no event for it
            await asyncio.sleep(0.02)
    last = running.twilio.sent()[-1]
    return str(last["to"]), str(last["body"])


async def test_a_question_for_a_rating_is_answered_by_a_number(tmp_path: Path) -> None:
    """Behind the closed window it goes in the template of news, and needs no tap first."""
    named, approvals = (
        {"notice": {"ar": ["HXnotice"]}, "answer": {"ar": ["HXanswer"]}},
        {"HXnotice": "approved", "HXanswer": "approved"},
    )
    async with office.opened(tmp_path, templates=named, approvals=approvals) as running:
        phone = OnWhatsApp(running, running.app.storage.inbox.accept)
        await phone.says("أقدر أعترض؟")
        ((ref,),) = await running.rows("SELECT ref FROM ticket")
        await phone.officer(OfficerTook(TicketRef(ref), OfficerId(1), "سالم"))
        await phone.officer(OfficerResolved(TicketRef(ref), OfficerId(1)))
        await news(running, "قيّم خدمتنا من 1 إلى 5.", Option(f"rate:5:{ref}", "5 ممتاز"), Option(f"rate:4:{ref}", "4"))
        assert await phone.answer() == "HXnotice: قيّم خدمتنا من 1 إلى 5. ."
        assert "5 من 5" in await phone.says("5")
        assert await running.rows("SELECT rating FROM ticket") == [(5,)]


async def test_news_go_in_the_next_template_then_on_the_next_channel(tmp_path: Path) -> None:
    """The first template is paused, then the second; the member never wrote by SMS, and his number is known all the same."""
    named = {"notice": {"ar": ["HXnotice", "HXspare"]}}
    approvals = {"HXnotice": "paused", "HXspare": "approved"}
    async with office.opened(tmp_path, templates=named, approvals=approvals) as running:
        await OnWhatsApp(running).says("السلام عليكم")
        troubles = running.app.storage.troubles
        async with asyncio.timeout(20):
            while not await troubles.now():  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.02)
        assert [(one.kind, one.about) for one in await troubles.now()] == [(Kind.TEMPLATE_STOPPED, "notice.ar (paused)")]
        await news(running, "صدر القرار.")
        assert await sent(running, 2) == (f"whatsapp:{NUMBER}", "HXspare: صدر القرار. .")
        running.twilio.approvals["HXspare"] = {"status": "disabled", "category": "UTILITY"}
        running.twilio.fail("create", twilio.Fault(400, 63042))
        await news(running, "صدر قرار آخر.")
        async with asyncio.timeout(20):
            while ("dead",) not in await running.rows("SELECT status FROM outbound"):  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.05)
        await running.app.outreach.try_elsewhere()
        assert await sent(running, 3) == (NUMBER, "صدر قرار آخر.")
        assert {one.about for one in await troubles.now()} == {"notice.ar (paused)", "notice.ar.2 (disabled)"}
