"""Days and hours that officers noted for tickets; their reminders are timers of the ticket's conversation."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from domain import notices
from domain.errors import BadInput
from domain.model import OfficerId, TicketRef
from domain.notices import Appointment, AppointmentKind
from storage import mapping, tickettables
from storage.mapping import Row
from storage.outreach import outreachtables
from storage.prepared import Prepared
from storage.store import Store
from storage.timer_rows import cancel_timer, set_timer

_A = outreachtables.appointment.c
_MOST = 2
"""Reminders of one appointment."""


class Appointments:
    """Keeps appointments with their reminders."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def add(self, appointment: Appointment, reminders: Sequence[datetime]) -> Appointment:
        """Note it, to be reminded of at these times, at most two. Raises `BadInput` where there is no such ticket."""
        return await self._store.database.write(lambda connection: _add(connection, appointment, reminders[:_MOST]))

    async def cancel(self, number: int) -> None:
        """Take it back with its reminders. Raises `StorageError`."""
        await self._store.database.write(lambda connection: _cancel(connection, number))

    async def of(self, ticket: TicketRef) -> tuple[Appointment, ...]:
        """Give a ticket's appointments in order, those taken back too. Raises `StorageError`."""
        rows = await self._store.database.read(lambda connection: _OF.rows(connection, {"of": ticket}))
        return tuple(map(_appointment, rows))


_OF: Final = Prepared(select(outreachtables.appointment).where(_A.ticket == bindparam("of")).order_by(_A.at, _A.id))


def _add(connection: Connection, appointment: Appointment, reminders: Sequence[datetime]) -> Appointment:
    mine = select(tickettables.ticket.c.conversation).where(tickettables.ticket.c.ref == appointment.ticket)
    conversation = connection.execute(mine).scalar_one_or_none()
    if conversation is None:
        raise BadInput(f"there is no ticket {appointment.ticket}")
    row = {
        "ticket": appointment.ticket,
        "conversation": conversation,
        "kind": appointment.kind.value,
        "at": appointment.at,
        "place": mapping.storable(appointment.place),
        "note": mapping.storable(appointment.note),
        "officer": appointment.officer,
    }
    number = connection.execute(outreachtables.appointment.insert().values(row).returning(_A.id)).scalar_one()
    kept = replace(appointment, id=number)
    for place, at in enumerate(reminders, 1):
        payload = notices.dump_appointment(kept)
        set_timer(connection, conversation, notices.appointment_key(number, place), at, payload)
    return kept


def _cancel(connection: Connection, number: int) -> None:
    gone = outreachtables.appointment.update().where(_A.id == number).values(cancelled=True).returning(_A.conversation)
    for conversation in connection.execute(gone).scalars().all():
        for place in range(1, _MOST + 1):
            cancel_timer(connection, conversation, notices.appointment_key(number, place))


def _appointment(row: Row) -> Appointment:
    return Appointment(
        id=row["id"],
        ticket=TicketRef(row["ticket"]),
        kind=AppointmentKind(row["kind"]),
        at=row["at"],
        place=row["place"],
        note=row["note"],
        officer=None if row["officer"] is None else OfficerId(row["officer"]),
        cancelled=row["cancelled"],
    )
