"""The Content objects that buttons and lists need: one for each number of options, made once, words filled in as blanks.

Inside the member's window they need no approval (https://www.twilio.com/docs/content/content-types-overview). Twilio keeps
them, so their names, not a table of ours, tell which exist.
"""

import asyncio
from collections.abc import Mapping
from typing import Final

import structlog

from channels.twilio.client import Api
from channels.whatsapp.texts import CHOOSE
from domain.channelports import Outgoing
from domain.errors import SendError
from domain.model import Language, Option

_PREFIX: Final = "mujib-v1-"
_BODY = "1"
_REST = 60.0
"""Seconds without another try after Twilio would not make one."""
_SAMPLE = {_BODY: "نص الرسالة"}
_log = structlog.get_logger()


class Contents:
    """The ids of Content objects by name."""

    def __init__(self, api: Api) -> None:
        """Look them up, and make those that are missing, through this API."""
        self._api = api
        self._sids: dict[str, str] | None = None
        self._lock = asyncio.Lock()
        self._tried = float("-inf")

    async def find(self, message: Outgoing, language: Language) -> str:
        """Give the id of the object that can carry this message's options; empty where it cannot be had now."""
        name, content = shape(len(message.buttons), len(message.rows), language)
        if self._sids is not None and (sid := self._sids.get(name)):
            return sid
        async with self._lock:
            return await self._make(name, content)

    async def _make(self, name: str, content: Mapping[str, object]) -> str:
        now = asyncio.get_running_loop().time()
        if now - self._tried < _REST:
            return (self._sids or {}).get(name, "")
        try:
            sids = await self._existing() if self._sids is None else self._sids
            self._sids = sids
            if name not in sids:
                sids[name] = await self._api.create_content(content)
        except SendError as error:
            self._tried = now
            _log.warning("whatsapp.content.missing", name=name, code=error.code)
            return ""
        return sids[name]

    async def _existing(self) -> dict[str, str]:
        found = await self._api.contents()
        named = ((str(content.get("friendly_name", "")), str(content.get("sid", ""))) for content in found)
        return {name: sid for name, sid in named if name.startswith(_PREFIX)}


def shape(buttons: int, rows: int, language: Language) -> tuple[str, Mapping[str, object]]:
    """Give the name and the definition of the object for so many buttons, or so many rows of a list."""
    if buttons:
        name = f"{_PREFIX}buttons-{buttons}"
        actions = [{"type": "QUICK_REPLY", "title": title, "id": key} for title, key in _blanks(buttons)]
        types: Mapping[str, object] = {"twilio/quick-reply": {"body": "{{1}}", "actions": actions}}
        options = buttons
    else:
        name = f"{_PREFIX}list-{rows}-{language.value}"
        items = [{"item": title, "id": key} for title, key in _blanks(rows)]
        types = {"twilio/list-picker": {"body": "{{1}}", "button": CHOOSE[language], "items": items}}
        options = rows
    samples = _SAMPLE | variables("", tuple(Option(f"option-{number}", f"{number}") for number in range(1, options + 1)))
    definition = {"friendly_name": name, "language": language.value, "variables": samples | _SAMPLE, "types": types}
    return name, definition


def variables(body: str, options: tuple[Option, ...]) -> dict[str, str]:
    """Fill the blanks: 1 is the body, then each option's label and id."""
    filled = {_BODY: body}
    for number, option in enumerate(options):
        filled[str(2 * number + 2)] = option.label
        filled[str(2 * number + 3)] = option.id
    return filled


def _blanks(options: int) -> list[tuple[str, str]]:
    return [(f"{{{{{2 * number + 2}}}}}", f"{{{{{2 * number + 3}}}}}") for number in range(options)]
