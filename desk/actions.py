"""What officers do in a conversation: take over, reply, note, hand back, resolve. Each enters the engine through the inbox."""

from dataclasses import replace
from typing import Final

import structlog
from starlette.responses import PlainTextResponse, Response

from desk import reply_view, talk_view
from desk.cases import Unsent, case_page
from desk.entering import Action, Seen
from desk.permissions import Deed
from desk.requests import MAX_TEXT
from desk.visits import SignedVisit
from domain.officeracts import OfficerHandedBack, OfficerReassigned, OfficerReplied, OfficerResolved, OfficerTook
from domain.ticketports import Speaker, TicketFile

_log = structlog.get_logger()
NOT_YOURS: Final = "not_yours"


async def take(action: Action) -> Response:
    """Take the conversation over."""
    if fault := _not_to_take(action):
        return await action.refused(fault)
    await action.enter(_took(action))
    return await unless_late(action, "took", lambda seen: _owned(seen, action.visit))


async def take_from(action: Action) -> Response:
    """Take it from the colleague whom the form names, who is told; from nobody else, if it changed hands meanwhile."""
    card, officer = action.file.card, action.visit.officer.id
    if card.officer is None or not action.powers.may(Deed.TAKE_FROM_COLLEAGUE):
        return await action.refused(action.not_allowed)
    if str(card.officer) != action.visit.form.get("whose", ""):
        return await action.refused("taken_meanwhile")
    await action.enter(OfficerReassigned(card.ref, officer, officer, name_of(action)))
    return action.back("took", shown=await action.until(lambda seen: _owned(seen, action.visit)))


async def reply(action: Action) -> Response:
    """Send words to the member; where the form says so, take the conversation over first."""
    visit, card = action.visit, action.file.card
    taking = visit.form.get("take") == "yes" and card.officer != visit.officer.id
    fault = _not_to_take(action) if taking else ("" if action.powers.may(Deed.REPLY) else NOT_YOURS)
    fault = "no_channel" if action.file.contact.is_by_hand else fault
    text, fault = action.words("text", fault)
    if fault:
        return await action.refused(fault, reply=visit.form.get("text", ""))
    said = OfficerReplied(card.ref, visit.officer.id, text, name_of(action))
    before, waits = await _last_cursor(action), await reply_view.waits(action.office, visit, action.file, text)
    await action.enter(*([_took(action)] if taking else []), said)
    done = "reply_kept" if waits else "replied"
    return await unless_late(action, done, lambda seen: _answered(action, seen, before, text, kept=waits), text)


async def preview(action: Action) -> Response:
    """Show what the member would see; nothing is sent."""
    unsent = Unsent(reply=action.visit.form.get("text", ""), preview=True)
    return await case_page(action.office, action.visit, action.file, unsent)


async def measure(action: Action) -> Response:
    """Say how long words are on the member's channel, while they are written; nothing is sent."""
    words = action.visit.form.get("text", "")[:MAX_TEXT]
    return PlainTextResponse(reply_view.measured(action.office, action.visit, action.file, words))


async def typing(action: Action) -> Response:
    """Let colleagues see that the officer is writing."""
    if action.powers.may(Deed.REPLY, Deed.TAKE):
        await action.office.looks.type(action.file.card.ref, action.visit.officer.id)
    return Response(status_code=204)


async def note(action: Action) -> Response:
    """Write an internal note: straight into the ticket, by no road that leads to the member."""
    visit, card = action.visit, action.file.card
    text, fault = action.words("note", "" if action.powers.may(Deed.NOTE) else "not_allowed")
    if fault:
        return await action.refused(fault, note=visit.form.get("note", ""))
    await action.office.tickets.note(card.ref, visit.officer.id, text, action.id(f"note\0{text}"))
    _log.info("desk.noted", officer=visit.officer.id, ticket=card.ref)
    return action.back("noted")


async def hand_back(action: Action) -> Response:
    """Give the conversation back to the bot; a supervisor does so for a colleague who is away."""
    card, officer = action.file.card, action.visit.officer.id
    if card.officer is None or not action.powers.may(Deed.HAND_BACK):
        return await action.refused(NOT_YOURS)
    whose = None if card.officer == officer else card.officer
    await action.enter(OfficerHandedBack(card.ref, officer, whose))
    done = "put_back" if action.file.talking is None else "handed_back"
    return action.back(done, shown=await action.until(lambda seen: _free(seen, action.file)))


async def resolve(action: Action) -> Response:
    """Say that the matter is settled."""
    if not action.powers.may(Deed.RESOLVE):
        return await action.refused(NOT_YOURS)
    await action.enter(OfficerResolved(action.file.card.ref, action.visit.officer.id))
    return action.back("resolved", shown=await action.until(_settled))


def _took(action: Action) -> OfficerTook:
    """Make the event of taking over."""
    return OfficerTook(action.file.card.ref, action.visit.officer.id, name_of(action))


def name_of(action: Action) -> str:
    """Give how the member is told who the officer is."""
    return action.visit.officer.title.get(action.file.contact.language) or action.visit.officer.name


def _not_to_take(action: Action) -> str:
    """Name what forbids a take-over; mostly a colleague was quicker."""
    if action.powers.may(Deed.TAKE):
        return ""
    held = talk_view.holder(action.file, action.visit.officer.id)
    return "taken_meanwhile" if held not in {None, action.visit.officer.id} else action.not_allowed


async def unless_late(action: Action, done: str, did: Seen, reply: str = "") -> Response:
    """Lead back once it is done; where the engine heard a colleague first, say so, with the words that did not go."""
    officer = action.visit.officer.id

    async def decided(file: TicketFile) -> bool:
        return await did(file) or file.card.officer not in {None, officer}

    if not await action.until(decided):
        return action.back(done, shown=False)
    file = await action.office.tickets.file(action.file.card.ref) or action.file
    if not await did(file):
        return await replace(action, file=file).refused("taken_meanwhile", reply=reply)
    return action.back(done)


async def _owned(file: TicketFile, visit: SignedVisit) -> bool:
    return file.card.officer == visit.officer.id and file.card.stage.is_open


async def _free(file: TicketFile, before: TicketFile) -> bool:
    return file.card.officer != before.card.officer


async def _settled(file: TicketFile) -> bool:
    return not file.card.stage.is_open


async def _last_cursor(action: Action) -> str:
    lines = await action.office.transcript.lines(action.file.card.conversation, limit=1)
    return lines[-1].cursor if lines else ""


async def _answered(action: Action, file: TicketFile, before: str, text: str, *, kept: bool) -> bool:
    """Tell whether the words went, or where they wait whether they are `kept`."""
    lines = await action.office.transcript.lines(file.card.conversation, before, internal=kept)
    return any(line.speaker is Speaker.OFFICER and line.text == text for line in lines)
