"""A desk that is open for a test: real storage, engine and sender behind a real server on loopback, in a thread of its own."""

import asyncio
import functools
import re
import secrets
import threading
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, cast

import httpx
import uvicorn
import uvloop
from sqlalchemy import func, select
from starlette.routing import Route

from bot import duties, planner, reception, telephony, turn, web
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
from desk.access import sessions
from desk.access.admission import Admission
from desk.access.passwords import hash_password
from desk.configured import NOT_SHOWN, Configured
from desk.desk import Desk
from desk.inspection import NO_INSPECTION, Inspection
from desk.outreach.unasked import Unasked
from desk.outside import Outside
from desk.teaching.candidates import CandidateView
from desk.teaching.classroom import Classroom
from desk.wording import Wording
from domain import quiet
from domain.casefile import ALWAYS, Rules
from domain.inbound import Envelope, Inbound, TextReceived
from domain.model import Candidate, ConversationId, HandoverReason, Language, OfficerId, OutboundId, TicketRef
from domain.quiet import MessageClass, SendingHours
from domain.templates import Standing
from domain.ticketports import Line, QueueFilter, TicketCard, TicketFile
from domain.updates import Hours, Rhythm
from faq.decision import Asked, Decision, Handover, Thread
from faq.facts import Facts
from handlers import fault
from handlers.context import House
from storage import database as databases
from storage import schema, tables
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
from tests.handlers import house as known
from tests.handlers.house import CALENDAR, LIBRARY

AR, EN = Language.ARABIC, Language.ENGLISH
TOPICS = "privacy shares fees surplus transfer withdrawal allocation death board assembly dissolution"
REGULATION = duties.load(duties.SAMPLE, frozenset(TOPICS.split()))
"""The packaged sample: several departments, posts above posts, a committee."""
OFFICE = {AR: "موظف علاقات الأعضاء", EN: "the member relations officer"}
ANSWER = "HXanswer"
"""The template that knocks."""
NAME = {AR: "الجمعية التعاونية للإسكان بمنطقة مكة المكرمة", EN: "Cooperative Housing Society, Makkah Region"}
PERIOD = {AR: "مدة لا تقل عن أسبوعين", EN: "no less than two weeks"}
FACTS = Facts(
    {
        language: {
            **values,
            "relations_title": OFFICE[language],
            "association": NAME[language],
            "committee_period": PERIOD[language],
        }
        for language, values in known.FACTS.values.items()
    }
)
PASSWORD = "مفتاح باب المكتب 7"
ONE_TIME = "k7mp-w2xq-9trd"
MEMBER = ConversationId("web:main:5f1c")
_T = TypeVar("_T")
_ON_ITS_WAY = frozenset({"new", "sending"})
_CSRF = re.compile(r'name="csrf" value="(\w+)"')
_KEY = re.compile(r'name="key" value="(\w+)"')
VIEWS = {
    "handling.reply": CandidateView(
        {AR: "كم تستغرق دراسة الطلب؟", EN: "How long does a request take to be studied?"},
        {
            AR: "يدرس الطلب خلال مدة لا تقل عن أسبوعين من تاريخ تقديمه، ثم يُبلَّغ العضو بالنتيجة.",
            EN: "A request is studied over no less than two weeks from its date; then the member is told the result.",
        },
        ("السياسة، معالجة الطلبات 5",),
    ),
    "complaints.objection": CandidateView({AR: "الاعتراض على قرار", EN: "Objecting to a decision"}),
}


FINANCE_ROOM = {"-200": {AR: "الشؤون المالية", EN: "Finance"}}
"""The group of a department of its own."""


async def nowhere(ticket: TicketRef) -> str:
    """Know no topic of a ticket."""
    del ticket
    return ""


@functools.cache
def _hashed(password: str) -> str:
    return hash_password(password)


