"""How announcements are sent and worded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from functools import cache

from domain.announcements import Announcement
from domain.calendar import Calendar
from domain.model import ConversationId, Language, Reply
from domain.ports import Clock
from domain.quiet import MessageClass
from domain.receiving import Address
from handlers import announcing
from handlers.context import House


@dataclass(frozen=True, slots=True)
class Manner:
    """How announcements are sent."""

    sending: Mapping[MessageClass, Calendar]
    settle: timedelta = timedelta(minutes=30)
    """From the last handing over to the end of the run: what is not delivered by then is tried elsewhere no more."""
    prices: Mapping[str, Decimal] = field(default_factory=dict)
    """For a segment or message, by channel."""
    currency: str = "SAR"


@dataclass(frozen=True, slots=True)
class Voice:
    """How an announcement is said: by the present `house`, and otherwise to those who cannot write back."""

    house: Callable[[], House]
    clock: Clock
    answerable: Callable[[ConversationId], bool]
    """Tells whether somebody can write back from a conversation."""

    def said(self, announcement: Announcement, language: Language, *, answerable: bool) -> Reply:
        """Word it."""
        return announcing.reply(announcement, language, self.house(), self.clock.now(), answerable=answerable)

    def by_address(self, announcement: Announcement) -> Callable[[Address, Language], Reply]:
        """Word it for one address; there are only four ways to say it, and each is made once."""
        said = cache(lambda language, answerable: self.said(announcement, language, answerable=answerable))
        return lambda address, language: said(language, self.answerable(address.conversation))
