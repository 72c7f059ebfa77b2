"""A whole bot with its clock: members, officers, and what they hear as the days pass."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from bot import turn
from bot.dispatch import Dispatch
from bot.engine import Engine
from bot.lane import Conduct
from bot.outreach.announcing import Announcements
from bot.outreach.appointments import Appointments
from bot.outreach.manner import Manner
from bot.outreach.news import News
from bot.outreach.outreach import Service
from bot.planner import Rules
from bot.sender import Sender
from domain import quiet
from domain.inbound import Envelope, Inbound, TextReceived
from domain.model import ConversationId, Reply, TicketRef
from domain.quiet import MessageClass, SendingHours
from domain.updates import Hours, Rhythm
from handlers.context import Outreach
from handlers.fault import fault_step
from storage import tickettables
from storage.inbox import Inbox
from storage.office.appointments import Appointments as KeptAppointments
from storage.outbox import Outbox
from storage.outreach.consents import Consents
from storage.outreach.plans import Plans
from storage.outreach.projects import Projects
from storage.outreach.second_ways import SecondWays
from storage.parking import Correspondence
from storage.store import Store
from storage.timers import Timers
from storage.turns import Turns
from tests.databases import SetClock
from tests.engine.parts import Wire
from tests.handlers.house import CALENDAR, HOUSE
from tests.messages import names

MEMBER = ConversationId("web:main:a")
SENDING = {each: quiet.calendar(SendingHours(), CALENDAR, each) for each in MessageClass}
DAYS = (timedelta(days=3), timedelta(days=7))
OUTREACH = Outreach(
    SENDING[MessageClass.SERVICE], papers=DAYS, form=(timedelta(days=1), timedelta(days=4)), rating_reminder=timedelta(days=2)
)


def reach(number: str, vouched: bool) -> ConversationId | None:
    """Write to any number that is vouched for, and to those of this country that are not."""
    return ConversationId(f"sms:main:{number}") if vouched or number.startswith("+966") else None


class Office:
    """One process with its engine, its leader's jobs and two channels."""

    def __init__(self, store: Store, clock: SetClock, name: str = "office") -> None:
        """Work on the store; `name` parts the claims of two processes."""
        self.store, self.clock = store, clock
        self.inbox, self.timers = Inbox(store), Timers(store)
        self.outbox = Outbox(store, names(f"{name}-out").__next__, repeatable={"web"})
        self.web, self.sms = Wire("web"), Wire("sms")
        conduct = Conduct(replace(HOUSE, outreach=OUTREACH), turn.take, fault_step)
        self.engine = Engine(Turns(store, names(name).__next__), store.signals, clock, conduct)
        self.sender = Sender(self.outbox, [self.web, self.sms], store.signals, Dispatch(self.outbox, clock, lambda: 0.5))
        manner = Manner(SENDING, settle=timedelta(minutes=5))
        rules = Rules(SENDING[MessageClass.AWARENESS])
        self.service = Service(
            updates=News(Plans(store), Rhythm(), Hours(CALENDAR, SENDING[MessageClass.SERVICE]), clock, store.signals),
            appointments=Appointments(KeptAppointments(store), SENDING[MessageClass.SERVICE], clock),
            announcements=Announcements(
                store, [self.web, self.sms], lambda: self.engine.conduct.house, manner, rules, lambda _: True
            ),
            consents=Consents(store),
            projects=Projects(store),
            second_ways=SecondWays(store, reach),
            sending=SENDING[MessageClass.SERVICE],
            engine=self.engine,
            correspondence=Correspondence(store),
        )
        self._ids = names(f"{name}-m")

    async def comes(self, inbound: Inbound, conversation: str = MEMBER, origin: str = "web:main") -> None:
        """Let something happen and be worked through."""
        await self.inbox.accept([Envelope(ConversationId(conversation), next(self._ids), origin, inbound, self.clock.now())])
        await self.works()

    async def works(self) -> None:
        """Answer and send until nothing is left to do now."""
        while await self.engine.once() or await self.sender.once():
            pass

    async def tick(self) -> None:
        """Do what the clock does, and what follows from it."""
        for chore in self.service.chores():
            await chore.work()
        await self.timers.fire_due(self.clock.now())
        await self.works()

    async def passes(self, days: float = 0, hours: float = 0, step: timedelta = timedelta(hours=2)) -> list[str]:
        """Let time pass, looking at the clock again and again; give what was said meanwhile."""
        end, before = self.clock.at + timedelta(days=days, hours=hours), len(self.said())
        while self.clock.at < end:
            self.clock.at = min(self.clock.at + step, end)
            await self.tick()
        return self.said()[before:]

    def said(self, conversation: str | None = None) -> list[str]:
        """Give what was sent, to one member or to all, in order for each channel."""
        return [reply.text for reply in self.replies(conversation)]

    def replies(self, conversation: str | None = None) -> Sequence[Reply]:
        """Give what was sent, whole."""
        sent = [*self.web.sent, *self.sms.sent]
        return [one.reply for one in sent if conversation is None or one.conversation == conversation]


async def opened(office: Office) -> TicketRef:
    """Have the member open a ticket, and give it."""
    await office.comes(TextReceived("أقدر أعترض؟"))
    row = await office.store.database.read(lambda c: c.execute(select(tickettables.ticket.c.ref)).scalars().all())
    return TicketRef(row[-1])
