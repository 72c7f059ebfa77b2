"""The clocks of a ticket: how long work may take, counted in the association's working time. Pure sums on given times.

Must not read a clock, and must not know what is done about a time that passed: that is `domain.escalation`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.calendar import HORIZON, Calendar
from domain.model import Priority, Stage, TicketKind

STOPPED: Final = frozenset({Stage.WAITING_FOR_MEMBER, Stage.WITH_COMMITTEE})
"""Stages in which the clock of resolution stands: the member's paper, and a study whose end nobody promises (`handling.5`)."""
ANSWERING: Final = STOPPED | {Stage.WITH_DEPARTMENT}
"""Stages into which only a person puts a ticket, and whose sentence answers the member: whose turn it is, and until when."""


# ---- working time ----------------------------------------------------------------------------------------------------


def _stretches(calendar: Calendar, since: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Give the stretches of work from a moment on, in UTC and in order, until `HORIZON` days pass without any."""
    since = since.astimezone(UTC)
    day, idle = calendar.local(since).date(), 0
    while idle <= HORIZON:
        worked = tuple(_stretches_of(calendar, day))
        yield from ((max(opens, since), closes) for opens, closes in worked if closes > since)
        day, idle = day + timedelta(days=1), 0 if worked else idle + 1


def after(calendar: Calendar, start: datetime, work: timedelta) -> datetime | None:
    """Give the moment, in UTC, at which that much working time has passed since `start`; None where the office never opens.

    It lies within working hours or at the end of a shift. No work at all: the first moment at which the office works.
    """
    (reached,) = _afters(calendar, start, (work,))
    return reached


def _afters(calendar: Calendar, start: datetime, works: Sequence[timedelta]) -> tuple[datetime | None, ...]:
    """Give the same for several amounts of work, walking through the calendar once."""
    left, walked = max(works), list[tuple[datetime, datetime]]()
    for opens, closes in _stretches(calendar, start):
        walked.append((opens, closes))
        left -= closes - opens
        if left <= timedelta(0):
            break
    return tuple(_reached(walked, work) for work in works)


def _reached(walked: Iterable[tuple[datetime, datetime]], work: timedelta) -> datetime | None:
    for opens, closes in walked:
        if work <= closes - opens:
            return opens + work
        work -= closes - opens
    return None


def between(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """Measure the working time from `start` to `end`; none where `end` is not later."""
    total = timedelta(0)
    for opens, closes in _stretches(calendar, start):
        if opens >= end:
            break
        total += min(closes, end) - opens
    return total


def opening(calendar: Calendar, moment: datetime) -> datetime | None:
    """Give the moment itself, in UTC, where the office works then, else the next opening; None where there is none."""
    return after(calendar, moment, timedelta(0))


def _stretches_of(calendar: Calendar, day: date) -> Iterator[tuple[datetime, datetime]]:
    """Give one day's stretches; of shifts that overlap the common part once."""
    # In UTC, because the hours of a day on which clocks change are not what its wall times suggest.
    end = datetime.min.replace(tzinfo=UTC)
    for shift in calendar.shifts_of(day):
        opens, closes = (datetime.combine(day, mark, calendar.tz).astimezone(UTC) for mark in (shift.opens, shift.closes))
        if closes > max(opens, end):
            yield max(opens, end), closes
            end = closes


# ---- targets ---------------------------------------------------------------------------------------------------------


class Milestone(StrEnum):
    """What a ticket must reach in time."""

    FIRST_ANSWER = "first_answer"
    """A person's first word to the member, which may come from where his matter lies now."""
    NEXT_ANSWER = "next_answer"
    """A person's answer to what the member wrote since."""
    RESOLUTION = "resolution"


def _hours(*by_kind: int) -> Mapping[TicketKind, timedelta]:
    return MappingProxyType({kind: timedelta(hours=count) for kind, count in zip(TicketKind, by_kind, strict=True)})


@dataclass(frozen=True, slots=True)
class Targets:
    """The working time within which each milestone is to be reached, by kind; a priority leaves only a share of it."""

    first_answer: Mapping[TicketKind, timedelta] = field(default_factory=lambda: _hours(4, 2, 14, 4, 4, 7))
    next_answer: Mapping[TicketKind, timedelta] = field(default_factory=lambda: _hours(4, 2, 14, 7, 7, 7))
    resolution: Mapping[TicketKind, timedelta] = field(default_factory=lambda: _hours(14, 35, 70, 35, 35, 35))
    shares: Mapping[Priority, float] = field(
        default_factory=lambda: MappingProxyType({Priority.NORMAL: 1.0, Priority.HIGH: 0.5, Priority.URGENT: 0.25})
    )
    warn_at: float = 0.75
    """The share of a target (0 to 1) after which its officer is warned."""
    rise_at: float = 0.9
    """The share after which the ticket goes to the post above; with 1 only at the due time itself."""
    study: timedelta | None = None
    """The days, not of work, within which members are promised the committee's decision; None: no latest date is promised."""

    def of(self, milestone: Milestone, kind: TicketKind, priority: Priority) -> timedelta:
        """Give the working time that a ticket of this kind and priority has."""
        by_milestone = {
            Milestone.FIRST_ANSWER: self.first_answer,
            Milestone.NEXT_ANSWER: self.next_answer,
            Milestone.RESOLUTION: self.resolution,
        }
        return by_milestone[milestone][kind] * self.shares[priority]


@dataclass(frozen=True, slots=True)
class Times:
    """What the clocks of one ticket go by."""

    kind: TicketKind
    priority: Priority
    stage: Stage
    started_at: datetime
    """When it was opened, or last reopened."""
    answered: bool = False
    """A person has answered the member since then, in words or by a stage that answers (`ANSWERING`)."""
    waiting_since: datetime | None = None
    """Since when the member waits for a person's word; None while he does not."""
    stood: timedelta = timedelta(0)
    """Working time spent in `STOPPED` stages since it started, the present stage aside: the sum of `standstill`."""
    stage_at: datetime | None = None
    """When it entered its stage; a promised study runs from then."""


@dataclass(frozen=True, slots=True)
class Due:
    """A milestone with its time, and what comes ahead of it."""

    milestone: Milestone
    at: datetime
    warn_at: datetime
    rise_at: datetime
    """When it goes to the post above, so that somebody can still keep the time."""


def standstill(calendar: Calendar, stage: Stage, since: datetime, until: datetime) -> timedelta:
    """Give what leaving a stage at `until`, entered at `since`, adds to `Times.stood`."""
    return between(calendar, since, until) if stage in STOPPED else timedelta(0)


def due(times: Times, targets: Targets, calendar: Calendar) -> tuple[Due, ...]:
    """Give what the ticket must reach, the soonest first; nothing for one that is not open, or where the office never opens."""
    if not times.stage.is_open:
        return ()
    found = [_due(milestone, start, times, targets, calendar) for milestone, start in _running(times)]
    return tuple(sorted((each for each in (*found, _studied(times, targets)) if each), key=lambda each: each.at))


def _running(times: Times) -> Iterator[tuple[Milestone, datetime]]:
    if not times.answered:
        yield Milestone.FIRST_ANSWER, times.started_at
    elif times.waiting_since:
        yield Milestone.NEXT_ANSWER, times.waiting_since
    if times.stage not in STOPPED:
        yield Milestone.RESOLUTION, times.started_at


def _due(milestone: Milestone, start: datetime, times: Times, targets: Targets, calendar: Calendar) -> Due | None:
    work = targets.of(milestone, times.kind, times.priority)
    stood = times.stood if milestone is Milestone.RESOLUTION else timedelta(0)
    at, warn_at, rise_at = _afters(calendar, start, [work * share + stood for share in _shares(targets)])
    return Due(milestone, at, warn_at, rise_at) if at and warn_at and rise_at else None


def _studied(times: Times, targets: Targets) -> Due | None:
    """Give the latest date of a study where the association promises one: its clock of resolution stands meanwhile."""
    if times.stage is not Stage.WITH_COMMITTEE or times.stage_at is None or targets.study is None:
        return None
    at, warn_at, rise_at = (times.stage_at + targets.study * share for share in _shares(targets))
    return Due(Milestone.RESOLUTION, at, warn_at, rise_at)


def _shares(targets: Targets) -> tuple[float, float, float]:
    return 1, targets.warn_at, max(targets.rise_at, targets.warn_at)
