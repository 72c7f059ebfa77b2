"""The desk's two reading pages: the queue, and a conversation beside it. Each view of a conversation is written down."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.responses import Response

from desk import (
    consents,
    due,
    formatting,
    line_view,
    pages,
    permissions,
    queue_view,
    reply_view,
    requests,
    talk_view,
    work_view,
)
from desk.line_view import LineView
from desk.office import Office
from desk.outreach import upcoming
from desk.permissions import Deed, Right
from desk.queue_query import QueueQuery
from desk.queue_view import Look, QueueView
from desk.reply_view import SavedView
from desk.talk_view import Suggestion
from desk.teaching import knowledge, lessons
from desk.teaching.knowledge import Hit
from desk.texts import texts
from desk.visits import SignedVisit
from domain import reference
from domain.deskports import MemberFound, Told
from domain.model import TicketRef
from domain.ticketports import TicketCard, TicketFile

_HITS: Final = 8
FEW: Final = 60
MANY: Final = 960
"""Lines of a conversation, at first and at most; the member's own page leads back to the first of all."""
_LARGER: Final = 4
"""How many times as many lines there are when earlier ones are asked for."""
_NO_FILE: Final = 404
_STATUS: Final = {
    "": 200, "preview": 200, "taken_meanwhile": 409, "too_long": 413, "too_large": 413, "file_type": 415,
    "empty": 422, "no_such_ticket": 422, "no_stage": 422, "no_colleague": 422, "no_channel": 422, "bad_time": 422,
    "time_past": 422,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unsent:
    """An action that was not done: why, as a key of the texts, and the words that the officer wrote."""

    fault: str = ""
    reply: str = ""
    note: str = ""
    line: str = ""
    preview: bool = False
    """Nothing went wrong: the officer only wants to see what the member would."""

    @property
    def status(self) -> int:
        """The HTTP status that says so."""
        return _STATUS.get(self.fault, 403)


NOTHING: Final = Unsent()


async def show_queue(office: Office, visit: SignedVisit) -> Response:
    """Show the queue with no conversation open."""
    view = await _queue(office, visit, None)
    return await _page(office, visit, "queue.html", queue=view)


async def show_case(office: Office, visit: SignedVisit) -> Response:
    """Show one conversation beside the queue."""
    ref = requests.ref(visit.request.path_params["ref"])
    file = await office.tickets.file(ref) if ref else None
    if file is None or Deed.VIEW not in permissions.deeds_of(visit.officer.role):
        return pages.page(office, visit, "sorry.html", _NO_FILE, fault=str(_NO_FILE))
    return await case_page(office, visit, file)


async def show_hits(office: Office, visit: SignedVisit) -> Response:
    """Give the entries and clauses found for words, for the menu beside the reply box."""
    ref = requests.ref(visit.request.path_params["ref"])
    file = await office.tickets.file(ref) if ref else None
    if file is None or Deed.VIEW not in permissions.deeds_of(visit.officer.role):
        return pages.unknown(office, visit)
    return pages.page(office, visit, "hits.html", **await _hits(office, visit, file), card=file.card)


async def _hits(office: Office, visit: SignedVisit, file: TicketFile) -> dict[str, Any]:
    """Find what is looked for in the menu of clauses; nothing where nothing is."""
    query = visit.request.query_params
    find = requests.clean(query.get("find", "")).strip()[: requests.MAX_LINE]
    hits: tuple[Hit, ...] = ()
    if find:
        hits = await asyncio.to_thread(knowledge.hits, office, find, visit.language, file.contact.language, _HITS)
    return {"find": find, "hits": hits, "queue_query": QueueQuery.of(query)}


async def case_page(office: Office, visit: SignedVisit, file: TicketFile, unsent: Unsent = NOTHING) -> Response:
    """Show a conversation; `unsent` is what an action did not do, and why."""
    card, query, look = file.card, visit.request.query_params, look_of(office, visit)
    size = _lines_of(query.get("lines", ""))
    # all at once: none needs another's result, and the view is written down before the page is given
    (_, told, lookers, questions), (saved, window, queue, facts, around) = await asyncio.gather(
        asyncio.gather(
            office.looks.look(card.ref, visit.officer.id, opened="part_only" not in query),
            office.members.history(card.conversation, limit=size + 1),
            office.looks.others(card.ref, visit.officer.id),
            lessons.beside(office, visit, card.conversation),
        ),
        asyncio.gather(
            reply_view.saved(office, visit, file),
            reply_view.window(office, visit, file),
            _queue(office, visit, card.ref),
            _facts(office, visit, file, look),
            pages.around(office, visit),
        ),
    )
    suggested = talk_view.suggestions(file.candidates, office.lookup, visit.language, file.contact.language)
    used = _chosen(query, suggested, saved)
    if not used and (named := query.get("use")):
        used = office.catalogue.words(named, file.contact.language)
    values = {
        # an answer to a form stands where the form stood: its own address is none to come back to
        "here": visit.address if visit.request.method == "GET" else queue.query.address(card.ref),
        "queue": queue,
        "lines": await _lines(office, visit, card, told[-size:]),
        "earlier": _earlier(card, queue.query, size) if len(told) > size else "",
        "suggestions": suggested,
        "questions": questions,
        "saved": saved,
        "lookers": lookers,
        "unsent": replace(unsent, reply=unsent.reply or used),
        "shown": reply_view.shown(office, visit, file, unsent.reply) if unsent.preview else None,
        "held": await reply_view.held(office, visit, file, unsent.reply) if unsent.preview else "",
        "window": window,
        **await _hits(office, visit, file),
    }
    return await _page(office, visit, "case.html", unsent.status, **facts, **around, **values)


def _chosen(query: QueryParams, suggested: Sequence[Suggestion], saved: Sequence[SavedView]) -> str:
    """Give the words of the suggestion, or of the saved reply, with which a reply is to begin; empty where none is chosen."""
    named, kept = query.get("use", ""), query.get("saved")
    taken_up = next((one.text for one in saved if str(one.id) == kept), "")
    return next((one.answer for one in suggested if one.entry == named), taken_up)


async def _lines(office: Office, visit: SignedVisit, card: TicketCard, told: Sequence[Told]) -> Sequence[LineView]:
    """Show what was said; with where a file that is not fetched can be seen."""
    look = look_of(office, visit)
    topic = await office.outside.topic(card.ref) if any(line_view.unfetched(one.line) for one in told) else ""
    settles = pages.may(office, visit, Right.SETTLE_DOUBTS)
    posts, kept = work_view.post_titles(office.rules.regulation, look.t), office.wording.reader(visit.language)
    here = line_view.Here(card.conversation, card.ref, posts, settles, topic, kept)
    return line_view.line_views(told, look.now, look.zone, look.t, here)


def _lines_of(asked: str) -> int:
    """Read how many lines are asked for; nonsense is left out."""
    return min(max(int(asked), FEW), MANY) if asked.isascii() and asked.isdecimal() and len(asked) <= len(str(MANY)) else FEW


def _earlier(card: TicketCard, query: QueueQuery, size: int) -> str:
    """Give the address of the page with earlier lines: longer, or where this is the longest the member's own."""
    if size == MANY:
        return f"/desk/members?{urlencode({'of': card.conversation})}"
    return query.address(card.ref, lines=str(min(size * _LARGER, MANY)))


async def _facts(office: Office, visit: SignedVisit, file: TicketFile, look: Look) -> dict[str, Any]:
    """Collect what the page says of the ticket itself."""
    card = file.card
    member, work, coming, agreed = await asyncio.gather(
        office.members.card(card.conversation),
        work_view.work(office, visit, file),
        upcoming.upcoming(office, visit, file),
        consents.standing(office, visit, card.conversation),
    )
    others = member.tickets if member else file.others
    return {
        "file": file,
        "card": card,
        "written": reference.written(card.ref),
        "others": [(ticket, reference.written(ticket.ref)) for ticket in others if ticket.ref != card.ref],
        "compose": talk_view.compose(file, visit.officer, office.rules.regulation),
        "waiting": look.waiting(card),
        "due": look.due(card),
        "milestones": due.milestones(file, look.now, office.rules.calendar, look.t),
        "opened": formatting.both_dates(card.opened_at, look.zone, look.t),
        "channel": card.conversation.partition(":")[0],
        "member": member,
        "work": work,
        "coming": coming,
        "consents": agreed,
        "channel_words": formatting.channel_words,
        "topic_words": formatting.topic_words,
    }


def look_of(office: Office, visit: SignedVisit) -> Look:
    """Say when, where and in which language the visitor looks."""
    return Look(office.clock.now(), office.rules.calendar, texts(visit.language))


async def _queue(office: Office, visit: SignedVisit, current: TicketRef | None) -> QueueView:
    query = QueueQuery.of(visit.request.query_params)
    officer, look = visit.officer.id, look_of(office, visit)
    cards: tuple[TicketCard, ...] = ()
    counts: Any = {}
    found: tuple[MemberFound, ...] = ()
    if Deed.VIEW in permissions.deeds_of(visit.officer.role):
        size = queue_view.PAGE_SIZE + 1
        cards, counts, found = await asyncio.gather(
            office.tickets.queue(query.part, officer, query.search, query.before, size, query.narrowing),
            office.tickets.counts(officer),
            _named(office, query),
        )
    unread = await office.looks.unread([card.ref for card in cards], officer)
    doubtful = await office.doubts.open()
    return QueueView(
        query,
        queue_view.tabs(query, counts),
        queue_view.rows(cards, query, current, unread, look, officer, {one.conversation for one in doubtful}),
        queue_view.choices(query, office.rules.regulation, tuple(office.channels), look.t),
        queue_view.further(query, cards),
        replace(query, before="").address() if query.before else "",
        queue_view.members(found, look.t),
    )


async def _named(office: Office, query: QueueQuery) -> tuple[MemberFound, ...]:
    """Find the members whom a search names, for its first page."""
    return await office.members.find(query.search) if query.search and not query.before else ()


async def _page(office: Office, visit: SignedVisit, template: str, status: int = 200, **values: Any) -> Response:
    """Give a page of the desk, or only its live parts when the script asks for those."""
    layout = "parts.html" if "part_only" in visit.request.query_params else "desk.html"
    return await pages.inner(office, visit, template, status, layout=layout, **values)
