"""Who belongs to which of the association's projects: by conversation or by number, and so the person with all his others."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final

from sqlalchemy import bindparam, func, select
from sqlalchemy.engine import Connection

from domain.enrolling import Enrolled, Named, Roll, Roster, Way
from domain.model import ConversationId
from storage import mapping, tickettables
from storage.office.casetables import identity
from storage.outreach import outreachtables, people
from storage.store import Store

_M, _T, _I = outreachtables.project_member.c, tickettables.ticket.c, identity.c
_AT_ONCE: Final = 500
"""Keys in one statement."""


class Projects:
    """Keeps who belongs to projects (`domain.outreach.Projects`)."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def all(self) -> Mapping[str, int]:
        """Give each project with the number of its entries. Raises `StorageError`."""
        counted = select(_M.project, func.count().label("members")).group_by(_M.project).order_by(_M.project)
        rows = await self._store.database.read(lambda connection: connection.execute(counted).all())
        return {row.project: row.members for row in rows}

    async def rosters(self) -> tuple[Roster, ...]:
        """Give each project with how many belong to it, by name. Raises `StorageError`."""
        rows = await self._store.database.read(lambda connection: connection.execute(_COUNTED).all())
        return tuple(Roster(row.project, row.members - row.awaited, row.awaited) for row in rows)

    async def of(self, conversation: ConversationId) -> tuple[str, ...]:
        """Give the projects of whoever writes in a conversation. Raises `StorageError`."""
        return await self._store.database.read(lambda connection: _of(connection, conversation))

    async def enrol(self, roll: Roll, way: Way) -> Enrolled:
        """Do what a list says about the projects that it names. Raises `StorageError`."""
        return await self._store.database.write(lambda connection: _enrol(connection, roll, way))

    async def dissolve(self, project: str) -> int:
        """Forget a project; give how many belonged to it. Raises `StorageError`."""
        gone = outreachtables.project_member.delete().where(_M.project == project)
        return await self._store.database.write(lambda connection: connection.execute(gone).rowcount)

    async def join(self, project: str, conversation: ConversationId) -> None:
        """Say that somebody belongs to a project too. Raises `StorageError`."""
        row = {"project": mapping.storable(project), "conversation": conversation}
        await self._store.database.write(
            lambda connection: connection.execute(mapping.insert_new(connection, outreachtables.project_member), row).close()
        )

    async def leave(self, project: str, conversation: ConversationId) -> None:
        """Say that somebody belongs to a project no more, whichever of his conversations it was. Raises `StorageError`."""
        await self._store.database.write(lambda connection: _leave(connection, project, conversation))


_BY_NUMBER = _M.conversation.startswith(people.NUMBER)
_COUNTED = (
    select(
        _M.project,
        func.count().label("members"),
        func.count()
        .filter(_BY_NUMBER & ~select(_I.phone).where(people.NUMBER + _I.phone == _M.conversation).exists())
        .label("awaited"),
    )
    .group_by(_M.project)
    .order_by(_M.project)
)


# ---- lists -----------------------------------------------------------------------------------------------------------


def _enrol(connection: Connection, roll: Roll, way: Way) -> Enrolled:
    owners = _owners(connection, roll.named)
    wanted: dict[str, set[str]] = defaultdict(set)
    for one in roll.named:
        if key := _key(one, owners):
            wanted[mapping.storable(one.project)].add(key)
    unread = {one.line for one in roll.named if not _key(one, owners)}
    done = [_change(connection, project, keys, way) for project, keys in wanted.items()]
    listed = set[str]() if way is Way.REMOVE else set[str]().union(*wanted.values())
    return Enrolled(
        changed=sum(changed for changed, _ in done),
        same=sum(same for _, same in done),
        awaited=_unheard(connection, listed),
        unread=tuple(sorted({*roll.unread, *unread})),
    )


def _key(one: Named, owners: Mapping[str, str]) -> str:
    """Give what stands for somebody in the table: his number, or the conversation of his ticket; empty where he is nobody's."""
    if one.phone:
        return f"{people.NUMBER}{one.phone}"
    return next((owners[ref] for ref in one.tickets if ref in owners), "")


def _owners(connection: Connection, named: Iterable[Named]) -> dict[str, str]:
    refs = sorted({ref for one in named for ref in one.tickets})
    found: dict[str, str] = {}
    for some in _chunks(refs):
        rows = connection.execute(select(_T.ref, _T.conversation).where(_T.ref.in_(mapping.padded(some))))
        found.update({row.ref: row.conversation for row in rows})
    return found


def _change(connection: Connection, project: str, keys: AbstractSet[str], way: Way) -> tuple[int, int]:
    """Change one project; give with how many something changed, and with how many nothing did."""
    members = outreachtables.project_member
    had = set(connection.execute(select(_M.conversation).where(_M.project == project)).scalars())
    gone = {Way.ADD: set[str](), Way.REPLACE: had - keys, Way.REMOVE: had & keys}[way]
    fresh = set[str]() if way is Way.REMOVE else keys - had
    for some in _chunks(sorted(gone)):
        connection.execute(members.delete().where(_M.project == project, _M.conversation.in_(mapping.padded(some))))
    if fresh:
        connection.execute(members.insert(), [{"project": project, "conversation": key} for key in sorted(fresh)])
    return len(gone) + len(fresh), len(keys - had if way is Way.REMOVE else keys & had)


def _unheard(connection: Connection, keys: Collection[str]) -> int:
    """Count the numbers from which nobody has written."""
    numbers = sorted(key.removeprefix(people.NUMBER) for key in keys if key.startswith(people.NUMBER))
    known: set[str] = set()
    for some in _chunks(numbers):
        known |= set(connection.execute(_KNOWN, {"phones": mapping.padded(some)}).scalars())
    return len(set(numbers) - known)


_KNOWN = select(_I.phone).where(_I.phone.in_(bindparam("phones", expanding=True)), _I.phone != "")


def _chunks(keys: list[Any]) -> Iterable[list[Any]]:
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))


# ---- one member ------------------------------------------------------------------------------------------------------


def _of(connection: Connection, conversation: ConversationId) -> tuple[str, ...]:
    mine = _M.conversation.in_(_keys_of(connection, conversation))
    return tuple(connection.execute(select(_M.project).where(mine).distinct().order_by(_M.project)).scalars())


def _leave(connection: Connection, project: str, conversation: ConversationId) -> None:
    mine = _M.conversation.in_(_keys_of(connection, conversation))
    connection.execute(outreachtables.project_member.delete().where(_M.project == project, mine))


def _keys_of(connection: Connection, conversation: ConversationId) -> list[str]:
    theirs = people.theirs(connection, conversation)
    phones = connection.execute(_PHONES, {"keys": theirs}).scalars()
    return mapping.padded([*theirs, *(f"{people.NUMBER}{phone}" for phone in phones)])


_PHONES = select(_I.phone).where(_I.conversation.in_(bindparam("keys", expanding=True)), _I.phone != "")
