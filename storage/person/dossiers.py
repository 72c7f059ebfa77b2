"""All that is kept of a member, read for him in plain values or erased; what the engine needs to go on is left out."""

import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, select
from sqlalchemy.engine import Connection

from domain import reference
from domain.dossier import Dossier, Erased
from domain.errors import BadInput
from domain.inbound import AttachmentReceived
from domain.model import ConversationId, OfficerId
from domain.troubles import Kind
from storage import housekeeping, tables, tickettables
from storage.filetables import attachment
from storage.office import audit, search
from storage.office.casetables import identity, said
from storage.office.desktables import shared_file
from storage.office.roomtables import trouble
from storage.person import erasure, forgetting
from storage.person.belongings import his, person
from storage.store import Store

_ENGINES: Final = frozenset(
    {"claim", "claimed_at", "attempts", "state", "offered", "key", "version", "look_at", "urgency", "waits", "position",
     "officer", "candidates", "inbound", "outbound", "post", "status", "due_at", "fault", "done_at"}
)  # fmt: skip
"""Columns that say nothing of the member: the engine's own, and which officer it was."""
_JSON: Final = (tables.inbound.c.payload, tables.outbound.c.reply, tickettables.ticket.c.details)
_SENT: Final = AttachmentReceived.__name__
_NOT_GIVEN: Final = (tables.lane, said)
"""Made of what is given, for the engine and for searching."""


class Dossiers:
    """Reads and erases what is kept of members."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def find(self, who: str) -> ConversationId | None:
        """Give a conversation of whoever is meant. Raises `BadInput` where it may be several, and `StorageError`."""
        return await self._store.database.read(lambda connection: _found(connection, who.strip()))

    async def export(self, conversation: ConversationId, by: OfficerId) -> Dossier:
        """Give all that is held of whoever writes there. Raises `StorageError`."""
        now = self._store.clock.now()
        return await self._store.database.write(lambda connection: _given(connection, conversation, by, now))

    async def files(self, conversation: ConversationId) -> tuple[str, ...]:
        """List his files. Raises `StorageError`."""
        return await self._store.database.read(lambda connection: _files(connection, conversation))

    async def erase(self, conversation: ConversationId, by: OfficerId) -> Erased:
        """Erase him. Raises `StillOpen`: nothing was changed, or `StorageError`."""
        now = self._store.clock.now()
        done = await self._store.database.write(lambda connection: _erased(connection, conversation, by, now))
        await housekeeping.forget_words(self._store)
        for topic in (erasure.TOPIC, "desk"):
            self._store.signals.publish(topic)
        return done

    async def left(self) -> tuple[str, ...]:
        """List files of those who were erased that are still to be removed. Raises `StorageError`."""
        waiting = select(trouble.c.place).where(trouble.c.kind == Kind.FILE_LEFT.value).order_by(trouble.c.place)
        return tuple(await self._store.database.read(lambda connection: connection.execute(waiting).scalars().all()))

    async def removed(self, file: str) -> None:
        """Say that such a file is gone. Raises `StorageError`."""
        gone = trouble.delete().where(trouble.c.kind == Kind.FILE_LEFT.value, trouble.c.place == file)
        await self._store.database.write(lambda connection: connection.execute(gone).close())


def _erased(connection: Connection, conversation: str, by: OfficerId, now: datetime) -> Erased:
    """Erase him, and keep the names of his files until they are gone, whatever happens meanwhile."""
    files = _files(connection, conversation)
    done = erasure.erase(connection, conversation, by, now)
    forgetting.leave(connection, files, now)
    return done


def _found(connection: Connection, who: str) -> ConversationId | None:
    for ref in reference.find(who):
        mine = select(tickettables.ticket.c.conversation).where(tickettables.ticket.c.ref == ref)
        if conversation := connection.execute(mine).scalar_one_or_none():
            return ConversationId(conversation)
    known = connection.execute(select(tables.conversation.c.id).where(tables.conversation.c.id == who)).scalar_one_or_none()
    return ConversationId(known) if known else _with_number(connection, who)


def _with_number(connection: Connection, who: str) -> ConversationId | None:
    digits = "".join(letter for letter in search.folded(who) if letter.isdecimal())
    if not digits:
        return None
    addresses = connection.execute(select(identity.c.member, identity.c.conversation, identity.c.phone)).all()
    found = {
        row.member: row.conversation
        for row in addresses
        if digits in {*search.telephone(row.conversation), *search.telephone(f":{row.phone}")}
    }
    if len(found) > 1:
        raise BadInput("several members have this number: name one by a ticket's number")
    return next((ConversationId(key) for key in found.values()), None)


def _given(connection: Connection, conversation: str, by: OfficerId, now: datetime) -> Dossier:
    audit.write(connection, (by, "exported", conversation, ""), now)
    belongings = his(person(connection, conversation))
    return {table.name: _rows(connection, table, mine) for table, mine in belongings.items() if table not in _NOT_GIVEN}


def _rows(connection: Connection, table: Table, mine: ColumnElement[bool]) -> list[Mapping[str, object]]:
    order = [column for column in table.c if column.name == "id"] or list(table.primary_key)
    structured = {column.name for column in _JSON if column.table is table}
    return [_plain(row._asdict(), structured) for row in connection.execute(select(table).where(mine).order_by(*order))]


def _plain(row: Mapping[str, Any], structured: AbstractSet[str]) -> Mapping[str, object]:
    """Give what says something: no empty values, and none of the engine's."""
    said_of_him = ((name, value) for name, value in row.items() if name not in _ENGINES and value not in {"", None})
    return {name: json.loads(value) if name in structured else _value(value) for name, value in said_of_him}


def _value(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _files(connection: Connection, conversation: str) -> tuple[str, ...]:
    """List those that were fetched, those that came with a message, and those that officers sent him."""
    belongings = his(person(connection, conversation))
    kept = [select(table.c.file).where(belongings[table], table.c.file != "") for table in (attachment, shared_file)]
    came = select(tables.inbound.c.payload).where(belongings[tables.inbound], tables.inbound.c.kind == _SENT)
    found = [str(json.loads(payload).get("file", "")) for payload in connection.execute(came).scalars()]
    found += [file for statement in kept for file in connection.execute(statement).scalars()]
    return tuple(dict.fromkeys(filter(None, found)))
