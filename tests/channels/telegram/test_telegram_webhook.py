"""Updates that Telegram posts."""

import asyncio

import aiohttp
import pytest

from domain.inbound import Ignored
from tests.channels.telegram.receiving import HEADER, post, posting, texts, until
from tests.channels.telegram.shelf import CHAT, SECRET, Shelf, bot
from tests.peers import telegram as peers


async def test_the_webhook_is_set_as_configured(peer: peers.Telegram) -> None:
    """Address, secret and the full list of kinds."""
    async with posting(peer, Shelf()) as url:
        assert peer.webhook["url"] == url
        assert peer.webhook["secret_token"] == SECRET
        assert peer.webhook["allowed_updates"] == ["message", "edited_message", "callback_query", "my_chat_member"]


async def test_a_webhook_that_somebody_took_away_is_taken_back(peer: peers.Telegram) -> None:
    """Set elsewhere by another program, or removed: updates come here again, under our secret."""
    async with posting(peer, Shelf()) as url:
        for place in ("https://elsewhere.example/x", ""):
            peer.webhook = {"url": place} if place else {}
            await until(lambda: peer.webhook.get("url") == url)
            assert peer.webhook["secret_token"] == SECRET
    assert len(peer.called("setWebhook")) == 3


async def test_a_posted_update_is_stored_once_before_it_is_taken(peer: peers.Telegram) -> None:
    """200 after the commit; the same update again is 200 and nothing new; 503 while it cannot be stored."""
    shelf = Shelf()
    async with posting(peer, shelf):
        update = peer.say(CHAT, "السلام عليكم")
        shelf.full = 1
        assert [await peer.deliver(update) for _ in range(3)] == [503, 200, 200]
    assert texts(shelf.inbounds) == ["السلام عليكم"]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "\u00e9"])
async def test_strangers_are_refused(peer: peers.Telegram, secret: str | None) -> None:
    """Without the right secret: 403, and nothing is stored or even read."""
    shelf = Shelf()
    async with posting(peer, shelf) as url:
        assert await post(url, b'{"update_id": 1}', secret) == 403
    assert shelf.envelopes == []


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"\xff\xfe\x00", b'{"update_id": "x"}', b"[" * 90000])
async def test_what_is_no_update_is_put_on_record(peer: peers.Telegram, body: bytes) -> None:
    """200, or Telegram would repeat it for a day and hold the chat's other messages back; the record is kept once."""
    shelf = Shelf()
    async with posting(peer, shelf) as url:
        assert [await post(url, body) for _ in range(2)] == [200, 200]
    assert shelf.inbounds == [Ignored("no update")]


async def test_a_huge_body_is_refused(peer: peers.Telegram) -> None:
    """Over a megabyte nothing is Telegram's."""
    shelf = Shelf()
    async with posting(peer, shelf) as url:
        assert await post(url, b" " * (1024 * 1024 + 1)) == 413
    assert shelf.envelopes == []


async def test_a_body_that_breaks_off_harms_nobody(peer: peers.Telegram) -> None:
    """The connection ends in the middle: nothing is stored, the next update comes in."""
    shelf = Shelf()
    async with posting(peer, shelf) as url:
        port = int(url.split(":")[2].split("/")[0])
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        head = f"POST /webhooks/telegram HTTP/1.1\r\nHost: x\r\n{HEADER}: {SECRET}\r\nContent-Length: 900\r\n\r\n"
        writer.write(head.encode() + b'{"update_id": 5, "mess')
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        assert await peer.deliver(peer.say(CHAT, "a")) == 200
    assert texts(shelf.inbounds) == ["a"]


async def test_the_webhook_needs_a_post(peer: peers.Telegram) -> None:
    """A browser that looks in sees nothing; the answer is never 410, which would delete the webhook."""
    async with posting(peer, Shelf()) as url, aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.status == 405


def test_polling_opens_no_route(peer: peers.Telegram) -> None:
    """What is not used is not offered."""
    assert bot(peer, Shelf()).routes() == []
