"""The accounts of the desk and their sessions. Knows hashes only, neither passwords nor tokens."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from domain.accountports import Officer, Presence
from domain.errors import BadInput
from domain.model import NO_POST, Language, OfficerId, PostId
from storage import mapping
from storage.office import accounttables, audit, casefiles
from storage.prepared import Prepared
from storage.store import Store

_O = accounttables.officer.c
_S = accounttables.session.c


class Officers:
    """Accounts, passwords' hashes and sessions."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def add(  # noqa: PLR0913, PLR0917 - what an account consists of
        self,
        username: str,
        password_hash: str,
        name: str,
        title: Mapping[Language, str],
        role: str = "officer",
        post: PostId = NO_POST,
    ) -> OfficerId:
        """Add an account whose password must be changed at first sign-in. Raises `BadInput` for a name that is taken."""
        values = {
            "username": username,
            "password_hash": password_hash,
            "name": name,
            "title": json.dumps(dict(title), ensure_ascii=False),
            "role": role,
            "post": post,
            "must_change": True,
            "active": True,
        }
        return await self._store.database.write(lambda connection: _add(connection, values))

    async def all(self) -> tuple[Officer, ...]:
        """List all accounts by name, those not active too. Raises `StorageError`."""
        now = self._store.clock.now()
        rows = await self._store.database.read(lambda connection: _ALL.rows(connection, {}))
        return tuple(_officer(row, now) for row in rows)

    async def by_username(self, username: str) -> tuple[Officer, str] | None:
        """Give an active officer and the hash of his password. Raises `StorageError`."""
        statement = select(accounttables.officer).where(_O.username == username, _O.active)
        row = await self._store.database.read(lambda connection: connection.execute(statement).one_or_none())
        return None if row is None else (_officer(row._asdict(), self._store.clock.now()), row.password_hash)

    async def set_password(
        self, officer: OfficerId, password_hash: str, *, must_change: bool, by: OfficerId | None = None
    ) -> None:
        """Store a new hash and end all sessions of the officer; the trail says by whom. Raises `StorageError`."""
        now, act = self._store.clock.now(), "password_changed" if by is None else "password_reset"
        deed = (officer if by is None else by, act, str(officer), "")
        change = (
            accounttables.officer.update().where(_O.id == officer).values(password_hash=password_hash, must_change=must_change)
        )
        end = accounttables.session.delete().where(_S.officer == officer)
        await self._store.database.write(lambda connection: audit.change(connection, [change, end], deed, now))

    async def set_active(self, officer: OfficerId, *, active: bool) -> None:
        """Open or close an account; closing ends its sessions. Raises `StorageError`."""
        change = accounttables.officer.update().where(_O.id == officer).values(active=active)
        end = accounttables.session.delete().where(_S.officer == officer)
        await self._store.database.write(lambda connection: (connection.execute(change), active or connection.execute(end)))

    async def set_post(self, officer: OfficerId, post: PostId, by: OfficerId) -> None:
        """Give an officer a post; `by` is who does it. Raises `StorageError`."""
        now = self._store.clock.now()
        change = accounttables.officer.update().where(_O.id == officer).values(post=mapping.storable(post))
        deed = (by, "post", str(officer), post)
        await self._store.database.write(lambda connection: audit.change(connection, [change], deed, now))
        self._store.signals.publish("officers")

    async def set_presence(
        self,
        officer: OfficerId,
        presence: Presence,
        back_at: datetime | None = None,
        cover: OfficerId | None = None,
        by: OfficerId | None = None,
    ) -> None:
        """Say whether an officer is there; the clock looks at once at what is his. Raises `StorageError`."""
        now = self._store.clock.now()
        change = accounttables.officer.update().where(_O.id == officer)
        change = change.values(presence=presence.value, back_at=back_at, cover=cover)
        look = casefiles.look_at_those_of(officer, now)
        told = f"{presence.value}, {back_at.isoformat(timespec='minutes')}" if back_at else presence.value
        deed = (officer if by is None else by, "presence" if by is None else "presence_of", str(officer), told)
        await self._store.database.write(lambda connection: audit.change(connection, [change, look], deed, now))
        self._store.signals.publish("desk")
        self._store.signals.publish("officers")

    async def start_session(self, officer: OfficerId, token_hash: str, expires_at: datetime) -> None:
        """Store a session under the hash of its token. Raises `StorageError`."""
        row = {"officer": officer, "token_hash": token_hash, "expires_at": expires_at}
        await self._store.database.write(lambda connection: connection.execute(accounttables.session.insert(), row))

    async def by_session(self, token_hash: str) -> Officer | None:
        """Give the officer of a session that is still valid. Raises `StorageError`."""
        now = self._store.clock.now()
        values = {"token": token_hash, "now": now}
        rows = await self._store.database.read(lambda connection: _BY_SESSION.rows(connection, values))
        return _officer(rows[0], now) if rows else None

    async def end_session(self, token_hash: str) -> None:
        """End one session. Raises `StorageError`."""
        end = accounttables.session.delete().where(_S.token_hash == token_hash)
        await self._store.database.write(lambda connection: connection.execute(end))


_ALL: Final = Prepared(select(accounttables.officer).order_by(_O.username))
_BY_SESSION: Final = Prepared(
    select(accounttables.officer)
    .join(accounttables.session, _S.officer == _O.id)
    .where(_S.token_hash == bindparam("token"), _S.expires_at > bindparam("now"), _O.active)
)


def told_as(row: mapping.Row, language: Language) -> str:
    """Give how members are told who an officer is."""
    title = json.loads(row["title"] or "{}")
    return str(title.get(language.value) or row["name"])


def _add(connection: Connection, values: Mapping[str, Any]) -> OfficerId:
    if connection.execute(select(_O.id).where(_O.username == values["username"])).first():
        raise BadInput(f"there is an officer with the name {values['username']} already")
    added = accounttables.officer.insert().values(**values).returning(_O.id)
    return OfficerId(connection.execute(added).scalar_one())


def _officer(row: Mapping[str, Any], now: datetime) -> Officer:
    away = row["back_at"] is None or row["back_at"] > now
    return Officer(
        id=OfficerId(row["id"]),
        username=row["username"],
        name=row["name"],
        title={Language(language): words for language, words in json.loads(row["title"] or "{}").items()},
        role=row["role"],
        post=PostId(row["post"]),
        presence=Presence(row["presence"] or Presence.AVAILABLE) if away else Presence.AVAILABLE,
        back_at=row["back_at"] if away else None,
        cover=None if row["cover"] is None else OfficerId(row["cover"]),
        must_change=row["must_change"],
        active=row["active"],
    )
