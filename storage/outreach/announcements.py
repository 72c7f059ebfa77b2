"""Announcements as they are written, approved and run; each change under the version its author saw. Knows no recipients."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy import Select, select
from sqlalchemy.engine import Connection

from domain.announcementports import AnnouncementCard, AnnouncementEvent
from domain.announcements import Announcement, Barred, Stage, Told
from domain.assembly import AnnouncementId, Assembly
from domain.errors import BadInput
from domain.model import Language, OfficerId
from domain.quiet import MessageClass
from domain.receiving import Segment
from storage import mapping
from storage.mapping import Row
from storage.office import alerts
from storage.outreach import outreachtables
from storage.store import Store

_A, _X, _E = outreachtables.announcement.c, outreachtables.announcement_text.c, outreachtables.announcement_event.c
CHANGED: Final = "changed"
"""Why a change is refused that was made on an older version."""
MISSING: Final = "missing"
Decide = Callable[[Announcement], Announcement | Barred]


@dataclass(frozen=True, slots=True)
class Made:
    """A change, and who made it."""

    kind: str
    """What its history calls it."""
    officer: OfficerId | None
    """None: the clock."""
    told: Callable[[Announcement], Told | None] = lambda _: None
    """What officers are told of what came of it; whatever they were told before is past then. None: nothing new."""


class Announcements:
    """Keeps announcements with their history."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def create(self, draft: Announcement, officer: OfficerId) -> AnnouncementCard:
        """Keep a new one; its `id` is given. Raises `StorageError`."""
        return await self._store.database.write(lambda connection: self._create(connection, draft, officer))

    async def change(
        self, announcement: AnnouncementId, decide: Decide, made: Made, version: int | None = None
    ) -> AnnouncementCard | Barred:
        """Replace one by what `decide` makes of it, note who did it and tell whom it concerns; what is refused changes nothing.

        Raises `BadInput` where it is not of that version any more or there is none, `StorageError`.
        """
        found = await self._store.database.write(
            lambda connection: self._change(connection, announcement, decide, made, version)
        )
        if not isinstance(found, Barred):
            self._store.signals.publish("desk")
        return found

    async def all(self, limit: int = 100) -> tuple[AnnouncementCard, ...]:
        """List them, the latest first. Raises `StorageError`."""
        return await self._store.database.read(lambda connection: _cards(connection, _newest(limit)))

    async def in_stages(self, *stages: Stage) -> tuple[AnnouncementCard, ...]:
        """List those in some stages, the oldest first. Raises `StorageError`."""
        wanted = select(outreachtables.announcement).where(_A.stage.in_([stage.value for stage in stages])).order_by(_A.id)
        return await self._store.database.read(lambda connection: _cards(connection, wanted))

    async def one(self, announcement: AnnouncementId) -> AnnouncementCard | None:
        """Give one. Raises `StorageError`."""
        return await self._store.database.read(lambda connection: _one(connection, announcement))

    async def events(self, announcement: AnnouncementId) -> tuple[AnnouncementEvent, ...]:
        """Give its history. Raises `StorageError`."""
        statement = select(_E.at, _E.officer, _E.kind).where(_E.announcement == announcement).order_by(_E.id)
        rows = await self._store.database.read(lambda connection: connection.execute(statement).all())
        return tuple(
            AnnouncementEvent(row.at, None if row.officer is None else OfficerId(row.officer), row.kind) for row in rows
        )

    def _create(self, connection: Connection, draft: Announcement, officer: OfficerId) -> AnnouncementCard:
        now = self._store.clock.now()
        values = {**_values(draft), "created_at": now, "changed_at": now}
        number = AnnouncementId(
            connection.execute(outreachtables.announcement.insert().values(values).returning(_A.id)).scalar_one()
        )
        _write_texts(connection, number, draft.text)
        self._note(connection, number, "created", officer)
        card = _one(connection, number)
        assert card is not None  # noqa: S101 - it was written just now
        return card

    def _change(
        self, connection: Connection, number: AnnouncementId, decide: Decide, made: Made, version: int | None
    ) -> AnnouncementCard | Barred:
        card = _one(connection, number, locked=True)
        if card is None:
            raise BadInput(MISSING)
        if version is not None and card.version != version:
            raise BadInput(CHANGED)
        after = decide(card.announcement)
        if isinstance(after, Barred):
            return after
        now = self._store.clock.now()
        values = {**_values(after), "version": card.version + 1, "changed_at": now}
        connection.execute(outreachtables.announcement.update().where(_A.id == number).values(values))
        if after.text != card.announcement.text:
            _write_texts(connection, number, after.text)
        self._note(connection, number, made.kind, made.officer)
        if (told := made.told(after)) is not None:
            alerts.of_announcement(connection, number, told, now)
        changed = _one(connection, number)
        assert changed is not None  # noqa: S101 - its row is locked
        return changed

    def _note(self, connection: Connection, number: AnnouncementId, kind: str, officer: OfficerId | None) -> None:
        row = {"announcement": number, "at": self._store.clock.now(), "officer": officer, "kind": kind}
        connection.execute(outreachtables.announcement_event.insert(), row)


