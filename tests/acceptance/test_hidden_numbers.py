"""A member who hides his number on WhatsApp, through the product as it is composed and served."""

import asyncio
from pathlib import Path

from domain.accountports import THE_SERVER
from domain.model import ConversationId, TicketRef
from domain.officeracts import OfficerReplied, OfficerResolved, OfficerTook
from domain.troubles import Kind
from tests.acceptance import office
from tests.acceptance.phones import OnWhatsApp
from tests.handlers.house import SALIM
from tests.peers import twilio

SAME = "SA.13491208655302741918"
SCOPED = ConversationId(f"whatsapp:+14155238886:{SAME}")
SHOWN = ConversationId("whatsapp:+14155238886:+966501234567")
NUMBER = "whatsapp:+966501234567"


class Hidden(OnWhatsApp):
    """He writes from his business-scoped id."""

    conversation = SCOPED
    theirs = f"whatsapp:{SAME}"


async def test_his_number_is_known_used_where_his_id_is_not_given_to_him_and_erased(tmp_path: Path) -> None:
    """Twilio takes the id for a bad number: the answer goes to the number that came with it before, and the desk says so."""
    async with office.opened(tmp_path) as running:
        storage = running.app.storage
        assert await running.twilio.say(NUMBER, "السلام عليكم", ExternalUserId=SAME) == 200
        phone = Hidden(running, storage.inbox.accept)
        await phone.answer()
        running.twilio.fail("create", twilio.Fault(400, 21211))
        assert "رقم" in await phone.says("أقدر أعترض؟")
        assert [sent["to"] for sent in running.twilio.sent()] == [NUMBER, NUMBER]
        assert [(one.kind, one.where) for one in await storage.troubles.now()] == [(Kind.SENDER_ID, "whatsapp")]
        assert "رقم جوالك لا يظهر لنا هنا" in running.twilio.sent()[-1]["body"]
        ((ref,),) = await running.rows("SELECT ref FROM ticket")
        assert "معك الآن" in await phone.officer(OfficerTook(TicketRef(ref), SALIM, "سالم"))
        await phone.officer(OfficerReplied(TicketRef(ref), SALIM, "وصل"))
        assert running.twilio.sent()[-1]["to"] == f"whatsapp:{SAME}"
        await phone.officer(OfficerResolved(TicketRef(ref), SALIM))
        dossier = await storage.dossiers.export(SCOPED, THE_SERVER)
        assert {(row["conversation"], row.get("phone"), row["account"]) for row in dossier["identity"]} == {
            (SHOWN, "966501234567", SAME),
            (SCOPED, None, SAME),
        }
        await storage.dossiers.erase(SCOPED, THE_SERVER)
        assert await running.rows("SELECT * FROM identity") == []
        assert await storage.numbers.last(SCOPED) == ""


async def test_the_number_on_the_card_that_he_sends_when_he_was_asked_for_one_is_noted(tmp_path: Path) -> None:
    """WhatsApp's way of sending a number: fetched from Twilio as other files are, and told to him."""
    async with office.opened(tmp_path) as running:
        phone = Hidden(running, running.app.storage.inbox.accept)
        assert "رقم جوالك لا يظهر لنا هنا" in await phone.says("أقدر أعترض؟")
        await _card(running, f"whatsapp:{SAME}")
        assert "سجلنا 0501234567" in await phone.answer()
        assert await running.rows("SELECT number FROM conversation") == [("+966501234567",)]
        assert await running.rows("SELECT status, file FROM attachment") == [("gone", "")]


async def test_a_card_with_several_numbers_is_answered_with_the_wish_for_one_in_words(tmp_path: Path) -> None:
    """Nobody knows which is his."""
    async with office.opened(tmp_path) as running:
        phone = Hidden(running, running.app.storage.inbox.accept)
        assert "رقم جوالك لا يظهر لنا هنا" in await phone.says("أقدر أعترض؟")
        await _card(running, f"whatsapp:{SAME}", "TEL:+966501234567\r\nTEL:+966559876543")
        assert "لم نجد في البطاقة رقم جوال واحداً" in await phone.answer()
        assert "سجلنا 0501234567" in await phone.says("0501234567")


async def test_a_card_that_nobody_asked_for_is_not_read(tmp_path: Path) -> None:
    """It may be anybody's."""
    async with office.opened(tmp_path) as running:
        phone = Hidden(running, running.app.storage.inbox.accept)
        await _card(running, f"whatsapp:{SAME}")
        assert "لا ترسل بيانات غيرك" in await phone.answer()
        await phone.says("كم الرسوم؟")
        async with asyncio.timeout(10):
            while await running.rows("SELECT 1 FROM attachment WHERE status = 'wanted'"):  # noqa: ASYNC110 - rows have no event
                await asyncio.sleep(0.02)
        assert "سجلنا" not in await phone.says("متى الرد؟")
        assert len(running.twilio.sent()) == 3
        assert await running.rows("SELECT number FROM conversation") == [("",)]


async def _card(running: office.Office, member: str, numbers: str = "TEL;waid=966501234567:+966 50 123 4567") -> None:
    message = running.twilio.attach(member, "text/vcard", f"BEGIN:VCARD\r\n{numbers}\r\nEND:VCARD".encode())
    media = {"NumMedia": "1", "MediaUrl0": running.twilio.media_url(message), "MediaContentType0": "text/vcard"}
    fields = running.twilio.form(message, MessageType="contacts", **media)
    assert await running.twilio.post(running.twilio.webhook, fields) == 200
