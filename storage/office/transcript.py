"""A conversation as people read it: what the member said, what was said to him, and inside the desk what was done."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Integer, Select, Table, bindparam, select
from sqlalchemy.engine import Connection

from domain import codec
from domain.errors import BadInput
from domain.inbound import AttachmentReceived, TextReceived
from domain.model import Author, ConversationId, Purpose, TicketRef
from domain.ticketports import Line, Speaker
from storage import filetables, replies, tables, tickettables
from storage.mapping import Row
from storage.office import accounttables
from storage.prepared import Prepared
from storage.store import Store

_SAID = ("TextReceived", "ChoiceMade", "AttachmentReceived")
_KEPT = ("file", "mime", "size", "reason")
_UNDECIDED = frozenset({"new", "sending"})
_INTERNAL = ("dead", "dropped")
_WHEN = {"inbound": "received_at", "outbound": "created_at", "ticket_event": "at"}
_PLAIN = re.compile(r'"edited":false,"reply_to":"","wish"')
_CURSOR = re.compile(r"[0-9]{1,18}", re.ASCII)


class Transcript:
    """Reads conversations."""

    def __init__(self, store: Store) -> None:
        """Read this store."""
        self._store = store

    async def lines(
        self, conversation: ConversationId, after: str = "", limit: int = 200, *, internal: bool = False
    ) -> tuple[Line, ...]:
        """Give lines in order: those after a cursor, or without one the last `limit`. `internal` adds notes and events.

        Without `internal`, lines end before the first message that is still to be sent: it may yet be dropped, and what comes
        after it is to be read after it. Raises `BadInput` for a cursor that is none, `StorageError`.
        """
        place = _place(after)
        return await self._store.database.read(
            lambda connection: _lines(connection, conversation, place, limit, internal=internal)
        )


def _place(cursor: str) -> int | None:
    if not cursor:
        return None
    if not _CURSOR.fullmatch(cursor):
        raise BadInput("the place to read on from is not one that was given out")
    return int(cursor)


def _lines(
    connection: Connection, conversation: ConversationId, after: int | None, limit: int, *, internal: bool
) -> tuple[Line, ...]:
    window = _Window(conversation, after, limit)
    lines = [*_inbound(connection, window), *_outbound(connection, window, internal=internal)]
    if internal:
        lines = [*_quoting(connection, conversation, lines), *_events(connection, window)]
    lines.sort(key=lambda line: int(line.cursor))
    if not internal:
        lines = _decided(lines)
    return tuple(lines[-limit:] if after is None else lines[:limit])


def last_lines(connection: Connection, conversation: ConversationId, before: datetime | None, limit: int) -> tuple[Line, ...]:
    """Give the last lines, notes and events among them, that are older than a time; None: the last of all."""
    window = _Window(conversation, None, limit, before)
    said = _quoting(connection, conversation, _inbound(connection, window))
    lines = [*said, *_outbound(connection, window, internal=True), *_events(connection, window)]
    return tuple(sorted(lines, key=lambda line: int(line.cursor))[-limit:])


def sent_for(connection: Connection, ticket: TicketRef) -> tuple[Line, ...]:
    """Give the lines of what a member sent for a ticket, the oldest first."""
    event, sent = tickettables.ticket_event.c, tables.inbound.c
    causes = select(event.inbound).where(event.ticket == ticket, event.inbound > 0)
    wanted = _said().where(sent.id.in_(causes), sent.kind == AttachmentReceived.__name__).order_by(sent.id)
    return tuple(_inbound_line(row._asdict()) for row in connection.execute(wanted))


def _decided(lines: Sequence[Line]) -> list[Line]:
    end = next((index for index, line in enumerate(lines) if line.status in _UNDECIDED), len(lines))
    return list(lines[:end])


@dataclass(frozen=True, slots=True)
class _Window:
    """The part of a conversation that is asked for."""

    conversation: ConversationId
    after: int | None
    limit: int
    before: datetime | None = None

    def rows(self, connection: Connection, of: Mapping[str, Prepared]) -> Sequence[Row]:
        """Read its rows of one table."""
        values: dict[str, Any] = {"conversation": self.conversation, "most": self.limit}
        if self.after is not None:
            return of["after"].rows(connection, values | {"place": self.after})
        if self.before is not None:
            return of["before"].rows(connection, values | {"until": self.before})
        return of["last"].rows(connection, values)


def _windows(lines: Select[Any], table: Table) -> dict[str, Prepared]:
    """Give the ways to read a conversation's lines from a table: the last, those before a time, those after a place."""
    position, most = table.c.position, bindparam("most", type_=Integer)
    mine = lines.where(table.c.conversation == bindparam("conversation")).limit(most)
    last = mine.order_by(position.desc())
    return {
        "last": Prepared(last),
        "before": Prepared(last.where(table.c[_WHEN[table.name]] < bindparam("until"))),
        "after": Prepared(mine.where(position > bindparam("place")).order_by(position)),
    }


