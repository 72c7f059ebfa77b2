"""Takes messages in among the words by which tickets and members are found. Must not know how they are looked for.

A moment later than they came: in the path of each message it would slow every answer down for the few searches of a day.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, Text, bindparam, cast, exists, func, literal, select
from sqlalchemy.engine import Connection

from domain import codec
from domain.errors import BadInput
from domain.inbound import AttachmentReceived, ConversationStarted
from domain.model import Author, Reply
from storage import mapping, tables, tickettables
from storage.office.casetables import said
from storage.office.search import folded
from storage.prepared import insert_new
from storage.store import Store

_AT_ONCE: Final = 100
_SECONDS: Final = 2.0
_PATIENCE: Final = 0.5
"""Seconds that it waits for other work to be committed with."""
_LOOKED_BACK: Final = 1_000
"""Rows before the last one indexed that are looked at again: on PostgreSQL a smaller number may be committed later."""
_QUIET: Final = 30
"""Times in a row that nothing came, after which nothing is committed late any more: a minute, longer than a transaction."""
_S, _I, _O, _E = said.c, tables.inbound.c, tables.outbound.c, tickettables.ticket_event.c


class Indexer:
    """Lets messages be found: what members and officers said, and notes."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store
        self._nothing_came = 0

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
        late = self._nothing_came < _QUIET
        batches = await self._store.database.read(lambda connection: [_unread(connection, side, late=late) for side in _SIDES])
        self._nothing_came = 0 if any(batch.rows for batch in batches) else self._nothing_came + 1
        batches = [batch for batch in batches if batch.rows or batch.passed_by > _LOOKED_BACK]
        if not batches:
            return 0
        taken = await asyncio.to_thread(lambda: [_folded(batch) for batch in batches])
        await self._store.database.write(lambda connection: _keep(connection, batches, taken), _PATIENCE)
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


def _unread(connection: Connection, side: _Side, *, late: bool) -> _Batch:
    last = connection.execute(_LAST, {"counter": side.counter}).scalar_one_or_none() or 0
    key = side.rows.selected_columns["id"]
    newest = connection.execute(select(func.max(key))).scalar_one() or 0  # before the rows: none that comes now is passed by
    fresh = [row._asdict() for row in connection.execute(side.rows.where(key > last).order_by(key).limit(_AT_ONCE))]
    if len(fresh) == _AT_ONCE:
        newest = fresh[-1]["id"]
    # where officers write seldom, what the bot said since would be looked through every time
    rows = [*(_late(connection, side, last) if late else ()), *fresh]
    return _Batch(side, rows, last, max(last, newest, *(row["id"] for row in fresh)))


def _folded(batch: _Batch) -> list[dict[str, Any]]:
    return [
        {"source": f"{batch.side.prefix}{row['id']}", "conversation": row["conversation"], "ticket": "", "folded": words}
        for row in batch.rows
        if (words := folded(batch.side.words(row)))
    ]


def _keep(connection: Connection, batches: Sequence[_Batch], taken: Sequence[Sequence[dict[str, Any]]]) -> None:
    insert_new(connection, said, *(row for batch in taken for row in batch))
    for batch in batches:
        insert_new(connection, tables.counter, {"name": batch.side.counter, "value": 0})
        connection.execute(_ADVANCE, {"counter": batch.side.counter, "newest": batch.newest})


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
