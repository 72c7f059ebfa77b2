"""The providers on loopback, as somebody starts them to try Mujib without an account."""

import asyncio
import tomllib
from pathlib import Path

import pytest

from bot.config import Settings
from tests.acceptance import office
from tests.peers import telegram, twilio
from tests.peers.__main__ import Phones, settings


@pytest.mark.parametrize("channel", ["telegram", "whatsapp", "sms"])
async def test_a_newcomer_writes_as_a_member_and_reads_what_comes_back(tmp_path: Path, channel: str) -> None:
    """A line is who writes and what; the answer is shown once."""
    async with office.opened(tmp_path) as running:
        phones = Phones(running.telegram, running.twilio)
        assert await phones.write(f"{channel} متى الرد؟") == ""
        shown: list[str] = []
        async with asyncio.timeout(20):
            while not shown:
                await asyncio.sleep(0.02)
                shown += phones.read()
        assert [line.partition(": ")[0] for line in shown] == [channel]
        assert "جواب reply" in shown[0]
        assert list(phones.read()) == []
        label = "التحدث مع موظف"
        if channel == "telegram":
            assert f"[{label}]" in shown[0]
            assert await phones.write("telegram [لا زر]") == "no button [لا زر]"
        if channel != "sms":
            assert await phones.write(f"{channel} [{label}]") == ""
            async with asyncio.timeout(20):
                while len(shown) == 1:
                    await asyncio.sleep(0.02)
                    shown += phones.read()
            assert "T1001-9" in shown[1]
        assert "WORDS" in await phones.write("fax متى الرد؟")


def test_what_it_prints_is_a_configuration() -> None:
    """To be put into `config.toml` as it is."""
    given = Settings.model_validate(tomllib.loads(settings(telegram.Telegram(port=1), twilio.Twilio(port=2))))
    assert given.telegram.token.get_secret_value() == telegram.TOKEN
    assert given.twilio.api_base == "http://127.0.0.1:2"
    assert (given.twilio.whatsapp_from, given.twilio.sms_from) == (twilio.WHATSAPP, twilio.SMS)
