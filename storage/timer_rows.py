"""Setting and cancelling reminders, inside somebody else's transaction. A reminder that is set again voids the one before."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, null
from sqlalchemy.engine import Connection

from storage import mapping, tables
from storage.dialects import Each
from storage.prepared import Prepared


def set_timer(connection: Connection, conversation: str, key: str, at: datetime, payload: str) -> None:
    """Have the reminder fire at that time in place of an earlier one with its key."""
    row = {"conversation": conversation, "key": key, "version": 1, "due_at": at, "payload": mapping.storable(payload)}
    _SET[connection.dialect.name].run(connection, row)


def cancel_timer(connection: Connection, conversation: str, key: str) -> None:
    """Forget the reminder, also one that has fired and was not handled yet."""
    _CANCEL.run(connection, {"of": conversation, "named": key})


def _replace_timer(insert_into: Any) -> Any:
    statement = insert_into(tables.timer)
    return statement.on_conflict_do_update(
        index_elements=["conversation", "key"],
        set_={
            "version": tables.timer.c.version + 1,
            "due_at": statement.excluded.due_at,
            "payload": statement.excluded.payload,
        },
    )


_T = tables.timer.c
_CANCEL = Prepared(
    tables.timer.update()
    .where(_T.conversation == bindparam("of"), _T.key == bindparam("named"))
    .values(version=_T.version + 1, due_at=null())
)
_SET = Each(lambda insert: Prepared(_replace_timer(insert)))


def timer_id(conversation: str, key: str, version: int) -> str:
    """Give the provider id of a timer that fires: one for each version."""
    return f"{conversation}/{key}/{version}"
