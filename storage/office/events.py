"""The history of tickets: each event a line that is never changed. Must not decide what happened."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from domain.model import TicketRef
from storage import tickettables
from storage.prepared import Prepared

UNRATED: Final = "unrated"
"""The event of a rating that nobody asked for; its value is a `domain.reminders.NotAsked`."""


def write(connection: Connection, ticket: TicketRef, row: Mapping[str, Any]) -> None:
    """Write an event into the history of a ticket of the row's conversation; one of another conversation's is left alone."""
    _WRITE.run(connection, {"of": ticket, "officer": None, "inbound": 0, **row})


def _statement() -> Any:
    named = ("conversation", "position", "at", "kind", "actor", "officer", "value", "inbound", "key")
    values = [bindparam(name, type_=tickettables.ticket_event.c[name].type).label(name) for name in named]
    mine = (tickettables.ticket.c.ref == bindparam("of")) & (tickettables.ticket.c.conversation == bindparam("conversation"))
    return tickettables.ticket_event.insert().from_select(
        ["ticket", *named], select(tickettables.ticket.c.ref, *values).where(mine)
    )


_WRITE = Prepared(_statement())
