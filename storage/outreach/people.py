"""Persons as recipients: their addresses, what they agreed to, what a segment goes by. Read page by page, never all at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import String, bindparam, or_, select, union
from sqlalchemy.engine import Connection

from domain.model import BY_HAND, NOBODYS, ConversationId, DepartmentId, Language, Stage, TicketKind
from domain.quiet import MessageClass
from domain.receiving import Address, Consent, PersonId, Recipient
from storage import mapping, tables, tickettables
from storage.mapping import Row
from storage.office.casetables import identity, member
from storage.outreach import outreachtables
from storage.person import elsewhere
from storage.prepared import Prepared

_C, _T, _K, _I = tables.conversation.c, tickettables.ticket.c, outreachtables.consent.c, identity.c
NUMBER: Final = "number:"
"""Before a telephone number that stands in a project's list for whoever writes from it."""
_BY_PROVIDER: Final = "provider"
"""The proof of an opt-out that stands at the provider: it concerns that address only."""
_OPEN: Final = [stage.value for stage in Stage if stage.is_open]


@dataclass(frozen=True, slots=True)
class Page:
    """Some persons, and from where to go on."""

    persons: tuple[Recipient, ...]
    last: str
    """The last conversation that was looked at."""
    final: bool
    """There is none behind it."""


def page(connection: Connection, after: str, limit: int) -> Page:
    """Look at the next `limit` conversations; a person is on the page of the first of his."""
    looked = connection.execute(_PAGE, {"after": after, "most": limit}).scalars().all()
    found = _grouped(connection, looked)
    first = {min(each.conversation for each in one.addresses): one for one in found}
    persons = tuple(first[ConversationId(key)] for key in looked if ConversationId(key) in first)
    return Page(persons, looked[-1] if looked else after, final=len(looked) < limit)


def named(connection: Connection, persons: Sequence[PersonId]) -> dict[PersonId, Recipient]:
    """Give these persons as they are now."""
    return {one.person: one for one in _grouped(connection, persons)}


MEMBER: Final = select(_I.member).where(_I.conversation == bindparam("of")).scalar_subquery()
"""Whoever writes in the conversation that is given as `of`, within a statement."""
THEIRS: Final = union(
    select(bindparam("of", type_=String).label("conversation")), select(_I.conversation).where(_I.member == MEMBER)
)
"""All conversations of whoever writes in the one that is given as `of`; within another statement it saves a read."""
_MINE = Prepared(THEIRS)


def theirs(connection: Connection, conversation: str) -> list[str]:
    """Give all conversations of whoever writes in this one, for a list in a statement."""
    return mapping.padded([row["conversation"] for row in _MINE.rows(connection, {"of": conversation})])


_BY_CHANNEL = _C.id.not_like(f"{BY_HAND}%") & _C.id.not_like(f"%{NOBODYS}")
_PAGE = select(_C.id).where(_C.id > bindparam("after"), _BY_CHANNEL).order_by(_C.id).limit(bindparam("most"))


def _grouped(connection: Connection, names: Sequence[str]) -> list[Recipient]:
    """Give the persons of these conversations or members, each with all his conversations."""
    if not names:
        return []
    members = [row["member"] for row in _MEMBERS.rows(connection, {"keys": mapping.padded(names)})]
    known = _THEIRS.rows(connection, {"keys": mapping.padded(members)}) if members else []
    owners = {row["conversation"]: row["member"] for row in known}
    preferred = {row["member"]: row["preferred"] for row in known}
    keys = mapping.padded({*names, *owners})
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in _ROWS.rows(connection, {"keys": keys}):
        rows[owners.get(row["id"], row["id"])].append(row)
    numbers = {f"{NUMBER}{row['phone']}": row["conversation"] for row in known if row["phone"]}
    beside = _Beside(
        _consents(connection, keys),
        _matters(connection, keys),
        _projects(connection, keys, numbers),
        preferred,
        _used(connection, rows),
    )
    return [_recipient(PersonId(person), mine, beside) for person, mine in rows.items()]


