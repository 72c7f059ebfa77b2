"""Words by which a member proves in one conversation that he also writes in another. Knows hashes of words only."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from domain.deskports import Proof
from domain.elsewhere import INVITED, Invitation
from domain.inbound import ChoiceMade, ConversationStarted, Inbound
from domain.model import ConversationId
from domain.turnports import Pending
from storage import mapping, tables
from storage.dialects import Each
from storage.office.casetables import identity, invitation, member
from storage.person import identities
from storage.store import Store

KEPT: Final = timedelta(minutes=15)
"""How long a word is good."""
_N, _I, _C = invitation.c, identity.c, tables.conversation.c


class Invitations:
    """Words for members to go on with."""

    def __init__(self, store: Store) -> None:
        """Write to this store."""
        self._store = store

    async def offer(self, conversation: ConversationId) -> str:
        """Give a fresh word, good once and for `KEPT`; an earlier one of this conversation is void. Raises `StorageError`."""
        word = f"{INVITED}{secrets.token_urlsafe(16)}"
        until = self._store.clock.now() + KEPT
        row = {"conversation": conversation, "word_hash": _hash(word), "expires_at": until}
        await self._store.database.write(lambda connection: connection.execute(_OFFERED[connection.dialect.name], row))
        return word


def found(connection: Connection, conversation: str, pending: tuple[Pending, ...], now: datetime) -> tuple[Pending, ...]:
    """Put beside each message that brings a word what it is good for."""
    if not any(_word(one.inbound) for one in pending):
        return pending
    return tuple(replace(one, invitation=_invitation(connection, conversation, _word(one.inbound), now)) for one in pending)


def follow(connection: Connection, conversation: str, word: str, now: datetime) -> None:
    """Make one member of the two, once."""
    row = _good(connection, conversation, word, now)
    mark = invitation.update().where(_N.word_hash == _hash(word), _N.followed_by == "").values(followed_by=conversation)
    if row is None or not connection.execute(mark).rowcount:
        return
    mine = connection.execute(select(_I.member).where(_I.conversation == conversation)).scalar_one()
    if mine != row["member"]:
        identities.unite(connection, row["member"], mine, Proof.INVITATION, now)


def _word(inbound: Inbound) -> str:
    match inbound:
        case ConversationStarted(payload=brought) | ChoiceMade(option=brought):
            word = brought.removeprefix("join:")
            return word if word.startswith(INVITED) else ""
        case _:
            return ""


def _invitation(connection: Connection, conversation: str, word: str, now: datetime) -> Invitation | None:
    row = _good(connection, conversation, word, now) if word else None
    return Invitation(word, _masked(row["stated"] or row["name"]), bool(row["followed_by"])) if row else None


def _good(connection: Connection, conversation: str, word: str, now: datetime) -> Mapping[str, Any] | None:
    """Say who was given the word; None where it is void, or an officer or two membership numbers say otherwise."""
    theirs = (
        select(_I.member, _I.proof, _I.officer, _C.name, _C.stated, _N.followed_by)
        .join(invitation, _N.conversation == _I.conversation)
        .join(tables.conversation, _C.id == _I.conversation)
        .where(_N.word_hash == _hash(word), _N.expires_at > now, _N.conversation != conversation)
        .where(_N.followed_by.in_(["", conversation]))
    )
    mine = select(_I.member, _I.proof, _I.officer).where(_I.conversation == conversation)
    both = [dict(row) for statement in (theirs, mine) for row in connection.execute(statement).mappings()]
    if len(both) < 2 or any(map(identities.parted, both)):  # noqa: PLR2004 - one each
        return None
    row, here = both
    numbers = select(func.count(func.distinct(member.c.number))).where(
        member.c.id.in_([row["member"], here["member"]]), member.c.number != ""
    )
    return None if connection.execute(numbers).scalar_one() > 1 else row


def _masked(name: str) -> str:
    """Give the first letter of each of the first two words: enough for who it is, of no use to anybody else."""
    return " ".join(f"{mapping.storable(word)[:1]}***" for word in name.split()[:2])


def _hash(word: str) -> str:
    return sha256(word.encode()).hexdigest()


def _offered(insert: Any) -> Any:
    fresh = insert(invitation)
    new = {"word_hash": fresh.excluded.word_hash, "expires_at": fresh.excluded.expires_at, "followed_by": ""}
    return fresh.on_conflict_do_update(index_elements=["conversation"], set_=new)


_OFFERED: Final = Each(_offered)
