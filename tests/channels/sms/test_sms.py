"""A reply as SMS shows it, and as it reaches Twilio."""

from dataclasses import replace

import pytest
import structlog

from channels import text
from channels.sms import render
from channels.sms.channel import Sms
from channels.twilio.client import Api
from domain.errors import ContactStopped
from domain.model import Option, Reply
from tests.channels.twilio.conftest import SMS, api, outbound, peer
from tests.peers import twilio as peers

__all__ = ["api", "peer"]

SERVICE = "MG" + "0" * 32


def shown(words: str, *options: Option) -> str:
    """Render what is one message."""
    (message,) = render.render(Reply(words, options))
    return message.text


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("اتصل بنا على +966 12 345 6789 كل يوم", ["اتصل بنا على", "+966 12 345 6789", "كل يوم"]),
        ("الموعد \u20662026-11-03\u2069، الساعة 9", ["الموعد", "2026-11-03", "الساعة 9"]),
        ("معاملتك رقم T1532-8 قيد الدراسة", ["معاملتك رقم T1532-8 قيد الدراسة"]),
        ("رقمها #1532.", ["رقمها", "#1532"]),
        ("اقرأ https://chat.example.sa/12-34 الآن", ["اقرأ", "https://chat.example.sa/12-34", "الآن"]),
        ("Call +966 12 345 6789 today", ["Call +966 12 345 6789 today"]),
    ],
)
def test_numbers_stand_alone_where_a_phone_would_turn_them(written: str, lines: list[str]) -> None:
    """In Arabic lines only, and without any mark of direction, each of which costs a letter."""
    assert shown(written).splitlines() == lines


def test_nothing_is_decorated() -> None:
    """No bold, no emoji, no empty lines, no typographic signs that make Latin text three times as long."""
    words = shown("**مرحباً** بك 👋\n\n\n• بند\u200b")
    assert words == "مرحباً بك\n- بند"
    english = shown("We’re open – “daily” … **yes** ✅")
    assert english == 'We\'re open - "daily" ... yes'
    assert text.segments(english) == 1


def test_options_are_numbered_lines() -> None:
    """The whole conversation works by numbers."""
    assert shown("اختر", Option("a", "الرسوم"), Option("b", "موظف")) == "اختر\n1. الرسوم\n2. موظف"


@pytest.mark.parametrize(("letters", "count"), [(70, 1), (71, 2), (134, 2), (135, 3)])
def test_arabic_segments_are_counted_and_noted_beyond_two(letters: int, count: int) -> None:
    """70, then 67 each; what is longer than the aim is noted for the log."""
    (message,) = render.render(Reply("ن" * letters))
    assert text.segments(message.text) == count
    assert message.dropped == (("3 segments",) if count > 2 else ())


def test_a_very_long_reply_is_split_at_1600() -> None:
    """Twilio's limit, in UTF-16 units."""
    parts = render.render(Reply("كلمة " * 500))
    assert len(parts) == 2
    assert all(text.length(part.text, render.CAPABILITIES.text_unit) <= 1600 for part in parts)


def test_only_decoration_is_still_a_message() -> None:
    """Twilio takes no empty body."""
    assert shown("👍") == "👍"


async def test_it_goes_from_the_number_or_through_the_service(peer: peers.Twilio, api: Api) -> None:
    """Void after four hours; the service picks the number where one is configured."""
    for channel, key in ((Sms(api, peers.SMS), "k1"), (Sms(api, peers.SMS, service=SERVICE), "k2")):
        await channel.send(outbound(Reply("نعم"), SMS, key), channel.render(Reply("نعم")))
    first, second = peer.called("create")
    assert (first["From"], first["To"], first["ValidityPeriod"]) == (peers.SMS, "+966501234567", "14400")
    assert second["MessagingServiceSid"] == SERVICE
    assert "From" not in second


@pytest.mark.parametrize("words", ["نعم", "ن" * 71, "yes [1]", "€" * 81, "ن" * 69 + "\U0001d400" * 2])
async def test_twilios_count_of_segments_is_ours(api: Api, words: str) -> None:
    """Where they agree, and where a messaging service tells no count yet, nobody is warned."""
    with structlog.testing.capture_logs() as logs:
        for channel in (Sms(api, peers.SMS), Sms(api, peers.SMS, service=SERVICE)):
            await channel.send(outbound(Reply(words), SMS, channel.sender), channel.render(Reply(words)))
    assert not [log for log in logs if log["log_level"] == "warning"]


async def test_another_count_of_twilios_is_told_without_words(peer: peers.Twilio, api: Api) -> None:
    """Each segment is paid: the log names the first such message and both counts, and nothing that was said."""
    peer.more_segments = 1
    channel = Sms(api, peers.SMS)
    with structlog.testing.capture_logs() as logs:
        sid = await channel.send(outbound(Reply("نعم"), SMS), channel.render(Reply("نعم")))
        await channel.send(outbound(Reply("كلا"), SMS), channel.render(Reply("كلا")))
    (warned,) = (log for log in logs if log["log_level"] == "warning")
    assert warned == {
        "event": "sms.segments_differ", "log_level": "warning", "outbound": 1, "sid": sid, "ours": 1, "twilio": 2,
    }  # fmt: skip


async def test_what_a_messaging_service_counts_later_is_asked_for(peer: peers.Twilio, api: Api) -> None:
    """It answers with no count, and tells it of the message afterwards; one of each length is asked about."""
    peer.more_segments = 1
    channel = Sms(api, "", service="MG" + "0" * 32)
    sids = [
        await channel.send(outbound(Reply(words), SMS), channel.render(Reply(words))) for words in ("نعم", "كلا", "ن" * 100)
    ]
    with structlog.testing.capture_logs() as logs:
        await channel.recount()
    warned = [(log["sid"], log["ours"], log["twilio"]) for log in logs if log["log_level"] == "warning"]
    assert warned == [(sids[0], 1, 2), (sids[2], 2, 3)]
    await channel.recount()
    assert len(peer.called("fetch")) == 2


async def test_a_count_that_is_not_there_yet_is_asked_of_the_next_message(peer: peers.Twilio, api: Api) -> None:
    """Nothing is asked for ever."""
    peer.counts_later = False
    channel = Sms(api, "", service="MG" + "0" * 32)
    for count in (1, 2):
        await channel.send(outbound(Reply("نعم"), SMS), channel.render(Reply("نعم")))
        for _ in range(2):
            await channel.recount()
        assert len(peer.called("fetch")) == count


async def test_a_member_who_stopped_is_a_stopped_contact(peer: peers.Twilio, api: Api) -> None:
    """Twilio keeps the list of those who wrote STOP."""
    peer.stopped.add("+966501234567")
    channel = Sms(api, peers.SMS)
    with pytest.raises(ContactStopped):
        await channel.send(replace(outbound(Reply("نعم")), conversation=SMS), channel.render(Reply("نعم")))
