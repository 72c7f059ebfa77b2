"""Fetches the files that members sent and keeps them for officers: after their messages were taken, never in the request.

Must not know a provider; what cannot be had now is fetched later, less and less often, and after three days given up.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import structlog

from bot.logs import described
from domain import card
from domain.channelports import Channel, FetchesMedia
from domain.errors import BadInput, SendError, StorageError, Unreachable
from domain.fileports import Attachments, Files, Wanted
from domain.inbound import CARD, FILE, AttachmentKind, CardRead, Envelope, FileLost
from domain.ports import Clock, Inbox, Signals

_log = structlog.get_logger()
AT_ONCE: Final = 4
PATIENCE: Final = 120.0
"""Seconds for one file."""
LONGEST: Final = timedelta(days=3)
"""After that nobody waits for it."""
TOLD: Final = timedelta(hours=1)
"""Within which the member is told that it could not be kept; later the officer asks for it."""
TOGETHER: Final = 10
"""Seconds in which several files, as an album's, are told of once."""
_MISSED: Final = frozenset({AttachmentKind.IMAGE, AttachmentKind.DOCUMENT, AttachmentKind.VOICE, AttachmentKind.VIDEO})
_FIRST, _LAST = timedelta(seconds=5), timedelta(hours=1)
_POLL_SECONDS, _REST_SECONDS = 5.0, 5.0


@dataclass(frozen=True, slots=True)
class Collector:
    """Works through the files that are wanted; in one process of all."""

    attachments: Attachments
    files: Files
    inbox: Inbox
    channels: Sequence[Channel]
    signals: Signals
    clock: Clock
    rooms: Sequence[str] = ()
    """The accounts with a room of officers, into whose topics the provider copies what members send."""

    async def run(self) -> None:
        """Fetch until cancelled."""
        while True:
            try:
                found = await self.once()
            except StorageError as error:
                _log.error("attachment.not_kept", fault=type(error).__name__)
                await asyncio.sleep(_REST_SECONDS)
            else:
                if not found:
                    await self.signals.wait("attachments", _POLL_SECONDS)

    async def once(self) -> int:
        """Fetch some of those that are due; give how many. Raises `StorageError`."""
        due = await self.attachments.due(AT_ONCE)
        await asyncio.gather(*(self._fetch(wanted) for wanted in due))
        return len(due)

    async def _fetch(self, wanted: Wanted) -> None:
        channel = self._channel(wanted)
        if channel is None:
            await self._later(wanted, "the channel is off")
            return
        try:
            async with asyncio.timeout(PATIENCE):
                content = await channel.fetch(wanted.reference)
                await self._tell(wanted, card.number(content))
                stored = await self.files.save(content)
        except BadInput as error:
            await self._gone(wanted, str(error))
        except (Unreachable, StorageError, TimeoutError) as error:
            await self._later(wanted, error.reason if isinstance(error, SendError) else type(error).__name__)
        except Exception as error:  # noqa: BLE001 - one file's fault must not keep the others
            await self._later(wanted, described(error))
        else:
            _log.info("attachment.kept", attachment=wanted.id, bytes=stored.size, mime=stored.mime)
            await self.attachments.kept(wanted, stored)

    async def _tell(self, wanted: Wanted, number: str) -> None:
        """Tell the conversation of the number on a contact card, or of none; whether it is wanted is not decided here."""
        if wanted.kind is AttachmentKind.CONTACT:
            told = CardRead(number)
            await self.inbox.accept([Envelope(wanted.conversation, wanted.reference, CARD, told, self.clock.now())])

    async def _gone(self, wanted: Wanted, reason: str) -> None:
        _log.warning("attachment.gone", attachment=wanted.id, reason=reason)
        await self._tell(wanted, "")
        await self._miss(wanted)
        await self.attachments.gone(wanted, reason)

    async def _miss(self, wanted: Wanted) -> None:
        """Tell the conversation of a file that nobody will see: once of all that came together, and not days later."""
        now = self.clock.now()
        if wanted.kind in _MISSED and now - wanted.since < TOLD:
            key = f"{wanted.conversation}:{wanted.since.timestamp() // TOGETHER:.0f}"
            copied = any(wanted.conversation.startswith(f"{account}:") for account in self.rooms)
            lost = FileLost(wanted.name, copied=copied)
            await self.inbox.accept([Envelope(wanted.conversation, key, FILE, lost, now)])

    def _channel(self, wanted: Wanted) -> FetchesMedia | None:
        name = wanted.conversation.partition(":")[0]
        return next((each for each in self.channels if each.name == name and isinstance(each, FetchesMedia)), None)

    async def _later(self, wanted: Wanted, reason: str) -> None:
        now = self.clock.now()
        if now - wanted.since > LONGEST:
            await self._gone(wanted, f"it could not be fetched in three days: {reason}")
            return
        pause = min(_FIRST * 2 ** min(wanted.attempts, 20), _LAST)
        await self.attachments.later(wanted, now + pause, reason)
