"""The officers' accounts in the hands of those who look after them, with one-time codes and attempts to sign in."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Executable, func, select, update
from sqlalchemy.engine import Connection

from domain.accountports import Account, CodeSecret, Invitation, Outcome, SignIn
from domain.errors import BadInput
from domain.model import Language, OfficerId
from storage import mapping
from storage.office import accounttables, audit, casefiles
from storage.office.desktables import half_session, one_time_code, sign_in
from storage.office.officers import Officers
from storage.store import Store

_O, _S, _C, _H, _N = accounttables.officer.c, accounttables.session.c, one_time_code.c, half_session.c, sign_in.c
_KEPT: Final = 5_000
"""Attempts to sign in that are kept, and as many that led in: strangers do not push those out."""


class Accounts:
    """Makes and changes accounts."""

    def __init__(self, store: Store, kept: int = _KEPT) -> None:
        """Read and write this store; of attempts to sign in so many are kept."""
        self._store = store
        self._kept = kept

    async def all(self) -> tuple[Account, ...]:
        """List all by name. Raises `StorageError`."""
        now = self._store.clock.now()
        sessions = select(_S.officer, func.count()).where(_S.expires_at > now).group_by(_S.officer)
        codes = select(_C.officer).where(_C.confirmed)
        found = await Officers(self._store).all()
        valid, confirmed = await self._store.database.read(
            lambda connection: (
                {row[0]: int(row[1]) for row in connection.execute(sessions)},
                set(connection.execute(codes).scalars()),
            )
        )
        return tuple(Account(each, valid.get(each.id, 0), each.id in confirmed) for each in found)

    async def invite(self, invitation: Invitation, password_hash: str, by: OfficerId) -> OfficerId:
        """Make an account with a one-time password. Raises `BadInput` for a name that is taken, `StorageError`."""
        values = {
            "username": invitation.username,
            **_known_as(invitation.name, invitation.title),
            "role": invitation.role,
            "post": invitation.post,
            "password_hash": password_hash,
            "must_change": True,
            "active": True,
        }
        now = self._store.clock.now()
        return await self._store.database.write(lambda connection: _invite(connection, values, by, now))

    async def set_role(self, officer: OfficerId, role: str, by: OfficerId) -> None:
        """Say what an officer is at the association. Raises `StorageError`."""
        await self._change((by, "role", str(officer), role), _set(officer, role=role))

    async def set_name(self, officer: OfficerId, name: str, title: Mapping[Language, str], by: OfficerId) -> None:
        """Say how colleagues and members know an officer. Raises `StorageError`."""
        await self._change((by, "renamed_account", str(officer), name), _set(officer, **_known_as(name, title)))

    async def set_active(self, officer: OfficerId, by: OfficerId, *, active: bool) -> None:
        """Open or close an account; closing ends its sessions, and the clock gives what is his away. Raises `StorageError`."""
        now = self._store.clock.now()
        ended = () if active else (_sessions_end(officer), casefiles.look_at_those_of(officer, now))
        await self._change((by, "opened_account" if active else "closed_account", str(officer), ""),
                           _set(officer, active=active), *ended)  # fmt: skip

    async def reset(self, officer: OfficerId, password_hash: str, by: OfficerId) -> None:
        """Give a one-time password; sessions end, and codes are enrolled anew. Raises `StorageError`."""
        await self._change(
            (by, "password_reset", str(officer), ""),
            _set(officer, password_hash=password_hash, must_change=True),
            _sessions_end(officer),
            one_time_code.delete().where(_C.officer == officer),
        )

    async def end_sessions(self, officer: OfficerId, by: OfficerId) -> None:
        """End all sessions of an officer. Raises `StorageError`."""
        await self._change((by, "sessions_ended", str(officer), ""), _sessions_end(officer))

    async def sign_ins(self, limit: int = 100) -> tuple[SignIn, ...]:
        """Give the last attempts to sign in, the newest first. Raises `StorageError`."""
        wanted = select(sign_in).order_by(_N.id.desc()).limit(limit)
        rows = await self._store.database.read(lambda connection: connection.execute(wanted).all())
        return tuple(SignIn(row.at, row.username, row.address, Outcome(row.outcome)) for row in rows)

    async def record_sign_in(self, officer: OfficerId | None, attempt: SignIn) -> None:
        """Remember an attempt to sign in; only the latest are kept. Raises `StorageError`."""
        row = {
            "at": attempt.at,
            "officer": officer,
            "username": mapping.storable(attempt.username),
            "address": mapping.storable(attempt.address),
            "outcome": attempt.outcome.value,
        }
        await self._store.database.write(lambda connection: _record(connection, row, self._kept))

    async def _change(self, deed: tuple[OfficerId, str, str, str], *changes: Executable) -> None:
        now = self._store.clock.now()
        await self._store.database.write(lambda connection: audit.change(connection, changes, deed, now))
        self._store.signals.publish("desk")
        self._store.signals.publish("officers")


def _known_as(name: str, title: Mapping[Language, str]) -> dict[str, str]:
    words = json.dumps({language.value: words for language, words in title.items()}, ensure_ascii=False)
    return {"name": mapping.storable(name), "title": mapping.storable(words)}


def _set(officer: OfficerId, **values: object) -> Executable:
    return accounttables.officer.update().where(_O.id == officer).values(**values)


def _sessions_end(officer: OfficerId) -> Executable:
    return accounttables.session.delete().where(_S.officer == officer)


def _invite(connection: Connection, values: dict[str, Any], by: OfficerId, now: datetime) -> OfficerId:
    if connection.execute(select(_O.id).where(_O.username == values["username"])).first():
        raise BadInput("taken")
    made = OfficerId(connection.execute(accounttables.officer.insert().values(**values).returning(_O.id)).scalar_one())
    audit.write(connection, (by, "invited", str(made), values["role"]), now)
    return made


def _record(connection: Connection, row: dict[str, Any], kept: int) -> None:
    newest = connection.execute(sign_in.insert().values(**row).returning(_N.id)).scalar_one()
    if row["outcome"] != Outcome.IN.value:
        connection.execute(sign_in.delete().where(_N.id <= newest - kept, _N.outcome != Outcome.IN.value))
        return
    oldest = select(_N.id).where(_N.outcome == Outcome.IN.value).order_by(_N.id.desc()).offset(kept).limit(1)
    connection.execute(sign_in.delete().where(_N.id <= oldest.scalar_subquery(), _N.outcome == Outcome.IN.value))


class Codes:
    """One-time codes, and sign-ins that wait for one."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def of(self, officer: OfficerId) -> CodeSecret | None:
        """Give an officer's secret; None where he has none. Raises `StorageError`."""
        wanted = select(one_time_code).where(_C.officer == officer)
        row = await self._store.database.read(lambda connection: connection.execute(wanted).one_or_none())
        return None if row is None else CodeSecret(row.secret, row.confirmed, row.last_step)

    async def enrol(self, officer: OfficerId, secret: str) -> None:
        """Give an officer a secret that is not confirmed yet; one that is stays. Raises `StorageError`."""
        row = {"officer": officer, "secret": secret}
        await self._store.database.write(
            lambda connection: connection.execute(mapping.insert_new(connection, one_time_code), row)
        )

    async def use(self, officer: OfficerId, step: int) -> bool:
        """Use up the code of a step of time and confirm the secret; False where it was used before. Raises `StorageError`."""
        used = update(one_time_code).where(_C.officer == officer, _C.last_step < step).values(last_step=step, confirmed=True)
        count = await self._store.database.write(lambda connection: connection.execute(used).rowcount)
        return bool(count)

    async def drop(self, officer: OfficerId) -> None:
        """Forget an officer's secret. Raises `StorageError`."""
        gone = one_time_code.delete().where(_C.officer == officer)
        await self._store.database.write(lambda connection: connection.execute(gone))

    async def wait(self, token_hash: str, officer: OfficerId, until: datetime) -> None:
        """Remember that the password was right and the code is still to come. Raises `StorageError`."""
        row = {"token_hash": token_hash, "officer": officer, "expires_at": until}
        old = half_session.delete().where((_H.token_hash == token_hash) | (_H.expires_at < self._store.clock.now()))
        await self._store.database.write(
            lambda connection: (connection.execute(old), connection.execute(half_session.insert(), row))
        )

    async def waiting(self, token_hash: str) -> OfficerId | None:
        """Give whose code is awaited under this token. Raises `StorageError`."""
        wanted = select(_H.officer).where(_H.token_hash == token_hash, _H.expires_at > self._store.clock.now())
        found = await self._store.database.read(lambda connection: connection.execute(wanted).scalar_one_or_none())
        return None if found is None else OfficerId(found)

    async def over(self, token_hash: str) -> None:
        """Forget it. Raises `StorageError`."""
        gone = half_session.delete().where(_H.token_hash == token_hash)
        await self._store.database.write(lambda connection: connection.execute(gone))
