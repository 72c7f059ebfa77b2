"""What the contract suite needs to know of each channel: one function a channel, one line in `CASES`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

from channels.sms.channel import Sms
from channels.telegram.channel import TelegramChannel
from channels.telegram.client import Client
from channels.telegram.parse import Account
from channels.telegram.render import plain
from channels.terminal.channel import TerminalChannel
from channels.terminal.channel import request as typed
from channels.twilio.client import Api
from channels.web import tokens
from channels.web.channel import WebChannel
from channels.whatsapp.channel import WhatsApp
from domain.channelports import Channel, Outgoing, Request
from domain.inbound import (
    AttachmentKind,
    AttachmentReceived,
    ChoiceMade,
    ConversationStarted,
    Ignored,
    Inbound,
    LanguageChosen,
    TextReceived,
)
from domain.model import Language
from tests.channels.memory import MemorySignals
from tests.channels.twilio import forms

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SECRET = b"a secret of thirty-two bytes!!!!"


@dataclass(frozen=True, slots=True)
class Case:
    """One channel with what it must accept and refuse."""

    channel: Channel
    payloads: Mapping[str, tuple[Request, Inbound]]
    """Verified requests and what each says."""
    forged: Mapping[str, Request]
    """Requests that do not prove where they come from."""
    unreadable: Mapping[str, Request] = field(default_factory=dict)
    """Verified requests that are no update: `BadInput`."""
    signals: MemorySignals | None = None
    """Where a channel that members fetch from says that there is something."""
    shown: Callable[[Outgoing], str] = attrgetter("text")
    """What the member sees of a message, whose length counts: its text without the channel's tags."""


def web() -> Case:
    """Try the chat page."""
    signals = MemorySignals()
    token = tokens.issue("0" * 32, SECRET)
    other = tokens.issue("0" * 32, b"another secret of 32 bytes......")

    def posted(body: str, authorization: str = f"Bearer {token}") -> Request:
        return Request("https://chat.example.sa/chat/messages", {"authorization": authorization}, body.encode(), AT)

    good = posted('{"id":"abcdefgh","text":"السلام عليكم"}')
    return Case(
        channel=WebChannel(SECRET, signals),
        payloads={
            "text": (good, TextReceived("السلام عليكم")),
            "option": (posted('{"id":"abcdefgh","option":"act:officer"}'), ChoiceMade("act:officer")),
            "language": (posted('{"id":"abcdefgh","language":"en"}'), LanguageChosen(Language.ENGLISH)),
            "started": (posted('{"id":"abcdefgh","started":"ar"}'), ConversationStarted(language=Language.ARABIC)),
            "with more keys": (posted('{"id":"abcdefgh","text":"a","new":{"x":[1]}}'), TextReceived("a")),
        },
        forged={
            "no token": replace(good, headers={}),
            "another scheme": posted("{}", f"Basic {token}"),
            "another secret": posted("{}", f"Bearer {other}"),
            "another conversation": posted("{}", f"Bearer {token.replace('0' * 32, '1' * 32)}"),
            "an empty token": posted("{}", "Bearer "),
            "letters beyond ASCII": posted("{}", "Bearer v1.مجيب.مجيب"),
        },
        unreadable={
            "nothing": posted(""),
            "no object": posted("[]"),
            "no id": posted('{"text":"a"}'),
            "a bad id": posted('{"id":"../etc/passwd","text":"a"}'),
            "unknown": posted('{"id":"abcdefgh","dance":"a"}'),
            "an empty text": posted('{"id":"abcdefgh","text":" \\u200f\\n"}'),
            "a deep one": posted("[" * 60000),
        },
        signals=signals,
    )


def terminal() -> Case:
    """Try the terminal."""
    signals = MemorySignals()

    def line(text: str) -> Request:
        return typed("me", "m1", text, AT)

    return Case(
        channel=TerminalChannel(signals),
        payloads={
            "text": (line("السلام عليكم"), TextReceived("السلام عليكم")),
            "option": (line("/act:officer"), ChoiceMade("act:officer")),
            "start": (line("/start"), ConversationStarted()),
            "a slash before words": (line("/ماذا"), TextReceived("/ماذا")),
        },
        forged={"nobody's": replace(line("a"), headers={}), "unnumbered": replace(line("a"), headers={"x-conversation": "me"})},
        unreadable={"nothing": line("  "), "too long": line("a" * 9000)},
        signals=signals,
    )


