"""Forgets what was erased where it stands beside the database: in a process's caches, and as files on the disk."""

import functools
import gc
from typing import Final

import structlog

from bot.logs import described
from domain.dossier import Dossiers, remove_left
from domain.errors import StorageError
from domain.fileports import Files
from storage.person import erasure
from storage.store import Store

_log = structlog.get_logger()
_SECONDS: Final = 30.0
_CACHE: Final = type(functools.lru_cache(len))
_OURS: Final = frozenset({"bot", "channels", "desk", "domain", "faq", "functools", "handlers", "storage"})
"""Packages whose caches are emptied; `functools` stands for those of partial functions, which have no module."""


class Forgetting:
    """Empties this process's caches after each erasure, in whatever process that was done, and removes files that are left."""

    def __init__(self, store: Store, dossiers: Dossiers, files: Files) -> None:
        """Follow the count of erasures in this store."""
        self._store = store
        self._dossiers, self._files = dossiers, files
        self._seen: int | None = None

    async def run(self) -> None:
        """Follow until cancelled."""
        while True:
            try:
                await self.follow()
                await remove_left(self._dossiers, self._files)
            except StorageError as error:
                _log.warning("forgetting.failed", fault=described(error))
            await self._store.signals.wait(erasure.TOPIC, _SECONDS)

    async def follow(self) -> bool:
        """Look once; True where something was forgotten. Raises `StorageError`."""
        count = await self._store.database.read(erasure.count)
        news, self._seen = self._seen not in {None, count}, count
        if news:
            _log.info("forgetting.done", caches=forget())
        return news


def forget() -> int:
    """Empty every cache of this program's functions; give how many there were. They fill again by themselves."""
    caches = [one for one in _objects() if isinstance(one, _CACHE) and _package(one) in _OURS]
    for one in caches:
        one.cache_clear()
    return len(caches)


def _objects() -> list[object]:
    """Give all objects, also those that the server has taken out of the collector's sight, which stay so."""
    frozen = gc.get_freeze_count()
    gc.unfreeze()
    try:
        return gc.get_objects()
    finally:
        if frozen:
            gc.collect(1)  # what is garbage now would be kept for ever
            gc.freeze()


def _package(cache: object) -> str:
    return str(getattr(cache, "__module__", "")).partition(".")[0]
