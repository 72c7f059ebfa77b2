"""Whether anybody is there to answer."""

from dataclasses import replace
from datetime import timedelta

from domain import roster
from domain.accountports import Officer, Presence
from domain.model import OfficerId
from domain.roster import UNKNOWN
from tests.domain.offices import at

NINE = at("2026-11-22 09:00")
SALEM = Officer(OfficerId(1), "salem", "سالم")
AWAY = replace(SALEM, presence=Presence.AWAY)


def test_one_who_is_there_is_enough() -> None:
    """Whoever else is away."""
    assert roster.of([SALEM, AWAY]).is_manned(NINE)


def test_of_an_association_without_officers_nothing_is_known() -> None:
    """Then the hours alone count; a closed account is nobody."""
    assert roster.of([]) == UNKNOWN
    assert roster.of([replace(AWAY, active=False)]) == UNKNOWN


def test_who_said_when_he_is_back_is_there_from_then_on() -> None:
    """The soonest of several; one who said nothing leaves it unsure."""
    later = replace(AWAY, presence=Presence.ABSENT, back_at=NINE + timedelta(hours=4))
    soon = replace(AWAY, back_at=NINE + timedelta(hours=1))
    seen = roster.of([later, soon, AWAY])
    assert (seen.here, seen.unsure, seen.back) == (False, True, (soon.back_at, later.back_at))
    assert not seen.is_manned(NINE)
    assert seen.is_manned(NINE + timedelta(hours=1))
