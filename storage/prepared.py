"""Statements that every message passes through, made into SQL once. Must not know any table.

SQLAlchemy prepares each call of a statement anew, which costs more than SQLite takes to run it, and about as much as the way
to PostgreSQL and back. Such a statement goes straight to the driver, within the transaction that the connection is in.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.util import await_only

from storage import dialects, mapping

Values = Mapping[str, Any]
Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Sql:
    """The text for values of one shape, and what is done to values on the way in and to columns on the way out."""

    text: str
    constants: tuple[Any, ...]
    """For each mark in the text what always stands there; None where a value does."""
    named: tuple[tuple[int, str], ...]
    """Marks with the names of their values."""
    listed: tuple[tuple[int, str, int], ...]
    """Marks that stand for one of a list's values."""
    incoming: tuple[tuple[int, Convert], ...]
    columns: tuple[str, ...]
    outgoing: tuple[tuple[str, Convert], ...]

    def arguments(self, values: Values) -> list[Any]:
        """Give the driver's arguments, in order."""
        given = list(self.constants)
        for place, name in self.named:
            given[place] = values[name]
        for place, name, index in self.listed:
            given[place] = values[name][index]
        for place, convert in self.incoming:
            given[place] = convert(given[place])
        return given

    def row(self, found: Sequence[Any]) -> dict[str, Any]:
        """Give a row by the names of its columns."""
        row = dict(zip(self.columns, found, strict=True))
        for name, convert in self.outgoing:
            row[name] = convert(row[name])
        return row


class Prepared:
    """One statement. Lists in its values should be `mapping.padded`: each length is a text of its own."""

    def __init__(self, statement: Any) -> None:
        """Prepare this one; it is made into SQL as it is first used."""
        self.statement = statement
        self._made: dict[tuple[object, ...], _Sql] = {}

    def rows(self, connection: Connection, values: Values) -> list[dict[str, Any]]:
        """Run it and give what it returns."""
        made = self._sql(connection, values)
        return [made.row(found) for found in _ran(connection, made.text, made.arguments(values))]

    def rows_of_all(self, connection: Connection, values: Sequence[Values]) -> list[dict[str, Any]]:
        """Run it with each of these values, all with the same names, and give all that it returns."""
        if driver_of(connection) is None:  # all on one way to the server
            return [row._asdict() for row in connection.execute(self.statement, list(values))]
        made = self._sql(connection, values[0])
        return [made.row(found) for one in values for found in _ran(connection, made.text, made.arguments(one))]

    def run(self, connection: Connection, *values: Values) -> None:
        """Run it with each of these values, all with the same names, for what it changes."""
        made = self._sql(connection, values[0])
        given = [made.arguments(one) for one in values]
        driver = driver_of(connection)
        if driver is not None:
            driver.executemany(made.text, given)
            return
        cursor = connection.connection.cursor()
        if len(given) == 1:  # PostgreSQL's driver wraps several in a transaction of their own
            cursor.execute(made.text, given[0])
        else:
            cursor.executemany(made.text, given)

    def _sql(self, connection: Connection, values: Values) -> _Sql:
        backend = connection.dialect.name
        shape = (backend, *values, *(len(value) for value in values.values() if isinstance(value, list)))
        return self._made.get(shape) or self._made.setdefault(shape, _made(self.statement, dialects.dialect(backend), values))


def insert_new(connection: Connection, table: Table, *rows: Values) -> None:
    """Insert rows, all with the same columns, and leave alone what is there already."""
    if rows:
        _inserting(connection.dialect.name, table).run(connection, *rows)


@cache
def _inserting(backend: str, table: Table) -> Prepared:
    return Prepared(mapping.inserting_new(backend, table))


def driver_of(connection: Connection) -> sqlite3.Connection | None:
    """Give SQLite's own connection; None on PostgreSQL."""
    if connection.dialect.name != "sqlite":
        return None
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101  # there is no other driver for it here
    return driver


def _ran(connection: Connection, text: str, arguments: Sequence[Any]) -> Sequence[Sequence[Any]]:
    driver = driver_of(connection)
    if driver is not None:
        return driver.execute(text, arguments).fetchall()
    lent = connection.connection
    if getattr(lent.dbapi_connection, "isolation_level", "") == "autocommit":  # nothing to begin, and no cursor to describe
        return await_only(lent.driver_connection.fetch(text, *arguments))  # type: ignore[union-attr]  # asyncpg's
    cursor = lent.cursor()
    cursor.execute(text, arguments)
    return cursor.fetchall()


def _made(statement: Any, dialect: Dialect, values: Values) -> _Sql:
    compiled = statement.compile(dialect=dialect, column_keys=list(values))
    expanded = compiled.construct_expanded_state(values)
    one_of = {name: (key, index) for key, names in expanded.parameter_expansion.items() for index, name in enumerate(names)}
    incoming = dict(_conversions(((name, bind.type) for name, bind in compiled.binds.items()), dialect, incoming=True))

    def constant(key: str, index: int | None) -> Any:
        if key in values:
            return None
        found = _constant(statement, key, compiled.params[key])
        return found if index is None else found[index]

    marks = [one_of.get(name, (name, None)) for name in expanded.positiontup]
    columns = list(statement.exported_columns)
    return _Sql(
        text=expanded.statement,
        constants=tuple(constant(key, index) for key, index in marks),
        named=tuple((place, key) for place, (key, index) in enumerate(marks) if key in values and index is None),
        listed=tuple((place, key, index) for place, (key, index) in enumerate(marks) if key in values and index is not None),
        incoming=tuple((place, incoming[key]) for place, (key, _) in enumerate(marks) if key in incoming),
        columns=tuple(column.key for column in columns),
        outgoing=_conversions(((column.key, column.type) for column in columns), dialect, incoming=False),
    )


def _constant(statement: Any, name: str, value: Any) -> Any:
    """Give what stands in the statement, or for a column that is not given its default."""
    default = statement.table.c[name].default if value is None and statement.is_insert else None
    return value if default is None else default.arg


def _conversions(types: Any, dialect: Dialect, *, incoming: bool) -> tuple[tuple[str, Convert], ...]:
    found = []
    for name, kind in types:
        here = kind.dialect_impl(dialect)
        convert = here.bind_processor(dialect) if incoming else here.result_processor(dialect, None)
        if convert is not None:
            found.append((name, convert))
    return tuple(found)
