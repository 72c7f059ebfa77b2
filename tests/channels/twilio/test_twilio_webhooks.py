"""What Twilio posts, over real HTTP into a real database."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import NoReturn
from urllib.parse import quote

import aiohttp
import httpx
import pytest
from starlette.applications import Starlette

from channels.twilio.account import MESSAGES_PATH, STATUS_PATH
from channels.twilio.webhooks import MAX_BODY
from domain.inbound import Envelope
from domain.model import Reply
from storage.outbox import Outbox
from tests.channels.twilio.answering import WAITING, sent
from tests.channels.twilio.conftest import MEMBER, Bench
from tests.channels.twilio.forms import payload
from tests.peers import twilio as peers

SMS_MEMBER = "+966501234567"


async def test_a_message_is_stored_before_it_is_answered(bench: Bench) -> None:
    """200 with empty TwiML means: durable."""
    form = payload("whatsapp", "text")
    assert await bench.peer.post(bench.peer.webhook, form) == 200
    assert await bench.rows(WAITING) == [("whatsapp:+14155238886:+966501234567", "TextReceived", form["Body"])]


async def test_whatsapp_and_sms_come_through_one_door(bench: Bench) -> None:
    """Told apart by the address."""
    await bench.peer.say(MEMBER, "واتساب")
    await bench.peer.say(SMS_MEMBER, "رسالة", peers.SMS)
    assert [conversation for conversation, _, _ in await bench.rows(WAITING)] == [
        "whatsapp:+14155238886:+966501234567",
        "sms:+15005550006:+966501234567",
    ]


async def test_the_same_message_twice_is_one(bench: Bench) -> None:
    """Replayed a hundred times, at once, by whoever captured it: taken once, answered alike."""
    form = payload("whatsapp", "text")
    answers = await asyncio.gather(*(bench.peer.post(bench.peer.webhook, form) for _ in range(100)))
    assert set(answers) == {200}
    assert len(await bench.rows(WAITING)) == 1


async def test_both_tokens_hold_during_rotation(bench: Bench) -> None:
    """What was signed with the token before is taken."""
    assert await bench.peer.post(bench.peer.webhook, payload("sms", "text"), "the one before") == 200


@pytest.mark.parametrize("path", [MESSAGES_PATH, STATUS_PATH])
async def test_the_unproven_is_refused_and_kept_apart(bench: Bench, path: str) -> None:
    """403, nothing handled, and the request waits in quarantine as it came."""
    form = payload("whatsapp", "text")
    assert await bench.peer.post(bench.url + path, form, "another token") == 403
    assert await bench.peer.post(bench.url + path, {**form, "AccountSid": "AC" + "f" * 32}) == 403
    assert await bench.rows(WAITING) == []
    first, second = await bench.quarantine.kept("twilio")
    assert "auth_token" in first.reason
    assert "another account" in second.reason
    assert first.request.url == bench.url + path


async def test_the_address_is_ours_as_configured_whatever_the_request_says(bench: Bench) -> None:
    """`Host` and `X-Forwarded-*` are anybody's words; the signature is over what Twilio was told."""
    form, url = payload("whatsapp", "text"), f"{bench.peer.webhook}?a=%20b&c=+d"
    assert await bench.peer.post(url, form) == 200
    elsewhere = peers.sign(peers.TOKEN, "https://evil.example/webhooks/twilio/messages", list(form.items()))
    headers = {"Host": "evil.example", "X-Forwarded-Proto": "https", "X-Twilio-Signature": elsewhere}
    async with aiohttp.ClientSession() as session, session.post(bench.peer.webhook, data=form, headers=headers) as answer:
        assert answer.status == 403


async def test_a_huge_body_is_cut_off(bench: Bench) -> None:
    """413, and nothing of it is kept."""
    assert await bench.peer.post(bench.peer.webhook, {"Body": "x" * MAX_BODY}) == 413
    assert await bench.quarantine.kept("twilio") == ()


async def test_what_is_genuine_but_unreadable_is_kept_and_acknowledged(bench: Bench) -> None:
    """Twilio would not bring it again; a later version may read it."""
    assert await bench.peer.post(bench.peer.webhook, {"AccountSid": peers.ACCOUNT, "EventType": "new"}) == 200
    (kept,) = await bench.quarantine.kept("twilio")
    assert "without an id" in kept.reason


