"""Announcements at work, as the desk asks for them: drafts, deeds, estimates, results; and their runs.

Decides nothing about stages: that is `domain.announcements`.
"""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime

from bot.outreach.estimating import Estimates
from bot.outreach.manner import Manner, Voice
from bot.outreach.runs import Driver
from bot.planner import Rules
from domain import announcements
from domain.announcementports import (
    EVERY,
    AnnouncementCard,
    AnnouncementEvent,
    Attendance,
    Estimate,
    Outcome,
    RecipientLine,
    Which,
)
from domain.announcements import Act, Actor, Announcement, Barred, Stage
from domain.assembly import AnnouncementId, Assembly
from domain.calendar import Shift
from domain.channelports import Channel
from domain.model import ConversationId, OfficerId
from domain.quiet import MessageClass
from handlers.context import House
from storage.outreach.announcements import Announcements as Kept
from storage.outreach.announcements import Made
from storage.outreach.results import Results
from storage.outreach.runs import Runs
from storage.store import Store


class Announcements:
    """What the desk asks for (`domain.announcementports.Announcements`), and the runs."""

    def __init__(  # noqa: PLR0913, PLR0917 - what it joins
        self,
        store: Store,
        channels: Sequence[Channel],
        house: Callable[[], House],
        manner: Manner,
        rules: Rules,
        answerable: Callable[[ConversationId], bool],
    ) -> None:
        """Word by the present `house`; `answerable` tells whether somebody can write back from a conversation."""
        by_name = {channel.name: channel for channel in channels}
        voice = Voice(house, store.clock, answerable)
        self._kept, self._results, self._runs = Kept(store), Results(store), Runs(store, frozenset(by_name))
        self._clock = store.clock
        self._manner = manner
        self._estimates = Estimates(self._results, by_name, manner, rules, voice)
        self._driver = Driver(self._kept, self._runs, manner, voice, self._act)

    # ---- the desk ----

    async def create(self, draft: Announcement, by: Actor) -> AnnouncementCard | Barred:
        """Begin a draft; its `id` is given. Raises `StorageError`."""
        if not by.writes:
            return Barred.NOT_ALLOWED
        fresh = replace(draft, stage=Stage.DRAFT, approved_by=None, writers=frozenset({by.officer}))
        return await self._kept.create(fresh, by.officer)

    async def edit(self, edited: Announcement, by: Actor, version: int) -> AnnouncementCard | Barred:
        """Replace what it says; an approval is void. Raises `BadInput` where somebody changed it since, `StorageError`."""
        made = Made("edited", by.officer, lambda _: announcements.NOBODY)
        return await self._kept.change(edited.id, lambda known: announcements.edit(known, edited, by), made, version)

    async def act(
        self,
        announcement: AnnouncementId,
        deed: Act,
        by: Actor,
        version: int,
        approvers: AbstractSet[OfficerId] = frozenset(),
    ) -> AnnouncementCard | Barred:
        """Do something with it; `approvers`, or its writer, are told at the desk.

        Raises `BadInput` where somebody changed it since or there is none, `StorageError`.
        """
        done = await self._act(announcement, deed, by, version, approvers)
        if deed is Act.STOP and not isinstance(done, Barred):
            await self._runs.halt(announcement)
        return done

    async def all(self, limit: int = 100) -> tuple[AnnouncementCard, ...]:
        """List them, the latest first. Raises `StorageError`."""
        return await self._kept.all(limit)

    async def one(self, announcement: AnnouncementId) -> AnnouncementCard | None:
        """Give one. Raises `StorageError`."""
        return await self._kept.one(announcement)

    def sending(self, now: datetime) -> Mapping[MessageClass, Shift]:
        """Give from when to when each class may be sent today."""
        calendars = self._manner.sending
        return {message: of.shifts_of(of.local(now).date())[0] for message, of in calendars.items()}

    async def events(self, announcement: AnnouncementId) -> tuple[AnnouncementEvent, ...]:
        """Give its history. Raises `StorageError`."""
        return await self._kept.events(announcement)

    async def results(self, announcement: AnnouncementId) -> Mapping[Outcome, int]:
        """Count recipients by what became of them. Raises `StorageError`."""
        return await self._results.counts(announcement)

    async def attendance(self, announcement: AnnouncementId) -> Attendance:
        """Count what members answered to an assembly's notice. Raises `StorageError`."""
        return await self._results.attendance(announcement)

    async def recipients(
        self, announcement: AnnouncementId, which: Which = EVERY, after: int = 0, limit: int = 100
    ) -> tuple[tuple[int, RecipientLine], ...]:
        """List recipients with the place from which to go on. Raises `StorageError`."""
        return await self._results.lines(announcement, which, after, limit)

    async def estimate(self, announcement: Announcement) -> Estimate:
        """Show it as each channel would, count recipients and reckon the cost. Raises `StorageError`."""
        return await self._estimates.of(announcement)

    # ---- the runs ----

    async def run(self) -> bool:
        """Drive every run a step further: begin what is due, hand over, fall back, finish. Raises `StorageError`.

        True where one has begun.
        """
        return await self._driver.run()

    async def assemblies(self) -> dict[AnnouncementId, Assembly]:
        """Give the assemblies that lie ahead, those of drafts too, so that nobody answers before they are known."""
        ahead = await self._kept.in_stages(*(stage for stage in Stage if stage is not Stage.STOPPED))
        now = self._clock.now()
        return {
            card.announcement.id: card.announcement.assembly
            for card in ahead
            if card.announcement.assembly and card.announcement.assembly.at > now
        }

    async def _act(
        self,
        announcement: AnnouncementId,
        deed: Act,
        by: Actor | None = None,
        version: int | None = None,
        approvers: AbstractSet[OfficerId] = frozenset(),
    ) -> AnnouncementCard | Barred:
        now = self._clock.now()
        made = Made(
            deed.value,
            by.officer if by else None,
            lambda after: announcements.alarm(after, deed, by, approvers),
        )
        return await self._kept.change(announcement, lambda known: announcements.act(known, deed, by, now), made, version)
