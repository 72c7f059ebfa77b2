"""Appointments with their reminders: a day and two hours ahead, outside the quiet hours (`domain.outreach.Appointments`)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from domain import reminders
from domain.calendar import Calendar
from domain.errors import BadInput
from domain.model import TicketRef
from domain.notices import Appointment
from domain.ports import Clock
from storage.office.appointments import Appointments as Kept

AHEAD: Final = (timedelta(days=1), timedelta(hours=2))


@dataclass(frozen=True, slots=True)
class Appointments:
    """What officers note for a day and an hour."""

    kept: Kept
    sending: Calendar
    clock: Clock

    async def add(self, appointment: Appointment) -> Appointment:
        """Note it with its reminders; its `id` is given. Raises `BadInput` for a past time or no ticket, `StorageError`."""
        now = self.clock.now()
        if appointment.at <= now:
            raise BadInput("past")
        ahead = [span for span in AHEAD if appointment.at - span > now]
        times = {reminders.ahead_of(appointment.at, span, now, self.sending) for span in ahead}
        return await self.kept.add(appointment, sorted(at for at in times if at))

    async def cancel(self, number: int) -> None:
        """Take it back with its reminders; one that is none changes nothing. Raises `StorageError`."""
        await self.kept.cancel(number)

    async def of(self, ticket: TicketRef) -> tuple[Appointment, ...]:
        """Give a ticket's, the next first. Raises `StorageError`."""
        return await self.kept.of(ticket)
