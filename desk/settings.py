"""The settings' page: what an officer sets for himself and his browser, and what the association works by, to be read.

What the association works by stands in the configuration; it is shown here so that nobody has to ask what counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final

from starlette.responses import Response

from desk import closures, formatting, pages, permissions, presence, requests, work_view
from desk.access import entrance, sessions
from desk.access.sessions import Theme
from desk.formatting import working
from desk.office import Office
from desk.outreach import drafts
from desk.permissions import Right
from desk.texts import Texts, texts
from desk.visits import SignedVisit
from domain.accountports import Presence
from domain.calendar import Calendar, Shift
from domain.closures import Closure
from domain.errors import BadInput
from domain.model import Priority, TicketKind
from domain.roomports import LINK, hashed

ADDRESS: Final = "/desk/settings"
_AHEAD: Final = 366
"""Days of which the holidays are listed."""
_WEEK: Final = (6, 0, 1, 2, 3, 4, 5)
"""The Saudi week begins on Sunday; numbers as `date.weekday` has them."""
_OWN_SIGN_INS: Final = 5
_LOOKED_AT: Final = 500
_WORD_LASTS: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class DayOff:
    """Days off in a row."""

    name: str
    days: str
    """In both calendars."""


@dataclass(frozen=True, slots=True)
class TargetView:
    """Within which working time a kind of ticket is to reach what."""

    kind: TicketKind
    first_answer: str
    next_answer: str
    resolution: str


async def show(office: Office, visit: SignedVisit) -> Response:
    """Show the settings."""
    return await _page(office, visit, 200)


async def set_presence(office: Office, visit: SignedVisit) -> Response:
    """Say of oneself whether one is there, and who takes over what one has."""
    people, me = await office.officers.all(), visit.officer.id
    try:
        stay = presence.read(visit.form, me, people, office.clock.now(), office.zone)
    except BadInput as error:
        return await _page(office, visit, 422, str(error))
    await office.officers.set_presence(me, stay.presence, stay.back_at, stay.cover)
    return pages.see_other(f"{ADDRESS}?done=changed")


async def end_sessions(office: Office, visit: SignedVisit) -> Response:
    """End all sessions of one's own, and begin this one anew."""
    await office.admission.accounts.end_sessions(visit.officer.id, visit.officer.id)
    return await entrance.renewed(office, visit.officer, f"{ADDRESS}?done=own_sessions_ended")


async def link(office: Office, visit: SignedVisit) -> Response:
    """Give a word by which the officer proves once, at the channel, who he is."""
    if office.outside.links is None:
        return await _page(office, visit, 422, "malformed")
    word = f"{LINK}{office.random(16)}"
    until = office.clock.now() + _WORD_LASTS
    await office.outside.links.offer(hashed(word), visit.officer.id, until)
    return await _page(office, visit, 200, word=word)


async def unlink(office: Office, visit: SignedVisit) -> Response:
    """Forget one's accounts outside."""
    if office.outside.links is not None:
        await office.outside.links.sever(visit.officer.id)
    return pages.see_other(f"{ADDRESS}?done=changed")


async def set_theme(office: Office, visit: SignedVisit) -> Response:
    """Choose light or dark for this browser, or leave it to the device."""
    wanted = visit.form.get("theme", "")
    response = pages.see_other(requests.inside(visit.form.get("next", ADDRESS)))
    sessions.set_theme(response, Theme(wanted) if wanted in set(Theme) else Theme.DEVICE, secure=office.is_secure)
    return response


async def enter_day(office: Office, visit: SignedVisit) -> Response:
    """Enter a day on which the office is closed, or works though it is a day off."""
    if (answer := await pages.refused(office, visit, Right.SET_HOURS)) is not None:
        return answer
    try:
        entered = closures.read(visit.form, office.clock.now().astimezone(office.zone).date(), office.rules.calendar)
    except BadInput as error:
        return await _page(office, visit, 422, str(error))
    await office.closures.enter(entered, visit.officer.id)
    return pages.see_other(f"{ADDRESS}?done=changed#holidays")


async def withdraw_day(office: Office, visit: SignedVisit) -> Response:
    """Let the configuration count again for a day."""
    if (answer := await pages.refused(office, visit, Right.SET_HOURS)) is not None:
        return answer
    await office.closures.withdraw(closures.day(visit.form.get("day", "")), visit.officer.id)
    return pages.see_other(f"{ADDRESS}?done=changed#holidays")


async def _page(office: Office, visit: SignedVisit, status: int, fault: str = "", word: str = "") -> Response:
    begun = visit.form if "day" in visit.form else {}
    own = await _own(office, visit, begun=bool(fault) and "presence" in visit.form)
    worked = await _worked_by(office, visit)
    return await pages.inner(office, visit, "settings.html", status, fault=fault, word=word, begun=begun, **own, **worked)


