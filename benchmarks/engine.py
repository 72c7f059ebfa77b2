"""Messages a second from committed inbox row to committed outbox row, with order checked, beside the bare loop in the same run.

    python -m benchmarks.engine [--messages N] [--databases sqlite postgresql] [--steps echo mujib] [--json]

The bare loop runs the same statements on the same rows with an empty step. `echo` is the engine with the cheapest step, `mujib`
with the real one: interceptors, handlers, packaged knowledge (on a fifth of the messages). PostgreSQL runs with 1 and 2 worker
processes. CPU is that of the workers alone, in microseconds a message; the database's own is not in it.
"""

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from sqlalchemy import func, select

from bot.clock import SystemClock
from bot.engine import Engine
from bot.lane import Conduct, Take
from domain.effects import Say, Step
from domain.inbound import Envelope, Inbound, TextReceived
from domain.model import ConversationId, Reply
from domain.states import State
from domain.turnports import LaneResult, Turn
from handlers.context import Context, House
from storage import database as databases
from storage import schema, tables
from storage.engines import signals
from storage.inbox import Inbox
from storage.store import Store
from storage.turns import Turns

ROOT = Path(__file__).parents[1]
LANES, MESSAGES = 50, 10
QUESTIONS = ("كم يستغرق الرد على طلبي؟", "وش الأوراق المطلوبة", "how long does it take", "موظف", "شكرا", "أبغى أقدم شكوى")


@dataclass(frozen=True, slots=True)
class Figure:
    """One run."""

    database: str
    loop: str
    workers: int
    messages: int
    per_second: float
    cpu_us: float
    in_order: bool


def store_of(database: databases.Database) -> Store:
    """Give a store on the database; each process has its own signals."""
    return Store(database, SystemClock(), signals.of(database.url))


# ---- the worker: one process that drains the inbox ---------------------------------------------------------------------


def drain_bare(turns: Turns) -> Callable[[], Awaitable[int]]:
    """Claim and commit, with an answer that is always the same."""
    said = (Say(Reply("answer")),)

    async def once() -> int:
        lanes = await turns.claim(LANES, MESSAGES)
        results = [
            LaneResult(
                lane.claim,
                lane.contact.conversation,
                lane.state,
                lane.offered,
                tuple(Turn(pending.id, said) for pending in lane.pending),
            )
            for lane in lanes
        ]
        if results:
            await turns.commit(results)
        return sum(len(lane.pending) for lane in lanes)

    return once


def echo(state: State, inbound: Inbound, ctx: Context) -> Step:
    """Answer with the words of the bare loop."""
    del inbound, ctx
    return Step(state, (Say(Reply("answer")),))


def drain_engine(turns: Turns, store: Store, house: House, step: Take) -> Callable[[], Awaitable[int]]:
    """Give the engine's one batch."""
    engine = Engine(turns, store.signals, store.clock, Conduct(house, step, echo))
    return engine.once


def small_house() -> House:
    """Give the tests' association: echo asks it nothing."""
    from tests.handlers.house import HOUSE

    return HOUSE


def whole_house() -> House:
    """Give the association as the server sees it, with the packaged knowledge, learnt."""
    from bot import association
    from bot.config import Settings
    from bot.knowledge import brain

    settings = Settings()
    known = brain.load(settings)
    calendar = association.calendar(settings, datetime.now(UTC).date())
    return House(known.library, known.decide, association.facts(settings), calendar)


def real_step() -> Take:
    """Give the server's own step."""
    from bot import turn

    return turn.take


async def work(url: str, loop: str) -> None:
    """Say that we are ready, wait for the start, drain the inbox, and print what it took."""
    database = databases.connect(url)
    store = store_of(database)
    turns = Turns(store, lambda: token_hex(8))
    match loop:
        case "bare":
            once = drain_bare(turns)
        case "echo":
            once = drain_engine(turns, store, small_house(), echo)
        case _:
            house = whole_house()
            house.decide(QUESTIONS[0])
            once = drain_engine(turns, store, house, real_step())
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    began, cpu, messages = time.monotonic(), time.process_time(), 0
    while handled := await once():
        messages += handled
    print(json.dumps({"began": began, "ended": time.monotonic(), "cpu": time.process_time() - cpu, "messages": messages}))
    await database.close()


