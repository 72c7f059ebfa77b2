"""Tickets as the desk reads them, and the two things that officers write outside the inbox: notes and the audit of views."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, and_, case, func, literal, or_, select, tuple_, type_coerce
from sqlalchemy.engine import Connection

from domain import reference
from domain.model import ConversationId, HandoverReason, OfficerId, Priority, Stage, TicketKind, TicketRef
from domain.ports import QueueFilter, TicketCard, TicketFile
from faq import normalise
from storage import lanes, mapping, tables
from storage.casework import insert_event
from storage.inbox import QUEUE
from storage.store import Store

_T = tables.ticket.c
_SAID = ("TextReceived", "ChoiceMade")
_SHORT = 160
"""Characters of the member's last words on a card."""
_NEVER = 2**62
"""Sorts tickets in which nobody waits behind all others."""
_CLOSED = [stage.value for stage in Stage if not stage.is_open]


class Tickets:
    """Reads the queue and the files."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def queue(
        self, part: QueueFilter, officer: OfficerId, search: str = "", before: str = "", limit: int = 50
    ) -> tuple[TicketCard, ...]:
        """List tickets, the most urgent and longest waiting first; resolved ones the latest first. Raises `StorageError`.

        `before` is the last ref of the page ahead; `search` finds names, references, subjects and what forms hold.
        """
        statement = _cards().where(_part(part, officer)).order_by(*_order(part)).limit(limit)
        if search.strip():
            statement = statement.where(_matches(search))
        if before:
            statement = statement.where(_behind(part, before))
        rows = await self._store.database.read(lambda connection: connection.execute(statement).all())
        return tuple(_card(row._asdict()) for row in rows)

    async def counts(self, officer: OfficerId) -> Mapping[QueueFilter, int]:
        """Count the tickets in each part. Raises `StorageError`."""
        parts = {part.value: func.count(case((_part(part, officer), 1))) for part in QueueFilter}
        statement = select(*(count.label(name) for name, count in parts.items()))
        row = await self._store.database.read(lambda connection: connection.execute(statement).one())
        return {QueueFilter(name): count for name, count in row._asdict().items()}

    async def file(self, ref: TicketRef) -> TicketFile | None:
        """Give one ticket, or None where there is none. Raises `StorageError`."""
        return await self._store.database.read(lambda connection: _file(connection, ref))

    async def note(self, ref: TicketRef, officer: OfficerId, text: str, key: str) -> None:
        """Write an internal note; the same `key` twice is one note. Raises `StorageError`."""
        event = {"kind": "note", "officer": officer, "value": mapping.storable(text), "key": mapping.storable(key)}
        conversation = await self._store.database.write(lambda connection: self._write(connection, ref, event))
        if conversation:
            self._store.signals.publish(conversation)
            self._store.signals.publish("desk")

    async def seen(self, ref: TicketRef, officer: OfficerId) -> None:
        """Write into the audit trail that the officer viewed the conversation. Raises `StorageError`."""
        event = {"kind": "seen", "officer": officer, "value": "", "key": ""}
        await self._store.database.write(lambda connection: self._write(connection, ref, event))

    def _write(self, connection: Connection, ref: TicketRef, event: Mapping[str, Any]) -> str:
        """Write an officer's event and give the ticket's conversation; empty where it stands already or has no ticket."""
        conversation = connection.execute(select(_T.conversation).where(_T.ref == ref)).scalar_one_or_none()
        if conversation is None:
            return ""
        position = lanes.next_position(connection, QUEUE, conversation)
        if event["key"] and connection.execute(_same_event(ref, event["key"])).first():
            return ""
        row = {"conversation": conversation, "position": position, "at": self._store.clock.now(), "actor": "officer", **event}
        insert_event(connection, ref, row)
        return str(conversation)


def _same_event(ref: TicketRef, key: str) -> Select[Any]:
    event = tables.ticket_event.c
    return select(event.id).where(event.ticket == ref, event.key == key)


# ---- which, and in what order ----------------------------------------------------------------------------------------


def _part(part: QueueFilter, officer: OfficerId) -> ColumnElement[bool]:
    is_open = _T.stage.not_in(_CLOSED)
    match part:
        case QueueFilter.OPEN:
            return is_open
        case QueueFilter.MINE:
            return is_open & (_T.officer == officer)
        case QueueFilter.UNASSIGNED:
            return is_open & _T.officer.is_(None)
        case QueueFilter.RESOLVED:
            return _T.stage.in_(_CLOSED)


def _order(part: QueueFilter, ticket: Any = _T) -> tuple[ColumnElement[Any], ...]:
    """Give what sorts tickets, all ascending, so that one comparison finds what comes behind a ticket."""
    if part is QueueFilter.RESOLVED:
        return (-_number(ticket.changed_at), ticket.ref)
    return (-ticket.priority, func.coalesce(_number(ticket.waiting_since), _NEVER), ticket.ref)


def _number(moment: ColumnElement[Any]) -> ColumnElement[Any]:
    return type_coerce(moment, BigInteger)


def _behind(part: QueueFilter, before: str) -> ColumnElement[bool]:
    last = tables.ticket.alias("last")
    place = select(*_order(part, last.c)).where(last.c.ref == before).subquery("place")
    mine = _order(part)
    return select(literal(1)).where(tuple_(*mine) > tuple_(*place.c)).correlate(tables.ticket).exists()


def _matches(search: str) -> ColumnElement[bool]:
    folded = normalise.key(mapping.storable(search))
    refs = reference.find(normalise.digits(search))
    words = [_T.search.contains(word, autoescape=True) for word in folded.split()]
    found: list[ColumnElement[bool]] = [_T.ref.in_(refs)] if refs else []
    if words:
        found.append(and_(*words))
    return or_(*found) if found else literal(value=False)


# ---- cards and files -------------------------------------------------------------------------------------------------


def _cards() -> Select[Any]:
    said = tables.inbound.c
    last_words = (
        select(said.words)
        .where(said.conversation == _T.conversation, said.kind.in_(_SAID))
        .order_by(said.position.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            tables.ticket,
            tables.conversation.c.name.label("member_name"),
            tables.officer.c.name.label("officer_name"),
            last_words.label("last_words"),
        )
        .outerjoin(tables.conversation, tables.conversation.c.id == _T.conversation)
        .outerjoin(tables.officer, tables.officer.c.id == _T.officer)
    )


def _card(row: Mapping[str, Any]) -> TicketCard:
    words = " ".join((row["last_words"] or "").split())
    return TicketCard(
        ref=TicketRef(row["ref"]),
        kind=TicketKind(row["kind"]),
        stage=Stage(row["stage"]),
        subject=row["subject"],
        conversation=ConversationId(row["conversation"]),
        member_name=row["member_name"] or "",
        reason=HandoverReason(row["reason"]),
        priority=Priority(row["priority"]),
        topic=row["topic"],
        opened_at=row["opened_at"],
        changed_at=row["changed_at"],
        officer=None if row["officer"] is None else OfficerId(row["officer"]),
        officer_name=row["officer_name"] or "",
        rating=row["rating"],
        comment=row["comment"],
        waiting_since=row["waiting_since"],
        last_text=words if len(words) <= _SHORT else f"{words[: _SHORT - 1]}…",
    )


def _file(connection: Connection, ref: TicketRef) -> TicketFile | None:
    row = connection.execute(_cards().where(_T.ref == ref)).one_or_none()
    if row is None:
        return None
    contact = connection.execute(select(tables.conversation).where(tables.conversation.c.id == row.conversation)).one()
    others = connection.execute(
        select(tables.ticket).where(_T.conversation == row.conversation, _T.ref != ref).order_by(_T.opened_at.desc())
    )
    return TicketFile(
        card=_card(row._asdict()),
        candidates=mapping.load_candidates(row.candidates),
        details=mapping.load_details(row.details),
        contact=mapping.contact(contact._asdict()),
        others=tuple(mapping.ticket(other._asdict()) for other in others),
    )
