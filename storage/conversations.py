"""What is known of a conversation and of the member in it."""

from sqlalchemy import select

from domain.model import Contact, ConversationId
from storage import mapping, tables
from storage.store import Store


class Conversations:
    """Reads contacts."""

    def __init__(self, store: Store) -> None:
        """Read this store."""
        self._store = store

    async def contact(self, conversation: ConversationId) -> Contact | None:
        """Give the conversation's contact, or None where nothing was handled yet. Raises `StorageError`."""
        wanted = select(tables.conversation).where(tables.conversation.c.id == conversation)
        row = await self._store.database.read(lambda connection: connection.execute(wanted).one_or_none())
        return None if row is None else mapping.contact(row._asdict())
