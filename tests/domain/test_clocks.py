"""Working time: adding, measuring, targets and standing."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import clocks
from domain.calendar import Calendar, Shift
from domain.clocks import Milestone, Targets, Times
from domain.model import Priority, Stage, TicketKind
from tests.domain.offices import BERLIN, MAKKAH, NEVER, RIYADH, WEEK, at

HOUR = timedelta(hours=1)
MOMENTS = st.datetimes(datetime(2027, 1, 20), datetime(2027, 4, 20), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive
OFFICES = st.sampled_from([MAKKAH, BERLIN])
WORK = st.timedeltas(timedelta(0), timedelta(hours=60))


@given(OFFICES, MOMENTS, WORK)
def test_adding_then_measuring_gives_the_same_duration(office: Calendar, start: datetime, work: timedelta) -> None:
    """Holidays, Ramadan and changed clocks make no difference to the sum."""
    end = clocks.after(office, start, work)
    assert end is not None
    assert clocks.between(office, start, end) == work


@given(OFFICES, MOMENTS, WORK)
def test_no_time_falls_into_a_closed_hour(office: Calendar, start: datetime, work: timedelta) -> None:
    """The result is a moment of work, or the very end of a shift."""
    end = clocks.after(office, start, work)
    assert end is not None
    assert office.is_open(end) or office.is_open(end - timedelta(microseconds=1))


@given(OFFICES, MOMENTS, MOMENTS, MOMENTS)
def test_working_time_adds_up(office: Calendar, one: datetime, two: datetime, three: datetime) -> None:
    """Measured in two parts it is what it is as a whole, and never more than the time on the wall."""
    first, middle, last = sorted((one, two, three))
    whole = clocks.between(office, first, last)
    assert whole == clocks.between(office, first, middle) + clocks.between(office, middle, last)
    assert whole <= last - first


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-22 09:00", 2, "2026-11-22 11:00"),
        ("2026-11-22 11:00", 2, "2026-11-22 14:00"),  # over the midday break
        ("2026-11-22 12:30", 1, "2026-11-22 14:00"),  # begins within the break
        ("2026-11-22 09:00", 6, "2026-11-22 16:00"),  # the day's last moment, not the next morning
        ("2026-11-26 15:00", 2, "2026-11-29 09:00"),  # Thursday to Sunday
        ("2026-11-27 10:00", 0, "2026-11-29 08:00"),  # nothing to do on a Friday: the next opening
        ("2027-02-07 15:00", 2, "2027-02-08 11:00"),  # into Ramadan
        ("2027-02-08 08:00", 5, "2027-02-08 15:00"),  # a day of Ramadan has five hours
        ("2027-03-08 14:00", 2, "2027-03-15 09:00"),  # over Eid, the weekend within it and a compensating day
    ],
)
def test_times_in_the_association_s_hours(start: str, hours: int, end: str) -> None:
    """Two shifts, weekend, Ramadan and Eid."""
    assert clocks.after(MAKKAH, at(start), hours * HOUR) == at(end)


def test_a_shift_in_which_the_clock_is_put_forward_is_an_hour_shorter() -> None:
    """On 28 March 2027 Berlin has no 02:00-03:00: the shift 01:00-05:00 holds three hours."""
    midnight = datetime(2027, 3, 27, 23, tzinfo=UTC)
    assert clocks.between(BERLIN, midnight, midnight + 12 * HOUR) == 3 * HOUR


def test_a_shift_in_which_the_clock_is_put_back_is_an_hour_longer() -> None:
    """On 31 October 2027 Berlin lives 02:00-03:00 twice: the shift 01:00-05:00 holds five hours."""
    midnight = datetime(2027, 10, 30, 22, tzinfo=UTC)
    assert clocks.between(BERLIN, midnight, midnight + 12 * HOUR) == 5 * HOUR


def test_overlapping_shifts_are_not_counted_twice() -> None:
    """An association that enters 08:00-12:00 and 11:00-13:00 works five hours."""
    office = Calendar(RIYADH, {6: (Shift(time(8), time(12)), Shift(time(11), time(13)))})
    assert clocks.between(office, at("2026-11-22 00:00"), at("2026-11-23 00:00")) == 5 * HOUR


def test_an_office_that_never_opens_has_no_due_times() -> None:
    """No endless search, no invented time."""
    assert clocks.after(NEVER, at("2026-11-22 09:00"), HOUR) is None
    assert clocks.between(NEVER, at("2026-11-22 09:00"), at("2026-12-22 09:00")) == timedelta(0)
    assert (
        clocks.due(Times(TicketKind.INQUIRY, Priority.NORMAL, Stage.RECEIVED, at("2026-11-22 09:00")), Targets(), NEVER) == ()
    )


def test_a_clock_moved_back_measures_nothing() -> None:
    """An end before its start is no working time, and not a negative one."""
    assert clocks.between(MAKKAH, at("2026-11-22 10:00"), at("2026-11-22 09:00")) == timedelta(0)


def ticket(**changes: object) -> Times:
    """Give an inquiry received on a Sunday at nine."""
    given = {
        "kind": TicketKind.INQUIRY,
        "priority": Priority.NORMAL,
        "stage": Stage.RECEIVED,
        "started_at": at("2026-11-22 09:00"),
    }
    return Times(**(given | changes))  # type: ignore[arg-type]


def milestones(times: Times) -> dict[Milestone, datetime]:
    """Give when each milestone is due."""
    return {due.milestone: due.at for due in clocks.due(times, Targets(), MAKKAH)}


def test_a_new_ticket_has_a_first_answer_and_a_resolution_to_reach() -> None:
    """Four working hours and two working days, the sooner first."""
    assert milestones(ticket()) == {
        Milestone.FIRST_ANSWER: at("2026-11-22 14:00"),
        Milestone.RESOLUTION: at("2026-11-24 09:00"),
    }
    assert next(iter(milestones(ticket()))) is Milestone.FIRST_ANSWER


def test_priority_leaves_a_share_of_the_time() -> None:
    """A high one has half, an urgent one a quarter."""
    assert milestones(ticket(priority=Priority.HIGH))[Milestone.FIRST_ANSWER] == at("2026-11-22 11:00")
    assert milestones(ticket(priority=Priority.URGENT))[Milestone.FIRST_ANSWER] == at("2026-11-22 10:00")


def test_after_the_first_answer_the_clock_runs_only_while_the_member_waits() -> None:
    """The next answer is counted from the member's words."""
    assert set(milestones(ticket(answered=True))) == {Milestone.RESOLUTION}
    waiting = ticket(answered=True, waiting_since=at("2026-11-23 08:00"))
    assert milestones(waiting)[Milestone.NEXT_ANSWER] == at("2026-11-23 12:00")


