"""Runs of announcements: the list of recipients, written page by page, and each handed to the senders once.

Where a recipient stands and his message in the outbox are written in one transaction: whatever is killed in between, he gets it
once. Must not decide who receives it, nor when: that is `domain.receiving` and `domain.runs`.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, func, select
from sqlalchemy.engine import Connection

from domain import announcements, codec, receiving, runs
from domain.announcements import Announcement
from domain.assembly import AnnouncementId
from domain.model import ConversationId, Language, Reply
from domain.receiving import Address, Fate, NotSent, PersonId, Recipient, SendTo
from storage import columns, lanes, mapping, tables
from storage.dialects import Each
from storage.handing import Handing
from storage.handing import queue as queue_messages
from storage.inbox import QUEUE
from storage.lanes import out_queue
from storage.outreach import outreachtables, people
from storage.store import Store

_R, _A, _O = outreachtables.recipient.c, outreachtables.announcement.c, tables.outbound.c
WAITING, HANDED, EXCLUDED = "waiting", "handed", "excluded"
_MINUTE: Final = timedelta(minutes=1)
_HALTED: Final = "the announcement was stopped"
Word = Callable[[Address, Language], Reply]
"""Words an announcement for one address."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a run is."""

    handed_lately: int
    """Recipients handed over in the last minute; all whose time lies ahead count, so that a clock moved back slows it down."""
    waiting: bool
    """Somebody is still to be handed over."""
    under_way: bool
    """A sender still has something to do."""
    last_at: datetime | None
    """When somebody was handed over last."""


@dataclass(frozen=True, slots=True)
class _Order:
    """An announcement, and the channels on which it may go."""

    announcement: Announcement
    channels: frozenset[str]


class Runs:
    """Plans and performs runs."""

    def __init__(self, store: Store, channels: frozenset[str]) -> None:
        """Read and write this store; `channels` are those that work."""
        self._store = store
        self._channels = channels

    async def plan(self, announcement: Announcement, limit: int) -> bool:
        """Put the next `limit` persons on the list, as far as the segment holds them; True once the list is complete.

        Raises `StorageError`.
        """
        return await self._store.database.write(lambda connection: _plan(connection, self._order(announcement), limit))

    async def hand_over(self, announcement: Announcement, limit: int, word: Word) -> int:
        """Hand up to `limit` recipients to the senders; give how many were looked at. Raises `StorageError`."""
        now = self._store.clock.now()
        order = self._order(announcement)
        looked = await self._store.database.write(lambda connection: _hand_over(connection, order, limit, word, now))
        if looked:
            self._store.signals.publish("outbox")
        return looked

    def _order(self, announcement: Announcement) -> _Order:
        return _Order(announcement, receiving.open_channels(announcement.segment, self._channels))

    async def fall_back(self, announcement: AnnouncementId, limit: int = 500) -> int:
        """Put those back on the list whom a message certainly did not reach; give how many. Raises `StorageError`."""
        return await self._store.database.write(lambda connection: _fall_back(connection, announcement, limit))

    async def halt(self, announcement: AnnouncementId) -> None:
        """Take everybody off the list who was not handed over, and drop what no sender has begun. Raises `StorageError`."""
        await self._store.database.write(lambda connection: _halt(connection, announcement))

    async def standing(self, announcement: AnnouncementId) -> Standing:
        """Give how far a run is. Raises `StorageError`."""
        since = self._store.clock.now() - _MINUTE
        row = await self._store.database.read(lambda connection: connection.execute(_standing(announcement, since)).one())
        return Standing(row.lately, bool(row.waiting), bool(row.under_way), row.last_at)


# ---- the list --------------------------------------------------------------------------------------------------------


def _plan(connection: Connection, order: _Order, limit: int) -> bool:
    announcement = order.announcement
    so_far = select(_A.planned_to, _A.planned).where(_A.id == announcement.id).with_for_update()
    after, complete = connection.execute(so_far).one()
    if complete:
        return True
    found = people.page(connection, after, limit)
    held = [one for one in found.persons if announcement.segment.holds(one)]
    if held:
        connection.execute(_ENROL[connection.dialect.name], [_row(order, one) for one in held])
    place = {"planned_to": found.last, "planned": found.final}
    connection.execute(outreachtables.announcement.update().where(_A.id == announcement.id).values(place))
    return found.final


