"""The desk's two reading pages: the queue, and a conversation beside it. Each view of a conversation is written down."""

from dataclasses import dataclass, replace
from typing import Any, Final

from starlette.responses import Response

from desk import formatting, pages, permissions, queue_view, requests, talk_view
from desk.office import Office
from desk.permissions import Deed
from desk.queue_view import Look, QueueQuery, QueueView
from desk.texts import texts
from desk.visits import SignedVisit
from domain import reference
from domain.model import TicketRef
from domain.ports import TicketCard, TicketFile

FEW: Final = 200
MANY: Final = 2000
"""Lines of a conversation, at first and when the earlier ones are asked for."""
_DONE: Final = frozenset({"took", "replied", "noted", "handed_back", "resolved", "password", "pending"})
_NO_FILE: Final = 404
_STATUS: Final = {"": 200, "empty": 422, "too_long": 413, "taken_meanwhile": 409}


@dataclass(frozen=True, slots=True)
class Unsent:
    """An action that was not done: why, as a key of the texts, and the words that the officer wrote."""

    fault: str = ""
    reply: str = ""
    note: str = ""

    @property
    def status(self) -> int:
        """The HTTP status that says so."""
        return _STATUS.get(self.fault, 403)


NOTHING: Final = Unsent()


async def show_queue(office: Office, visit: SignedVisit) -> Response:
    """Show the queue with no conversation open."""
    view = await _queue(office, visit, None)
    return _page(office, visit, "queue.html", queue=view, done=_done(visit))


async def show_case(office: Office, visit: SignedVisit) -> Response:
    """Show one conversation beside the queue."""
    ref = requests.ref(visit.request.path_params["ref"])
    file = await office.tickets.file(ref) if ref else None
    if file is None or Deed.VIEW not in permissions.deeds_of(visit.officer.role):
        return pages.page(office, visit, "sorry.html", _NO_FILE, fault=str(_NO_FILE))
    return await case_page(office, visit, file)


async def case_page(office: Office, visit: SignedVisit, file: TicketFile, unsent: Unsent = NOTHING) -> Response:
    """Show a conversation; `unsent` is what an action did not do, and why."""
    card, query, look = file.card, visit.request.query_params, _look(office, visit)
    await office.tickets.seen(card.ref, visit.officer.id)
    lines = await office.transcript.lines(card.conversation, limit=MANY if query.get("lines") == "all" else FEW, internal=True)
    suggested = talk_view.suggestions(file.candidates, office.lookup, visit.language, file.contact.language)
    used = next((one.answer for one in suggested if one.entry == query.get("use")), "")
    values = {
        "queue": await _queue(office, visit, card.ref),
        "lines": talk_view.line_views(lines, look.now, look.zone, look.t),
        "earlier": len(lines) == FEW,
        "suggestions": suggested,
        "unsent": replace(unsent, reply=unsent.reply or used),
        "done": _done(visit),
    }
    return _page(office, visit, "case.html", unsent.status, **_facts(file, visit, look), **values)


def _facts(file: TicketFile, visit: SignedVisit, look: Look) -> dict[str, Any]:
    """Collect what the page says of the ticket itself."""
    card = file.card
    return {
        "file": file,
        "card": card,
        "written": reference.written(card.ref),
        "others": [(ticket, reference.written(ticket.ref)) for ticket in file.others if ticket.ref != card.ref],
        "compose": talk_view.compose(file, visit.officer),
        "waiting": look.waiting(card),
        "overdue": look.overdue(card),
        "opened": formatting.both_dates(card.opened_at, look.zone, look.t),
        "channel": card.conversation.partition(":")[0],
    }


def _look(office: Office, visit: SignedVisit) -> Look:
    return Look(office.clock.now(), office.zone, texts(visit.language), office.overdue_after)


async def _queue(office: Office, visit: SignedVisit, current: TicketRef | None) -> QueueView:
    query = QueueQuery.of(visit.request.query_params)
    officer = visit.officer.id
    cards: tuple[TicketCard, ...] = ()
    counts: Any = {}
    if Deed.VIEW in permissions.deeds_of(visit.officer.role):
        cards = await office.tickets.queue(query.part, officer, query.search, query.before, queue_view.PAGE_SIZE + 1)
        counts = await office.tickets.counts(officer)
    return QueueView(
        query,
        queue_view.tabs(query, counts),
        queue_view.rows(cards, query, current, _look(office, visit)),
        queue_view.further(query, cards),
        replace(query, before="").address() if query.before else "",
    )


def _page(office: Office, visit: SignedVisit, template: str, status: int = 200, **values: Any) -> Response:
    """Give the page, or only its live parts when the script asks for those."""
    layout = "parts.html" if "part_only" in visit.request.query_params else "desk.html"
    return pages.page(office, visit, template, status, layout=layout, officer=visit.officer, key=office.random(16), **values)


def _done(visit: SignedVisit) -> str:
    done = visit.request.query_params.get("done", "")
    return done if done in _DONE else ""
