"""The association's projects: who belongs to them is put in for many at once, from a list out of a spreadsheet."""

import asyncio
from typing import Final

import structlog
from starlette.responses import Response

from desk import pages
from desk.office import Office
from desk.permissions import Right
from desk.visits import SignedVisit
from domain import enrolling
from domain.enrolling import Enrolled, Way

_log = structlog.get_logger()
ADDRESS: Final = "/desk/projects"
_MOST_UNREAD: Final = 50
"""Numbers of lines that the page names."""


async def show(office: Office, visit: SignedVisit) -> Response:
    """Show each project with how many belong to it."""
    return await pages.refused(office, visit, Right.WRITE_ANNOUNCEMENTS) or await _page(office, visit)


async def enrol(office: Office, visit: SignedVisit) -> Response:
    """Do what a list says: the file, or the lines that were pasted."""
    if (answer := await pages.refused(office, visit, Right.WRITE_ANNOUNCEMENTS)) is not None:
        return answer
    text, way = _text(visit), visit.form.get("way", "")
    if text is None or way not in set(Way):
        return await _page(office, visit, 422, "malformed")
    roll = await asyncio.to_thread(enrolling.read, text, visit.form.get("project", ""))  # of a long list seconds
    if not roll.named:
        return await _page(office, visit, 422, "no_list" if not roll.unread else "list_unread")
    done = await office.unasked.projects.enrol(roll, Way(way))
    names = ", ".join(sorted({one.project for one in roll.named}))
    await office.audit.record(visit.officer.id, f"projects_{way}", names[: enrolling.LONGEST_NAME], str(done.changed))
    _log.info("desk.outreach.projects", officer=visit.officer.id, way=way, changed=done.changed, unread=len(done.unread))
    return await _page(office, visit, done=done)


async def dissolve(office: Office, visit: SignedVisit) -> Response:
    """Forget a project."""
    if (answer := await pages.refused(office, visit, Right.WRITE_ANNOUNCEMENTS)) is not None:
        return answer
    project = visit.form.get("project", "")
    gone = await office.unasked.projects.dissolve(project)
    await office.audit.record(visit.officer.id, "project_dissolved", project, str(gone))
    return pages.see_other(f"{ADDRESS}?done=project_dissolved")


def _text(visit: SignedVisit) -> str | None:
    """Give the list; a file wins over what was pasted. None for a file that is no text."""
    if visit.file is None or not visit.file.content:
        return visit.form.get("list", "")
    # spreadsheets save as UTF-8, as UTF-16 with a mark, or in Windows' Arabic letters
    marked = visit.file.content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    for name in ("utf-16",) if marked else ("utf-8-sig", "cp1256"):
        try:
            text = visit.file.content.decode(name)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


async def _page(
    office: Office, visit: SignedVisit, status: int = 200, fault: str = "", done: Enrolled | None = None
) -> Response:
    return await pages.inner(
        office,
        visit,
        "projects.html",
        status,
        rosters=await office.unasked.projects.rosters(),
        ways=tuple(Way),
        fault=fault,
        enrolled=done,
        unread=done.unread[:_MOST_UNREAD] if done else (),
        begun=visit.form if fault else {},
    )
