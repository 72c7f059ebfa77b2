"""Short ways to put messages in and to write what came of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain import effects, ticketeffects
from domain.channelports import Outbound
from domain.effects import Effect, Say
from domain.inbound import Envelope, Inbound
from domain.model import Candidate, ConversationId, HandoverReason, InboundId, Priority, Reply, TicketKind, TicketRef
from domain.states import Idle
from domain.turnports import NO_ROOM, Lane, LaneResult, Turn
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.store import Store
from storage.turns import Turns
from tests.databases import envelope, names

A = ConversationId("web:main:a")


class Working:
    """One process's hands on a store."""

    def __init__(self, store: Store, name: str = "claim") -> None:
        """Name its claims after `name`."""
        self.store = store
        self.inbox = Inbox(store)
        self.turns = Turns(store, names(name).__next__)
        self.outbox = Outbox(store, names(f"{name}-out").__next__, repeatable={"web"})
        self._count = 0

    async def comes(self, inbound: Inbound | None = None, conversation: str = A) -> str:
        """Let something happen in a conversation, and give its provider id."""
        self._count += 1
        provider_id = f"p{self._count}"
        await self.inbox.accept([envelope(conversation, provider_id, inbound)])
        return provider_id

    async def comes_all(self, envelopes: Sequence[Envelope]) -> None:
        """Let several things happen at once."""
        await self.inbox.accept(envelopes)

    async def lane(self) -> Lane:
        """Claim the one lane that must be ready."""
        (lane,) = await self.turns.claim(50, 10)
        return lane

    async def write(
        self,
        lane: Lane,
        *effects: Effect,
        most: int | None = None,
        retry_at: datetime | None = None,
        room: Mapping[str, int] = NO_ROOM,
    ) -> Sequence[Outbound]:
        """Write these effects for the lane's first message, and none for the others; give what is to be sent at once."""
        turns = [Turn(pending.id, ()) for pending in lane.pending[:most]]
        if turns and effects:
            turns[0] = Turn(turns[0].inbound, effects)
        result = LaneResult(lane.claim, lane.contact.conversation, Idle(), lane.offered, tuple(turns), retry_at)
        return await self.turns.commit([result], room)

    async def happens(self, *effects: Effect, inbound: Inbound | None = None, conversation: str = A) -> InboundId:
        """Let something come and write these effects for it."""
        await self.comes(inbound, conversation)
        lane = await self.lane()
        await self.write(lane, *effects)
        return lane.pending[0].id

    async def due(self, *channels: str) -> Sequence[Outbound]:
        """Claim what is due."""
        return await self.outbox.claim(50, channels or ("web",))


def say(text: str = "answer") -> Say:
    """Say a text."""
    return Say(Reply(text))


async def opened(
    working: Working,
    *more: effects.Effect,
    subject: str = "متى الرد",
    conversation: str = A,
    priority: Priority = Priority.NORMAL,
    details: tuple[tuple[str, str], ...] = (("name", "نورة الغامدي"),),
) -> TicketRef:
    """Open a ticket in a conversation."""
    (ref,) = await working.turns.references(1)
    effect = ticketeffects.OpenTicket(
        ref,
        TicketKind.INQUIRY,
        subject,
        HandoverReason.UNCLEAR,
        priority,
        candidates=(Candidate("reply_time", 0.41),),
        details=details,
    )
    await working.happens(effect, *more, conversation=conversation)
    return ref
