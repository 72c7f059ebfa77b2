"""Who plays a dialogue: the pure state machine, or the real engine on a database. Both are driven the same way."""

import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot import turn
from bot.engine import Engine
from bot.lane import Conduct
from bot.lookout import Lookout
from bot.outreach.news import News
from domain.accountports import Presence
from domain.casefile import Rules
from domain.effects import CancelReminder, Remind
from domain.inbound import (
    AttachmentReceived,
    ChoiceMade,
    ConversationStarted,
    Envelope,
    Inbound,
    LanguageChosen,
    TextReceived,
    TimerFired,
)
from domain.model import ConversationId, OfficerId, Priority, Reply, TicketRef
from domain.ticketports import QueueFilter
from domain.updates import Hours, Rhythm
from handlers.context import House
from handlers.fault import fault_step
from storage.inbox import Inbox
from storage.office import accounttables
from storage.office.alerts import Alerts
from storage.office.due_cases import DueCases
from storage.office.officers import Officers
from storage.outbox import Outbox
from storage.outreach.plans import Plans
from storage.store import Store
from storage.tickets import Tickets
from storage.timers import Timers
from storage.turns import Turns
from tests.databases import SetClock, names
from tests.dialogues import acts
from tests.dialogues.ledger import Ledger
from tests.dialogues.told import LOOK, Told
from tests.handlers.house import Talk, context

CONVERSATION = ConversationId("web:main:1")
FROM_MEMBER = (TextReceived, ChoiceMade, AttachmentReceived, ConversationStarted, LanguageChosen)


class Driver(Protocol):
    """What a dialogue needs of its player."""

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

    async def presence(self, officer: OfficerId, presence: Presence, cover: OfficerId | None) -> None:
        """Say whether an officer is there, and who takes over while he is absent."""
        ...

    async def alerts(self, officer: OfficerId) -> Sequence[str]:
        """Give what an officer was told at the desk."""
        ...


@dataclass
class PureDriver:
    """The state machine with its timers, its tickets and the clock over them simulated."""

    house: House
    now: datetime
    timers: dict[str, Remind] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with an idle conversation."""
        self.talk = Talk(context(house=self.house, now=self.now))
        self.ledger = Ledger(Rules(self.house.regulation, self.house.calendar))
        self.told = Told(self.house)

    async def happen(self, inbound: Inbound) -> Sequence[Reply]:
        """Take one step."""
        said = self.talk.happen(inbound)
        self.ledger.keep(inbound, self.talk.effects, self.talk.ctx.now)
        self.told.keep(self.talk.ctx.tickets, self.talk.effects, self.talk.ctx.now)
        for effect in self.talk.effects:
            match effect:
                case Remind(_, key):
                    self.timers[key] = effect
                case CancelReminder(key):
                    self.timers.pop(key, None)
                case _:
                    pass
        return said

    async def wait(self, length: timedelta) -> Sequence[Reply]:
        """Move the clock, fire what is due and do what the clock judges."""
        said: list[Reply] = []
        for step in _steps(self.house, length):
            said += await self._wait(step)
        return said

    async def _wait(self, length: timedelta) -> Sequence[Reply]:
        self.talk.wait(length)
        due = [timer for timer in self.timers.values() if timer.at <= self.talk.ctx.now]
        said: list[Reply] = []
        for timer in due:
            del self.timers[timer.key]
            said += await self.happen(TimerFired(timer.key, timer.payload))
        while act := self.ledger.next_act(self.talk.ctx.now):
            said += await self.happen(act)
        if tells(self.house) and (news := self.told.news(self.talk.ctx.now)):
            said += await self.happen(news)
        return said

    async def presence(self, officer: OfficerId, presence: Presence, cover: OfficerId | None) -> None:
        """Say whether an officer is there."""
        self.ledger.presence[officer] = (presence, cover)

    async def alerts(self, officer: OfficerId) -> Sequence[str]:
        """Give what an officer was told."""
        return [what for who, what in self.ledger.alerts if who == officer]

    async def refs(self) -> Sequence[TicketRef]:
        """Give the tickets' references."""
        return tuple(self.ledger.opened)

    async def card(self, ref: TicketRef) -> str:
        """Describe a ticket."""
        file = self.ledger.files[ref]
        (ticket,) = (ticket for ticket in self.talk.ctx.tickets if ticket.ref == ref)
        assert (ticket.stage, ticket.officer, ticket.post) == (file.stage, file.officer, file.post)
        comment, reason = self.ledger.comments.get(ref, ""), self.ledger.reasons[ref]
        parts = (ticket.kind, ticket.stage, reason, file.priority, ticket.rating, comment, ticket.subject)
        return described(*parts, file.officer, file.post)


