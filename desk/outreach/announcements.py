"""Announcements: written here, looked at as members will see them, approved by a second person, run and watched.

Decides nothing about who may do what when: that is `domain.announcements`. Its pages: `desk.outreach.announcement_pages`.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Final

import structlog
from starlette.responses import Response

from desk import pages, permissions
from desk.office import Office
from desk.outreach import announcement_pages, announcement_view, drafts, recipients
from desk.permissions import Right
from desk.texts import texts
from desk.visits import SignedVisit
from domain.announcementports import AnnouncementCard
from domain.announcements import Act, Announcement, Barred, Stage
from domain.assembly import AnnouncementId
from domain.errors import BadInput
from domain.model import OfficerId

_log = structlog.get_logger()
ADDRESS: Final = "/desk/announcements"
ONE: Final = f"{ADDRESS}/{{number}}"
_MOST: Final = 100
_TWICE: Final = timedelta(minutes=10)
"""The same words by the same writer again within this time are one draft: a button was pressed twice."""
_RIGHTS: Final = (Right.WRITE_ANNOUNCEMENTS, Right.APPROVE_ANNOUNCEMENTS)


# ---- looking ---------------------------------------------------------------------------------------------------------


async def show_all(office: Office, visit: SignedVisit) -> Response:
    """List announcements, the latest first."""
    if (answer := await pages.refused(office, visit, *_RIGHTS)) is not None:
        return answer
    cards = await office.unasked.announcements.all(_MOST)
    look = announcement_pages.look(office, visit)
    rows = [(card, announcement_view.title(card.announcement, look.t, look.zone)) for card in cards]
    may_write = Right.WRITE_ANNOUNCEMENTS in permissions.rights(visit.officer, office.rules.regulation)
    return await pages.inner(
        office, visit, "announcements.html", rows=rows, names=await announcement_pages.names(office), may_write=may_write
    )


async def show(office: Office, visit: SignedVisit) -> Response:
    """Show one: before it runs as each channel would show it, afterwards what became of each recipient."""
    if (answer := await pages.refused(office, visit, *_RIGHTS)) is not None:
        return answer
    card = await announcement_pages.card(office, visit)
    return await announcement_pages.one(office, visit, card) if card else pages.unknown(office, visit)


async def show_form(office: Office, visit: SignedVisit) -> Response:
    """Show the form of a new one; `kind=assembly`: of an assembly's notice."""
    if (answer := await pages.refused(office, visit, Right.WRITE_ANNOUNCEMENTS)) is not None:
        return answer
    wanted = visit.request.query_params.get("kind") == "assembly"
    return await announcement_pages.form(office, visit, drafts.fresh(assembly=wanted))


async def show_edit(office: Office, visit: SignedVisit) -> Response:
    """Show the form of one that is there already."""
    if (answer := await pages.refused(office, visit, Right.WRITE_ANNOUNCEMENTS)) is not None:
        return answer
    card = await announcement_pages.card(office, visit)
    if card is None:
        return pages.unknown(office, visit)
    if card.announcement.stage in announcement_pages.TO_WATCH:
        return await announcement_pages.one(office, visit, card, Barred.WRONG_STAGE.value)
    return await announcement_pages.form(office, visit, drafts.written(card.announcement, office.zone), shown=card)


async def results(office: Office, visit: SignedVisit) -> Response:
    """Give each recipient's result as a file for spreadsheets; that somebody took it along is written down."""
    if (answer := await pages.refused(office, visit, *_RIGHTS)) is not None:
        return answer
    card = await announcement_pages.card(office, visit)
    if card is None:
        return pages.unknown(office, visit)
    await _recorded(office, visit, card.announcement.id, "announcement_exported")
    return recipients.file(office, card, recipients.which(visit.request.query_params), texts(visit.language))


# ---- doing -----------------------------------------------------------------------------------------------------------


async def create(office: Office, visit: SignedVisit) -> Response:
    """Keep a draft, and show it as members would see it."""
    if (answer := await pages.refused(office, visit, Right.WRITE_ANNOUNCEMENTS)) is not None:
        return answer
    try:
        draft = drafts.read(visit.form, await announcement_pages.choices(office), office.zone)
    except BadInput as error:
        return await announcement_pages.form(office, visit, visit.form, str(error))
    if (again := await _the_same(office, visit, draft)) is not None:
        return pages.see_other(f"{ADDRESS}/{again.announcement.id}?done=announcement_kept")
    card = await office.unasked.announcements.create(draft, announcement_pages.actor(office, visit))
    if isinstance(card, Barred):
        return await announcement_pages.form(office, visit, visit.form, card.value)
    await _recorded(office, visit, card.announcement.id, "announcement_created")
    return pages.see_other(f"{ADDRESS}/{card.announcement.id}?done=announcement_kept")


