"""`mujib report`: the figures of a period, as the desk shows them, for a terminal or another program. Names no officer."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from bot import association, closures, store
from bot.commands import duties as duties_commands
from bot.config import Settings
from desk import formatting
from desk.texts import Texts, texts
from domain import reference, reports
from domain.duties import Regulation
from domain.model import Language
from domain.reports import SCORES, Lengths, Line, Period, Report
from storage.office.reports import Reports


async def report(settings: Settings, period: Period) -> tuple[Report, Regulation]:
    """Make the report of a period, and give whose departments it names. Raises `ConfigError` or `StorageError`."""
    storage = store.open_storage(settings)
    try:
        await store.upgraded(storage)
        now = storage.clock.now()
        regulation = duties_commands.regulation(settings)
        rules, days_off = closures.live(association.rules(settings, regulation, now.date()))
        days_off.enter(await storage.closures.all())
        calendar = rules.calendar
        span = reports.span(period, now, calendar.tz)
        return reports.report(await Reports(storage.store).cases(span[0]), span, now, calendar), regulation
    finally:
        await storage.close()


def as_json(found: Report) -> dict[str, Any]:
    """Give it as JSON's values; times are seconds of working time."""
    return {
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "whole": _line(found.whole),
        "departments": {line.department: _line(line) for line in found.departments},
        "kinds": dict(found.kinds),
        "channels": dict(found.channels),
        "comments": [{"ticket": case.ref, "rating": case.rating, "comment": case.comment} for case in found.comments],
        "silent": dict(found.silent),
    }


def as_text(found: Report, regulation: Regulation, language: Language) -> str:
    """Give it as lines to read."""
    titles = {str(name): department.title[language] for name, department in regulation.departments.items()}
    return "\n".join(_lines(found, titles, texts(language)))


def _lines(found: Report, titles: Mapping[str, str], t: Texts) -> Iterator[str]:
    zone = found.since.tzinfo
    assert zone is not None  # noqa: S101 - a report begins at a day of the association's
    since, until = (formatting.both_days(at, zone, t) for at in (found.since, found.until))
    yield t("report.span", since=since, until=until)
    yield from (f"  {words}: {value}" for words, value in _figures(found.whole, t))
    for line in found.departments:
        yield f"{t('report.department')}: {titles.get(line.department) or line.department or t('report.no_department')}"
        yield from (f"  {words}: {value}" for words, value in _figures(line, t))
    yield from _list(t("report.kinds"), [(t(f"kind.{kind}"), count) for kind, count in found.kinds])
    channels = [(formatting.channel_words(f"{name}:", t), count) for name, count in found.channels]
    yield from _list(t("report.channels"), channels)
    yield from _list(t("report.silent"), [(name or t("report.no_topic"), count) for name, count in found.silent])
    yield from _list(
        t("report.comments"),
        [(f"{reference.written(case.ref)} ({t('report.stars', n=case.rating)})", case.comment) for case in found.comments],
    )


def _figures(line: Line, t: Texts) -> Iterator[tuple[str, object]]:
    yield t("report.received"), line.received
    yield t("report.settled"), line.settled
    yield t("report.waiting"), line.waiting
    yield t("report.overdue"), line.overdue
    yield t("report.answer"), _length(line.answer, t)
    yield t("report.resolution"), _length(line.resolution, t)
    average = line.average
    yield t("report.ratings"), "–" if average is None else t("report.average", n=f"{average:.1f}", count=line.rated)


def _length(found: Lengths, t: Texts) -> str:
    if found.middle is None or found.most is None:
        return "–"
    middle, most = formatting.working(found.middle, t), formatting.working(found.most, t)
    return f"{t('report.middle')} {middle}, {t('report.most')} {most}"


def _list(title: str, rows: Any) -> Iterator[str]:
    if rows:
        yield f"{title}:"
        yield from (f"  {words}: {value}" for words, value in rows)


def _line(line: Line) -> dict[str, Any]:
    return {
        "received": line.received,
        "settled": line.settled,
        "waiting": line.waiting,
        "overdue": line.overdue,
        "first_answer": _seconds(line.answer),
        "resolution": _seconds(line.resolution),
        "ratings": {str(score): count for score, count in zip(SCORES, line.scores, strict=True)},
        "average": line.average,
    }


def _seconds(found: Lengths) -> dict[str, float | int | None]:
    def plain(span: timedelta | None) -> float | None:
        return None if span is None else span.total_seconds()

    return {"count": found.count, "median": plain(found.middle), "p90": plain(found.most)}
