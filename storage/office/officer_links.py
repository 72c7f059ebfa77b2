"""Which accounts at providers were proven to be officers', and the words that prove it. Knows hashes of words only."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Executable, select
from sqlalchemy.engine import Connection

from domain.model import OfficerId
from storage import mapping
from storage.office import audit, roomtables
from storage.store import Store

_A, _W = roomtables.officer_account.c, roomtables.link_word.c


class Links:
    """Reads and writes them."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def offer(self, word_hash: str, officer: OfficerId, until: datetime) -> None:
        """Keep the hash of a word that proves, once and until then, who somebody is; an earlier one is void.

        Raises `StorageError`.
        """
        old = roomtables.link_word.delete().where(_W.officer == officer)
        row = {"officer": officer, "word_hash": word_hash, "expires_at": until}
        await self._store.database.write(
            lambda connection: (connection.execute(old), connection.execute(roomtables.link_word.insert(), row))
        )

    async def redeem(self, word_hash: str, account: str) -> OfficerId | None:
        """Prove an account by a word and give whose it is; None: the word is wrong, used or too old. Raises `StorageError`."""
        now = self._store.clock.now()
        return await self._store.database.write(lambda connection: _redeem(connection, word_hash, account, now))

    async def officer_of(self, account: str) -> OfficerId | None:
        """Give whose account it is; None: nobody's that is known. Raises `StorageError`."""
        wanted = select(_A.officer).where(_A.account == account)
        found = await self._store.database.read(lambda connection: connection.execute(wanted).scalar_one_or_none())
        return None if found is None else OfficerId(found)

    async def of(self, officer: OfficerId) -> tuple[str, ...]:
        """List an officer's accounts. Raises `StorageError`."""
        wanted = select(_A.account).where(_A.officer == officer).order_by(_A.at)
        return tuple(await self._store.database.read(lambda connection: connection.execute(wanted).scalars().all()))

    async def sever(self, officer: OfficerId) -> None:
        """Forget an officer's accounts, and words that were not used. Raises `StorageError`."""
        now = self._store.clock.now()
        gone = (
            roomtables.officer_account.delete().where(_A.officer == officer),
            roomtables.link_word.delete().where(_W.officer == officer),
        )
        await self._store.database.write(lambda connection: _sever(connection, officer, gone, now))


def _sever(connection: Connection, officer: OfficerId, gone: Sequence[Executable], now: datetime) -> None:
    for each in gone:
        connection.execute(each)
    audit.write(connection, (officer, "account_unlinked", str(officer), ""), now)


def _redeem(connection: Connection, word_hash: str, account: str, now: datetime) -> OfficerId | None:
    used = roomtables.link_word.delete().where(_W.word_hash == word_hash, _W.expires_at > now).returning(_W.officer)
    found = connection.execute(used).scalar_one_or_none()
    if found is None:
        return None
    connection.execute(roomtables.officer_account.delete().where(_A.account == account))
    connection.execute(roomtables.officer_account.insert(), {"account": mapping.storable(account), "officer": found, "at": now})
    audit.write(connection, (OfficerId(found), "account_linked", str(found), account.partition(":")[0]), now)
    return OfficerId(found)
