"""A whole bot on a store with steps made for the test: echo answers, and words that make a step fail."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.dispatch import Dispatch
from bot.engine import Engine, Pace
from bot.lane import Conduct, Take
from bot.sender import Sender
from domain.capabilities import Capabilities
from domain.channelports import Outbound, Outgoing, Request
from domain.effects import Say, Step
from domain.errors import NotVerified, SendError
from domain.inbound import Envelope, Inbound, TextReceived
from domain.model import ConversationId, HandoverReason, Reply, TicketKind
from domain.states import Idle, State
from domain.ticketeffects import OpenTicket
from domain.ticketports import Line
from domain.turnports import NO_ROOM, Arrived, Lane, LaneResult
from handlers.context import Context
from storage.inbox import Inbox
from storage.office.transcript import Transcript
from storage.outbox import Outbox
from storage.store import Store
from storage.turns import Turns
from tests.handlers.house import HOUSE
from tests.messages import envelope, names

A = ConversationId("web:main:a")


def echo(state: State, inbound: Inbound, ctx: Context) -> Step:
    """Answer a text by itself."""
    del ctx
    return Step(state, (Say(Reply(f"re: {inbound.text}")),)) if isinstance(inbound, TextReceived) else Step(state)


def failing(words: str) -> Take:
    """Give the echo that fails on a text with these words."""

    def step(state: State, inbound: Inbound, ctx: Context) -> Step:
        if isinstance(inbound, TextReceived) and words in inbound.text:
            raise KeyError(inbound.text)
        return echo(state, inbound, ctx)

    return step


def apology(state: State, inbound: Inbound, ctx: Context) -> Step:
    """Apologise and open a ticket."""
    del state, inbound
    ticket = OpenTicket(ctx.fresh_ref, TicketKind.INQUIRY, "fault", HandoverReason.FAULT)
    return Step(Idle(), (ticket, Say(Reply(f"sorry {ctx.fresh_ref}"))))


@dataclass
class Wire:
    """A channel that remembers what it sent, and fails as it is told: one entry for each attempt."""

    name: str = "web"
    failures: list[Exception | None] = field(default_factory=list)
    sent: list[Outbound] = field(default_factory=list)

    @property
    def capabilities(self) -> Capabilities:
        """Plain text."""
        return Capabilities(max_text=1000)

    def verify(self, request: Request) -> None:
        """Refuse: nothing comes in this way."""
        del request
        raise NotVerified("nothing comes in this way")

    def parse(self, request: Request) -> tuple[Envelope, ...]:
        """Read nothing."""
        del request
        return ()

    def render(self, reply: Reply) -> tuple[Outgoing, ...]:
        """Give the text; one that says so has no form."""
        if reply.text == "no form":
            raise ValueError(reply.text)
        return (Outgoing(reply.text),)

    async def send(self, outbound: Outbound, messages: Sequence[Outgoing]) -> str:
        """Send in two parts, or fail as told."""
        del messages
        failure = self.failures.pop(0) if self.failures else None
        if failure is not None:
            raise failure
        self.sent.append(outbound)
        return f"p{len(self.sent)}.1 p{len(self.sent)}"


class Bot:
    """One process: inbox, engine, outbox, sender."""

    def __init__(self, store: Store, step: Take = echo, fault_step: Take = apology, wire: Wire | None = None) -> None:
        """Answer by `step`."""
        self.store = store
        self.wire = wire or Wire()
        self.inbox = Inbox(store)
        self.turns = Turns(store, names("in").__next__)
        self.outbox = Outbox(store, names("out").__next__, repeatable={"web"})
        pace = Pace(poll_seconds=0.05, rest_seconds=0.01)
        self.engine = Engine(self.turns, store.signals, store.clock, Conduct(HOUSE, step, fault_step), pace)
        self.sender = Sender(self.outbox, [self.wire], store.signals, Dispatch(self.outbox, store.clock, lambda: 0.5))

    async def hears(self, *texts: str, conversation: str = A) -> None:
        """Take these texts in, each with itself as its id."""
        await self.inbox.accept([envelope(conversation, text, TextReceived(text)) for text in texts])

    async def works(self) -> None:
        """Answer and send until nothing is left to do now."""
        while await self.engine.once() or await self.sender.once():
            pass

    def said(self, conversation: str = A) -> list[str]:
        """Give what was sent into a conversation."""
        return [outbound.reply.text for outbound in self.wire.sent if outbound.conversation == conversation]

    async def lines(self, conversation: ConversationId = A) -> tuple[Line, ...]:
        """Give all lines of a conversation."""
        return await Transcript(self.store).lines(conversation, internal=True)


class FailingTurns(Turns):
    """Turns whose claims fail as they are told, and then work."""

    failures: list[Exception]

    async def claim(self, lanes: int, messages: int, ahead: Sequence[Arrived] = ()) -> tuple[Lane, ...]:
        """Claim, or fail."""
        if self.failures:
            raise self.failures.pop()
        return await super().claim(lanes, messages, ahead)


class CountingTurns(Turns):
    """Turns that tell how many conversations were written at a time."""

    committed: list[int]

    async def commit(self, results: Sequence[LaneResult], room: Mapping[str, int] = NO_ROOM) -> tuple[Outbound, ...]:
        """Count them, and write them."""
        self.committed.append(len(results))
        return await super().commit(results, room)


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; fail after ten seconds."""
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110 - what is waited for knows nothing of events
            await asyncio.sleep(0.01)


def error(kind: type[SendError]) -> SendError:
    """Make an error of sending."""
    return kind("as told")
