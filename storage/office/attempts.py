"""How often somebody tried a wrong password lately. Decides nothing."""

from datetime import datetime, timedelta

from sqlalchemy import and_, exists, func, or_, select

from domain.accountports import Outcome
from storage import columns
from storage.office import accounttables
from storage.office.desktables import sign_in
from storage.store import Store

WINDOW = timedelta(hours=1)
KNOWN = timedelta(days=90)
"""After a sign-in its address is known as that officer's: what strangers guess elsewhere does not lock him out there."""
_F, _N = accounttables.sign_in_failure.c, sign_in.c


class SignInAttempts:
    """Remembers failures."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def failures(self, username: str, address: str) -> tuple[int, datetime | None]:
        """Count failures in the last hour for the name or the address, and give the time of the last. Raises `StorageError`.

        Where the officer signed in from that address before, those from there are counted only.
        """
        now = self._store.clock.now()
        known = exists().where(
            _N.username == username, _N.address == address, _N.outcome == Outcome.IN.value, _N.at > now - KNOWN
        )
        counted = or_(_F.address == address, and_(_F.username == username, ~known))
        statement = select(func.count(), func.max(_F.at, type_=columns.Moment())).where(_F.at > now - WINDOW, counted)
        count, last = await self._store.database.read(lambda connection: connection.execute(statement).one())
        return count, last

    async def record(self, username: str, address: str, *, success: bool) -> None:
        """Remember an attempt; a success clears the name's failures. Raises `StorageError`."""
        row = {"username": username, "address": address, "at": self._store.clock.now()}
        clear = accounttables.sign_in_failure.delete().where(_F.username == username)
        keep = accounttables.sign_in_failure.insert().values(row)
        await self._store.database.write(lambda connection: connection.execute(clear if success else keep))
