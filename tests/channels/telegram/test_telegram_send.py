import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
import structlog
from telegram import error as library
from telegram.warnings import PTBDeprecationWarning

from channels.telegram import errors
from channels.telegram.client import Client
from channels.telegram.telegram import Telegram
from domain.channelports import Outgoing
from domain.errors import (
    BadInput,
    ContactStopped,
    Misconfigured,
    Refused,
    SendError,
    Throttled,
    Uncertain,
    Unreachable,
)
from domain.model import Attachment, Author, ConversationId, Option, Reply
from tests.channels.telegram.shelf import CHAT, Shelf, bot, outbound
from tests.peers import telegram as peers

ANSWER = Reply(
    "يُرفع طلبك إلى **اللجنة** <خلال> أسبوعين & تُبلّغ.", (Option("act:officer", "التحدث مع موظف"), Option("none", "شيء آخر"))
)


@pytest.fixture(name="telegram")
async def a_bot(peer: peers.Telegram) -> AsyncIterator[Telegram]:
    """Wire a bot that speaks to it."""
    made = bot(peer, Shelf())
    yield made
    await made.client.close()


async def send(telegram: Telegram, reply: Reply = ANSWER, key: str = "k1") -> str:
    """Render and send, as the sender does."""
    return await telegram.channel.send(outbound(reply, key=key), telegram.channel.render(reply))


async def test_a_reply_arrives_with_its_options(telegram: Telegram, peer: peers.Telegram) -> None:
    """Text escaped and bold, options as buttons with versioned data; the id is Telegram's."""
    sent = await send(telegram)
    shown = peer.messages[CHAT, int(sent)]
    assert shown["text"] == "يُرفع طلبك إلى اللجنة <خلال> أسبوعين & تُبلّغ."
    assert peer.called("sendMessage")[0]["text"] == "يُرفع طلبك إلى <b>اللجنة</b> &lt;خلال&gt; أسبوعين &amp; تُبلّغ."
    assert shown["reply_markup"]["inline_keyboard"] == [
        [{"text": "التحدث مع موظف", "callback_data": "v1:act:officer"}, {"text": "شيء آخر", "callback_data": "v1:none"}]
    ]


async def test_what_no_encoding_can_hold_costs_a_letter_and_not_the_message(telegram: Telegram, peer: peers.Telegram) -> None:
    """A lone surrogate becomes a question mark."""
    await telegram.client.say(CHAT, Outgoing("قبل \ud800 بعد"))
    assert peer.called("sendMessage")[0]["text"] == "قبل ? بعد"


async def test_an_officer_is_named_above_his_words(telegram: Telegram, peer: peers.Telegram) -> None:
    """The member sees who speaks."""
    await send(telegram, Reply("راجعت معاملتك.", author=Author.OFFICER, officer_name="الأستاذ سالم"))
    assert peer.texts(CHAT) == ["الأستاذ سالم\nراجعت معاملتك."]


async def test_an_answer_shows_which_message_it_answers(telegram: Telegram, peer: peers.Telegram) -> None:
    """Where several messages waited, Telegram shows the one answered, on the first part only, unless it was deleted."""
    await send(telegram, replace(ANSWER, text="فقرة\n\n" + "كلمة " * 1000, answers="51"))
    first, *others = peer.called("sendMessage")
    shown = first["reply_parameters"]
    assert (json.loads(shown) if isinstance(shown, str) else shown) == {"message_id": 51, "allow_sending_without_reply": True}
    assert others
    assert not any("reply_parameters" in other for other in others)


async def test_a_long_answer_comes_in_order(telegram: Telegram, peer: peers.Telegram) -> None:
    """More than 4,000 letters are several messages; each has its id, and the last carries the options."""
    reply = Reply("\n\n".join(f"فقرة {number} " + "كلمة " * 60 for number in range(30)), ANSWER.options)
    sent = await send(telegram, reply)
    texts = peer.texts(CHAT)
    assert len(texts) > 1
    assert " ".join(" ".join(texts).split()) == " ".join(reply.text.split())
    assert len(sent.split()) == len(texts)
    assert [key for key, message in peer.messages.items() if "reply_markup" in message] == [(CHAT, int(sent.split()[-1]))]


