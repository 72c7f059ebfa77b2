"""Tickets as the desk reads them, and the two things that officers write outside the inbox: notes and the audit of views."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, case, func, literal_column, select, tuple_
from sqlalchemy.engine import Connection

from domain import reference
from domain.model import (
    ConversationId,
    DepartmentId,
    HandoverReason,
    OfficerId,
    PostId,
    Priority,
    Stage,
    TicketKind,
    TicketRef,
)
from domain.ticketports import EVERYTHING, Line, Narrowing, QueueFilter, TicketCard, TicketFile
from faq import normalise
from storage import accounttables, columns, lanes, links, mapping, search, tables, transcript
from storage.casework import insert_event
from storage.inbox import QUEUE
from storage.prepared import Prepared
from storage.store import Store

_T = tables.ticket.c
_SAID = ("TextReceived", "ChoiceMade")
_SHORT = 160
"""Characters of the member's last words on a card."""


class Tickets:
    """Reads the queue and the files."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def queue(  # noqa: PLR0913, PLR0917 - what an officer chooses among
        self,
        part: QueueFilter,
        officer: OfficerId,
        search: str = "",
        before: str = "",
        limit: int = 50,
        narrowing: Narrowing = EVERYTHING,
    ) -> tuple[TicketCard, ...]:
        """List tickets, the most urgent and longest waiting first; resolved ones, and all, the latest first.

        `before` is the last ref of the page ahead; `search` finds words of messages, notes, subjects and forms, names,
        numbers and references; a ticket whose reference it is comes first. Raises `StorageError`.
        """
        now = self._store.clock.now()
        if not (search.strip() or before or narrowing != EVERYTHING):
            values = {"officer": officer, "now": now, "limit": limit}
            return await self._store.database.read(lambda connection: _first(connection, part, values))
        page = select(_T.ref).where(*_part(part, officer, now), *_narrowed(narrowing)).limit(limit)
        if before:
            page = page.where(_behind(part, before))
        return await self._store.database.read(
            lambda connection: _queue(connection, page, part, search.strip(), first=not before)
        )

    async def counts(self, officer: OfficerId) -> Mapping[QueueFilter, int]:
        """Count the tickets in each part. Raises `StorageError`."""
        values = {"officer": officer, "now": self._store.clock.now()}
        (row,) = await self._store.database.read(lambda connection: _COUNTS.rows(connection, values))
        return {part: row[part.value] for part in QueueFilter if part is not QueueFilter.ALL}

    async def file(self, ref: TicketRef) -> TicketFile | None:
        """Give one ticket, or None where there is none. Raises `StorageError`."""
        return await self._store.database.read(lambda connection: _file(connection, ref))

    async def attachments(self, ref: TicketRef) -> tuple[Line, ...]:
        """List what the member sent for a ticket, the oldest first. Raises `StorageError`."""
        return await self._store.database.read(lambda connection: transcript.sent_for(connection, ref))

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

# written out, as in `tables`: SQLite uses the index only where the query repeats its condition
_OPEN: Final[ColumnElement[bool]] = literal_column(f"ticket.{tables.OPEN_STAGES}")
_SETTLED: Final[ColumnElement[bool]] = literal_column(f"ticket.{tables.SETTLED_STAGES}")


_BY_CHANGE: Final = frozenset({QueueFilter.RESOLVED, QueueFilter.ALL})
"""Parts that have the latest change first."""


def _part(part: QueueFilter, officer: Any, now: Any) -> tuple[ColumnElement[bool], ...]:
    match part:
        case QueueFilter.OPEN:
            return (_OPEN,)
        case QueueFilter.MINE:
            return (_OPEN, _T.officer == officer)
        case QueueFilter.UNASSIGNED:
            return (_OPEN, _T.officer.is_(None))
        case QueueFilter.OVERDUE:
            return (_OPEN, _T.due_at <= now)
        case QueueFilter.RESOLVED:
            return (_SETTLED,)
        case QueueFilter.ALL:
            return ()


_READER: Final[Any] = bindparam("officer", type_=Integer)
_NOW: Final[Any] = bindparam("now", type_=columns.Moment())


def _counted() -> Any:
    """Give how many tickets each part has: those that are settled in a number of their own, by their index."""
    counted = [part for part in QueueFilter if part not in _BY_CHANGE]
    parts = [func.count(case((and_(*_part(part, _READER, _NOW)), 1))).label(part.value) for part in counted]
    settled = (
        select(func.count())
        .select_from(tables.ticket.alias("settled"))
        .where(literal_column(f"settled.{tables.SETTLED_STAGES}"))
    )
    return select(*parts, settled.scalar_subquery().label(QueueFilter.RESOLVED.value)).where(_OPEN)


_COUNTS: Final = Prepared(_counted())


def _narrowed(narrowing: Narrowing) -> Iterator[ColumnElement[bool]]:
    stage = narrowing.stage.value if narrowing.stage else ""
    pairs = (
        (_T.department, narrowing.department),
        (_T.channel, narrowing.channel),
        (_T.stage, stage),
        (_T.post, narrowing.post),
    )
    return (column == wanted for column, wanted in pairs if wanted)


def _order(part: QueueFilter, ticket: Any = _T) -> tuple[ColumnElement[Any], ...]:
    """Give what sorts tickets, as the index of the part does."""
    if part in _BY_CHANGE:
        return (ticket.changed_at.desc(), ticket.ref.desc())
    return (ticket.urgency, ticket.waits, ticket.ref)


def _behind(part: QueueFilter, before: str) -> ColumnElement[bool]:
    """Give the condition on what comes behind a ticket."""
    last = tables.ticket.alias("last")
    columns = ("changed_at", "ref") if part in _BY_CHANGE else ("urgency", "waits", "ref")
    place = tuple_(*(select(last.c[name]).where(last.c.ref == before).scalar_subquery() for name in columns))
    mine = tuple_(*(_T[name] for name in columns))
    return mine < place if part in _BY_CHANGE else mine > place


_FIRST: Final = {
    part: Prepared(
        select(_T.ref).where(*_part(part, _READER, _NOW)).order_by(*_order(part)).limit(bindparam("limit", type_=Integer))
    )
    for part in QueueFilter
}


def _queue(connection: Connection, page: Select[Any], part: QueueFilter, wanted: str, *, first: bool) -> tuple[TicketCard, ...]:
    """Choose the page's tickets first, and look up what is shown of them only then."""
    page = _searched(connection, page, part, wanted, first=first) if wanted else page.order_by(*_order(part))
    return _shown(connection, connection.execute(page).scalars().all())


