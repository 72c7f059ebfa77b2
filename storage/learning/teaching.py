"""What officers teach: questions for them to judge, their verdicts, and the lessons that were drawn. Draws none itself."""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.engine import Connection

from domain.errors import BadInput
from domain.model import ConversationId, OfficerId
from domain.teaching import Judged, Kept, Lesson, Training
from storage import mapping, tables
from storage.learning import outcomes
from storage.learning.teachtables import lesson, training, verdict
from storage.office import accounttables, audit
from storage.store import Store

_D, _V, _L, _T, _O = tables.decision.c, verdict.c, lesson.c, training.c, accounttables.officer.c
ASKED: Final = ("answer", "clarify", "handover", "action")
"""Decisions on a question, not on a press."""
_LATE: Final = timedelta(days=14)
_LOOKED_AT: Final = 60
"""Decisions among which the last different questions are looked for."""
_ENTRY: Final = 200


class Teaching:
    """Fills the port `domain.teaching.Teaching`."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def questions(self, conversation: ConversationId, limit: int = 3) -> tuple[Judged, ...]:
        """Give the last questions of a conversation, the newest first. Raises `StorageError`."""
        wanted = _asked().where(_D.conversation == conversation).order_by(_D.id.desc()).limit(_LOOKED_AT)
        found = await self._judged(wanted)
        return tuple({one.question: one for one in reversed(found)}.values())[::-1][:limit]

    async def to_check(self, limit: int = 10) -> tuple[Judged, ...]:
        """Give answers of late, one in five, to questions that nobody has judged, each once. Raises `StorageError`."""
        unjudged = ~select(_V.id).where(_V.decision == _D.id).exists()
        late = self._store.clock.now() - _LATE
        answers = _asked().where(_D.decision == "answer", _D.at > late, _D.id % outcomes.CHECKED == 0, unjudged)
        judged = await self._store.rows(select(_D.question).join(verdict, _V.decision == _D.id).where(_D.at > late).distinct())
        known = {row["question"] for row in judged}
        found = await self._judged(answers.order_by(_D.id.desc()).limit(_LOOKED_AT))
        fresh = {one.question: one for one in reversed(found) if one.question not in known}
        return tuple(fresh.values())[::-1][:limit]

    async def judge(self, question: int, entry: str, officer: OfficerId) -> None:
        """Say which entry answers a question (empty: none); the last word counts. Raises `BadInput`, `StorageError`."""
        now = self._store.clock.now()
        named = mapping.storable(entry)[:_ENTRY]
        row = {"decision": question, "officer": officer, "entry": named, "at": now}
        wanted = select(_D.conversation).where(_D.id == question, _D.question != "")

        def write(connection: Connection) -> bool:
            conversation = connection.execute(wanted).scalar_one_or_none()
            if conversation is not None:
                connection.execute(verdict.insert(), row)
                audit.write(connection, (officer, "taught", conversation, named or "none"), now)
            return conversation is not None

        if not await self._store.database.write(write):
            raise BadInput("there is no such question")

    async def lessons(self, limit: int = 500) -> tuple[Kept, ...]:
        """List what was learnt and what waits, the newest first. Raises `StorageError`."""
        wanted = select(lesson, _O.name).outerjoin(accounttables.officer, _O.id == _L.officer).where(_L.text != "")
        rows = await self._store.rows(wanted.order_by(_L.last_at.desc(), _L.id.desc()).limit(limit))
        return tuple(
            Kept(row["id"], read_lesson(row), row["name"] or "", row["live"], row["removed_at"] is not None) for row in rows
        )

    async def remove(self, number: int, officer: OfficerId | None) -> bool:
        """Take a lesson out for ever; False where there is none. Raises `StorageError`."""
        now = self._store.clock.now()
        gone = lesson.update().where(_L.id == number, _L.removed_at.is_(None)).values(removed_at=now, removed_by=officer)

        def write(connection: Connection) -> bool:
            done = connection.execute(gone).rowcount > 0
            if done and officer is not None:
                audit.write(connection, (officer, "unlearnt", f"lesson:{number}", ""), now)
            return done

        return await self._store.database.write(write)

    async def trainings(self, limit: int = 5) -> tuple[Training, ...]:
        """Give the last trainings, the newest first. Raises `StorageError`."""
        return tuple(_training(row) for row in await self._store.rows(select(training).order_by(_T.id.desc()).limit(limit)))

    async def _judged(self, wanted: Select[Any]) -> tuple[Judged, ...]:
        rows = await self._store.rows(wanted)
        ids = [row["id"] for row in rows]
        said = (
            select(_V.decision, _V.entry, _O.name)
            .outerjoin(accounttables.officer, _O.id == _V.officer)
            .where(_V.decision.in_(ids))
        )
        verdicts = {row["decision"]: row for row in await self._store.rows(said.order_by(_V.id))} if ids else {}
        return tuple(_judged(row, verdicts.get(row["id"])) for row in rows)


def _asked() -> Select[Any]:
    """Select the decisions on questions that have words."""
    return select(tables.decision).where(_D.decision.in_(ASKED), _D.question != "")


def read_lesson(row: mapping.Row) -> Lesson:
    """Read a row of `lesson`."""
    officer = None if row["officer"] is None else OfficerId(row["officer"])
    names = ("mark", "text", "entry", "weight", "members", "first_at", "last_at")
    return Lesson(**{name: row[name] for name in names}, officer=officer)


def _judged(row: mapping.Row, said: mapping.Row | None) -> Judged:
    return Judged(
        id=row["id"],
        question=row["question"],
        decision=row["decision"],
        chosen=row["chosen"],
        candidates=mapping.load_candidates(row["candidates"]),
        at=row["at"],
        verdict=said["entry"] if said else None,
        officer_name=(said["name"] or "") if said else "",
        by_habit=row["by_habit"],
    )


def _training(row: mapping.Row) -> Training:
    return Training(row["at"], row["live"], row["lessons"], row["answer"], row["note"])
