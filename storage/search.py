"""Words by which tickets are found: folded, so that letters which are written alike are one, and searched by their beginnings.

A ticket's own words are kept as it is opened. Messages follow a moment later, by `Indexer`: to keep them in the path of each
message would slow every answer down for the few searches of a day.
"""

import asyncio
import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, Text, bindparam, cast, exists, false, func, literal, or_, select, text
from sqlalchemy.engine import Connection

from domain import codec
from domain.effects import OpenTicket
from domain.errors import BadInput
from domain.inbound import AttachmentReceived, ConversationStarted
from domain.model import Author, ConversationId, Reply, TicketRef
from faq import normalise
from storage import mapping, tables
from storage.casetables import said
from storage.store import Store

MOST: Final = 2_000
"""Matches that are looked at: whoever finds more has to search for more words."""
_AT_ONCE: Final = 100
_SECONDS: Final = 2.0
_LOOKED_BACK: Final = 1_000
"""Rows before the last one indexed that are looked at again: on PostgreSQL a smaller number may be committed later."""
_LONGEST_QUERY: Final = 8
"""Words of a search that are looked at."""
_ARTICLE: Final = "ال"
_BEFORE: Final = ("", "ال", "ل", "لل", "ب", "بال", "و", "وال")
"""What Arabic writes in front of a word as one with it."""
_NUMBER: Final = re.compile(r"\d(?:[\s\-]?\d)+")
_HOME: Final = "966"
_NUMBERED: Final = "n"
_NAMED: Final = "c"
_WHO: Final = "whoismember"
"""Stands beside what names a member, so that members can be found without all that they said."""
_S, _I, _O, _E, _T, _C = (
    said.c,
    tables.inbound.c,
    tables.outbound.c,
    tables.ticket_event.c,
    tables.ticket.c,
    tables.conversation.c,
)


@lru_cache(2_000)
def folded(*texts: str) -> str:
    """Fold texts into single words; numbers stand as their digits, telephone numbers too."""
    words = [word for one in texts for word in normalise.key(mapping.storable(one)).split()]
    numbers = [re.sub(r"\D", "", found) for one in texts for found in _NUMBER.findall(normalise.digits(mapping.storable(one)))]
    return " ".join(dict.fromkeys((*words, *numbers)))


def telephone(conversation: str) -> tuple[str, ...]:
    """Give the ways in which the number of who writes here may be looked for; none where his address is no number."""
    digits = conversation.rpartition(":")[2]
    if not digits.startswith("+") or not digits[1:].isdecimal():
        return ()
    local = digits[1:].removeprefix(_HOME)
    return (digits[1:], f"0{local}", local)


def of_member(conversation: str) -> str:
    """Give the key under which a conversation's member is found."""
    return f"{_NAMED}{conversation}"


def naming(conversation: str, *names: str) -> str:
    """Give the words by which the member who writes in a conversation is found; empty where nothing names him."""
    words = " ".join((*telephone(conversation), folded(*names))).strip()
    return f"{_WHO} {words}" if words else ""


def keep_ticket(connection: Connection, conversation: ConversationId, effect: OpenTicket) -> None:
    """Let a new ticket be found by its reference, subject, form, and the member's name and number."""
    name = select(tables.conversation.c.name).where(tables.conversation.c.id == conversation)
    texts = (effect.subject, connection.execute(name).scalar_one_or_none() or "", *(value for _, value in effect.details))
    words = " ".join((effect.ref.casefold(), *telephone(conversation), folded(*texts)))
    row = {"source": f"t{effect.ref}", "conversation": conversation, "ticket": effect.ref, "folded": words}
    connection.execute(mapping.insert_new(connection, said), row)


def keep_subject(connection: Connection, conversation: ConversationId, ticket: TicketRef, subject: str) -> None:
    """Let a ticket be found by its new subject too."""
    more = said.update().where(_S.source == f"t{ticket}", _S.conversation == conversation)
    connection.execute(more.values(folded=_S.folded + " " + folded(subject)))


def keep_number(connection: Connection, conversations: Sequence[str], number: str) -> None:
    """Let a member be found by the number of his membership, and by no earlier one."""
    connection.execute(said.delete().where(_S.source.in_([f"{_NUMBERED}{one}" for one in conversations])))
    if words := folded(number):
        words = f"{_WHO} {words}"
        rows = [{"source": f"{_NUMBERED}{one}", "conversation": one, "ticket": "", "folded": words} for one in conversations]
        connection.execute(mapping.insert_new(connection, said), rows)


