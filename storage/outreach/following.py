"""Keeps the plans of updates in step with the tickets, in the transaction that changes them: no change of stage is missed."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from domain.model import Author, Stage
from storage import tickettables
from storage.actor import Scene
from storage.dialects import Each
from storage.effects import Sheet
from storage.outreach import outreachtables
from storage.prepared import Prepared

_P, _T = outreachtables.update_plan.c, tickettables.ticket.c


def follow(scene: Scene, sheet: Sheet) -> None:
    """Note what a conversation's turns changed: the stages that its tickets entered, and whether the member heard of it."""
    connection, now = scene.connection, scene.now
    spoke = any(row["status"] == "new" for row in sheet.replies)
    if sheet.tickets_changed:
        _follow_stages(connection, sheet.conversation, now, spoke=spoke)
    if any(row["author"] == Author.OFFICER.value for row in sheet.replies):
        mine = (_P.conversation == sheet.conversation) & (_P.stage == Stage.WITH_OFFICER.value)
        connection.execute(outreachtables.update_plan.update().where(mine).values(told_at=now, look_at=now))
    if "notices" in sheet.contact:
        again = outreachtables.update_plan.update().where(_P.conversation == sheet.conversation)
        connection.execute(again.values(look_at=now))


def _follow_stages(connection: Connection, conversation: str, now: datetime, *, spoke: bool) -> None:
    rows = [
        {
            "ticket": row["ref"],
            "conversation": conversation,
            "kind": row["kind"],
            "stage": row["stage"],
            "entered_at": now,
            "told_stage": row["stage"] if spoke else row["told_stage"] or "",
            "told_at": now if spoke else row["told_at"],
            "look_at": now,
        }
        for row in _ENTERED.rows(connection, {"key": conversation})
    ]
    if rows:
        _ENTER[connection.dialect.name].run(connection, *rows)


_ENTERED = Prepared(
    select(_T.ref, _T.kind, _T.stage, _P.told_stage, _P.told_at)
    .outerjoin(outreachtables.update_plan, _P.ticket == _T.ref)
    .where(_T.conversation == bindparam("key"), _P.stage.is_(None) | (_P.stage != _T.stage))
    .order_by(_T.ref)
)


def _enter(insert_into: Any) -> Prepared:
    statement = insert_into(outreachtables.update_plan)
    names = ("stage", "entered_at", "told_stage", "told_at", "look_at")
    entered = {name: statement.excluded[name] for name in names}
    return Prepared(statement.on_conflict_do_update(index_elements=["ticket"], set_=entered))


_ENTER = Each(_enter)