@pytest.mark.parametrize("stage", sorted(clocks.STOPPED))
def test_the_clock_of_resolution_stands_with_the_committee_and_with_the_member(stage: Stage) -> None:
    """No latest date is reckoned for a study, nor for a paper that the member has not brought."""
    assert Milestone.RESOLUTION not in milestones(ticket(stage=stage, answered=True))


def test_a_study_whose_latest_date_is_promised_is_due_then() -> None:
    """Two weeks on the wall after the committee got it, wherever they end; without such a promise nothing is due there."""
    sent = ticket(stage=Stage.WITH_COMMITTEE, answered=True, stage_at=at("2026-11-22 10:00"))
    (due,) = clocks.due(sent, Targets(study=timedelta(days=14)), MAKKAH)
    assert (due.milestone, due.at) == (Milestone.RESOLUTION, at("2026-12-06 10:00"))
    assert sent.stage_at is not None
    assert sent.stage_at < due.warn_at < due.rise_at < due.at
    assert clocks.due(sent, Targets(), MAKKAH) == ()


def test_time_that_stood_still_is_given_back() -> None:
    """A day at the committee moves the resolution by a working day."""
    stood = clocks.standstill(MAKKAH, Stage.WITH_COMMITTEE, at("2026-11-22 10:00"), at("2026-11-23 10:00"))
    assert stood == 7 * HOUR
    assert milestones(ticket(stood=stood))[Milestone.RESOLUTION] == at("2026-11-25 09:00")
    assert clocks.standstill(MAKKAH, Stage.WITH_OFFICER, at("2026-11-22 10:00"), at("2026-11-23 10:00")) == timedelta(0)


@pytest.mark.parametrize("stage", [Stage.RESOLVED, Stage.CLOSED])
def test_a_ticket_that_is_not_open_owes_nothing(stage: Stage) -> None:
    """No clock runs after the resolution."""
    assert clocks.due(ticket(stage=stage), Targets(), MAKKAH) == ()


def test_a_warning_comes_ahead_of_the_due_time() -> None:
    """At three quarters of the time."""
    soonest = min(clocks.due(ticket(), Targets(), MAKKAH), key=lambda due: due.at)
    assert (soonest.warn_at, soonest.at) == (at("2026-11-22 12:00"), at("2026-11-22 14:00"))


def test_every_kind_has_every_target() -> None:
    """No ticket is without a target, whatever its priority."""
    for kind in TicketKind:
        for milestone in Milestone:
            for priority in Priority:
                assert Targets().of(milestone, kind, priority) > timedelta(0)


def test_the_office_of_these_tests_works_seven_hours_a_day() -> None:
    """The expectations above rest on it."""
    assert clocks.between(MAKKAH, at("2026-11-22 00:00"), at("2026-11-29 00:00")) == 7 * len(WEEK) * HOUR