@pytest.mark.parametrize(
    ("fault", "error", "code"),
    [
        (peers.flood(7), Throttled, "429"),
        (peers.BLOCKED, ContactStopped, "403"),
        (peers.Fault(403, "Forbidden: user is deactivated"), ContactStopped, "403"),
        (peers.Fault(400, "Bad Request: chat not found"), Refused, "400"),
        (peers.Fault(400, "Bad Request: something new"), Refused, "400"),
        (peers.Fault(401, "Unauthorized"), Misconfigured, "401"),
        (peers.Fault(404, "Not Found"), Misconfigured, "401"),
        (peers.Fault(409, "Conflict: terminated by other getUpdates request"), Misconfigured, "409"),
        (peers.BROKEN, Unreachable, "5xx"),
        (peers.Fault(503, page="busy"), Unreachable, "5xx"),
        (peers.GATEWAY, Uncertain, ""),
        (peers.DROPPED, Uncertain, ""),
        (peers.Fault(200, page="<html>"), Uncertain, ""),
    ],
)  # fmt: skip
async def test_a_fault_is_one_of_our_errors(
    telegram: Telegram, peer: peers.Telegram, fault: peers.Fault, error: type[SendError], code: str
) -> None:
    """Each is told apart by what it means for the message; the call is made once."""
    peer.fail("sendMessage", fault)
    with pytest.raises(error) as raised:
        await send(telegram)
    assert raised.value.code == code
    assert raised.value.__cause__ is not None
    assert len(peer.called("sendMessage")) == 1


@pytest.mark.parametrize("answer", ['{"ok": true, "result": {}}', '{"ok": true, "result": true}', '{"ok": true}'])
async def test_what_is_ok_was_taken_whatever_else_is_said(telegram: Telegram, peer: peers.Telegram, answer: str) -> None:
    """Only its number is not known: nobody is told that it may not have arrived."""
    peer.fail("sendMessage", peers.Fault(200, page=answer))
    assert not await send(telegram)


async def test_a_flood_tells_how_long_to_wait(telegram: Telegram, peer: peers.Telegram) -> None:
    """In seconds, whichever way the library states it."""
    peer.fail("sendMessage", peers.flood(37))
    with pytest.raises(Throttled) as raised:
        await send(telegram)
    assert raised.value.retry_after == 37
    with pytest.warns(PTBDeprecationWarning):
        assert errors.seconds(library.RetryAfter(5)) == 5
    with pytest.warns(PTBDeprecationWarning):
        assert errors.seconds(library.RetryAfter(timedelta(minutes=1))) == 60


async def test_no_connection_is_certainly_unsent(telegram: Telegram, peer: peers.Telegram) -> None:
    """Where nobody listens nothing has left: it may go again, and does when Telegram is back."""
    await peer.stop()
    with pytest.raises(Unreachable):
        await send(telegram)
    await peer.start()
    assert await send(telegram)


async def test_a_late_answer_is_uncertain(peer: peers.Telegram) -> None:
    """The message had left when patience ended: nobody knows, and nobody repeats it."""
    telegram = bot(peer, Shelf(), patience=0.2)
    peer.fail("sendMessage", peers.Fault(slow=1.0))
    with pytest.raises(Uncertain):
        await send(telegram)
    await telegram.client.close()
    assert len(peer.called("sendMessage")) == 1


async def test_unreadable_tags_are_sent_as_plain_text(telegram: Telegram, peer: peers.Telegram) -> None:
    """Telegram refused the tags, so nothing had been sent: the words go without them."""
    peer.fail("sendMessage", peers.UNPARSED)
    await send(telegram)
    assert peer.texts(CHAT) == ["يُرفع طلبك إلى اللجنة <خلال> أسبوعين & تُبلّغ."]
    assert "parse_mode" not in peer.called("sendMessage")[1]


async def test_a_moved_chat_is_followed(telegram: Telegram, peer: peers.Telegram) -> None:
    """A group that became a supergroup gets the message under its new id."""
    peer.moved[CHAT] = -100777
    await send(telegram)
    assert len(peer.texts(-100777)) == 1