# ---- looking ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """Where the words stand: in tickets themselves, or in conversations."""

    tickets: tuple[str, ...]
    conversations: tuple[str, ...]

    def condition(self, refs: Sequence[TicketRef] = ()) -> ColumnElement[bool]:
        """Give the condition on tickets that were found, or are named."""
        tickets = mapping.padded(dict.fromkeys((*self.tickets, *refs)))
        # an empty list has no index: it would have every ticket looked at
        parts = [_T.ref.in_(tickets)] if tickets else []
        parts += [_T.conversation.in_(mapping.padded(self.conversations))] if self.conversations else []
        return or_(*parts) if parts else false()


def find(connection: Connection, query: str) -> Found:
    """Look for all words of a query in one message or one ticket: as they stand, and if that is not plenty by their beginnings.

    To begin with whole words keeps everyday ones cheap: of these SQLite need not collect all before it gives the first.
    """
    words = folded(query).split()[:_LONGEST_QUERY]
    rows: Sequence[Any] = ()
    for ending in ("", "*") if words else ():
        if len(rows) < MOST:
            rows = _rows(connection, words, ending)
    tickets = dict.fromkeys(row.ticket for row in rows if row.ticket)
    return Found(tuple(tickets), tuple(dict.fromkeys(row.conversation for row in rows if not row.ticket)))


def members(connection: Connection, query: str, limit: int) -> tuple[str, ...]:
    """Give conversations of members whom a query names by name, telephone number or number of membership."""
    words = folded(query).split()[:_LONGEST_QUERY]
    rows = _rows(connection, [_WHO, *words], "*") if words else ()
    return tuple(dict.fromkeys(row.conversation for row in rows))[:limit]


def _rows(connection: Connection, words: Sequence[str], ending: str) -> Sequence[Any]:
    if connection.dialect.name == "sqlite":
        phrase = _phrase(words, f'"{{}}"{ending}', " AND ", " OR ")
        return connection.execute(_FIND_SQLITE, {"phrase": phrase, "most": MOST}).all()
    # by the index: the planner takes splitting every row into words for cheap (measured: 80 ms for 12,000 rows)
    phrase = _phrase(words, f"'{{}}'{ending and ':*'}", " & ", " | ")
    connection.execute(text("SET enable_seqscan = off"))
    try:
        return connection.execute(_FIND_POSTGRESQL, {"phrase": phrase, "most": MOST}).all()
    finally:
        connection.execute(text("SET enable_seqscan = on"))


def _phrase(words: Sequence[str], form: str, both: str, either: str) -> str:
    return both.join("(" + either.join(form.format(one) for one in _spellings(word)) + ")" for word in words)


_FIND_SQLITE: Final = text(
    "SELECT said.conversation, said.ticket FROM said WHERE said.id IN "
    "(SELECT rowid FROM said_words WHERE said_words MATCH :phrase ORDER BY rowid DESC LIMIT :most)"
)
_FIND_POSTGRESQL: Final = text(
    "SELECT conversation, ticket FROM said "
    "WHERE array_to_tsvector(string_to_array(folded, ' ')) @@ CAST(CAST(:phrase AS text) AS tsquery) LIMIT :most"
)


def _spellings(word: str) -> tuple[str, ...]:
    """Give a word with what may stand in front of it in Arabic, and without its article."""
    if word.isascii():
        return (word,)
    bare = word.removeprefix(_ARTICLE) if len(word) > len(_ARTICLE) + 1 else word
    return tuple(f"{before}{bare}" for before in _BEFORE)


# ---- messages, a moment later ----------------------------------------------------------------------------------------


class Indexer:
    """Lets messages be found: what members and officers said, and notes."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def run(self) -> None:
        """Take in what comes, a moment after it came."""
        while True:
            while await self.catch_up():
                pass
            await asyncio.sleep(_SECONDS)

    async def catch_up(self) -> int:
        """Take in what came since the last time, one batch of each kind; give how many. Raises `StorageError`.

        Read and folded beside the writer, which every message waits for; it only gets what is finished.
        """
        batches = await self._store.database.read(lambda connection: [_unread(connection, side) for side in _SIDES])
        batches = [batch for batch in batches if batch.rows or batch.passed_by > _LOOKED_BACK]
        if not batches:
            return 0
        taken = await asyncio.to_thread(lambda: [_folded(batch) for batch in batches])
        await self._store.database.write(lambda connection: _keep(connection, batches, taken))
        return sum(map(len, taken))


@dataclass(frozen=True, slots=True)
class _Side:
    """One kind of rows with words in them."""

    prefix: str
    rows: Select[Any]
    words: Callable[[mapping.Row], str]

    @property
    def counter(self) -> str:
        """Name the counter of the last row taken in."""
        return f"said.{self.prefix}"


def _sent(row: mapping.Row) -> str:
    """Give the words of a member's message; of something sent its caption and name."""
    if row["kind"] != AttachmentReceived.__name__:
        return str(row["words"])
    try:
        inbound = codec.load_inbound(row["payload"])
    except BadInput:
        return ""
    return f"{inbound.caption} {inbound.name}" if isinstance(inbound, AttachmentReceived) else ""


