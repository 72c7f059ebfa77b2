"""Hands recipients of a run to the senders.

Where a recipient stands and his message in the outbox are written in one transaction: whatever is killed in between, he gets it
once. Must not decide who receives it, nor when: that is `domain.receiving` and `domain.runs`.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from domain import announcements, codec, receiving, runs
from domain.announcements import Announcement
from domain.model import ConversationId, Language, Reply
from domain.receiving import Address, Fate, NotSent, PersonId, Recipient, SendTo
from storage import columns, lanes, tables
from storage.handing import Handing
from storage.handing import queue as queue_messages
from storage.inbox import QUEUE
from storage.outreach import outreachtables, people

_R, _A = outreachtables.recipient.c, outreachtables.announcement.c
WAITING, HANDED, EXCLUDED = "waiting", "handed", "excluded"
"""Where a recipient stands."""
Word = Callable[[Address, Language], Reply]
"""Words an announcement for one address."""


@dataclass(frozen=True, slots=True)
class Order:
    """An announcement, and the channels on which it may go."""

    announcement: Announcement
    channels: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Handing(Handing):
    """One recipient with his message."""

    row: int


def hand_over(connection: Connection, order: Order, limit: int, word: Word, now: datetime) -> int:
    """Hand over the next recipients, decided on anew, if the run still runs; give how many were looked at."""
    announcement = order.announcement
    stage = connection.execute(select(_A.stage).where(_A.id == announcement.id).with_for_update(read=True)).scalar_one()
    if stage != announcements.Stage.RUNNING.value:
        return 0
    rows = connection.execute(_NEXT, {"of": announcement.id, "most": limit}).all()
    persons = people.named(connection, [PersonId(row.person) for row in rows])
    handing: list[_Handing] = []
    excluded: list[dict[str, Any]] = []
    for row in rows:
        step = _step(order, persons.get(PersonId(row.person)), row)
        if isinstance(step, SendTo):
            to = step.address
            reply = word(to, persons[PersonId(row.person)].language)
            key = runs.key(announcement.id, PersonId(row.person), to.conversation)
            handing.append(_Handing(key, to.conversation, reply, row.id))
        else:
            excluded.append({"row": row.id, "why": step.value})
    if excluded:
        connection.execute(_EXCLUDE, excluded)
    _queue(connection, _undisturbed(connection, handing, now), now)
    return len(rows)


_NEXT = (
    select(_R.id, _R.person, _R.failed)
    .where(_R.announcement == bindparam("of"), _R.status == WAITING)
    .order_by(_R.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_EXCLUDE = outreachtables.recipient.update().where(_R.id == bindparam("row")).values(status=EXCLUDED, reason=bindparam("why"))


def _step(order: Order, one: Recipient | None, row: Any) -> SendTo | NotSent:
    """Decide anew: he may have opted out, or gone, since the list was made."""
    if one is None:
        return NotSent.NO_ADDRESS
    tried = [(ConversationId(failed), Fate.FAILED) for failed in json.loads(row.failed or "[]")]
    step = receiving.next_step(one, order.announcement.message, order.channels, tried)
    return step if isinstance(step, SendTo | NotSent) else NotSent.UNDELIVERED


def _undisturbed(connection: Connection, handing: Sequence[_Handing], now: datetime) -> list[_Handing]:
    """Leave out who is being answered this moment, where the message offers options: the answer would forget them.

    He is next again in the batch that follows.
    """
    offering = sorted({one.conversation for one in handing if one.reply.options})
    rows = lanes.locked(connection, QUEUE, offering)
    busy = {key for key, row in rows.items() if row["owner"] and row["lease_until"] and row["lease_until"] > now}
    return [one for one in handing if one.conversation not in busy]


def _queue(connection: Connection, handing: Sequence[_Handing], now: datetime) -> None:
    if not handing:
        return
    queue_messages(connection, handing, now)
    handed = [{"row": one.row, "to": one.conversation, "named": one.key, "now": now} for one in handing]
    connection.execute(_HAND, handed)
    _offer(connection, handing)


_HAND = (
    outreachtables.recipient.update()
    .where(_R.id == bindparam("row"))
    .values(
        status=HANDED,
        conversation=bindparam("to"),
        key=bindparam("named"),
        handed_at=bindparam("now", type_=columns.Moment),
    )
)


def _offer(connection: Connection, handing: Sequence[_Handing]) -> None:
    """Let members choose by number among what the message offers."""
    offered = [
        {"of": one.conversation, "options": codec.dump_options(one.reply.options)} for one in handing if one.reply.options
    ]
    if offered:
        connection.execute(_OFFER, offered)


_OFFER = tables.conversation.update().where(tables.conversation.c.id == bindparam("of")).values(offered=bindparam("options"))
