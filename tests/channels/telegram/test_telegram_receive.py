import asyncio
import io
from collections.abc import AsyncIterator, Container, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
import structlog
from starlette.applications import Starlette

from channels.telegram import parse
from channels.telegram.intake import Intake, Reader
from channels.telegram.parse import Account, Update
from channels.telegram.polling import Polling, pause
from channels.telegram.telegram import Options, Telegram
from channels.telegram.webhook import Webhook
from domain.errors import ConfigError, Misconfigured, StorageError, Throttled, Unreachable
from domain.inbound import AttachmentKind, AttachmentReceived, ChoiceMade, Ignored, Inbound, TextReceived
from domain.model import Language, Option, Reply
from tests.channels.serving import free_port
from tests.channels.telegram.shelf import ASSOCIATION, CHAT, SECRET, Shelf, Sleeper, StillClock, bot, outbound, served
from tests.peers import telegram as peers

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture(name="peer")
async def a_peer() -> AsyncIterator[peers.Telegram]:
    """Serve a Telegram on loopback."""
    async with peers.Telegram.running() as peer:
        yield peer


@asynccontextmanager
async def running(telegram: Telegram) -> AsyncIterator[None]:
    """Run the bot until the block ends."""
    task = asyncio.create_task(telegram.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await telegram.close()


@asynccontextmanager
async def posting(peer: peers.Telegram, shelf: Shelf, reader: Reader | None = None) -> AsyncIterator[str]:
    """Serve the webhook for real and give its address; with a `reader` another than ours reads the updates."""
    base = f"http://127.0.0.1:{(port := free_port())}"
    telegram = bot(peer, shelf, mode="webhook", public_url=base)
    routes = telegram.routes()
    if reader:
        routes = [Webhook(telegram.channel, intake(telegram, shelf, reader), StillClock()).route()]
    async with served(Starlette(routes=routes), port), running(telegram):
        await until(lambda: bool(peer.webhook))
        yield f"{base}/webhooks/telegram"


def intake(telegram: Telegram, shelf: Shelf, reader: Reader) -> Intake:
    """Take a bot's updates in as this reader reads them."""
    return Intake(telegram.channel, telegram.intake.account, shelf, StillClock(), reader)


async def until(true: object) -> None:
    """Wait until the callable says so."""
    assert callable(true)
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 - the peer has no event for everything
            await asyncio.sleep(0.01)


async def post(url: str, body: bytes, secret: str | None = SECRET) -> int:
    """Post to the webhook."""
    headers = {} if secret is None else {HEADER: secret}
    async with aiohttp.ClientSession() as session, session.post(url, data=io.BytesIO(body), headers=headers) as answer:
        return answer.status


# ---- polling


def _texts(inbounds: Sequence[Inbound]) -> list[str]:
    return [inbound.text for inbound in inbounds if isinstance(inbound, TextReceived)]


async def test_polling_takes_what_waited_and_what_comes(peer: peers.Telegram) -> None:
    """Messages from before the start and after it come in, once each, in order."""
    shelf = Shelf()
    for number in range(150):
        peer.say(CHAT + number % 3, f"قبل {number}")
    async with running(bot(peer, shelf)):
        await shelf.until(150)
        peer.say(CHAT, "بعد")
        await shelf.until(151)
    assert _texts(shelf.inbounds) == [*(f"قبل {number}" for number in range(150)), "بعد"]


async def test_polling_names_the_kinds_that_it_wants(peer: peers.Telegram) -> None:
    """At each question: Telegram would otherwise keep an older list."""
    shelf = Shelf()
    peer.say(CHAT, "a")
    async with running(bot(peer, shelf)):
        await shelf.until(1)
    assert (
        peer.called("getUpdates")[0]["allowed_updates"] == '["message", "edited_message", "callback_query", "my_chat_member"]'
    )


async def test_telegram_forgets_only_what_is_stored(peer: peers.Telegram) -> None:
    """While the inbox cannot write, updates stay at Telegram; nothing is lost and nothing doubled."""
    shelf, sleeper = Shelf(full=3), Sleeper()
    peer.say(CHAT, "a")
    async with running(bot(peer, shelf, sleeper)):
        await shelf.until(1)
    assert _texts(shelf.inbounds) == ["a"]
    assert sleeper.asked == [1, 2, 4]


async def test_the_bot_starts_without_telegram(peer: peers.Telegram) -> None:
    """Unreachable at the start: it waits longer each time, says so once, and connects by itself."""
    shelf, sleeper = Shelf(), Sleeper()
    await peer.stop()
    with structlog.testing.capture_logs() as logs:
        async with running(bot(peer, shelf, sleeper)):
            await until(lambda: len(sleeper.asked) > 6)
            await peer.start()
            peer.say(CHAT, "a")
            await shelf.until(1)
            await until(lambda: len(peer.profile) == 9)
    assert _texts(shelf.inbounds) == ["a"]
    assert [log["event"] for log in logs].count("telegram.unreachable") == 2, "once of polling, once of the introduction"
    assert "telegram.connected" in [log["event"] for log in logs]


async def test_an_outage_in_between_loses_nothing(peer: peers.Telegram) -> None:
    """Broken answers, gateways' pages, floods and cut connections: polling goes on where it was."""
    shelf, sleeper = Shelf(), Sleeper()
    peer.say(CHAT, "a")
    peer.fail("getUpdates", peers.BROKEN, peers.GATEWAY, peers.flood(9), peers.Fault(200, page="<"), peers.DROPPED)
    async with running(bot(peer, shelf, sleeper)):
        await shelf.until(1)
        peer.say(CHAT, "b")
        await shelf.until(2)
    assert _texts(shelf.inbounds) == ["a", "b"]
    assert sleeper.asked == [1, 2, 9, 8, 16]


async def test_a_refused_token_is_an_alarm_and_no_loop(peer: peers.Telegram) -> None:
    """One error in the log, then silence: only a new token helps, and asking on would be a nuisance."""
    sleeper = Sleeper()
    telegram = bot(peer, Shelf(), sleeper, token="424242:wrong")
    with structlog.testing.capture_logs() as logs:
        async with running(telegram):
            await until(lambda: any(log["log_level"] == "error" for log in logs))
            await asyncio.sleep(0.1)
    assert sleeper.asked == []
    assert {log["code"] for log in logs} == {"401"}
    assert "wrong" not in str(logs)


async def test_another_program_with_the_same_bot_is_an_alarm_and_no_loop(peer: peers.Telegram) -> None:
    """Someone sets a webhook meanwhile: one error, one question a minute, and back to work when it is gone."""
    shelf, sleeper = Shelf(), Sleeper()
    with structlog.testing.capture_logs() as logs:
        peer.fail("getUpdates", *[peers.Fault(409, "Conflict: terminated by other getUpdates request")] * 3)
        peer.say(CHAT, "a")
        async with running(bot(peer, shelf, sleeper)):
            await shelf.until(1)
    assert sleeper.asked == [60, 60, 60]
    assert [log["event"] for log in logs if log["log_level"] == "error"] == ["telegram.misconfigured"]


async def test_a_webhook_left_over_does_not_keep_polling_from_work(peer: peers.Telegram) -> None:
    """Switched from webhook to polling: the old webhook is removed at the start."""
    shelf = Shelf()
    peer.webhook = {"url": "https://old.example/webhooks/telegram", "secret_token": "x"}
    peer.say(CHAT, "a")
    async with running(bot(peer, shelf)):
        await shelf.until(1)


async def test_one_strange_update_does_not_hide_the_others(peer: peers.Telegram) -> None:
    """Updates that no library could read are put on record and passed."""
    shelf = Shelf()
    peer.update(message="no object")
    peer.update(message={"chat": 7, "from": [], "date": "x", "photo": {}})
    peer.update(callback_query={"id": 7})
    peer.say(CHAT, "a")
    async with running(bot(peer, shelf)):
        await shelf.until(4)
    assert _texts(shelf.inbounds[-1:]) == ["a"]
    assert all(isinstance(inbound, Ignored) for inbound in shelf.inbounds[:-1])


def test_pauses_grow_to_a_minute() -> None:
    """1, 2, 4 ... 60 seconds; what Telegram asks for counts, and what a person must mend is asked each minute."""
    assert [pause(failures, Unreachable("x")) for failures in (1, 2, 3, 6, 7, 5000)] == [1, 2, 4, 32, 60, 60]
    assert pause(1, Throttled("x", retry_after=17)) == 17
    assert pause(1, Misconfigured("x")) == 60
    assert pause(2, StorageError("x")) == 2


# ---- what polling and the webhook share


async def test_the_parts_of_an_album_follow_the_first(peer: peers.Telegram) -> None:
    """In one answer of Telegram's or in several: one part asks for an answer, the others belong to it."""
    shelf = Shelf()
    telegram = bot(peer, shelf)
    photo = [{"file_id": "p", "width": 1, "height": 1}]
    updates = [peer.update(message=peer.message(CHAT, photo=photo, media_group_id=album)) for album in ("a", "a", "b", "a")]
    await telegram.intake.take(updates[:3])
    await telegram.intake.take(updates[3:])
    follows = [inbound.follows for inbound in shelf.inbounds if isinstance(inbound, AttachmentReceived)]
    assert follows == [False, True, False, True]


async def test_an_album_whose_first_part_was_not_stored_still_has_a_first(peer: peers.Telegram) -> None:
    """Telegram repeats what could not be written: the first part is then the first again."""
    shelf = Shelf(full=1)
    telegram = bot(peer, shelf)
    update = peer.update(message=peer.message(CHAT, photo=[{"file_id": "p"}], media_group_id="a"))
    with pytest.raises(StorageError):
        await telegram.intake.take([update])
    await telegram.intake.take([update])
    (inbound,) = shelf.inbounds
    assert isinstance(inbound, AttachmentReceived)
    assert not inbound.follows


async def test_a_press_is_answered_and_its_finished_keyboard_closed(peer: peers.Telegram) -> None:
    """A rating given cannot be given on the same stars again: the message says what was chosen. A menu stays."""
    shelf = Shelf()
    telegram = bot(peer, shelf)
    rating = Reply("كيف كانت الخدمة؟", (Option("rate:5:T15328", "5 ممتاز"), Option("rate:1:T15328", "1 ضعيف")))
    menu = Reply("تفضل", (Option("act:officer", "موظف"),))
    ids = [
        int(await telegram.channel.send(outbound(reply, key=str(place)), telegram.channel.render(reply)))
        for place, reply in enumerate((rating, menu))
    ]
    peer.press(CHAT, ids[0], "v1:rate:5:T15328")
    peer.press(CHAT, ids[1], "v1:act:officer")
    async with running(telegram):
        await shelf.until(2)
        await until(lambda: not peer.open_presses and bool(peer.called("editMessageText")))
    assert shelf.inbounds == [ChoiceMade("rate:5:T15328"), ChoiceMade("act:officer")]
    assert peer.messages[CHAT, ids[0]]["text"] == "كيف كانت الخدمة؟\n\n✓ 5 ممتاز"
    assert "reply_markup" not in peer.messages[CHAT, ids[0]]
    assert "reply_markup" in peer.messages[CHAT, ids[1]]
    names = [name for name, _ in peer.calls if name in {"answerCallbackQuery", "editMessageText"}]
    assert names[0] == "answerCallbackQuery", "the button's clock stops before anything else"
    assert names.count("editMessageText") == 1


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_an_update_that_cannot_be_read_at_all_holds_nobody_up(peer: peers.Telegram, way: str) -> None:
    """Its member hears that it was not understood, the log tells nothing of it, and what follows is taken."""
    shelf = Shelf()

    def failing(fields: dict[str, Any], account: Account, at: datetime, albums: Container[str]) -> Update:
        if fields["message"]["text"] == "poison":
            raise KeyError(fields["message"]["text"])
        return parse.read(fields, account, at, albums)

    with structlog.testing.capture_logs() as logs:
        if way == "polling":
            for words in ("poison", "after"):
                peer.say(CHAT, words)
            telegram = bot(peer, shelf)
            await Polling(telegram.client, intake(telegram, shelf, failing), Sleeper()).once()
            await telegram.close()
        else:
            async with posting(peer, shelf, failing):
                updates = [peer.say(CHAT, words) for words in ("poison", "after")]
                assert [await peer.deliver(update) for update in updates] == [200, 200]
    assert shelf.inbounds[0] == AttachmentReceived(AttachmentKind.OTHER)
    assert shelf.envelopes[0].conversation == shelf.envelopes[1].conversation
    assert _texts(shelf.inbounds) == ["after"]
    assert [line["fault"] for line in logs if line["event"] == "telegram.poison"] == ["KeyError"]
    assert "poison" not in [word for line in logs for word in map(str, line.values())]


async def test_a_press_that_came_too_late_is_still_a_choice(peer: peers.Telegram) -> None:
    """Telegram no longer takes the acknowledgement; the choice counts, and the next press is answered."""
    shelf = Shelf()
    telegram = bot(peer, shelf)
    sender = peer.message(CHAT)["from"]
    gone = {"message_id": 1, "chat": {"id": CHAT, "type": "private"}, "date": 0}
    peer.update(callback_query={"id": "late", "from": sender, "message": gone, "data": "v1:none"})
    peer.fail("answerCallbackQuery", peers.Fault(400, "Bad Request: query is too old"), peers.BROKEN)
    peer.update(callback_query={"id": "broken", "from": sender, "message": gone, "data": "v1:none"})
    peer.open_presses.add("good")
    peer.update(callback_query={"id": "good", "from": sender, "message": gone, "data": "v1:none"})
    async with running(telegram):
        await shelf.until(3)
        await until(lambda: not peer.open_presses)
    assert shelf.inbounds == [ChoiceMade("none")] * 3
    assert peer.called("editMessageText") == peer.called("editMessageReplyMarkup") == []


async def test_more_presses_than_can_be_acknowledged_are_still_taken(peer: peers.Telegram) -> None:
    """A flood of presses costs spinners, never choices."""
    shelf = Shelf()
    telegram = bot(peer, shelf)
    sender = peer.message(CHAT)["from"]
    presses = [peer.update(callback_query={"id": str(n), "from": sender, "data": "v1:act:menu"}) for n in range(1100)]
    await telegram.intake.take(presses)
    assert len(shelf.envelopes) == 1100


# ---- the webhook


async def test_the_webhook_is_set_as_configured(peer: peers.Telegram) -> None:
    """Address, secret and the full list of kinds."""
    async with posting(peer, Shelf()) as url:
        assert peer.webhook["url"] == url
        assert peer.webhook["secret_token"] == SECRET
        assert peer.webhook["allowed_updates"] == ["message", "edited_message", "callback_query", "my_chat_member"]


async def test_a_posted_update_is_stored_once_before_it_is_taken(peer: peers.Telegram) -> None:
    """200 after the commit; the same update again is 200 and nothing new; 503 while it cannot be stored."""
    shelf = Shelf()
    async with posting(peer, shelf):
        update = peer.say(CHAT, "السلام عليكم")
        shelf.full = 1
        assert [await peer.deliver(update) for _ in range(3)] == [503, 200, 200]
    assert _texts(shelf.inbounds) == ["السلام عليكم"]


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
    assert _texts(shelf.inbounds) == ["a"]


async def test_the_webhook_needs_a_post(peer: peers.Telegram) -> None:
    """A browser that looks in sees nothing; the answer is never 410, which would delete the webhook."""
    async with posting(peer, Shelf()) as url, aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.status == 405


def test_polling_opens_no_route(peer: peers.Telegram) -> None:
    """What is not used is not offered."""
    assert bot(peer, Shelf()).routes() == []


# ---- settings, introduction, doctor


@pytest.mark.parametrize(
    ("options", "key"),
    [({"token": ""}, "telegram.token"), ({"token": "abc"}, "telegram.token"), ({"token": "1:a b"}, "telegram.token"),
     ({"webhook_secret": "with space"}, "telegram.webhook_secret"), ({"webhook_secret": "x" * 257}, "telegram.webhook_secret")],
)  # fmt: skip
def test_a_malformed_setting_is_named(options: dict[str, str], key: str) -> None:
    """The key is told, its value is not."""
    made = Options(**{"token": peers.TOKEN, "public_url": "", "association": ASSOCIATION, **options})  # type: ignore[arg-type]  # as tests name them
    with pytest.raises(ConfigError, match=key) as raised:
        Telegram(made, Shelf(), StillClock())
    assert "abc" not in str(raised.value).replace("123456:ABC", "")
    assert peers.TOKEN not in repr(made)


async def test_without_a_secret_one_is_derived(peer: peers.Telegram) -> None:
    """Every process with the same token has the same; it is as long as a key should be, and does not show the token."""
    secrets = []
    for _ in range(2):
        async with running(bot(peer, Shelf(), mode="webhook", webhook_secret="", public_url="https://x.example")):
            await until(lambda: bool(peer.webhook))
        secrets.append(peer.webhook["secret_token"])
        peer.webhook = {}
    assert secrets[0] == secrets[1]
    assert len(secrets[0]) == 64
    assert secrets[0] not in peers.TOKEN


async def test_the_bot_presents_itself_in_both_languages(peer: peers.Telegram) -> None:
    """Commands and descriptions: Arabic by default and for Arabic, English for English; within Telegram's limits."""
    async with running(bot(peer, Shelf())):
        await until(lambda: len(peer.profile) == 9)
    assert {code for _, code in peer.profile} == {"", "ar", "en"}
    assert "القائمة الرئيسية" in peer.profile["setMyCommands", ""]["commands"].encode().decode("unicode_escape")
    assert "Main menu" in peer.profile["setMyCommands", "en"]["commands"]
    assert ASSOCIATION[Language.ENGLISH] in peer.profile["setMyDescription", "en"]["description"]
    assert len(peer.profile["setMyDescription", ""]["description"]) <= 512
    assert len(peer.profile["setMyShortDescription", ""]["short_description"]) <= 120


async def test_a_failed_introduction_does_not_stop_the_bot(peer: peers.Telegram) -> None:
    """Telegram limits how often profiles change: then they stay as they are."""
    shelf = Shelf()
    peer.fail("setMyCommands", peers.Fault(400, "Bad Request: BOT_COMMAND_INVALID"))
    peer.say(CHAT, "a")
    async with running(bot(peer, shelf)):
        await shelf.until(1)


async def findings(peer: peers.Telegram, **options: object) -> dict[str, bool]:
    """Ask the doctor; give what it says in English, and whether it is good."""
    telegram = bot(peer, Shelf(), **options)  # type: ignore[arg-type]  # as tests name them
    found = await telegram.checks()
    await telegram.client.close()
    assert all(finding.words[Language.ARABIC] and finding.words[Language.ENGLISH] for finding in found)
    return {finding.words[Language.ENGLISH]: finding.good for finding in found}


async def test_the_doctor_finds_a_polling_bot_well(peer: peers.Telegram) -> None:
    """Token, way of receiving and what waits are told."""
    said = await findings(peer)
    assert all(said.values())
    assert "The token is that of @mujib_bot." in said
    peer.webhook = {"url": "https://elsewhere.example/x"}
    assert [good for words, good in (await findings(peer)).items() if "webhook" in words] == [False]


async def test_the_doctor_finds_what_ails_a_webhook(peer: peers.Telegram) -> None:
    """Not set, set elsewhere, no https, kinds missing, many waiting, a last error: each is told with what to do."""
    options = {"mode": "webhook", "public_url": "https://mujib.example"}
    assert (await findings(peer, **options))["The webhook at Telegram is not the configured address. Restart Mujib."] is False
    url = "https://mujib.example/webhooks/telegram"
    when = int(datetime(2026, 11, 22, 9, 0, tzinfo=UTC).timestamp())
    peer.webhook = {
        "url": url,
        "last_error_date": when,
        "last_error_message": "Connection refused",
        "allowed_updates": ["message"],
    }
    for number in range(101):
        peer.say(CHAT, str(number))
    said = await findings(peer, **options)
    assert said["The webhook is set as configured."]
    assert [good for words, good in said.items() if "last error (2026-11-22 09:00 UTC): Connection refused" in words] == [False]
    assert not said["101 updates wait at Telegram. Is Mujib running, and can Telegram reach it?"]
    assert not said["Telegram does not send all kinds of updates that are needed. Restart Mujib."]
    assert list((await findings(peer, mode="webhook", public_url="http://x")).values())[1] is False


async def test_the_doctor_tells_a_bad_token_from_a_bad_line(peer: peers.Telegram) -> None:
    """One thing to mend, not three."""
    (said,) = await findings(peer, token="424242:wrong")
    assert "@BotFather" in said
    await peer.stop()
    (said,) = await findings(peer)
    assert "api_base" in said
