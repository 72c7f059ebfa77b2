"""The run of an announcement, which the leader drives a step at a time: begin, hand over, fall back, finish.

Decides nothing about stages, recipients or hours: those are `domain.announcements`, `domain.receiving` and `domain.runs`.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Final

import structlog

from bot.outreach.manner import Manner, Voice
from domain import runs
from domain.announcementports import AnnouncementCard
from domain.announcements import Act, Announcement, Barred, Stage
from domain.assembly import AnnouncementId
from storage.outreach.announcements import Announcements as Kept
from storage.outreach.runs import Runs

_log = structlog.get_logger()
_PERSONS: Final = 1000
"""Looked at in one transaction while the list is made."""
_AT_ONCE: Final = 500
"""Handed over in one transaction."""
_PAGES: Final = 10
"""Transactions of the list in one step of a run, so that no run keeps the others waiting."""

Deed = Callable[[AnnouncementId, Act], Awaitable[AnnouncementCard | Barred]]
"""Does something with an announcement in the clock's name."""


class Driver:
    """Drives all runs."""

    def __init__(self, kept: Kept, runs: Runs, manner: Manner, voice: Voice, act: Deed) -> None:
        """Drive the runs of what is `kept`; `act` moves an announcement to its next stage."""
        self._kept = kept
        self._runs = runs
        self._manner = manner
        self._voice = voice
        self._clock = voice.clock
        self._act = act

    async def run(self) -> bool:
        """Drive every run a step further. Raises `StorageError`. True where one has begun."""
        now, fresh = self._clock.now(), False
        for card in await self._kept.in_stages(Stage.APPROVED, Stage.RUNNING):
            begun = await self._begun(card, now)
            if begun is not None:
                await self._drive(begun, now)
                fresh = fresh or card.announcement.stage is Stage.APPROVED
        return fresh

    async def _begun(self, card: AnnouncementCard, now: datetime) -> AnnouncementCard | None:
        """Give it as it runs; None while its time has not come, or where it became wrong since it was approved."""
        announcement = card.announcement
        if announcement.stage is Stage.RUNNING:
            return card
        if announcement.start_at and now < announcement.start_at:
            return None
        begun = await self._act(announcement.id, Act.START)
        if isinstance(begun, Barred):
            _log.warning("announcement.not_started", announcement=announcement.id, why=begun.value)
            if begun is Barred.FAULTY:
                await self._act(announcement.id, Act.SEND_BACK)
            return None
        return begun

    async def _drive(self, card: AnnouncementCard, now: datetime) -> None:
        announcement = card.announcement
        planned = card.planned or await self._plan(announcement)
        await self._runs.fall_back(announcement.id)
        standing = await self._runs.standing(announcement.id)
        left = runs.batch(announcement, standing.handed_lately, self._manner.sending[announcement.message], now).count
        word = self._voice.by_address(announcement)
        while left > 0 and (looked := await self._runs.hand_over(announcement, min(left, _AT_ONCE), word)):
            left -= looked
        settled = standing.last_at is None or now - standing.last_at >= self._manner.settle
        if planned and settled and not (standing.waiting or standing.under_way):
            await self._act(announcement.id, Act.FINISH)

    async def _plan(self, announcement: Announcement) -> bool:
        for _ in range(_PAGES):
            if await self._runs.plan(announcement, _PERSONS):
                return True
        return False
