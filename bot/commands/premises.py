"""What `mujib doctor` looks at where Mujib stands: its disk, its address, and channels that are filled in and off."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import aiohttp

from bot import web
from bot.config import Settings
from bot.providers import Provider
from bot.sections import Section
from domain.findings import Finding, bad, good
from storage import files

_TIMEOUT: Final = aiohttp.ClientTimeout(total=10)
_UNREADY: Final = {
    web.FULL: "القرص ممتلئ، فأفرغ منه",
    web.CLOSED: "قاعدة البيانات لا تكتب: ممتلئة أو يقفلها برنامج آخر أو لا تجيب",
}
"""What `/readyz` says of a server that is not ready."""


async def address(settings: Settings, reached: Sequence[Provider]) -> tuple[Finding, ...]:
    """Look whether Mujib answers where providers are told that it does."""
    url = settings.public_url
    needed = any(provider.webhook for provider in reached)
    if await _says(f"{url}/healthz") == "alive":
        answers = good(f"مجيب يجيب على ‎{url}‎.", f"Mujib answers at {url}.")
        return (answers, *_unready(await _says(f"{url}/readyz")))
    todo = "، وتحقق من الوكيل العكسي ومن server.public_url" if needed else ""
    return (
        bad(
            f"مجيب لا يجيب على ‎{url}‎. شغّله بالأمر make run أو mujib serve{todo}.",
            f"Mujib does not answer at {url}. Start it with `make run` or `mujib serve`"
            + ("; check the reverse proxy and server.public_url." if needed else "."),
        ),
    )


async def _says(url: str) -> str:
    """Give what one of Mujib's health addresses says; empty where nobody answers as Mujib does."""
    try:
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session, session.get(url, allow_redirects=False) as answer:
            return str((await answer.json(content_type=None))["status"])
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError, TypeError, KeyError):
        return ""


def _unready(says: str) -> tuple[Finding, ...]:
    """Tell of a server that answers and takes no message; a proxy may keep its word to itself."""
    if says not in _UNREADY:
        return ()
    return (
        bad(
            f"مجيب يعمل ولا يقبل رسائل الأعضاء: {_UNREADY[says]}. لا تضيع رسالة: تعيدها القنوات متى زال السبب.",
            f"Mujib runs and takes no member's message: {says}. None is lost: the channels bring them once that is mended.",
        ),
    )


def idle(settings: Settings) -> tuple[Finding, ...]:
    """Tell of channels that somebody filled in, and that are off for want of the key that turns them on."""
    filled = (("telegram", settings.telegram, "token"), ("twilio", settings.twilio, "account_sid"))
    given = ((name, key, _given(section)) for name, section, key in filled)
    return tuple(_idle(name, key, fields) for name, key, fields in given if fields and key not in fields)


def _given(section: Section) -> list[str]:
    """List what is not as it is by itself; where the API is says nothing of an account."""
    usual = type(section)()
    return [
        field
        for field in type(section).model_fields
        if field != "api_base" and getattr(section, field) != getattr(usual, field)
    ]


def _idle(name: str, key: str, given: list[str]) -> Finding:
    filled = ", ".join(f"{name}.{field}" for field in given)
    return bad(
        f"أُدخل ‎{filled}‎ ولم يُدخل ‎{name}.{key}‎، فالقناة مطفأة. أدخله، أو احذف ما أُدخل.",
        f"{filled}: filled in, and off for want of {name}.{key}. Enter that, or remove the rest.",
    )


def disk(folder: Path) -> Finding:
    """Look at the disk on which the data are, or will be."""
    return room(shutil.disk_usage(_standing(folder)).free)


def room(free: int) -> Finding:
    """Say whether the disk has room for what is kept: `free` is in bytes."""
    megabytes = free // 2**20
    if free < files.RESERVE:
        return bad(
            f"لم يبق على القرص حيث البيانات إلا ‎{megabytes} MB‎: لا تُحفظ ملفات الأعضاء، ثم لا تُقبل رسائلهم. وسّعه أو أفرغه.",
            f"Only {megabytes} MB are free where the data are: members' files are not kept, and once it is full no message is "
            "taken in. Make room.",
        )
    return good(f"مساحة القرص كافية: ‎{megabytes} MB‎.", f"There is room on the disk: {megabytes} MB.")


def _standing(folder: Path) -> Path:
    """Give the folder, or the nearest above it that is there."""
    return next(each for each in (folder.absolute(), *folder.absolute().parents) if each.is_dir())
