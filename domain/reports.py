"""What the association's figures say of a stretch of time. Pure: cases come in, sums go out.

Knows no officer: ratings are there to improve the service, never to punish or rank anybody (`practice.3`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final, Protocol

from domain import clocks
from domain.calendar import Calendar
from domain.model import HandoverReason, Stage, TicketKind, TicketRef

SCORES: Final = (5, 4, 3, 2, 1)
_COMMENTS: Final = 50
_SILENT: Final = frozenset({HandoverReason.SILENT, HandoverReason.OUT_OF_SCOPE})


class Period(StrEnum):
    """How far back a report looks."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    LAST_MONTH = "last_month"
    """The calendar's, the whole of it."""


_DAYS: Final[Mapping[Period, int]] = {Period.TODAY: 1, Period.WEEK: 7, Period.MONTH: 30}


def span(period: Period, now: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """Give the first and the last moment: from midnight, of today or of the last 7 or 30 days, until now; or the last month."""
    today = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    if period is Period.LAST_MONTH:
        last = today.replace(day=1) - timedelta(microseconds=1)
        return last.replace(day=1, hour=0, minute=0, second=0, microsecond=0), last
    return today - timedelta(days=_DAYS[period] - 1), now


@dataclass(frozen=True, slots=True)
class Case:
    """What a report needs of a ticket."""

    ref: TicketRef
    kind: TicketKind
    channel: str
    department: str
    reason: HandoverReason
    entry: str
    """The nearest entry of the knowledge; empty where none was near."""
    topic: str
    stage: Stage
    opened_at: datetime
    stage_at: datetime
    """When it came to its stage: of a settled one, when it was settled."""
    answered_at: datetime | None
    """When an officer first answered the member: wrote to him, or put the ticket into a stage that answers."""
    waits: bool
    """The member waits for an answer."""
    due_at: datetime | None
    rating: int | None
    rated_at: datetime | None
    comment: str


@dataclass(frozen=True, slots=True)
class Lengths:
    """Working times of several cases."""

    count: int
    middle: timedelta | None
    """Half of them took no longer."""
    most: timedelta | None
    """Nine of ten took no longer."""


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of a department, or of all."""

    department: str
    received: int
    settled: int
    waiting: int
    overdue: int
    answer: Lengths
    """To the first answer by an officer."""
    resolution: Lengths
    scores: tuple[int, ...]
    """Ratings of 5, 4, 3, 2, 1: how many of each."""

    @property
    def rated(self) -> int:
        """How many members rated."""
        return sum(self.scores)

    @property
    def average(self) -> float | None:
        """The mean rating; None where nobody rated."""
        return sum(map(int.__mul__, SCORES, self.scores)) / self.rated if self.rated else None


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of a period."""

    since: datetime
    until: datetime
    whole: Line
    departments: tuple[Line, ...]
    kinds: tuple[tuple[TicketKind, int], ...]
    channels: tuple[tuple[str, int], ...]
    comments: tuple[Case, ...]
    """Rated cases whose member wrote a word with it, the latest first."""
    silent: tuple[tuple[str, int], ...]
    """What was asked and nothing approved answers: entries or topics, the most asked first."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What stands above each page of the desk."""

    waiting: int
    overdue: int
    average: float | None
    """Of the week's ratings."""


class Reports(Protocol):
    """Reads what figures are made of."""

    async def cases(self, since: datetime) -> tuple[Case, ...]:
        """Give all that is open, and what was opened, settled or rated since."""
        ...

    async def glance(self, since: datetime) -> Glance:
        """Give what waits and is overdue now, and the mean of the ratings since."""
        ...


def report(cases: Sequence[Case], span: tuple[datetime, datetime], now: datetime, calendar: Calendar) -> Report:
    """Sum up a period, and what waits now of what came by its end; times are the association's working time."""
    since, until = span
    cases = [case for case in cases if case.opened_at <= until]
    received = [case for case in cases if case.opened_at >= since]
    rated = sorted((case for case in cases if _rated(case, span)), key=lambda case: case.rated_at or since, reverse=True)
    names = sorted({case.department for case in cases})
    return Report(
        since=since,
        until=until,
        whole=_line("", cases, span, now, calendar),
        departments=tuple(
            _line(name, [case for case in cases if case.department == name], span, now, calendar) for name in names
        ),
        kinds=tuple(Counter(case.kind for case in received).most_common()),
        channels=tuple(Counter(case.channel for case in received).most_common()),
        comments=tuple(case for case in rated if case.comment)[:_COMMENTS],
        silent=tuple(Counter(case.entry or case.topic for case in received if case.reason in _SILENT).most_common()),
    )


def _line(department: str, cases: Iterable[Case], span: tuple[datetime, datetime], now: datetime, calendar: Calendar) -> Line:
    cases = tuple(cases)
    since, until = span
    settled = [case for case in cases if not case.stage.is_open and since <= case.stage_at <= until]
    received = [case for case in cases if case.opened_at >= since]
    scores = Counter(case.rating for case in cases if _rated(case, span))
    answers = [clocks.between(calendar, case.opened_at, case.answered_at) for case in received if case.answered_at]
    return Line(
        department=department,
        received=len(received),
        settled=len(settled),
        waiting=sum(case.stage.is_open and case.waits for case in cases),
        overdue=sum(case.stage.is_open and case.due_at is not None and case.due_at <= now for case in cases),
        answer=lengths(answers),
        resolution=lengths([clocks.between(calendar, case.opened_at, case.stage_at) for case in settled]),
        scores=tuple(scores[score] for score in SCORES),
    )


def lengths(spans: Sequence[timedelta]) -> Lengths:
    """Give the middle one, and that which nine of ten do not exceed."""
    if not spans:
        return Lengths(0, None, None)
    ordered = sorted(spans)
    return Lengths(len(ordered), ordered[(len(ordered) - 1) // 2], ordered[-(-9 * len(ordered) // 10) - 1])


def _rated(case: Case, span: tuple[datetime, datetime]) -> bool:
    return case.rating is not None and case.rated_at is not None and span[0] <= case.rated_at <= span[1]
