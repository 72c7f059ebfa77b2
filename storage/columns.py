"""What all tables are made of: times as UTC microseconds, running ids, and columns that are empty rather than absent."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, ClassVar, Final

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, Table, Text, false, text, true
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_REMEMBERED = 500


class Moment(TypeDecorator[datetime]):
    """An aware time, stored as UTC microseconds."""

    impl = BigInteger
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], int | None]:  # noqa: ARG002 - SQLAlchemy's shape
        """Give what gives the number to store."""
        return _number

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[int | None], datetime | None]:  # noqa: ARG002 - as above
        """Give what gives the time that was stored."""
        return _time


# one time stands in many columns of many rows
@lru_cache(_REMEMBERED)
def _number(time: datetime | None) -> int | None:
    return None if time is None else (time - EPOCH) // _MICROSECOND


@lru_cache(_REMEMBERED)
def _time(number: int | None) -> datetime | None:
    return None if number is None else EPOCH + timedelta(microseconds=number)


BigId: Final = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only in a column declared INTEGER."""


class Row(SQLModel):
    """What all rows share. It is a declaration, whose table is used: nobody asks for what would check a row's values."""

    model_config = {"defer_build": True}
    __tablename__: ClassVar[str]


def id_field() -> Any:
    """Declare a number that the database gives."""
    return Field(default=None, primary_key=True, sa_type=BigId)


def words_field(*, unique: bool = False) -> Any:
    """Declare a text, empty unless written."""
    return Field(default="", sa_type=Text, unique=unique, sa_column_kwargs={"server_default": ""})


def moment_field(*, optional: bool = False) -> Any:
    """Declare a time."""
    return Field(default=None, sa_type=Moment, nullable=optional)


def number_field() -> Any:
    """Declare a number, 0 unless written."""
    return Field(default=0, sa_type=BigInteger, nullable=False, sa_column_kwargs={"server_default": "0"})


def flag_field(*, default: bool) -> Any:
    """Yes or no."""
    return Field(default=default, nullable=False, sa_column_kwargs={"server_default": true() if default else false()})


def id_column() -> Column[Any]:
    """As `id_field`, for a table that no row declares."""
    return Column("id", BigId, primary_key=True)


def words_column(name: str) -> Column[Any]:
    """As `words_field`."""
    return Column(name, Text, nullable=False, server_default="")


def number_column(name: str) -> Column[Any]:
    """As `number_field`."""
    return Column(name, BigInteger, nullable=False, server_default="0")


def moment_column(name: str, *, optional: bool = False) -> Column[Any]:
    """As `moment_field`."""
    return Column(name, Moment, nullable=optional)


def flag_column(name: str) -> Column[Any]:
    """No, unless written."""
    return Column(name, Boolean, nullable=False, server_default=false())


def lookup(name: str, *columns: str | Column[Any], where: str = "", unique: bool = False) -> Index:
    """Declare an index over the rows that meet a condition, or over all; `on_postgresql` gives the condition to PostgreSQL."""
    return Index(name, *columns, unique=unique, sqlite_where=text(where) if where else None)


def on_postgresql(tables: MetaData) -> None:
    """Declare the indexes' conditions for PostgreSQL too: to name them has SQLAlchemy read that whole dialect."""
    for index in (index for table in tables.tables.values() for index in table.indexes):
        index.dialect_kwargs["postgresql_where"] = index.dialect_kwargs["sqlite_where"]


metadata: Final = SQLModel.metadata


def table_of(row: type[Row]) -> Table:
    """Give a row's table, for statements."""
    return metadata.tables[row.__tablename__]
