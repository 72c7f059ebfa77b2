"""Which message of ours a member replied to, where his channel tells: he means what that one said, however old it is."""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.engine import Connection

from domain import codec
from domain.errors import BadInput
from domain.inbound import TextReceived
from domain.model import Answered, Author, TicketRef
from domain.officeracts import OfficerReplied
from domain.turnports import Pending
from storage import tables

_I, _O = tables.inbound.c, tables.outbound.c


def found(connection: Connection, conversation: str, pending: tuple[Pending, ...]) -> tuple[Pending, ...]:
    """Put beside each reply what it is a reply to, if that is a message of ours in this conversation."""
    named = {one.inbound.reply_to for one in pending if isinstance(one.inbound, TextReceived)} - {""}
    if not named:
        return pending
    ours = _ours(connection, conversation, named)
    return tuple(
        replace(one, answered=ours.get(one.inbound.reply_to)) if isinstance(one.inbound, TextReceived) else one
        for one in pending
    )


def messages(connection: Connection, conversation: str, named: Collection[str]) -> dict[str, str]:
    """Give what messages of ours in this conversation say, by the provider's ids; without those that are not ours."""
    return {name: found.reply.text for name, found in _ours(connection, conversation, named).items() if found}


def _ours(connection: Connection, conversation: str, named: Collection[str]) -> dict[str, Answered | None]:
    statement = select(_O.provider_id, _O.reply, _O.key).where(
        _O.channel == conversation.partition(":")[0], _O.provider_id.in_(named), _O.conversation == conversation
    )
    ours = {row.provider_id: _answered(connection, row.reply, row.key) for row in connection.execute(statement)}
    if left := set(named) - ours.keys():
        ours |= _by_part(connection, conversation, left)
    return ours


def _by_part(connection: Connection, conversation: str, named: Collection[str]) -> dict[str, Answered | None]:
    """Find what was sent in several messages by one that is not the last of them."""
    split = select(_O.parts, _O.reply, _O.key).where(_O.conversation == conversation, _O.parts != "")
    parts = [(part, row) for row in connection.execute(split) for part in row.parts.split() if part in named]
    return {part: _answered(connection, row.reply, row.key) for part, row in parts}


def _answered(connection: Connection, stored: str, key: str) -> Answered | None:
    try:
        reply = codec.load_reply(stored)
    except BadInput:
        # written by another version of this program: the words are taken by themselves
        return None
    return Answered(reply, _ticket(connection, key) if reply.author is Author.OFFICER else None)


def _ticket(connection: Connection, key: str) -> TicketRef | None:
    """Find the ticket on which an officer wrote, by the event that his words came with."""
    origin, _, rest = key.partition(":")
    number = rest.partition(":")[0]
    if origin != "in" or not number.isdecimal():
        return None
    payload = connection.execute(select(_I.payload).where(_I.id == int(number))).scalar_one_or_none()
    event = codec.load_inbound(payload) if payload else None
    return event.ticket if isinstance(event, OfficerReplied) else None
