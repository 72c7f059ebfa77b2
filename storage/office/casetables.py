"""The tables around a ticket: what the clock did, who chatted when, links, alerts, members, the audit, words to search."""

from typing import Any, Final

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text, UniqueConstraint

from storage.columns import id_column, lookup, metadata, moment_column, words_column


def _officer(name: str = "officer", *, optional: bool = False) -> Column[Any]:
    return Column(name, BigInteger, nullable=optional)


judgement: Final = Table(
    "judgement",
    metadata,
    Column("ticket", Text, ForeignKey("ticket.ref"), primary_key=True),
    Column("key", Text, primary_key=True),
    moment_column("at"),
)
"""What the clock did about a ticket, by the keys of `domain.escalation`; never changed."""

stretch: Final = Table(
    "stretch",
    metadata,
    id_column(),
    words_column("conversation"),
    words_column("ticket"),
    _officer(),
    moment_column("started_at"),
    moment_column("ended_at", optional=True),
    Index("stretch_line", "conversation", "id"),
    lookup("stretch_open", "conversation", where="ended_at IS NULL"),
)
"""For how long which officer had a chat; at most one of a conversation has no end."""

link: Final = Table(
    "link",
    metadata,
    Column("one", Text, ForeignKey("ticket.ref"), primary_key=True),
    Column("other", Text, ForeignKey("ticket.ref"), primary_key=True),
    moment_column("at"),
    Index("link_other", "other"),
)
"""Two tickets that belong together; `one` is the smaller reference."""

alert: Final = Table(
    "alert",
    metadata,
    id_column(),
    _officer(),
    words_column("ticket"),
    words_column("what"),
    moment_column("at"),
    moment_column("read_at", optional=True),
    Column("announcement", BigInteger, nullable=True),
    lookup("alert_unread", "officer", where="read_at IS NULL"),
)
"""What an officer is told at the desk, of a ticket or of an announcement; `what` is a `domain.alarms.Alarm`."""

member: Final = Table(
    "member",
    metadata,
    Column("id", Text, primary_key=True),
    moment_column("created_at"),
    words_column("preferred"),
    words_column("number"),
)
"""One human being, on whatever channels he writes; `preferred` is the channel on which he wants to be told things.

`number` is that of his membership, as an officer wrote it down."""

identity: Final = Table(
    "identity",
    metadata,
    Column("conversation", Text, primary_key=True),
    Column("member", Text, ForeignKey("member.id"), nullable=False),
    words_column("phone"),
    words_column("account"),
    words_column("proof"),
    moment_column("proven_at"),
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
    moment_column("expires_at"),
    words_column("followed_by"),
    UniqueConstraint("word_hash", name="invitation_once"),
)
"""By which word a member may go on in another conversation as himself; SHA-256 of it. `followed_by` is where he did."""

member_note: Final = Table(
    "member_note",
    metadata,
    id_column(),
    Column("member", Text, ForeignKey("member.id"), nullable=False),
    _officer(),
    moment_column("at"),
    words_column("text"),
    words_column("key"),
    Index("member_note_member", "member", "id"),
    UniqueConstraint("key", name="member_note_once"),
)
"""What officers wrote about a member; he sees none of it."""

audit: Final = Table(
    "audit",
    metadata,
    id_column(),
    moment_column("at"),
    _officer(),
    words_column("act"),
    words_column("subject"),
    words_column("detail"),
    Index("audit_officer", "officer", "id"),
)
"""What officers did beside tickets, whose own history tells that; never changed."""

said: Final = Table(
    "said",
    metadata,
    id_column(),
    words_column("source"),
    words_column("conversation"),
    words_column("ticket"),
    words_column("folded"),
    UniqueConstraint("source", name="said_once"),
)
"""Folded words to search in: of messages (`i12`, `o34`), of notes (`e56`), of tickets (`t` and the reference) and of
members (`n` and a conversation).

SQLite searches them by the full-text table `said_words`, which follows by triggers; PostgreSQL by an index on their words.
"""
