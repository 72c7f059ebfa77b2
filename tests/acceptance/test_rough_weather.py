"""What goes wrong between providers and the composed product: nothing is lost, nothing is said twice, nobody waits for ever."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot import web
from domain.model import ConversationId
from tests.acceptance import office
from tests.acceptance.phones import CHAT, OnTelegram, OnWhatsApp
from tests.peers import telegram, twilio

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64
MEMBER = OnWhatsApp.theirs


async def _until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(20):
        while not await holds():  # noqa: ASYNC110 - rows have no event for it
            await asyncio.sleep(0.02)


async def test_statuses_that_come_out_of_order_never_go_down(tmp_path: Path) -> None:
    """Read, then delivered, then sent, then a late failure: the message stays read."""
    async with office.opened(tmp_path) as running:
        phone = OnWhatsApp(running)
        await phone.says("متى الرد؟")
        sid = running.twilio.sent()[0]["sid"]
        for status in ("read", "delivered", "sent", "undelivered"):
            assert await running.twilio.report(sid, status, "30008" if status == "undelivered" else "") == 200
        assert await running.rows("SELECT status FROM outbound") == [("read",)]


async def test_an_update_that_cannot_be_read_keeps_nobody_waiting(tmp_path: Path) -> None:
    """Nonsense, an unknown kind and a broken message are taken and put aside; the next words are answered."""
    async with office.opened(tmp_path, "webhook") as running:
        headers = {"X-Telegram-Bot-Api-Secret-Token": office.SECRET}
        poison = (b"{", b"[]", b"\xff\xfe", b'{"update_id": 1, "message": {"chat": {"id": "x"}, "text": 5}}')
        async with aiohttp.ClientSession(headers=headers) as session:
            for body in poison:
                async with session.post(running.telegram.webhook["url"], data=body) as answer:
                    assert answer.status == 200
        await running.telegram.deliver(running.telegram.update(newest_kind={"what": "ever"}))
        assert "جواب reply" in await OnTelegram(running).says("متى الرد؟")


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_photo_from_telegram_reaches_the_officers_file(tmp_path: Path, mode: office.Mode) -> None:
    """It is answered at once, fetched afterwards, also when the first attempt fails, and kept under a random name."""
    async with office.opened(tmp_path, mode) as running:
        running.telegram.files["photo-1"] = PNG
        running.telegram.fail("getFile", telegram.BROKEN)
        photo = [{"file_id": "photo-1", "file_unique_id": "u", "width": 9, "height": 9, "file_size": len(PNG)}]
        update = running.telegram.update(message=running.telegram.message(CHAT, photo=photo))
        if mode == "webhook":
            await running.telegram.deliver(update)
        await OnTelegram(running).answer()
        await _kept(running, OnTelegram.conversation)


async def test_a_photo_from_whatsapp_reaches_the_officers_file(tmp_path: Path) -> None:
    """By way of the API to the store behind it."""
    async with office.opened(tmp_path) as running:
        message = running.twilio.attach(MEMBER, "image/png", PNG)
        fields = {"NumMedia": "1", "MediaUrl0": running.twilio.media_url(message), "MediaContentType0": "image/png"}
        assert await running.twilio.post(running.twilio.webhook, running.twilio.form(message, **fields)) == 200
        await OnWhatsApp(running).answer()
        await _kept(running, OnWhatsApp.conversation)


async def _kept(running: office.Office, conversation: ConversationId) -> None:
    storage = running.app.storage

    async def kept() -> bool:
        lines = await storage.transcript.lines(conversation, internal=True)
        return any(line.attachment and line.attachment.file for line in lines)

    await _until(kept)
    lines = await storage.transcript.lines(conversation, internal=True)
    (attachment,) = [line.attachment for line in lines if line.attachment]
    assert attachment.mime == "image/png"
    assert await storage.files.read(attachment.file) == PNG


async def test_an_answer_whose_connection_broke_is_looked_for_and_not_sent_twice(tmp_path: Path) -> None:
    """Twilio took it and the answer was lost: its callback settles the doubt."""
    async with office.opened(tmp_path) as running:
        running.twilio.fail("create", twilio.DROPPED)
        phone = OnWhatsApp(running)
        await phone.says("متى الرد؟")

        async def in_doubt() -> bool:
            return await running.rows("SELECT status FROM outbound") == [("uncertain",)]

        await _until(in_doubt)
        assert await running.twilio.report(running.twilio.sent()[0]["sid"], "delivered") == 200
        assert await running.rows("SELECT status FROM outbound") == [("delivered",)]
        assert len(running.twilio.sent()) == 1


async def test_an_answer_that_telegram_may_have_lost_comes_when_the_member_writes_again(tmp_path: Path) -> None:
    """Not by itself: his next words bring it, with a word that it may have come before, and then their own answer."""
    async with office.opened(tmp_path, "webhook") as running:
        running.telegram.fail("sendMessage", telegram.DROPPED)
        phone = OnTelegram(running)
        await phone.says("متى الرد؟")

        async def in_doubt() -> bool:
            return await running.rows("SELECT status FROM outbound") == [("uncertain",)]

        await _until(in_doubt)
        again = await phone.says("كم الرسوم؟")
        assert again.startswith("لعل هذه الرسالة لم تصلك")
        assert "جواب reply" in again
        assert "جواب fees" in await phone.answer()


async def test_the_figures_tell_of_every_channel(tmp_path: Path) -> None:
    """`/metrics` in Prometheus's format: what waits, what is stuck, tickets, and when each channel was last heard."""
    async with office.opened(tmp_path) as running:
        await OnWhatsApp(running).says("متى الرد؟")
        async with aiohttp.ClientSession() as session, session.get(f"{running.url}/metrics") as answer:
            told = await answer.text()
    assert "mujib_inbox_waiting 0" in told
    assert 'mujib_channel_silent{channel="sms"} 0' in told
    assert 'mujib_channel_last_inbound_seconds{channel="whatsapp"}' in told


@pytest.mark.parametrize(("free", "status"), [(web.LEAST_ROOM, 200), (web.LEAST_ROOM - 1, 503)])
async def test_a_server_without_room_for_a_picture_is_not_ready(free: int, status: int) -> None:
    """`/readyz` says so, so that who watches hears of it before a member does."""

    async def well() -> dict[str, float]:
        return {}

    door = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{door.getsockname()[1]}/readyz"
    health = web.Health(well, lambda: free, well)
    async with (
        office.served(web.application(health.routes()), door),
        aiohttp.ClientSession() as session,
        session.get(url) as answer,
    ):
        assert answer.status == status


async def test_a_fault_of_ours_is_told_without_details(capsys: pytest.CaptureFixture[str]) -> None:
    """500 and three words; the log has the place and not the words."""

    async def broken(_: Request) -> Response:
        raise ValueError("a member's words")

    door = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{door.getsockname()[1]}/broken"
    async with (
        office.served(web.application([Route("/broken", broken)]), door),
        aiohttp.ClientSession() as session,
        session.get(url) as answer,
    ):
        assert (answer.status, await answer.text()) == (500, "Internal Server Error")
    told = "".join(capsys.readouterr())
    assert "ValueError in broken" in told
    assert "member's words" not in told
