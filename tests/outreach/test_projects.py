"""Lists of projects on both databases: by number and by ticket, of those who have written and of those who will."""

from domain import enrolling
from domain.enrolling import Enrolled, Roster, Way
from domain.inbound import TextReceived
from domain.model import ConversationId, OfficerId
from domain.receiving import Segment
from storage.outreach import people
from storage.person.members import Members
from storage.store import Store
from tests.databases import SetClock
from tests.outreach.member import MEMBER, Office, opened

PHONE = ConversationId("sms:main:+966501234567")
OASIS = "واحة مكة"


async def held(office: Office, project: str = OASIS) -> set[str]:
    """Give the persons whom a segment of the project holds."""
    page = await office.store.database.read(lambda connection: people.page(connection, "", 100))
    return {one.person for one in page.persons if Segment(projects=frozenset({project})).holds(one)}


async def put_in(office: Office, text: str, way: Way = Way.ADD, project: str = OASIS) -> Enrolled:
    """Do what a list says."""
    return await office.service.projects.enrol(enrolling.read(text, project), way)


async def test_a_number_counts_once_somebody_writes_from_it(store: Store, clock: SetClock) -> None:
    """Before, it is awaited; his other channels follow him."""
    office = Office(store, clock)
    assert await put_in(office, "0501234567\n0501234567") == Enrolled(1, 0, 1, ())
    assert await office.service.projects.rosters() == (Roster(OASIS, 0, 1),)
    assert await held(office) == set()
    await office.comes(TextReceived("متى الرد؟"), PHONE, "sms:main")
    assert await held(office) == {PHONE}
    assert await office.service.projects.of(PHONE) == (OASIS,)
    assert await office.service.projects.rosters() == (Roster(OASIS, 1, 0),)
    await office.comes(TextReceived("متى الرد؟"))
    await Members(store).join(PHONE, MEMBER, OfficerId(1))
    assert await office.service.projects.of(MEMBER) == (OASIS,)
    await office.service.projects.leave(OASIS, MEMBER)
    assert await held(office) == set()


async def test_a_ticket_names_its_member(store: Store, clock: SetClock) -> None:
    """Where his channel has no number; a ticket that there is not is told."""
    office = Office(store, clock)
    ref = await opened(office)
    done = await put_in(office, f"{ref[:-1]}-{ref[-1]}\nT99999")
    assert (done.changed, done.unread) == (1, (2,))
    assert await held(office) == {MEMBER}


async def test_a_list_adds_replaces_and_removes(store: Store, clock: SetClock) -> None:
    """Each project by itself; the same list again changes nothing."""
    office = Office(store, clock)
    await put_in(office, "0501234561\n0501234562")
    assert await put_in(office, "0501234562\n0501234563") == Enrolled(1, 1, 2, ())
    assert await put_in(office, "0501234563,النسيم", project="") == Enrolled(1, 0, 1, ())
    assert await put_in(office, "0501234563\n0501234564", Way.REPLACE) == Enrolled(3, 1, 2, ())
    assert await put_in(office, "0501234563\n0501234564", Way.REPLACE) == Enrolled(0, 2, 2, ())
    assert await put_in(office, "0501234563\n0501234569", Way.REMOVE) == Enrolled(1, 1, 0, ())
    assert {one.project: one.awaited for one in await office.service.projects.rosters()} == {OASIS: 1, "النسيم": 1}
    assert await office.service.projects.dissolve(OASIS) == 1
    assert await office.service.projects.all() == {"النسيم": 1}


async def test_a_long_list_is_taken_whole(store: Store, clock: SetClock) -> None:
    """Of thousands of numbers."""
    office = Office(store, clock)
    lines = "\n".join(f"05{number:08}" for number in range(3_000))
    assert await put_in(office, lines) == Enrolled(3_000, 0, 3_000, ())
