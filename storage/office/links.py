"""Tickets that belong together, and duplicates. Must not know why."""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, literal, literal_column, select, union_all
from sqlalchemy.engine import Connection

from domain.model import TicketRef
from storage import mapping, tickettables
from storage.office.casetables import link
from storage.prepared import Prepared

_T, _L = tickettables.ticket.c, link.c


def join(connection: Connection, ticket: TicketRef, other: TicketRef, now: datetime) -> None:
    """Link two tickets; the same twice is one link, and a ticket that is not there gets none."""
    if connection.execute(select(_T.ref).where(_T.ref == other)).first():
        row = {"one": min(ticket, other), "other": max(ticket, other), "at": now}
        connection.execute(mapping.insert_new(connection, link), row)


def part(connection: Connection, ticket: TicketRef, other: TicketRef) -> None:
    """Take a link away."""
    connection.execute(link.delete().where(_L.one == min(ticket, other), _L.other == max(ticket, other)))


def may_take(connection: Connection, into: TicketRef) -> bool:
    """Tell whether a duplicate may go on in this ticket: it is there, and goes on in no other itself."""
    return connection.execute(select(_T.ref).where(_T.ref == into, _T.merged_into == "")).first() is not None


def of(connection: Connection, ticket: TicketRef) -> tuple[tuple[TicketRef, ...], tuple[TicketRef, ...]]:
    """Give the tickets linked with this one, and the duplicates that go on in it."""
    rows = _BESIDE.rows(connection, {"of": ticket})
    linked, duplicates = (tuple(TicketRef(row["ref"]) for row in rows if row["how"] == how) for how in (_LINKED, _DUPLICATE))
    return linked, duplicates


_LINKED, _DUPLICATE = "linked", "duplicate"
_BESIDE: Final = Prepared(
    union_all(
        select(_L.other.label("ref"), literal(_LINKED).label("how")).where(_L.one == bindparam("of")),
        select(_L.one, literal(_LINKED)).where(_L.other == bindparam("of")),
        select(_T.ref, literal(_DUPLICATE)).where(
            _T.merged_into == bindparam("of"), literal_column("ticket.merged_into <> ''")
        ),
    ).order_by("ref")
)