async def test_parts_that_went_out_are_not_sent_again(telegram: Telegram, peer: peers.Telegram) -> None:
    """When the second part was certainly not sent, trying again begins with it."""
    reply = Reply("\n\n".join(["كلمة " * 700] * 2))
    peer.fail("sendMessage", peers.Fault(), peers.flood(1))
    with pytest.raises(Throttled):
        await send(telegram, reply)
    await send(telegram, reply)
    assert len(peer.texts(CHAT)) == 2
    await send(telegram, reply, key="k2")
    assert len(peer.texts(CHAT)) == 4


async def test_another_bots_conversation_is_refused(telegram: Telegram, peer: peers.Telegram) -> None:
    """After a change of the token old conversations cannot be reached through the new bot."""
    for conversation in ("telegram:1:5", "telegram:424242:x", "web:main:5"):
        with pytest.raises(Refused):
            await telegram.channel.typing(ConversationId(conversation), "1")
    assert peer.calls == []


async def test_who_waits_sees_a_draft(telegram: Telegram, peer: peers.Telegram) -> None:
    """One call a message: Telegram shows «thinking …» until the answer takes its place."""
    assert await telegram.channel.typing(ConversationId(f"telegram:{peers.BOT}:{CHAT}"), "900000001") > 20
    (call,) = peer.called("sendMessageDraft")
    assert call["chat_id"] == str(CHAT)
    assert int(call["draft_id"])
    assert not peer.called("sendChatAction")


async def test_where_no_draft_is_taken_typing_is_shown(telegram: Telegram, peer: peers.Telegram) -> None:
    """A server that knows no drafts is asked once; one that is out of order is asked again next time."""
    conversation = ConversationId(f"telegram:{peers.BOT}:{CHAT}")
    peer.fail("sendMessageDraft", peers.BROKEN, peers.Fault(400, "Bad Request: DRAFTS_NOT_ALLOWED"))
    for _ in range(3):
        assert await telegram.channel.typing(conversation, "1") < 5
    assert len(peer.called("sendMessageDraft")) == 2
    assert peer.called("sendChatAction") == [{"chat_id": str(CHAT), "action": "typing"}] * 3


async def test_a_number_is_copied_by_one_press(telegram: Telegram, peer: peers.Telegram) -> None:
    """A button below the others copies it; one that Telegram would refuse as too long is left out."""
    await send(telegram, Reply("رقم متابعته T1532-8.", (Option("act:menu", "القائمة"),), copied="T1532-8"))
    (message,) = peer.messages.values()
    rows = message["reply_markup"]["inline_keyboard"]
    assert [row[0]["text"] for row in rows] == ["القائمة", "T1532-8"]
    assert rows[1][0]["copy_text"] == {"text": "T1532-8"}
    (long,) = telegram.channel.render(Reply("x", copied="x" * 257))
    assert not long.copied


async def test_a_file_is_fetched(telegram: Telegram, peer: peers.Telegram) -> None:
    """Through the same address as every call; what Telegram will never give is bad input, what it cannot now is not."""
    peer.files["doc1"] = b"%PDF-1.7 " + b"x" * 100_000
    assert await telegram.channel.fetch("doc1") == peer.files["doc1"]
    with pytest.raises(BadInput):
        await telegram.channel.fetch("gone")
    peer.files["big"] = b"x" * (20 * 1024 * 1024 + 1)
    for peer.generous in (False, True):
        with pytest.raises(BadInput):
            await telegram.channel.fetch("big")
    for fault in (peers.BROKEN, peers.GATEWAY, peers.flood(3), peers.Fault(401, "Unauthorized")):
        peer.fail("getFile", fault)
        with pytest.raises(Unreachable):
            await telegram.channel.fetch("doc1")


async def test_a_file_outside_telegrams_folder_is_not_fetched(telegram: Telegram, peer: peers.Telegram) -> None:
    """A path that climbs or is absolute is no path of Telegram's; the library would read it from this machine's disk."""
    peer.files["../../etc/passwd"] = b"root"
    with pytest.raises(BadInput):
        await telegram.channel.fetch("../../etc/passwd")


async def test_documents_can_be_uploaded(telegram: Telegram, peer: peers.Telegram) -> None:
    """The transport carries files too."""
    await telegram.client.send_document(CHAT, b"%PDF-1.7", caption="عقد", filename="عقد.pdf")
    ((_, call),) = peer.calls
    assert call["document"] == ("عقد.pdf", b"%PDF-1.7")


