"""What every part of the storage stands on."""

from dataclasses import dataclass

from domain.ports import Clock, Signals
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Store:
    """A database, the time, and the way to wake others."""

    database: Database
    clock: Clock
    signals: Signals
