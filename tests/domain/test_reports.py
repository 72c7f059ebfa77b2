"""The association's figures: what is counted, over which time, and how long things take."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain import reports
from domain.casefile import ALWAYS
from domain.model import HandoverReason, Stage, TicketKind, TicketRef
from domain.reports import Case, Period, lengths

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SINCE = NOW - timedelta(days=7)
CASE = Case(
    ref=TicketRef("T10019"),
    kind=TicketKind.INQUIRY,
    channel="web",
    department="relations",
    reason=HandoverReason.SILENT,
    entry="objection",
    topic="membership",
    stage=Stage.RECEIVED,
    opened_at=NOW - timedelta(hours=5),
    stage_at=NOW - timedelta(hours=5),
    answered_at=None,
    waits=True,
    due_at=NOW - timedelta(hours=1),
    rating=None,
    rated_at=None,
    comment="",
)
SETTLED = replace(
    CASE,
    reason=HandoverReason.ASKED,
    department="projects",
    stage=Stage.RESOLVED,
    waits=False,
    answered_at=NOW - timedelta(hours=4),
    stage_at=NOW - timedelta(hours=2),
    rating=2,
    rated_at=NOW,
    comment="تأخر الرد",
)


def test_a_period_begins_with_its_first_day() -> None:
    """Today, or the last 7 or 30 days with today, until now; or the last month whole: by the association's clock."""
    zone = ZoneInfo("Asia/Riyadh")
    late = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)  # already the 23rd in Riyadh
    found = {period: reports.span(period, late, zone) for period in Period}
    assert {period: since.isoformat() for period, (since, _) in found.items()} == {
        "today": "2026-11-23T00:00:00+03:00",
        "week": "2026-11-17T00:00:00+03:00",
        "month": "2026-10-25T00:00:00+03:00",
        "last_month": "2026-10-01T00:00:00+03:00",
    }
    assert {until for period, (_, until) in found.items() if period is not Period.LAST_MONTH} == {late}
    assert found[Period.LAST_MONTH][1].isoformat() == "2026-10-31T23:59:59.999999+03:00"
    january = reports.span(Period.LAST_MONTH, datetime(2027, 1, 1, 5, tzinfo=UTC), zone)
    assert [at.date().isoformat() for at in january] == ["2026-12-01", "2026-12-31"]


def test_a_month_that_is_over_counts_nothing_that_came_after_it() -> None:
    """Neither what came, nor what was settled or rated since; what waits is told as it is now."""
    span = SINCE, NOW - timedelta(hours=1)
    late = replace(CASE, opened_at=NOW)
    settled_since = replace(SETTLED, stage_at=NOW, rated_at=NOW)
    found = reports.report([CASE, late, settled_since], span, NOW, ALWAYS).whole
    assert (found.received, found.settled, found.rated, found.waiting, found.overdue) == (2, 0, 0, 1, 1)


def test_all_and_each_department_are_summed_up() -> None:
    """What came, was settled, waits and is overdue; times to the first answer and the resolution; ratings with words."""
    old = replace(SETTLED, opened_at=SINCE - timedelta(days=9), stage_at=SINCE - timedelta(days=1), rated_at=SINCE, rating=5)
    found = reports.report([CASE, SETTLED, old], (SINCE, NOW), NOW, ALWAYS)
    whole = found.whole
    assert (whole.received, whole.settled, whole.waiting, whole.overdue) == (2, 1, 1, 1)
    assert (whole.answer.count, whole.answer.middle) == (1, timedelta(hours=1))
    assert whole.resolution.middle == timedelta(hours=3)
    assert (whole.scores, whole.rated, whole.average) == ((1, 0, 0, 1, 0), 2, 3.5)
    assert [(line.department, line.received, line.rated) for line in found.departments] == [
        ("projects", 1, 2),
        ("relations", 1, 0),
    ]
    assert found.kinds == ((TicketKind.INQUIRY, 2),)
    assert found.silent == (("objection", 1),)
    assert [case.rating for case in found.comments] == [2, 5]


def test_nothing_happened() -> None:
    """An empty period has no averages, and none is made up."""
    found = reports.report([], (SINCE, NOW), NOW, ALWAYS)
    assert (found.whole.average, found.whole.answer.middle, found.departments) == (None, None, ())


@pytest.mark.parametrize(("count", "middle", "most"), [(1, 1, 1), (2, 1, 2), (10, 5, 9), (11, 6, 10)])
def test_the_middle_and_nine_of_ten(count: int, middle: int, most: int) -> None:
    """Of lengths 1, 2, 3 ... in any order."""
    found = lengths([timedelta(hours=hour) for hour in range(count, 0, -1)])
    assert (found.count, found.middle, found.most) == (count, timedelta(hours=middle), timedelta(hours=most))


def test_no_officer_stands_in_a_report() -> None:
    """Ratings improve and never punish: there is nothing by which officers could be ranked."""
    assert not {name for name in Case.__dataclass_fields__ if "officer" in name}
