"""`mujib db`: brings the database to this program's revision, says where it stands, copies it and puts a copy back."""

import asyncio
from pathlib import Path

from bot import store
from bot.config import Settings
from domain.errors import BadInput
from storage import database, recovery, schema
from storage.engines import copies, leader


async def upgrade(settings: Settings) -> str:
    """Upgrade and give the revision. Raises `StorageError`."""
    storage = store.open_storage(settings)
    try:
        return await store.upgraded(storage)
    finally:
        await storage.close()


async def check(settings: Settings) -> str:
    """Give the revision. Raises `StorageError` where it is not this program's, or SQLite's file is damaged."""
    storage = store.open_storage(settings)
    try:
        revision = await schema.check(storage.database)
    finally:
        await storage.close()
    if file := database.file_of(settings.database_url):
        await asyncio.to_thread(copies.check, file)
    return revision


async def backup(settings: Settings, copy: Path) -> str:
    """Copy SQLite's database, served or not; give the copy's revision. Raises `BadInput` or `StorageError`."""
    await asyncio.to_thread(copies.make, _file(settings), copy)
    return await asyncio.to_thread(copies.check, copy)


async def restore(settings: Settings, copy: Path) -> str:
    """Put a copy in the database's place; give its revision. Raises `BadInput` where it is served, or `StorageError`."""
    file = _file(settings)
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = leader.beside(str(file))
    if not await lock.lead():
        raise BadInput("a Mujib serves this database: stop it first")
    try:
        await asyncio.to_thread(copies.put_back, copy, file)
        storage = store.open_storage(settings)
        try:
            revision = await store.upgraded(storage)
            await recovery.leave_room(storage.store)
        finally:
            await storage.close()
    finally:
        await lock.resign()
    return revision


def _file(settings: Settings) -> Path:
    file = database.file_of(settings.database_url)
    if file is None:
        raise BadInput("PostgreSQL has its own tools for this: pg_dump and pg_restore")
    return file
