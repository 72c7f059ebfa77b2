"""Which tickets a part of the officers' queue has, and in what order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, case, func, literal_column, select, tuple_
from sqlalchemy.engine import Connection

from domain import reference
from domain.model import OfficerId
from domain.ticketports import COUNTED, EVERYTHING, Narrowing, QueueFilter
from faq import normalise
from storage import columns, tickettables
from storage.office import search
from storage.prepared import Prepared

_T = tickettables.ticket.c


@dataclass(frozen=True, slots=True)
class Page:
    """What an officer looks for in his queue."""

    part: QueueFilter
    officer: OfficerId
    now: datetime
    search: str = ""
    before: str = ""
    """The last reference of the page ahead; empty for the first page."""
    limit: int = 50
    narrowing: Narrowing = EVERYTHING

    @property
    def is_usual(self) -> bool:
        """True for what most looks at the desk show: a whole part from its start."""
        return not (self.search or self.before or self.narrowing != EVERYTHING)


def find(connection: Connection, page: Page) -> Sequence[str]:
    """Give the references of a page, in order."""
    if page.is_usual:
        values = {"officer": page.officer, "now": page.now, "limit": page.limit}
        return [row["ref"] for row in _FIRST[page.part].rows(connection, values)]
    found = select(_T.ref).where(*_part(page.part, page.officer, page.now), *_narrowed(page.narrowing)).limit(page.limit)
    if page.before:
        found = found.where(_behind(page.part, page.before))
    found = _searched(connection, found, page) if page.search else found.order_by(*_order(page.part))
    return connection.execute(found).scalars().all()


# written out, as in `tables`: SQLite uses the index only where the query repeats its condition
_OPEN: Final[ColumnElement[bool]] = literal_column(f"ticket.{tickettables.OPEN_STAGES}")
_SETTLED: Final[ColumnElement[bool]] = literal_column(f"ticket.{tickettables.SETTLED_STAGES}")


_BY_CHANGE: Final = frozenset({QueueFilter.RESOLVED, QueueFilter.ALL})
"""Parts that have the latest change first."""


def _part(part: QueueFilter, officer: Any, now: Any) -> tuple[ColumnElement[bool], ...]:
    match part:
        case QueueFilter.OPEN:
            return (_OPEN,)
        case QueueFilter.MINE:
            return (_OPEN, _T.officer == officer)
        case QueueFilter.UNASSIGNED:
            return (_OPEN, _T.officer.is_(None))
        case QueueFilter.OVERDUE:
            return (_OPEN, _T.due_at <= now)
        case QueueFilter.RESOLVED:
            return (_SETTLED,)
        case QueueFilter.ALL:
            return ()


_READER: Final[Any] = bindparam("officer", type_=Integer)
_NOW: Final[Any] = bindparam("now", type_=columns.Moment())


def _counted() -> Any:
    """Give how many tickets each part has: those that are settled by their index, up to `COUNTED`.

    To count 45,000 took PostgreSQL as long as all else on the page.
    """
    counted = [part for part in QueueFilter if part not in _BY_CHANGE]
    parts = [func.count(case((and_(*_part(part, _READER, _NOW)), 1))).label(part.value) for part in counted]
    some = (
        select(literal_column("1"))
        .select_from(tickettables.ticket.alias("settled"))
        .where(literal_column(f"settled.{tickettables.SETTLED_STAGES}"))
        .limit(literal_column(str(COUNTED)))
        .subquery("some")
    )
    settled = select(func.count()).select_from(some)
    return select(*parts, settled.scalar_subquery().label(QueueFilter.RESOLVED.value)).where(_OPEN)


COUNTS: Final = Prepared(_counted())


def _narrowed(narrowing: Narrowing) -> Iterator[ColumnElement[bool]]:
    stage = narrowing.stage.value if narrowing.stage else ""
    pairs = (
        (_T.department, narrowing.department),
        (_T.channel, narrowing.channel),
        (_T.stage, stage),
    )
    return (column == wanted for column, wanted in pairs if wanted)


def _order(part: QueueFilter) -> tuple[ColumnElement[Any], ...]:
    """Give what sorts tickets, as the index of the part does."""
    if part in _BY_CHANGE:
        return (_T.changed_at.desc(), _T.ref.desc())
    return (_T.urgency, _T.waits, _T.ref)


def _behind(part: QueueFilter, before: str) -> ColumnElement[bool]:
    """Give the condition on what comes behind a ticket."""
    last = tickettables.ticket.alias("last")
    columns = ("changed_at", "ref") if part in _BY_CHANGE else ("urgency", "waits", "ref")
    place = tuple_(*(select(last.c[name]).where(last.c.ref == before).scalar_subquery() for name in columns))
    mine = tuple_(*(_T[name] for name in columns))
    return mine < place if part in _BY_CHANGE else mine > place


_FIRST: Final = {
    part: Prepared(
        select(_T.ref).where(*_part(part, _READER, _NOW)).order_by(*_order(part)).limit(bindparam("limit", type_=Integer))
    )
    for part in QueueFilter
}


def _searched(connection: Connection, found: Select[Any], page: Page) -> Select[Any]:
    """Narrow to what is found; whoever names a ticket by its reference sees it first, and not again further on."""
    named = reference.find(normalise.digits(page.search))
    found = found.where(search.find(connection, page.search).condition(named))
    if not named:
        return found.order_by(*_order(page.part))
    is_named = _T.ref.in_(named)
    found = found.order_by(case((is_named, 0), else_=1), *_order(page.part))
    return found.where(~is_named) if page.before else found
