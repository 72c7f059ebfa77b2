"""What a member has on his other channels: his tickets there, and where he wrote last."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.engine import Connection

from domain.elsewhere import Elsewhere
from domain.inbound import MemberOptedOut
from domain.model import BY_HAND, ConversationId, Ticket
from storage import columns, mapping, tables, tickettables
from storage.office.casetables import identity
from storage.parking import OURS
from storage.prepared import Prepared

_I, _M, _C, _T = identity.c, tables.inbound.c, tables.conversation.c, tickettables.ticket.c
_MOST: Final = 20
"""Tickets of one other conversation, the newest."""
_NEVER = datetime.min.replace(tzinfo=UTC)


def of(connection: Connection, conversations: Collection[str]) -> dict[str, Elsewhere]:
    """Give it for each of these conversations whose member has others; the rest are left out."""
    members: dict[str, list[str]] = defaultdict(list)
    for row in _JOINED.rows(connection, {"keys": mapping.padded(sorted(conversations))}):
        members[row["member"]].append(row["conversation"])
    keys = mapping.padded(sorted(key for group in members.values() for key in group))
    if not keys:
        return {}
    wrote = last_words(connection, keys)
    reached = set(connection.execute(_REACHED, {"keys": keys}).scalars())
    tickets = _tickets(connection, keys)
    return {
        key: Elsewhere(_used_last(key, group, wrote, reached), _theirs(key, group, tickets))
        for group in members.values()
        for key in group
        if key in conversations
    }


def last_words(connection: Connection, keys: Sequence[str]) -> dict[str, datetime]:
    """Give when the member last wrote in each of these conversations, a list for a statement; not where he never did."""
    return {row.conversation: row.at for row in connection.execute(_WROTE, {"keys": keys})}


def _used_last(
    key: str, group: Sequence[str], wrote: Mapping[str, datetime], reached: Collection[str]
) -> ConversationId | None:
    """Give the other conversation in which he wrote after he last wrote in this one; not one that he stopped."""
    others = [one for one in group if one != key and one in reached and one in wrote]
    last = max(others, key=lambda one: wrote[one], default=None)
    return ConversationId(last) if last and wrote[last] > wrote.get(key, _NEVER) else None


def _theirs(
    key: str, group: Sequence[str], tickets: Mapping[str, Sequence[Ticket]]
) -> tuple[tuple[ConversationId, Ticket], ...]:
    return tuple((ConversationId(one), ticket) for one in sorted(group) if one != key for ticket in tickets.get(one, ()))


def _tickets(connection: Connection, keys: Sequence[str]) -> dict[str, list[Ticket]]:
    found: dict[str, list[Ticket]] = defaultdict(list)
    for row in connection.execute(_TICKETS, {"keys": keys}):
        found[row.conversation].append(mapping.ticket(row._asdict()))
    return found


_other = identity.alias("other")
_has_others = exists().where(_other.c.member == _I.member, _other.c.conversation != _I.conversation)
_mine = select(_I.member).where(_I.conversation.in_(bindparam("keys", expanding=True)), _has_others)
_JOINED = Prepared(select(_I.conversation, _I.member).where(_I.member.in_(_mine)).order_by(_I.member, _I.conversation))
_WROTE: Any = (
    select(_M.conversation, func.max(_M.sent_at, type_=columns.Moment()).label("at"))
    .where(
        _M.conversation.in_(bindparam("keys", expanding=True)),
        _M.origin.not_in(sorted(OURS)),
        _M.kind != MemberOptedOut.__name__,
    )
    .group_by(_M.conversation)
)
_REACHED = select(_C.id).where(_C.id.in_(bindparam("keys", expanding=True)), _C.notices, _C.id.not_like(f"{BY_HAND}%"))
_ranked = (
    select(
        tickettables.ticket,
        func.row_number().over(partition_by=_T.conversation, order_by=(_T.opened_at.desc(), _T.ref.desc())).label("rank"),
    )
    .where(_T.conversation.in_(bindparam("keys", expanding=True)))
    .subquery()
)
_TICKETS = select(_ranked).where(_ranked.c.rank <= _MOST).order_by(_ranked.c.conversation, _ranked.c.rank)
