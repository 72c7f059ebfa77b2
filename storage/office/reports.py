"""What the association's figures are made of, read from tickets and from what officers wrote."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, literal_column, or_, select, union_all
from sqlalchemy.engine import Connection

from domain import clocks
from domain.model import HandoverReason, Stage, TicketKind, TicketRef
from domain.reports import Case, Glance
from storage import columns, mapping, tables, tickettables
from storage.office import unheard
from storage.prepared import Prepared
from storage.store import Store

_T, _O, _E = tickettables.ticket.c, tables.outbound.c, tickettables.ticket_event.c
# written out, as in `tables`: SQLite uses the index only where the query repeats its condition
_OPEN: Final[ColumnElement[bool]] = literal_column(f"ticket.{tickettables.OPEN_STAGES}")
_RATED: Final[ColumnElement[bool]] = literal_column("ticket.rated_at IS NOT NULL")


class Reports:
    """Reads cases and sums."""

    def __init__(self, store: Store) -> None:
        """Read this store."""
        self._store = store

    async def cases(self, since: datetime) -> tuple[Case, ...]:
        """Give all that is open, and what was opened, settled or rated since. Raises `StorageError`."""
        return await self._store.database.read(lambda connection: _cases(connection, since))

    async def glance(self, since: datetime) -> Glance:
        """Give what waits and is overdue now, and the mean of the ratings since. Raises `StorageError`."""
        values = {"now": self._store.clock.now(), "since": since}
        (row,) = await self._store.database.read(lambda connection: _GLANCE.rows(connection, values))
        return Glance(row["waiting"], row["overdue"], None if row["average"] is None else float(row["average"]))


def _glance() -> Select[Any]:
    overdue, waiting = _T.due_at <= bindparam("now"), _T.waits < tickettables.NEVER
    rated = tickettables.ticket.alias("rated")
    average = select(func.avg(rated.c.rating)).where(
        literal_column("rated.rated_at IS NOT NULL"), rated.c.rated_at >= bindparam("since")
    )
    return select(
        func.count(case((waiting, 1))).label("waiting"),
        func.count(case((overdue, 1))).label("overdue"),
        average.scalar_subquery().label("average"),
    ).where(_OPEN)


_GLANCE: Final = Prepared(_glance())


def _cases(connection: Connection, since: datetime) -> tuple[Case, ...]:
    wanted = or_(_OPEN, _T.opened_at >= since, _T.stage_at >= since, and_(_RATED, _T.rated_at >= since))
    rows = connection.execute(select(tickettables.ticket).where(_T.merged_into == "", wanted)).all()
    answered = {row.ref: row.answered_at for row in connection.execute(_first(since))}
    return tuple(_case(row._asdict(), answered) for row in rows)


def _first(since: datetime) -> Any:
    """Give when an officer first answered each ticket: by words that did not fail, or by a stage that answers."""
    told = union_all(_words(since), _stages(since)).subquery()
    return select(told.c.ref, func.min(told.c.at, type_=columns.Moment()).label("answered_at")).group_by(told.c.ref)


def _words(since: datetime) -> Select[Any]:
    after = and_(_O.conversation == _T.conversation, unheard.HEARD, _O.created_at >= _T.opened_at)
    return select(_T.ref, _O.created_at.label("at")).join(tables.outbound, after).where(_T.opened_at >= since)


def _stages(since: datetime) -> Select[Any]:
    # of each ticket by itself: joined, SQLite would look through the history of all tickets that ever were
    answers = and_(_E.ticket == _T.ref, _E.kind == "moved", _E.value.in_(sorted(clocks.ANSWERING)))
    return select(_T.ref, select(func.min(_E.at)).where(answers).scalar_subquery()).where(_T.opened_at >= since)


def _case(row: mapping.Row, answered: dict[str, datetime]) -> Case:
    candidates = mapping.load_candidates(row["candidates"])
    return Case(
        ref=TicketRef(row["ref"]),
        kind=TicketKind(row["kind"]),
        channel=row["channel"],
        department=row["department"],
        reason=HandoverReason(row["reason"]),
        entry=candidates[0].entry if candidates else "",
        topic=row["topic"],
        stage=Stage(row["stage"]),
        opened_at=row["opened_at"],
        stage_at=row["stage_at"] or row["changed_at"],
        answered_at=answered.get(row["ref"]),
        waits=row["waiting_since"] is not None,
        due_at=row["due_at"],
        rating=row["rating"],
        rated_at=row["rated_at"],
        comment=row["comment"],
    )
