"""What officers do: each form becomes an `Envelope` that enters the engine through the inbox, or an internal note.

A form carries the random key that it was made with: pressed twice, or sent again by the browser, it is one action. The text is
part of the action's identity, so that words changed after going back in the browser are not taken for the same.
"""

from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Final

import structlog
from starlette.responses import Response

from desk import pages, requests, talk_view
from desk.cases import Unsent, case_page
from desk.office import Office
from desk.permissions import Deed, Powers
from desk.queue_view import QueueQuery
from desk.texts import texts
from desk.visits import SignedVisit
from domain.errors import BadInput
from domain.model import Envelope, Inbound, Language, OfficerHandedBack, OfficerReplied, OfficerResolved, OfficerTook
from domain.ports import Speaker, TicketFile

_log = structlog.get_logger()
ORIGIN: Final = "desk"
_LOOKS: Final = 8
_LOOK_SECONDS: Final = 0.25
"""An action is shown done at once where the engine is quick; else the live page shows it when it is."""

Shown = Callable[[TicketFile], Awaitable[bool]]


async def take(office: Office, visit: SignedVisit) -> Response:
    """Take the conversation over."""
    file, powers = await _case(office, visit)
    if file is None:
        return _unknown(office, visit)
    if fault := _not_to_take(visit, file, powers):
        return await case_page(office, visit, file, Unsent(fault))
    await _enter(office, visit, file, _took(visit, file))
    return _back(visit, file, "took", shown=await _until(office, file, lambda seen: _owned(seen, visit)))


async def reply(office: Office, visit: SignedVisit) -> Response:
    """Send words to the member; where the form says so, take the conversation over first."""
    file, powers = await _case(office, visit)
    if file is None:
        return _unknown(office, visit)
    taking = visit.form.get("take") == "yes" and file.card.officer != visit.officer.id
    fault = _not_to_take(visit, file, powers) if taking else ("" if powers.may(Deed.REPLY) else "not_yours")
    try:
        text = requests.words(visit.form, "text")
    except BadInput as error:
        fault = fault or str(error)
    if fault:
        return await case_page(office, visit, file, Unsent(fault, reply=visit.form.get("text", "")))
    said = OfficerReplied(file.card.ref, visit.officer.id, text)
    before = await _last_cursor(office, file)
    await _enter(office, visit, file, *([_took(visit, file)] if taking else []), said)
    return _back(visit, file, "replied", shown=await _until(office, file, lambda seen: _answered(office, seen, before)))


async def note(office: Office, visit: SignedVisit) -> Response:
    """Write an internal note: straight into the ticket, by no road that leads to the member."""
    file, powers = await _case(office, visit)
    if file is None:
        return _unknown(office, visit)
    fault = "" if powers.may(Deed.NOTE) else "not_allowed"
    try:
        text = requests.words(visit.form, "note")
    except BadInput as error:
        fault = fault or str(error)
    if fault:
        return await case_page(office, visit, file, Unsent(fault, note=visit.form.get("note", "")))
    await office.tickets.note(file.card.ref, visit.officer.id, text, _id(visit, "note", text))
    _log.info("desk.noted", officer=visit.officer.id, ticket=file.card.ref)
    return _back(visit, file, "noted")


async def hand_back(office: Office, visit: SignedVisit) -> Response:
    """Give the conversation back to the bot; for a colleague who is away, with a note that says who did it."""
    file, powers = await _case(office, visit)
    if file is None:
        return _unknown(office, visit)
    for_colleague = powers.may(Deed.HAND_BACK_FOR_COLLEAGUE)
    if file.card.officer is None or not (for_colleague or powers.may(Deed.HAND_BACK)):
        return await case_page(office, visit, file, Unsent("not_yours"))
    if for_colleague:
        text = texts(Language.ARABIC)("talk.handed_back_for", name=file.card.officer_name)
        await office.tickets.note(file.card.ref, visit.officer.id, text, _id(visit, "hand-back", text))
    await _enter(office, visit, file, OfficerHandedBack(file.card.ref, file.card.officer))
    return _back(visit, file, "handed_back", shown=await _until(office, file, lambda seen: _free(seen, file)))


