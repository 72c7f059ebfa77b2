"""Messages that no turn of a conversation brought forth, put into the outbox in their place. Must not decide who gets one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.engine import Connection

from domain import codec
from domain.model import ConversationId, Reply
from storage import lanes, mapping, tables
from storage.inbox import QUEUE
from storage.lanes import out_queue


@dataclass(frozen=True, slots=True)
class Handing:
    """One message for one conversation; in one call each conversation has one at most."""

    key: str
    """Stored with it: twice the same is one message."""
    conversation: ConversationId
    reply: Reply


def queue(connection: Connection, handing: Sequence[Handing], now: datetime) -> None:
    """Hand them to the senders."""
    if not handing:
        return
    ordered = sorted(handing, key=lambda one: one.conversation)
    own = [lanes.raising(QUEUE, one.conversation, None, positions=1) for one in ordered]
    places = {row["key"]: row["positions"] for row in lanes.raised(connection, own)}
    for channel in sorted({mapping.channel_of(one.conversation) for one in ordered}):
        mine = [one for one in ordered if mapping.channel_of(one.conversation) == channel]
        lanes.raised(connection, [lanes.raising(out_queue(channel), one.conversation, now, pending=1) for one in mine])
    replies = {one.reply: mapping.storable(codec.dump_reply(one.reply)) for one in ordered}
    rows = [_message(one, places[one.conversation], replies[one.reply], now) for one in ordered]
    connection.execute(mapping.insert_new(connection, tables.outbound), rows)


def _message(one: Handing, position: int, reply: str, now: datetime) -> dict[str, Any]:
    return {
        "key": one.key,
        "conversation": one.conversation,
        "channel": mapping.channel_of(one.conversation),
        "position": position,
        "reply": reply,
        "author": one.reply.author.value,
        "purpose": one.reply.purpose.value,
        "status": "new",
        "reason": "",
        "created_at": now,
    }
