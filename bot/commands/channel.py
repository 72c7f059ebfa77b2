"""`mujib doctor` and `mujib replay`."""

from collections.abc import Callable
from contextlib import aclosing

from bot import providers, store
from bot.commands import doctor
from bot.config import Settings


async def examine(settings: Settings, tell: Callable[[str], None]) -> bool:
    """Tell of each thing as it is found; give whether all is well. Raises `ConfigError` or `StorageError`."""
    storage = store.open_storage(settings)
    well = True
    try:
        async with aclosing(doctor.examine(settings, storage)) as chapters:
            async for chapter in chapters:
                tell(doctor.shown(chapter))
                well &= chapter.good
    finally:
        await storage.close()
    return well


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
