"""Times and dates as members read them, in the office's time. Pure; reads no clock."""

from datetime import datetime
from typing import Final

from domain import dates
from handlers import speech
from handlers.context import Context

_NOON: Final = 12
_AFTERNOON: Final = 15
_EVENING: Final = 18
_WEEK: Final = 7


def answer_hours(ctx: Context) -> str:
    """Tell honestly when a person can be expected: until when the office works today, or when it opens next."""
    calendar = ctx.house.calendar
    if closes := calendar.closes_at(ctx.now):
        return speech.line(ctx, "hours.open", time=clock(ctx, closes))
    if opens := calendar.next_opening(ctx.now):
        return speech.line(ctx, "hours.closed", day=day(ctx, opens), time=clock(ctx, opens))
    return speech.line(ctx, "hours.unknown")


def clock(ctx: Context, moment: datetime) -> str:
    """Give the time of day: «4 عصراً», "4:30 PM"."""
    local = ctx.house.calendar.local(moment)
    hour = (local.hour - 1) % _NOON + 1
    time = f"{hour}:{local.minute:02}" if local.minute else str(hour)
    return speech.line(ctx, f"time.{_part_of_day(local.hour)}", time=time)


def _part_of_day(hour: int) -> str:
    if hour < _NOON:
        return "morning"
    if hour < _AFTERNOON:
        return "noon"
    return "afternoon" if hour < _EVENING else "evening"


def day(ctx: Context, moment: datetime) -> str:
    """Give the day: today, tomorrow, a weekday of the coming week, or weekday and date."""
    local, today = ctx.house.calendar.local(moment).date(), ctx.house.calendar.local(ctx.now).date()
    ahead = (local - today).days
    if ahead in {0, 1}:
        return speech.line(ctx, ("day.today", "day.tomorrow")[ahead])
    if 1 < ahead < _WEEK:
        return speech.line(ctx, "day.weekday", weekday=speech.line(ctx, f"day.{local.weekday()}"))
    return speech.line(ctx, "day.date", date=date(ctx, moment))


def date(ctx: Context, moment: datetime) -> str:
    """Give the date in both calendars, with its weekday."""
    return dates.full(ctx.house.calendar.local(moment).date(), ctx.language, ctx.house.outreach.moon)
