"""The committee's page: requests that wait for a decision, with what was sent for them; a decision is told to the member."""

from collections.abc import Sequence
from typing import Any, Final

import structlog
from starlette.responses import Response

from desk import pages, permissions
from desk.cases import look_of
from desk.entering import Action
from desk.office import Office
from desk.permissions import DECIDE
from desk.visits import SignedVisit
from domain import reference
from domain.model import Stage
from domain.officeracts import RequestDecided
from domain.ticketports import Line, Narrowing, QueueFilter, TicketCard, TicketFile

_log = structlog.get_logger()
ADDRESS: Final = "/desk/committee"
_MOST: Final = 100
_NOTED: Final = 6
"""Notes of a request that are shown, the last ones."""
_LATELY: Final = 100
"""Lines of the conversation among which they are looked for."""
_WAITING: Final = Narrowing(stage=Stage.WITH_COMMITTEE)


async def show(office: Office, visit: SignedVisit) -> Response:
    """Show what waits for a decision, the longest waiting first."""
    return await pages.refused(office, visit, *DECIDE) or await _page(office, visit, 200)


async def decide(action: Action) -> Response:
    """Accept or refuse what one decides on; a refusal has a reason, which the member is told."""
    office, visit, card = action.office, action.visit, action.file.card
    if (answer := await pages.refused(office, visit, *DECIDE)) is not None:
        return answer
    if not _mine(office, visit, card):
        return await _page(office, visit, 403, "not_decider")
    decision = visit.form.get("decision", "")
    reason, missing = action.words("reason")
    if card.stage is not Stage.WITH_COMMITTEE or decision not in {"accept", "refuse"}:
        return await _page(office, visit, 409, "decided_meanwhile")
    if missing == "too_long" or (missing and decision == "refuse"):
        return await _page(office, visit, 422, "no_reason" if missing == "empty" else missing, card.ref)
    await action.enter(RequestDecided(card.ref, visit.officer.id, decision == "accept", reason))
    shown = await action.until(_decided)
    return pages.see_other(f"{ADDRESS}?done={'decided' if shown else 'pending'}")


async def _page(office: Office, visit: SignedVisit, status: int, fault: str = "", refused: str = "") -> Response:
    """Show the page; with the form of the request whose decision was refused as it was filled in."""
    cards = await office.tickets.queue(QueueFilter.OPEN, visit.officer.id, limit=_MOST, narrowing=_WAITING)
    mine = [card for card in cards if _mine(office, visit, card)]
    await office.audit.looked(visit.officer.id, "committee_seen", [(card.ref, "") for card in mine])
    requests = [await _request(office, visit, card) for card in mine]
    return await pages.inner(
        office, visit, "committee.html", status, requests=requests, fault=fault, refused=refused, begun=visit.form
    )


def _mine(office: Office, visit: SignedVisit, card: TicketCard) -> bool:
    return permissions.may_decide(visit.officer, office.rules.regulation, card.topic, card.kind)


async def _request(office: Office, visit: SignedVisit, card: TicketCard) -> dict[str, Any]:
    file, look = await office.tickets.file(card.ref), look_of(office, visit)
    return {
        "card": card,
        "written": reference.written(card.ref),
        "details": file.details if file else (),
        "sent": await office.tickets.attachments(card.ref),
        "notes": await _notes(office, card),
        "opened_at": card.opened_at,
        "since": file.stage_at if file else None,
        "due": look.due(card),
    }


async def _notes(office: Office, card: TicketCard) -> Sequence[Line]:
    """Give what was noted on it last: by officers, by the member since, and what the committee decided before."""
    lines = await office.transcript.lines(card.conversation, limit=_LATELY, internal=True)
    return [line for line in lines if line.ticket == card.ref and line.status == "note"][-_NOTED:]


async def _decided(file: TicketFile) -> bool:
    return file.card.stage is not Stage.WITH_COMMITTEE
