"""From settings to what the core works with: the association's facts and its working calendar. Pure."""

from datetime import date, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hijridate import Gregorian, Hijri

from bot import national
from bot.config import Settings
from bot.sections import ByKind, Hours, Policy
from domain import clocks, escalation, quiet
from domain.calendar import Calendar, Shift
from domain.casefile import Rules
from domain.duties import Regulation
from domain.errors import ConfigError
from domain.model import Language, Priority, TicketKind
from domain.quiet import MessageClass
from faq.facts import Facts, Noun, Sense, counted, period

_DAYS = {
    # in the order of the Saudi week, which begins on Sunday, with the number that `date.weekday` gives
    "sunday": (6, "الأحد", "Sunday"),
    "monday": (0, "الاثنين", "Monday"),
    "tuesday": (1, "الثلاثاء", "Tuesday"),
    "wednesday": (2, "الأربعاء", "Wednesday"),
    "thursday": (3, "الخميس", "Thursday"),
    "friday": (4, "الجمعة", "Friday"),
    "saturday": (5, "السبت", "Saturday"),
}
_NOON, _AFTERNOON, _EVENING = 12, 15, 18
_RAMADAN = 9
_TO_1500 = 1500
"""The tables of Umm al-Qura in `hijridate` end there."""


def facts(settings: Settings) -> Facts:
    """Give the values that answers name, worded in each language."""
    return Facts({language: _values(settings, language) for language in Language})


def unset(settings: Settings) -> tuple[str, ...]:
    """Name the facts that members will ask for and that nobody entered."""
    about = settings.association
    pairs = {name: getattr(about, name) for name in ("phone", "whatsapp", "email", "website")}
    pairs["address"] = about.address["ar"]
    return tuple(name for name, value in pairs.items() if not value)


def calendar(settings: Settings, today: date) -> Calendar:
    """Give the working hours, with the days off of this year and the next two. Raises `ConfigError`."""
    hours = settings.hours
    if unknown := hours.days.keys() - _DAYS.keys():
        raise ConfigError(f"hours.days: not a day of the week: {', '.join(sorted(unknown))}")
    return Calendar(
        tz=_zone(hours.timezone),
        shifts={_DAYS[day][0]: _shifts(shifts, f"hours.days.{day}") for day, shifts in hours.days.items()},
        ramadan=_ramadan(hours, today),
        ramadan_shifts=_shifts(hours.ramadan, "hours.ramadan"),
        holidays=_holidays(hours, today),
    )


def rules(settings: Settings, regulation: Regulation, today: date) -> Rules:
    """Give what the association laid down about its work. Raises `ConfigError`."""
    targets, patience = settings.targets, settings.patience
    return Rules(
        regulation=regulation,
        calendar=calendar(settings, today),
        targets=clocks.Targets(
            first_answer=_by_kind(targets.first_answer),
            next_answer=_by_kind(targets.next_answer),
            resolution=_by_kind(targets.resolution),
            shares={Priority.NORMAL: 1.0, Priority.HIGH: targets.high, Priority.URGENT: targets.urgent},
            warn_at=targets.warn_at,
            rise_at=targets.rise_at,
            study=_study(settings.policy),
        ),
        patience=escalation.Patience(
            *(timedelta(hours=hours) for hours in (patience.untaken, patience.silent, patience.warned, patience.nudge))
        ),
    )


def _study(policy: Policy) -> timedelta | None:
    """Give the committee's latest time, where its period is one."""
    latest = Sense(policy.committee_period_sense) is Sense.MAXIMUM
    return timedelta(days=policy.committee_period_days) if latest else None


def sending(settings: Settings, office: Calendar) -> dict[MessageClass, Calendar]:
    """Give the hours in which each class of messages may be sent. Raises `ConfigError`."""
    usual = {each: _span_of(settings, each.value) for each in MessageClass}
    ramadan = {each: _span_of(settings, f"ramadan_{each.value}") for each in MessageClass}
    return {each: quiet.calendar(quiet.SendingHours(usual, ramadan), office, each) for each in MessageClass}


def _span_of(settings: Settings, name: str) -> Shift:
    (shift,) = _shifts([getattr(settings.sending, name)], f"sending.{name}")
    return shift


def _by_kind(hours: ByKind) -> dict[TicketKind, timedelta]:
    return {kind: timedelta(hours=getattr(hours, kind.value)) for kind in TicketKind}