# ---- the run ---------------------------------------------------------------------------------------------------------


async def fill(url: str, messages: int, conversations: int) -> None:
    """Store the messages of all conversations, shuffled together."""
    database = databases.connect(url)
    await schema.upgrade(database)
    inbox = Inbox(store_of(database))
    chance = random.Random(7)
    owners = [f"web:main:{number % conversations}" for number in range(messages)]
    chance.shuffle(owners)
    now = datetime.now(UTC)
    envelopes = [
        Envelope(ConversationId(owner), f"m{number}", "web:main", TextReceived(chance.choice(QUESTIONS)), now)
        for number, owner in enumerate(owners)
    ]
    for start in range(0, messages, 500):
        await inbox.accept(envelopes[start : start + 500])
    await database.close()


async def in_order(url: str, messages: int) -> bool:
    """Check that each message was handled, and that replies stand in the order of their messages."""
    database = databases.connect(url)
    keys = select(tables.outbound.c.conversation, tables.outbound.c.key).order_by(tables.outbound.c.position)
    rows = await database.read(lambda connection: connection.execute(keys).all())
    done = select(func.count()).where(tables.inbound.c.status == "done")
    handled = await database.read(lambda connection: connection.execute(done).scalar_one())
    await database.close()
    answered = defaultdict[str, list[int]](list)
    for conversation, key in rows:
        answered[conversation].append(int(key.split(":")[1]))
    return handled == messages and all(ids == sorted(ids) for ids in answered.values())


def run(url: str, loop: str, workers: int, messages: int) -> Figure:
    """Drain the inbox with that many processes."""
    command = [sys.executable, "-m", "benchmarks.engine", "--work", url, loop]
    pipe = subprocess.PIPE
    processes = [subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) for _ in range(workers)]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    found = [json.loads(process.communicate()[0]) for process in processes]
    seconds = max(one["ended"] for one in found) - min(one["began"] for one in found)
    cpu = sum(one["cpu"] for one in found) / messages * 1e6
    ordered = asyncio.run(in_order(url, messages))
    kind = url.partition(":")[0]
    return Figure(kind, loop, workers, messages, round(messages / seconds, 1), round(cpu, 1), ordered)


def plan(kinds: Sequence[str], steps: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """List what is run: the bare loop always beside the others."""
    for kind in kinds:
        for workers in (1, 2) if kind == "postgresql" else (1,):
            for loop in ("bare", *steps):
                yield kind, loop, workers


def figures(kinds: Sequence[str], steps: Sequence[str], messages: int, conversations: int) -> Iterator[Figure]:
    """Run all, each on a database of its own."""
    os.environ.setdefault("MUJIB_TEST_FSYNC", "on")
    for kind, loop, workers in plan(kinds, steps):
        count = messages if loop != "mujib" else messages // 5
        with ExitStack() as stack:
            if kind == "postgresql":
                from tests import postgres

                url = stack.enter_context(postgres.database())
            else:
                folder = stack.enter_context(tempfile.TemporaryDirectory())
                url = f"sqlite:///{folder}/mujib.db"
            asyncio.run(fill(url, count, conversations))
            yield run(url, loop, workers, count)


def main() -> int:
    """Run what the arguments ask for; 1 where order was broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--conversations", type=int, default=1000)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--steps", nargs="+", default=["echo"])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--work", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        asyncio.run(work(*given.work))
        return 0
    right = True
    if not given.json:
        print(f"{'database':<12}{'loop':<8}{'workers':>8}{'messages':>10}{'per second':>12}{'CPU us':>9}  order")
    for figure in figures(given.databases, given.steps, given.messages, given.conversations):
        right &= figure.in_order
        if given.json:
            print(json.dumps(asdict(figure)), flush=True)
        else:
            print(
                f"{figure.database:<12}{figure.loop:<8}{figure.workers:>8}{figure.messages:>10}{figure.per_second:>12}"
                f"{figure.cpu_us:>9}  {'kept' if figure.in_order else 'BROKEN'}",
                flush=True,
            )
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
