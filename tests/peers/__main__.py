"""Both providers on loopback, to try a running Mujib without an account: `python -m tests.peers`, then write as a member.

A line is `telegram WORDS`, `whatsapp WORDS` or `sms WORDS`, or `telegram [LABEL]` to press a
button; what Mujib says comes behind it.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Iterator, Mapping
from typing import Any

import aiohttp

from tests.peers import telegram, twilio

CHAT = 700000001
MEMBER = "+447700900123"
"""A number of Ofcom's for drama; it is in a country that can write back by SMS."""
_LOOK_SECONDS = 0.1


class Phones:
    """A member's phones, and what was shown on them."""

    def __init__(self, bot: telegram.Telegram, calls: twilio.Twilio) -> None:
        """Belong to these providers."""
        self._bot = bot
        self._calls = calls
        self._shown = 0, 0

    async def write(self, line: str) -> str:
        """Write or press what a line says; give what is wrong with it."""
        channel, _, words = line.strip().partition(" ")
        label = words[1:-1] if words.startswith("[") and words.endswith("]") else ""
        match channel:
            case "telegram":
                return self._pressed(label) if label else self._said(words)
            case "whatsapp" | "sms":
                return await self._posted(channel, label or words)
            case _:
                return "telegram WORDS, whatsapp WORDS or sms WORDS; [LABEL] in place of WORDS presses a button"

    def read(self) -> Iterator[str]:
        """Give what Mujib said since the last time."""
        said = [message for (chat, _), message in self._bot.messages.items() if chat == CHAT]
        sent = self._calls.sent()
        seen_said, seen_sent = self._shown
        self._shown = len(said), len(sent)
        yield from ("\n".join((f"telegram: {one['text']}", *_rows(one))) for one in said[seen_said:])
        if said[seen_said:] and (own := self._bot.own.get(CHAT)):
            yield "keyboard: " + " ".join(f"[{button['text']}]" for row in own for button in row)
        yield from (f"{_channel(message)}: {message['body']}" for message in sent[seen_sent:])

    def _said(self, words: str) -> str:
        self._bot.say(CHAT, words)
        return ""

    def _pressed(self, label: str) -> str:
        """Press the newest button with this label, or the one in place of the member's keyboard."""
        if any(button["text"] == label for row in self._bot.own.get(CHAT, ()) for button in row):
            self._bot.tap(CHAT, label)
            return ""
        for (chat, number), shown in reversed(self._bot.messages.items()):
            data = next((data for name, data in _buttons(shown) if name == label and chat == CHAT), "")
            if data:
                self._bot.press(CHAT, number, data)
                return ""
        return f"no button [{label}]"

    async def _posted(self, channel: str, words: str) -> str:
        """Post words, or the press of a button that the last message has."""
        whatsapp = channel == "whatsapp"
        member, to = (f"whatsapp:{MEMBER}", twilio.WHATSAPP) if whatsapp else (MEMBER, twilio.SMS)
        options: dict[str, str] = next((one["options"] for one in reversed(self._calls.sent()) if one["to"] == member), {})
        pressed = options.get(words, "")
        try:
            status = await (self._calls.press(member, pressed, words, to) if pressed else self._calls.say(member, words, to))
        except aiohttp.ClientError:
            return "Mujib does not answer; Twilio has the message, and it is found by listing once Mujib is there"
        return "" if status == 200 else f"Mujib answered {status}"  # HTTP


def _buttons(message: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
        yield from ((button["text"], button.get("callback_data", "")) for button in row)


def _rows(message: Mapping[str, Any]) -> Iterator[str]:
    if labels := [f"[{label}]" for label, _ in _buttons(message)]:
        yield " ".join(labels)


def _channel(message: dict[str, str]) -> str:
    return "whatsapp" if message["to"].startswith("whatsapp:") else "sms"


def settings(bot: telegram.Telegram, calls: twilio.Twilio) -> str:
    """Give what a configuration says of these providers."""
    return "\n".join(
        (
            "# for config.toml; then `make run`",
            f'[telegram]\ntoken = "{telegram.TOKEN}"\napi_base = "{bot.api_base}"',
            f'[twilio]\naccount_sid = "{twilio.ACCOUNT}"\nauth_token = "{twilio.TOKEN}"\napi_base = "{calls.api_base}"',
            f'whatsapp_from = "{twilio.WHATSAPP}"\nsms_from = "{twilio.SMS}"',
        )
    )


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def _lines(phones: Phones) -> None:
    while line := await asyncio.to_thread(sys.stdin.readline):
        if line.strip() and (wrong := await phones.write(line)):
            _print(wrong)


async def _shown(phones: Phones) -> None:
    while True:
        for said in phones.read():
            _print(said)
        await asyncio.sleep(_LOOK_SECONDS)


async def run(server: str, telegram_port: int, twilio_port: int) -> None:
    """Serve until standard input ends."""
    # numbers that were given before would be taken for messages that came twice
    first = int(time.time())
    bot = telegram.Telegram(port=telegram_port, _next_update=first, _next_message=first)
    calls = twilio.Twilio(port=twilio_port, _number=first)
    await bot.start()
    await calls.start()
    calls.webhook = f"{server}/webhooks/twilio/messages"
    calls.numbers.append({"phone_number": twilio.SMS, "sms_url": calls.webhook})
    _print(settings(bot, calls))
    phones = Phones(bot, calls)
    showing = asyncio.create_task(_shown(phones))
    await _lines(phones)
    showing.cancel()
    await bot.stop()
    await calls.stop()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.peers", description=__doc__)
    parser.add_argument("--server", default="http://127.0.0.1:8080", help="where Mujib answers (server.public_url)")
    parser.add_argument("--telegram", type=int, default=8091, metavar="PORT")
    parser.add_argument("--twilio", type=int, default=8092, metavar="PORT")
    given = parser.parse_args()
    asyncio.run(run(given.server, given.telegram, given.twilio))


if __name__ == "__main__":
    main()
