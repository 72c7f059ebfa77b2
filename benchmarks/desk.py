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
import functools
import json
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import asyncpg
from sqlalchemy import insert, text
from sqlalchemy.engine import Connection

from bot import serving
from domain import codec, duties, reference
from domain.casefile import UNWRITTEN, Casefile
from domain.deskports import Proof
from domain.inbound import TextReceived
from domain.model import ConversationId, HandoverReason, OfficerId, Priority, Reply, Stage, TicketKind, TicketRef
from domain.ticketports import Narrowing, QueueFilter
from storage import database as databases
from storage import housekeeping, schema, tables
from storage.database import Database
from storage.engines import signals
from storage.inbox import QUEUE
from storage.office import accounttables, casefiles, casetables, indexer, search
from storage.office.transcript import Transcript
from storage.person.members import Members
from storage.store import Store
from storage.tickets import Tickets

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
OFFICERS = 40
_NEWEST = text("SELECT ref FROM ticket WHERE conversation = :of ORDER BY opened_at DESC LIMIT 1")
"""The ticket that a member just opened: the queue's first page need not show it."""
BATCH = 5_000
SYLLABLES = (
    "با",
    "تم",
    "جر",
    "دل",
    "رس",
    "زه",
    "سع",
    "شم",
    "صن",
    "طر",
    "عم",
    "غد",
    "فه",
    "قل",
    "كت",
    "لي",
    "من",
    "نه",
    "هد",
    "ور",
    "يس",
)
COMMON = ("السلام", "عليكم", "شكرا", "طلبي", "متى", "الرد", "صك", "ارض", "موظف", "ورقه")


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


# ---- filling -----------------------------------------------------------------------------------------------------------


