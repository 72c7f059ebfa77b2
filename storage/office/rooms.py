"""Which topic of an officers' room belongs to which ticket, and how far it shows what happened."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, literal_column, not_, or_, select
from sqlalchemy.engine import Connection

from domain import codec
from domain.errors import BadInput
from domain.model import ConversationId, DepartmentId, InboundId, TicketRef
from domain.roomports import EVERYBODYS, ORIGIN, Share
from domain.states import ConfirmingForm, FillingForm, Idle, SigningForm
from domain.topicports import Behind, Entering
from storage import mapping, tables, tickettables
from storage.inbox import QUEUE
from storage.office import roomtables
from storage.store import Store

_R, _T, _L, _C = roomtables.room_topic.c, tickettables.ticket.c, tables.lane.c, tables.conversation.c
_I, _O, _E = tables.inbound.c, tables.outbound.c, tickettables.ticket_event.c
_OPEN: Final[ColumnElement[bool]] = literal_column("ticket.stage NOT IN ('resolved', 'closed')")
_MOST_REPLIES: Final = 4
"""To one message."""
_BEFORE: Final = 50
"""Places before the shown ones at which a deed may stand whose words come only now."""


class Rooms:
    """Reads and writes one room's topics."""

    def __init__(self, store: Store, room: str, share: Share = EVERYBODYS) -> None:
        """Read and write this store, for the room of this name, which has these tickets."""
        self._store = store
        self._room = room
        self._share = share

    async def behind(self, limit: int) -> tuple[Behind, ...]:
        """Give tickets whose topic is missing or does not show all: the urgent first, then the newest.

        Raises `StorageError`.
        """
        return await self._store.database.read(lambda connection: _behind(connection, self._room, self._share, limit))

    async def opened(self, ticket: TicketRef, topic: str, title: str) -> None:
        """Keep a ticket's new topic. Raises `StorageError`."""
        row = {"ticket": ticket, "room": self._room, "topic": topic, "title": title, "version": -1, "is_open": True}
        await self._store.database.write(
            lambda connection: connection.execute(mapping.insert_new(connection, roomtables.room_topic), row)
        )

    async def carded(self, ticket: TicketRef, card: str) -> None:
        """Keep the message that tells how things stand. Raises `StorageError`."""
        await self._change(ticket, card=card)

    async def titled(self, ticket: TicketRef, title: str) -> None:
        """Keep how a topic is named. Raises `StorageError`."""
        await self._change(ticket, title=title)

    async def forgotten(self, limit: int) -> tuple[tuple[TicketRef, str], ...]:
        """Give topics of members who were erased. Raises `StorageError`."""
        wanted = select(_R.ticket, _R.topic).where(_R.room == self._room, _R.forgotten).order_by(_R.ticket).limit(limit)
        rows = await self._store.database.read(lambda connection: connection.execute(wanted).all())
        return tuple((TicketRef(row.ticket), row.topic) for row in rows)

    async def showed(self, ticket: TicketRef, position: int, version: int) -> None:
        """Keep how far the topic is. Raises `StorageError`."""
        await self._change(ticket, position=position, version=version)

    async def gone(self, ticket: TicketRef) -> None:
        """Forget a topic that was deleted. Raises `StorageError`."""
        dropped = roomtables.room_topic.delete().where(_R.room == self._room, _R.ticket == ticket)
        await self._store.database.write(lambda connection: connection.execute(dropped))

    async def shut(self, ticket: TicketRef) -> None:
        """Say that a topic is closed; it is opened again while its ticket is open. Raises `StorageError`."""
        await self._change(ticket, is_open=False)

    async def unshut(self, ticket: TicketRef) -> None:
        """Say that a topic is open again. Raises `StorageError`."""
        await self._change(ticket, is_open=True)

    async def ticket_at(self, topic: str) -> TicketRef | None:
        """Give the ticket of a topic; None where it has none. Raises `StorageError`."""
        wanted = select(_R.ticket).where(_R.room == self._room, _R.topic == topic)
        found = await self._store.database.read(lambda connection: connection.execute(wanted).scalar_one_or_none())
        return None if found is None else TicketRef(found)

    async def topic_of(self, ticket: TicketRef) -> str:
        """Give a ticket's topic; empty where it has none here. Raises `StorageError`."""
        wanted = select(_R.topic).where(_R.room == self._room, _R.ticket == ticket)
        return await self._store.database.read(lambda connection: connection.execute(wanted).scalar_one_or_none()) or ""

    async def said_there(self, conversation: ConversationId, after: int) -> frozenset[str]:
        """Give the ids of the lines behind a position that were written in the room, and stand there already.

        Raises `StorageError`.
        """
        return await self._store.database.read(lambda connection: _said_there(connection, self._room, conversation, after))

    async def entering(self, conversation: ConversationId) -> Entering:
        """Tell what of a conversation belongs to a form that the member has not submitted. Raises `StorageError`."""
        return await self._store.database.read(lambda connection: _entering(connection, conversation))

    async def _change(self, ticket: TicketRef, **values: object) -> None:
        change = roomtables.room_topic.update().where(_R.room == self._room, _R.ticket == ticket).values(**values)
        await self._store.database.write(lambda connection: connection.execute(change))


