"""What members are told without asking, put together: from the configuration to the rules, and the jobs that the clock wakes.

Must not decide anything: the rules are in `domain`, the words in `handlers`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import product

from bot import association, telephony
from bot.config import Settings
from bot.engine import Engine
from bot.outreach.announcing import Announcements
from bot.outreach.appointments import Appointments
from bot.outreach.manner import Manner
from bot.outreach.news import News
from bot.planner import Rules
from bot.schedule import Chore
from channels.web import rating
from domain import quiet
from domain.calendar import Calendar
from domain.channelports import Channel
from domain.errors import ConfigError
from domain.model import ConversationId, Language, Stage, TicketKind, TicketRef
from domain.quiet import MessageClass
from domain.updates import Hours, Rhythm
from handlers.context import Outreach
from storage.office.appointments import Appointments as KeptAppointments
from storage.outreach.consents import Consents
from storage.outreach.plans import Plans
from storage.outreach.projects import Projects
from storage.outreach.second_ways import SecondWays
from storage.parking import Correspondence
from storage.store import Store

_NEWS_SECONDS = 15
_RUN_SECONDS = 1
_SECOND_SECONDS = 30
_ASSEMBLIES_SECONDS = 5
_WAKE_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Service:
    """The ports of `domain.outreach` and `domain.announcementports`, and the jobs behind them."""

    updates: News
    appointments: Appointments
    announcements: Announcements
    consents: Consents
    projects: Projects
    second_ways: SecondWays
    sending: Calendar
    """When news of a member's own matter may be sent."""
    engine: Engine
    correspondence: Correspondence

    def chores(self) -> tuple[Chore, ...]:
        """List what the clock does."""
        return (
            Chore("news", _NEWS_SECONDS, self.updates.tell),
            Chore("announcements", _RUN_SECONDS, self.announce),
            Chore("second ways", _SECOND_SECONDS, self.try_elsewhere),
            Chore("put off", _WAKE_SECONDS, self.wake),
            Chore("assemblies", _ASSEMBLIES_SECONDS, self.refresh, everywhere=True),
        )

    async def announce(self) -> None:
        """Drive the runs; what has just begun is known before anybody can answer it. Raises `StorageError`."""
        if await self.announcements.run():
            await self.refresh()

    async def try_elsewhere(self) -> None:
        """Send news that certainly did not arrive on another channel, outside the quiet hours. Raises `StorageError`."""
        now = self.updates.clock.now()
        if quiet.earliest(self.sending, now) <= now:
            await self.second_ways.take(now)

    async def wake(self) -> None:
        """Send what waited for the end of the quiet hours. Raises `StorageError`."""
        await self.correspondence.wake(self.updates.clock.now())

    async def refresh(self) -> None:
        """Let conversations know the assemblies that lie ahead. Raises `StorageError`."""
        ahead = await self.announcements.assemblies()
        conduct = self.engine.conduct
        outreach = replace(conduct.house.outreach, assemblies=ahead)
        self.engine.conduct = replace(conduct, house=replace(conduct.house, outreach=outreach))


def service(  # noqa: PLR0913, PLR0917 - what it joins
    settings: Settings,
    store: Store,
    engine: Engine,
    channels: Sequence[Channel],
    rules: Rules,
    answerable: Callable[[ConversationId], bool],
) -> Service:
    """Put it together. Raises `ConfigError`."""
    office = engine.conduct.house.calendar
    by_class = association.sending(settings, office)
    manner = Manner(
        sending=by_class,
        settle=timedelta(minutes=settings.announcements.settle_minutes),
        prices=settings.announcements.prices,
        currency=settings.announcements.currency,
    )
    usual = Hours(office, by_class[MessageClass.SERVICE])
    return Service(
        updates=News(Plans(store), rhythm(settings), usual, store.clock, store.signals),
        appointments=Appointments(KeptAppointments(store), by_class[MessageClass.SERVICE], store.clock),
        announcements=Announcements(store, channels, lambda: engine.conduct.house, manner, rules, answerable),
        consents=Consents(store),
        projects=Projects(store),
        second_ways=SecondWays(store, telephony.reach(settings)),
        sending=by_class[MessageClass.SERVICE],
        engine=engine,
        correspondence=Correspondence(store),
    )


def outreach(settings: Settings, office: Calendar) -> Outreach:
    """Give what conversations go by. Raises `ConfigError`."""
    days = settings.rating.reminder_days
    return Outreach(
        sending=association.sending(settings, office)[MessageClass.SERVICE],
        papers=_days(settings.reminders.papers, "reminders.papers"),
        form=_days(settings.reminders.form, "reminders.form"),
        form_kept=timedelta(days=settings.reminders.form_kept_days),
        rating_reminder=timedelta(days=days) if days else None,
        rating_forget=timedelta(days=settings.rating.forget_days),
        moon=settings.hours.hijri_shift,
        numberless=telephony.numberless(settings),
    )


def rating_link(settings: Settings, secret: bytes) -> Callable[[TicketRef, Language, datetime], str]:
    """Give what makes the links to the page on which members rate."""
    lasts = timedelta(days=settings.rating.forget_days)

    def link(ticket: TicketRef, language: Language, now: datetime) -> str:
        return f"{settings.public_url}/rate/{rating.token(ticket, language, now + lasts, secret)}"

    return link


def rhythm(settings: Settings) -> Rhythm:
    """Give how often members hear of tickets on which nothing changes. Raises `ConfigError`."""
    given = settings.updates
    staged = {
        Stage(name): getattr(given, name)
        for name in ("received", "with_officer", "with_department", "with_committee", "reopened")
    }
    known = {(kind.value, stage.value): (kind, stage) for kind, stage in product(TicketKind, Stage)}
    asked = {(kind, stage): days for kind, stages in given.kinds.items() for stage, days in stages.items()}
    if unknown := asked.keys() - known.keys():
        raise ConfigError(f"updates.kinds: no such kind or stage: {', '.join('.'.join(pair) for pair in sorted(unknown))}")
    return Rhythm(days=staged, of_kind={known[pair]: days for pair, days in asked.items()}, at=given.hour)


def _days(numbers: Sequence[int], key: str) -> tuple[timedelta, ...]:
    if any(number < 1 for number in numbers) or list(numbers) != sorted(set(numbers)):
        raise ConfigError(f"{key}: days rise, and begin with 1 or more")
    return tuple(timedelta(days=number) for number in numbers)
