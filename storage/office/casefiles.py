"""Case files as rows of `ticket`, and what a judgement goes by beside them. Must not change a file: `domain.casefile` does."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Update, bindparam, func, literal, select
from sqlalchemy.engine import Connection

from domain import duties, escalation
from domain.accountports import Presence
from domain.casefile import Around, Casefile, Rules
from domain.clocks import Due, Milestone
from domain.escalation import Colleague
from domain.model import DepartmentId, OfficerId, PostId, Priority, Stage, TicketKind, TicketRef
from storage import columns, mapping, tickettables
from storage.office import accounttables
from storage.office.casetables import judgement
from storage.prepared import Prepared

_T, _O = tickettables.ticket.c, accounttables.officer.c
_MICROSECOND: Final = timedelta(microseconds=1)
_DUE: Final = {Milestone.FIRST_ANSWER: "first_due", Milestone.NEXT_ANSWER: "next_due", Milestone.RESOLUTION: "resolve_due"}
IS_OPEN: Final[ColumnElement[bool]] = _T.stage.not_in([stage.value for stage in Stage if not stage.is_open])


def load(row: mapping.Row, rules: Rules) -> Casefile:
    """Read a row; one from before there were departments is filed under the post that answers for it."""
    kind = TicketKind(row["kind"])
    post = PostId(row["post"]) or duties.post_for(rules.regulation, row["topic"], kind)
    known = rules.regulation.posts.get(post)
    return Casefile(
        ref=TicketRef(row["ref"]),
        kind=kind,
        stage=Stage(row["stage"]),
        priority=Priority(row["priority"]),
        department=DepartmentId(row["department"]) or (known.department if known else DepartmentId("")),
        post=post,
        started_at=row["started_at"] or row["opened_at"],
        since=row["since"] or row["changed_at"],
        stage_at=row["stage_at"] or row["changed_at"],
        changed_at=row["changed_at"],
        officer=None if row["officer"] is None else OfficerId(row["officer"]),
        waiting_since=row["waiting_since"],
        answered=row["answered"],
        stood=row["stood"] * _MICROSECOND,
        merged_into=TicketRef(row["merged_into"]) if row["merged_into"] else None,
        stage_before=Stage(row["stage_before"]) if row["stage_before"] else None,
    )


def dump(file: Casefile, due: Sequence[Due]) -> dict[str, Any]:
    """Give the columns that hold a file, with its due times; not when to look at it next."""
    return {
        "stage": file.stage.value,
        "priority": int(file.priority),
        "department": file.department,
        "post": file.post,
        "started_at": file.started_at,
        "since": file.since,
        "stage_at": file.stage_at,
        "changed_at": file.changed_at,
        "officer": file.officer,
        "waiting_since": file.waiting_since,
        "answered": file.answered,
        "stood": file.stood // _MICROSECOND,
        "merged_into": file.merged_into or "",
        "stage_before": file.stage_before or "",
        "urgency": -int(file.priority),
        "waits": waits(file.waiting_since),
        **_dues(due),
    }


def waits(since: datetime | None) -> int:
    """Give what the queue sorts by where a member waits since then."""
    return tickettables.NEVER if since is None else (since - columns.EPOCH) // _MICROSECOND


def _dues(due: Sequence[Due]) -> dict[str, datetime | None]:
    at: dict[str, datetime | None] = dict.fromkeys(_DUE.values())
    at.update({_DUE[each.milestone]: each.at for each in due})
    return {**at, "due_at": due[0].at if due else None}


def look_at_those_of(officer: OfficerId, now: datetime) -> Update:
    """Have the clock look at once at all open tickets that an officer owns."""
    return tickettables.ticket.update().where(_T.officer == officer, IS_OPEN).values(look_at=now)


# ---- beside the file -------------------------------------------------------------------------------------------------


def around(
    connection: Connection, files: Sequence[Casefile], people: Mapping[int, mapping.Row], now: datetime
) -> dict[TicketRef, Around]:
    """Read what judgements on these tickets go by: what was done already, which owners are absent and who covers them."""
    done: dict[str, set[str]] = {file.ref: set() for file in files}
    for row in _DONE.rows(connection, {"keys": mapping.padded(sorted(done))}):
        done[row["ticket"]].add(row["key"])
    absent = {key for key, row in people.items() if _is_absent(row, now)}
    return {
        file.ref: Around(frozenset(done[file.ref]), file.officer in absent, _substitute(file, people, absent, now))
        for file in files
    }


_DONE: Final = Prepared(
    select(judgement.c.ticket, judgement.c.key).where(judgement.c.ticket.in_(bindparam("keys", expanding=True)))
)


def owners(connection: Connection, files: Sequence[Casefile]) -> dict[int, dict[str, Any]]:
    """Read the officers who own these tickets: enough to tell whether they are absent."""
    wanted = {file.officer for file in files if file.officer is not None}
    rows = _OWNERS.rows(connection, {"keys": mapping.padded(sorted(wanted))}) if wanted else ()
    return {row["id"]: row for row in rows}


_OWNERS: Final = Prepared(
    select(_O.id, _O.post, _O.presence, _O.back_at, _O.cover, _O.active, literal(0).label("open_tickets")).where(
        _O.id.in_(bindparam("keys", expanding=True))
    )
)


def _colleagues(officers: Mapping[int, mapping.Row], now: datetime) -> tuple[Colleague, ...]:
    """Give all who could take a ticket, with how many they have."""
    return tuple(
        Colleague(OfficerId(key), PostId(row["post"]), _is_present(row, now), row["open_tickets"])
        for key, row in officers.items()
    )


def _is_present(row: mapping.Row, now: datetime) -> bool:
    """Tell whether an officer may be given work; the time at which he is back ends his absence."""
    back = row["back_at"] is not None and row["back_at"] <= now
    return bool(row["active"]) and (back or row["presence"] in {"", Presence.AVAILABLE.value})


def _is_absent(row: mapping.Row, now: datetime) -> bool:
    """Tell whether what is an officer's has to be given to somebody else; a closed account is absent for good."""
    away = row["presence"] == Presence.ABSENT.value and (row["back_at"] is None or row["back_at"] > now)
    return away or not row["active"]


def _substitute(file: Casefile, officers: Mapping[int, mapping.Row], absent: set[int], now: datetime) -> OfficerId | None:
    """Say who takes a ticket over: the owner's cover while he is absent, else the colleague of the post with the fewest."""
    if file.officer is None:
        return None
    owner = officers.get(file.officer)
    cover = owner["cover"] if owner and file.officer in absent else None
    if cover is not None and cover in officers and _is_present(officers[cover], now):
        return OfficerId(cover)
    return escalation.choose(_colleagues(officers, now), file.post, beside=file.officer)


_OPEN_TICKETS = select(func.count()).where(_T.officer == _O.id, IS_OPEN).scalar_subquery()
_OFFICERS = select(
    _O.id, _O.post, _O.presence, _O.back_at, _O.cover, _O.active, _O.title, _O.name, _OPEN_TICKETS.label("open_tickets")
)
"""All officers, with the number of their open tickets."""


def officers(connection: Connection) -> dict[int, dict[str, Any]]:
    """Read all officers with the number of their open tickets, by id."""
    return {row.id: row._asdict() for row in connection.execute(_OFFICERS)}
