"""Who is there to answer, as far as members are told: whether anybody is, and when the first is back, by department. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain import duties
from domain.accountports import Officer, Presence
from domain.duties import Regulation
from domain.model import NO_POST, DepartmentId


@dataclass(frozen=True, slots=True)
class Roster:
    """All who answer members, together; as it stands here nothing is known, and the working hours alone count."""

    here: bool = True
    """One of them at least is there."""
    unsure: bool = False
    """One at least is away without a word when he is back."""
    back: tuple[datetime, ...] = ()
    """When those are back who said it, the soonest first."""

    def is_manned(self, now: datetime) -> bool:
        """Tell whether anybody is there."""
        return self.here or any(at <= now for at in self.back)


UNKNOWN: Final = Roster()


def _of(answering: Iterable[Officer]) -> Roster:
    """Give the roster of these officers; of nobody nothing is known."""
    people = [one for one in answering if one.active]
    if not people:
        return UNKNOWN
    gone = [one for one in people if one.presence is not Presence.AVAILABLE]
    return Roster(
        here=len(gone) < len(people),
        unsure=any(one.back_at is None for one in gone),
        back=tuple(sorted(one.back_at for one in gone if one.back_at is not None)),
    )


def of_departments(answering: Iterable[Officer], regulation: Regulation) -> Mapping[DepartmentId, Roster]:
    """Give the roster of each department: its own people, and those without a post, who answer everything.

    Where a department has nobody, its matters are those of the nearest post above that somebody holds.
    """
    people = [one for one in answering if one.active]
    return {department: _of(_concerned(people, regulation, department)) for department in regulation.departments}


def _concerned(people: list[Officer], regulation: Regulation, department: DepartmentId) -> list[Officer]:
    first = duties.entrance(regulation, department)
    places = (department, *(regulation.posts[post].department for post in (duties.chain(regulation, first) if first else ())))
    for place in places:
        if own := [one for one in people if one.post == NO_POST or _department(one, regulation) == place]:
            return own
    return people


def _department(officer: Officer, regulation: Regulation) -> DepartmentId | None:
    post = regulation.posts.get(officer.post)
    return post.department if post else None
