"""What the member of a ticket will hear without asking: the next update, his appointments, and why no rating was asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from desk import formatting, talk_view
from desk.office import Office
from desk.permissions import Deed
from desk.texts import texts
from desk.visits import SignedVisit
from domain.notices import Appointment, AppointmentKind
from domain.ticketports import TicketFile


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """One appointment as the card shows it."""

    id: int
    kind: str
    at: str
    place: str
    note: str
    over: bool


@dataclass(frozen=True, slots=True)
class Upcoming:
    """What comes next for the member of a ticket."""

    steers: bool
    """The officer may hold the next update, or add to it."""
    appoints: bool
    """The officer may note and cancel appointments."""
    next_at: str
    """Empty: nothing is planned."""
    told_at: str
    held: str
    """Until when the next update is held; empty: it is not."""
    line: str
    appointments: tuple[AppointmentView, ...]
    kinds: tuple[str, ...]
    unrated: str
    """Why there is no rating; empty where nothing is known of it."""


async def upcoming(office: Office, visit: SignedVisit, file: TicketFile) -> Upcoming:
    """Collect it for the ticket's card."""
    service, ref, now = office.unasked, file.card.ref, office.clock.now()
    following = await service.updates.next(ref)
    t = texts(visit.language)

    def at(moment: datetime | None) -> str:
        return formatting.both_dates(moment, office.zone, t) if moment else ""

    powers = talk_view.powers(file, visit.officer, office.rules.regulation)
    held = following.held_until if following and following.held_until and following.held_until > now else None
    return Upcoming(
        steers=powers.may(Deed.STEER),
        appoints=powers.may(Deed.APPOINT),
        next_at=at(following.at) if following else "",
        told_at=at(following.told_at) if following else "",
        held=at(held),
        line=following.line if following else "",
        appointments=tuple(view(one, at, now) for one in await service.appointments.of(ref) if not one.cancelled),
        kinds=tuple(AppointmentKind),
        unrated="" if file.card.stage.is_open or file.card.rating else await service.updates.unrated(ref),
    )


def view(appointment: Appointment, at: Callable[[datetime | None], str], now: datetime) -> AppointmentView:
    """Put an appointment into words."""
    return AppointmentView(
        id=appointment.id,
        kind=appointment.kind.value,
        at=at(appointment.at),
        place=appointment.place,
        note=appointment.note,
        over=appointment.at <= now,
    )
