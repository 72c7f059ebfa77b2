"""Tickets as the desk reads them, and the two things that officers write outside the inbox: notes and the audit of views."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Select, and_, bindparam, func, or_, select
from sqlalchemy.engine import Connection

from domain.model import ConversationId, DepartmentId, HandoverReason, OfficerId, PostId, Priority, Stage, TicketKind, TicketRef
from domain.ticketports import EVERYTHING, Line, Narrowing, QueueFilter, TicketCard, TicketFile
from storage import lanes, mapping, tables, tickettables
from storage.inbox import QUEUE
from storage.office import accounttables, events, links, queue, stretches, transcript
from storage.prepared import Prepared
from storage.store import Store

_T, _C = tickettables.ticket.c, tables.conversation.c
_SENT = "AttachmentReceived"
_SAID = ("TextReceived", "ChoiceMade", _SENT)
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
        page = queue.Page(part, officer, self._store.clock.now(), search.strip(), before, limit, narrowing)
        return await self._store.database.read(lambda connection: _shown(connection, queue.find(connection, page)))

    async def counts(self, officer: OfficerId) -> Mapping[QueueFilter, int]:
        """Count the tickets in each part. Raises `StorageError`."""
        values = {"officer": officer, "now": self._store.clock.now()}
        (row,) = await self._store.database.read(lambda connection: queue.COUNTS.rows(connection, values))
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
        events.write(connection, ref, row)
        return str(conversation)


def _same_event(ref: TicketRef, key: str) -> Select[Any]:
    event = tickettables.ticket_event.c
    return select(event.id).where(event.ticket == ref, event.key == key)


# ---- cards and files -------------------------------------------------------------------------------------------------


def _cards(*columns: Any) -> Select[Any]:
    """Give these columns of tickets, with what else a card shows."""
    said = tables.inbound.c
    last_words = (
        select(said.words)
        .where(said.conversation == _T.conversation, said.kind.in_(_SAID), or_(said.kind != _SENT, said.words != ""))
        .order_by(said.position.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            *columns,
            func.coalesce(func.nullif(_C.name, ""), _C.stated).label("member_name"),
            and_(_C.name == "", _C.stated != "").label("name_stated"),
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
    _cards(*(_T[name] for name in _ON_A_CARD))
    .select_from(tickettables.ticket)
    .where(_T.ref.in_(bindparam("refs", expanding=True)))
)
_CONTACT: Final = ("name", "language", "language_chosen", "notices", "greeted", "blocked", "number_asked", "number")
_FILE: Final = Prepared(
    _cards(tickettables.ticket, *(_C[name] for name in _CONTACT), stretches.owner_of(_T.conversation).label("talking")).where(
        _T.ref == bindparam("of")
    )
)
_OTHERS: Final = Prepared(
    select(tickettables.ticket)
    .where(_T.conversation == bindparam("conversation"), _T.ref != bindparam("of"))
    .order_by(_T.opened_at.desc(), _T.ref.desc())
)


def _shown(connection: Connection, refs: Sequence[str]) -> tuple[TicketCard, ...]:
    """Look up what is shown of tickets that were chosen."""
    if not refs:
        return ()
    rows = {row["ref"]: row for row in _CARDS.rows(connection, {"refs": mapping.padded(refs)})}
    return tuple(_card(rows[ref]) for ref in refs)


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
        name_stated=bool(row["name_stated"]),
        last_text=words if len(words) <= _SHORT else f"{words[: _SHORT - 1]}…",
    )


def _file(connection: Connection, ref: TicketRef) -> TicketFile | None:
    row = next(iter(_FILE.rows(connection, {"of": ref})), None)
    if row is None:
        return None
    of = row["conversation"]
    linked, duplicates = links.of(connection, ref)
    return TicketFile(
        card=_card(row),
        candidates=mapping.load_candidates(row["candidates"]),
        details=mapping.load_details(row["details"]),
        contact=mapping.contact({**row, "id": of}),
        others=tuple(map(mapping.ticket, _OTHERS.rows(connection, {"conversation": of, "of": ref}))),
        first_answer_due=row["first_due"],
        next_answer_due=row["next_due"],
        resolution_due=row["resolve_due"],
        linked=linked,
        duplicates=duplicates,
        stage_at=row["stage_at"],
        talking=None if row["talking"] is None else OfficerId(row["talking"]),
    )
