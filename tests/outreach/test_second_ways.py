"""News that one channel did not deliver, on both databases."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.engine import Connection

from domain.accountports import THE_SERVER
from domain.errors import Refused
from domain.inbound import Envelope, MemberOptedOut, TextReceived
from domain.model import ConversationId, OfficerId, TicketRef
from domain.officeracts import OfficerResolved
from storage import columns, tables
from storage.person.dossiers import Dossiers
from storage.person.members import Members
from storage.store import Store
from tests.databases import NOON, SetClock
from tests.outreach.member import MEMBER, Office

PHONE = ConversationId("sms:main:a")
ON_PHONE = {
    "id": PHONE, "language": "ar", "created_at": NOON, "changed_at": NOON, "state": '{"kind":"Idle","v":1}', "offered": "[]",
}  # fmt: skip
HOUR = timedelta(hours=1)


async def joined(store: Store, office: Office) -> None:
    """Let one member have two channels, and an open ticket on the first."""
    await store.database.write(lambda c: c.execute(tables.conversation.insert(), ON_PHONE).close())
    await office.comes(TextReceived("أقدر أعترض على القرار؟"))
    kept = Members(store)
    for one in (MEMBER, PHONE):
        assert await kept.card(one)
    await kept.join(MEMBER, PHONE, OfficerId(1))


async def test_what_was_refused_goes_once_to_the_next_channel(store: Store, clock: SetClock) -> None:
    """The update of his ticket reaches him by SMS, and only once, however often the clock looks."""
    office = Office(store, clock)
    await joined(store, office)
    office.web.failures = [Refused("he blocked us", code="63014")]
    await office.passes(days=4, step=HOUR)
    (said,) = office.said(PHONE)
    assert "T1001-9" in said
    assert "تحديث" in said


async def test_where_both_fail_nothing_goes_in_circles(store: Store, clock: SetClock) -> None:
    """A second way that fails has no third."""
    office = Office(store, clock)
    await joined(store, office)
    before = len(office.said())
    office.web.failures = [Refused("he blocked us", code="63014")]
    office.sms.failures = [Refused("no such number", code="21211")]
    assert await office.passes(days=3, step=HOUR) == []
    assert len(office.said()) == before


async def test_a_channel_that_he_stopped_is_no_second_way(store: Store, clock: SetClock) -> None:
    """He blocked it at its provider: nothing goes there, whatever failed elsewhere."""
    office = Office(store, clock)
    await joined(store, office)
    await office.comes(MemberOptedOut(), PHONE, "sms:main")
    office.web.failures = [Refused("he blocked us", code="63014")]
    await office.passes(days=4, step=HOUR)
    assert office.said(PHONE) == []


NUMBER, BY_NUMBER = "+966501234567", ConversationId("sms:main:+966501234567")


async def asks(office: Office, number: str) -> None:
    """Let the member open a ticket, and give the number that he is asked for."""
    house = office.engine.conduct.house
    outreach = replace(house.outreach, numberless=lambda conversation: conversation == MEMBER)
    office.engine.conduct = replace(office.engine.conduct, house=replace(house, outreach=outreach))
    await office.comes(TextReceived("أقدر أعترض على القرار؟"))
    assert "رقم جوالك" in office.said()[-1]
    await office.comes(TextReceived(number))
    assert "سجلنا" in office.said()[-1]


async def test_the_number_that_he_gave_for_it_is_a_second_way(store: Store, clock: SetClock) -> None:
    """He has no other conversation. It is his from then on, with his word for it, and erased with him."""
    office = Office(store, clock)
    await asks(office, "0501234567")
    office.web.failures = [Refused("he blocked us", code="63014")]
    await office.passes(days=4, step=HOUR)
    (said,) = office.said(BY_NUMBER)
    assert "T1001-9" in said
    rows = await store.database.read(
        lambda c: [
            tuple(row) for row in c.exec_driver_sql("SELECT conversation, member, phone, proof FROM identity ORDER BY 1")
        ]
    )
    assert rows == [(BY_NUMBER, MEMBER, "", "stated"), (MEMBER, MEMBER, "", "alone")]
    consents = await store.database.read(
        lambda c: [tuple(row) for row in c.exec_driver_sql("SELECT message, proof FROM consent")]
    )
    assert consents == [("service", "0501234567")]
    await office.comes(OfficerResolved(TicketRef("T10019"), OfficerId(1)), origin="desk")
    await Dossiers(store).erase(MEMBER, THE_SERVER)
    left = await store.database.read(lambda c: _left(c, "501234567"))
    assert left == []


def _left(connection: Connection, digits: str) -> list[str]:
    """Name the tables in which a number still stands."""
    return [
        name for name, table in columns.metadata.tables.items() if digits in str(connection.execute(select(table)).fetchall())
    ]


async def test_a_number_in_a_country_that_can_write_back_is_not_written_to(store: Store, clock: SetClock) -> None:
    """Whoever wrote from there would be taken for the member; the officer has the number."""
    office = Office(store, clock)
    await asks(office, "+447400123456")
    office.web.failures = [Refused("he blocked us", code="63014")]
    await office.passes(days=4, step=HOUR)
    assert not office.sms.sent


async def test_somebody_elses_number_is_not_written_to(store: Store, clock: SetClock) -> None:
    """He who proved it would read what is not his."""
    office = Office(store, clock)
    other = ConversationId("telegram:main:b")
    await office.inbox.accept([Envelope(other, "x", "telegram:main", TextReceived("هلا"), clock.now(), phone=NUMBER)])
    await office.works()
    await asks(office, "0501234567")
    office.web.failures = [Refused("he blocked us", code="63014")]
    await office.passes(days=4, step=HOUR)
    assert not office.sms.sent


async def test_a_number_that_the_provider_vouches_for_needs_no_asking(store: Store, clock: SetClock) -> None:
    """It came with his messages; what he opted out of goes there as little as anywhere."""
    office = Office(store, clock)
    question = TextReceived("أقدر أعترض على القرار؟")
    await office.inbox.accept([Envelope(MEMBER, "x", "web:main", question, clock.now(), phone=NUMBER)])
    await office.works()
    office.web.failures = [Refused("he blocked us", code="63014")]
    await office.passes(days=4, step=HOUR)
    assert len(office.said(BY_NUMBER)) == 1
    await office.comes(TextReceived("إيقاف"))
    office.web.failures = [Refused("he blocked us", code="63014")]
    await office.passes(days=4, step=HOUR)
    assert len(office.said(BY_NUMBER)) == 1