_MEMBERS = Prepared(
    select(_I.member)
    .where(or_(_I.conversation.in_(bindparam("keys", expanding=True)), _I.member.in_(bindparam("keys", expanding=True))))
    .distinct()
)
_THEIRS = Prepared(
    select(_I.conversation, _I.member, _I.phone, member.c.preferred)
    .join(member, member.c.id == _I.member)
    .where(_I.member.in_(bindparam("keys", expanding=True)))
)
_ROWS = Prepared(
    select(_C.id, _C.language, _C.notices, _C.changed_at).where(_C.id.in_(bindparam("keys", expanding=True)), _BY_CHANNEL)
)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is known beside the conversations, by conversation."""

    said: Mapping[str, Mapping[str, Consent]]
    matters: Mapping[str, Sequence[tuple[TicketKind, DepartmentId]]]
    projects: Mapping[str, Sequence[str]]
    preferred: Mapping[str, str]
    """The channel that a member chose, by the member."""
    used: Mapping[str, datetime]
    """When each was last used, of those who have several conversations."""


def _recipient(person: PersonId, rows: Sequence[Row], beside: _Beside) -> Recipient:
    latest = max(rows, key=lambda row: row["changed_at"])
    stopped = {row["id"] for row in rows if _by_provider(row, beside)}
    matters = [matter for row in rows for matter in beside.matters.get(row["id"], ())]
    return Recipient(
        person=person,
        language=Language(latest["language"]),
        addresses=tuple(_address(row, stopped, beside) for row in rows),
        preferred=beside.preferred.get(person, ""),
        notices=all(row["notices"] or row["id"] in stopped for row in rows),
        consents=_latest(beside.said.get(row["id"], {}) for row in rows),
        departments=frozenset(department for _, department in matters if department),
        projects=frozenset(project for row in rows for project in beside.projects.get(row["id"], ())),
        open_kinds=frozenset(kind for kind, _ in matters),
    )


def _address(row: Row, stopped: AbstractSet[str], beside: _Beside) -> Address:
    key = ConversationId(row["id"])
    return Address(key, mapping.channel_of(key), last_used_at=beside.used.get(key), stopped=key in stopped)


def _used(connection: Connection, rows: Mapping[str, Sequence[Row]]) -> dict[str, datetime]:
    """Tell where members wrote last, only of those for whom it decides anything; where nobody wrote, what changed last."""
    several = [mine for mine in rows.values() if len(mine) > 1]
    keys = [row["id"] for mine in several for row in mine]
    wrote = elsewhere.last_words(connection, mapping.padded(keys)) if keys else {}
    silent = [mine for mine in several if not any(row["id"] in wrote for row in mine)]
    return {row["id"]: row["changed_at"] for mine in silent for row in mine} | wrote


def _by_provider(row: Row, beside: _Beside) -> bool:
    last = beside.said.get(row["id"], {}).get("")
    return not row["notices"] and last is not None and last.proof == _BY_PROVIDER


def _latest(said: Iterable[Mapping[str, Consent]]) -> dict[MessageClass, Consent]:
    """Give his latest word on each class, wherever he said it."""
    found: dict[MessageClass, Consent] = {}
    for words in said:
        for name, consent in words.items():
            known = found.get(MessageClass(name)) if name else None
            if name and (known is None or known.at <= consent.at):
                found[MessageClass(name)] = consent
    return found


def _consents(connection: Connection, keys: Sequence[str]) -> dict[str, dict[str, Consent]]:
    """Give the latest word of each for each class; empty: about everything."""
    found: dict[str, dict[str, Consent]] = defaultdict(dict)
    for row in _CONSENTS.rows(connection, {"keys": keys}):
        found[row["conversation"]][row["message"]] = Consent(row["notices"], row["at"], row["proof"])
    return found


_CONSENTS = Prepared(
    select(_K.conversation, _K.message, _K.notices, _K.at, _K.proof)
    .where(_K.conversation.in_(bindparam("keys", expanding=True)))
    .order_by(_K.id)
)


def _matters(connection: Connection, keys: Sequence[str]) -> dict[str, list[tuple[TicketKind, DepartmentId]]]:
    """Give the kinds of open tickets, and the departments that answer for them."""
    found: dict[str, list[tuple[TicketKind, DepartmentId]]] = defaultdict(list)
    for row in _MATTERS.rows(connection, {"keys": keys}):
        found[row["conversation"]].append((TicketKind(row["kind"]), DepartmentId(row["department"])))
    return found


_MATTERS = Prepared(
    select(_T.conversation, _T.kind, _T.department).where(
        _T.conversation.in_(bindparam("keys", expanding=True)), _T.stage.in_(_OPEN)
    )
)


def _projects(connection: Connection, keys: Sequence[str], numbers: Mapping[str, str]) -> dict[str, list[str]]:
    """Give the projects by conversation; `numbers` tells for entries by number in which conversation it is proven."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in _PROJECTS.rows(connection, {"keys": mapping.padded({*keys, *numbers})}):
        found[numbers.get(row["conversation"], row["conversation"])].append(row["project"])
    return found


_M = outreachtables.project_member.c
_PROJECTS = Prepared(select(_M.conversation, _M.project).where(_M.conversation.in_(bindparam("keys", expanding=True))))
