"""Statements that every message passes through, made into SQL once. Must not know any table.

SQLAlchemy prepares each call of a statement anew, which costs more than SQLite takes to run it, and about as much as the way
to PostgreSQL and back. Such a statement goes straight to the driver, within the transaction that the connection is in.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import BindParameter, Boolean, Table
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.sql.visitors import iterate
from sqlalchemy.util import await_only

from storage import dialects, mapping

Values = Mapping[str, Any]
Convert = Callable[[Any], Any]
DRIVER: Final = "driver"
"""The execution option under which a connection that is used long carries SQLite's own: to ask for it costs more than a row."""
_MOST_ROWS: Final = 32
"""Of one INSERT on SQLite."""
_GIVEN: Final = re.compile(r"VALUES (\([?, ]+\))")


@dataclass(frozen=True, slots=True)
class _Sql:
    """The text for values of one shape, and what is done to values on the way in and to columns on the way out."""

    text: str
    constants: Values
    """What always stands in the text, by names that no value has."""
    named: Callable[[Values], tuple[Any, ...]]
    """Takes what stands at the marks, in order: a value, a constant, or a whole list."""
    listed: tuple[int, ...]
    """Where among these there are lists, the last first: each has a mark for every value."""
    incoming: tuple[tuple[int, Convert], ...]
    columns: tuple[str, ...]
    outgoing: tuple[tuple[str, Convert], ...]
    row: str
    """The marks of a row in an INSERT that can have many; empty where it cannot."""

    def arguments(self, values: Values) -> Sequence[Any]:
        """Give the driver's arguments, in order."""
        taken = self.named({**self.constants, **values} if self.constants else values)
        if not self.incoming and not self.listed:
            return taken
        given = list(taken)
        for place in self.listed:
            given[place : place + 1] = given[place]
        for place, convert in self.incoming:
            given[place] = convert(given[place])
        return given

    def rows(self, found: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
        """Give rows by the names of their columns."""
        rows = [dict(zip(self.columns, row, strict=True)) for row in found]
        for name, convert in self.outgoing:
            for row in rows:
                row[name] = convert(row[name])
        return rows

    def inserting(self, rows: int) -> str:
        """Give the text for so many rows."""
        return self.text.replace(self.row, ", ".join([self.row] * rows), 1)


class Prepared:
    """One statement. Lists in its values should be `mapping.padded`: each length is a text of its own."""

    def __init__(self, statement: Any) -> None:
        """Prepare this one; it is made into SQL as it is first used."""
        self.statement = statement
        self._made: dict[tuple[object, ...], _Sql] = {}

    def rows(self, connection: Connection, values: Values) -> list[dict[str, Any]]:
        """Run it and give what it returns."""
        made = self._sql(connection, values)
        return made.rows(_ran(connection, made.text, made.arguments(values)))

    def rows_of_all(self, connection: Connection, values: Sequence[Values]) -> list[dict[str, Any]]:
        """Run it, an INSERT, with each of these values, all with the same names, and give all that it returns."""
        driver = driver_of(connection)
        if driver is None:  # all on one way to the server
            return [row._asdict() for row in connection.execute(self.statement, list(values))]
        made = self._sql(connection, values[0])
        return made.rows(row for step in _steps(made, values) for row in driver.execute(*step))

    def run(self, connection: Connection, *values: Values) -> None:
        """Run it with each of these values, all with the same names, for what it changes."""
        made = self._sql(connection, values[0])
        driver = driver_of(connection)
        if driver is None:
            self._run_on_server(connection, made, values)
        elif made.row:
            for step in _steps(made, values):
                driver.execute(*step)
        else:
            driver.executemany(made.text, map(made.arguments, values))

    @staticmethod
    def _run_on_server(connection: Connection, made: _Sql, values: Sequence[Values]) -> None:
        given = [made.arguments(one) for one in values]
        cursor = connection.connection.cursor()
        if len(given) == 1:  # PostgreSQL's driver wraps several in a transaction of their own
            cursor.execute(made.text, given[0])
        else:
            cursor.executemany(made.text, given)

    def _sql(self, connection: Connection, values: Values) -> _Sql:
        backend = connection.dialect.name
        shape = (backend, *values, *(len(value) for value in values.values() if isinstance(value, list)))
        return self._made.get(shape) or self._made.setdefault(shape, _made(self.statement, dialects.dialect(backend), values))


def _steps(made: _Sql, values: Sequence[Values]) -> Iterator[tuple[str, Sequence[Any]]]:
    """Give texts with their arguments, many rows in each: of every text SQLite is asked once. There are few lengths."""
    start = 0
    while start < len(values):
        rows = min(_MOST_ROWS, 1 << (len(values) - start).bit_length() - 1) if made.row else 1
        part = values[start : start + rows]
        yield made.inserting(rows), [*chain.from_iterable(map(made.arguments, part))]
        start += rows


def insert_new(connection: Connection, table: Table, *rows: Values) -> None:
    """Insert rows, all with the same columns, and leave alone what is there already."""
    if rows:
        _inserting(connection.dialect.name, table).run(connection, *rows)


@cache
def _inserting(backend: str, table: Table) -> Prepared:
    return Prepared(mapping.inserting_new(backend, table))


def driver_of(connection: Connection) -> sqlite3.Connection | None:
    """Give SQLite's own connection; None on PostgreSQL."""
    driver = connection.get_execution_options().get(DRIVER)
    if driver is None and connection.dialect.name == "sqlite":
        driver = connection.connection.driver_connection
    assert driver is None or isinstance(driver, sqlite3.Connection)  # noqa: S101 - there is no other driver for it here
    return driver


def _ran(connection: Connection, text: str, arguments: Sequence[Any]) -> Iterable[Sequence[Any]]:
    driver = driver_of(connection)
    if driver is not None:
        return driver.execute(text, arguments)
    lent = connection.connection
    if getattr(lent.dbapi_connection, "isolation_level", "") == "autocommit":  # nothing to begin, and no cursor to describe
        return await_only(lent.driver_connection.fetch(text, *arguments))  # type: ignore[union-attr]  # asyncpg's
    cursor = lent.cursor()
    cursor.execute(text, arguments)
    return cursor.fetchall()


def _made(statement: Any, dialect: Dialect, values: Values) -> _Sql:
    placed = {part.key for part in iterate(statement) if isinstance(part, BindParameter)}
    columns_set = [name for name in values if name not in placed]
    compiled = statement.compile(dialect=dialect, column_keys=columns_set)
    expanded = compiled.construct_expanded_state(values)
    one_of = {name: (key, index) for key, names in expanded.parameter_expansion.items() for index, name in enumerate(names)}
    incoming = dict(_conversions(((name, bind.type) for name, bind in compiled.binds.items()), dialect, incoming=True))

    def constant(key: str, index: int | None) -> Any:
        found = _constant(statement, key, compiled.params[key])
        return found if index is None else found[index]

    marks = [one_of.get(name, (name, None)) for name in expanded.positiontup]
    taken = [(key, index) for key, index in marks if key not in values or not index]
    columns = list(statement.exported_columns)
    given = _GIVEN.search(expanded.statement)
    return _Sql(
        text=expanded.statement,
        constants={f"{key} {index}": constant(key, index) for key, index in taken if key not in values},
        named=_taking([key if key in values else f"{key} {index}" for key, index in taken]),
        listed=tuple(place for place, (key, index) in enumerate(taken) if key in values and index is not None)[::-1],
        incoming=tuple((place, incoming[key]) for place, (key, _) in enumerate(marks) if key in incoming),
        columns=tuple(column.key for column in columns),
        outgoing=_conversions(((column.key, column.type) for column in columns), dialect, incoming=False),
        row=given[1] if given and len(expanded.positiontup) == given[1].count("?") else "",
    )


def _taking(names: Sequence[str]) -> Callable[[Values], tuple[Any, ...]]:
    """Give what takes these values; of none or one, `itemgetter` would give no tuple."""
    return itemgetter(*names) if len(names) > 1 else lambda values: tuple(values[name] for name in names)


def _constant(statement: Any, name: str, value: Any) -> Any:
    """Give what stands in the statement, or for a column that is not given its default."""
    default = statement.table.c[name].default if value is None and statement.is_insert else None
    return value if default is None else default.arg


def _conversions(types: Any, dialect: Dialect, *, incoming: bool) -> tuple[tuple[str, Convert], ...]:
    found = []
    for name, kind in types:
        if incoming and isinstance(kind, Boolean):  # both drivers take them as they are
            continue
        here = kind.dialect_impl(dialect)
        convert = here.bind_processor(dialect) if incoming else here.result_processor(dialect, None)
        if convert is not None:
            found.append((name, convert))
    return tuple(found)