def _first(connection: Connection, part: QueueFilter, values: Mapping[str, Any]) -> tuple[TicketCard, ...]:
    """Read what most looks at the desk show: a whole part of the queue from its start."""
    return _shown(connection, [row["ref"] for row in _FIRST[part].rows(connection, values)])


def _shown(connection: Connection, refs: Sequence[str]) -> tuple[TicketCard, ...]:
    if not refs:
        return ()
    rows = {row["ref"]: row for row in _CARDS.rows(connection, {"refs": mapping.padded(refs)})}
    return tuple(_card(rows[ref]) for ref in refs)


def _searched(connection: Connection, page: Select[Any], part: QueueFilter, wanted: str, *, first: bool) -> Select[Any]:
    """Narrow a page to what is found; whoever names a ticket by its reference sees it first, and not again further on."""
    named = reference.find(normalise.digits(wanted))
    page = page.where(search.find(connection, wanted).condition(named))
    if not named:
        return page.order_by(*_order(part))
    is_named = _T.ref.in_(named)
    page = page.order_by(case((is_named, 0), else_=1), *_order(part))
    return page if first else page.where(~is_named)


# ---- cards and files -------------------------------------------------------------------------------------------------


def _cards(*columns: Any) -> Select[Any]:
    """Give these columns of tickets, with what else a card shows."""
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
            *columns,
            tables.conversation.c.name.label("member_name"),
            accounttables.officer.c.name.label("officer_name"),
            last_words.label("last_words"),
        )
        .outerjoin(tables.conversation, tables.conversation.c.id == _T.conversation)
        .outerjoin(accounttables.officer, accounttables.officer.c.id == _T.officer)
    )


_ON_A_CARD: Final = (
    *("ref", "kind", "stage", "subject", "conversation", "reason", "priority", "topic", "opened_at", "changed_at", "officer"),
    *("rating", "comment", "waiting_since", "department", "post", "due_at", "merged_into"),
)
_CARDS: Final = Prepared(
    _cards(*(_T[name] for name in _ON_A_CARD)).select_from(tables.ticket).where(_T.ref.in_(bindparam("refs", expanding=True)))
)
_FILE: Final = Prepared(_cards(tables.ticket).where(_T.ref == bindparam("of")))
_CONTACT: Final = Prepared(select(tables.conversation).where(tables.conversation.c.id == bindparam("of")))
_OTHERS: Final = Prepared(
    select(tables.ticket)
    .where(_T.conversation == bindparam("conversation"), _T.ref != bindparam("of"))
    .order_by(_T.opened_at.desc(), _T.ref.desc())
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
        department=DepartmentId(row["department"]),
        post=PostId(row["post"]),
        due_at=row["due_at"],
        merged_into=TicketRef(row["merged_into"]) if row["merged_into"] else None,
        last_text=words if len(words) <= _SHORT else f"{words[: _SHORT - 1]}…",
    )


def _file(connection: Connection, ref: TicketRef) -> TicketFile | None:
    row = next(iter(_FILE.rows(connection, {"of": ref})), None)
    if row is None:
        return None
    of = row["conversation"]
    return TicketFile(
        card=_card(row),
        candidates=mapping.load_candidates(row["candidates"]),
        details=mapping.load_details(row["details"]),
        contact=mapping.contact(_CONTACT.rows(connection, {"of": of})[0]),
        others=tuple(map(mapping.ticket, _OTHERS.rows(connection, {"conversation": of, "of": ref}))),
        first_answer_due=row["first_due"],
        next_answer_due=row["next_due"],
        resolution_due=row["resolve_due"],
        linked=links.of(connection, ref),
        duplicates=links.duplicates(connection, ref),
    )
