"""Answers in doubt, judged by what their members write next. Must not lock or raise a lane."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, exists, func, literal, select
from sqlalchemy.engine import Connection

from domain import codec
from domain.doubts import LOST_AFTER, Sign, sign
from domain.inbound import Ignored, MemberReturned, TextReceived
from domain.model import Author, Purpose
from storage import columns, mapping, tables
from storage.tables import IN_DOUBT

ASKED_AGAIN: Final = "the member asked again and was answered anew"
_O, _I = tables.outbound.c, tables.inbound.c
_CAUSE: Final = re.compile(r"in:([0-9]{1,18}):")


def judged(connection: Connection, doubtful: Sequence[int], said: Sequence[mapping.Row], now: datetime) -> Iterator[int]:
    """Settle what the members' words settle; give the answers that are to go again, as they are written down by now."""
    rows = connection.execute(_ANSWERS, {"ids": mapping.padded(doubtful), "since": now - LOST_AFTER}).all()
    for row in rows:
        asked = _asked(connection, row.key)
        words = [codec.load_inbound(one["payload"]) for one in said if one["conversation"] == row.conversation]
        signs = {
            sign(codec.load_reply(row.reply), asked, word) for word in words if not isinstance(word, Ignored | MemberReturned)
        }
        if not signs:
            continue
        if Sign.ARRIVED in signs:
            arrived(connection, row.id, now)
        elif Sign.ASKED_AGAIN in signs:
            connection.execute(_this(row.id).values(status="dropped", reason=ASKED_AGAIN))
        else:
            again(connection, row.id, row.reply)
            yield row.id


_ANSWERS: Final = select(_O.id, _O.key, _O.conversation, _O.reply).where(
    _O.id.in_(bindparam("ids", expanding=True)),
    IN_DOUBT,
    _O.author == Author.BOT.value,
    _O.purpose == Purpose.REPLY.value,
    _O.claimed_at > bindparam("since", type_=columns.Moment),
)


def unheard(connection: Connection, lost: Sequence[int], said: Sequence[mapping.Row]) -> None:
    """Write down with the members' words that what was said last before them may not have been heard."""
    newest = select(_O.conversation).where(_O.id.in_(mapping.padded(lost)), ~_later)
    deaf = set(connection.execute(newest).scalars()) if lost else set()
    for row in said:
        word = codec.load_inbound(row["payload"]) if row["conversation"] in deaf else None
        if isinstance(word, TextReceived):
            same = (_I.origin == row["origin"], _I.provider_id == row["provider_id"])
            payload = mapping.storable(codec.dump_inbound(replace(word, unheard=True)))
            connection.execute(tables.inbound.update().where(*same).values(payload=payload))


_after = tables.outbound.alias()
_later: Final = exists().where(_after.c.conversation == _O.conversation, _after.c.position > _O.position)


def _asked(connection: Connection, key: str) -> str:
    """Give the member's words that an answer is about; empty where none brought it forth."""
    found = _CAUSE.match(key)
    words = connection.execute(select(_I.words).where(_I.id == int(found[1]))).scalar_one_or_none() if found else None
    return words or ""


def arrived(connection: Connection, message: int, now: datetime) -> None:
    """Take a message in doubt for one that arrived; its lane is locked."""
    connection.execute(
        _this(message).values(status="sent", reason="", sent_at=func.coalesce(_O.sent_at, literal(now, columns.Moment())))
    )


def again(connection: Connection, message: int, reply: str) -> None:
    """Have a message in doubt go once more, which it then says; its lane is locked, and still to be raised."""
    repeated = mapping.storable(codec.dump_reply(replace(codec.load_reply(reply), repeated=True)))
    connection.execute(_this(message).values(status="new", reason="", reply=repeated))


def _this(message: int) -> Any:
    return tables.outbound.update().where(_O.id == message, IN_DOUBT)