def _values(settings: Settings, language: Language) -> dict[str, str]:
    about, bylaws, policy = settings.association, settings.bylaws, settings.policy
    entered = {name: getattr(about, name) for name in ("phone", "whatsapp", "email", "website")}
    riyals = ("share_value", "membership_fee", "issue_fee")
    days = ("admission_days", "withdrawal_notice_days", "refund_days", "offer_days", "complaint_days")
    return {
        **entered,
        **{name: counted(getattr(bylaws, name), Noun.RIYAL, language) for name in riyals},
        **{name: counted(getattr(bylaws, name), Noun.DAY, language) for name in days},
        "association": about.name[language.value],
        "address": about.address.get(language.value, ""),
        "relations_title": about.relations_title[language.value],
        "manager_title": about.manager_title[language.value],
        "office_hours": office_hours(settings.hours, language),
        "ramadan_hours": _spans(_shifts(settings.hours.ramadan, "hours.ramadan"), language),
        "committee_period": period(policy.committee_period_days, Sense(policy.committee_period_sense), language),
        "minimum_shares": counted(bylaws.minimum_shares, Noun.SHARE, language),
        "arrears_limit": counted(bylaws.arrears_limit, Noun.INSTALMENT, language),
        "list_order": bylaws.list_order[language.value],
        "internal_exchange": bylaws.internal_exchange[language.value],
    }


def office_hours(hours: Hours, language: Language) -> str:
    """Word the weekly hours: «من الأحد إلى الخميس، من 8 صباحاً إلى 12 ظهراً ومن 1 ظهراً إلى 4 عصراً»."""
    named = [(day, tuple(hours.days.get(day, ()))) for day in _DAYS]
    groups = [([day for day, _ in group], shifts) for shifts, group in groupby(named, key=lambda pair: pair[1]) if shifts]
    if not groups:
        return ""
    return ("؛ " if language is Language.ARABIC else "; ").join(_group(days, shifts, language) for days, shifts in groups)


def _group(days: list[str], shifts: tuple[str, ...], language: Language) -> str:
    arabic = language is Language.ARABIC
    names = [_DAYS[day][1] if arabic else _DAYS[day][2] for day in (days[0], days[-1])]
    spans = _spans(_shifts(list(shifts), "hours.days"), language)
    if arabic:
        head = f"من {names[0]} إلى {names[1]}" if len(days) > 1 else f"يوم {names[0]}"
        return f"{head}، {spans}"
    head = f"{names[0]} to {names[1]}" if len(days) > 1 else names[0]
    return f"{head}, {spans}"


def _spans(shifts: tuple[Shift, ...], language: Language) -> str:
    return (" و" if language is Language.ARABIC else " and ").join(_span(shift, language) for shift in shifts)


def _span(shift: Shift, language: Language) -> str:
    opens, closes = _clock(shift.opens, language), _clock(shift.closes, language)
    return f"من {opens} إلى {closes}" if language is Language.ARABIC else f"{opens} to {closes}"


def _clock(at: time, language: Language) -> str:
    twelve = f"{at.hour % 12 or 12}" + (f":{at.minute:02}" if at.minute else "")
    if language is Language.ENGLISH:
        return f"{twelve} {'am' if at.hour < _NOON else 'pm'}"
    if at.hour < _NOON:
        return f"{twelve} صباحاً"
    return f"{twelve} {'ظهراً' if at.hour < _AFTERNOON else 'عصراً' if at.hour < _EVENING else 'مساءً'}"


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ConfigError(f"hours.timezone: there is no time zone {name!r}") from error


def _shifts(spans: list[str], key: str) -> tuple[Shift, ...]:
    try:
        read = tuple(Shift(*(time.fromisoformat(part.strip()) for part in span.split("-"))) for span in spans)
    except (ValueError, TypeError) as error:
        raise ConfigError(f"{key}: times are written 08:00-12:00") from error
    if any(shift.closes <= shift.opens for shift in read):
        raise ConfigError(f"{key}: a shift ends before it begins")
    return read


def _ramadan(hours: Hours, today: date) -> tuple[tuple[date, date], ...]:
    """As entered, else by the tables of Umm al-Qura, from which the announced month can differ by a day."""
    if hours.ramadan_from and hours.ramadan_to:
        return ((hours.ramadan_from, hours.ramadan_to),)
    year = int(Gregorian.fromdate(today).to_hijri().year)
    return tuple(_month(year + ahead) for ahead in range(2) if year + ahead <= _TO_1500)


def _month(year: int) -> tuple[date, date]:
    first = Hijri(year, _RAMADAN, 1)
    last = Hijri(year, _RAMADAN, first.month_length())
    return date.fromisoformat(first.to_gregorian().isoformat()), date.fromisoformat(last.to_gregorian().isoformat())


def _holidays(hours: Hours, today: date) -> frozenset[date]:
    years = range(today.year, today.year + 3)
    tables = national.days_off(years) if hours.national_holidays else ()
    if both := {*hours.closed} & {*hours.worked}:
        raise ConfigError(f"hours.worked: closed as well: {', '.join(day.isoformat() for day in sorted(both))}")
    return frozenset({*tables, *hours.closed} - {*hours.worked})