def everything_is_unclear(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:  # noqa: B008 - frozen value
    """Hand every question over, with two candidates beside it."""
    del thread
    candidates = (Candidate("handling.reply", 0.41), Candidate("complaints.objection", 0.22), Candidate("gone", 0.1))
    decision: Decision = Handover(HandoverReason.SILENT, "complaints.objection", candidates)
    return (Asked(text, decision),)


@dataclass
class Opened:
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
    inspection: Inspection = NO_INSPECTION
    configured: Configured = NOT_SHOWN
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

    def passes(self, minutes: float = 0) -> None:
        """Let time pass, and have done what the clock does then."""
        self.clock.forward(minutes=minutes)
        self.do(self._passes())

    async def _passes(self) -> None:
        for chore in self.service.chores():
            await chore.work()
        await self.timers.fire_due(self.clock.now())
        waiting = select(func.count()).where(tables.inbound.c.status == "new")
        async with asyncio.timeout(10):
            while await self.database.read(lambda connection: connection.execute(waiting).scalar_one()):  # noqa: ASYNC110 - the engine tells nobody that it is done
                await asyncio.sleep(0.01)

    def delay_ratings(self, delay: timedelta) -> None:
        """Ask for ratings that long after a resolution, from now on."""
        conduct = self.service.engine.conduct
        self.service.engine.conduct = replace(conduct, house=replace(conduct.house, rating_delay=delay))

    def _run(self, ready: threading.Event) -> None:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:  # as `mujib serve` does
            runner.run(self._live(ready))

    def do(self, work: Coroutine[Any, Any, _T]) -> _T:
        """Have something done on the server's loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    # ---- what happens at the association ---------------------------------------------------------------------------

    def officer(self, username: str, name: str, *, role: str = "officer", one_time: bool = False) -> OfficerId:
        """Open an account; unless with a one-time password, ready for work."""
        title = {AR: f"الأستاذ {name}", EN: f"Officer {username}"}
        known = _hashed(ONE_TIME if one_time else PASSWORD)
        officer = self.do(self.officers.add(username, known, name, title, role))
        if not one_time:
            self.do(self.officers.set_password(officer, known, must_change=False))
        return officer

    def says(self, text: str, conversation: ConversationId = MEMBER, name: str = "محمد العتيبي") -> None:
        """Let a member write, and wait until he was answered."""
        self.happens(TextReceived(text), conversation, name)

    def happens(self, inbound: Inbound, conversation: ConversationId = MEMBER, name: str = "محمد العتيبي") -> None:
        """Let something come from a member, and wait until it was handled."""
        self.do(self._accept(Envelope(conversation, secrets.token_hex(8), "web:main", inbound, self.clock.now(), name)))

    def ask(self, text: str = "والرفض؟ أقدر أعترض على القرار؟", conversation: ConversationId = MEMBER) -> TicketRef:
        """Let a member ask what leads to an officer; give his newest ticket."""
        self.says(text, conversation)
        mine = [card for card in self.cards() if card.conversation == conversation]
        return max(mine, key=lambda card: card.opened_at).ref

    def wrote(self, conversation: ConversationId, text: str = "أقدر أعترض على القرار؟") -> TicketRef:
        """Let a member ask on a channel on which nothing is sent here; give his newest ticket."""
        envelope = Envelope(conversation, secrets.token_hex(8), "here", TextReceived(text), self.clock.now(), "محمد العتيبي")
        self.do(self.inbox.accept([envelope]))
        self.passes()
        return max((card for card in self.cards() if card.conversation == conversation), key=lambda card: card.opened_at).ref

    def lost(self, conversation: ConversationId) -> OutboundId:
        """Let the last message for a member leave, and nobody know whether it arrived."""

        async def leave() -> OutboundId:
            outbox = Outbox(self.store, names("lost").__next__)
            while claimed := await outbox.claim(50, [conversation.partition(":")[0]]):
                last = claimed[-1].id
                await outbox.uncertain(last, "Telegram did not answer in time")
            return last

        return self.do(leave())

    def cards(self) -> tuple[TicketCard, ...]:
        """Give all open tickets."""
        return self.do(self.tickets.queue(QueueFilter.OPEN, OfficerId(0), limit=500))

    def card(self, ref: TicketRef) -> TicketCard:
        """Give a ticket as the queue shows it."""
        return self.file(ref).card

    def file(self, ref: TicketRef) -> TicketFile:
        """Give a ticket."""
        found = self.do(self.tickets.file(ref))
        assert found
        return found

    def lines(self, *, internal: bool = False, conversation: ConversationId = MEMBER) -> tuple[Line, ...]:
        """Give a conversation: as its member reads it, or with what is internal."""
        return self.do(self.transcript.lines(conversation, internal=internal))

    def heard(self, conversation: ConversationId = MEMBER) -> list[str]:
        """Give the texts that the member reads, once nothing is on its way any more."""
        self.do(self._is_still(conversation))
        return [line.text for line in self.lines(conversation=conversation)]

    def events(self, ref: TicketRef) -> list[tuple[str, int | None]]:
        """Give a ticket's history from the database itself: kinds and officers."""
        event = tables.ticket_event.c
        history = select(event.kind, event.officer).where(event.ticket == ref).order_by(event.id)
        rows = self.do(self.database.read(lambda connection: connection.execute(history).all()))
        return [(row.kind, row.officer) for row in rows]

    # ---- how it runs -------------------------------------------------------------------------------------------------

    async def _live(self, ready: threading.Event) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        self.database = database = databases.connect(self.database_url, synchronous=NO_PLUG)
        await schema.upgrade(database)
        signals = LocalSignals()
        self.store = store = Store(database, self.clock, signals)
        self.desk = self._desk(store)
        house = self._house()
        turns = Turns(store, names().__next__, self.rules)
        engine = Engine(turns, signals, self.clock, Conduct(house, turn.take, fault.fault_step))
        unasked = self.desk.unasked
        self.service = Service(
            cast("News", unasked.updates),
            cast("Appointments", unasked.appointments),
            self.announcements,
            cast("Consents", unasked.consents),
            cast("Projects", unasked.projects),
            SecondWays(store),
            quiet.calendar(SendingHours(), self.rules.calendar, MessageClass.SERVICE),
            engine,
            Correspondence(store),
        )
        outbox = Outbox(store, names("sent").__next__, repeatable=["web"])
        sender = Sender(outbox, [self.web], signals, Dispatch(outbox, self.clock, lambda: 0.5))
        config = uvicorn.Config(
            self.application(),
            port=self.port,
            log_level="critical",
            ws="none",
            lifespan="off",
            timeout_graceful_shutdown=0,
        )
        server = uvicorn.Server(config)
        tasks = [asyncio.create_task(work) for work in (engine.run(), sender.run(), server.serve())]
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.005)
        ready.set()
        await self._over.wait()
        server.should_exit = server.force_exit = True
        await engine.stop()
        await sender.stop()
        await asyncio.wait(tasks, timeout=10)
        await database.close()

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

    async def _accept(self, envelope: Envelope) -> None:
        before = await self.transcript.lines(envelope.conversation, internal=True)
        await self.inbox.accept([envelope])
        async with asyncio.timeout(10):
            while not await self._is_handled(envelope.conversation, before[-1].cursor if before else ""):
                await self.signals.wait(envelope.conversation, 0.05)

    async def _is_still(self, conversation: ConversationId) -> None:
        async with asyncio.timeout(10):
            while any(line.status in _ON_ITS_WAY for line in await self.transcript.lines(conversation, internal=True)):
                await self.signals.wait(conversation, 0.02)

    async def _is_handled(self, conversation: ConversationId, before: str) -> bool:
        """Tell whether something came after the member's own line, and has left the outbox."""
        lines = await self.transcript.lines(conversation, before, internal=True)
        return len(lines) > 1 and all(line.status not in _ON_ITS_WAY for line in lines)