# ---- what the member said --------------------------------------------------------------------------------------------


def _inbound(connection: Connection, window: _Window) -> list[Line]:
    return [_inbound_line(row) for row in window.rows(connection, _INBOUND)]


def _said() -> Select[Any]:
    kept = filetables.attachment.c
    return (
        select(tables.inbound, *(kept[name].label(f"kept_{name}") for name in _KEPT))
        .outerjoin(
            filetables.attachment, (kept.origin == tables.inbound.c.origin) & (kept.provider_id == tables.inbound.c.provider_id)
        )
        .where(tables.inbound.c.kind.in_(_SAID))
    )


_INBOUND: Final = _windows(_said(), tables.inbound)


def _quoting(connection: Connection, conversation: ConversationId, lines: Sequence[Line]) -> list[Line]:
    """Put beside each reply of the member's what message of ours he replied to."""
    named = {line.replies_to for line in lines} - {""}
    ours = replies.messages(connection, conversation, named) if named else {}
    return [replace(line, quoted=ours.get(line.replies_to, "")) for line in lines] if ours else list(lines)


def _inbound_line(row: Mapping[str, Any]) -> Line:
    attachment, written = _attachment(row), _written(row)
    return Line(
        cursor=str(row["position"]),
        id=f"i{row['id']}",
        at=row["received_at"],
        speaker=Speaker.MEMBER,
        text=attachment.caption if attachment else row["words"],
        name=row["sender_name"],
        attachment=attachment,
        reason=row["fault"] or row["kept_reason"] or "",
        edited=written is not None and written.edited,
        replies_to=written.reply_to if written else "",
        client_id=row["provider_id"],
    )


def _written(row: Mapping[str, Any]) -> TextReceived | None:
    """Read what tells of a text that it is an edit or a reply; None for the many that are neither."""
    if row["kind"] != TextReceived.__name__ or _PLAIN.search(row["payload"]):
        return None
    inbound = codec.load_inbound(row["payload"])
    return inbound if isinstance(inbound, TextReceived) else None


def _attachment(row: Mapping[str, Any]) -> AttachmentReceived | None:
    if row["kind"] != AttachmentReceived.__name__:
        return None
    inbound = codec.load_inbound(row["payload"])
    if not isinstance(inbound, AttachmentReceived):
        return None
    if not row["kept_file"]:
        return inbound
    return replace(inbound, file=row["kept_file"], mime=row["kept_mime"], size=row["kept_size"])


# ---- what was said to him --------------------------------------------------------------------------------------------


def _outbound(connection: Connection, window: _Window, *, internal: bool) -> list[Line]:
    return [_outbound_line(row) for row in window.rows(connection, _OUTBOUND if internal else _SHOWN)]


_OUTBOUND: Final = _windows(select(tables.outbound), tables.outbound)
_SHOWN: Final = _windows(select(tables.outbound).where(tables.outbound.c.status.not_in(_INTERNAL)), tables.outbound)


def _outbound_line(row: Mapping[str, Any]) -> Line:
    reply = codec.load_reply(row["reply"])
    return Line(
        cursor=str(row["position"]),
        id=f"o{row['id']}",
        at=row["created_at"],
        speaker=Speaker.OFFICER if reply.author is Author.OFFICER else Speaker.BOT,
        text=reply.text,
        name=reply.officer_name,
        options=reply.options,
        language=reply.language,
        sent=reply.attachment,
        announced=reply.purpose is Purpose.ANNOUNCEMENT,
        status=row["status"],
        reason=row["reason"],
    )


# ---- what was done ---------------------------------------------------------------------------------------------------


def _events(connection: Connection, window: _Window) -> list[Line]:
    return [_event_line(row) for row in window.rows(connection, _DONE)]


def _done() -> Select[Any]:
    columns = tickettables.ticket_event.c
    return (
        select(tickettables.ticket_event, accounttables.officer.c.name)
        .outerjoin(accounttables.officer, accounttables.officer.c.id == columns.officer)
        .where(columns.kind != "seen")
    )


_DONE: Final = _windows(_done(), tickettables.ticket_event)


def _event_line(row: Mapping[str, Any]) -> Line:
    return Line(
        cursor=str(row["position"]),
        id=f"e{row['id']}",
        at=row["at"],
        speaker=Speaker.NOTE,
        text=row["value"],
        name=row["name"] or "",
        status=row["kind"],
        ticket=TicketRef(row["ticket"]),
    )
