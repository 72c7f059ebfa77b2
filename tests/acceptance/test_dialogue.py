"""One dialogue of a dozen turns, unchanged on every channel, through the product as it is composed and served."""

import re
from pathlib import Path

import pytest

from domain.model import TicketRef
from domain.officeracts import OfficerReplied, OfficerResolved, OfficerTook
from tests.acceptance import office
from tests.acceptance.phones import BySms, OnTelegram, OnTheSite, OnWhatsApp, Phone
from tests.handlers.house import SALIM


@pytest.mark.parametrize(
    ("member", "mode"),
    [(OnTheSite, "polling"), (OnTelegram, "polling"), (OnTelegram, "webhook"), (OnWhatsApp, "polling"), (BySms, "polling")],
)
async def test_a_matter_from_the_first_word_to_the_rating(member: type[Phone], mode: office.Mode, tmp_path: Path) -> None:
    """Question, clause, clarification, ticket, officer, resolution and rating: each step arrives, once and in order."""
    async with office.opened(tmp_path, mode) as running:
        phone = member(running, running.app.storage.inbox.accept)
        assert "مجيب" in await phone.says("السلام عليكم")
        assert "جواب reply" in await phone.says("متى الرد؟")
        assert "نص handling.5" in await phone.chooses("نص البند")
        assert "أي هذه تقصد" in await phone.says("وش الأوراق")
        assert "جواب fees" in await phone.chooses("عنوان fees")
        found = re.search(r"T\d+-\d", await phone.says("أقدر أعترض؟"))
        assert found
        ref = TicketRef(found[0].replace("-", ""))
        assert "معك الآن" in await phone.officer(OfficerTook(ref, SALIM, "الأستاذ سالم"))
        await phone.unanswered("شكراً لكم")
        said = await phone.officer(OfficerReplied(ref, SALIM, "راجعت <معاملتك> & سأتصل بك."))
        assert "راجعت <معاملتك> & سأتصل بك." in said
        assert "كيف تقيّم" in await phone.officer(OfficerResolved(ref, SALIM))
        assert "5 من 5" in await phone.chooses("5 ممتاز")
        assert "وصلت ملاحظتك" in await phone.says("الموظف كان متعاوناً")
        assert "كيف أخدمك" in await phone.says("القائمة")
        assert len(await phone.shown()) == phone.seen, "nothing was said twice"
        assert await running.rows("SELECT score FROM (SELECT rating AS score FROM ticket)") == [(5,)]
        assert not running.twilio.wrong