def telegram() -> Case:
    """Try Telegram's webhook."""
    client = Client("424242:AAFakeTokenOfNobody", "http://127.0.0.1:9/bot")
    sender = '"from":{"id":7,"is_bot":false,"first_name":"محمد"}'
    chat = '"chat":{"id":7,"type":"private"}'

    def posted(body: str, header: str = "right") -> Request:
        headers = {"x-telegram-bot-api-secret-token": header}
        return Request("https://chat.example.sa/webhooks/telegram", headers, body.encode(), AT)

    def message(content: str) -> Request:
        return posted(f'{{"update_id":1,"message":{{"message_id":2,"date":1795339800,{sender},{chat},{content}}}}}')

    query = f'{{"id":"3",{sender},"message":{{"message_id":2,"date":0,{chat}}},"data":"v1:none"}}'
    good = message('"text":"السلام عليكم"')
    return Case(
        channel=TelegramChannel(client, Account("424242"), "right"),
        payloads={
            "text": (good, TextReceived("السلام عليكم", message="2")),
            "start": (message('"text":"/start"'), ConversationStarted()),
            "command": (message('"text":"/officer"'), ChoiceMade("act:officer")),
            "press": (posted(f'{{"update_id":1,"callback_query":{query}}}'), ChoiceMade("none")),
            "of a kind to come": (posted('{"update_id":1,"dance":{}}'), Ignored("unknown update: dance")),
        },
        forged={
            "no secret": replace(good, headers={}),
            "another secret": posted("{}", "wrong"),
            "letters beyond ASCII": posted("{}", "مجيب"),
        },
        unreadable={
            "nothing": posted(""),
            "no object": posted("[]"),
            "no number": posted("{}"),
            "a deep one": posted("[" * 60000),
        },
        shown=lambda message: plain(message).text,
    )


def whatsapp() -> Case:
    """Try WhatsApp through Twilio."""
    payloads: dict[str, tuple[Request, Inbound]] = {
        "text": (forms.posted(forms.payload("whatsapp", "text")), TextReceived("متى يبت المجلس في طلب العضوية؟")),
        "tap": (forms.posted(forms.payload("whatsapp", "button")), ChoiceMade("act:officer")),
        "of a kind to come": (
            forms.posted(forms.payload("whatsapp", "of-a-kind-to-come")),
            AttachmentReceived(AttachmentKind.OTHER),
        ),
    }
    return _twilio(WhatsApp(Api(forms.ACCOUNT), "+14155238886"), payloads)


def sms() -> Case:
    """Try SMS through Twilio."""
    payloads: dict[str, tuple[Request, Inbound]] = {
        "text": (forms.posted(forms.payload("sms", "text")), TextReceived("كم رسوم العضوية"))
    }
    return _twilio(Sms(Api(forms.ACCOUNT), "+15005550006"), payloads)


def _twilio(channel: Channel, payloads: Mapping[str, tuple[Request, Inbound]]) -> Case:
    fields = forms.payload(channel.name, "text")
    good = forms.posted(fields)
    return Case(
        channel=channel,
        payloads=payloads,
        forged={
            "no signature": replace(good, headers={}),
            "another token": forms.posted(fields, token="0" * 32),
            "another body": replace(good, body=good.body + b"&Body=more"),
            "another address": replace(good, url=good.url + "?more"),
            "letters beyond ASCII": replace(good, headers={**good.headers, "x-twilio-signature": "توقيع"}),
        },
        unreadable={"nobody's": forms.posted({**fields, "From": ""})},
    )


CASES: Mapping[str, Callable[[], Case]] = {
    "web": web,
    "terminal": terminal,
    "telegram": telegram,
    "whatsapp": whatsapp,
    "sms": sms,
}
"""By the channels' names."""


def pairs(kind: str) -> list[tuple[str, str]]:
    """List (channel, payload) for parametrising: `kind` is a mapping of `Case`."""
    mappings: dict[str, Mapping[str, Any]] = {name: getattr(make(), kind) for name, make in CASES.items()}
    return [(name, payload) for name, mapping in mappings.items() for payload in mapping]
