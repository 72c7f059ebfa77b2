"""Plans of updates: one row for each ticket, looked at when it is due by the leader's job. Must not decide what is due.

`storage.outreach.following` keeps the rows in step with the tickets.
"""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from domain import notices, receiving
from domain.model import Stage, TicketKind, TicketRef
from domain.quiet import MessageClass
from domain.receiving import PersonId, Recipient
from domain.reminders import NotAsked
from domain.updates import Digest, Matter
from storage import columns, mapping, tables, tickettables
from storage.mapping import Row
from storage.office.events import UNRATED
from storage.outreach import outreachtables, people
from storage.prepared import Prepared
from storage.store import Store
from storage.timer_rows import set_timer

_P, _T, _E, _O = outreachtables.update_plan.c, tickettables.ticket.c, tickettables.ticket_event.c, tables.outbound.c
Judge = Callable[[Sequence[Matter], bool], Digest]
"""Tells what the member of these matters hears now, given whether he wants notices."""


class Plans:
    """Looks at plans, and lets officers change them."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def look(self, now: datetime, judge: Judge, limit: int = 100) -> int:
        """Have up to `limit` members judged; give how many were looked at. What is due becomes a timer that fires now.

        Raises `StorageError`.
        """
        return await self._store.database.write(lambda connection: _look(connection, now, judge, limit))

    async def of(self, ticket: TicketRef) -> tuple[Matter, bool] | None:
        """Give a ticket's plan, and whether its member wants notices. Raises `StorageError`."""
        return await self._store.database.read(lambda connection: _of(connection, ticket))

    async def unrated(self, ticket: TicketRef) -> str:
        """Give why a resolved ticket has no rating, a `NotAsked`; empty where there is nothing of it. Raises `StorageError`."""
        return await self._store.database.read(lambda connection: _unrated(connection, ticket))

    async def change(self, ticket: TicketRef, **values: object) -> None:
        """Set `held_until` or `line`, and look again soon. Raises `StorageError`."""
        again = outreachtables.update_plan.update().where(_P.ticket == ticket).values(look_at=self._store.clock.now(), **values)
        await self._store.database.write(lambda connection: connection.execute(again).close())


def _of(connection: Connection, ticket: TicketRef) -> tuple[Matter, bool] | None:
    row = next(iter(_OF.rows(connection, {"of": ticket})), None)
    if row is None:
        return None
    found = people.named(connection, [PersonId(row["conversation"])])
    return _matter(row), all(map(_hears, found.values()))


_OF = Prepared(select(outreachtables.update_plan).where(_P.ticket == bindparam("of")))


def _hears(person: Recipient) -> bool:
    """Tell whether somebody may be told of his matters, and somewhere can be."""
    return receiving.barrier(person, MessageClass.SERVICE) is None and bool(receiving.routes(person))


def _unrated(connection: Connection, ticket: TicketRef) -> str:
    """Tell by what became of the questions since it was resolved last, wherever they were asked, and by what was noted."""
    mine = next(iter(_SETTLED.rows(connection, {"of": ticket})), None)
    if mine is None or mine["stage_at"] is None:
        return ""
    about = {"since": mine["stage_at"]}
    asked = {"of": mine["conversation"], "question": f'%"rate:5:{ticket}"%'}
    fates = {row["status"] for row in _ASKED.rows(connection, about | asked)}
    if fates and fates <= _LOST:
        return NotAsked.UNDELIVERED
    reason = next((row["value"] for row in _NOTED.rows(connection, about | {"of": ticket})), "")
    return reason or (NotAsked.ASKED if fates else "")


_LOST = {"dead", "dropped"}
_SETTLED = Prepared(select(_T.conversation, _T.stage_at).where(_T.ref == bindparam("of")))
_ASKED = Prepared(
    select(_O.status).where(
        _O.conversation.in_(people.THEIRS),
        _O.reply.like(bindparam("question")),
        _O.created_at >= bindparam("since"),
    )
)
_NOTED = Prepared(
    select(_E.value)
    .where(_E.ticket == bindparam("of"), _E.kind == UNRATED, _E.at >= bindparam("since"))
    .order_by(_E.id.desc())
    .limit(1)
)