async def _own(office: Office, visit: SignedVisit, *, begun: bool) -> dict[str, Any]:
    """Collect what the officer sets for himself and his browser."""
    t, links = texts(visit.language), office.outside.links
    mine = next((one for one in await office.admission.accounts.all() if one.officer.id == visit.officer.id), None)
    tried = [one for one in await office.admission.accounts.sign_ins(_LOOKED_AT) if one.username == visit.officer.username]
    return {
        "account": mine,
        "post": work_view.post_title(office.rules.regulation, visit.officer.post, t),
        "colleagues": work_view.colleagues(await office.officers.all(), visit.officer.id, office.zone, t),
        "presences": tuple(Presence),
        "stay": _stay(office, visit, begun=begun),
        "sign_ins": [(formatting.both_dates(one.at, office.zone, t), one) for one in tried[:_OWN_SIGN_INS]],
        "themes": tuple(Theme),
        "linked": None if links is None else len(await links.of(visit.officer.id)),
    }


async def _worked_by(office: Office, visit: SignedVisit) -> dict[str, Any]:
    """Collect what the association works by."""
    t, rules, now = texts(visit.language), office.rules, office.clock.now()
    entered, today, calendar = await office.closures.all(), now.astimezone(office.zone).date(), rules.calendar
    to_come = [(first, last) for first, last in calendar.ramadan if last >= today]
    may_read = Right.VIEW_AUDIT in permissions.rights(visit.officer, rules.regulation)
    return {
        "open_now": calendar.is_open(now),
        "opens": _moment(office, t),
        "week": [(t(f"weekday.d{day}"), _shifts_of(calendar.shifts.get(day, ()))) for day in _WEEK],
        "ramadan": [(_days(first, last, t), _shifts_of(calendar.ramadan_shifts)) for first, last in to_come[:1]],
        "days_off": tuple(days_off(office, entered, today, t)),
        "entered": closures.views(entered, today, t),
        "targets": [_target(office, kind, t) for kind in TicketKind],
        "patience": _patience(office, t),
        "tables": office.configured.tables if may_read else {},
    }


def _stay(office: Office, visit: SignedVisit, *, begun: bool) -> dict[str, str]:
    """Give the fields of the own presence: as they are, or as they were sent and not understood."""
    if begun:
        return {name: visit.form.get(name, "") for name in ("presence", "back_at", "cover")}
    me = visit.officer
    back = drafts.local(me.back_at, office.zone) if me.back_at else ""
    return {"presence": me.presence.value, "back_at": back, "cover": "" if me.cover is None else str(me.cover)}


def _shifts_of(shifts: tuple[Shift, ...]) -> str:
    """Write a day's shifts; empty for a day off."""
    return " · ".join(f"{one.opens:%H:%M}-{one.closes:%H:%M}" for one in shifts)


def days_off(office: Office, entered: Sequence[Closure], today: date, t: Texts) -> Iterator[DayOff]:
    """List the days off of the coming year on which would else be worked, those in a row that are named alike as one."""
    calendar, names = office.rules.calendar, {one.day: one.name for one in entered if one.closed}
    coming = [
        day for day in sorted(calendar.holidays) if today <= day <= today + timedelta(days=_AHEAD) and _worked(calendar, day)
    ]

    def name(day: date) -> str:
        if day in names:
            return names[day]
        return office.configured.named.get(day, {}).get(t.language, "").partition(" (")[0]

    for word, group in groupby(coming, name):
        days = list(group)
        yield DayOff(word, _days(days[0], days[-1], t))


def _target(office: Office, kind: TicketKind, t: Texts) -> TargetView:
    """Write the targets of a kind of ticket."""
    targets = office.rules.targets
    first, following, resolution = (
        working(of.get(kind, timedelta()), t) for of in (targets.first_answer, targets.next_answer, targets.resolution)
    )
    return TargetView(kind, first, following, resolution)


def _worked(calendar: Calendar, day: date) -> bool:
    return bool(calendar.shifts.get(day.weekday(), ()))


def _days(first: date, last: date, t: Texts) -> str:
    written = [closures.both(day, t) for day in (first, last)]
    return written[0] if first == last else t("settings.from_to", first=written[0], last=written[1])


def _moment(office: Office, t: Texts) -> str:
    opens = office.rules.calendar.next_opening(office.clock.now())
    return formatting.both_dates(opens, office.zone, t) if opens else ""


def _patience(office: Office, t: Texts) -> dict[str, Any]:
    patience, targets = office.rules.patience, office.rules.targets
    waits = {name: working(getattr(patience, name), t) for name in ("untaken", "silent", "warned", "nudge")}
    shares = {name: round(100 * targets.shares[one]) for name, one in (("high", Priority.HIGH), ("urgent", Priority.URGENT))}
    return waits | shares | {name: round(100 * getattr(targets, name)) for name in ("warn_at", "rise_at")}
