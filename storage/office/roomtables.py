"""The tables of rooms in which officers work, of the accounts by which they are known there, and of what is wrong."""

from datetime import datetime
from typing import Final

from sqlalchemy import BigInteger, ForeignKey, Text, UniqueConstraint
from sqlmodel import Field

from storage.columns import Row, flag_field, lookup, moment_field, number_field, table_of, words_field


class RoomTopicRow(Row, table=True):
    """A ticket's topic, and how far it shows what happened."""

    __tablename__ = "room_topic"
    __table_args__ = (
        UniqueConstraint("room", "topic", name="room_topic_once"),
        lookup("room_topic_open", "ticket", where="is_open"),
    )

    ticket: str = Field(primary_key=True, sa_type=Text, sa_column_args=(ForeignKey("ticket.ref"),))
    room: str = Field(primary_key=True, sa_type=Text)
    """A ticket that another department got has a topic in each one's room; at most one is open."""
    topic: str = words_field()
    card: str = words_field()
    title: str = words_field()
    position: int = number_field()
    version: int = number_field()
    is_open: bool = flag_field(default=True)
    forgotten: bool = flag_field(default=False)
    """Its member was erased, and it is to be deleted."""


class OfficerAccountRow(Row, table=True):
    """An account at a provider that was proven to be an officer's."""

    __tablename__ = "officer_account"
    __table_args__ = (lookup("officer_account_officer", "officer"),)

    account: str = Field(primary_key=True, sa_type=Text)
    officer: int = Field(sa_type=BigInteger, sa_column_args=(ForeignKey("officer.id"),))
    at: datetime = moment_field()


class LinkWordRow(Row, table=True):
    """The hash of a word that proves once who somebody is."""

    __tablename__ = "link_word"

    officer: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    word_hash: str = words_field(unique=True)
    expires_at: datetime = moment_field()


class TroubleRow(Row, table=True):
    """What is wrong with a channel or a room."""

    __tablename__ = "trouble"

    kind: str = Field(primary_key=True, sa_type=Text)
    place: str = Field(primary_key=True, sa_type=Text)
    about: str = words_field()
    since: datetime = moment_field()
    until: datetime | None = moment_field(optional=True)
    """When it is past by itself."""


room_topic: Final = table_of(RoomTopicRow)
officer_account: Final = table_of(OfficerAccountRow)
link_word: Final = table_of(LinkWordRow)
trouble: Final = table_of(TroubleRow)