def _behind(connection: Connection, room: str, share: Share, limit: int) -> tuple[Behind, ...]:
    rows = [row for wanted in _wanted(room, share) for row in connection.execute(wanted.limit(limit))]
    ranked = sorted(rows, key=lambda row: (row.urgency, -row.opened_at.timestamp()))
    return tuple(_read(row, share) for row in ranked[:limit])


def _wanted(room: str, share: Share) -> tuple[Select[Any], ...]:
    """Select topics that are open and behind or not this room's any more, closed ones of open tickets, tickets without any."""
    ours = _T.department.not_in(share.departments) if share.others else _T.department.in_(share.departments)
    lane = and_(_L.queue == QUEUE, _L.key == _T.conversation)
    late = or_(_T.version != _R.version, _L.positions > _R.position, not_(_OPEN))
    known = (
        select(roomtables.room_topic, *_TICKET)
        .join(tickettables.ticket, _T.ref == _R.ticket)
        .join(tables.lane, lane)
        .where(_R.room == room, not_(_R.forgotten))
        .order_by(_T.urgency, _T.opened_at.desc())
    )
    bare = (
        select(*_TICKET)
        .outerjoin(roomtables.room_topic, and_(_R.ticket == _T.ref, _R.room == room))
        .join(tables.lane, lane)
        .where(_OPEN, _R.ticket.is_(None), ours)
        .order_by(_T.urgency, _T.opened_at.desc())
    )
    return known.where(_R.is_open, or_(late, not_(ours))), known.where(not_(_R.is_open), _OPEN, ours), bare


_TICKET: Final = (
    _T.ref,
    _T.conversation,
    _T.version.label("ticket_version"),
    _T.urgency,
    _T.opened_at,
    _T.department,
    _L.positions.label("last"),
)


def _read(row: Any, share: Share) -> Behind:
    known = row._asdict()
    department = DepartmentId(row.department)
    return Behind(
        ticket=TicketRef(row.ref),
        conversation=ConversationId(row.conversation),
        version=row.ticket_version,
        position=row.last,
        topic=known.get("topic", ""),
        card=known.get("card", ""),
        title=known.get("title", ""),
        shown=known.get("position", 0),
        shown_version=known.get("version", -1),
        open=known.get("is_open", True),
        left_for=department if (department in share.departments) is share.others else None,
    )


def _said_there(connection: Connection, room: str, conversation: str, after: int) -> frozenset[str]:
    acts = connection.execute(
        select(_I.id).where(
            _I.provider_id.startswith(f"{room}:"),
            _I.conversation == conversation,
            _I.position > after - _BEFORE,
            _I.origin == ORIGIN,
        )
    ).scalars()
    keys = {f"in:{act}" for act in acts}
    told = connection.execute(select(_O.id, _O.key).where(_O.conversation == conversation, _O.position > after, _BY_OFFICER))
    noted = connection.execute(
        select(_E.id).where(_E.conversation == conversation, _E.position > after, _E.key.startswith(f"{ORIGIN}:{room}:"))
    ).scalars()
    return frozenset(f"o{row.id}" for row in told if row.key.rpartition(":")[0] in keys) | {f"e{event}" for event in noted}


def _entering(connection: Connection, conversation: str) -> Entering:
    said = _in_form(connection.execute(select(_C.state).where(_C.id == conversation)).scalar_one_or_none())
    keys = [f"in:{message}:{number}" for message in said for number in range(_MOST_REPLIES)]
    answers = select(_O.id).where(_O.conversation == conversation, _O.key.in_(mapping.padded(keys)))
    told = connection.execute(answers).scalars() if keys else ()
    new = select(_I.id).where(tables.WAITING_IN, _I.conversation == conversation)
    unheard = frozenset(f"i{message}" for message in connection.execute(new).scalars())
    return Entering(frozenset((*(f"i{message}" for message in said), *(f"o{reply}" for reply in told))), unheard)


def _in_form(stored: str | None) -> tuple[InboundId, ...]:
    """Give the messages in which a form that is not submitted was filled in."""
    try:
        state = codec.load_state(stored) if stored else Idle()
    except BadInput:
        return ()
    match state:
        case FillingForm(said=said) | ConfirmingForm(said=said) | SigningForm(said=said):
            return said
        case _:
            return state.draft.said if state.draft else ()


_BY_OFFICER: Final = _O.author == "officer"
