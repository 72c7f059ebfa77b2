"""The settings of the bot, how it presents itself, and what the doctor finds."""

from datetime import UTC, datetime

import pytest

from channels.telegram.telegram import Options, Telegram
from domain.errors import ConfigError
from domain.model import Language
from tests.channels.telegram.receiving import running, until
from tests.channels.telegram.shelf import ASSOCIATION, CHAT, Shelf, StillClock, bot
from tests.peers import telegram as peers


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
    assert (await findings(peer, **options))["No webhook is set at Telegram. Restart Mujib, which sets it."] is False
    peer.webhook = {"url": "https://elsewhere.example/their-secret"}
    (words,) = [words for words in await findings(peer, **options) if "not to the configured address" in words]
    assert "elsewhere.example" in words
    assert "their-secret" not in words
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
    peer.webhook["last_error_message"] = "Wrong response from the webhook: 403 Forbidden"
    (words,) = [words for words in await findings(peer, **options) if "last error" in words]
    assert "their secret is not telegram.webhook_secret" in words
    assert list((await findings(peer, mode="webhook", public_url="http://x")).values())[1] is False


async def test_the_doctor_tells_a_bad_token_from_a_bad_line(peer: peers.Telegram) -> None:
    """One thing to mend, not three."""
    (said,) = await findings(peer, token="424242:wrong")
    assert "@BotFather" in said
    await peer.stop()
    (said,) = await findings(peer)
    assert "api_base" in said
