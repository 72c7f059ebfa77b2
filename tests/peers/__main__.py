"""Both providers on loopback, to try a running Mujib without an account: `python -m tests.peers`, then write as a member.

A line is `telegram WORDS`, `whatsapp WORDS` or `sms WORDS`; what Mujib says comes behind it.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Iterator

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
        """Write what a line says; give what is wrong with it."""
        channel, _, words = line.strip().partition(" ")
        match channel:
            case "telegram":
                self._bot.say(CHAT, words)
            case "whatsapp" | "sms":
                whatsapp = channel == "whatsapp"
                to = twilio.WHATSAPP if whatsapp else twilio.SMS
                status = await self._calls.say(f"whatsapp:{MEMBER}" if whatsapp else MEMBER, words, to)
                return "" if status == 200 else f"Mujib answered {status}"  # HTTP
            case _:
                return "telegram WORDS, whatsapp WORDS or sms WORDS"
        return ""

    def read(self) -> Iterator[str]:
        """Give what Mujib said since the last time."""
        calls, sent = self._bot.called("sendMessage"), self._calls.sent()
        seen_calls, seen_sent = self._shown
        self._shown = len(calls), len(sent)
        yield from (f"telegram: {call['text']}" for call in calls[seen_calls:])
        yield from (f"{_channel(message)}: {message['body']}" for message in sent[seen_sent:])


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