async def test_a_message_of_a_channel_that_is_off_waits_until_it_is_on(bench: Bench) -> None:
    """Nobody could answer it; it is no member's unanswered message, and nothing is lost."""
    form = payload("whatsapp", "text")
    signed = {"X-Twilio-Signature": peers.sign(peers.TOKEN, bench.peer.webhook, list(form.items()))}
    alone = replace(bench.twilio.webhooks, channels=frozenset({"sms"}))
    transport = httpx.ASGITransport(Starlette(routes=alone.routes()))
    async with httpx.AsyncClient(transport=transport, base_url=bench.url) as twilio:
        assert (await twilio.post(MESSAGES_PATH, data=form, headers=signed)).status_code == 200
    assert await bench.rows(WAITING) == []
    (kept,) = await bench.quarantine.kept("twilio")
    assert kept.reason == "whatsapp is off: twilio.whatsapp_from is empty"
    assert await bench.twilio.replay() == (1, 0)
    assert len(await bench.rows(WAITING)) == 1


@pytest.mark.parametrize("path", [MESSAGES_PATH, STATUS_PATH])
async def test_what_makes_reading_fail_is_kept_for_a_later_version(bench: Bench, path: str) -> None:
    """A fault of ours, by which Twilio's only attempt must not be lost: once it is mended, it is taken in."""

    def broken(*_: object) -> NoReturn:
        raise KeyError("of a member")

    form = payload("whatsapp", "text")
    signed = {"X-Twilio-Signature": peers.sign(peers.TOKEN, f"{bench.url}{path}", list(form.items()))}
    version = replace(bench.twilio.webhooks, read=broken, hear=broken)
    transport = httpx.ASGITransport(Starlette(routes=version.routes()))
    async with httpx.AsyncClient(transport=transport, base_url=bench.url) as twilio:
        assert (await twilio.post(path, data=form, headers=signed)).status_code == 200
    (kept,) = await bench.quarantine.kept("twilio")
    assert kept.reason == "reading it failed: KeyError"
    assert await bench.twilio.replay() == (1, 0)


async def test_a_database_that_hangs_is_told_to_twilio_in_time(bench: Bench) -> None:
    """Before Twilio gives up by itself; what was under way is taken in once, also if it comes again."""
    form, free = payload("whatsapp", "text"), asyncio.Event()
    signed = {"X-Twilio-Signature": peers.sign(peers.TOKEN, f"{bench.url}{MESSAGES_PATH}", list(form.items()))}

    class Hanging:
        async def accept(self, envelopes: Sequence[Envelope]) -> Sequence[bool]:
            await free.wait()
            return await bench.twilio.webhooks.inbox.accept(envelopes)

    slow = replace(bench.twilio.webhooks, inbox=Hanging(), patience=0.05)
    transport = httpx.ASGITransport(Starlette(routes=slow.routes()))
    async with httpx.AsyncClient(transport=transport, base_url=bench.url) as twilio:
        assert (await twilio.post(MESSAGES_PATH, data=form, headers=signed)).status_code == 503
        assert await bench.rows(WAITING) == []
        free.set()
        assert (await twilio.post(MESSAGES_PATH, data=form, headers=signed)).status_code == 200
    assert len(await bench.rows(WAITING)) == 1


async def test_a_full_database_is_told_to_twilio(bench: Bench) -> None:
    """503 and nothing else: only what is stored is acknowledged."""
    await bench.store.database.write(lambda connection: connection.exec_driver_sql("DROP TABLE inbound"))
    assert await bench.peer.say(MEMBER, "مرحبا") == 503


@pytest.mark.parametrize(
    "order", [("sent", "delivered", "read"), ("read", "delivered", "sent"), ("delivered", "read", "failed")]
)
async def test_callbacks_in_any_order_end_at_the_highest(bench: Bench, order: tuple[str, ...]) -> None:
    """Twice each, too; a status never goes down."""
    await bench.peer.say(MEMBER, "مرحبا")
    _, sid = await sent(bench, Reply("أهلاً"))
    for status in (*order, *order):
        assert await bench.peer.report(sid, status) == 200
    assert await bench.rows("SELECT status, provider_id FROM outbound") == [("read", sid)]


