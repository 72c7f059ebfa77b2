"""The page of figures for those who lead: what came in, waits, how long it takes, what members say. No officer is ranked."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from starlette.responses import Response

from desk import formatting, pages, spreadsheets
from desk.office import Office
from desk.permissions import Right
from desk.teaching import lesson_view
from desk.texts import Texts, texts
from desk.visits import SignedVisit
from domain import reference, reports
from domain.reports import SCORES, Case, Lengths, Period, Report

ADDRESS: Final = "/desk/reports"
COLUMNS: Final = (
    "ref", "kind", "channel", "department", "topic", "reason", "stage", "opened", "answered", "settled", "rating", "comment",
)  # fmt: skip


async def show(office: Office, visit: SignedVisit) -> Response:
    """Show the figures of a period."""
    if (answer := await pages.refused(office, visit, Right.VIEW_REPORTS)) is not None:
        return answer
    t, period = texts(visit.language), _period(visit)
    found = await _made(office, period)
    return await pages.inner(
        office,
        visit,
        "reports.html",
        report=found,
        period=period,
        periods=tuple(Period),
        days=tuple(formatting.both_days(at, office.zone, t) for at in (found.since, found.until)),
        length=lambda lengths: _length(lengths, t),
        longest=lambda lengths: _longest(lengths, t),
        department=lambda name: _department(office, name, t),
        channel=lambda name: formatting.channel_words(f"{name}:", t),
        silent=[(lesson_view.title_of(name, office.lookup, visit.language), count) for name, count in found.silent],
        scores=SCORES,
    )


async def download(office: Office, visit: SignedVisit) -> Response:
    """Give the period's tickets as a table for a spreadsheet; no member and no officer stands in it."""
    if (answer := await pages.refused(office, visit, Right.VIEW_REPORTS)) is not None:
        return answer
    t, period = texts(visit.language), _period(visit)
    since, until = reports.span(period, office.clock.now(), office.zone)
    cases = [case for case in await office.reports.cases(since) if case.opened_at <= until]
    await office.audit.record(visit.officer.id, "report_taken", period)
    name = f"mujib-{period}-{until.astimezone(office.zone):%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    # with the mark by which Excel knows the letters
    return Response(_table(cases, office, t).encode("utf-8-sig"), 200, headers, "text/csv; charset=utf-8")


async def _made(office: Office, period: Period) -> Report:
    """Make the report of a period."""
    now = office.clock.now()
    span = reports.span(period, now, office.zone)
    return reports.report(await office.reports.cases(span[0]), span, now, office.rules.calendar)


def _table(cases: Iterable[Case], office: Office, t: Texts) -> str:
    """Write cases as comma-separated values, with a head."""
    head = [t(f"column.{name}") for name in COLUMNS]
    return spreadsheets.written(
        [head, *(tuple(_cells(case, office, t)) for case in sorted(cases, key=lambda case: case.opened_at))]
    )


def _length(lengths: Lengths, t: Texts) -> str:
    """Say how long half of them took; a dash where there were none."""
    return "–" if lengths.middle is None else formatting.working(lengths.middle, t)


def _longest(lengths: Lengths, t: Texts) -> str:
    """Say within what nine of ten were done; empty where there were none."""
    return "" if lengths.most is None else f"{t('report.most')} {formatting.working(lengths.most, t)}"


def _department(office: Office, name: str, t: Texts) -> str:
    """Name a department."""
    found = next((one for key, one in office.rules.regulation.departments.items() if key == name), None)
    return found.title.get(t.language, name) if found else name or t("report.no_department")


def _cells(case: Case, office: Office, t: Texts) -> Iterator[str]:
    yield reference.written(case.ref)
    yield t(f"kind.{case.kind}")
    yield formatting.channel_words(f"{case.channel}:", t)
    yield _department(office, case.department, t)
    yield formatting.topic_words(case.topic, t)
    yield t(f"reason.{case.reason}")
    yield t(f"stage.{case.stage}")
    for at in (case.opened_at, case.answered_at, None if case.stage.is_open else case.stage_at):
        yield _moment(at, office)
    yield "" if case.rating is None else str(case.rating)
    yield case.comment


def _moment(at: datetime | None, office: Office) -> str:
    return "" if at is None else f"{at.astimezone(office.zone):%Y-%m-%d %H:%M}"


def _period(visit: SignedVisit) -> Period:
    wanted = visit.request.query_params.get("period", "")
    return Period(wanted) if wanted in set(Period) else Period.WEEK
