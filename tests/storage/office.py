"""The real engine with officers at their posts, on an empty database."""

from datetime import datetime

from sqlalchemy import select

from bot import turn
from bot.engine import Engine
from bot.lane import Conduct
from bot.lookout import Lookout
from domain.casefile import Rules
from domain.inbound import AttachmentReceived, Envelope, Inbound, TextReceived
from domain.model import ConversationId, Language, OfficerId, PostId, TicketRef
from domain.ticketports import QueueFilter, TicketCard, TicketFile
from handlers.fault import fault_step
from storage.inbox import Inbox
from storage.office import casetables
from storage.office.alerts import Alerts
from storage.office.due_cases import DueCases
from storage.office.officers import Officers
from storage.office.transcript import Transcript
from storage.store import Store
from storage.tickets import Tickets
from storage.turns import Turns
from tests.databases import names
from tests.handlers.house import CALENDAR, HOUSE

MEMBER = ConversationId("web:main:m")
OFFICER, SUPERVISOR = PostId("relations_officer"), PostId("relations_supervisor")
RULES = Rules(HOUSE.regulation, CALENDAR)


class Office:
    """The real engine with officers at their posts."""

    def __init__(self, store: Store, rules: Rules = RULES) -> None:
        """Open on an empty database."""
        self.store = store
        self.inbox, self.tickets, self.officers = Inbox(store), Tickets(store), Officers(store)
        self.alarms = Alerts(store)
        turns = Turns(store, names().__next__, rules)
        self.engine = Engine(turns, store.signals, store.clock, Conduct(HOUSE, turn.take, fault_step))
        self.lookout = Lookout(DueCases(store, rules), self.inbox, store.clock, rules)
        self._count = 0

    async def seat(self, username: str, post: PostId = OFFICER) -> OfficerId:
        """Open an account."""
        title = dict.fromkeys(Language, f"الأستاذ {username}")
        return await self.officers.add(username, "hash", username, title, "officer", post)

    async def stretches(self) -> list[tuple[OfficerId, datetime | None]]:
        """Give who had a chat and until when, the first one first."""
        rows = await self.store.rows(select(casetables.stretch).order_by(casetables.stretch.c.id))
        return [(OfficerId(row["officer"]), row["ended_at"]) for row in rows]

    async def happens(self, *inbounds: Inbound, conversation: ConversationId = MEMBER) -> None:
        """Let things happen in a conversation, and have them answered."""
        for inbound in inbounds:
            self._count += 1
            origin = "web:main" if isinstance(inbound, TextReceived | AttachmentReceived) else "desk"
            await self.inbox.accept([Envelope(conversation, f"n{self._count}", origin, inbound, self.store.clock.now())])
        await self.works()

    async def works(self) -> None:
        """Answer all that waits."""
        while await self.engine.once():
            pass

    async def ask(self, text: str = "أقدر أعترض؟", conversation: ConversationId = MEMBER) -> TicketRef:
        """Let a member ask what leads to a ticket; give it."""
        await self.happens(TextReceived(text), conversation=conversation)
        cards = await self.tickets.queue(QueueFilter.OPEN, OfficerId(0))
        return next(card.ref for card in cards if card.conversation == conversation)

    async def file(self, ref: TicketRef) -> TicketFile:
        """Give a ticket."""
        found = await self.tickets.file(ref)
        assert found is not None
        return found

    async def card(self, ref: TicketRef) -> TicketCard:
        """Give a ticket's card."""
        return (await self.file(ref)).card

    async def heard(self, conversation: ConversationId = MEMBER) -> list[str]:
        """Give what was said to the member."""
        lines = await Transcript(self.store).lines(conversation, internal=True)
        return [line.text for line in lines if line.id.startswith("o")]