@pytest.mark.parametrize(
    ("base", "call", "file"),
    [
        ("https://api.telegram.org/bot", "https://api.telegram.org/bot1:A", "https://api.telegram.org/file/bot1:A"),
        ("http://127.0.0.1:9/bot/", "http://127.0.0.1:9/bot1:A", "http://127.0.0.1:9/file/bot1:A"),
        ("http://127.0.0.1:9", "http://127.0.0.1:9/bot1:A", "http://127.0.0.1:9/file/bot1:A"),
        ("https://host/tg/bot", "https://host/tg/bot1:A", "https://host/tg/file/bot1:A"),
    ],
)
def test_the_base_carries_every_call(base: str, call: str, file: str) -> None:
    """Files come from the same host as everything else."""
    client = Client("1:A", base)
    assert (client.base_url, client.base_file_url) == (call, file)


async def test_nothing_personal_is_logged_or_told(telegram: Telegram, peer: peers.Telegram) -> None:
    """Errors carry neither the member's words nor the token, even where Telegram quotes them."""
    secret = "كلام العضو"
    with structlog.testing.capture_logs() as logs:
        for fault in (
            peers.Fault(400, f"Bad Request: {secret}"),
            peers.Fault(500, secret),
            peers.Fault(502, page=secret),
            peers.DROPPED,
        ):
            peer.fail("sendMessage", fault)
            with pytest.raises(SendError) as raised:
                await send(telegram)
            assert secret not in str(raised.value)
            assert peers.TOKEN not in repr(raised.value) + repr(raised.value.__cause__)
    assert logs == []


PICTURE = Attachment("f" * 32, "عقد.png", "image/png", 9, "http://127.0.0.1/files/k1", "الملف: http://127.0.0.1/files/k1")
PAPER = replace(PICTURE, name="عقد <1>.pdf", mime="application/pdf")
CONTENT = b"\x89PNG\r\n\x1a\n!"


async def kept(file: str) -> bytes | None:
    """Read from a store with one file."""
    return CONTENT if file == PICTURE.file else None


@pytest.fixture(name="sending")
async def a_bot_with_files(peer: peers.Telegram) -> AsyncIterator[Telegram]:
    """Wire a bot that has files to send."""
    made = bot(peer, Shelf(), read=kept)
    yield made
    await made.client.close()


@pytest.mark.parametrize(("file", "kind"), [(PICTURE, "photo"), (PAPER, "document")])
async def test_a_file_goes_up_with_its_words(sending: Telegram, peer: peers.Telegram, file: Attachment, kind: str) -> None:
    """The content itself, under its name, so that no public address is needed; the officer's name above the words."""
    reply = Reply("تفضل <عقدك>", author=Author.OFFICER, officer_name="سالم", attachment=file)
    sent = await send(sending, reply)
    assert peer.taken == [(kind, file.name, CONTENT)]
    assert peer.messages[CHAT, int(sent)]["text"] == "سالم\nتفضل <عقدك>"


async def test_long_words_go_before_the_file(sending: Telegram, peer: peers.Telegram) -> None:
    """A caption has 1024 letters at most."""
    words = "كلمة " * 300
    await send(sending, Reply(words, attachment=PAPER))
    assert [message["text"] for message in peer.messages.values()] == [words.strip(), f"[{PAPER.name}]"]


async def test_a_picture_that_telegram_refuses_goes_as_a_link(sending: Telegram, peer: peers.Telegram) -> None:
    """Nothing is lost for a picture of 1 by 9000."""
    peer.faults["sendPhoto"].append(peers.Fault(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"))
    await send(sending, Reply("تفضل", attachment=PICTURE))
    assert peer.texts(CHAT) == [f"تفضل\n\n{PICTURE.words}"]


async def test_a_file_that_is_gone_goes_as_its_words(sending: Telegram, peer: peers.Telegram) -> None:
    """The store may have been emptied since."""
    await send(sending, Reply("تفضل", attachment=replace(PICTURE, file="0" * 32)))
    assert peer.texts(CHAT) == [f"تفضل\n\n{PICTURE.words}"]
    assert not peer.taken
