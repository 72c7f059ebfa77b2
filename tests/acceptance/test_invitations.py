"""A member who begins on the page and goes on in Telegram, through the product as it is composed and served."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import aiohttp

from tests.acceptance import office
from tests.acceptance.phones import OnTelegram, OnTheSite
from tests.peers import telegram


async def test_a_member_goes_on_in_telegram(tmp_path: Path) -> None:
    """By the link that the page gives him; then either chat tells where his complaint stands, and the link is void."""
    async with office.opened(tmp_path) as running:
        page, phone = OnTheSite(running), OnTelegram(running)
        complaint = await page.says("أريد تقديم شكوى")
        link = await page.way_on("telegram")
        address = urlsplit(link)
        assert (address.hostname, address.path) == ("t.me", "/mujib_bot")
        word = parse_qs(address.query)["start"][0]
        assert "هل أنت من طلبه؟" in await phone.says(f"/start {word}")
        assert "تم الربط" in await phone.chooses("نعم، أنا من طلبه")
        ref = next(part for part in complaint.split() if part.strip(".،").startswith("T")).strip(".،")
        assert ref in await phone.chooses("متابعة طلبي")
        assert "لم يعد صالحاً" in await phone.says(f"/start {word}")


async def test_the_page_asks_for_a_way_on_with_its_own_token_only(tmp_path: Path) -> None:
    """Without a token, and to a place that there is not, there is none."""
    async with office.opened(tmp_path) as running, aiohttp.ClientSession(running.url) as session:
        async with session.post("/chat/invitations?to=telegram") as answer:
            assert answer.status == 401
        page = OnTheSite(running)
        await page.says("السلام عليكم")
        headers = {"Authorization": f"Bearer {page.token}"}
        async with session.post("/chat/invitations?to=nowhere", headers=headers) as answer:
            assert answer.status == 400
        running.telegram.fail("getMe", telegram.BROKEN)
        async with session.post("/chat/invitations?to=telegram", headers=headers) as answer:
            assert answer.status == 503
        async with session.post("/chat/invitations?to=telegram", headers=headers) as answer:
            assert answer.status == 201
