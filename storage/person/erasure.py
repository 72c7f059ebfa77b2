"""Erases a member: his words, names, numbers and addresses go, in one transaction; what stays names nobody.

Tickets and their events stay without words, for the association's figures, under a conversation that was never anybody's. The
provider's numbers of his messages stay too: they name nobody, and without them old messages would be fetched as new ones.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Table, Text, cast, func, literal, select, update
from sqlalchemy.engine import Connection

from domain.dossier import ERASED, Erased, StillOpen
from domain.inbound import Ignored
from domain.model import OfficerId, Stage, TicketRef
from storage import lanes, mapping, tables, tickettables
from storage.filetables import attachment
from storage.inbox import QUEUE
from storage.office import audit, casetables, roomtables
from storage.office.desktables import shared_file
from storage.outreach import outreachtables
from storage.person.belongings import Person, his, person
from storage.person.forgetting import GONE

_COUNTER: Final = "erasures"
"""Counts them, so that every process notices one and forgets what it remembers."""
TOPIC: Final = "erased"
_SETTLED: Final = [stage.value for stage in Stage if not stage.is_open]
_WORDS_OF_EVENTS: Final = ("note", "renamed", "commented")
_REMOVED: Final = (
    tables.delivery, tables.outbound, tables.timer, casetables.said, casetables.member_note, casetables.identity,
    casetables.member, casetables.invitation, attachment, shared_file, outreachtables.consent, outreachtables.update_plan,
    outreachtables.appointment, outreachtables.project_member, outreachtables.opening,
)  # fmt: skip
"""What only speaks of him, in an order in which nothing is missing its other half."""


def erase(connection: Connection, conversation: str, by: OfficerId, now: datetime) -> Erased:
    """Erase whoever writes in a conversation, wherever else he writes. Raises `StillOpen`."""
    whose = person(connection, conversation)
    held = lanes.locked(connection, QUEUE, whose.conversations)
    open_ = _open(connection, whose)
    if open_ or any(row["pending"] or row["owner"] for row in held.values()):
        raise StillOpen(open_)
    rows = his(whose)
    messages = sum(_counted(connection, table, rows[table]) for table in (tables.inbound, tables.outbound))
    for table in _REMOVED:
        connection.execute(table.delete().where(rows[table]))
    _without_words(connection, rows)
    topic = roomtables.room_topic
    connection.execute(topic.update().where(topic.c.ticket.in_(mapping.padded(whose.tickets))).values(forgotten=True, title=""))
    for key in whose.conversations:
        _rename(connection, key, f"{ERASED}{secrets.token_hex(8)}")
    audit.write(connection, (by, "erased", "", str(len(whose.conversations))), now)
    connection.execute(mapping.insert_new(connection, tables.counter), {"name": _COUNTER, "value": 0})
    counter = tables.counter.c
    connection.execute(tables.counter.update().where(counter.name == _COUNTER).values(value=counter.value + 1))
    return Erased(len(whose.conversations), messages, len(whose.tickets))


def count(connection: Connection) -> int:
    """Tell how many there have been."""
    counter = tables.counter.c
    return connection.execute(select(counter.value).where(counter.name == _COUNTER)).scalar_one_or_none() or 0


def _open(connection: Connection, whose: Person) -> list[TicketRef]:
    ticket = tickettables.ticket.c
    unsettled = select(ticket.ref).where(ticket.ref.in_(mapping.padded(whose.tickets)), ticket.stage.not_in(_SETTLED))
    return [TicketRef(ref) for ref in connection.execute(unsettled.order_by(ticket.ref)).scalars()]


def _counted(connection: Connection, table: Table, mine: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.count()).select_from(table).where(mine)).scalar_one())


def _without_words(connection: Connection, rows: Mapping[Table, ColumnElement[bool]]) -> None:
    """Empty what stays."""
    inbound, event, recipient = tables.inbound, tickettables.ticket_event, outreachtables.recipient
    gone = {"kind": Ignored.__name__, "payload": GONE, "words": "", "sender_name": "", "fault": ""}
    nobody = {"person": literal("erased:") + cast(recipient.c.id, Text), "conversation": "", "key": ""}
    blank: Sequence[tuple[Table, Mapping[str, object]]] = (
        (tables.conversation, {"name": "", "stated": "", "number": "", "state": "", "offered": "[]", "notices": False}),
        (inbound, gone),
        (tickettables.ticket, {"subject": "", "details": "[]", "comment": "", "candidates": "[]"}),
        (tables.decision, {"question": ""}),
        (recipient, nobody | {"failed": "[]", "proxy_name": ""}),
    )
    for table, values in blank:
        connection.execute(update(table).where(rows[table]).values(values))
    connection.execute(update(event).where(rows[event], event.c.kind.in_(_WORDS_OF_EVENTS)).values(value="", key=""))


def _rename(connection: Connection, old: str, new: str) -> None:
    """Put a conversation that was never anybody's in the place of his."""
    connection.execute(tables.lane.delete().where(tables.lane.c.key == old, tables.lane.c.queue != QUEUE))
    connection.execute(tables.lane.update().where(tables.lane.c.key == old).values(key=new))
    connection.execute(tables.conversation.update().where(tables.conversation.c.id == old).values(id=new))
    for table in (tables.inbound, tickettables.ticket, tickettables.ticket_event, tables.decision, casetables.stretch):
        connection.execute(table.update().where(table.c.conversation == old).values(conversation=new))
    inbound, trail = tables.inbound.c, casetables.audit
    of_his = inbound.provider_id.contains(old, autoescape=True)  # a clock's: `storage.timer_rows.timer_id`
    nobodys = literal("erased:") + cast(inbound.id, Text)
    connection.execute(tables.inbound.update().where(inbound.conversation == new, of_his).values(provider_id=nobodys))
    for column in (trail.c.subject, trail.c.detail):
        connection.execute(trail.update().where(column == old).values({column: new}))
