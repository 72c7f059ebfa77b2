"""Watches the configured templates: what the provider stopped is not used any more, and those who look after it are told.

Must not decide what goes out in place of one: `bot.planner` does.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import structlog

from domain.errors import SendError, StorageError
from domain.ports import Sleep
from domain.templates import Opinion, Standing
from domain.troubles import Kind, Troubles

EVERY: Final = 900.0
"""Seconds between two looks; WhatsApp pauses a template for three hours and more."""
_AT_ONCE: Final = 5.0
"""Seconds that a message which was refused waits for a look."""
_SHOWN: Final = timedelta(days=1)
"""How long the desk says that one was refused, after the last time."""
_KINDS: Final = {Standing.MOVED: Kind.TEMPLATE_MOVED, Standing.STOPPED: Kind.TEMPLATE_STOPPED}
_log = structlog.get_logger()


@dataclass(slots=True)
class TemplateWatch:
    """Looks at the templates of one channel."""

    channel: str
    named: Sequence[tuple[str, str]]
    """Name for those who look after it (`notice.ar`), and the provider's id."""
    ask: Callable[[str], Awaitable[Opinion]]
    """Raises `SendError`."""
    troubles: Troubles
    sleep: Sleep = asyncio.sleep
    doubted: Mapping[str, Standing] = field(default_factory=dict)
    """The templates that are not good, by the provider's id."""
    _known: dict[str, Opinion] = field(default_factory=dict)

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            try:
                await self._forget_others()
                await self.look()
            except StorageError as error:
                _log.warning("templates.not_kept", fault=type(error).__name__)
            await self.sleep(EVERY)

    async def look(self) -> None:
        """Look at all of them; one that cannot be asked about stands as it stood. Raises `StorageError`."""
        for name, sid in self.named:
            try:
                opinion = await self.ask(sid)
            except SendError as error:
                _log.warning("templates.not_asked", template=name, code=error.code)
            else:
                await self._heard(name, sid, opinion)

    async def refused(self, sid: str, code: str) -> bool:
        """Take in that a message was refused for this template; True where it is stopped now. Raises `StorageError`."""
        name = next((name for name, known in self.named if known == sid), "")
        if not name:
            return False
        _log.error("template.refused", template=name, code=code)
        try:
            async with asyncio.timeout(_AT_ONCE):
                await self._heard(name, sid, await self.ask(sid))
        except (SendError, TimeoutError) as error:
            _log.warning("templates.not_asked", template=name, fault=type(error).__name__)
        if self.doubted.get(sid) is Standing.STOPPED:
            return True
        await self.troubles.tell(Kind.TEMPLATE_REFUSED, self._place(name), f"{name} ({code})", _SHOWN)
        return False

    async def _forget_others(self) -> None:
        """Say no more of templates that the configuration names no more."""
        ours = {self._place(name) for name, _ in self.named}
        for one in await self.troubles.now():
            if one.kind in _KINDS.values() and one.where not in ours:
                await self.troubles.mend(one.kind, one.where)

    async def _heard(self, name: str, sid: str, opinion: Opinion) -> None:
        before = self._known.get(sid)
        if opinion == before:
            return
        for standing, kind in _KINDS.items():
            if standing is opinion.standing:
                _log.error("template.changed", template=name, standing=standing.value, word=opinion.word)
                await self.troubles.tell(kind, self._place(name), f"{name} ({opinion.word})")
            else:
                await self.troubles.mend(kind, self._place(name))
        self._known[sid] = opinion
        standings = {sid: known.standing for sid, known in self._known.items()}
        self.doubted = {sid: standing for sid, standing in standings.items() if standing is not Standing.GOOD}

    def _place(self, name: str) -> str:
        return f"{self.channel}:{name}"
