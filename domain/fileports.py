"""Where files are kept, and which are still to be fetched, as small protocols."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.inbound import AttachmentKind
from domain.model import ConversationId


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that a member or an officer sent, kept outside the web root under a random name."""

    file: str
    """Its random name: the only way to it."""
    mime: str
    """As its content shows, not as its sender said."""
    size: int


class Files(Protocol):
    """Where attachments are kept."""

    async def save(self, content: bytes) -> StoredFile:
        """Keep a file of an accepted type. Raises `BadInput` for another type, `StorageError` when it cannot be written."""
        ...

    async def read(self, file: str) -> bytes | None:
        """Give a kept file's content; None where there is none of that name."""
        ...

    async def remove(self, file: str) -> None:
        """Remove a kept file, if it is there. Raises `StorageError` when it cannot be removed."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that a member sent and that is still with the provider."""

    id: int
    conversation: ConversationId
    reference: str
    """The provider's handle."""
    attempts: int
    since: datetime
    """When the message came."""
    kind: AttachmentKind = AttachmentKind.OTHER
    """What it was sent as."""
    name: str = ""
    """As the member called it."""


class Attachments(Protocol):
    """Which files are to be fetched, and what became of each."""

    async def due(self, limit: int) -> tuple[Wanted, ...]:
        """Give files that may be fetched now, those due longest first. Raises `StorageError`."""
        ...

    async def kept(self, wanted: Wanted, stored: StoredFile) -> None:
        """Say under which name the file is kept. Raises `StorageError`."""
        ...

    async def later(self, wanted: Wanted, due_at: datetime, reason: str) -> None:
        """Have it fetched again. Raises `StorageError`."""
        ...

    async def gone(self, wanted: Wanted, reason: str) -> None:
        """Say that it cannot be had, and why. Raises `StorageError`."""
        ...
