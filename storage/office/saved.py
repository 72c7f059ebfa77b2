"""What officers keep for members: saved replies, and files below addresses that nobody can guess."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Executable, bindparam, select
from sqlalchemy.engine import Connection

from domain.model import Language, OfficerId, TicketRef
from domain.officeports import SavedReply, SharedFile
from storage import mapping
from storage.office import audit
from storage.office.desktables import saved_reply, shared_file
from storage.prepared import Prepared
from storage.store import Store

_R, _F = saved_reply.c, shared_file.c
_OF: Final = Prepared(
    select(saved_reply).where((_R.officer == bindparam("officer")) | _R.officer.is_(None)).order_by(_R.title, _R.id)
)
_COLUMN: Final = {Language.ARABIC: "arabic", Language.ENGLISH: "english"}


class SavedReplies:
    """Keeps saved replies."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def of(self, officer: OfficerId) -> tuple[SavedReply, ...]:
        """Give an officer's own and everybody's, by title. Raises `StorageError`."""
        rows = await self._store.database.read(lambda connection: _OF.rows(connection, {"officer": officer}))
        return tuple(map(_reply, rows))

    async def keep(self, reply: SavedReply, by: OfficerId) -> int:
        """Keep one, or change that of its id (0: a new one); give its id. Raises `StorageError`."""
        row = {
            "officer": reply.officer,
            "title": mapping.storable(reply.title),
            "changed_at": self._store.clock.now(),
            **{column: mapping.storable(reply.text.get(language, "")) for language, column in _COLUMN.items()},
        }
        return await self._store.database.write(lambda connection: _keep(connection, reply, row, by))

    async def forget(self, reply: int, by: OfficerId) -> None:
        """Remove one. Raises `StorageError`."""
        now = self._store.clock.now()
        gone = saved_reply.delete().where(_R.id == reply)
        deed = (by, "reply_forgotten", str(reply), "")
        await self._store.database.write(lambda connection: _done(connection, gone, deed, now))


def _done(connection: Connection, change: Executable, deed: tuple[OfficerId, str, str, str], now: datetime) -> None:
    """Make a change, and write down who made it."""
    connection.execute(change)
    audit.write(connection, deed, now)


def _keep(connection: Connection, reply: SavedReply, row: dict[str, Any], by: OfficerId) -> int:
    if reply.id:
        connection.execute(saved_reply.update().where(_R.id == reply.id).values(**row))
        kept = reply.id
    else:
        kept = int(connection.execute(saved_reply.insert().values(**row).returning(_R.id)).scalar_one())
    audit.write(connection, (by, "reply_kept", str(kept), reply.title), row["changed_at"])
    return kept


def _reply(row: mapping.Row) -> SavedReply:
    text = {language: row[column] for language, column in _COLUMN.items() if row[column]}
    return SavedReply(row["id"], row["title"], text, None if row["officer"] is None else OfficerId(row["officer"]))


class SharedFiles:
    """Keeps which files members may fetch."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def share(self, shared: SharedFile) -> None:
        """Open the address; the same one twice is one. Raises `StorageError`."""
        row = {name: getattr(shared, name) for name in shared.__dataclass_fields__}
        row |= {"name": mapping.storable(shared.name), "at": self._store.clock.now()}
        deed = (shared.officer, "file_shared", shared.ticket, shared.mime)
        await self._store.database.write(
            lambda connection: _done(connection, mapping.insert_new(connection, shared_file).values(row), deed, row["at"])
        )

    async def find(self, key: str) -> SharedFile | None:
        """Give what stands below an address; None where nothing does, or not any more. Raises `StorageError`."""
        wanted = select(shared_file).where(_F.key == key, _F.expires_at > self._store.clock.now())
        row = await self._store.database.read(lambda connection: connection.execute(wanted).one_or_none())
        if row is None:
            return None
        return SharedFile(
            row.key, TicketRef(row.ticket), OfficerId(row.officer), row.file, row.name, row.mime, row.size, row.expires_at
        )