async def edit(office: Office, visit: SignedVisit) -> Response:
    """Replace what one says; an approval is void then. One that runs is not changed."""
    if (answer := await pages.refused(office, visit, Right.WRITE_ANNOUNCEMENTS)) is not None:
        return answer
    card = await announcement_pages.card(office, visit)
    if card is None:
        return pages.unknown(office, visit)
    number = card.announcement.id
    try:
        edited = drafts.read(visit.form, await announcement_pages.choices(office), office.zone, number)
        done = await office.unasked.announcements.edit(edited, announcement_pages.actor(office, visit), _version(visit))
    except BadInput as error:
        return await announcement_pages.form(office, visit, visit.form, str(error), card)
    if isinstance(done, Barred):
        return await announcement_pages.one(office, visit, card, done.value)
    await _recorded(office, visit, number, "announcement_edited")
    return pages.see_other(f"{ADDRESS}/{number}?done=announcement_kept")


async def act(office: Office, visit: SignedVisit) -> Response:
    """Propose, approve, send back, pause, resume or stop one."""
    if (answer := await pages.refused(office, visit, *_RIGHTS)) is not None:
        return answer
    card, wanted = await announcement_pages.card(office, visit), visit.form.get("act", "")
    if card is None:
        return pages.unknown(office, visit)
    if wanted not in announcement_view.BY_HAND:
        return await announcement_pages.one(office, visit, card, "malformed")
    deed = Act(wanted)
    try:
        done = await office.unasked.announcements.act(
            card.announcement.id, deed, announcement_pages.actor(office, visit), _version(visit), await _approvers(office)
        )
    except BadInput as error:
        return await announcement_pages.one(office, visit, card, str(error))
    if isinstance(done, Barred):
        _log.info("desk.announcement_barred", officer=visit.officer.id, announcement=card.announcement.id, why=done.value)
        return await announcement_pages.one(office, visit, card, done.value)
    await _recorded(office, visit, card.announcement.id, f"announcement_{deed.value}")
    return pages.see_other(f"{ADDRESS}/{card.announcement.id}?done=announcement_{deed.value}")


async def copy(office: Office, visit: SignedVisit) -> Response:
    """Begin a new draft with the words of another."""
    if (answer := await pages.refused(office, visit, Right.WRITE_ANNOUNCEMENTS)) is not None:
        return answer
    card = await announcement_pages.card(office, visit)
    if card is None:
        return pages.unknown(office, visit)
    begun = replace(card.announcement, start_at=None)
    if (again := await _the_same(office, visit, begun)) is not None:
        return pages.see_other(f"{ADDRESS}/{again.announcement.id}/edit")
    made = await office.unasked.announcements.create(begun, announcement_pages.actor(office, visit))
    if isinstance(made, Barred):
        return await announcement_pages.one(office, visit, card, made.value)
    await _recorded(office, visit, made.announcement.id, "announcement_created")
    return pages.see_other(f"{ADDRESS}/{made.announcement.id}/edit")


# ---- what they share -------------------------------------------------------------------------------------------------


async def _the_same(office: Office, visit: SignedVisit, draft: Announcement) -> AnnouncementCard | None:
    """Give the draft that this officer made of these very words a moment ago."""
    wanted = replace(draft, writers=frozenset({visit.officer.id}), stage=Stage.DRAFT, approved_by=None)
    since = office.clock.now() - _TWICE
    lately = await office.unasked.announcements.all(_MOST)
    same = (one for one in lately if replace(one.announcement, id=draft.id) == wanted and one.created_at > since)
    return next(same, None)


async def _approvers(office: Office) -> frozenset[OfficerId]:
    """Give who may approve announcements."""
    people, regulation = await office.officers.all(), office.rules.regulation
    return frozenset(one.id for one in people if Right.APPROVE_ANNOUNCEMENTS in permissions.rights(one, regulation))


async def _recorded(office: Office, visit: SignedVisit, number: AnnouncementId, deed: str) -> None:
    await office.audit.record(visit.officer.id, deed, f"announcement:{number}")
    _log.info("desk.announcement", officer=visit.officer.id, announcement=number, deed=deed)


def _version(visit: SignedVisit) -> int:
    text = visit.form.get("version", "")
    if not text.isdecimal() or len(text) > 9:  # noqa: PLR2004 - no announcement is changed a milliard times
        raise BadInput("malformed")
    return int(text)
