"""Server time of what the desk reads with many tickets and messages: queue, counts, searches, a conversation's lines.

    python -m benchmarks.desk [--tickets 50000] [--messages 1000000] [--databases sqlite postgresql] [--json]

The database is filled with bulk inserts of made-up words; a tenth of the tickets is open. Each read is timed from the call to
the port until its values are there, on a warm database, one at a time; pages from the request over HTTP until the last byte of
the whole page; a member's message from its arrival in the inbox until an open desk that heard of it has fetched it anew, with
the moment that the page's script waits for more; the indexer, which lets messages be found, with nothing to take in and with
a hundred messages. Goals: median under 50 ms, p99 under 150 ms; a message under 300 ms.
"""

import argparse
import asyncio
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from benchmarks.crowd import NOW, Filler, fill
from benchmarks.desk_pages import pages
from domain import reference
from domain.model import ConversationId, OfficerId, TicketRef
from domain.ticketports import Narrowing, QueueFilter
from storage import database as databases
from storage.engines import signals
from storage.office import indexer
from storage.office.transcript import Transcript
from storage.person.members import Members
from storage.store import Store
from storage.tickets import Tickets


class Standing:
    """A clock that stands."""

    def now(self) -> datetime:
        """Give the time of the benchmark."""
        return NOW


@dataclass(frozen=True, slots=True)
class Figure:
    """One kind of read."""

    database: str
    read: str
    median_ms: float
    p99_ms: float


def reads(store: Store, filler: Filler) -> dict[str, Callable[[], Awaitable[object]]]:
    """Give what is read, by name."""
    tickets, transcript, members = Tickets(store), Transcript(store), Members(store)
    pick = random.Random(11)

    def conversation() -> ConversationId:
        return ConversationId(filler.conversation(pick.randrange(filler.tickets // 2)))

    def ref() -> TicketRef:
        return reference.make(1_001 + pick.randrange(filler.tickets))

    async def second_page() -> None:
        first = await tickets.queue(QueueFilter.OPEN, OfficerId(1))
        await tickets.queue(QueueFilter.OPEN, OfficerId(1), before=first[-1].ref)

    return {
        "queue": lambda: tickets.queue(QueueFilter.OPEN, OfficerId(1)),
        "queue, two pages": second_page,
        "queue, mine": lambda: tickets.queue(QueueFilter.MINE, OfficerId(1)),
        "queue, overdue": lambda: tickets.queue(QueueFilter.OVERDUE, OfficerId(1)),
        "queue, channel": lambda: tickets.queue(QueueFilter.OPEN, OfficerId(1), narrowing=Narrowing(channel="sms")),
        "queue, resolved": lambda: tickets.queue(QueueFilter.RESOLVED, OfficerId(1)),
        "counts": lambda: tickets.counts(OfficerId(1)),
        "search, rare word": lambda: tickets.queue(QueueFilter.ALL, OfficerId(1), pick.choice(filler.words)),
        "search, two words": lambda: tickets.queue(QueueFilter.ALL, OfficerId(1), f"{pick.choice(filler.words)} صك"),
        "search, everyday word": lambda: tickets.queue(QueueFilter.ALL, OfficerId(1), "السلام"),
        "search, number": lambda: tickets.queue(QueueFilter.ALL, OfficerId(1), filler.number(pick)),
        "search, reference": lambda: tickets.queue(QueueFilter.ALL, OfficerId(1), ref()),
        "search, name": lambda: tickets.queue(QueueFilter.ALL, OfficerId(1), pick.choice(filler.names)),
        "members, name": lambda: members.find(pick.choice(filler.names)),
        "members, number": lambda: members.find(filler.number(pick)),
        "members, everyday word": lambda: members.find("السلام"),
        "indexer, nothing new": indexer.Indexer(store).catch_up,
        "ticket": lambda: tickets.file(ref()),
        "conversation": lambda: transcript.lines(conversation(), internal=True),
        "member's card": lambda: members.card(conversation()),
        "member's history": lambda: members.history(conversation()),
    }


async def measure(name: str, url: str, filler: Filler, rounds: int) -> list[Figure]:
    """Fill a database and time each read."""
    filled = databases.connect(url, synchronous="OFF")
    began = time.perf_counter()
    await fill(filled, filler)
    await filled.close()
    database = databases.connect(url)
    print(f"{name}: filled in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    figures = []
    for what, read in reads(Store(database, Standing(), signals.LocalSignals()), filler).items():
        for _ in range(3):
            await read()
        spent = []
        for _ in range(rounds):
            start = time.perf_counter()
            await read()
            spent.append((time.perf_counter() - start) * 1000)
        figures.append(figure(name, what, spent))
    await database.close()
    return figures


def figure(database: str, read: str, spent: list[float]) -> Figure:
    """Sum up what was timed."""
    spent.sort()
    return Figure(database, read, statistics.median(spent), spent[min(len(spent) - 1, int(len(spent) * 0.99))])


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=50_000)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--databases", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = []
    for name in options.databases:
        filler = Filler(options.tickets, options.messages)
        with tempfile.TemporaryDirectory() as folder:
            url = _url(name, folder)
            figures += asyncio.run(measure(name, url, filler, options.rounds))
            figures += [figure(name, *spent) for spent in pages(url, folder, filler, options.rounds).items()]
    if options.json:
        print(json.dumps([asdict(one) for one in figures]))
    else:
        print(f"{options.tickets} tickets, {options.messages} messages, {os.cpu_count()} cores")
        for one in figures:
            print(f"{one.database:11} {one.read:28} median {one.median_ms:7.1f} ms   p99 {one.p99_ms:7.1f} ms")


def _url(name: str, folder: str) -> str:
    if name == "sqlite":
        return f"sqlite:///{folder}/mujib.db"
    from tests import postgres

    asyncio.run(postgres.server().run("CREATE DATABASE mujib_desk"))
    return postgres.server().url("mujib_desk")


if __name__ == "__main__":
    main()