def _said(reply: Reply) -> str:
    """Give an officer's words, with the name of a file that he sent."""
    return f"{reply.text} {reply.attachment.name}" if reply.attachment else reply.text


_HAS_WORDS: Final = (_I.words != "") | _I.kind.in_([AttachmentReceived.__name__, ConversationStarted.__name__])
_SIDES: Final = (
    _Side("i", select(_I.id, _I.conversation, _I.words, _I.payload, _I.kind).where(_HAS_WORDS), _sent),
    _Side(
        "o",
        select(_O.id, _O.conversation, _O.reply).where(_O.author == Author.OFFICER.value),
        lambda row: _said(codec.load_reply(row["reply"])),
    ),
    _Side(
        "e",
        select(_E.id, _E.conversation, _E.value).where(_E.kind == "note", _E.officer.is_not(None)),
        lambda row: str(row["value"]),
    ),
)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Rows of one kind that were not taken in yet."""

    side: _Side
    rows: Sequence[mapping.Row]
    last: int
    newest: int

    @property
    def passed_by(self) -> int:
        """How many rows there are behind the last one indexed, most of which are of another kind."""
        return self.newest - self.last


def _unread(connection: Connection, side: _Side) -> _Batch:
    last = connection.execute(_LAST, {"counter": side.counter}).scalar_one_or_none() or 0
    key = side.rows.selected_columns["id"]
    newest = connection.execute(select(func.max(key))).scalar_one() or 0  # before the rows: none that comes now is passed by
    fresh = [row._asdict() for row in connection.execute(side.rows.where(key > last).order_by(key).limit(_AT_ONCE))]
    if len(fresh) == _AT_ONCE:
        newest = fresh[-1]["id"]
    # where officers write seldom, what the bot said since would be looked through every time
    return _Batch(side, [*_late(connection, side, last), *fresh], last, max(last, newest, *(row["id"] for row in fresh)))


def _folded(batch: _Batch) -> list[dict[str, Any]]:
    return [
        {"source": f"{batch.side.prefix}{row['id']}", "conversation": row["conversation"], "ticket": "", "folded": words}
        for row in batch.rows
        if (words := folded(batch.side.words(row)))
    ]


def _keep(connection: Connection, batches: Sequence[_Batch], taken: Sequence[Sequence[dict[str, Any]]]) -> None:
    if rows := [row for batch in taken for row in batch]:
        connection.execute(mapping.insert_new(connection, said), rows)
    _name(connection, {row["conversation"] for batch in batches if batch.side is _SIDES[0] for row in batch.rows})
    for batch in batches:
        connection.execute(mapping.insert_new(connection, tables.counter), {"name": batch.side.counter, "value": 0})
        connection.execute(_ADVANCE, {"counter": batch.side.counter, "newest": batch.newest})


def _name(connection: Connection, conversations: AbstractSet[str]) -> None:
    """Let those who wrote be found by name and number, be it without any ticket."""
    known = select(_C.id, _C.name, _C.stated).where(_C.id.in_(mapping.padded(conversations)))
    found = connection.execute(known).all() if conversations else ()
    names = {row.id: naming(row.id, row.name, row.stated) for row in found}
    sources = mapping.padded(of_member(one) for one in names)
    standing = select(_S.source, _S.folded).where(_S.source.in_(sources))
    there = {row.source: row.folded for row in connection.execute(standing)} if names else {}
    fresh = {of_member(one): (one, words) for one, words in names.items() if words}
    changed = {source: row for source, row in fresh.items() if there.get(source) != row[1]}
    if stale := changed.keys() & there.keys():
        connection.execute(said.delete().where(_S.source.in_(stale)))
    if changed:
        rows = [
            {"source": source, "conversation": one, "ticket": "", "folded": words} for source, (one, words) in changed.items()
        ]
        connection.execute(mapping.insert_new(connection, said), rows)


_COUNTER: Final = tables.counter.c
_LAST: Final = select(_COUNTER.value).where(_COUNTER.name == bindparam("counter"))
_ADVANCE: Final = (
    tables.counter.update()
    .where(_COUNTER.name == bindparam("counter"), _COUNTER.value < bindparam("newest"))
    .values(value=bindparam("newest"))
)


def _late(connection: Connection, side: _Side, last: int) -> list[dict[str, Any]]:
    """Give rows that were committed after others with a higher number; SQLite's one writer leaves none."""
    if connection.dialect.name == "sqlite":
        return []
    key = side.rows.selected_columns["id"]
    known = exists().where(_S.source == literal(side.prefix) + cast(key, Text))
    late = side.rows.where(key > last - _LOOKED_BACK, key <= last, ~known)
    return [row._asdict() for row in connection.execute(late)]
