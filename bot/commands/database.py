"""`mujib db`: brings the database to this program's revision, or says where it stands."""

from bot import store
from bot.config import Settings
from storage import schema


async def upgrade(settings: Settings) -> str:
    """Upgrade and give the revision. Raises `StorageError`."""
    storage = store.open_storage(settings)
    try:
        return await store.upgraded(storage)
    finally:
        await storage.close()


async def check(settings: Settings) -> str:
    """Give the revision. Raises `StorageError` where it is not this program's."""
    storage = store.open_storage(settings)
    try:
        return await schema.check(storage.database)
    finally:
        await storage.close()
