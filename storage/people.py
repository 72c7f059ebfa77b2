"""Persons as recipients: their addresses, what they agreed to, what a segment goes by. Read page by page, never all at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from domain.model import ConversationId, Language, Stage, TicketKind
from domain.quiet import MessageClass
from domain.receiving import Address, Consent, PersonId, Recipient
from storage import mapping, tables
from storage.mapping import Row

_C, _T, _K = tables.conversation.c, tables.ticket.c, tables.consent.c
_BY_PROVIDER: Final = "provider"
"""The proof of an opt-out that stands at the provider: it concerns that address only."""
_OPEN: Final = [stage.value for stage in Stage if stage.is_open]


def page(connection: Connection, after: str, limit: int) -> list[Recipient]:
    """Give the persons behind `after`, in order."""
    rows = connection.execute(_PAGE, {"after": after, "most": limit})
    return _recipients(connection, [row._asdict() for row in rows])


def named(connection: Connection, persons: Sequence[PersonId]) -> dict[PersonId, Recipient]:
    """Give these persons as they are now."""
    rows = connection.execute(_NAMED, {"keys": mapping.padded(persons)}) if persons else ()
    return {one.person: one for one in _recipients(connection, [row._asdict() for row in rows])}


_COLUMNS = (_C.id, _C.language, _C.notices, _C.changed_at)
_PAGE = select(*_COLUMNS).where(_C.id > bindparam("after")).order_by(_C.id).limit(bindparam("most"))
_NAMED = select(*_COLUMNS).where(_C.id.in_(bindparam("keys", expanding=True)))


def enrol(connection: Connection, project: str, conversations: Sequence[ConversationId]) -> None:
    """Say who belongs to a project, from now on."""
    members = tables.project_member
    connection.execute(members.delete().where(members.c.project == project))
    if rows := [{"project": project, "conversation": key} for key in sorted(set(conversations))]:
        connection.execute(members.insert(), rows)


def _recipients(connection: Connection, rows: Sequence[Row]) -> list[Recipient]:
    keys = mapping.padded([row["id"] for row in rows])
    if not keys:
        return []
    said = _consents(connection, keys)
    matters = _matters(connection, keys)
    projects = _projects(connection, keys)
    return [_recipient(row, said.get(row["id"], {}), matters.get(row["id"], ()), projects.get(row["id"], ())) for row in rows]


def _recipient(row: Row, said: Mapping[str, Consent], kinds: Sequence[TicketKind], projects: Sequence[str]) -> Recipient:
    by_provider = not row["notices"] and (last := said.get("")) is not None and last.proof == _BY_PROVIDER
    address = Address(
        ConversationId(row["id"]), mapping.channel_of(row["id"]), last_used_at=row["changed_at"], stopped=by_provider
    )
    return Recipient(
        person=PersonId(row["id"]),
        language=Language(row["language"]),
        addresses=(address,),
        notices=bool(row["notices"]) or by_provider,
        consents={MessageClass(name): consent for name, consent in said.items() if name},
        projects=frozenset(projects),
        open_kinds=frozenset(kinds),
    )


def _consents(connection: Connection, keys: Sequence[str]) -> dict[str, dict[str, Consent]]:
    """Give the latest word of each for each class; empty: about everything."""
    found: dict[str, dict[str, Consent]] = defaultdict(dict)
    for row in connection.execute(_CONSENTS, {"keys": keys}):
        found[row.conversation][row.message] = Consent(row.notices, row.at, row.proof)
    return found


_CONSENTS = (
    select(_K.conversation, _K.message, _K.notices, _K.at, _K.proof)
    .where(_K.conversation.in_(bindparam("keys", expanding=True)))
    .order_by(_K.id)
)


def _matters(connection: Connection, keys: Sequence[str]) -> dict[str, list[TicketKind]]:
    found: dict[str, list[TicketKind]] = defaultdict(list)
    for row in connection.execute(_MATTERS, {"keys": keys}):
        found[row.conversation].append(TicketKind(row.kind))
    return found


_MATTERS = select(_T.conversation, _T.kind).where(_T.conversation.in_(bindparam("keys", expanding=True)), _T.stage.in_(_OPEN))


def _projects(connection: Connection, keys: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(_PROJECTS, {"keys": keys}):
        found[row.conversation].append(row.project)
    return found


_M = tables.project_member.c
_PROJECTS = select(_M.conversation, _M.project).where(_M.conversation.in_(bindparam("keys", expanding=True)))
