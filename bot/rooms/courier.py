"""Brings files that officers send in their room to where members can have them, as the desk does with a file of its own."""

import asyncio
import mimetypes
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from desk.uploads import ADDRESS, KEPT
from domain import reference
from domain.errors import BadInput, MujibError, StorageError, Unreachable
from domain.fileports import Files
from domain.inbound import AttachmentReceived
from domain.model import Attachment, Language, OfficerId
from domain.officeports import SharedFile, SharedFiles
from domain.ports import Clock
from domain.roomports import Room
from domain.ticketports import TicketFile

_SECONDS: Final = 15.0
"""How long a file may take to come: whatever else is said to the bot waits for it."""
_KEY_BYTES: Final = 20
_ALBUMS: Final = 100
"""Albums remembered that stay; their parts arrive within seconds."""


class Unsent(MujibError):
    """The file does not go to the member; the words are a key of the room's texts."""


@dataclass(frozen=True, slots=True)
class Courier:
    """One room's way from an officer's file to the member's."""

    room: Room
    files: Files
    shared: SharedFiles
    clock: Clock
    most: int
    """The largest that is taken, in bytes."""
    public_url: str
    told: Callable[[str, str, Language], str]
    """Gives a file away by its name and address, in words to the member."""
    _staying: OrderedDict[str, None] = field(default_factory=OrderedDict)

    def keep(self, album: str) -> None:
        """Have what still comes of an album stay in the room."""
        if album:
            self._staying[album] = None
        while len(self._staying) > _ALBUMS:
            self._staying.popitem(last=False)

    def stays(self, album: str) -> bool:
        """Tell whether a file belongs to an album that stays in the room."""
        return album in self._staying

    async def brought(self, sent: AttachmentReceived | None, file: TicketFile, officer: OfficerId) -> Attachment:
        """Fetch and keep what an officer sent. Raises `Unsent`, and `StorageError` where the database fails."""
        if sent is None or not sent.reference:
            raise Unsent("file")
        if sent.size > self.most:
            raise Unsent("file_large")
        content = await self._fetched(sent.reference)
        if len(content) > self.most:
            raise Unsent("file_large")
        return await self._opened(sent, content, file, officer)

    async def _fetched(self, reference_: str) -> bytes:
        try:
            async with asyncio.timeout(_SECONDS):
                return await self.room.fetch(reference_)
        except (TimeoutError, Unreachable) as error:
            raise Unsent("file_late") from error
        except BadInput as error:
            raise Unsent("file_withheld") from error

    async def _opened(self, sent: AttachmentReceived, content: bytes, file: TicketFile, officer: OfficerId) -> Attachment:
        """Keep a file below an address that nobody can guess."""
        try:
            stored = await self.files.save(content)
        except BadInput as error:
            raise Unsent("file_type") from error
        except StorageError as error:
            # a full disk; to be told of it again would keep everybody else's messages
            raise Unsent("file_late") from error
        key, name = secrets.token_hex(_KEY_BYTES), sent.name or _name(file, stored.mime)
        expires = self.clock.now() + KEPT
        await self.shared.share(SharedFile(key, file.card.ref, officer, stored.file, name, stored.mime, stored.size, expires))
        address = f"{self.public_url.rstrip('/')}{ADDRESS}{key}"
        words = self.told(name, address, file.contact.language)
        return Attachment(stored.file, name, stored.mime, stored.size, address, words)


def _name(file: TicketFile, mime: str) -> str:
    """Name a picture or a voice message, which come without a name."""
    return f"{reference.written(file.card.ref)}{mimetypes.guess_extension(mime) or ''}"
