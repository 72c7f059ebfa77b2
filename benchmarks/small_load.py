"""A small load and provider for `benchmarks.webhooks`, where the load program is not at hand. Its own cost bounds the rate."""

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from benchmarks.keys import ACCOUNT, PROVIDER_PORT, SECRET, TOKEN

MOST = 32
"""Messages on their way, where they come as fast as they are answered."""


@dataclass(slots=True)
class Tally:
    """What is counted."""

    waiting: defaultdict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    acks: list[float] = field(default_factory=list)
    replies: list[float] = field(default_factory=list)
    errors: int = 0
    extra: int = 0
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST))


def request(channel: str, url: str, number: int, member: int, text: str) -> tuple[bytes, dict[str, str], str]:
    """Give one message's body, headers and its member's address."""
    if channel == "telegram":
        chat = 700_000_000 + member
        sender = {"id": chat, "is_bot": False, "first_name": "Member"}
        message = {"message_id": number, "from": sender, "chat": {"id": chat, "type": "private"}, "date": 1_763_600_000}
        body = json.dumps({"update_id": number, "message": {**message, "text": text}}, ensure_ascii=False).encode()
        return body, {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}, str(chat)
    theirs = f"+{15_550_000_000 + member}"
    fields = {"MessageSid": f"SM{number:032x}", "AccountSid": ACCOUNT, "From": theirs, "To": "+15005550006"}
    fields |= {"Body": text, "NumMedia": "0", "ApiVersion": "2010-04-01"}
    signed = url + "".join(name + fields[name] for name in sorted(fields))
    digest = hmac.new(TOKEN.encode(), signed.encode(), hashlib.sha1).digest()
    headers = {"X-Twilio-Signature": base64.b64encode(digest).decode(), "Content-Type": "application/x-www-form-urlencoded"}
    return urlencode(fields).encode(), headers, theirs


async def run(  # noqa: PLR0913, PLR0917 - what a load is
    channel: str, url: str, texts: list[str], messages: int, first: int, rate: float = 0
) -> dict[str, float]:
    """Send so many messages, so many a second or at most 32 of them unanswered, and say what came of them."""
    tally = Tally(room=asyncio.Semaphore(messages if rate else MOST))
    runner = await _provider(tally)
    began = time.monotonic()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=32)) as session, asyncio.TaskGroup() as group:
        for number in range(messages):
            await asyncio.wait_for(tally.room.acquire(), 30)
            if rate:
                await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
            made = request(channel, url, first + number, number % 1000, texts[(first + number) % len(texts)])
            group.create_task(_post(session, url, made, tally))
    deadline = time.monotonic() + 30
    while len(tally.replies) < messages - tally.errors and time.monotonic() < deadline:  # noqa: ASYNC110 - replies are many
        await asyncio.sleep(0.01)
    seconds = time.monotonic() - began
    await runner.cleanup()
    return {
        "replies_per_s": len(tally.replies) / seconds,
        "replied": len(tally.replies),
        "reply_p50_ms": _percentile(tally.replies, 0.5),
        "ack_p50_ms": _percentile(tally.acks, 0.5),
        "ack_p99_ms": _percentile(tally.acks, 0.99),
        "lost": messages - len(tally.replies) - tally.errors,
        "errors": tally.errors,
        "extra": tally.extra,
    }


async def _post(session: aiohttp.ClientSession, url: str, made: tuple[bytes, dict[str, str], str], tally: Tally) -> None:
    body, headers, member = made
    began = time.monotonic()
    tally.waiting[member].append(began)
    async with session.post(url, data=body, headers=headers) as answer:
        await answer.read()
    tally.acks.append(time.monotonic() - began)
    if answer.status != 200:
        tally.errors += 1
        tally.room.release()


async def _provider(tally: Tally) -> web.AppRunner:
    async def answer(http: web.Request) -> web.Response:
        fields = await http.post() if http.content_type != "application/json" else await http.json()
        if "To" not in fields and not http.path.endswith("/sendMessage"):
            return web.json_response({"ok": True, "result": {}})
        _count(str(fields.get("To") or fields["chat_id"]), tally)
        chat = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}
        # no count of segments, as a messaging service answers: one that differs is a line of the log for each message
        body = {"ok": True, "result": chat, "sid": f"SM{len(tally.replies):032x}", "status": "queued", "num_segments": "0"}
        return web.json_response(body, status=201 if "To" in fields else 200)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", PROVIDER_PORT, reuse_address=True).start()
    return runner


def _count(member: str, tally: Tally) -> None:
    if not tally.waiting[member]:
        tally.extra += 1
        return
    tally.replies.append(time.monotonic() - tally.waiting[member].popleft())
    tally.room.release()


def _percentile(seconds: list[float], share: float) -> float:
    return sorted(seconds)[int(len(seconds) * share)] * 1000 if seconds else 0.0
