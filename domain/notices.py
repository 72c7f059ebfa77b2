"""What rides in a timer until it fires: news of tickets, and appointments, as JSON. Pure; must not word anything.

A timer that fires is an inbound like any other; what it says must survive a restart, so it is written down whole.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from domain.errors import BadInput
from domain.model import OfficerId, TicketRef
from domain.updates import Item

NEWS: Final = "news"
"""Key of the timer with the news of one conversation's tickets."""
APPOINTMENT: Final = "appointment"


class AppointmentKind(StrEnum):
    """What an officer has noted for a day and an hour."""

    VISIT = "visit"
    """The member comes: he is reminded."""
    SITTING = "sitting"
    """The committee sits on the ticket: its officer is reminded."""
    TASK = "task"
    """Something that the officer has to do by then: he is reminded."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """A day and an hour in a ticket's matter."""

    id: int
    ticket: TicketRef
    kind: AppointmentKind
    at: datetime
    place: str
    note: str = ""
    """For officers' eyes."""
    officer: OfficerId | None = None
    """Who noted it."""
    cancelled: bool = False


def appointment_key(number: int, reminder: int) -> str:
    """Name the timer of an appointment's first or second reminder."""
    return f"{APPOINTMENT}:{number}:{reminder}"


def dump_news(items: tuple[Item, ...]) -> str:
    """Give the stored form of news."""
    return _adapter(tuple[Item, ...]).dump_json(items).decode()


def load_news(stored: str) -> tuple[Item, ...]:
    """Read stored news. Raises `BadInput`."""
    found: tuple[Item, ...] = _read(tuple[Item, ...], stored)
    return found


def dump_appointment(appointment: Appointment) -> str:
    """Give the stored form of an appointment."""
    return _adapter(Appointment).dump_json(appointment).decode()


def load_appointment(stored: str) -> Appointment:
    """Read a stored appointment. Raises `BadInput`."""
    found: Appointment = _read(Appointment, stored)
    return found


def _read(of: Any, stored: str) -> Any:
    try:
        return _adapter(of).validate_json(stored)
    except ValidationError as error:
        raise BadInput("what a timer carries cannot be read") from error


@cache
def _adapter(of: Any) -> TypeAdapter[Any]:
    return TypeAdapter(of)
