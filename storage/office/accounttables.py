"""The tables of officers and their sign-ins."""

from datetime import datetime
from typing import Final

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Text,
)
from sqlmodel import Field

from storage.columns import Row, flag_field, id_field, lookup, moment_field, table_of, words_field


class OfficerRow(Row, table=True):
    """An account of the desk."""

    __tablename__ = "officer"

    id: int | None = id_field()
    username: str = words_field(unique=True)
    password_hash: str = words_field()
    name: str = words_field()
    title: str = words_field()
    """By language, as JSON."""
    role: str = words_field()
    post: str = words_field()
    """The post that the officer holds, by the regulation of duties."""
    presence: str = words_field()
    """A `domain.accountports.Presence`; empty: available."""
    back_at: datetime | None = moment_field(optional=True)
    cover: int | None = Field(default=None, sa_type=BigInteger, nullable=True)
    """Who takes over what is his while he is absent."""
    must_change: bool = flag_field(default=True)
    active: bool = flag_field(default=True)


class SessionRow(Row, table=True):
    """A sign-in that is still valid."""

    __tablename__ = "session"
    __table_args__ = (lookup("session_officer", "officer"),)

    token_hash: str = Field(primary_key=True, sa_type=Text)
    officer: int = Field(sa_type=BigInteger, sa_column_args=(ForeignKey("officer.id"),))
    expires_at: datetime = moment_field()


class SignInFailureRow(Row, table=True):
    """A wrong password."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (
        lookup("sign_in_failure_username", "username", "at"),
        lookup("sign_in_failure_address", "address", "at"),
    )

    id: int | None = id_field()
    username: str = words_field()
    address: str = words_field()
    at: datetime = moment_field()


officer: Final = table_of(OfficerRow)
session: Final = table_of(SessionRow)
sign_in_failure: Final = table_of(SignInFailureRow)
