"""Members across their channels: whose a conversation is, how that is known, and what is known of him.

What proves itself is joined by `storage.person.identities`; everything else only by an officer.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from domain.deskports import Identity, MemberCard, MemberFound, MemberNote, Proof, Told
from domain.errors import BadInput
from domain.model import ConversationId, Language, OfficerId
from domain.receiving import PersonId
from storage import mapping, tables, tickettables
from storage.office import accounttables, audit, search, transcript
from storage.office.casetables import identity, member, member_note
from storage.outreach import people
from storage.person import identities
from storage.prepared import Prepared
from storage.store import Store

_I, _N, _M, _C, _T = identity.c, member_note.c, member.c, tables.conversation.c, tickettables.ticket.c
_O = accounttables.officer.c


def _of(connection: Connection, conversation: str) -> str | None:
    return next((row["member"] for row in _MEMBER.rows(connection, {"of": conversation})), None)


_MEMBER: Final = Prepared(select(_I.member).where(_I.conversation == bindparam("of")))


class Members:
    """Reads and joins members."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def card(self, conversation: ConversationId) -> MemberCard | None:
        """Give the card of whoever writes in a conversation; None where there is none. Raises `StorageError`."""
        now = self._store.clock.now()
        card = await self._store.database.read(lambda connection: _card(connection, conversation))
        if card is None:  # from before there were members
            await self._store.database.write(lambda connection: _admit(connection, conversation, now))
            card = await self._store.database.read(lambda connection: _card(connection, conversation))
        return card

    async def history(self, conversation: ConversationId, before: datetime | None = None, limit: int = 200) -> tuple[Told, ...]:
        """Give the last lines before a time, of all his conversations in one line of time. Raises `StorageError`."""
        return await self._store.database.read(lambda connection: _history(connection, conversation, before, limit))

    async def find(self, query: str, limit: int = 5) -> tuple[MemberFound, ...]:
        """Give members named by name, telephone number or number of membership. Raises `StorageError`."""
        return await self._store.database.read(lambda connection: _found(connection, query, limit))

    async def join(self, conversation: ConversationId, other: ConversationId, officer: OfficerId) -> None:
        """Say that two conversations, and all that are joined with them, are one's. Raises `BadInput` or `StorageError`."""
        now = self._store.clock.now()
        await self._store.database.write(lambda connection: _join(connection, (conversation, other), officer, now))
        self._store.signals.publish("desk")

    async def part(self, conversation: ConversationId, officer: OfficerId) -> None:
        """Say that a conversation is somebody else's than those it was joined with. Raises `StorageError`."""
        now = self._store.clock.now()
        await self._store.database.write(lambda connection: _part(connection, conversation, officer, now))
        self._store.signals.publish("desk")

    async def prefer(self, conversation: ConversationId, channel: str, officer: OfficerId) -> None:
        """Say on which channel the member wants to be told things; empty: the one that he used last. Raises `StorageError`."""
        now = self._store.clock.now()
        await self._store.database.write(lambda connection: _prefer(connection, conversation, channel, officer, now))
        self._store.signals.publish("desk")

    async def number(self, conversation: ConversationId, number: str, officer: OfficerId) -> None:
        """Write the number of his membership down; empty: there is none. Raises `StorageError`."""
        now = self._store.clock.now()
        await self._store.database.write(lambda connection: _number(connection, conversation, number, officer, now))
        self._store.signals.publish("desk")

    async def note(self, conversation: ConversationId, officer: OfficerId, text: str, key: str) -> None:
        """Write a note about the member; the same `key` twice is one note. Raises `StorageError`."""
        row = {"officer": officer, "at": self._store.clock.now(), "text": mapping.storable(text), "key": mapping.storable(key)}
        await self._store.database.write(lambda connection: _note(connection, conversation, row))
        self._store.signals.publish("desk")


def _admit(connection: Connection, conversation: str, now: datetime) -> None:
    if connection.execute(select(_C.id).where(_C.id == conversation)).first():
        identities.admit(connection, [conversation], now)


# ---- joining ---------------------------------------------------------------------------------------------------------


def _join(connection: Connection, pair: tuple[str, str], officer: OfficerId, now: datetime) -> None:
    one, other = (_of(connection, conversation) for conversation in pair)
    if one is None or other is None or one == other:
        return
    _refuse_two_numbers(connection, one, other)
    identities.unite(connection, one, other, Proof.OFFICER, now, officer)
    audit.write(connection, (officer, "joined", pair[0], pair[1]), now)


def _refuse_two_numbers(connection: Connection, one: str, other: str) -> None:
    """Two different numbers of membership are two people's, or one of them is wrong."""
    numbers = set(connection.execute(select(_M.number).where(_M.id.in_([one, other]))).scalars()) - {""}
    if len(numbers) > 1:
        raise BadInput("numbers_differ")


def _conversations(connection: Connection, of: str) -> Sequence[str]:
    return connection.execute(select(_I.conversation).where(_I.member == of)).scalars().all()


def _part(connection: Connection, conversation: str, officer: OfficerId, now: datetime) -> None:
    """Give the conversation a member of its own; where it gave the others their name, they keep it."""
    mine = _of(connection, conversation)
    others = select(_I.conversation).where(_I.member == mine, _I.conversation != conversation)
    if mine is None or connection.execute(others).first() is None:
        return
    fresh = conversation if mine != conversation else f"{conversation}#{now.isoformat()}"
    connection.execute(mapping.insert_new(connection, member), {"id": fresh, "created_at": now})
    alone = {"member": fresh, "proof": Proof.ALONE.value, "proven_at": now, "officer": officer, "phone": "", "account": ""}
    connection.execute(identity.update().where(_I.conversation == conversation).values(**alone))
    search.keep_number(connection, [conversation], "")
    audit.write(connection, (officer, "parted", conversation, ""), now)