def _look(connection: Connection, now: datetime, judge: Judge, limit: int) -> int:
    due = select(_P.conversation).where(_P.look_at <= now).order_by(_P.look_at).limit(limit)
    conversations = sorted(set(connection.execute(due).scalars()))
    if not conversations:
        return 0
    found = people.named(connection, [PersonId(key) for key in conversations])
    known = {address.conversation for person in found.values() for address in person.addresses}
    rows = _rows(connection, sorted({*known, *conversations}))
    for person in sorted(found.values(), key=lambda one: one.person):
        mine = [row for row in rows if row["conversation"] in {each.conversation for each in person.addresses}]
        _settle(connection, partial(_where, person), mine, judge([_matter(row) for row in mine], _hears(person)), now)
    for key in conversations:
        if key not in known:  # of a contact that came by no channel
            mine = [row for row in rows if row["conversation"] == key]
            _settle(connection, partial(_there, key), mine, judge([_matter(row) for row in mine], True), now)
    return len(conversations)


def _where(person: Recipient, told: AbstractSet[str]) -> str:
    """Give the conversation in which news of matters of these conversations are told, as one message.

    Where the member prefers to be told things; else where the matters are, or where he was last, if they are in several.
    """
    routes = [address.conversation for address in receiving.routes(person)]
    one = next(iter(told)) if len(told) == 1 else ""
    return one if one in routes and not person.preferred else routes[0]


def _there(conversation: str, told: AbstractSet[str]) -> str:
    del told
    return conversation


def _rows(connection: Connection, keys: Sequence[str]) -> list[Row]:
    return [row._asdict() for row in connection.execute(_PLANS, {"keys": mapping.padded(keys)})]


_PLANS = (
    select(outreachtables.update_plan)
    .where(_P.conversation.in_(bindparam("keys", expanding=True)))
    .order_by(_P.ticket)
    .with_for_update()
)
Where = Callable[[AbstractSet[str]], str]
"""Gives the conversation in which news of matters of some conversations are told."""


def _settle(connection: Connection, where: Where, rows: Sequence[Row], digest: Digest, now: datetime) -> None:
    """Keep what is told and when to look again; the first of the rows looks for all."""
    told = {item.ref for item in digest.items}
    again = [digest.again_at, *(None for _ in rows[1:])]
    changes = [{"key": row["ticket"], "again": at, **_heard(row, told, now)} for row, at in zip(rows, again, strict=True)]
    connection.execute(_HEARD, changes)
    if digest.items:
        conversation = where({row["conversation"] for row in rows if row["ticket"] in told})
        set_timer(connection, conversation, notices.NEWS, now, notices.dump_news(digest.items))


def _heard(row: Row, told: set[TicketRef], now: datetime) -> Mapping[str, Any]:
    if row["ticket"] in told:
        return {"new_stage": row["stage"], "new_at": now, "new_hold": None, "new_line": ""}
    return {
        "new_stage": row["told_stage"],
        "new_at": row["told_at"],
        "new_hold": row["held_until"],
        "new_line": row["line"],
    }


_HEARD = (
    outreachtables.update_plan.update()
    .where(_P.ticket == bindparam("key"))
    .values(
        told_stage=bindparam("new_stage"),
        told_at=bindparam("new_at", type_=columns.Moment),
        held_until=bindparam("new_hold", type_=columns.Moment),
        line=bindparam("new_line"),
        look_at=bindparam("again", type_=columns.Moment),
    )
)


def _matter(row: Row) -> Matter:
    """Read a row of `update_plan`."""
    return Matter(
        ref=TicketRef(row["ticket"]),
        kind=TicketKind(row["kind"]),
        stage=Stage(row["stage"]),
        entered_at=row["entered_at"],
        told_stage=Stage(row["told_stage"]) if row["told_stage"] else None,
        told_at=row["told_at"],
        held_until=row["held_until"],
        line=row["line"],
    )
