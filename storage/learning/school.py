"""What a training works with: labels, outcomes, and the lessons of the model that answers. Draws and trains nothing itself.

Labels are not stored apart: they are the decisions that members' presses left and the verdicts of officers, so that a label
is gone when its decision is.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, func, literal, or_, select
from sqlalchemy.engine import Connection

from domain.teaching import Label, Lesson, Outcome, Source, Training
from storage import columns, mapping, tables
from storage.dialects import Each
from storage.housekeeping import DECISIONS_KEPT
from storage.learning import outcomes
from storage.learning.teaching import ASKED, read_lesson
from storage.learning.teachtables import lesson, training, verdict
from storage.store import Store

_D, _V, _L, _T = tables.decision.c, verdict.c, lesson.c, training.c
_PRESSED: Final = (Source.PICKED.value, Source.NONE_OF_THESE.value, Source.NOT_HELPED.value)


class School:
    """Fills the port `domain.teaching.School`."""

    def __init__(self, store: Store, kept: timedelta = DECISIONS_KEPT) -> None:
        """Read and write this store, where decisions are kept for so long."""
        self._store = store
        self._kept = kept

    async def labels(self, limit: int = 20_000) -> tuple[Label, ...]:
        """Give the newest labels, the oldest of them first. Raises `StorageError`."""
        pressed = await self._store.rows(_PRESSES.order_by(_D.id.desc()).limit(limit))
        said = await self._store.rows(_VERDICTS.order_by(_V.id.desc()).limit(limit))
        ordered = sorted([*pressed, *said], key=lambda row: (row["at"], row["source"] == Source.OFFICER, row["id"]))[-limit:]
        return tuple(
            Label(row["question"], row["entry"], str(row["teacher"]), Source(row["source"]), row["at"]) for row in ordered
        )

    async def outcomes(self, limit: int = 2_000) -> tuple[Outcome, ...]:
        """Give the newest questions with what is known of each, the oldest of them first. Raises `StorageError`."""
        wanted = select(tables.decision).where(_D.decision.in_((*ASKED, *_PRESSED)))
        decisions = await self._store.rows(wanted.order_by(_D.id.desc()).limit(2 * limit))
        oldest = decisions[-1]["id"] if decisions else 0
        verdicts = await self._store.rows(select(verdict).where(_V.decision >= oldest).order_by(_V.id))
        return tuple(outcomes.of(decisions[::-1], {row["decision"]: row["entry"] for row in verdicts})[-limit:])

    async def forgotten(self) -> frozenset[str]:
        """Give the marks of lessons that were removed. Raises `StorageError`."""
        return frozenset(row["mark"] for row in await self._store.rows(select(_L.mark).where(_L.removed_at.is_not(None))))

    async def live(self) -> tuple[Lesson, ...]:
        """Give the lessons of the model that answers. Raises `StorageError`."""
        return tuple(read_lesson(row) for row in await self._store.rows(select(lesson).where(_L.live).order_by(_L.mark)))

    async def version(self) -> tuple[int, float | None]:
        """Name the model that answers, and give its threshold; 0 where nothing was learnt yet. Raises `StorageError`."""
        rows = await self._store.rows(select(_T.id, _T.answer).where(_T.live).order_by(_T.id.desc()).limit(1))
        return (rows[0]["id"], rows[0]["answer"]) if rows else (0, None)

    async def fresh(self) -> tuple[int, int]:
        """Count the labels since the last training, and the lessons that answer and must go. Raises `StorageError`."""
        old = {"old": self._store.clock.now() - self._kept}
        pressed, said, removed = await self._store.database.read(lambda connection: connection.execute(_FRESH, old).one())
        return pressed + said, removed

    async def publish(self, lessons: Sequence[Lesson], made: Training) -> int:
        """Keep lessons and how the training went; where it is live, they replace all others. Raises `StorageError`."""
        values = {"at": made.at, "live": made.live, "lessons": made.lessons, "answer": made.answer, "note": made.note}

        def write(connection: Connection) -> int:
            number = int(connection.execute(training.insert().returning(_T.id), values).scalar_one())
            rows = [_row(one, number, live=made.live and one.weight > 0) for one in lessons]
            if made.live:
                _replace(connection, rows, number, made.at)
            elif rows:
                connection.execute(mapping.insert_new(connection, lesson), rows)
            return number

        return await self._store.database.write(write)


_PRESSES: Final = select(
    _D.id, _D.question, _D.at, _D.chosen.label("entry"), _D.conversation.label("teacher"), _D.decision.label("source")
).where(_D.decision.in_(_PRESSED), _D.question != "")
_VERDICTS: Final = select(
    _V.id, _D.question, _V.at, _V.entry, _V.officer.label("teacher"), literal(Source.OFFICER.value).label("source")
).join(tables.decision, _D.id == _V.decision)
_SINCE: Final = select(func.coalesce(func.max(_T.at), literal(columns.EPOCH, columns.Moment()))).scalar_subquery()
_OLD: Final = bindparam("old", type_=columns.Moment())
_FRESH: Final = select(
    select(func.count(_D.id)).where(_D.decision.in_(_PRESSED), _D.at > _SINCE).scalar_subquery(),
    select(func.count(_V.id)).where(_V.at > _SINCE).scalar_subquery(),
    select(func.count(_L.id)).where(_L.live, or_(_L.removed_at.is_not(None), _L.last_at < _OLD)).scalar_subquery(),
)


def _row(one: Lesson, drawn: int, *, live: bool) -> dict[str, Any]:
    names = ("mark", "text", "entry", "weight", "members", "officer", "first_at", "last_at")
    return {name: getattr(one, name) for name in names} | {"drawn": drawn, "live": live}


def _replace(connection: Connection, rows: Sequence[dict[str, Any]], number: int, since: datetime) -> None:
    """Put lessons in the place of all that were there; those that were removed before `since` lose their words."""
    if rows:
        connection.execute(_UPSERT[connection.dialect.name], rows)
    connection.execute(lesson.delete().where(_L.removed_at.is_(None), _L.drawn < number))
    connection.execute(lesson.update().where(_L.removed_at <= since).values(live=False, text=""))


def _upsert(insert_into: Any) -> Any:
    statement = insert_into(lesson)
    renewed = ("text", "weight", "members", "officer", "first_at", "last_at", "drawn", "live")
    return statement.on_conflict_do_update(
        index_elements=["mark"], set_={name: statement.excluded[name] for name in renewed}, where=_L.removed_at.is_(None)
    )


_UPSERT: Final = Each(_upsert)
