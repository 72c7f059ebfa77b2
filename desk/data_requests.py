"""What the law gives a member: a copy of what is held of him, and its erasure. Done by those whom the regulation allows."""

import json

import structlog
from starlette.responses import Response

from desk import pages
from desk.members import card_of
from desk.members import page as member_page
from desk.office import Office
from desk.permissions import Right
from desk.visits import SignedVisit
from domain import codec
from domain.deskports import MemberCard
from domain.dossier import StillOpen, remove_left
from domain.model import ConversationId

_log = structlog.get_logger()


async def export(office: Office, visit: SignedVisit) -> Response:
    """Give all that is held of a member as a file to keep; that it was given is written down."""
    card = await _allowed(office, visit)
    if card is None:
        return pages.unknown(office, visit)
    held = await office.dossiers.export(_of(card), visit.officer.id)
    headers = {"Content-Disposition": 'attachment; filename="member.json"'}
    return Response(json.dumps(held, ensure_ascii=False, indent=2), media_type="application/json", headers=headers)


async def erase(office: Office, visit: SignedVisit) -> Response:
    """Erase a member for good, once the officer has said that he means it and made sure who asks."""
    card = await _allowed(office, visit)
    if card is None:
        return pages.unknown(office, visit)
    if visit.form.get("sure") != "yes":
        return await member_page(office, visit, visit.form.get("of", ""), "not_sure")
    try:
        await office.dossiers.erase(_of(card), visit.officer.id)
    except StillOpen as error:
        return await member_page(office, visit, visit.form.get("of", ""), "still_open" if error.tickets else "still_busy")
    _forget_drawn()
    for file in await remove_left(office.dossiers, office.files):
        _log.warning("erasure.file_left", file=file)
    return pages.see_other("/desk?done=erased")


def _forget_drawn() -> None:
    """Forget what was drawn and read before: an erased member's words are in it."""
    pages.drawn.cache_clear()
    codec.forget()


async def _allowed(office: Office, visit: SignedVisit) -> MemberCard | None:
    if not pages.may(office, visit, Right.ANSWER_DATA_REQUESTS):
        return None
    return await card_of(office, visit, visit.form.get("of", ""))


def _of(card: MemberCard) -> ConversationId:
    return card.identities[0].conversation
