"""Who is who by what the provider vouches for: the same number, or the same lasting id, is the same member.

WhatsApp's business-scoped id counts before the number: a member may hide his number, and a number changes hands.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, literal_column, select
from sqlalchemy.engine import Connection

from domain.deskports import Proof
from domain.inbound import Envelope
from domain.model import ConversationId, OfficerId
from storage import mapping
from storage.office import search
from storage.office.casetables import identity, member, member_note
from storage.prepared import Prepared, insert_new
from storage.store import Store

_I = identity.c
# written out, as in `tables`: SQLite uses the index only where the query repeats its condition
_HAS_PHONE: Final[ColumnElement[bool]] = literal_column("identity.phone <> ''")
_HAS_ACCOUNT: Final[ColumnElement[bool]] = literal_column("identity.account <> ''")


@dataclass(frozen=True, slots=True)
class Sender:
    """How a provider knows who writes in a conversation."""

    conversation: str
    account: str = ""
    phone: str = ""
    """As it was told; the number that is the address itself is not."""

    @property
    def number(self) -> str:
        """His number by which he may be known elsewhere: as it is kept, without `+`."""
        return next(iter(search.telephone(f":{self.phone}") or search.telephone(self.conversation)), "")


def sender(envelope: Envelope) -> Sender | None:
    """Give whom the provider knows by more than the address; None: by nothing else."""
    known = envelope.account or envelope.phone
    return Sender(envelope.conversation, envelope.account, envelope.phone) if known else None


class Numbers:
    """Where a member was last reached by number."""

    def __init__(self, store: Store) -> None:
        """Read this store."""
        self._store = store

    async def last(self, conversation: ConversationId) -> str:
        """Give the last number that the provider vouched for of whoever writes here, as `+966501234567`; empty: none is known.

        Raises `StorageError`.
        """
        return await self._store.database.read(lambda connection: number_of(connection, conversation))


def number_of(connection: Connection, conversation: str) -> str:
    """Give the last number that the provider vouched for of whoever writes here, as `+966501234567`; empty: none is known."""
    return next((f"+{row['phone']}" for row in _NUMBERS.rows(connection, {"of": conversation})), "")


def member_of(connection: Connection, conversation: str) -> str | None:
    """Give whose conversation it is; None where nobody is known to write there."""
    return connection.execute(select(_I.member).where(_I.conversation == conversation)).scalar_one_or_none()


def stated(connection: Connection, conversation: str, number: str, mine: str, now: datetime) -> bool:
    """Make the conversation, in which nobody wrote yet, with a number the member's `mine`; False where it is another's."""
    owner = member_of(connection, conversation)
    if owner is not None:
        return owner == mine
    digits = number.removeprefix("+")
    owners = set(connection.execute(select(_I.member).where(_I.phone == digits, _HAS_PHONE)).scalars())
    if owners - {mine}:
        return False
    proof, phone = (Proof.PHONE, digits) if mine in owners else (Proof.STATED, "")
    row = {"conversation": conversation, "member": mine, "phone": phone, "account": "", "proof": proof.value, "proven_at": now}
    insert_new(connection, identity, row)
    return True


def admit(connection: Connection, conversations: Sequence[str], now: datetime) -> None:
    """Give new conversations their member: the one with the same proven number, else one of their own."""
    _admit(connection, [Sender(conversation) for conversation in conversations], now)


def recognise(connection: Connection, told: Sequence[Sender], now: datetime) -> None:
    """Keep how the provider knows these senders, and make one member of those who turn out to be one."""
    if not told:
        return
    told = list({one.conversation: one for one in told}.values())
    keys = mapping.padded(sorted(one.conversation for one in told))
    known = {row["conversation"]: row for row in _KNOWN.rows(connection, {"keys": keys})}
    _admit(connection, [one for one in told if one.conversation not in known], now)
    for one in told:
        row = known.get(one.conversation)
        if row is not None and not parted(row):
            _learn(connection, one, row, now)


def unite(connection: Connection, one: str, other: str, proof: Proof, now: datetime, officer: OfficerId | None = None) -> None:  # noqa: PLR0913, PLR0917 - what is kept of it
    """Make the member `other` the member `one`, who has from then on what was known of either."""
    proven = {"proof": proof.value, "proven_at": now, "officer": officer}
    # how his conversations were proven to be one another's stays known
    alone = (_I.member == other) & (_I.proof == Proof.ALONE.value)
    connection.execute(identity.update().where(alone).values(**proven))
    connection.execute(identity.update().where(_I.member == other).values(member=one))
    _keep(connection, one, other)
    connection.execute(member_note.update().where(member_note.c.member == other).values(member=one))


def _keep(connection: Connection, one: str, other: str) -> None:
    """Let a member have the number of membership and the wished channel that were written down under his other name."""
    kept: dict[str, str] = {}
    for of in (other, one):
        written = select(member.c.number, member.c.preferred).where(member.c.id == of)
        for row in connection.execute(written).mappings():
            kept |= {name: value for name, value in row.items() if value}
    if kept:
        connection.execute(member.update().where(member.c.id == one).values(**kept))
    if number := kept.get("number"):
        his = connection.execute(select(_I.conversation).where(_I.member == one)).scalars().all()
        search.keep_number(connection, his, number)


def parted(row: Mapping[str, Any]) -> bool:
    """Tell whether an officer said that this conversation is nobody else's: he knows better than the provider."""
    return row["proof"] == Proof.ALONE.value and row["officer"] is not None


