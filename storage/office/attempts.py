"""How often somebody tried a wrong password lately. Decides nothing."""

from datetime import datetime, timedelta

from sqlalchemy import func, or_, select

from storage import columns
from storage.office import accounttables
from storage.store import Store

WINDOW = timedelta(hours=1)
_F = accounttables.sign_in_failure.c


class SignInAttempts:
    """Remembers failures."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def failures(self, username: str, address: str) -> tuple[int, datetime | None]:
        """Count failures in the last hour for the name or the address, and give the time of the last. Raises `StorageError`."""
        recent = _F.at > self._store.clock.now() - WINDOW
        statement = select(func.count(), func.max(_F.at, type_=columns.Moment())).where(
            recent, or_(_F.username == username, _F.address == address)
        )
        count, last = await self._store.database.read(lambda connection: connection.execute(statement).one())
        return count, last

    async def record(self, username: str, address: str, *, success: bool) -> None:
        """Remember an attempt; a success clears the name's failures. Raises `StorageError`."""
        row = {"username": username, "address": address, "at": self._store.clock.now()}
        clear = accounttables.sign_in_failure.delete().where(_F.username == username)
        keep = accounttables.sign_in_failure.insert().values(row)
        await self._store.database.write(lambda connection: connection.execute(clear if success else keep))
