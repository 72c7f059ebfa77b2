"""What members agreed to and refused, by class of messages, with its proof; nothing is ever changed or removed here."""

from sqlalchemy import select

from domain.errors import BadInput
from domain.model import ConversationId, OfficerId
from domain.quiet import MessageClass
from domain.receiving import Consent
from storage import mapping, tables
from storage.store import Store

_K = tables.consent.c


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
        await self._store.database.write(lambda connection: connection.execute(tables.consent.insert(), row).close())

    async def history(self, conversation: ConversationId) -> tuple[tuple[MessageClass | None, Consent], ...]:
        """Give all that was ever said, the latest first; None: about everything. Raises `StorageError`."""
        statement = (
            select(_K.message, _K.notices, _K.at, _K.proof).where(_K.conversation == conversation).order_by(_K.id.desc())
        )
        rows = await self._store.database.read(lambda connection: connection.execute(statement).all())
        return tuple(
            (MessageClass(row.message) if row.message else None, Consent(row.notices, row.at, row.proof)) for row in rows
        )
