"""An open desk, and what happens at the association meanwhile."""

import asyncio
import functools
import secrets
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select

from desk.access.passwords import hash_password
from domain.inbound import Envelope, Inbound, TextReceived
from domain.model import ConversationId, OfficerId, OutboundId, TicketRef
from domain.ticketports import Line, QueueFilter, TicketCard, TicketFile
from storage import tables, tickettables
from storage.outbox import Outbox
from tests.databases import names
from tests.desk.association import AR, EN, MEMBER, ONE_TIME, PASSWORD
from tests.desk.served import Served

_ON_ITS_WAY = frozenset({"new", "sending"})


@functools.cache
def _hashed(password: str) -> str:
    return hash_password(password)


class Opened(Served):
    """The desk, officers and members."""

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
        event = tickettables.ticket_event.c
        history = select(event.kind, event.officer).where(event.ticket == ref).order_by(event.id)
        rows = self.do(self.database.read(lambda connection: connection.execute(history).all()))
        return [(row.kind, row.officer) for row in rows]

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
