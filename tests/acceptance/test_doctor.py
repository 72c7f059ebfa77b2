"""`mujib doctor` against the composed product and its providers."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import channel_sections, sections, telephony
from bot.commands import channel, doctor, premises
from bot.config import Settings
from domain.channelports import Request
from domain.errors import ConfigError
from domain.model import Language
from storage import files
from tests.acceptance import office
from tests.acceptance.office import Office
from tests.peers import telegram, twilio


@asynccontextmanager
async def _served(data: Path) -> AsyncIterator[Office]:
    """Run an office whose accounts are in order at the providers."""
    async with office.opened(data) as running:
        running.twilio.numbers.append({"phone_number": twilio.SMS, "sms_url": running.twilio.webhook})
        yield running


async def _told(settings: Settings) -> tuple[bool, str]:
    told: list[str] = []
    well = await channel.examine(settings, told.append)
    return well, "\n".join(told)


def _faults(told: str) -> list[str]:
    return [line.strip() for line in told.splitlines() if "✗" in line]


async def test_each_thing_is_looked_at_in_both_languages(tmp_path: Path) -> None:
    """Database, clock, address, each account, and when each was last heard; only what nobody entered is wrong."""
    async with _served(tmp_path) as running:
        await running.twilio.say("+966501234567", "متى الرد؟", twilio.SMS)
        well, told = await _told(running.app.settings)
    assert not well
    missing, *faults = _faults(told)
    assert missing.startswith("✗ Members will ask for what nobody entered: association.phone")
    assert not faults
    for words in (
        "revision",
        "The clock is right",
        "Mujib answers at",
        "room on the disk",
        "@mujib_bot",
        "No template in templates.answer",
        "sms: the last message came",
    ):
        assert words in told
    assert "الساعة مضبوطة" in told
    assert "telegram: no message yet" in told
    assert telegram.TOKEN not in told
    assert twilio.TOKEN not in told


async def test_what_is_wrong_is_said_with_what_to_do(tmp_path: Path) -> None:
    """A refused token, a missing server, a database of another revision."""
    async with _served(tmp_path) as running:
        chosen = running.app.settings
        wrong = chosen.model_copy(
            update={
                "telegram": chosen.telegram.model_copy(update={"token": type(chosen.telegram.token)("1:wrong")}),
                "server": chosen.server.model_copy(update={"public_url": "http://127.0.0.1:9", "data": tmp_path / "empty"}),
            }
        )
        well, told = await _told(wrong)
    assert not well
    faults = "\n".join(_faults(told))
    assert "mujib db upgrade" in faults
    assert "does not answer at http://127.0.0.1:9" in faults
    assert "Telegram refuses telegram.token" in faults


async def test_a_server_that_takes_nothing_in_is_told_from_one_that_is_well(tmp_path: Path) -> None:
    """It answers as always, but another program holds its database: no message would be kept."""
    async with _served(tmp_path) as running:
        other = sqlite3.connect(running.app.storage.database.url.database or "", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        _, told = await _told(running.app.settings)
        other.close()
        _, mended = await _told(running.app.settings)
    assert "takes no member's message: the database takes nothing in" in "\n".join(_faults(told))
    assert "takes no member's message" not in mended


async def test_who_only_looks_makes_no_database(tmp_path: Path) -> None:
    """Before the first start too, when the folder is not there yet."""
    async with _served(tmp_path / "served") as running:
        elsewhere = running.app.settings.server.model_copy(update={"data": tmp_path / "none yet"})
        _, told = await _told(running.app.settings.model_copy(update={"server": elsewhere}))
    assert "the database has no tables yet" in told
    assert not (tmp_path / "none yet").exists()


@pytest.mark.parametrize(
    ("section", "values", "words"),
    [
        ("hours", {"timezone": "Riyadh"}, "hours.timezone: there is no time zone"),
        ("hours", {"days": {"sunday": ["8-12"]}}, "hours.days.sunday: times are written"),
        ("sending", {"service": "25:00-22:00"}, "sending.service: times are written"),
        ("reminders", {"papers": (7, 3)}, "reminders.papers: days rise"),
        ("updates", {"kinds": {"complaint": {"somewhere": 3}}}, "updates.kinds: no such kind or stage"),
        ("duties", {"file": Path("nowhere.toml")}, "duties.file: nowhere.toml is not there"),
        ("telegram", {"department_groups": {"nobody": -100}}, "telegram.department_groups: no department"),
    ],
)
async def test_what_would_end_a_start_is_told(tmp_path: Path, section: str, values: dict[str, object], words: str) -> None:
    """Who changed the configuration of a running server looks before he starts it anew."""
    whole = Settings(server=sections.Server(data=tmp_path))
    mistaken = getattr(whole, section).model_copy(update=values)
    with pytest.raises(ConfigError, match=words):
        await _told(whole.model_copy(update={section: mistaken}))


@pytest.mark.parametrize(("free", "well"), [(files.RESERVE, True), (files.RESERVE - 1, False)])
def test_a_disk_without_room_is_told(free: int, well: bool) -> None:
    """From where members' files are kept no more."""
    assert premises.room(free).good is well


