"""The pages of announcements: one with what may be done with it, and its form. Changes nothing."""

from typing import Any, Final

from starlette.responses import Response

from desk import pages, permissions
from desk.office import Office
from desk.outreach import announcement_view, drafts, recipients
from desk.outreach.announcement_view import Look
from desk.outreach.drafts import Choices, Fields
from desk.permissions import Right
from desk.texts import texts
from desk.visits import SignedVisit
from domain.announcementports import AnnouncementCard
from domain.announcements import Actor, Announcement, Stage
from domain.assembly import AnnouncementId

TO_WATCH: Final = frozenset({Stage.RUNNING, Stage.PAUSED, Stage.STOPPED, Stage.DONE})
"""What runs or ran: its recipients are shown, and its words are not changed any more."""
_DIGITS: Final = 18
"""Longer numbers are no announcement's, and no database's either."""
_STATUS: Final = {"changed": 409, "wrong_stage": 409, "not_allowed": 403, "own_work": 403}


async def one(office: Office, visit: SignedVisit, shown: AnnouncementCard, fault: str = "") -> Response:
    """Show one: before it runs as each channel would show it, afterwards what became of each recipient."""
    announcement, seen, service = shown.announcement, look(office, visit), office.unasked.announcements
    running = announcement.stage in TO_WATCH
    values: dict[str, Any] = {
        "card": shown,
        "one": announcement,
        "title": announcement_view.title(announcement, seen.t, seen.zone),
        "deeds": announcement_view.deeds(announcement, actor(office, visit)),
        "own": visit.officer.id in announcement.writers,
        "may_write": actor(office, visit).writes,
        "segment": announcement_view.segment(announcement.segment, seen),
        "names": await names(office),
        "events": await service.events(announcement.id),
        "fault": _known(fault, seen),
        "every": 5 if announcement.stage in {Stage.APPROVED, Stage.RUNNING} else 0,
        "estimate": None if running else await _estimate(office, announcement, seen),
        "flaws": (),
        "progress": None,
        "people": None,
        "attendance": None,
    }
    if running:
        values |= await recipients.page(office, visit, shown, seen)
    elif values["estimate"]:
        values["flaws"] = values["estimate"].faults
    status = _STATUS.get(fault, 422) if fault else 200
    return await pages.inner(office, visit, "announcement.html", status, **values)


async def form(
    office: Office, visit: SignedVisit, begun: Fields, fault: str = "", shown: AnnouncementCard | None = None
) -> Response:
    """Show the form with what was begun, or what stands there already; where it has a fault, with that."""
    seen, offered = look(office, visit), await choices(office)
    version = visit.form.get("version", "") or (str(shown.version) if shown else "")
    return await pages.inner(
        office,
        visit,
        "announcement_form.html",
        _STATUS.get(fault, 422) if fault else 200,
        begun=begun,
        card=shown,
        version=version,
        criteria=announcement_view.criteria(offered, begun, seen),
        hours=announcement_view.hours(office.unasked.announcements.sending(office.clock.now()), seen.t),
        longest=drafts.LONGEST,
        fault=_known(fault, seen),
    )


async def card(office: Office, visit: SignedVisit) -> AnnouncementCard | None:
    """Give the announcement that the address names, if there is one."""
    number = visit.request.path_params["number"]
    if not (number.isascii() and number.isdecimal() and len(number) <= _DIGITS):
        return None
    return await office.unasked.announcements.one(AnnouncementId(int(number)))


async def choices(office: Office) -> Choices:
    """Give what recipients can be chosen by."""
    departments = tuple(office.rules.regulation.departments)
    return Choices(announcement_view.channels(office.channels), departments, tuple(await office.unasked.projects.all()))


async def names(office: Office) -> dict[int, str]:
    """Give the officers' names."""
    return {one.id: one.name for one in await office.officers.all()}


def actor(office: Office, visit: SignedVisit) -> Actor:
    """Give who asks, with what he may."""
    rights = permissions.rights(visit.officer, office.rules.regulation)
    return Actor(
        visit.officer.id,
        writes=Right.WRITE_ANNOUNCEMENTS in rights,
        approves=Right.APPROVE_ANNOUNCEMENTS in rights,
    )


def look(office: Office, visit: SignedVisit) -> Look:
    """Give the circumstances under which announcements are put into words."""
    return Look(office.clock.now(), office.zone, texts(visit.language), office.rules.regulation)


async def _estimate(office: Office, announcement: Announcement, seen: Look) -> announcement_view.Foreseen:
    return announcement_view.foreseen(announcement, await office.unasked.announcements.estimate(announcement), seen)


def _known(fault: str, seen: Look) -> str:
    """Give the key of a fault's words; what has none of its own could not be read."""
    if not fault:
        return ""
    return fault if seen.t.has(f"bar.{fault}") else "malformed"
