"""The page of saved replies: an officer's own, and those that everybody has."""

from starlette.responses import Response

from desk import pages, permissions, requests
from desk.office import Office
from desk.permissions import Deed, Right
from desk.reply_view import VARIABLES
from desk.visits import SignedVisit
from domain.model import Language
from domain.officeports import SavedReply

ADDRESS = "/desk/replies"


async def show(office: Office, visit: SignedVisit) -> Response:
    """Show them, to those who see conversations."""
    if not _may_write(visit):
        return pages.unknown(office, visit)
    return await _page(office, visit, 200)


async def keep(office: Office, visit: SignedVisit) -> Response:
    """Keep a new one, or change one."""
    made = await _made(office, visit)
    if isinstance(made, str):
        return await _page(office, visit, 422 if made in {"empty", "too_long"} else 403, made)
    await office.saved.keep(made, visit.officer.id)
    return pages.see_other(f"{ADDRESS}?done=kept")


async def forget(office: Office, visit: SignedVisit) -> Response:
    """Remove one."""
    found = await _mine(office, visit, visit.form.get("id", ""))
    if found is None:
        return await _page(office, visit, 403, "not_allowed")
    await office.saved.forget(found.id, visit.officer.id)
    return pages.see_other(f"{ADDRESS}?done=forgotten")


async def _made(office: Office, visit: SignedVisit) -> SavedReply | str:
    """Read the form: a saved reply, or what is wrong."""
    form, before = visit.form, visit.form.get("id", "")
    found = await _mine(office, visit, before) if before else None
    shared = form.get("shared") == "yes"
    if (before and found is None) or (shared and not _may_share(office, visit)) or not _may_write(visit):
        return "not_allowed"
    title = " ".join(form.get("title", "").split())
    text = {language: words for language in Language if (words := form.get(f"text_{language}", "").strip())}
    if not title or not text:
        return "empty"
    if len(title) > requests.MAX_LINE or any(len(words) > requests.MAX_TEXT for words in text.values()):
        return "too_long"
    return SavedReply(found.id if found else 0, title, text, None if shared else visit.officer.id)


async def _mine(office: Office, visit: SignedVisit, wanted: str) -> SavedReply | None:
    """Give a saved reply that the visitor may change."""
    kept = await office.saved.of(visit.officer.id)
    found = next((one for one in kept if str(one.id) == wanted), None)
    return None if found is None or (found.officer is None and not _may_share(office, visit)) else found


def _may_share(office: Office, visit: SignedVisit) -> bool:
    return Right.SHARE_REPLIES in permissions.rights(visit.officer, office.rules.regulation)


def _may_write(visit: SignedVisit) -> bool:
    return Deed.VIEW in permissions.deeds_of(visit.officer.role)


async def _page(office: Office, visit: SignedVisit, status: int, fault: str = "") -> Response:
    kept = await office.saved.of(visit.officer.id) if _may_write(visit) else ()
    return await pages.inner(
        office,
        visit,
        "replies.html",
        status,
        replies=kept,
        may_share=_may_share(office, visit),
        fault=fault,
        languages=tuple(Language),
        variables=[f"{{{name}}}" for name in VARIABLES],
        begun=visit.form,
    )
