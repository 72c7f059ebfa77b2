"""Statements that every message passes through, made into SQL once. Must not know any table.

SQLAlchemy prepares each call of a statement anew, which costs more than SQLite takes to run it. On SQLite such a statement
goes straight to the driver; on PostgreSQL, where the way to the server counts, it runs as any other.
"""

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection

_DIALECT: Final = sqlite.dialect(paramstyle="qmark")
"""By place: for names the driver makes a string of each and looks it up, in each call."""
_LIST: Final = re.compile(r"__\[POSTCOMPILE_(\w+)\]")
Values = Mapping[str, Any]
Convert = Callable[[Any], Any]


_Place = tuple[str, Convert | None, Any, bool]
"""A question mark: the value's name, or none for a constant; what is done to it; the constant; whether it is a list."""


@dataclass(frozen=True, slots=True)
class _Sql:
    """The text for values of one shape, and what is done to values on the way in and to columns on the way out."""

    text: str
    places: tuple[_Place, ...]
    columns: tuple[str, ...]
    outgoing: tuple[tuple[str, Convert], ...]

    def arguments(self, values: Values) -> list[Any]:
        """Give the driver's arguments, in order."""
        given: list[Any] = []
        for name, convert, constant, is_list in self.places:
            value = values[name] if name else constant
            if is_list:
                given += value
            else:
                given.append(convert(value) if convert else value)
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
        driver = driver_of(connection)
        if driver is None:
            return [row._asdict() for row in connection.execute(self.statement, values)]
        made = self._sql(values)
        return [made.row(found) for found in driver.execute(made.text, made.arguments(values))]

    def rows_of_all(self, connection: Connection, values: Sequence[Values]) -> list[dict[str, Any]]:
        """Run it with each of these values, all with the same names, and give all that it returns."""
        driver = driver_of(connection)
        if driver is None:
            return [row._asdict() for row in connection.execute(self.statement, list(values))]
        made = self._sql(values[0])
        return [made.row(found) for one in values for found in driver.execute(made.text, made.arguments(one)).fetchall()]

    def run(self, connection: Connection, *values: Values) -> None:
        """Run it with each of these values, all with the same names, for what it changes."""
        driver = driver_of(connection)
        if driver is None:
            connection.execute(self.statement, list(values)).close()
            return
        made = self._sql(values[0])
        driver.executemany(made.text, [made.arguments(one) for one in values])

    def _sql(self, values: Values) -> _Sql:
        shape = (*values, *(len(value) for value in values.values() if isinstance(value, list)))
        return self._made.get(shape) or self._made.setdefault(shape, _made(self.statement, values))


def driver_of(connection: Connection) -> sqlite3.Connection | None:
    """Give SQLite's own connection; None on PostgreSQL."""
    if connection.dialect.name != "sqlite":
        return None
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101  # there is no other driver for it here
    return driver


def _made(statement: Any, values: Values) -> _Sql:
    compiled = statement.compile(dialect=_DIALECT, column_keys=list(values))
    known = {**compiled.params, **values}
    lists = frozenset(_LIST.findall(str(compiled)))
    text = _LIST.sub(lambda found: ", ".join("?" for _ in known[found[1]]) or "NULL", str(compiled))
    constants = {name: _constant(statement, name, value) for name, value in compiled.params.items() if name not in values}
    incoming = dict(_conversions(((name, bind.type) for name, bind in compiled.binds.items() if name in values), incoming=True))
    columns = list(statement.exported_columns)
    return _Sql(
        text=text,
        places=tuple(
            ("" if name in constants else name, incoming.get(name), constants.get(name), name in lists)
            for name in compiled.positiontup
        ),
        columns=tuple(column.key for column in columns),
        outgoing=_conversions(((column.key, column.type) for column in columns), incoming=False),
    )


def _constant(statement: Any, name: str, value: object) -> object:
    """Give what stands in the statement, or for a column that is not given its default."""
    default = statement.table.c[name].default if value is None and statement.is_insert else None
    return value if default is None else default.arg


def _conversions(types: Any, *, incoming: bool) -> tuple[tuple[str, Convert], ...]:
    found = []
    for name, kind in types:
        here = kind.dialect_impl(_DIALECT)
        convert = here.bind_processor(_DIALECT) if incoming else here.result_processor(_DIALECT, None)
        if convert is not None:
            found.append((name, convert))
    return tuple(found)
