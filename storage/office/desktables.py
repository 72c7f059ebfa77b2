"""The tables of the desk's own: who looks at what, saved replies, files for members, one-time codes and sign-ins."""

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Table, Text, false

from storage.columns import id_column, metadata, moment_column, number_column, words_column

viewed: Final = Table(
    "viewed",
    metadata,
    Column("officer", BigInteger, primary_key=True, autoincrement=False),
    Column("ticket", Text, ForeignKey("ticket.ref"), primary_key=True),
    moment_column("at"),
    moment_column("typing_at", optional=True),
    Index("viewed_ticket", "ticket", "at"),
)
"""When an officer last had a ticket before him, and last wrote in its reply box. What counts as a view is in the history."""

saved_reply: Final = Table(
    "saved_reply",
    metadata,
    id_column(),
    Column("officer", BigInteger, nullable=True),
    words_column("title"),
    words_column("arabic"),
    words_column("english"),
    moment_column("changed_at"),
    Index("saved_reply_officer", "officer"),
)
"""Words that officers keep for answers; without an officer they are everybody's."""

closure: Final = Table(
    "closure",
    metadata,
    Column("day", Text, primary_key=True),
    Column("closed", Boolean, nullable=False, server_default=false()),
    words_column("name"),
    number_column("officer"),
    moment_column("at"),
)
"""Days, as `2027-02-22`, on which the office is closed or works against its configuration."""

shared_file: Final = Table(
    "shared_file",
    metadata,
    Column("key", Text, primary_key=True),
    words_column("ticket"),
    number_column("officer"),
    words_column("file"),
    words_column("name"),
    words_column("mime"),
    number_column("size"),
    moment_column("at"),
    moment_column("expires_at"),
)
"""A file that an officer sent to a member, below an address that nobody can guess."""

one_time_code: Final = Table(
    "one_time_code",
    metadata,
    Column("officer", BigInteger, primary_key=True, autoincrement=False),
    words_column("secret"),
    Column("confirmed", Boolean, nullable=False, server_default=false()),
    number_column("last_step"),
)
"""The secret of an officer's codes, and the last step of time whose code was used: no code opens twice."""

half_session: Final = Table(
    "half_session",
    metadata,
    Column("token_hash", Text, primary_key=True),
    number_column("officer"),
    moment_column("expires_at"),
)
"""A sign-in that had the right password and still wants the code."""

sign_in: Final = Table(
    "sign_in",
    metadata,
    id_column(),
    moment_column("at"),
    Column("officer", BigInteger, nullable=True),
    words_column("username"),
    words_column("address"),
    words_column("outcome"),
)
"""An attempt to sign in, for those who look after the accounts: `in`, `wrong`, `locked` or `code`."""
