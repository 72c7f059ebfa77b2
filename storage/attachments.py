"""Files that members sent and that are still with the provider: which to fetch, and what became of each. Fetches nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.engine import Connection, Row

from domain import codec
from domain.fileports import StoredFile, Wanted
from domain.inbound import AttachmentKind, AttachmentReceived
from domain.model import ConversationId
from storage import filetables, mapping, tables
from storage.person import forgetting
from storage.store import Store

_A, _I = filetables.attachment.c, tables.inbound.c
_UNKNOWN: Final = AttachmentReceived(AttachmentKind.OTHER)


class Attachments:
    """Reads and writes what is known of files."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def due(self, limit: int) -> tuple[Wanted, ...]:
        """Give files that may be fetched now, those due longest first. Raises `StorageError`."""
        message = (_I.origin == _A.origin) & (_I.provider_id == _A.provider_id)
        joined = filetables.attachment.outerjoin(tables.inbound, message)
        statement = select(filetables.attachment, _I.payload).select_from(joined)
        ordered = statement.where(filetables.WANTED, _A.due_at <= self._store.clock.now()).order_by(_A.due_at).limit(limit)
        rows = await self._store.database.read(lambda connection: connection.execute(ordered).all())
        return tuple(map(_wanted, rows))

    async def kept(self, wanted: Wanted, stored: StoredFile) -> None:
        """Say under which name the file is kept; erased meanwhile, it is left to be removed. Raises `StorageError`."""
        values = {"status": "kept", "file": stored.file, "mime": stored.mime, "size": stored.size, "reason": ""}
        if not await self._change(wanted, **values):
            now = self._store.clock.now()
            await self._store.database.write(lambda connection: forgetting.leave(connection, [stored.file], now))

    async def later(self, wanted: Wanted, due_at: datetime, reason: str) -> None:
        """Have it fetched again. Raises `StorageError`."""
        await self._change(wanted, attempts=wanted.attempts + 1, due_at=due_at, reason=mapping.storable(reason))

    async def gone(self, wanted: Wanted, reason: str) -> None:
        """Say that it cannot be had, and why. Raises `StorageError`."""
        await self._change(wanted, status="gone", reason=mapping.storable(reason))

    async def _change(self, wanted: Wanted, **values: Any) -> bool:
        change = filetables.attachment.update().where(_A.id == wanted.id).values(values)
        changed = await self._store.database.write(lambda connection: bool(connection.execute(change).rowcount))
        for topic in ("desk", wanted.conversation):
            self._store.signals.publish(topic)
        return changed


def _wanted(row: Row[Any]) -> Wanted:
    sent = (_with_reference(row.payload) if row.payload else None) or _UNKNOWN
    return Wanted(
        row.id, ConversationId(row.conversation), row.reference, row.attempts, row.since, kind=sent.media, name=sent.name
    )


def want(connection: Connection, rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
    """Put the files of these inbox rows down to be fetched."""
    wanted = [
        {**{name: row[name] for name in ("origin", "provider_id", "conversation")}, **_fresh(inbound, now)}
        for row in rows
        if row["kind"] == AttachmentReceived.__name__ and (inbound := _with_reference(row["payload"]))
    ]
    if wanted:
        connection.execute(filetables.attachment.insert(), wanted)


def _with_reference(payload: str) -> AttachmentReceived | None:
    inbound = codec.load_inbound(payload)
    return inbound if isinstance(inbound, AttachmentReceived) and inbound.reference and not inbound.file else None


def _fresh(inbound: AttachmentReceived, now: datetime) -> dict[str, Any]:
    return {"reference": mapping.storable(inbound.reference), "status": "wanted", "since": now, "due_at": now}
