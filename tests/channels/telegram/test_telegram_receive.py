"""Updates that Telegram is asked for, and what polling and the webhook share."""

import asyncio
from collections.abc import Container
from datetime import datetime
from typing import Any

import pytest
import structlog

from channels.telegram import parse
from channels.telegram.parse import Account, Update
from channels.telegram.polling import Polling, pause
from domain.errors import Misconfigured, StorageError, Throttled, Unreachable
from domain.inbound import AttachmentKind, AttachmentReceived, ChoiceMade, Ignored
from domain.model import Option, Reply
from tests.channels.telegram.receiving import intake, posting, running, texts, until
from tests.channels.telegram.shelf import CHAT, Shelf, Sleeper, bot, outbound
from tests.peers import telegram as peers

# ---- polling


async def test_polling_takes_what_waited_and_what_comes(peer: peers.Telegram) -> None:
    """Messages from before the start and after it come in, once each, in order."""
    shelf = Shelf()
    for number in range(150):
        peer.say(CHAT + number % 3, f"قبل {number}")
    async with running(bot(peer, shelf)):
        await shelf.until(150)
        peer.say(CHAT, "بعد")
        await shelf.until(151)
    assert texts(shelf.inbounds) == [*(f"قبل {number}" for number in range(150)), "بعد"]


async def test_polling_names_the_kinds_that_it_wants(peer: peers.Telegram) -> None:
    """At each question: Telegram would otherwise keep an older list."""
    shelf = Shelf()
    peer.say(CHAT, "a")
    async with running(bot(peer, shelf)):
        await shelf.until(1)
    assert (
        peer.called("getUpdates")[0]["allowed_updates"] == '["message", "edited_message", "callback_query", "my_chat_member"]'
    )


async def test_a_server_that_holds_no_question_open_is_not_asked_without_an_end(peer: peers.Telegram) -> None:
    """Some emulators answer at once that there is nothing; what comes is still taken."""
    shelf, sleeper = Shelf(), Sleeper()
    async with running(bot(peer, shelf, sleeper, long_poll=0)):
        async with asyncio.timeout(10):
            while len(sleeper.asked) < 3:  # noqa: ASYNC110 - the sleeper has no event for it
                await asyncio.sleep(0.01)
        peer.say(CHAT, "a")
        await shelf.until(1)
    assert all(0 < seconds <= 0.2 for seconds in sleeper.asked)


async def test_telegram_forgets_only_what_is_stored(peer: peers.Telegram) -> None:
    """While the inbox cannot write, updates stay at Telegram; nothing is lost and nothing doubled."""
    shelf, sleeper = Shelf(full=3), Sleeper()
    peer.say(CHAT, "a")
    async with running(bot(peer, shelf, sleeper)):
        await shelf.until(1)
    assert texts(shelf.inbounds) == ["a"]
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
    assert texts(shelf.inbounds) == ["a"]
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
    assert texts(shelf.inbounds) == ["a", "b"]
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


async def test_a_webhook_that_was_set_meanwhile_is_removed(peer: peers.Telegram) -> None:
    """While it is there Telegram gives a poll nothing: at the next look it is gone, and what waited comes in."""
    shelf = Shelf()
    async with running(bot(peer, shelf)):
        peer.say(CHAT, "قبل")
        await shelf.until(1)
        peer.webhook = {"url": "https://elsewhere.example/x"}
        peer.say(CHAT, "بعد")
        await shelf.until(2)
    assert texts(shelf.inbounds) == ["قبل", "بعد"]
    assert peer.webhook == {}


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
    assert texts(shelf.inbounds[-1:]) == ["a"]
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
    assert texts(shelf.inbounds) == ["after"]
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
