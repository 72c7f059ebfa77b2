"""Who is there for a matter, by department."""

from datetime import UTC, datetime

from bot import duties
from domain import roster
from domain.accountports import Officer, Presence
from domain.model import NO_POST, DepartmentId, OfficerId, PostId
from domain.roster import UNKNOWN, Roster
from tests.packaged import KNOWN

REGULATION = duties.load(duties.SAMPLE, frozenset(entry.topic for entry in KNOWN.entries.values() if entry.topic))
RELATIONS, FINANCE, PROJECTS = map(DepartmentId, ("member_relations", "finance", "projects"))
NIGHT = datetime(2026, 11, 28, 20, tzinfo=UTC)


def officer(number: int, post: str, presence: Presence = Presence.AVAILABLE, back_at: datetime | None = None) -> Officer:
    """Give somebody who holds a post."""
    return Officer(OfficerId(number), f"n{number}", f"n{number}", post=PostId(post), presence=presence, back_at=back_at)


def test_a_department_has_its_own_people() -> None:
    """The accountant who is away is missed in money matters only, unless his superior is there."""
    away = officer(1, "accountant", Presence.AWAY)
    seen = roster.of_departments([away, officer(2, "relations_officer")], REGULATION)
    assert seen[FINANCE] == Roster(here=False, unsure=True)
    assert seen[RELATIONS].here
    assert roster.of_departments([away, officer(2, "finance_manager")], REGULATION)[FINANCE].here


def test_who_has_no_post_answers_everything() -> None:
    """As in an office that gave nobody a post yet."""
    seen = roster.of_departments([officer(1, "accountant", Presence.AWAY), officer(2, NO_POST)], REGULATION)
    assert all(one.here for one in seen.values())


def test_a_department_without_people_is_its_superiors() -> None:
    """The nearest post above that is held; if none is, whoever answers at all."""
    manager = officer(1, "manager", Presence.ABSENT, NIGHT)
    seen = roster.of_departments([manager, officer(2, "relations_officer")], REGULATION)
    assert seen[PROJECTS] == Roster(here=False, back=(NIGHT,))
    assert roster.of_departments([officer(2, "relations_officer")], REGULATION)[PROJECTS].here
    assert set(roster.of_departments([], REGULATION).values()) == {UNKNOWN}
