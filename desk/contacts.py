"""Contacts that came by no channel: a visit, a call, a letter. Officers write them down, and each is a ticket like others."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

import structlog
from starlette.responses import Response

from desk import pages, permissions, requests
from desk.entering import ORIGIN
from desk.office import Office
from desk.permissions import Right
from desk.texts import texts
from desk.visits import SignedVisit
from domain.deskports import MemberCard
from domain.errors import BadInput
from domain.inbound import Envelope
from domain.model import BY_HAND, ConversationId, Language, TicketKind, TicketRef
from domain.officeracts import ContactLogged
from domain.ticketports import QueueFilter

_log = structlog.get_logger()
WAYS: Final = ("visit", "call", "letter", "email", "other")
_LOOKS: Final = 8
_LOOK_SECONDS: Final = 0.25


async def show(office: Office, visit: SignedVisit) -> Response:
    """Show the form."""
    return await pages.refused(office, visit, Right.LOG_CONTACT) or await _page(office, visit, 200)


async def log(office: Office, visit: SignedVisit) -> Response:
    """Open a ticket for what was said, and lead to it."""
    if (answer := await pages.refused(office, visit, Right.LOG_CONTACT)) is not None:
        return answer
    read = _read(visit)
    if isinstance(read, str):
        return await _page(office, visit, 422, read)
    seed = "\0".join((str(visit.officer.id), requests.key(visit.form)))
    key = sha256(seed.encode()).hexdigest()
    known = await _member(office, visit.form.get("of", ""))
    conversation = known.identities[0].conversation if known else ConversationId(f"{BY_HAND}main:{key[:16]}")
    envelope = Envelope(conversation, key, ORIGIN, read, office.clock.now(), visit.form.get("name", "").strip())
    already = await _mine(office, visit, conversation) if known else []
    await office.inbox.accept([envelope])
    _log.info("desk.contact_logged", officer=visit.officer.id)
    return pages.see_other(await _opened(office, visit, conversation, already))


def _read(visit: SignedVisit) -> ContactLogged | str:
    """Read the form: a contact, or what is wrong."""
    try:
        subject, text = requests.words(visit.form, "subject"), requests.words(visit.form, "text")
    except BadInput as error:
        return str(error)
    way, t = visit.form.get("way", ""), texts(Language.ARABIC)
    given = {
        t("contact.name"): visit.form.get("name", "").strip(),
        t("contact.number"): visit.form.get("number", "").strip(),
        t("contact.way"): t(f"way.{way}") if way in WAYS else "",
    }
    if any(len(value) > requests.MAX_LINE for value in (subject, *given.values())):
        return "too_long"
    details = tuple((field, value) for field, value in given.items() if value)
    return ContactLogged(visit.officer.id, " ".join(subject.split()), text, details=details)


async def _opened(office: Office, visit: SignedVisit, conversation: ConversationId, already: Sequence[TicketRef]) -> str:
    """Wait a moment for the ticket, and give its address; the same form twice leads to the ticket that there is."""
    for _ in range(_LOOKS):
        ref = next((one for one in await _mine(office, visit, conversation) if one not in already), None)
        if ref is not None:
            return f"/desk/tickets/{ref}?done=logged"
        await office.signals.wait(conversation, _LOOK_SECONDS)
    return f"/desk/tickets/{already[-1]}" if already else "/desk?part=mine&done=pending"


async def _mine(office: Office, visit: SignedVisit, conversation: ConversationId) -> list[TicketRef]:
    """List the contacts in a conversation that the officer has."""
    mine = await office.tickets.queue(QueueFilter.MINE, visit.officer.id, limit=200)
    return [one.ref for one in mine if one.conversation == conversation and one.kind is TicketKind.CONTACT]


async def _page(office: Office, visit: SignedVisit, status: int, fault: str = "") -> Response:
    assert Right.LOG_CONTACT in permissions.rights(visit.officer, office.rules.regulation)  # noqa: S101 - both ways here ask first
    known = await _member(office, visit.form.get("of", "") or visit.request.query_params.get("of", ""))
    return await pages.inner(office, visit, "contact.html", status, ways=WAYS, fault=fault, begun=visit.form, known=known)


async def _member(office: Office, of: str) -> MemberCard | None:
    """Give the member with whom the contact was, where the officer came from his page."""
    return await office.members.card(ConversationId(of)) if of else None
