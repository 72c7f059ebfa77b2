"""The tables around a ticket: what the clock did, who chatted when, links, alerts, members, the audit, words to search."""

from typing import Any, Final

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text, UniqueConstraint

from storage.columns import BigId, Moment, lookup, metadata


def _id() -> Column[Any]:
    return Column("id", BigId, primary_key=True)


def _words(name: str) -> Column[Any]:
    return Column(name, Text, nullable=False, server_default="")


def _moment(name: str, *, optional: bool = False) -> Column[Any]:
    return Column(name, Moment, nullable=optional)


def _officer(name: str = "officer", *, optional: bool = False) -> Column[Any]:
    return Column(name, BigInteger, nullable=optional)


judgement: Final = Table(
    "judgement",
    metadata,
    Column("ticket", Text, ForeignKey("ticket.ref"), primary_key=True),
    Column("key", Text, primary_key=True),
    _moment("at"),
)
"""What the clock did about a ticket, by the keys of `domain.escalation`; never changed."""

stretch: Final = Table(
    "stretch",
    metadata,
    _id(),
    _words("conversation"),
    _words("ticket"),
    _officer(),
    _moment("started_at"),
    _moment("ended_at", optional=True),
    Index("stretch_line", "conversation", "id"),
    lookup("stretch_open", "conversation", where="ended_at IS NULL"),
)
"""For how long which officer had a chat; at most one of a conversation has no end."""

link: Final = Table(
    "link",
    metadata,
    Column("one", Text, ForeignKey("ticket.ref"), primary_key=True),
    Column("other", Text, ForeignKey("ticket.ref"), primary_key=True),
    _moment("at"),
    Index("link_other", "other"),
)
"""Two tickets that belong together; `one` is the smaller reference."""

alert: Final = Table(
    "alert",
    metadata,
    _id(),
    _officer(),
    _words("ticket"),
    _words("what"),
    _moment("at"),
    _moment("read_at", optional=True),
    Column("announcement", BigInteger, nullable=True),
    lookup("alert_unread", "officer", where="read_at IS NULL"),
)
"""What an officer is told at the desk, of a ticket or of an announcement; `what` is a `domain.alarms.Alarm`."""

member: Final = Table(
    "member",
    metadata,
    Column("id", Text, primary_key=True),
    _moment("created_at"),
    _words("preferred"),
    _words("number"),
)
"""One human being, on whatever channels he writes; `preferred` is the channel on which he wants to be told things.

`number` is that of his membership, as an officer wrote it down."""

identity: Final = Table(
    "identity",
    metadata,
    Column("conversation", Text, primary_key=True),
    Column("member", Text, ForeignKey("member.id"), nullable=False),
    _words("phone"),
    _words("account"),
    _words("proof"),
    _moment("proven_at"),
    _officer(optional=True),
    Index("identity_member", "member"),
    lookup("identity_phone", "phone", where="phone <> ''"),
    lookup("identity_account", "account", where="account <> ''"),
)
"""Whose a conversation is, and how that was proven: `alone`, `phone`, `account`, or `officer` with who it was.

`phone` is the last number that the provider vouched for; `account` its lasting id, as WhatsApp's business-scoped one."""

invitation: Final = Table(
    "invitation",
    metadata,
    Column("conversation", Text, primary_key=True),
    Column("word_hash", Text, nullable=False),
    _moment("expires_at"),
    _words("followed_by"),
    UniqueConstraint("word_hash", name="invitation_once"),
)
"""By which word a member may go on in another conversation as himself; SHA-256 of it. `followed_by` is where he did."""

member_note: Final = Table(
    "member_note",
    metadata,
    _id(),
    Column("member", Text, ForeignKey("member.id"), nullable=False),
    _officer(),
    _moment("at"),
    _words("text"),
    _words("key"),
    Index("member_note_member", "member", "id"),
    UniqueConstraint("key", name="member_note_once"),
)
"""What officers wrote about a member; he sees none of it."""

audit: Final = Table(
    "audit",
    metadata,
    _id(),
    _moment("at"),
    _officer(),
    _words("act"),
    _words("subject"),
    _words("detail"),
    Index("audit_officer", "officer", "id"),
)
"""What officers did beside tickets, whose own history tells that; never changed."""

said: Final = Table(
    "said",
    metadata,
    _id(),
    _words("source"),
    _words("conversation"),
    _words("ticket"),
    _words("folded"),
    UniqueConstraint("source", name="said_once"),
)
"""Folded words to search in: of messages (`i12`, `o34`), of notes (`e56`), of tickets (`t` and the reference) and of
members (`n` and a conversation).

SQLite searches them by the full-text table `said_words`, which follows by triggers; PostgreSQL by an index on their words.
"""
