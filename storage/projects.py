"""Who belongs to which of the association's projects: by conversation, and through it the person with all his others."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from domain.model import ConversationId
from storage import mapping, outreachtables, people
from storage.store import Store

_M = outreachtables.project_member.c


class Projects:
    """Keeps who belongs to projects (`domain.outreach.Projects`)."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def all(self) -> Mapping[str, int]:
        """Give each project with the number of its conversations. Raises `StorageError`."""
        counted = select(_M.project, func.count().label("members")).group_by(_M.project).order_by(_M.project)
        rows = await self._store.database.read(lambda connection: connection.execute(counted).all())
        return {row.project: row.members for row in rows}

    async def of(self, conversation: ConversationId) -> tuple[str, ...]:
        """Give the projects of whoever writes in a conversation. Raises `StorageError`."""
        return await self._store.database.read(lambda connection: _of(connection, conversation))

    async def enrol(self, project: str, conversations: Sequence[ConversationId]) -> None:
        """Say who belongs to a project, from now on. Raises `StorageError`."""
        await self._store.database.write(lambda connection: _enrol(connection, project, conversations))

    async def join(self, project: str, conversation: ConversationId) -> None:
        """Say that somebody belongs to a project too. Raises `StorageError`."""
        row = {"project": mapping.storable(project), "conversation": conversation}
        await self._store.database.write(
            lambda connection: connection.execute(mapping.insert_new(connection, outreachtables.project_member), row).close()
        )

    async def leave(self, project: str, conversation: ConversationId) -> None:
        """Say that somebody belongs to a project no more, whichever of his conversations it was. Raises `StorageError`."""
        await self._store.database.write(lambda connection: _leave(connection, project, conversation))


def _enrol(connection: Connection, project: str, conversations: Sequence[ConversationId]) -> None:
    members = outreachtables.project_member
    connection.execute(members.delete().where(_M.project == project))
    if rows := [{"project": project, "conversation": key} for key in sorted(set(conversations))]:
        connection.execute(members.insert(), rows)


def _of(connection: Connection, conversation: ConversationId) -> tuple[str, ...]:
    mine = _M.conversation.in_(people.theirs(connection, conversation))
    return tuple(connection.execute(select(_M.project).where(mine).distinct().order_by(_M.project)).scalars())


def _leave(connection: Connection, project: str, conversation: ConversationId) -> None:
    mine = _M.conversation.in_(people.theirs(connection, conversation))
    connection.execute(outreachtables.project_member.delete().where(_M.project == project, mine))
