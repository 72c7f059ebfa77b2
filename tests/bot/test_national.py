"""The Saudi days off."""

from collections.abc import Mapping
from datetime import date

import pytest

from bot import national
from domain.model import Language


def _named(days: Mapping[date, national.Name], name: str) -> list[str]:
    return [str(day) for day in sorted(days) if days[day][Language.ENGLISH] == name]


def test_a_feast_has_four_days_and_gets_back_what_falls_on_a_weekend() -> None:
    """In 2026 Ramadan has 30 days, and its feast a Friday and a Saturday; the other has a Friday."""
    days = national.days_off(range(2026, 2027))
    assert _named(days, "Eid al-Fitr") == [f"2026-03-{day}" for day in (19, 20, 21, 22, 23, 24)]
    assert _named(days, "Day of Arafah") == ["2026-05-26"]
    assert _named(days, "Eid al-Adha") == [f"2026-05-{day}" for day in (27, 28, 29, 31)]


def test_the_feast_begins_behind_the_29th_of_ramadan() -> None:
    """With the 30th where there is one, as in 2024, and else with Shawwal, as in 2025."""
    days = national.days_off(range(2024, 2026))
    assert _named(days, "Eid al-Fitr") == [
        *(f"2024-04-{day}" for day in ("09", "10", "11", "12", "14")),
        *("2025-03-30", "2025-03-31", "2025-04-01", "2025-04-02"),
    ]


@pytest.mark.parametrize(("year", "beside"), [(2022, "2022-09-22"), (2026, ""), (2028, "2028-09-24")])
def test_a_day_that_falls_on_a_weekend_has_the_working_day_beside_it(year: int, beside: str) -> None:
    """A Friday the Thursday before, a Saturday the Sunday behind it."""
    found = _named(national.days_off(range(year, year + 1)), "National Day")
    assert found == sorted({f"{year}-09-23", *filter(None, [beside])})


def test_two_feasts_may_fall_in_one_year() -> None:
    """The year of the Hijra is eleven days shorter: in 2033 one feast comes in January and in December."""
    assert [day[5:7] for day in _named(national.days_off(range(2033, 2034)), "Eid al-Fitr")] == ["01"] * 4 + ["12"] * 6


def test_only_the_asked_years_are_told_and_none_that_no_table_knows() -> None:
    """The tables of Umm al-Qura end in 2077; from then on the two days that do not move are left."""
    years = national.years(date(2076, 5, 1))
    days = national.days_off(years)
    assert {day.year for day in days} == {*years}
    assert {name[Language.ENGLISH] for day, name in days.items() if day > date(2077, 11, 30)} == {
        "Founding Day",
        "National Day",
    }
