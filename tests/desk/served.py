"""The desk of the tests as it is composed and served, in a thread of its own."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, cast

import uvicorn
import uvloop
from starlette.routing import Route

from bot import planner, reception, telephony, turn, web
from bot.dispatch import Dispatch
from bot.engine import Engine
from bot.knowledge import catalogue
from bot.lane import Conduct
from bot.outreach.announcing import Announcements
from bot.outreach.appointments import Appointments
from bot.outreach.manner import Manner
from bot.outreach.news import News
from bot.outreach.outreach import Service
from bot.sender import Sender
from bot.web import Guarded
from channels import profiles
from channels.terminal.channel import TerminalChannel
from channels.web.channel import WebChannel
from channels.web.rating import RatingPage
from channels.web.routes import ChatApi
from channels.web.site import Site
from desk.access.admission import Admission
from desk.configured import Configured
from desk.desk import Desk
from desk.inspection import Chapter, Inspection
from desk.outreach.unasked import Unasked
from desk.outside import Outside
from desk.teaching.classroom import Classroom
from desk.wording import Wording
from domain import quiet
from domain.casefile import ALWAYS, Rules
from domain.model import Language, TicketRef
from domain.quiet import MessageClass, SendingHours
from domain.templates import Standing
from domain.updates import Hours, Rhythm
from handlers import fault
from handlers.context import House
from storage import database as databases
from storage import schema
from storage.engines.signals import LocalSignals
from storage.files import FolderFiles
from storage.inbox import Inbox
from storage.learning.teaching import Teaching
from storage.office.accounts import Accounts, Codes
from storage.office.alerts import Alerts
from storage.office.appointments import Appointments as KeptAppointments
from storage.office.attempts import SignInAttempts
from storage.office.audit import Audit
from storage.office.closures import Closures
from storage.office.doubts import Doubts
from storage.office.looks import Looks
from storage.office.officer_links import Links
from storage.office.officers import Officers
from storage.office.reports import Reports
from storage.office.saved import SavedReplies, SharedFiles
from storage.office.transcript import Transcript
from storage.office.troubles import Troubles
from storage.outbox import Outbox
from storage.outreach.consents import Consents
from storage.outreach.plans import Plans
from storage.outreach.projects import Projects
from storage.outreach.second_ways import SecondWays
from storage.parking import Correspondence
from storage.person.dossiers import Dossiers
from storage.person.members import Members
from storage.store import Store
from storage.tickets import Tickets
from storage.timers import Timers
from storage.turns import Turns
from tests.channels.serving import FACTS as SITE
from tests.channels.serving import MAX_UPLOAD, SECRET, free_port
from tests.databases import NO_PLUG, SetClock, names
from tests.desk.association import ANSWER, FACTS, FINANCE_ROOM, NAME, REGULATION, VIEWS, everything_is_unclear
from tests.handlers.house import CALENDAR, LIBRARY

_T = TypeVar("_T")


async def nowhere(ticket: TicketRef) -> str:
    """Know no topic of a ticket."""
    del ticket
    return ""


async def _no_figures() -> Mapping[str, float]:
    return {}


async def _no_chapters() -> Sequence[Chapter]:
    return ()


async def _none_sent(since: datetime) -> Mapping[str, int]:
    del since
    return {}


@dataclass
class Served:
    """The desk, and what stands behind it."""

    folder: Path
    database_url: str
    public_url: str = ""
    clock: SetClock = field(default_factory=SetClock)
    slept: list[float] = field(default_factory=list)
    """How long wrong passwords were held up, in seconds."""
    at_end: list[Callable[[], None]] = field(default_factory=list)
    codes_for: set[str] = field(default_factory=set)
    """Roles that have to sign in with a one-time code."""
    rules: Rules = field(default_factory=lambda: Rules(REGULATION, ALWAYS))
    inspection: Inspection = field(default_factory=lambda: Inspection(_no_figures, _no_chapters, _none_sent))
    configured: Configured = field(default_factory=Configured)
    teaches: bool = False
    """Officers may judge what the bot said."""
    doubted: dict[str, Standing] = field(default_factory=dict)
    """What WhatsApp thinks of templates that are not good, by their ids."""
    has_room: bool = False
    """Officers may work from a group beside the desk."""
    web: WebChannel = field(init=False)
    phone: TerminalChannel = field(init=False)
    """A channel that counts what it sends: what an SMS would show."""

    def start(self) -> None:
        """Serve; come back when requests are answered."""
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=[ready], daemon=True)
        self._thread.start()
        assert ready.wait(30), "the desk does not open"

    def stop(self) -> None:
        """Cut all connections and stop."""
        for closing in self.at_end:
            closing()
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(20)

    def _run(self, ready: threading.Event) -> None:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:  # as `mujib serve` does
            runner.run(self._live(ready))

    def do(self, work: Coroutine[Any, Any, _T]) -> _T:
        """Have something done on the server's loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    async def _live(self, ready: threading.Event) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        self.database = databases.connect(self.database_url, synchronous=NO_PLUG)
        await schema.upgrade(self.database)
        self.store = Store(self.database, self.clock, LocalSignals())
        self.desk = self._desk(self.store)
        turns = Turns(self.store, names().__next__, self.rules)
        engine = Engine(turns, self.signals, self.clock, Conduct(self._house(), turn.take, fault.fault_step))
        self.service = self._service(engine)
        outbox = Outbox(self.store, names("sent").__next__, repeatable=["web"])
        sender = Sender(outbox, [self.web], self.signals, Dispatch(outbox, self.clock, lambda: 0.5))
        server = self._server()
        tasks = [asyncio.create_task(work) for work in (engine.run(), sender.run(), server.serve())]
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.005)
        ready.set()
        await self._over.wait()
        server.should_exit = server.force_exit = True
        await engine.stop()
        await sender.stop()
        await asyncio.wait(tasks, timeout=10)
        await self.database.close()

    def _service(self, engine: Engine) -> Service:
        unasked = self.desk.unasked
        return Service(
            cast("News", unasked.updates),
            cast("Appointments", unasked.appointments),
            self.announcements,
            cast("Consents", unasked.consents),
            cast("Projects", unasked.projects),
            SecondWays(self.store),
            quiet.calendar(SendingHours(), self.rules.calendar, MessageClass.SERVICE),
            engine,
            Correspondence(self.store),
        )

    def _server(self) -> uvicorn.Server:
        config = uvicorn.Config(
            self.application(),
            port=self.port,
            log_level="critical",
            ws="none",
            lifespan="off",
            timeout_graceful_shutdown=0,
        )
        return uvicorn.Server(config)

    def _house(self) -> House:
        return House(LIBRARY, everything_is_unclear, FACTS, CALENDAR, regulation=self.rules.regulation)

    def application(self, *routes: Route) -> Guarded:
        """Put desk and site together, as `bot.app` does, with more routes where a test has some."""
        site = Site(SITE, (), MAX_UPLOAD)
        together = [*routes, *self.desk.routes(), *self._chat(), *site.routes()]
        return web.application(together, sorry={"/desk": self.desk.sorry, "/": site.sorry})

    def _chat(self) -> list[Route]:
        """Give what a member's browser asks of the same server beside the site's pages."""
        api = ChatApi(self.web, SECRET, self.inbox, self.transcript, self.files, self.signals, self.clock, MAX_UPLOAD)
        rating = RatingPage(SECRET, self.tickets, self.inbox, self.clock, dict.fromkeys(Language, "جمعية الإسكان التعاوني"))
        return [*api.routes(), *rating.routes()]

    def _desk(self, store: Store) -> Desk:
        self.store = store
        self.web, self.phone = WebChannel(SECRET, store.signals), TerminalChannel(store.signals, "sms")
        self.tickets, self.transcript, self.officers = Tickets(store), Transcript(store), Officers(store)
        self.inbox, self.files = Inbox(store), FolderFiles(self.folder / "files")
        self.signals, self.members, self.accounts = store.signals, Members(store), Accounts(store)
        self.timers = Timers(store)
        self.alerts, self.codes, self.audit = Alerts(store), Codes(store), Audit(store)
        self.closures = Closures(store)
        return Desk(
            tickets=self.tickets,
            transcript=self.transcript,
            members=self.members,
            alerts=self.alerts,
            looks=Looks(store),
            saved=SavedReplies(store),
            shared=SharedFiles(store),
            officers=self.officers,
            admission=Admission(self.accounts, self.codes, SignInAttempts(store), self.codes_for),
            audit=self.audit,
            closures=self.closures,
            dossiers=Dossiers(self.store),
            reports=Reports(store),
            troubles=Troubles(store),
            doubts=Doubts(store, ["whatsapp", "sms"]),
            inspection=self.inspection,
            correspondence=Correspondence(store),
            inbox=self.inbox,
            files=self.files,
            signals=store.signals,
            clock=self.clock,
            lookup=VIEWS.get,
            classroom=Classroom(Teaching(store), lambda _: (), lambda _: tuple(VIEWS)) if self.teaches else None,
            catalogue=catalogue.catalogue(self._house, lambda _: ["handling.reply"]),
            wording=self._wording(),
            unasked=self._unasked(store),
            answerable=telephony.answerable,
            channels={**profiles.PROFILES, self.phone.name: self.phone.capabilities, self.web.name: self.web.capabilities},
            rules=self.rules,
            configured=self.configured,
            outside=Outside(Links(store) if self.has_room else None, nowhere, FINANCE_ROOM),
            max_upload=200_000,
            association=NAME,
            public_url=self.public_url or self.url,
            sleep=self._sleep(),
        )

    def _wording(self) -> Wording:
        manner = planner.Rules(
            quiet.calendar(SendingHours(), self.rules.calendar, MessageClass.AWARENESS),
            templates={(planner.Template.ANSWER, Language.ARABIC): (ANSWER,)},
        )
        held = reception.held(profiles.PROFILES, manner, self.clock, lambda: self.doubted)
        return reception.wording(FACTS, reception.preview([self.web, self.phone]), held)

    def _unasked(self, store: Store) -> Unasked:
        sending = {each: quiet.calendar(SendingHours(), self.rules.calendar, each) for each in MessageClass}
        service = sending[MessageClass.SERVICE]
        self.announcements = Announcements(
            store,
            [self.web, self.phone],
            lambda: House(LIBRARY, everything_is_unclear, FACTS, CALENDAR),
            Manner(sending, settle=timedelta(minutes=5), prices={"web": Decimal("0.05")}),
            planner.Rules(sending[MessageClass.AWARENESS]),
            lambda _: True,
        )
        return Unasked(
            News(Plans(store), Rhythm(), Hours(self.rules.calendar, service), self.clock, store.signals),
            Appointments(KeptAppointments(store), service, self.clock),
            self.announcements,
            Consents(store),
            Projects(store),
        )

    def _sleep(self) -> Callable[[float], Awaitable[None]]:
        async def sleep(seconds: float) -> None:
            self.slept.append(seconds)

        return sleep