def _learn(connection: Connection, one: Sender, row: Mapping[str, Any], now: datetime) -> None:
    """Take in what is new of a sender who was known before."""
    change = {"account": one.account or row["account"], "phone": one.number or row["phone"]}
    if all(row[name] == value for name, value in change.items()):
        return
    joined, proof = _who(connection, [one])[one.conversation]
    connection.execute(identity.update().where(_I.conversation == one.conversation).values(**change))
    if joined and joined != row["member"]:
        unite(connection, joined, row["member"], proof, now)


def _admit(connection: Connection, fresh: Sequence[Sender], now: datetime) -> None:
    if not fresh:
        return
    known = _who(connection, fresh)
    first: dict[str, str] = {}
    rows = []
    for one in fresh:
        joined, proof = known[one.conversation]
        same = joined or next((first[key] for key in (one.account, one.number) if key in first), "")
        owner = same or one.conversation
        rows.append(
            {
                "conversation": one.conversation,
                "member": owner,
                "phone": one.number,
                "account": one.account,
                "proof": (proof if same else Proof.ALONE).value,
                "proven_at": now,
            }
        )
        first |= {key: owner for key in (one.account, one.number) if key}
    alone = [{"id": row["member"], "created_at": now} for row in rows if row["member"] == row["conversation"]]
    insert_new(connection, member, *alone)
    insert_new(connection, identity, *rows)


def _who(connection: Connection, told: Sequence[Sender]) -> dict[str, tuple[str, Proof]]:
    """Give for each who else is known by the same id, else by the same number, and by which; empty: nobody else."""
    these = mapping.padded(sorted(one.conversation for one in told))
    by_account = _owners(connection, _BY_ACCOUNT, {one.account for one in told}, these)
    by_phone = _owners(connection, _BY_PHONE, {one.number for one in told}, these)
    return {
        one.conversation: (by_account[one.account], Proof.ACCOUNT)
        if one.account in by_account
        else (by_phone.get(one.number, ""), Proof.PHONE)
        for one in told
    }


def _owners(connection: Connection, known: Prepared, wanted: Collection[str], beside: Sequence[str]) -> dict[str, str]:
    """Give the member of each id or number that is known beside these conversations; of several the one who was known first."""
    keys = sorted(set(wanted) - {""})
    rows = known.rows(connection, {"keys": mapping.padded(keys), "these": beside}) if keys else ()
    return {row["key"]: row["member"] for row in rows}


def _by(column: Any, given: ColumnElement[bool]) -> Prepared:
    others = _I.conversation.not_in(bindparam("these", expanding=True))
    found = select(column.label("key"), _I.member).where(column.in_(bindparam("keys", expanding=True)), others, given)
    return Prepared(found.order_by(_I.proven_at.desc(), _I.conversation.desc()))


_BY_ACCOUNT: Final = _by(_I.account, _HAS_ACCOUNT)
_BY_PHONE: Final = _by(_I.phone, _HAS_PHONE)
_KNOWN: Final = Prepared(
    select(_I.conversation, _I.member, _I.phone, _I.account, _I.proof, _I.officer).where(
        _I.conversation.in_(bindparam("keys", expanding=True))
    )
)
_NUMBERS: Final = Prepared(
    select(_I.phone)
    .where(_I.member == select(_I.member).where(_I.conversation == bindparam("of")).scalar_subquery(), _HAS_PHONE)
    .order_by((_I.conversation == bindparam("of")).desc(), _I.proven_at.desc(), _I.conversation)
)