async def resolve(office: Office, visit: SignedVisit) -> Response:
    """Say that the matter is settled."""
    file, powers = await _case(office, visit)
    if file is None:
        return _unknown(office, visit)
    if not powers.may(Deed.RESOLVE):
        return await case_page(office, visit, file, Unsent("not_yours"))
    await _enter(office, visit, file, OfficerResolved(file.card.ref, visit.officer.id))
    return _back(visit, file, "resolved", shown=await _until(office, file, _settled))


async def _case(office: Office, visit: SignedVisit) -> tuple[TicketFile | None, Powers]:
    ref = requests.ref(visit.request.path_params["ref"])
    file = await office.tickets.file(ref) if ref else None
    if file is None:
        return None, Powers(frozenset())
    powers = talk_view.powers(file, visit.officer)
    return (file if powers.may(Deed.VIEW) else None), powers


def _not_to_take(visit: SignedVisit, file: TicketFile, powers: Powers) -> str:
    """Name what forbids a take-over; mostly a colleague was quicker."""
    if powers.may(Deed.TAKE):
        return ""
    return "taken_meanwhile" if talk_view.holder(file, visit.officer.id) not in {None, visit.officer.id} else "not_allowed"


async def _enter(office: Office, visit: SignedVisit, file: TicketFile, *inbounds: Inbound) -> None:
    now = office.clock.now()
    envelopes = [
        Envelope(file.card.conversation, _id(visit, type(one).__name__, _words(one)), ORIGIN, one, now) for one in inbounds
    ]
    await office.inbox.accept(envelopes)
    _log.info("desk.acted", officer=visit.officer.id, ticket=file.card.ref, deeds=[type(one).__name__ for one in inbounds])


def _took(visit: SignedVisit, file: TicketFile) -> OfficerTook:
    name = visit.officer.title.get(file.contact.language) or visit.officer.name
    return OfficerTook(file.card.ref, visit.officer.id, name)


def _words(inbound: Inbound) -> str:
    return inbound.text if isinstance(inbound, OfficerReplied) else ""


def _id(visit: SignedVisit, deed: str, text: str) -> str:
    """Name the action: whose, from which form, what, and with which words."""
    seed = "\0".join((str(visit.officer.id), requests.key(visit.form), visit.request.path_params["ref"], deed, text))
    return sha256(seed.encode()).hexdigest()


async def _until(office: Office, file: TicketFile, shown: Shown) -> bool:
    """Wait a moment for the engine, so that a page without scripts comes back with the result on it; False if it did not."""
    for _ in range(_LOOKS):
        fresh = await office.tickets.file(file.card.ref)
        if fresh is not None and await shown(fresh):
            return True
        await office.signals.wait(file.card.conversation, _LOOK_SECONDS)
    return False


async def _owned(file: TicketFile, visit: SignedVisit) -> bool:
    return file.card.officer == visit.officer.id and file.card.stage.is_open


async def _free(file: TicketFile, before: TicketFile) -> bool:
    return file.card.officer != before.card.officer


async def _settled(file: TicketFile) -> bool:
    return not file.card.stage.is_open


async def _last_cursor(office: Office, file: TicketFile) -> str:
    lines = await office.transcript.lines(file.card.conversation, limit=1)
    return lines[-1].cursor if lines else ""


async def _answered(office: Office, file: TicketFile, before: str) -> bool:
    lines = await office.transcript.lines(file.card.conversation, before)
    return any(line.speaker is Speaker.OFFICER for line in lines)


def _unknown(office: Office, visit: SignedVisit) -> Response:
    return pages.page(office, visit, "sorry.html", 404, fault="404")


def _back(visit: SignedVisit, file: TicketFile, done: str, *, shown: bool = True) -> Response:
    query = QueueQuery.of(visit.request.query_params)
    return pages.see_other(query.address(file.card.ref, done=done if shown else "pending"))
