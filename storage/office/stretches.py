"""For how long which officer had a chat: at most one has it at any moment. Written under the conversation's lock."""

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, ScalarSelect, bindparam, literal_column, select
from sqlalchemy.engine import Connection

from domain.model import ConversationId, OfficerId, TicketRef
from storage.office.casetables import stretch
from storage.prepared import Prepared

_S = stretch.c
# written out, as in `tables`: SQLite uses the index only where the query repeats its condition
_OPEN: Final[ColumnElement[bool]] = literal_column("stretch.ended_at IS NULL")


def owner_of(conversation: ColumnElement[str]) -> ScalarSelect[int]:
    """Give the query for the officer who has a conversation's chat now."""
    return select(_S.officer).where(_S.conversation == conversation, _OPEN).limit(1).scalar_subquery()


def begin(connection: Connection, whose: tuple[ConversationId, TicketRef, OfficerId], now: datetime) -> None:
    """Let an officer have the chat from now on, and nobody else."""
    conversation, ticket, officer = whose
    connection.execute(stretch.update().where(_S.conversation == conversation, _OPEN).values(ended_at=now))
    row = {"conversation": conversation, "ticket": ticket, "officer": officer, "started_at": now}
    connection.execute(stretch.insert(), row)


def end(connection: Connection, conversation: ConversationId, owner: OfficerId | None, now: datetime) -> None:
    """End the stretch of everybody but the owner; None: nobody has the chat."""
    _END.run(connection, {"of": conversation, "owner": _NOBODY if owner is None else owner, "ended_at": now})


_END: Final = Prepared(stretch.update().where(_S.conversation == bindparam("of"), _OPEN, _S.officer != bindparam("owner")))
_NOBODY: Final = 0
"""No officer's id."""
