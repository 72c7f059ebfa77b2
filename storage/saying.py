"""Queues what is said. Where a conversation was quiet, its first words are claimed at once for the sender of the same process.

That spares a transaction and a look into the database for nearly every reply; what is not claimed so, a sender finds.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, case
from sqlalchemy.engine import Connection

from domain import codec
from domain.channelports import Outbound
from domain.model import Author, ConversationId, OutboundId, Purpose
from storage import lanes, mapping, tables
from storage.effects import LATE, Sheet
from storage.lanes import Lease, out_queue
from storage.prepared import Prepared

_L, _O = tables.lane.c, tables.outbound.c


@dataclass(frozen=True, slots=True)
class Onward:
    """The right to send at once: the lease of what is claimed, and how many messages each channel may begin with."""

    lease: Lease
    room: Mapping[str, int]


def queue(connection: Connection, sheets: Sequence[Sheet], onward: Onward) -> tuple[Outbound, ...]:
    """Queue what is said, after dropping what an officer's taking over made late; give what was claimed to be sent at once."""
    waiting = {sheet.conversation: sum(row["status"] == "new" for row in sheet.replies) for sheet in sheets}
    silenced = [sheet.conversation for sheet in sheets if sheet.silenced]
    raised = sorted(key for key, count in waiting.items() if count or key in silenced)
    if not raised:
        return ()
    wanted = _wanted(sheets, onward.room)
    found = lanes.raised(connection, [_raising(key, waiting[key], onward.lease, claimed=key in wanted) for key in raised])
    if silenced:
        _drop(connection, silenced)
    mine = {row["key"] for row in found if row["key"] in wanted and row["owner"] == onward.lease.name}
    claimed = [_claimed(sheet.replies[0], onward.lease) for sheet in sheets if sheet.conversation in mine]
    others = [row for sheet in sheets for row in sheet.replies[sheet.conversation in mine :]]
    ids = {row["key"]: row["id"] for row in _SAY_NOW.rows_of_all(connection, claimed)} if claimed else {}
    if others:
        _SAY.run(connection, *others)
    return tuple(_outbound(row, ids[row["key"]]) for row in claimed)


def _wanted(sheets: Sequence[Sheet], room: Mapping[str, int]) -> Collection[str]:
    """Choose the conversations whose first words may be sent at once."""
    left, wanted = Counter(room), set()
    for sheet in sheets:
        if sheet.replies and not sheet.silenced and sheet.replies[0]["status"] == "new":
            channel = mapping.channel_of(sheet.conversation)
            if left[channel] > 0:
                left[channel] -= 1
                wanted.add(sheet.conversation)
    return wanted


def _claimed(row: Mapping[str, Any], lease: Lease) -> dict[str, Any]:
    return {**row, "status": "sending", "claim": lease.name, "claimed_at": lease.now, "attempts": 1}


def _outbound(row: Mapping[str, Any], number: int) -> Outbound:
    return Outbound(OutboundId(number), ConversationId(row["conversation"]), codec.load_reply(row["reply"]), 1, row["key"])


_SAY = Prepared(tables.outbound.insert())
_SAY_NOW = Prepared(tables.outbound.insert().returning(_O.key, _O.id))


# ---- lanes -----------------------------------------------------------------------------------------------------------


def _raising(key: str, waiting: int, lease: Lease, *, claimed: bool) -> dict[str, Any]:
    queue = out_queue(mapping.channel_of(key))
    return lanes.raising(queue, key, lease.now if waiting else None, pending=waiting, lease=lease if claimed else None)


def _drop(connection: Connection, conversations: Sequence[str]) -> None:
    """Drop what the bot has not sent yet. The lanes are locked by now."""
    late = (
        tables.outbound.update()
        .where(
            _O.conversation.in_(conversations),
            tables.WAITING_OUT,
            _O.status == "new",
            _O.author == Author.BOT.value,
            _O.purpose == Purpose.REPLY.value,
        )
        .values(status="dropped", reason=LATE)
        .returning(_O.conversation)
    )
    dropped = Counter(connection.execute(late).scalars().all())
    if dropped:
        rows = [
            {"lane_queue": out_queue(mapping.channel_of(key)), "lane_key": key, "fewer": count}
            for key, count in sorted(dropped.items())
        ]
        connection.execute(_LOWER, rows)


_left = _L.pending - bindparam("fewer")
_LOWER = (
    tables.lane.update()
    .where(_L.queue == bindparam("lane_queue"), _L.key == bindparam("lane_key"))
    .values(pending=_left, ready_at=case((_left > 0, _L.ready_at), else_=None))
)
