"""The tables of the desk's own: who looks at what, saved replies, files for members, one-time codes and sign-ins."""

from typing import Any, Final

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Table, Text, false

from storage.columns import BigId, Moment, metadata


def _id() -> Column[Any]:
    return Column("id", BigId, primary_key=True)


def _words(name: str) -> Column[Any]:
    return Column(name, Text, nullable=False, server_default="")


def _number(name: str) -> Column[Any]:
    return Column(name, BigInteger, nullable=False, server_default="0")


def _moment(name: str, *, optional: bool = False) -> Column[Any]:
    return Column(name, Moment, nullable=optional)


viewed: Final = Table(
    "viewed",
    metadata,
    Column("officer", BigInteger, primary_key=True, autoincrement=False),
    Column("ticket", Text, ForeignKey("ticket.ref"), primary_key=True),
    _moment("at"),
    _moment("typing_at", optional=True),
    Index("viewed_ticket", "ticket", "at"),
)
"""When an officer last had a ticket before him, and last wrote in its reply box. What counts as a view is in the history."""

saved_reply: Final = Table(
    "saved_reply",
    metadata,
    _id(),
    Column("officer", BigInteger, nullable=True),
    _words("title"),
    _words("arabic"),
    _words("english"),
    _moment("changed_at"),
    Index("saved_reply_officer", "officer"),
)
"""Words that officers keep for answers; without an officer they are everybody's."""

closure: Final = Table(
    "closure",
    metadata,
    Column("day", Text, primary_key=True),
    Column("closed", Boolean, nullable=False, server_default=false()),
    _words("name"),
    _number("officer"),
    _moment("at"),
)
"""Days, as `2027-02-22`, on which the office is closed or works against its configuration."""

shared_file: Final = Table(
    "shared_file",
    metadata,
    Column("key", Text, primary_key=True),
    _words("ticket"),
    _number("officer"),
    _words("file"),
    _words("name"),
    _words("mime"),
    _number("size"),
    _moment("at"),
    _moment("expires_at"),
)
"""A file that an officer sent to a member, below an address that nobody can guess."""

one_time_code: Final = Table(
    "one_time_code",
    metadata,
    Column("officer", BigInteger, primary_key=True, autoincrement=False),
    _words("secret"),
    Column("confirmed", Boolean, nullable=False, server_default=false()),
    _number("last_step"),
)
"""The secret of an officer's codes, and the last step of time whose code was used: no code opens twice."""

half_session: Final = Table(
    "half_session",
    metadata,
    Column("token_hash", Text, primary_key=True),
    _number("officer"),
    _moment("expires_at"),
)
"""A sign-in that had the right password and still wants the code."""

sign_in: Final = Table(
    "sign_in",
    metadata,
    _id(),
    _moment("at"),
    Column("officer", BigInteger, nullable=True),
    _words("username"),
    _words("address"),
    _words("outcome"),
)
"""An attempt to sign in, for those who look after the accounts: `in`, `wrong`, `locked` or `code`."""
