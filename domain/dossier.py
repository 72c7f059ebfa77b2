"""A member's personal data as a whole: to give it to him, and to erase it. As a small protocol, and what comes of it.

Articles 4 and 18 of the Personal Data Protection Law (M/19 of 1443H, amended by M/148 of 1444H): a copy in a readable, common
electronic form, and destruction of what is needed no longer; what was made anonymous may stay.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from domain.errors import BadInput, StorageError
from domain.fileports import Files
from domain.model import BY_HAND, ConversationId, OfficerId, TicketRef
from domain.reference import written

Dossier = Mapping[str, Sequence[Mapping[str, object]]]
"""What is held of a member, by kind: rows of plain values, as JSON has them."""
ERASED: Final = f"{BY_HAND}erased:"
"""How the ids of conversations begin that are left of erased members."""


def is_erased(conversation: ConversationId) -> bool:
    """Tell whether a conversation is what is left of an erased member's: its tickets are nobody's."""
    return conversation.startswith(ERASED)


class StillOpen(BadInput):
    """A matter of the member's is not settled yet, or a message of his is just being answered."""

    def __init__(self, tickets: Sequence[TicketRef]) -> None:
        """Name the tickets; none where only a message waits."""
        super().__init__(
            f"not settled yet: {', '.join(map(written, tickets))}" if tickets else "a message is just being answered"
        )
        self.tickets = tuple(tickets)


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased."""

    conversations: int
    messages: int
    """Of both sides."""
    tickets: int
    """Which stay without words and without a name, for the association's figures."""


class Dossiers(Protocol):
    """Members' personal data."""

    async def find(self, who: str) -> ConversationId | None:
        """Give a conversation of whoever is named by a ticket's number, a telephone number or a conversation; None: nobody.

        Raises `BadInput` where several members have that number.
        """
        ...

    async def export(self, conversation: ConversationId, by: OfficerId) -> Dossier:
        """Give all that is held of whoever writes there, on all his channels; that it was given is written down."""
        ...

    async def files(self, conversation: ConversationId) -> tuple[str, ...]:
        """List his files, by the names under which they are kept."""
        ...

    async def erase(self, conversation: ConversationId, by: OfficerId) -> Erased:
        """Erase him on all his channels; his files are left to be removed. Raises `StillOpen`: nothing was changed."""
        ...

    async def left(self) -> tuple[str, ...]:
        """List files of those who were erased that are still to be removed."""
        ...

    async def removed(self, file: str) -> None:
        """Say that such a file is gone."""
        ...


async def remove_left(dossiers: Dossiers, files: Files) -> tuple[str, ...]:
    """Remove the files of those who were erased; give those that cannot be, which are kept in mind. Raises `StorageError`."""
    stuck = []
    for file in await dossiers.left():
        try:
            await files.remove(file)
        except StorageError:
            stuck.append(file)
        else:
            await dossiers.removed(file)
    return tuple(stuck)
