"""Announcements at work: what the desk asks for, and the run that the leader drives a step at a time.

Decides nothing about stages, recipients or hours: that is `domain.announcements` and `domain.receiving`.
"""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Final

import structlog

from bot import planner
from bot.planner import Facts, Hold, OneWayNotice, Park, Rules, SendNow, UseTemplate, Why
from channels import text
from domain import announcements, quiet
from domain.announcements import Act, Actor, Announcement, Barred, Preview, Stage
from domain.assembly import AnnouncementId, Assembly
from domain.calendar import Calendar, Shift
from domain.model import ConversationId, Language, OfficerId, Reply
from domain.outreach import (
    EVERY,
    AnnouncementCard,
    AnnouncementEvent,
    Attendance,
    Caveat,
    Estimate,
    Outcome,
    RecipientLine,
    Which,
)
from domain.ports import Channel, Outgoing
from domain.quiet import MessageClass
from domain.receiving import Address
from handlers import announcing
from handlers.context import House
from storage.announcements import Announcements as Kept
from storage.announcements import Made
from storage.results import Results
from storage.runs import Runs
from storage.store import Store

_log = structlog.get_logger()
_PERSONS: Final = 1000
"""Looked at in one transaction while the list is made."""
_AT_ONCE: Final = 500
"""Handed over in one transaction."""
_FRESH: Final = timedelta(minutes=1)
"""How long an estimate stands."""
_PAGES: Final = 10
"""Transactions of the list in one step of a run, so that no run keeps the others waiting."""


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
class _Shown:
    """An announcement on one channel in one language."""

    messages: tuple[Outgoing, ...]
    caveat: Caveat | None


class Announcements:
    """What the desk asks for (`domain.outreach.Announcements`), and the runs."""

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
        self._kept, self._results = Kept(store), Results(store)
        self._store, self._clock = store, store.clock
        self._channels = {channel.name: channel for channel in channels}
        self._runs = Runs(store, frozenset(self._channels))
        self._house = house
        self._manner = manner
        self._rules = rules
        self._answerable = answerable
        self._estimated: tuple[Announcement, datetime, Estimate] | None = None

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
        """Do something with it; `approvers`, or who wrote it, are told at the desk.

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
        """Show it as each channel would, count recipients and reckon the cost. Raises `StorageError`.

        The same announcement looked at again within a minute is not reckoned anew: all members are read for it.
        """
        now, (known, at, found) = self._clock.now(), self._estimated or (None, None, None)
        if found is None or at is None or known != announcement or abs(now - at) > _FRESH:
            found = await self._estimate(announcement, now)
            self._estimated = (announcement, now, found)
        return found

    async def _estimate(self, announcement: Announcement, now: datetime) -> Estimate:
        audience = await self._results.audience(announcement, frozenset(self._channels), self._reaches(announcement))
        shown = {pair: self._shown(announcement, *pair) for pair in sorted(audience.by_address)}
        previews = tuple(self._preview(pair, shown[pair].messages, audience.by_address[pair]) for pair in shown)
        costs = {(each.channel, each.language): announcements.cost(each, self._manner.prices) for each in previews}
        sending = self._manner.sending[announcement.message]
        begins_at = quiet.earliest(sending, max(announcement.start_at or now, now))
        return Estimate(
            previews=previews,
            texts={pair: tuple(map(text.seen, one.messages)) for pair, one in shown.items()},
            excluded=audience.excluded,
            left_out=audience.left_out,
            cost=sum(costs.values(), Decimal(0)),
            costs=costs,
            currency=self._manner.currency,
            caveats={pair: one.caveat for pair, one in shown.items() if one.caveat},
            faults=announcements.faults(announcement, now),
            hours=sending.shifts_of(sending.local(begins_at).date())[0],
            begins_at=begins_at,
        )

    def _reaches(self, announcement: Announcement) -> Callable[[Address, Language], bool]:
        """Tell to which addresses it goes: to one-way numbers only where it stands alone, or a link is registered."""

        @cache
        def dead_end(channel: str, language: Language) -> bool:
            return self._shown(announcement, channel, language).caveat is Caveat.NO_LINK

        def reaches(address: Address, language: Language) -> bool:
            return self._answerable(address.conversation) or not dead_end(address.channel, language)

        return reaches

    def _shown(self, announcement: Announcement, channel: str, language: Language) -> _Shown:
        """Show it as a channel would: to members who cannot write back where there are such, else to who was silent of late."""
        to = self._channels[channel]
        can = to.capabilities
        said = self._said(announcement, language, answerable=can.inbound and not can.one_way)
        facts = Facts(None, country=min(can.one_way, default=""))
        plan = planner.plan(said, facts, can, quiet.earliest(self._rules.sending, self._clock.now()), self._rules)
        match plan:
            case OneWayNotice(words):
                caveat = None if words == planner.bare(said.text) else Caveat.NOTICE_INSTEAD
                said = replace(said, text=words, options=())
            case Park():
                caveat = Caveat.KNOCKS
            case Hold(why):
                caveat = Caveat.NO_LINK if why is Why.NO_LINK else Caveat.NO_TEMPLATE
            case SendNow() | UseTemplate():
                caveat = None
        return _Shown(to.render(said), caveat)

    def _preview(self, pair: tuple[str, Language], shown: tuple[Outgoing, ...], recipients: int) -> Preview:
        channel, language = pair
        charged = self._channels[channel].capabilities.segmented
        segments = sum(text.segments(message.text) for message in shown) if charged else len(shown)
        return Preview(channel, language, len(shown), segments, recipients, charged)

    # ---- the runs ----

    async def run(self) -> bool:
        """Drive every run a step further: begin what is due, hand over, fall back, finish. Raises `StorageError`.

        True where one has begun.
        """
        now, fresh = self._clock.now(), False
        for card in await self._kept.in_stages(Stage.APPROVED, Stage.RUNNING):
            begun = await self._begun(card, now)
            if begun is not None:
                await self._drive(begun, now)
                fresh = fresh or card.announcement.stage is Stage.APPROVED
        return fresh

    async def assemblies(self) -> dict[AnnouncementId, Assembly]:
        """Give the assemblies that lie ahead, those of drafts too, so that nobody answers before they are known."""
        ahead = await self._kept.in_stages(*(stage for stage in Stage if stage is not Stage.STOPPED))
        now = self._clock.now()
        return {
            card.announcement.id: card.announcement.assembly
            for card in ahead
            if card.announcement.assembly and card.announcement.assembly.at > now
        }

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
        left = announcements.batch(announcement, standing.handed_lately, self._manner.sending[announcement.message], now).count
        word = self._words(announcement)
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

    def _words(self, announcement: Announcement) -> Callable[[Address, Language], Reply]:
        """Word it for one address; there are only four ways to say it, and each is made once."""
        said = cache(lambda language, answerable: self._said(announcement, language, answerable=answerable))
        return lambda address, language: said(language, self._answerable(address.conversation))

    def _said(self, announcement: Announcement, language: Language, *, answerable: bool) -> Reply:
        return announcing.reply(announcement, language, self._house(), self._clock.now(), answerable=answerable)
