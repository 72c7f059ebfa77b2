"""What SQLite and PostgreSQL have each of their own: the dialect, and INSERTs that may meet what is there already.

PostgreSQL's are read when they are first asked for: they take six megabytes and a fifth of a second of a start.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect

T = TypeVar("T")


class Each(dict[str, T]):
    """Something by dialect, made of the dialect's `insert` when it is first asked for."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        """Make it so."""
        super().__init__()
        self._make = make

    def __missing__(self, backend: str) -> T:
        """Make it for this dialect."""
        made = self[backend] = self._make(inserting(backend))
        return made


def inserting(backend: str) -> Any:
    """Give the `insert` of a dialect."""
    if backend == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert
    return sqlite.insert


@cache
def dialect(backend: str) -> Dialect:
    """Give a dialect; SQLite's by place: for names the driver makes a string of each and looks it up, in each call."""
    if backend == "postgresql":
        from sqlalchemy.dialects.postgresql import asyncpg

        return asyncpg.dialect()  # type: ignore[no-untyped-call]  # as SQLAlchemy has it
    return sqlite.dialect(paramstyle="qmark")
