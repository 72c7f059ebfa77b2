"""Appointments with their reminders, on both databases."""

from datetime import timedelta

import pytest

from domain.errors import BadInput
from domain.inbound import TextReceived
from domain.model import OfficerId, TicketRef
from domain.notices import Appointment, AppointmentKind
from storage.store import Store
from tests.databases import SetClock
from tests.outreach.member import Office, opened


def visit(ticket: TicketRef, clock: SetClock, **ahead: float) -> Appointment:
    """Give a visit that lies ahead."""
    at = clock.at + timedelta(**ahead)
    return Appointment(0, ticket, AppointmentKind.VISIT, at, "مقر الجمعية", officer=OfficerId(1))


async def test_a_member_is_reminded_a_day_and_two_hours_ahead(store: Store, clock: SetClock) -> None:
    """Twice, with day, hour and place; officers read both in the ticket."""
    office = Office(store, clock)
    ref = await opened(office)
    kept = await office.service.appointments.add(visit(ref, clock, days=2))
    assert kept.id
    assert await office.service.appointments.of(ref) == (kept,)
    said = [words for words in await office.passes(days=2, step=timedelta(minutes=30)) if "موعدك" in words]
    assert len(said) == 2
    assert all("مقر الجمعية" in words for words in said)


async def test_what_is_taken_back_is_not_recalled(store: Store, clock: SetClock) -> None:
    """It stays in the list as taken back."""
    office = Office(store, clock)
    ref = await opened(office)
    kept = await office.service.appointments.add(visit(ref, clock, days=2))
    await office.service.appointments.cancel(kept.id)
    await office.service.appointments.cancel(999)
    assert [words for words in await office.passes(days=2, step=timedelta(hours=2)) if "موعدك" in words] == []
    assert [each.cancelled for each in await office.service.appointments.of(ref)] == [True]


async def test_what_cannot_be_is_refused(store: Store, clock: SetClock) -> None:
    """A time that has passed, and a ticket that there is not."""
    office = Office(store, clock)
    ref = await opened(office)
    with pytest.raises(BadInput, match="past"):
        await office.service.appointments.add(visit(ref, clock, hours=-1))
    with pytest.raises(BadInput, match="no ticket"):
        await office.service.appointments.add(visit(TicketRef("T99999"), clock, days=1))


async def test_a_form_left_is_recalled_through_the_whole_engine(store: Store, clock: SetClock) -> None:
    """Twice, at hours that suit, and then never again."""
    office = Office(store, clock)
    await office.comes(TextReceived("أبغى دعم"))
    await office.comes(TextReceived("محمد أحمد الغامدي"))
    said = await office.passes(days=12, step=timedelta(hours=3))
    assert ["محفوظ" in words for words in said] == [True, True]
