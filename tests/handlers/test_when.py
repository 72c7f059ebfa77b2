"""When a person can be expected, as members are told: by the hours, and by who is there."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain import duties
from domain.model import Language
from domain.roster import UNKNOWN, Roster
from handlers import when
from tests.handlers.house import AR, EN, NOON, context

NOBODY = Roster(here=False, unsure=True)
MORNING, AFTERNOON, NIGHT = (NOON + timedelta(hours=hours) for hours in (-1, 2, 9))
"""A Sunday in Makkah: 11:00, 14:00 and 21:00; the office works 8 to 12 and 13 to 16. Tuesday is a day off."""


def told(roster: Roster, now: datetime = AFTERNOON, language: Language = AR) -> str:
    """Give what a member is told."""
    ctx = context(now=now, language=language)
    rosters = dict.fromkeys(ctx.house.regulation.departments, roster)
    return when.answer_hours(replace(ctx, house=replace(ctx.house, rosters=rosters)), duties.head(ctx.house.regulation))


def gone(hours: float) -> Roster:
    """Give the roster of those who are all back so many hours after noon."""
    return Roster(here=False, back=(NOON + timedelta(hours=hours),))


@pytest.mark.parametrize("now", [MORNING, NOON, AFTERNOON, NIGHT])
def test_where_somebody_is_there_the_hours_are_told(now: datetime) -> None:
    """As they are where nothing is known."""
    assert told(Roster(), now) == told(UNKNOWN, now)
    assert ("حتى 4 عصراً" in told(Roster(), now)) == (now != NIGHT)


def test_nobody_there_is_not_until_four() -> None:
    """Within working hours he hears that nobody is there, and when work begins anew: the next shift, or the next day."""
    assert told(NOBODY).startswith("من يتولى مثل هذا غير متاح هذه الساعة، ونعود إليك غداً الساعة 8 صباحاً")
    assert "اليوم الساعة 1 ظهراً" in told(NOBODY, MORNING)
    assert told(NOBODY, language=EN).startswith("Whoever deals with this is not there right now; we are back tomorrow at 8")


def test_in_the_break_nobody_there_is_no_news() -> None:
    """The next shift is told as the next opening."""
    assert told(NOBODY, NOON).startswith("المكتب مغلق الآن، ويبدأ العمل اليوم الساعة 1 ظهراً")


def test_who_said_when_he_is_back_is_told() -> None:
    """The soonest, where it is before the next shift; in the night or on a day off the opening after it."""
    assert "اليوم الساعة 3 عصراً" in told(gone(3))
    assert "اليوم الساعة 3 عصراً" in told(replace(gone(3), unsure=True))
    assert "غداً الساعة 8 صباحاً" in told(gone(9))
    assert "الأربعاء الساعة 8 صباحاً" in told(gone(45)), "Tuesday is a day off"
    assert "اليوم الساعة 1 ظهراً" in told(replace(gone(45), unsure=True), MORNING)


def test_at_night_those_who_went_home_do_not_count() -> None:
    """Away says nothing of the morning; a leave of all until a day does."""
    assert told(NOBODY, NIGHT) == told(UNKNOWN, NIGHT)
    assert told(gone(45), NIGHT).startswith("المكتب مغلق الآن، ويبدأ العمل الأربعاء الساعة 8 صباحاً")


def test_who_is_back_by_now_is_there() -> None:
    """His time came; nothing else has to be said."""
    assert told(gone(1)) == told(UNKNOWN)
