"""How times, days and words look at the desk. Pure: the present time is always passed in."""

import re
import textwrap
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final

from hijridate import Gregorian
from markupsafe import Markup, escape

from desk.texts import Texts, texts
from domain import plurals
from domain.model import Language

_BOLD: Final = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_REFERENCE: Final = re.compile(r"\bT\d{2,9}-\d\b", re.ASCII)
_OF_CONTACTS: Final = ("contact.name", "contact.number", "contact.way", "way.")
"""How the keys begin that label a noted contact, and the ways in which one comes."""
_FEW_HOURS: Final = 10
"""From here on nobody asks for the minutes."""
_MINUTES_OF_DAY: Final = 24 * 60
_DAYS: Final = 1_000
"""Whose words are remembered."""
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}")


def clock_time(at: datetime, zone: tzinfo) -> str:
    """Give the time of day, 24 hours: `10:02`."""
    return f"{at.astimezone(zone):%H:%M}"


def span(length: timedelta, t: Texts) -> str:
    """Give a length of time in its two largest units, from minutes up."""
    minutes = max(0, int(length.total_seconds() // 60))
    if minutes < 1:
        return t("span.now")
    if minutes < 60:  # noqa: PLR2004 - minutes of an hour
        return t("span.minutes", n=minutes)
    if minutes < _MINUTES_OF_DAY:
        hours, rest = divmod(minutes, 60)
        return t("span.hours_minutes", h=hours, m=rest) if rest else t("span.hours", n=hours)
    days, rest = divmod(minutes, _MINUTES_OF_DAY)
    hours = rest // 60
    return t("span.days_hours", d=days, h=hours) if hours else t("span.days", n=days)


def working(length: timedelta, t: Texts) -> str:
    """Give a length of working time: hours are not folded into days, of which each has another number of them."""
    hours, minutes = divmod(max(0, int(length.total_seconds() // 60)), 60)
    if hours and minutes and hours < _FEW_HOURS:
        return t("span.hours_minutes", h=hours, m=minutes)
    if hours:
        return t("span.hours", n=hours)
    return t("span.minutes", n=minutes) if minutes else t("span.now")


def counted(n: int, what: str, t: Texts) -> str:
    """Give a number with its noun, in the form that Arabic grammar wants: `جزءان`, `3 أجزاء`, `11 جزءًا`."""
    return t(f"{what}.{plurals.arabic(n)}", n=n)


def gregorian(day: date, t: Texts) -> str:
    """Give a day as `21 نوفمبر 2026`."""
    return f"{day.day} {t(f'month.m{day.month}')} {day.year}"


def hijri(day: date, t: Texts) -> str:
    """Give a day by the calendar of Umm al-Qura; empty outside of its tables (1343-1500 AH)."""
    return _hijri(day, t.language)


@lru_cache(_DAYS)
def _hijri(day: date, language: Language) -> str:
    try:
        found = Gregorian.fromdate(day).to_hijri()
    except OverflowError:
        return ""
    return f"{found.day} {found.month_name('ar' if language is Language.ARABIC else 'en')} {found.year}"


def day_heading(at: datetime, now: datetime, zone: tzinfo, t: Texts) -> str:
    """Give a day for a separator: its nearness in words, then both calendars."""
    day, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    near = {0: t("day.today"), 1: t("day.yesterday")}.get((today - day).days, t(f"weekday.d{day.weekday()}"))
    return f"{near} · {_both(day, t.language)}"


def both_dates(at: datetime, zone: tzinfo, t: Texts) -> str:
    """Give day and time in full, in both calendars."""
    local = at.astimezone(zone)
    return f"{_both(local.date(), t.language)} · {local:%H:%M}"


def both_days(at: datetime, zone: tzinfo, t: Texts) -> str:
    """Give a day in both calendars."""
    return _both(at.astimezone(zone).date(), t.language)


@lru_cache(_DAYS)
def _both(day: date, language: Language) -> str:
    t = texts(language)
    return " · ".join(part for part in (gregorian(day, t), hijri(day, t)) if part)


def channel_words(conversation: str, t: Texts) -> str:
    """Name the channel of a conversation."""
    channel = conversation.partition(":")[0]
    return t(f"channel.{channel}") if t.has(f"channel.{channel}") else channel


def topic_words(topic: str, t: Texts) -> str:
    """Name a topic of the knowledge; one that has no words stands as the files write it."""
    return t(f"topic.{topic}") if t.has(f"topic.{topic}") else topic


def shortened(text: str, most: int) -> str:
    """Give the beginning of a text on one line, cut behind a word."""
    return textwrap.shorten(text.replace("**", ""), most, placeholder=" …")


def shown(text: str) -> Markup:
    """Turn a message into HTML: everything escaped, `**bold**` the only markup; a ticket's number stays on one line."""
    safe = _REFERENCE.sub(r'<bdi class="ref">\g<0></bdi>', str(escape(text)))
    return Markup(_BOLD.sub(r"<b>\1</b>", safe))  # noqa: S704 - escaped the line before


def contact_words(words: str, t: Texts) -> str:
    """Give a label of a noted contact, or the way it came, in the reader's language; empty for anything else."""
    known = (key for key, arabic in texts(Language.ARABIC).words.items() if arabic == words and key.startswith(_OF_CONTACTS))
    return next((t(key) for key in known), "")


def detail(value: str, zone: tzinfo, t: Texts) -> str:
    """Give what a form holds: a moment in both calendars, everything else as it was written."""
    if not _MOMENT.fullmatch(value):
        return value
    return both_dates(datetime.fromisoformat(value), zone, t)
