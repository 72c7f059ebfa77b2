"""Writes what came of claimed lanes in one transaction, in batches where there are many, and frees the lanes."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.engine import Connection

from domain import codec
from domain.casefile import Rules
from domain.channelports import Outbound
from domain.effects import (
    CancelReminder,
    Effect,
    FollowInvitation,
    OfferNotices,
    RecordAttendance,
    RecordDecision,
    Remind,
    RemindIn,
    Say,
    SetConsent,
    SetLanguage,
)
from domain.model import Author
from domain.turnports import LaneResult, Turn
from storage import columns, lanes, mapping, saying, tables
from storage.actor import Scene
from storage.effects import Sheet
from storage.inbox import QUEUE
from storage.outreach import following
from storage.prepared import Prepared
from storage.saying import Onward


def write(
    connection: Connection, results: Sequence[LaneResult], rules: Rules, onward: Onward
) -> tuple[set[str], tuple[Outbound, ...]]:
    """Write the results whose claims still hold; give the topics on which others wait, and what is to be sent at once."""
    now = onward.lease.now
    held = lanes.locked(connection, QUEUE, [result.conversation for result in results])
    mine = [result for result in results if _holds(held.get(result.conversation), result)]
    causes = _causes(connection, mine)
    scenes = [Scene(connection, result.conversation, now, rules) for result in mine]
    sheets = [_performed(scene, one, causes, held[scene.conversation]) for scene, one in zip(scenes, mine, strict=True)]
    _write_conversations(connection, mine, sheets, now)
    _write_done(connection, mine, now)
    if decisions := [row for sheet in sheets for row in sheet.decisions]:
        _DECIDE.run(connection, *decisions)
    handed = saying.queue(connection, sheets, onward)
    freed = [_freed(held[sheet.conversation], result, sheet, now) for result, sheet in zip(mine, sheets, strict=True)]
    lanes.store(connection, freed)
    more = {"inbox"} if any(row["ready_at"] == now for row in freed) else set()
    return _topics(sheets, {one.conversation for one in handed}) | more, handed


_DECIDE = Prepared(tables.decision.insert())


def _holds(row: Mapping[str, Any] | None, result: LaneResult) -> bool:
    return row is not None and row["owner"] == result.claim


def _causes(connection: Connection, results: Sequence[LaneResult]) -> dict[int, Mapping[str, Any]]:
    """Read the messages behind effects that depend on who caused them."""
    wanted = [turn.inbound for result in results for turn in result.turns if _asks_who(turn)]
    if not wanted:
        return {}
    return {row["id"]: row for row in _CAUSES.rows(connection, {"ids": mapping.padded(wanted)})}


_I = tables.inbound.c
_CAUSES = Prepared(select(_I.id, _I.kind, _I.payload).where(_I.id.in_(bindparam("ids", expanding=True))))


def _asks_who(turn: Turn) -> bool:
    return any(_is_somebodys(effect) for effect in turn.effects)


def _is_somebodys(effect: Effect) -> bool:
    return effect.reply.author is Author.OFFICER if isinstance(effect, Say) else not isinstance(effect, _NOBODYS)


_NOBODYS = (
    RecordDecision,
    Remind,
    RemindIn,
    CancelReminder,
    SetLanguage,
    SetConsent,
    OfferNotices,
    RecordAttendance,
    FollowInvitation,
)
"""Effects that are the same whoever caused them."""


def _performed(scene: Scene, result: LaneResult, causes: Mapping[int, Mapping[str, Any]], lane: Mapping[str, Any]) -> Sheet:
    sheet = Sheet(scene, lane["positions"])
    for turn in result.turns:
        sheet.perform(turn, causes.get(turn.inbound))
    sheet.settle(result.state)
    following.follow(scene, sheet)
    return sheet


# ---- conversations and messages --------------------------------------------------------------------------------------


def _write_conversations(connection: Connection, results: Sequence[LaneResult], sheets: Sequence[Sheet], now: datetime) -> None:
    rows = [
        {
            "key": result.conversation,
            "new_state": mapping.storable(codec.dump_state(result.state)),
            "new_offered": mapping.storable(codec.dump_options(result.offered)),
            "now": now,
            "new_greeted": bool(sheet.replies),
        }
        for result, sheet in zip(results, sheets, strict=True)
        if result.turns
    ]
    if rows:
        _CONVERSATION.run(connection, *rows)
    for sheet in sheets:
        if sheet.contact:
            _CONTACT.run(connection, {"key": sheet.conversation, **sheet.contact})


_C = tables.conversation.c
_CONVERSATION = Prepared(
    tables.conversation.update()
    .where(_C.id == bindparam("key"))
    .values(
        state=bindparam("new_state"),
        offered=bindparam("new_offered"),
        changed_at=bindparam("now", type_=columns.Moment),
        greeted=or_(_C.greeted, bindparam("new_greeted", type_=_C.greeted.type)),
    )
)


_CONTACT = Prepared(tables.conversation.update().where(_C.id == bindparam("key")))
"""Sets what is given beside."""


def _write_done(connection: Connection, results: Sequence[LaneResult], now: datetime) -> None:
    turns = [turn for result in results for turn in result.turns]
    if done := [turn.inbound for turn in turns if not turn.fault]:
        _DONE.run(connection, {"ids": mapping.padded(done), "now": now})
    if failed := [{"key": turn.inbound, "reason": mapping.storable(turn.fault), "now": now} for turn in turns if turn.fault]:
        connection.execute(_FAILED, failed)


_DONE = Prepared(
    tables.inbound.update()
    .where(tables.inbound.c.id.in_(bindparam("ids", expanding=True)))
    .values(status="done", done_at=bindparam("now", type_=columns.Moment))
)
_FAILED = (
    tables.inbound.update()
    .where(tables.inbound.c.id == bindparam("key"))
    .values(status="failed", fault=bindparam("reason"), done_at=bindparam("now", type_=columns.Moment))
)


# ---- lanes -----------------------------------------------------------------------------------------------------------


def _freed(row: Mapping[str, Any], result: LaneResult, sheet: Sheet, now: datetime) -> dict[str, Any]:
    attempts = 0
    if (
        result.retry_at is not None
    ):  # the first message left was tried: with others before it just now, else in all these claims
        attempts = 1 if result.turns else row["attempts"]
    pending = row["pending"] - len(result.turns)
    free = lanes.freed(row, pending=pending, ready_at=result.retry_at or result.ready_at or now, attempts=attempts)
    return {**free, "positions": sheet.position}


def _topics(sheets: Sequence[Sheet], handed: Collection[str]) -> set[str]:
    """Name conversations that go on; the outbox only where something waits there that nobody has taken."""
    said = {sheet.conversation for sheet in sheets if sheet.replies}
    changed = {sheet.conversation for sheet in sheets if sheet.tickets_changed}
    return {*said, *changed, *({"outbox"} if said - set(handed) else ()), *({"desk"} if changed else ())}
