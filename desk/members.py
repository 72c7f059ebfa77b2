"""A member's page: who he is on which channel and how that is known, his matters, his ratings, and all that was ever said."""

from datetime import datetime
from hashlib import sha256
from typing import Final

from starlette.responses import Response

from desk import consents, formatting, line_view, pages, permissions, requests, work_view
from desk.cases import look_of
from desk.office import Office
from desk.permissions import Deed, Right
from desk.texts import texts
from desk.visits import SignedVisit
from domain import reference
from domain.deskports import MemberCard
from domain.errors import BadInput
from domain.model import ConversationId

ADDRESS: Final = "/desk/members"
LINES: Final = 200
_LONGEST_NUMBER: Final = 40


async def show(office: Office, visit: SignedVisit) -> Response:
    """Show a member; that is written down."""
    return await page(office, visit, visit.request.query_params.get("of", ""))


async def note(office: Office, visit: SignedVisit) -> Response:
    """Write a note about the member, for officers' eyes."""
    card = await card_of(office, visit, visit.form.get("of", ""))
    if card is None or not pages.may(office, visit, Right.NOTE_MEMBER):
        return pages.unknown(office, visit)
    try:
        text = requests.words(visit.form, "note")
    except BadInput as error:
        return await page(office, visit, visit.form.get("of", ""), str(error))
    seed = "\0".join((str(visit.officer.id), requests.key(visit.form), card.member, text))
    await office.members.note(card.identities[0].conversation, visit.officer.id, text, sha256(seed.encode()).hexdigest())
    return _back(visit, "noted")


async def number(office: Office, visit: SignedVisit) -> Response:
    """Write the number of his membership down."""
    card, wanted = await card_of(office, visit, visit.form.get("of", "")), visit.form.get("number", "").strip()
    if card is None or not pages.may(office, visit, Right.PLACE_MEMBER):
        return pages.unknown(office, visit)
    if len(wanted) > _LONGEST_NUMBER or not wanted.isprintable():
        return await page(office, visit, visit.form.get("of", ""), "malformed")
    await office.members.number(card.identities[0].conversation, wanted, visit.officer.id)
    return _back(visit, "changed")


async def join(office: Office, visit: SignedVisit) -> Response:
    """Say that whoever wrote another ticket is this member too."""
    card = await card_of(office, visit, visit.form.get("of", ""))
    if card is None or not pages.may(office, visit, Right.JOIN_MEMBERS):
        return pages.unknown(office, visit)
    other = await _conversation_of(office, visit.form.get("ticket", ""))
    if other is None:
        return await page(office, visit, visit.form.get("of", ""), "no_such_ticket")
    try:
        await office.members.join(card.identities[0].conversation, other, visit.officer.id)
    except BadInput as error:
        return await page(office, visit, visit.form.get("of", ""), str(error))
    return _back(visit, "joined")


async def part(office: Office, visit: SignedVisit) -> Response:
    """Say that one of his conversations is somebody else's."""
    card = await card_of(office, visit, visit.form.get("of", ""))
    wanted = visit.form.get("conversation", "")
    his = {one.conversation for one in card.identities} if card else set()
    if not pages.may(office, visit, Right.JOIN_MEMBERS) or wanted not in his:
        return pages.unknown(office, visit)
    await office.members.part(ConversationId(wanted), visit.officer.id)
    return _back(visit, "parted")


async def page(office: Office, visit: SignedVisit, of: str, fault: str = "") -> Response:
    """Show a member's page, with what could not be done there, and why."""
    card = await card_of(office, visit, of)
    if card is None:
        return pages.unknown(office, visit)
    await office.audit.record(visit.officer.id, "member_seen", of)
    look, before = look_of(office, visit), _moment(visit.request.query_params.get("before", ""))
    told = await office.members.history(ConversationId(of), before, LINES)
    only = ConversationId(of) if len(card.identities) == 1 else None
    settles = pages.may(office, visit, Right.SETTLE_DOUBTS)
    here = line_view.Here(
        only,
        posts=work_view.post_titles(office.rules.regulation, look.t),
        settles=settles,
        kept=office.wording.reader(visit.language),
    )
    return await pages.inner(
        office,
        visit,
        "member.html",
        422 if fault else 200,
        of=of,
        member=card,
        tickets=[(ticket, reference.written(ticket.ref)) for ticket in card.tickets],
        channels={one.conversation: formatting.channel_words(one.conversation, look.t) for one in card.identities},
        lines=line_view.line_views(told, look.now, look.zone, look.t, here),
        earlier=told[0].line.at.isoformat() if len(told) == LINES else "",
        fault=fault or _fault(visit),
        **await consents.shown(office, visit, card),
    )


async def card_of(office: Office, visit: SignedVisit, of: str) -> MemberCard | None:
    """Give the member of a conversation, to whoever may see him."""
    if Deed.VIEW not in permissions.deeds_of(visit.officer.role) or not of:
        return None
    return await office.members.card(ConversationId(of))


async def _conversation_of(office: Office, text: str) -> ConversationId | None:
    for ref in reference.find(text):
        if file := await office.tickets.file(ref):
            return file.card.conversation
    return None


def _fault(visit: SignedVisit) -> str:
    """Give why one of the page's other forms came to nothing."""
    asked = visit.request.query_params.get("fault", "")
    return asked if texts(visit.language).has(f"fault.{asked}") else ""


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _back(visit: SignedVisit, done: str) -> Response:
    query = str(visit.request.url.include_query_params(of=visit.form.get("of", ""), done=done).query)
    return pages.see_other(f"{ADDRESS}?{query}")