async def test_a_failure_is_told_in_plain_words(bench: Bench) -> None:
    """The officer sees why, not a code."""
    await bench.peer.say(MEMBER, "مرحبا")
    _, sid = await sent(bench, Reply("أهلاً"))
    await bench.peer.report(sid, "undelivered", "63024")
    assert await bench.rows("SELECT status, reason FROM outbound") == [("dead", "the number is not on WhatsApp")]


@pytest.mark.parametrize(("code", "tries"), [("30008", 2), ("30003", 5), ("30005", 1)])
async def test_a_failure_that_may_pass_goes_again_as_often_as_its_code_allows(bench: Bench, code: str, tries: int) -> None:
    """A phone that is off several times; what nobody explains once; what never passes not at all."""
    await bench.peer.say(MEMBER, "متى الرد؟")
    outbound, sid = await sent(bench, Reply("جواب"))
    outbox = Outbox(bench.store, iter(map(str, range(99))).__next__)
    for _ in range(9):
        await bench.peer.report(sid, "undelivered", code)
        bench.clock.forward(days=1)
        again = await outbox.claim(1, ["whatsapp"])
        if not again:
            break
        sid = await bench.whatsapp.send(again[0], bench.whatsapp.render(again[0].reply))
        await outbox.sent([(outbound.id, sid)])
    assert len(bench.peer.sent()) == tries
    assert await bench.rows("SELECT status FROM outbound") == [("dead",)]


@pytest.mark.parametrize("part", ["9" * 5000, "-1", "٣", "x", ""])
async def test_an_address_that_nobody_of_ours_wrote_harms_nothing(bench: Bench, part: str) -> None:
    """The callback's address is signed, and still read with care."""
    await bench.peer.say(MEMBER, "متى الرد؟")
    _, sid = await sent(bench, Reply("جواب"))
    url = f"{bench.peer.webhook.removesuffix(MESSAGES_PATH)}{STATUS_PATH}?part={quote(part)}"
    fields = bench.peer.form(bench.peer.messages[sid], MessageStatus="delivered")
    assert await bench.peer.post(url, fields) == 200


async def test_a_lost_answer_is_settled_by_the_callback(bench: Bench) -> None:
    """The key in the callback's address names the message whose id we never learnt."""
    await bench.peer.say(MEMBER, "مرحبا")
    outbound, sid = await sent(bench, Reply("أهلاً"))
    forget = f"UPDATE outbound SET status = 'uncertain', provider_id = '' WHERE id = {outbound.id}"  # noqa: S608 - our own id
    await bench.store.database.write(lambda connection: connection.exec_driver_sql(forget))
    await bench.peer.report(sid, "delivered")
    assert await bench.rows("SELECT status, provider_id FROM outbound") == [("delivered", sid)]


async def test_a_member_who_blocked_us_is_told_to_the_engine_once(bench: Bench) -> None:
    """As an opt-out in his own conversation."""
    await bench.peer.say(MEMBER, "مرحبا")
    _, sid = await sent(bench, Reply("أهلاً"))
    for _ in range(2):
        await bench.peer.report(sid, "undelivered", "63014")
    assert [kind for _, kind, _ in await bench.rows(WAITING)] == ["TextReceived", "MemberOptedOut"]


async def test_a_callback_of_an_unknown_message_changes_nothing(bench: Bench) -> None:
    """It is acknowledged, so that Twilio's log stays clean."""
    fields = {"AccountSid": peers.ACCOUNT, "MessageSid": "SM9", "MessageStatus": "sent", "From": peers.SMS, "To": "+1"}
    assert await bench.peer.post(f"{bench.url}{STATUS_PATH}?key=in:99:0", fields) == 200


async def test_what_a_wrong_secret_kept_out_is_taken_in_once_it_is_mended(bench: Bench) -> None:
    """Requests in quarantine are checked again with today's secret and address; what is still not genuine stays."""
    form, strangers = payload("whatsapp", "text"), payload("whatsapp", "text") | {"MessageSid": "SM" + "f" * 32}
    await bench.peer.post(bench.peer.webhook, form, token="tomorrow's token")
    await bench.peer.post(bench.peer.webhook, strangers, signature="forged")
    assert await bench.twilio.replay() == (0, 2)
    mended = replace(bench.twilio.webhooks, account=replace(bench.twilio.api.account, auth_token="tomorrow's token"))
    assert await mended.replay() == (1, 1)
    assert [words for _, _, words in await bench.rows(WAITING)] == [form["Body"]]
    assert await mended.replay() == (0, 1)
