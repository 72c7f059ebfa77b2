"""What is wrong now with a channel or a room, for those who mend it: told once as it begins, gone as it is mended.

Not about one message, which carries its own reason, nor about one ticket.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    """What can be wrong; the desk has its words."""

    SENDER_ID = "sender_id"
    """The provider does not take a member's lasting id for an address."""
    MEMBERS_LIMIT = "members_limit"
    """As many members were written to, outside their windows, as may be in a day; the others wait."""
    ROOM = "room"
    """The officers' room cannot be used; `about` says why, as a key of the desk's texts."""
    FILE_LEFT = "file_left"
    """A file that was erased cannot be removed; the place is its name. It is tried again every half minute."""
    NO_ROOM = "no_room"
    """The disk on which the data are is nearly full: members' files are not kept, and soon nothing is."""
    TEMPLATE_STOPPED = "template_stopped"
    """The provider does not approve a template, or not any more; the place is channel and template, `about` says how."""
    TEMPLATE_MOVED = "template_moved"
    """The provider takes a template for advertising."""
    TEMPLATE_REFUSED = "template_refused"
    """A message was refused for its template, which is approved all the same."""
    ROOM_MOVED = "room_moved"
    """The officers' room has another id; `about` is the new one."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong."""

    kind: Kind
    where: str
    """The channel or the room."""
    about: str
    since: datetime


class Troubles(Protocol):
    """What is wrong. Every method raises `StorageError`."""

    async def tell(self, kind: Kind, where: str, about: str = "", lasts: timedelta | None = None) -> bool:
        """Say that something is wrong, until it is mended or for a time; False where that is known already."""
        ...

    async def mend(self, kind: Kind, where: str) -> bool:
        """Say that it is well again; False where nothing was wrong."""
        ...

    async def now(self) -> Sequence[Trouble]:
        """List what is wrong now, the newest first."""
        ...
