"""A whole bot as a process that can be killed: takes messages from standard input, says on standard output what it has stored.

Arguments: the database's URL, a file in which each sending is noted, and the point at which the process kills itself: `accept`
(between storing and saying so), `step` (between claim and commit), `send-web` or `send-sms` (between sending there and
marking), or `never`.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import count
from pathlib import Path
from secrets import token_hex

from bot.clock import SystemClock
from bot.dispatch import Dispatch
from bot.engine import Engine, Pace
from bot.lane import Conduct
from bot.sender import Sender
from domain.channelports import Outbound, Outgoing
from domain.effects import Say, Step
from domain.inbound import Inbound, TextReceived
from domain.model import Reply
from domain.states import State
from handlers.context import Context
from storage import database, recovery
from storage.engines import signals
from storage.engines.begun import Begun
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.store import Store
from storage.turns import Turns
from tests.engine.parts import Wire, apology
from tests.handlers.house import HOUSE
from tests.messages import envelope

LEASE = timedelta(seconds=1)


class Ledger(Wire):
    """A channel that notes each sending in a file, in one write, so that a kill leaves it noted or not."""

    def __init__(self, name: str, path: Path, point: str) -> None:
        """Append to the file."""
        super().__init__(name)
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._point = point

    async def send(self, outbound: Outbound, messages: Sequence[Outgoing]) -> str:
        """Note it, after a moment in which the process may be killed."""
        await asyncio.sleep(0.001)
        os.write(self._file, f"{outbound.conversation} {outbound.key} {messages[0].text}\n".encode())
        die_at(f"send-{self.name}", self._point)
        return outbound.key


def die_at(here: str, point: str) -> None:
    """Kill this process if this is the point."""
    if here == point:
        os.kill(os.getpid(), signal.SIGKILL)


async def recovered(store: Store, ledger: Path) -> tuple[Begun, Callable[[], str]]:
    """Take up what a dead process left, as a server does; give its notes and what names its claims."""
    process, number = token_hex(8), count(1)
    if store.database.url.get_backend_name() == "sqlite":
        begun = Begun(f"{store.database.url.database}.sending")
        await recovery.recover(store, begun)
    else:
        begun = Begun(str(ledger.parent / "sending" / process))
        await recovery.inherit(store, begun)
    return begun, lambda: f"{process}.{next(number)}"


async def main(url: str, ledger: Path, point: str) -> None:
    """Work until standard input ends, or until killed."""
    opened = database.connect(url)
    store = Store(opened, SystemClock(), signals.of(opened.url))

    def step(state: State, inbound: Inbound, ctx: Context) -> Step:
        del ctx
        die_at("step", point)
        return Step(state, (Say(Reply(inbound.text if isinstance(inbound, TextReceived) else "")),))

    begun, new_claim = await recovered(store, ledger)
    turns = Turns(store, new_claim, lease=LEASE)
    outbox = Outbox(store, new_claim, repeatable={"web"}, lease=LEASE)
    pace = Pace(lanes=5, messages=3, poll_seconds=0.05)
    channels = [Ledger(name, ledger, point) for name in ("web", "sms")]
    sender = Sender(outbox, channels, store.signals, Dispatch(outbox, store.clock, lambda: 0.5, begins=begun.note))
    engine = Engine(turns, store.signals, store.clock, Conduct(HOUSE, step, apology, attempts=1000), pace, sender)
    running = [asyncio.create_task(part.run()) for part in (engine, sender)]
    inbox = Inbox(store, {"sms"}, new_claim, lease=LEASE)
    inbox.ahead = engine.ahead
    await listen(inbox, point)
    await engine.stop()
    await running[0]
    await sender.stop()
    await asyncio.gather(*running)
    await opened.close()


async def listen(inbox: Inbox, point: str) -> None:
    """Store each line's message, and say so when it is durable."""
    answering = set[asyncio.Task[None]]()
    while line := await asyncio.to_thread(sys.stdin.readline):
        task = asyncio.create_task(take(inbox, *line.split(), point=point))
        answering.add(task)
        task.add_done_callback(answering.discard)
    if answering:
        await asyncio.wait(answering)


async def take(inbox: Inbox, conversation: str, words: str, *, point: str) -> None:
    """Store one message and say so."""
    await inbox.accept([envelope(conversation, words, TextReceived(words))])
    die_at("accept", point)
    os.write(sys.stdout.fileno(), f"{words}\n".encode())


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))
