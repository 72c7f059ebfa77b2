"""What is known of a conversation and of the member in it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from domain import codec
from domain.model import Language
from domain.states import Idle
from storage import mapping, tables
from storage.dialects import Each
from storage.office import search
from storage.person import identities
from storage.prepared import Prepared


def read_or_make(connection: Connection, names: Mapping[str, str], now: datetime) -> dict[str, Mapping[str, Any]]:
    """Give what a step sees of these conversations; one seen for the first time gets its row, and a name that changed is kept.

    `names` holds what the channel calls each member now; empty where it does not say.
    """
    found = {row["id"]: row for row in _THESE.rows(connection, {"keys": mapping.padded(sorted(names))})}
    fresh = [_first_row(key, name, now) for key, name in sorted(names.items()) if key not in found]
    if fresh:
        connection.execute(_MAKE[connection.dialect.name], fresh)
        identities.admit(connection, [row["id"] for row in fresh], now)
    renamed = [{"key": key, "new": names[key]} for key in sorted(found) if names[key] not in {"", found[key]["name"]}]
    if renamed:
        connection.execute(_RENAME, renamed)
    if named := [*(row["id"] for row in fresh), *(row["key"] for row in renamed)]:
        search.keep_names(connection, named)
    return {row["id"]: row for row in fresh} | {key: {**row, "name": names[key] or row["name"]} for key, row in found.items()}


def _first_row(key: str, name: str, now: datetime) -> dict[str, Any]:
    return {
        "id": key,
        "name": name,
        "stated": "",
        "language": Language.ARABIC.value,
        "language_chosen": False,
        "notices": True,
        "greeted": False,
        "blocked": False,
        "number_asked": False,
        "number": "",
        "state": codec.dump_state(Idle()),
        "offered": codec.dump_options(()),
        "created_at": now,
        "changed_at": now,
    }


_C = tables.conversation.c
_READ = (
    *(_C.id, _C.name, _C.language, _C.language_chosen, _C.notices, _C.greeted, _C.blocked, _C.number_asked, _C.number),
    *(_C.state, _C.offered),
)
_THESE = Prepared(select(*_READ).where(_C.id.in_(bindparam("keys", expanding=True))))
_MAKE: Each[Any] = Each(lambda insert: insert(tables.conversation).on_conflict_do_nothing())
_RENAME = tables.conversation.update().where(tables.conversation.c.id == bindparam("key")).values(name=bindparam("new"))
