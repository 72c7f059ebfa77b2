"""Where officers teach: beside a conversation, and on the page of all that was learnt. One press is one word."""

import asyncio
from typing import Final

import structlog
from starlette.responses import Response

from desk import formatting, pages, requests
from desk.office import Office
from desk.permissions import Right
from desk.teaching import lesson_view
from desk.teaching.classroom import Classroom
from desk.teaching.lesson_view import QuestionView
from desk.texts import texts
from desk.visits import SignedVisit
from domain.errors import BadInput
from domain.model import ConversationId
from domain.teaching import Judged

_log = structlog.get_logger()
ADDRESS: Final = "/desk/knowledge/learnt"
_FOUND: Final = 8
_NUMBER: Final = 18


async def beside(office: Office, visit: SignedVisit, conversation: ConversationId) -> tuple[QuestionView, ...]:
    """Give the last questions of a conversation to whoever may judge them."""
    if office.classroom is None or not _may_teach(office, visit):
        return ()
    asked = await office.classroom.teaching.questions(conversation)
    return await _views(office, office.classroom, visit, asked)


async def show(office: Office, visit: SignedVisit) -> Response:
    """Show what was learnt, what is to be checked, and the entries found for the question that is being judged.

    An officer who may not teach is told who may, and who can change that: the page is no secret.
    """
    room, query = office.classroom, visit.request.query_params
    if not _may_teach(office, visit):
        return pages.page(office, visit, "sorry.html", 403, fault="teach")
    if room is None:
        return pages.unknown(office, visit)
    t, wanted = texts(visit.language), requests.search(query)
    names = await asyncio.to_thread(room.search, wanted) if wanted else ()
    return await pages.inner(
        office,
        visit,
        "lessons.html",
        lessons=[lesson_view.taught(one, office.lookup, visit.language) for one in await room.teaching.lessons()],
        checks=await _views(office, room, visit, await room.teaching.to_check()),
        trainings=await room.teaching.trainings(),
        figures=lesson_view.figures,
        judging=_number(query.get("question", "")),
        back=requests.inside(query.get("back", ADDRESS)),
        wanted=wanted,
        found=[(name, lesson_view.title_of(name, office.lookup, visit.language)) for name in names[:_FOUND]],
        when=lambda at: formatting.both_dates(at, office.zone, t),
    )


async def teach(office: Office, visit: SignedVisit) -> Response:
    """Take an officer's word: this entry answers the question, or none does. Raises `BadInput`."""
    room, number, entry = _room(office, visit), _number(visit.form.get("question", "")), visit.form.get("entry", "")
    if not number or (entry and office.lookup(entry) is None):
        raise BadInput("malformed")
    await room.teaching.judge(number, entry, visit.officer.id)
    _log.info("desk.taught", officer=visit.officer.id, question=number, entry=entry)
    return _back(visit, "taught")


async def remove(office: Office, visit: SignedVisit) -> Response:
    """Take out what was learnt."""
    room, number = _room(office, visit), _number(visit.form.get("lesson", ""))
    await room.teaching.remove(number, visit.officer.id)
    _log.info("desk.unlearnt", officer=visit.officer.id, lesson=number)
    return _back(visit, "unlearnt")


async def _views(office: Office, room: Classroom, visit: SignedVisit, asked: tuple[Judged, ...]) -> tuple[QuestionView, ...]:
    return await asyncio.to_thread(
        lambda: tuple(lesson_view.question(one, room, office.lookup, visit.language) for one in asked)
    )


def _may_teach(office: Office, visit: SignedVisit) -> bool:
    """Tell whether the officer may teach: what he says is answered in the association's name from then on."""
    return pages.may(office, visit, Right.TEACH)


def _room(office: Office, visit: SignedVisit) -> Classroom:
    """Give the classroom to whoever may teach. Raises `BadInput`."""
    if office.classroom is None or not _may_teach(office, visit):
        raise BadInput("not_allowed")
    return office.classroom


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _NUMBER else 0


def _back(visit: SignedVisit, done: str) -> Response:
    address = requests.inside(visit.form.get("back", ADDRESS))
    return pages.see_other(f"{address}{'&' if '?' in address else '?'}done={done}")