@dataclass
class Seat:
    """An officer's browser without scripts: cookies, pages and forms."""

    opened: Opened
    page: httpx.Response = field(init=False)

    def __post_init__(self) -> None:
        """Start without a cookie."""
        self.http = httpx.Client(base_url=self.opened.url, timeout=20)
        self.opened.at_end.append(self.http.close)

    def see(self, address: str = "/desk") -> httpx.Response:
        """Open a page, without following where it leads."""
        self.page = self.http.get(address)
        return self.page

    def send(self, address: str, **fields: str) -> httpx.Response:
        """Send a form of the last page: its tokens are filled in unless they are given."""
        tokens = {"csrf": _CSRF.search(self.page.text), "key": _KEY.search(self.page.text)}
        found = {name: match[1] for name, match in tokens.items() if match}
        return self.http.post(address, data=found | fields)

    def enter(self, officer: OfficerId) -> None:
        """Begin a session without the hashing that a sign-in costs."""
        token = secrets.token_hex(sessions.TOKEN_BYTES)
        expires = self.opened.clock.now() + timedelta(hours=12)
        self.opened.do(self.opened.officers.start_session(officer, sessions.token_hash(token), expires))
        self.http.cookies.set("mujib_desk", token, domain="127.0.0.1")

    def sign_in(self, username: str, password: str = PASSWORD, **fields: str) -> httpx.Response:
        """Sign in, without following where it leads."""
        self.see("/desk/sign-in")
        return self.send("/desk/sign-in", username=username, password=password, **fields)


def case(ref: TicketRef, action: str = "") -> str:
    """Give a ticket's address, or that of one of its forms."""
    return f"/desk/tickets/{ref}/{action}" if action else f"/desk/tickets/{ref}"