def _prefer(connection: Connection, conversation: str, channel: str, officer: OfficerId, now: datetime) -> None:
    mine = _of(connection, conversation)
    if mine is not None:
        connection.execute(member.update().where(member.c.id == mine).values(preferred=mapping.storable(channel)))
        audit.write(connection, (officer, "preferred", conversation, channel), now)


def _number(connection: Connection, conversation: str, number: str, officer: OfficerId, now: datetime) -> None:
    mine = _of(connection, conversation)
    if mine is not None:
        connection.execute(member.update().where(member.c.id == mine).values(number=mapping.storable(number)))
        search.keep_number(connection, _conversations(connection, mine), number)
        audit.write(connection, (officer, "numbered", conversation, number), now)


def _note(connection: Connection, conversation: str, row: dict[str, Any]) -> None:
    mine = _of(connection, conversation)
    if mine is not None:
        fresh = connection.execute(mapping.insert_new(connection, member_note), {**row, "member": mine}).rowcount
        if fresh:
            audit.write(connection, (row["officer"], "member_note", conversation, ""), row["at"])


# ---- reading ---------------------------------------------------------------------------------------------------------

_MOST_TICKETS: Final = 100
_IDENTITIES: Final = Prepared(
    select(identity, _C.name, _C.stated, _C.language, _C.notices, _M.preferred, _M.number, _O.name.label("officer_name"))
    .join(tables.conversation, _C.id == _I.conversation)
    .join(member, _M.id == _I.member)
    .outerjoin(accounttables.officer, _O.id == _I.officer)
    .where(_I.member == people.MEMBER)
    .order_by(_I.proven_at, _I.conversation)
)
_TICKETS: Final = Prepared(
    select(tickettables.ticket)
    .where(_T.conversation.in_(bindparam("keys", expanding=True)))
    .order_by(_T.opened_at.desc(), _T.ref.desc())
    .limit(_MOST_TICKETS)
)
_NOTES: Final = Prepared(
    select(_N.at, _N.text, _O.name)
    .outerjoin(accounttables.officer, _O.id == _N.officer)
    .where(_N.member == people.MEMBER)
    .order_by(_N.id.desc())
)
_CONVERSATIONS: Final = Prepared(people.THEIRS)


_LOOKED_AT: Final = 50
"""Conversations that are looked at for a few members: one may have several."""


def _found(connection: Connection, query: str, limit: int) -> tuple[MemberFound, ...]:
    keys = search.members(connection, query, _LOOKED_AT)
    whose = select(_I.conversation, _I.member).where(_I.conversation.in_(mapping.padded(keys)))
    known = {row.conversation: row.member for row in connection.execute(whose)} if keys else {}
    places = {known[key]: ConversationId(key) for key in reversed(keys) if key in known}
    cards = ((place, _card(connection, place)) for place in list(reversed(places.values()))[:limit])
    return tuple(_named(place, card) for place, card in cards if card is not None)


def _named(place: ConversationId, card: MemberCard) -> MemberFound:
    name = next(iter(card.names), "")
    return MemberFound(place, name, bool(name) and all(one.stated for one in card.identities if one.name == name), card.number)


def _card(connection: Connection, conversation: str) -> MemberCard | None:
    rows = _IDENTITIES.rows(connection, {"of": conversation})
    if not rows:
        return None
    tickets = _TICKETS.rows(connection, {"keys": mapping.padded([row["conversation"] for row in rows])})
    rated = sorted((row for row in tickets if row["rated_at"]), key=lambda row: row["rated_at"], reverse=True)
    return MemberCard(
        member=PersonId(rows[0]["member"]),
        names=tuple(dict.fromkeys(name for row in rows if (name := row["name"] or row["stated"]))),
        identities=tuple(map(_identity, rows)),
        tickets=tuple(mapping.ticket(row) for row in tickets),
        ratings=tuple(row["rating"] for row in rated),
        notes=_notes(connection, conversation),
        preferred=rows[0]["preferred"],
        number=rows[0]["number"],
    )


def _identity(row: mapping.Row) -> Identity:
    return Identity(
        conversation=ConversationId(row["conversation"]),
        name=row["name"] or row["stated"],
        language=Language(row["language"]),
        notices=row["notices"],
        proof=Proof(row["proof"]),
        proven_at=row["proven_at"],
        officer_name=row["officer_name"] or "",
        stated=not row["name"] and bool(row["stated"]),
    )


def _notes(connection: Connection, conversation: str) -> tuple[MemberNote, ...]:
    rows = _NOTES.rows(connection, {"of": conversation})
    return tuple(MemberNote(row["at"], row["name"] or "", row["text"]) for row in rows)


def _history(connection: Connection, conversation: str, before: datetime | None, limit: int) -> tuple[Told, ...]:
    told = [
        Told(ConversationId(row["conversation"]), line)
        for row in _CONVERSATIONS.rows(connection, {"of": conversation})
        for line in transcript.last_lines(connection, ConversationId(row["conversation"]), before, limit)
    ]
    return tuple(sorted(told, key=lambda one: (one.line.at, one.conversation, int(one.line.cursor)))[-limit:])
