"""A crowd of made-up members: bulk rows for a database with many tickets and messages, the same each time."""

import functools
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import asyncpg
from sqlalchemy import insert, text
from sqlalchemy.engine import Connection

from domain import casefile, codec, duties, reference
from domain.casefile import UNWRITTEN, Casefile
from domain.deskports import Proof
from domain.inbound import TextReceived
from domain.model import HandoverReason, OfficerId, Priority, Reply, Stage, TicketKind
from storage import housekeeping, schema, tables, tickettables
from storage.database import Database
from storage.inbox import QUEUE
from storage.office import accounttables, casefiles, casetables, search

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
OFFICERS = 40
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


class Filler:
    """Makes rows, the same each time."""

    def __init__(self, tickets: int, messages: int) -> None:
        """Make that many."""
        self.random = random.Random(7)
        self.tickets, self.messages = tickets, messages
        self.words = ["".join(self.random.choices(SYLLABLES, k=3)) for _ in range(30_000)]
        names = random.Random(5)
        self.names = [f"{names.choice(self.words)} {names.choice(self.words)}" for _ in range(tickets // 2)]

    def sentence(self) -> str:
        """Give some words: everyday ones and rare ones."""
        return " ".join((*self.random.choices(COMMON, k=3), *self.random.choices(self.words, k=6)))

    def conversation(self, number: int) -> str:
        """Give a member's conversation; on average two tickets share one."""
        channel = ("whatsapp", "web", "telegram", "sms")[number % 4]
        return f"{channel}:main:+9665{number:08}"

    def number(self, pick: random.Random) -> str:
        """Give the telephone number of some member, as one would look for it."""
        return self.conversation(pick.randrange(self.tickets // 2)).rpartition("+966")[2]

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
            yield row | casefiles.dump(file, casefile.dues(file, UNWRITTEN))

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
        (tickettables.ticket, filler.ticket_rows()),
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
