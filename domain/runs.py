"""A run of an announcement: how many are handed over when, by which key, and what it costs. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from domain import clocks
from domain.announcements import Announcement, Stage
from domain.assembly import AnnouncementId
from domain.calendar import Calendar
from domain.model import ConversationId, Language
from domain.receiving import PersonId


@dataclass(frozen=True, slots=True)
class Batch:
    """How many recipients may be handed over now, and when to look again."""

    count: int
    again_at: datetime | None


def batch(announcement: Announcement, handed: int, sending: Calendar, now: datetime) -> Batch:
    """Reckon the next batch of a run; `handed` recipients were handed over in the last minute, `sending` is its class's hours.

    Counting back one minute, instead of on from the start, keeps a stopped server from making up for lost time in a burst.
    """
    if announcement.stage is not Stage.RUNNING:
        return Batch(0, None)
    opens = clocks.opening(sending, now)
    if opens and opens > now:
        return Batch(0, opens)
    return Batch(max(announcement.per_minute - handed, 0), now + timedelta(minutes=1))


def key(announcement: AnnouncementId, person: PersonId, conversation: ConversationId) -> str:
    """Give the idempotency key of one message of a run: stored with it, it cannot be handed over twice."""
    return f"{keys(announcement)}{person}:{conversation}"


def keys(announcement: AnnouncementId) -> str:
    """Give how the keys of all messages of a run begin."""
    return f"announcement:{announcement}:"


@dataclass(frozen=True, slots=True)
class Preview:
    """How an announcement looks on one channel in one language, as the channel itself rendered it."""

    channel: str
    language: Language
    messages: int
    """Into how many messages it is cut."""
    segments: int
    """Units of charge of all of them; of a channel without segments the same as `messages`."""
    recipients: int
    charged: bool = False
    """The channel charges by segment."""


def cost(preview: Preview, prices: Mapping[str, Decimal]) -> Decimal:
    """Reckon what a run most likely costs there, in the currency of `prices` (for a segment, by channel; none: free)."""
    return prices.get(preview.channel, Decimal(0)) * preview.segments * preview.recipients