def _row(order: _Order, one: Recipient) -> dict[str, Any]:
    step = receiving.next_step(one, order.announcement.message, order.channels, ())
    return {
        "announcement": order.announcement.id,
        "person": one.person,
        "language": one.language.value,
        "status": WAITING if isinstance(step, SendTo) else EXCLUDED,
        "reason": step.value if isinstance(step, NotSent) else "",
    }


_ENROL: Each[Any] = Each(lambda insert: insert(outreachtables.recipient).on_conflict_do_nothing())


# ---- handing over ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Handing(Handing):
    """One recipient with his message."""

    row: int


def _hand_over(connection: Connection, order: _Order, limit: int, word: Word, now: datetime) -> int:
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


def _step(order: _Order, one: Recipient | None, row: Any) -> SendTo | NotSent:
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


# ---- when it does not arrive, or must not go -------------------------------------------------------------------------


def _keys(announcement: AnnouncementId) -> Any:
    """Give the condition on the keys of a run's messages: a range of keys would hang on the database's order of letters."""
    return _O.key.startswith(runs.keys(announcement))


def _fall_back(connection: Connection, announcement: AnnouncementId, limit: int) -> int:
    lost = (
        select(_R.id, _R.conversation, _R.failed)
        .join(tables.outbound, _O.key == _R.key)
        .where(tables.UNDELIVERED, _keys(announcement), _R.announcement == announcement, _R.status == HANDED)
        .order_by(_R.id)
        .limit(limit)
    )
    rows = connection.execute(lost).all()
    back = [{"row": row.id, "gone": json.dumps([*json.loads(row.failed or "[]"), row.conversation])} for row in rows]
    if back:
        connection.execute(_BACK, back)
    return len(back)


_BACK = (
    outreachtables.recipient.update()
    .where(_R.id == bindparam("row"), _R.status == HANDED)
    .values(status=WAITING, failed=bindparam("gone"))
)


def _halt(connection: Connection, announcement: AnnouncementId) -> None:
    waiting = (_R.announcement == announcement) & (_R.status == WAITING)
    connection.execute(outreachtables.recipient.update().where(waiting).values(status=EXCLUDED, reason=NotSent.STOPPED.value))
    queued = select(_O.channel, _O.conversation).where(tables.WAITING_OUT, _O.status == "new", _keys(announcement))
    for channel, conversation in sorted(connection.execute(queued).all()):
        _drop(connection, announcement, channel, conversation)


def _drop(connection: Connection, announcement: AnnouncementId, channel: str, conversation: str) -> None:
    """Drop what waits in one lane, whose lock makes its status the last word."""
    for lane in lanes.locked(connection, out_queue(channel), [conversation]).values():
        mine = (_O.conversation == conversation) & (_O.status == "new") & _keys(announcement)
        dropped = tables.outbound.update().where(mine).values(status="dropped", reason=_HALTED).returning(_O.key)
        gone = connection.execute(dropped).scalars().all()
        pending = lane["pending"] - len(gone)
        left = {**lane, "pending": pending, "ready_at": lane["ready_at"] if pending > 0 else None}
        lanes.store(connection, [left])
        stopped = outreachtables.recipient.update().where(_R.key.in_(mapping.padded(gone)))
        connection.execute(stopped.values(status=EXCLUDED, reason=NotSent.STOPPED.value))


# ---- how far it is ---------------------------------------------------------------------------------------------------


def _standing(announcement: AnnouncementId, since: datetime) -> Any:
    mine = _R.announcement == announcement
    handed = _R.handed_at.is_not(None)
    lately = select(func.count()).where(mine, handed, _R.handed_at > since).scalar_subquery()
    last = select(func.max(_R.handed_at, type_=columns.Moment())).where(mine, handed).scalar_subquery()
    waiting = select(_R.id).where(mine, _R.status == WAITING).limit(1).scalar_subquery()
    under_way = select(_O.id).where(tables.WAITING_OUT, _keys(announcement)).limit(1).scalar_subquery()
    return select(lately.label("lately"), last.label("last_at"), waiting.label("waiting"), under_way.label("under_way"))
