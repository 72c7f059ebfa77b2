"""What a member has in his other conversations, and how he comes from one to another. Frozen values."""

from dataclasses import dataclass
from typing import Final

from domain.model import ConversationId, Ticket, TicketRef


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a member has in his other conversations."""

    used_last: ConversationId | None = None
    """The one in which he wrote after he last wrote in this one."""
    tickets: tuple[tuple[ConversationId, Ticket], ...] = ()
    """His tickets there, each with its conversation."""

    def of(self, ref: TicketRef) -> tuple[ConversationId, Ticket] | None:
        """Give a ticket of another conversation of his; None where he has no such ticket there."""
        return next((pair for pair in self.tickets if pair[1].ref == ref), None)


NOTHING_ELSEWHERE: Final = Elsewhere()


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a member was given, in one conversation, to go on with in another one: good once, and for a short time."""

    word: str
    name: str
    """His as he gave it there, all but the first letters hidden; empty where he gave none."""
    followed: bool = False
    """He confirmed it in this conversation already."""


INVITED: Final = "m-"
"""What an invitation's word begins with; the rest is 128 bits of chance in Latin letters, digits, `-` and `_`."""