class EngineDriver:
    """The engine, with all that happens going through the database."""

    def __init__(self, house: House, store: Store, clock: SetClock) -> None:
        """Work on an empty database."""
        self.house = house
        self.clock = clock
        self.store = store
        hours = Hours(house.calendar, house.outreach.sending)
        self.news = News(Plans(store), Rhythm(), hours, clock, store.signals)
        self.seated = False
        claims = names()
        self.inbox = Inbox(self.store)
        self.outbox = Outbox(self.store, lambda: next(claims), repeatable=("web",), gathered=0)
        self.tickets = Tickets(self.store)
        self.timers = Timers(self.store)
        self.officers, self.alarms = Officers(store), Alerts(store)
        rules = Rules(house.regulation, house.calendar)
        turns = Turns(store, lambda: next(claims), rules)
        self.lookout = Lookout(DueCases(store, rules), self.inbox, clock, rules)
        self.engine = Engine(turns, store.signals, clock, Conduct(house, turn.take, fault_step))
        self.ids = itertools.count(1)

    async def happen(self, inbound: Inbound) -> Sequence[Reply]:
        """Put it into the inbox, let the engine work and collect what is to be sent."""
        await self._seated()
        origin = "web:main" if isinstance(inbound, FROM_MEMBER) else "desk"
        envelope = Envelope(CONVERSATION, f"m{next(self.ids)}", origin, inbound, self.clock.now())
        await self.inbox.accept([envelope])
        return await self._worked()

    async def wait(self, length: timedelta) -> Sequence[Reply]:
        """Move the clock and fire what is due."""
        said: list[Reply] = []
        for step in _steps(self.house, length):
            said += await self._wait(step)
        return [*said, *await self._worked()]

    async def _wait(self, length: timedelta) -> Sequence[Reply]:
        self.clock.at += length
        told = await self.news.tell() if tells(self.house) else 0
        fired = await self.timers.fire_due(self.clock.now())
        said = list(await self._worked()) if told or fired else []
        while await self.lookout.look():
            said += await self._worked()
        return said

    async def presence(self, officer: OfficerId, presence: Presence, cover: OfficerId | None) -> None:
        """Say whether an officer is there."""
        await self.officers.set_presence(officer, presence, cover=cover)

    async def alerts(self, officer: OfficerId) -> Sequence[str]:
        """Give what an officer was told."""
        return [f"{alert.ticket} {alert.what}" for alert in await self.alarms.unread(officer)]

    async def refs(self) -> Sequence[TicketRef]:
        """Give the tickets' references, in the order of opening."""
        parts = [await self.tickets.queue(part, OfficerId(1)) for part in (QueueFilter.OPEN, QueueFilter.RESOLVED)]
        return sorted({card.ref for part in parts for card in part})

    async def card(self, ref: TicketRef) -> str:
        """Describe a ticket."""
        file = await self.tickets.file(ref)
        assert file is not None
        card = file.card
        parts = (card.kind, card.stage, card.reason, card.priority, card.rating, card.comment, card.subject)
        return described(*parts, card.officer, card.post)

    async def _seated(self) -> None:
        """Let the officers of the dialogues have their accounts."""
        if self.seated:
            return
        self.seated = True
        titles = {who: {"ar": name, "en": name} for who, name in acts.NAMES.items()}
        rows = [
            {"id": who, "username": f"officer{who}", "name": name, "title": json.dumps(titles[who]), "post": acts.POSTS[who]}
            for who, name in acts.NAMES.items()
        ]
        rows = [{**row, "role": "officer", "password_hash": "", "active": True, "must_change": False} for row in rows]
        await self.store.database.write(lambda connection: connection.execute(accounttables.officer.insert(), rows))

    async def _worked(self) -> Sequence[Reply]:
        self.clock.at += timedelta(seconds=1)
        while await self.engine.once():
            pass
        said: list[Reply] = []
        while claimed := await self.outbox.claim(10, ["web"]):
            said += [outbound.reply for outbound in claimed]
            await self.outbox.sent([(outbound.id, "") for outbound in claimed])
        return said


def tells(house: House) -> bool:
    """Tell whether members hear of their tickets without asking."""
    return house.outreach.rating_reminder is not None


def _steps(house: House, length: timedelta) -> list[timedelta]:
    """Cut a wait into looks at the clock, where it matters when something is said."""
    if not tells(house):
        return [length]
    looks, rest = divmod(length, LOOK)
    return [*[LOOK] * looks, *([rest] if rest else [])]


def described(*parts: object) -> str:
    """Describe a ticket in the words of `desk:` lines."""
    kind, stage, reason, priority, rating, comment, subject, officer, post = parts
    urgency = priority.name.lower() if isinstance(priority, Priority) else ""
    return (
        f"{kind} {stage} {reason} {urgency} rating={rating} comment={comment} subject={subject} officer={officer} post={post}"
    )