class Filler:
    """Makes rows, the same each time."""

    def __init__(self, tickets: int, messages: int) -> None:
        """Make that many."""
        self.random = random.Random(7)  # noqa: S311 - made-up words, not secrets
        self.tickets, self.messages = tickets, messages
        self.words = ["".join(self.random.choices(SYLLABLES, k=3)) for _ in range(30_000)]
        names = random.Random(5)  # noqa: S311 - as above
        self.names = [f"{names.choice(self.words)} {names.choice(self.words)}" for _ in range(tickets // 2)]

    def sentence(self) -> str:
        """Give some words: everyday ones and rare ones."""
        return " ".join((*self.random.choices(COMMON, k=3), *self.random.choices(self.words, k=6)))

    def conversation(self, number: int) -> str:
        """Give a member's conversation; on average two tickets share one."""
        channel = ("whatsapp", "web", "telegram", "sms")[number % 4]
        return f"{channel}:main:+9665{number:08}"

    def conversations(self) -> Iterator[dict[str, Any]]:
        """Give a row for each conversation."""
        for number in range(self.tickets // 2):
            yield {
                "id": self.conversation(number),
                "name": self.names[number],
                "language": "ar",
                "created_at": NOW,
                "changed_at": NOW,
                "state": "",
                "offered": "[]",
            }

    def ticket_rows(self) -> Iterator[dict[str, Any]]:
        """Give a row for each ticket; a tenth is open, of these a third has an officer."""
        for number in range(self.tickets):
            opened = NOW - timedelta(minutes=self.random.randrange(500_000))
            is_open = number % 10 == 0
            file = Casefile(
                ref=reference.make(1_001 + number),
                kind=TicketKind.INQUIRY,
                stage=Stage.RECEIVED if is_open else Stage.CLOSED,
                priority=Priority(self.random.choices((0, 1, 2), (8, 3, 1))[0]),
                department=UNWRITTEN.regulation.posts[duties.post_for(UNWRITTEN.regulation, "", TicketKind.INQUIRY)].department,
                post=duties.post_for(UNWRITTEN.regulation, "", TicketKind.INQUIRY),
                started_at=opened,
                since=opened,
                stage_at=opened,
                changed_at=opened,
                officer=OfficerId(1 + number % OFFICERS) if number % 3 == 0 else None,
                waiting_since=opened if is_open else None,
            )
            conversation = self.conversation(number // 2)
            row: dict[str, Any] = {"ref": file.ref, "conversation": conversation, "channel": conversation.partition(":")[0]}
            row |= {"kind": "inquiry", "subject": self.sentence(), "reason": HandoverReason.UNCLEAR.value, "opened_at": opened}
            yield row | casefiles.dump(file, UNWRITTEN)

    def said_of_tickets(self) -> Iterator[dict[str, Any]]:
        """Give the words by which each ticket is found."""
        for number in range(self.tickets):
            ref, conversation = reference.make(1_001 + number), self.conversation(number // 2)
            words = " ".join((ref.casefold(), *search.telephone(conversation), self.folded()))
            yield {"source": f"t{ref}", "conversation": conversation, "ticket": ref, "folded": words}

    @functools.cached_property
    def folds(self) -> dict[str, str]:
        """Give each word as the search has it."""
        return {word: search.folded(word) for word in (*COMMON, *self.words)}

    def folded(self) -> str:
        """Give a sentence as the search has it."""
        return " ".join(dict.fromkeys(self.folds[word] for word in self.sentence().split()))

    def inbound(self) -> Iterator[dict[str, Any]]:
        """Give half of the messages: what members said."""
        for number in range(self.messages // 2):
            words = self.sentence()
            yield {
                "id": number + 1,
                "origin": "b",
                "provider_id": str(number),
                "conversation": self.conversation(number % (self.tickets // 2)),
                "position": 2 * number + 1,
                "kind": TextReceived.__name__,
                "payload": codec.dump_inbound(TextReceived(words)),
                "words": words,
                "status": "done",
                "sent_at": NOW,
                "received_at": NOW,
            }

    def outbound(self) -> Iterator[dict[str, Any]]:
        """Give the other half: what was answered."""
        for number in range(self.messages // 2):
            yield {
                "key": f"b{number}",
                "conversation": self.conversation(number % (self.tickets // 2)),
                "channel": "web",
                "position": 2 * number + 2,
                "reply": codec.dump_reply(Reply(self.sentence())),
                "author": "bot",
                "purpose": "reply",
                "status": "read",
                "created_at": NOW,
            }

    def said(self) -> Iterator[dict[str, Any]]:
        """Give what the indexer makes of the members' messages."""
        for number in range(self.messages // 2):
            conversation = self.conversation(number % (self.tickets // 2))
            yield {"source": f"i{number + 1}", "conversation": conversation, "ticket": "", "folded": self.folded()}

    def said_of_members(self) -> Iterator[dict[str, Any]]:
        """Give what is kept of each member's name and number."""
        for number, name in enumerate(self.names):
            yield search.naming(self.conversation(number), name)

    def identities(self) -> Iterator[dict[str, Any]]:
        """Give each conversation its member."""
        for number in range(self.tickets // 2):
            key = self.conversation(number)
            yield {"conversation": key, "member": key, "phone": "", "proof": Proof.ALONE.value, "proven_at": NOW}


async def fill(database: Database, filler: Filler) -> None:
    """Fill an empty database."""
    await schema.upgrade(database)
    account = {"title": "{}", "role": "officer", "must_change": False, "active": True, "password_hash": ""}
    officers = ({"id": n, "username": f"o{n}", "name": f"o{n}", **account} for n in range(1, OFFICERS + 1))
    members = ({"id": filler.conversation(n), "created_at": NOW} for n in range(filler.tickets // 2))
    lanes = ({"queue": QUEUE, "key": filler.conversation(n), "positions": filler.messages} for n in range(filler.tickets // 2))
    for table, rows in (
        (accounttables.officer, officers),
        (tables.counter, iter([{"name": "ticket", "value": 1_001 + filler.tickets}])),
        (tables.conversation, filler.conversations()),
        (tables.lane, lanes),
        (casetables.member, members),
        (casetables.identity, filler.identities()),
        (tables.ticket, filler.ticket_rows()),
        (tables.inbound, filler.inbound()),
        (tables.outbound, filler.outbound()),
        (casetables.said, filler.said()),
        (casetables.said, filler.said_of_tickets()),
        (casetables.said, filler.said_of_members()),
        (tables.counter, iter([{"name": "said.i", "value": filler.messages // 2}])),
    ):
        while batch := list(islice(rows, BATCH)):
            await database.write(lambda connection, table=table, batch=batch: connection.execute(insert(table), batch))  # type: ignore[misc]
    await database.write(_settle)
    if database.url.get_backend_name() == "postgresql":
        await _vacuum(database.url.set(drivername="postgresql").render_as_string(hide_password=False))


async def _vacuum(url: str) -> None:
    """Do what the server does by itself within a minute: count the rows, and note which pages an index need not look up."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()


def _settle(connection: Connection) -> None:
    """Count the rows, as housekeeping does, and let numbers go on behind those that were given here."""
    if connection.dialect.name == "sqlite":
        housekeeping.counted(connection)
        return
    for name in ("officer", "inbound"):
        connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"))  # noqa: S608


# ---- reading -----------------------------------------------------------------------------------------------------------


def reads(store: Store, filler: Filler) -> dict[str, Callable[[], Awaitable[object]]]:
    """Give what is read, by name."""
    tickets, transcript, members = Tickets(store), Transcript(store), Members(store)
    pick = random.Random(11)  # noqa: S311 - as above

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
        "search, number": lambda: tickets.queue(QueueFilter.ALL, OfficerId(1), conversation().rpartition("+966")[2]),
        "search, reference": lambda: tickets.queue(QueueFilter.ALL, OfficerId(1), ref()),
        "search, name": lambda: tickets.queue(QueueFilter.ALL, OfficerId(1), pick.choice(filler.names)),
        "members, name": lambda: members.find(pick.choice(filler.names)),
        "members, number": lambda: members.find(conversation().rpartition("+966")[2]),
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


def timed(what: Callable[[], object]) -> float:
    """Give the milliseconds that something takes."""
    start = time.perf_counter()
    what()
    return (time.perf_counter() - start) * 1000


def figure(database: str, read: str, spent: list[float]) -> Figure:
    """Sum up what was timed."""
    spent.sort()
    return Figure(database, read, statistics.median(spent), spent[min(len(spent) - 1, int(len(spent) * 0.99))])


def pages(name: str, url: str, folder: str, filler: Filler, rounds: int) -> list[Figure]:
    """Serve the filled database's desk, and time its pages and its news."""
    from tests.desk.opened import MEMBER, Opened, Seat, case

    opened = Opened(Path(folder), url)
    opened.start()
    try:
        seat, pick = Seat(opened), random.Random(13)  # noqa: S311 - as above
        seat.enter(OfficerId(1))
        seat.see()
        see = reader(seat)

        def conversation() -> object:
            return see(case(reference.make(1_001 + pick.randrange(filler.tickets))))

        def searched(words: str) -> object:
            return see(f"/desk?{urlencode({'q': words})}")

        def looked_for() -> dict[str, Callable[[], object]]:
            return {
                "name": lambda: searched(pick.choice(filler.names)),
                "number": lambda: searched(filler.conversation(pick.randrange(filler.tickets // 2)).rpartition("+966")[2]),
                "rare word": lambda: searched(pick.choice(filler.words)),
                "everyday word": lambda: searched("السلام"),
            }

        opened.says("والرفض؟ أقدر أعترض على القرار؟")
        ref = opened.do(opened.database.read(lambda connection: connection.execute(_NEWEST, {"of": MEMBER}).scalar_one()))
        for _ in range(3):
            conversation()
        serving.settle_down()  # as the server does once everything is loaded
        return [
            figure(name, "page, queue", [timed(lambda: see("/desk")) for _ in range(rounds)]),
            figure(name, "page, conversation", [timed(conversation) for _ in range(rounds)]),
            *(
                figure(name, f"page, search {what}", [timed(look) for _ in range(rounds // 2)])
                for what, look in looked_for().items()
            ),
            figure(name, "indexer, 100 messages", [taken_in(opened, filler, number) for number in range(rounds // 10)]),
            figure(name, "message to open desk", [news(opened, seat, ref, number) for number in range(rounds // 4)]),
        ]
    finally:
        opened.stop()


def reader(seat: Any) -> Callable[[str], bytes]:
    """Give what opens a page as the officer at this seat, by a client that takes hardly any of the time that is measured."""
    cookie = "; ".join(f"{one.name}={one.value}" for one in seat.http.cookies.jar)
    connection = HTTPConnection("127.0.0.1", seat.opened.port)
    seat.opened.at_end.append(connection.close)

    def see(address: str) -> bytes:
        connection.request("GET", address, headers={"Cookie": cookie})
        answer = connection.getresponse()
        if answer.status != HTTPStatus.OK:
            raise RuntimeError(f"{address}: {answer.status}")
        return answer.read()

    return see


def taken_in(opened: Any, filler: Filler, number: int) -> float:
    """Give the milliseconds until a hundred messages that just came can be found."""
    taking = indexer.Indexer(opened.store)
    rows = [
        row | {"origin": "found", "provider_id": f"{number}-{at}", "position": 3 * filler.messages + 100 * number + at}
        for at, row in enumerate(islice(filler.inbound(), 100))
    ]
    for row in rows:
        del row["id"]  # the database's to give
    opened.do(taking.catch_up())
    opened.do(opened.database.write(lambda connection: connection.execute(insert(tables.inbound), rows)))
    return timed(lambda: opened.do(taking.catch_up()))


def news(opened: Any, seat: Any, ref: TicketRef, number: int) -> float:
    """Give the milliseconds from a member's message to its words on an open page."""
    from domain.inbound import Envelope
    from tests.desk.opened import MEMBER, case

    words, came = f"رسالة رقم {number}", threading.Event()

    def listen() -> None:
        with seat.http.stream("GET", f"/desk/events?ticket={ref}") as stream:
            listening.set()
            for line in stream.iter_lines():
                if line == "event: conversation":
                    came.set()
                    return

    listening = threading.Event()
    threading.Thread(target=listen, daemon=True).start()
    listening.wait(10)
    envelope = Envelope(MEMBER, f"news{number}", "web:main", TextReceived(words), opened.clock.now(), "محمد")
    start = time.perf_counter()
    opened.do(opened.inbox.accept([envelope]))
    came.wait(10)
    time.sleep(0.06)
    while words not in seat.see(f"{case(ref)}?part_only=1").text:
        time.sleep(0.005)
    return (time.perf_counter() - start) * 1000


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
            figures += pages(name, url, folder, filler, options.rounds)
    if options.json:
        print(json.dumps([asdict(figure) for figure in figures]))
    else:
        print(f"{options.tickets} tickets, {options.messages} messages, {os.cpu_count()} cores")
        for figure in figures:
            print(f"{figure.database:11} {figure.read:22} median {figure.median_ms:7.1f} ms   p99 {figure.p99_ms:7.1f} ms")


def _url(name: str, folder: str) -> str:
    if name == "sqlite":
        return f"sqlite:///{folder}/mujib.db"
    from tests import postgres

    asyncio.run(postgres.server().run("CREATE DATABASE mujib_desk"))
    return postgres.server().url("mujib_desk")


if __name__ == "__main__":
    main()
