"""Messages of which nobody knows whether they arrived: what a member's next words tell of them, how officers settle them.

Pure values and a protocol. Where a provider can be asked afterwards, it is asked instead.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from domain.choice import resolve_choice
from domain.inbound import ChoiceMade, Inbound, TextReceived
from domain.model import ConversationId, OfficerId, OutboundId, Reply, TicketRef

LOST_AFTER: Final = timedelta(hours=24)
"""How old an answer may be that is sent again because its member writes."""
SETTLING: Final = timedelta(minutes=6)
"""How long a provider who can be asked is given, before officers are told."""


class Sign(StrEnum):
    """What a member's next word tells of an answer in doubt."""

    ARRIVED = "arrived"
    """He chose one of its options, or says that he has it."""
    ASKED_AGAIN = "asked_again"
    """He said the same once more, and is answered anew."""
    NONE = "none"
    """Nothing: he may still wait for it."""


_CAME: Final = re.compile(r"(?<!\w)(?:وصل(?:ني|تني|نا|تنا)|got it|received)(?!\w)", re.IGNORECASE)
_DOUBTS: Final = re.compile(r"(?<!\w)(?:ما|لم|مو|لا|لين|متى|not|never|haven|hasn|didn|when|until)(?!\w)|[؟?]", re.IGNORECASE)
_FEW_WORDS: Final = 5
"""More of them tell of something else that came."""


def sign(reply: Reply, asked: str, inbound: Inbound) -> Sign:
    """Tell what a word of the member's says of `reply`, which answered the words `asked`."""
    match inbound:
        case ChoiceMade(option):
            return Sign.ARRIVED if any(one.id == option for one in reply.options) else Sign.NONE
        case TextReceived(text) if resolve_choice(text, reply.options, parts=False):
            return Sign.ARRIVED
        case TextReceived(text) if _says_it_came(text):
            return Sign.ARRIVED
        case TextReceived(text) if text.split() and text.split() == asked.split():
            return Sign.ASKED_AGAIN
        case _:
            return Sign.NONE


def _says_it_came(text: str) -> bool:
    return len(text.split()) <= _FEW_WORDS and bool(_CAME.search(text)) and not _DOUBTS.search(text)


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A message in doubt, as officers are told of it."""

    message: OutboundId
    conversation: ConversationId
    name: str
    """The member's; empty where nobody knows it."""
    ticket: TicketRef | None
    """His latest."""
    officer: OfficerId | None
    """Who has that ticket."""
    since: datetime


class Settlement(StrEnum):
    """What an officer says of a message in doubt."""

    SEND_AGAIN = "sent_again"
    ARRIVED = "arrived"


class Doubts(Protocol):
    """Messages in doubt, for officers."""

    async def open(self, limit: int = 50) -> Sequence[Doubtful]:
        """Give those that nobody settles of himself, the newest first; announcements are looked at elsewhere."""
        ...

    async def settle(self, message: OutboundId, officer: OfficerId, settlement: Settlement) -> bool:
        """Settle one, and write down who did; False where it is in doubt no more, or never was."""
        ...
