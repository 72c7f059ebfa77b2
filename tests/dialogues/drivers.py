"""Who plays a dialogue: the pure state machine, or the real engine on a database. Both are driven the same way."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot import turn
from bot.engine import Engine
from bot.lane import Conduct
from domain.effects import CancelReminder, Escalate, OpenTicket, RecordComment, Remind
from domain.model import (
    ConversationId,
    Envelope,
    Inbound,
    OfficerHandedBack,
    OfficerId,
    OfficerReplied,
    OfficerResolved,
    OfficerTook,
    Priority,
    Reply,
    TicketRef,
    TimerFired,
)
from domain.ports import QueueFilter
from handlers.context import House
from handlers.fault import fault_step
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.store import Store
from storage.tickets import Tickets
from storage.timers import Timers
from storage.turns import Turns
from tests.databases import SetClock, names
from tests.handlers.house import Talk, context

CONVERSATION = ConversationId("web:main:1")
OFFICIAL = (OfficerTook, OfficerReplied, OfficerHandedBack, OfficerResolved)


class Driver(Protocol):
    """What a dialogue needs of who plays it."""

    async def happen(self, inbound: Inbound) -> Sequence[Reply]:
        """Let something happen and give what was said."""
        ...

    async def wait(self, length: timedelta) -> Sequence[Reply]:
        """Let time pass and give what was said meanwhile."""
        ...

    async def refs(self) -> Sequence[TicketRef]:
        """Give the tickets' references, in the order of opening."""
        ...

    async def card(self, ref: TicketRef) -> str:
        """Describe a ticket as the desk sees it."""
        ...


@dataclass
class PureDriver:
    """The state machine with its timers and tickets simulated."""

    house: House
    now: datetime
    timers: dict[str, Remind] = field(default_factory=dict)
    opened: dict[TicketRef, OpenTicket] = field(default_factory=dict)
    comments: dict[TicketRef, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with an idle conversation."""
        self.talk = Talk(context(house=self.house, now=self.now))

    async def happen(self, inbound: Inbound) -> Sequence[Reply]:
        """Take one step."""
        said = self.talk.happen(inbound)
        for effect in self.talk.effects:
            match effect:
                case Remind(_, key):
                    self.timers[key] = effect
                case CancelReminder(key):
                    self.timers.pop(key, None)
                case OpenTicket(ref):
                    self.opened[ref] = effect
                case Escalate(ref, reason, priority):
                    known = self.opened[ref]
                    self.opened[ref] = replace(known, reason=reason, priority=max(priority, known.priority))
                case RecordComment(ref, text):
                    self.comments[ref] = text
                case _:
                    pass
        return said

    async def wait(self, length: timedelta) -> Sequence[Reply]:
        """Move the clock and fire what is due."""
        self.talk.wait(length)
        due = [timer for timer in self.timers.values() if timer.at <= self.talk.ctx.now]
        said: list[Reply] = []
        for timer in due:
            del self.timers[timer.key]
            said += await self.happen(TimerFired(timer.key, timer.payload))
        return said

    async def refs(self) -> Sequence[TicketRef]:
        """Give the tickets' references."""
        return tuple(self.opened)

    async def card(self, ref: TicketRef) -> str:
        """Describe a ticket."""
        opened = self.opened[ref]
        (ticket,) = (ticket for ticket in self.talk.ctx.tickets if ticket.ref == ref)
        comment = self.comments.get(ref, "")
        return described(ticket.kind, ticket.stage, opened.reason, opened.priority, ticket.rating, comment, ticket.subject)


class EngineDriver:
    """The engine, with all that happens going through the database."""

    def __init__(self, house: House, store: Store, clock: SetClock) -> None:
        """Work on an empty database."""
        self.clock = clock
        self.store = store
        claims = names()
        self.inbox = Inbox(self.store)
        self.outbox = Outbox(self.store, lambda: next(claims), repeatable=("web",))
        self.tickets = Tickets(self.store)
        self.timers = Timers(self.store)
        turns = Turns(store, lambda: next(claims))
        self.engine = Engine(turns, store.signals, clock, Conduct(house, turn.take, fault_step))
        self.ids = itertools.count(1)

    async def happen(self, inbound: Inbound) -> Sequence[Reply]:
        """Put it into the inbox, let the engine work and collect what is to be sent."""
        origin = "desk" if isinstance(inbound, OFFICIAL) else "web:main"
        envelope = Envelope(CONVERSATION, f"m{next(self.ids)}", origin, inbound, self.clock.now())
        await self.inbox.accept([envelope])
        return await self._worked()

    async def wait(self, length: timedelta) -> Sequence[Reply]:
        """Move the clock and fire what is due."""
        self.clock.at += length
        await self.timers.fire_due(self.clock.now())
        return await self._worked()

    async def refs(self) -> Sequence[TicketRef]:
        """Give the tickets' references, in the order of opening."""
        parts = [await self.tickets.queue(part, OfficerId(1)) for part in (QueueFilter.OPEN, QueueFilter.RESOLVED)]
        return sorted({card.ref for part in parts for card in part})

    async def card(self, ref: TicketRef) -> str:
        """Describe a ticket."""
        file = await self.tickets.file(ref)
        assert file is not None
        card = file.card
        return described(card.kind, card.stage, card.reason, card.priority, card.rating, card.comment, card.subject)

    async def _worked(self) -> Sequence[Reply]:
        self.clock.at += timedelta(seconds=1)
        while await self.engine.once():
            pass
        said: list[Reply] = []
        while claimed := await self.outbox.claim(10, ["web"]):
            said += [outbound.reply for outbound in claimed]
            await self.outbox.sent([(outbound.id, "") for outbound in claimed])
        return said


def described(*parts: object) -> str:
    """Describe a ticket in the words of `desk:` lines."""
    kind, stage, reason, priority, rating, comment, subject = parts
    urgency = priority.name.lower() if isinstance(priority, Priority) else ""
    return f"{kind} {stage} {reason} {urgency} rating={rating} comment={comment} subject={subject}"