# ---- rows ------------------------------------------------------------------------------------------------------------


def _values(announcement: Announcement) -> dict[str, Any]:
    return {
        "message": announcement.message.value,
        "segment": mapping.storable(_json(Segment).dump_json(announcement.segment).decode()),
        "assembly": mapping.storable(_json(Assembly).dump_json(announcement.assembly).decode())
        if announcement.assembly
        else "",
        "writers": ",".join(str(writer) for writer in sorted(announcement.writers)),
        "start_at": announcement.start_at,
        "per_minute": announcement.per_minute,
        "stage": announcement.stage.value,
        "approved_by": announcement.approved_by,
    }


def _write_texts(connection: Connection, number: AnnouncementId, text: Mapping[Language, str]) -> None:
    connection.execute(outreachtables.announcement_text.delete().where(_X.announcement == number))
    rows = [
        {"announcement": number, "language": language.value, "words": mapping.storable(said)} for language, said in text.items()
    ]
    if rows:
        connection.execute(outreachtables.announcement_text.insert(), rows)


def _newest(limit: int) -> Select[Any]:
    return select(outreachtables.announcement).order_by(_A.id.desc()).limit(limit)


def _one(connection: Connection, number: AnnouncementId, *, locked: bool = False) -> AnnouncementCard | None:
    statement = select(outreachtables.announcement).where(_A.id == number)
    found = _cards(connection, statement.with_for_update() if locked else statement)
    return found[0] if found else None


def _cards(connection: Connection, statement: Select[Any]) -> tuple[AnnouncementCard, ...]:
    rows = [row._asdict() for row in connection.execute(statement)]
    numbers = mapping.padded([row["id"] for row in rows])
    texts = connection.execute(select(outreachtables.announcement_text).where(_X.announcement.in_(numbers))).all()
    return tuple(_card(row, [text for text in texts if text.announcement == row["id"]]) for row in rows)


def _card(row: Row, texts: Sequence[Any]) -> AnnouncementCard:
    announcement = Announcement(
        id=AnnouncementId(row["id"]),
        message=MessageClass(row["message"]),
        segment=_json(Segment).validate_json(row["segment"]),
        text={Language(text.language): text.words for text in texts},
        writers=frozenset(OfficerId(int(writer)) for writer in row["writers"].split(",") if writer),
        start_at=row["start_at"],
        per_minute=row["per_minute"],
        assembly=_json(Assembly).validate_json(row["assembly"]) if row["assembly"] else None,
        stage=Stage(row["stage"]),
        approved_by=None if row["approved_by"] is None else OfficerId(row["approved_by"]),
    )
    return AnnouncementCard(announcement, row["version"], row["created_at"], row["changed_at"], row["planned"])


@cache
def _json(of: type) -> TypeAdapter[Any]:
    return TypeAdapter(of)
