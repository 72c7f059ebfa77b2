"""What members agreed to and refused, by class of messages, with its proof; nothing is ever changed or removed here."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from domain.errors import BadInput
from domain.model import ConversationId, OfficerId
from domain.outreach import ConsentWord
from domain.quiet import MessageClass
from domain.receiving import Consent
from storage import mapping, tables
from storage.outreach import outreachtables, people
from storage.prepared import Prepared
from storage.store import Store

_K = outreachtables.consent.c


class Consents:
    """Reads the record, and adds what officers heard elsewhere."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def record(
        self, conversation: ConversationId, message: MessageClass, officer: OfficerId, proof: str, *, given: bool
    ) -> None:
        """Write down what a member said elsewhere. Raises `BadInput` without a proof, `StorageError`."""
        if not proof.strip():
            raise BadInput("empty")
        row = {
            "inbound": 0,
            "conversation": conversation,
            "at": self._store.clock.now(),
            "notices": given,
            "proof": mapping.storable(proof),
            "message": message.value,
            "officer": officer,
        }
        await self._store.database.write(lambda connection: _record(connection, row))
        self._store.signals.publish("desk")

    async def history(self, conversation: ConversationId) -> tuple[ConsentWord, ...]:
        """Give all that whoever writes in a conversation ever said, on all his channels, the latest first.

        Raises `StorageError`.
        """
        return await self._store.database.read(lambda connection: _history(connection, conversation))


def _record(connection: Connection, row: dict[str, Any]) -> None:
    connection.execute(outreachtables.consent.insert(), row)
    if row["message"] == MessageClass.SERVICE.value:
        theirs = people.theirs(connection, row["conversation"])
        notices = tables.conversation.update().where(tables.conversation.c.id.in_(theirs))
        connection.execute(notices.values(notices=row["notices"]))
        plans = outreachtables.update_plan.update().where(outreachtables.update_plan.c.conversation.in_(theirs))
        connection.execute(plans.values(look_at=row["at"]))


_HISTORY = Prepared(select(outreachtables.consent).where(_K.conversation.in_(people.THEIRS)).order_by(_K.id.desc()))


def _history(connection: Connection, conversation: ConversationId) -> tuple[ConsentWord, ...]:
    return tuple(_word(row) for row in _HISTORY.rows(connection, {"of": conversation}))


def _word(row: Mapping[str, Any]) -> ConsentWord:
    return ConsentWord(
        MessageClass(row["message"]) if row["message"] else None,
        Consent(row["notices"], row["at"], row["proof"]),
        None if row["officer"] is None else OfficerId(row["officer"]),
        ConversationId(row["conversation"]),
    )