@pytest.mark.parametrize(
    ("link", "hosts", "well"),
    [
        ("", [], True),
        ("https://chat.example.sa/", ["chat.example.sa"], True),
        ("https://chat.example.sa/", [], False),
        ("https://chat.example.sa/", ["https://chat.example.sa"], False),
    ],
)
def test_a_link_that_never_goes_out_is_told(link: str, hosts: list[str], well: bool) -> None:
    """A host that is written as an address is none that is registered."""
    found = telephony.gaps(Settings(sms=channel_sections.Sms(link=link, link_hosts=hosts)))
    assert all(one.good for one in found) is well


def test_what_is_left_out_is_a_hint() -> None:
    """Nothing is wrong with a number that has no template for answers, but no check mark stands before it either."""
    bare = Settings(twilio=channel_sections.Twilio(whatsapp_from="whatsapp:+14155238886"))
    shown = doctor.shown(doctor.Chapter("whatsapp", telephony.gaps(bare)))
    assert "  • No template in templates.answer" in shown


def test_a_channel_that_is_filled_in_and_off_is_told() -> None:
    """Whoever forgot the one key that turns it on would hear nothing of it; what stands as it is by itself tells nothing."""
    assert premises.idle(Settings()) == ()
    whole = {"telegram": {"token": telegram.TOKEN, "officers_group": -1}, "twilio": {"account_sid": "AC1", "sms_from": "+1"}}
    assert premises.idle(Settings.model_validate(whole)) == ()
    half = {"telegram": {"mode": "webhook"}, "twilio": {"auth_token": "x", "sms_from": "+15005550006", "interactive": True}}
    bot, account = premises.idle(Settings.model_validate(half))
    assert [bot.good, account.good] == [False, False]
    assert account.words[Language.ENGLISH].startswith("twilio.auth_token, twilio.sms_from: filled in")
    assert "telegram.token" in bot.words[Language.ARABIC]


async def test_a_request_kept_out_by_a_wrong_token_is_replayed_by_command(tmp_path: Path) -> None:
    """Doctor names it, `mujib replay` takes it in once the token is right, and the member is answered."""
    async with _served(tmp_path) as running:
        form = running.twilio.form(
            {"sid": "SM" + "1" * 32, "from": "+966501234567", "to": twilio.SMS, "body": "متى الرد؟", "num_media": "0"}
        )
        assert await running.twilio.post(running.twilio.webhook, form, token="next month's token") == 403
        _, told = await _told(running.app.settings)
        assert "Requests in quarantine: 1." in told
        chosen = running.app.settings
        token = type(chosen.twilio.auth_token)("next month's token")
        mended = chosen.model_copy(update={"twilio": chosen.twilio.model_copy(update={"auth_token": token})})
        assert await channel.replay(mended) == (1, 0)
        async with asyncio.timeout(20):
            while not running.twilio.sent():  # noqa: ASYNC110 - the peer has no event for it
                await asyncio.sleep(0.02)
        assert "جواب reply" in running.twilio.sent()[0]["body"]


async def test_the_reasons_that_befall_most_requests_are_told(tmp_path: Path) -> None:
    """A wrong address keeps everybody out; strangers who try their luck for other reasons must not hide it."""
    async with _served(tmp_path) as running:
        kept = running.app.storage.quarantine
        for reason in ("a", "b", "c", "the signature is not ours", "the signature is not ours"):
            await kept.keep("twilio", Request(running.twilio.webhook, {}, b"", running.app.storage.clock.now()), reason)
        _, told = await _told(running.app.settings)
    assert "Requests in quarantine: 5. Why: the signature is not ours; " in told


async def test_the_officers_group_is_looked_at(tmp_path: Path) -> None:
    """Ready; without topics; without the right; not the bot's; moved. Each says what to do, and asks for no change of ours."""
    async with office.opened(tmp_path, group=telegram.GROUP) as running:
        peer = running.telegram

        async def told() -> str:
            found = (await _told(running.app.settings))[1]
            return next(line for line in found.splitlines() if "group" in line)

        assert "✓ The group of telegram.officers_group is ready" in await told()
        peer.manages = False
        assert "Make it an administrator who may manage topics" in await told()
        peer.forum = False
        assert "Turn on Topics" in await told()
        peer.moved[telegram.GROUP] = -1009
        assert "Set telegram.officers_group = -1009" in await told()
        peer.unknown.add(telegram.GROUP)
        peer.moved.clear()
        assert "does not see the group" in await told()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"api_key": twilio.KEY}, "one without the other"),
        ({"api_secret": SecretStr(twilio.SECRET)}, "one without the other"),
        (
            {"auth_token": SecretStr(""), "api_key": twilio.KEY, "api_secret": SecretStr(twilio.SECRET)},
            "auth_token: is missing",
        ),
    ],
)
async def test_half_a_key_is_refused_at_the_start(tmp_path: Path, given: dict[str, object], words: str) -> None:
    """A key has a SID and a secret; webhooks need the token or a shared key beside it."""
    async with _served(tmp_path) as running:
        chosen = running.app.settings
        with pytest.raises(ConfigError, match=words):
            await _told(chosen.model_copy(update={"twilio": chosen.twilio.model_copy(update=given)}))
