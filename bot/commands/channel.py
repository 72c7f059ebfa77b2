"""`mujib doctor` and `mujib replay`."""

import tempfile
from collections.abc import Callable
from contextlib import aclosing

from pydantic import SecretStr

from bot import providers, sections, store
from bot.commands import doctor
from bot.config import Settings
from storage import database


async def examine(settings: Settings, tell: Callable[[str], None]) -> bool:
    """Tell of each thing as it is found; give whether all is well. Raises `ConfigError` or `StorageError`."""
    with tempfile.TemporaryDirectory() as aside:
        storage = store.open_storage(_untouched(settings, aside))
        well = True
        try:
            async with aclosing(doctor.examine(settings, storage)) as chapters:
                async for chapter in chapters:
                    tell(doctor.shown(chapter))
                    well &= chapter.good
        finally:
            await storage.close()
    return well


def _untouched(settings: Settings, aside: str) -> Settings:
    """Give an empty database elsewhere in place of one that the first start has not made yet: looking makes none."""
    if not database.is_unmade(settings.database_url):
        return settings
    return settings.model_copy(update={"database": sections.Database(url=SecretStr(f"sqlite:///{aside}/none.db"))})


async def replay(settings: Settings) -> tuple[int, int]:
    """Take in requests that stand in quarantine and are genuine after all; give (taken in, left there). Raises `MujibError`."""
    storage = store.open_storage(settings)
    taken = left = 0
    try:
        await store.upgraded(storage)
        for provider in providers.of(settings, storage):
            if provider.replay:
                more, still = await provider.replay()
                taken, left = taken + more, left + still
    finally:
        await storage.close()
    return taken, left
