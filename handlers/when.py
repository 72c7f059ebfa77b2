"""Times and dates as members read them, in the office's time. Pure; reads no clock."""

from datetime import datetime
from typing import Final

from domain import clocks, dates
from domain.model import PostId, TicketKind
from domain.roster import Roster
from handlers import speech
from handlers.context import Context

_NOON: Final = 12
_AFTERNOON: Final = 15
_EVENING: Final = 18
_WEEK: Final = 7
PERIODS: Final = {
    TicketKind.COMPLAINT: "complaints.time",
    TicketKind.REGISTRATION: "admission.time",
    TicketKind.SUPPORT: "handling.reply_time",
}
"""The entry that says within what time something is answered."""


def answer_hours(ctx: Context, post: PostId) -> str:
    """Tell honestly when a person can be expected for what a post has: until when the office works, or from when on."""
    calendar, roster = ctx.house.calendar, ctx.house.roster(post)
    manned = roster.is_manned(ctx.now)
    if manned and (closes := calendar.closes_at(ctx.now)):
        return speech.line(ctx, "hours.open", time=clock(ctx, closes))
    expected = calendar.next_opening(ctx.now) if manned else _next_manned(ctx, roster)
    if expected is None:
        return speech.line(ctx, "hours.unknown")
    key = "hours.nobody" if calendar.is_open(ctx.now) else "hours.closed"
    return speech.line(ctx, key, day=day(ctx, expected), time=clock(ctx, expected))


def answered_within(ctx: Context, kind: TicketKind) -> str:
    """Tell within what time the association answers what is of this kind, where an approved answer says so; else nothing."""
    entry = ctx.entries.get(PERIODS.get(kind, ""))
    return speech.approved(entry, ctx) if entry else ""


def _next_manned(ctx: Context, roster: Roster) -> datetime | None:
    """Give when somebody can be expected though nobody is there: the first who said when, else when work begins anew."""
    calendar = ctx.house.calendar
    opens = calendar.next_opening(ctx.now)
    back = clocks.opening(calendar, roster.back[0]) if roster.back else None
    known = [moment for moment in (back, opens if roster.unsure or back is None else None) if moment]
    return min(known, default=None)


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
