"""Starts a process with what Mujib has learnt, and follows when more was learnt: the model that answers is a row.

The kept file of a model is a cache of what the lessons in the database give: a process that does not find it trains it.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

import structlog

from bot import brain, store
from bot.brain import Brain
from bot.config import Settings
from bot.engine import Engine
from bot.lane import described
from domain.errors import MujibError, StorageError
from domain.teaching import School
from faq.explain import Explanation, explain
from faq.matcher import Matcher
from storage import schema

_log = structlog.get_logger()
_SECONDS = 5.0


def load(settings: Settings) -> Brain:
    """Read the knowledge with all that was learnt. Raises `KnowledgeError` or `StorageError`."""
    return asyncio.run(_load(settings))


async def brain_of(settings: Settings, school: School) -> Brain:
    """Give the brain of the model that answers. Raises `KnowledgeError` or `StorageError`."""
    version, answer = await school.version()
    lessons = await school.live()
    return replace(await asyncio.to_thread(brain.load, settings, lessons, answer), version=version)


class Mind:
    """The brain of the moment, replaced while the process runs."""

    def __init__(self, settings: Settings, school: School, known: Brain, engine: Engine) -> None:
        """Begin with a brain that was loaded; the engine's conduct follows."""
        self.brain = known
        self._settings = settings
        self._school = school
        self._engine = engine
        self._version = known.version
        self._explained = _explaining(known)

    def explain(self, text: str) -> Explanation:
        """Say why the entries for a text stand where they stand now."""
        return self._explained(text)

    async def run(self) -> None:
        """Follow for ever, from the model that the process began with."""
        while True:
            await asyncio.sleep(_SECONDS)
            try:
                await self.follow()
            except MujibError as error:
                _log.warning("learning.not_followed", fault=described(error))

    async def follow(self) -> bool:
        """Take up the model that answers, if it is another; the old one answers until then. Raises `MujibError`."""
        version, _ = await self._school.version()
        if version == self._version:
            return False
        self.brain = await brain_of(self._settings, self._school)
        self._version = version
        self._explained = _explaining(self.brain)
        conduct = self._engine.conduct
        house = replace(conduct.house, library=self.brain.library, decide=self.brain.decide)
        self._engine.conduct = replace(conduct, house=house)
        _log.info("learning.followed", version=version)
        return True


@lru_cache(maxsize=64)
def _explained(matcher: Matcher, text: str) -> Explanation:
    """Explain once what a page that is refreshed asks again and again."""
    return explain(matcher, text)


def _explaining(known: Brain) -> Callable[[str], Explanation]:
    """Give what explains once what a page that is refreshed asks again and again."""
    return lru_cache(maxsize=64)(partial(explain, known.matcher))


async def _load(settings: Settings) -> Brain:
    if not _exists(settings):
        return brain.load(settings)
    storage = store.open_storage(settings)
    try:
        await schema.check(storage.database)
        return await brain_of(settings, storage.school)
    except StorageError as error:
        _log.warning("learning.not_read", fault=described(error), effect="answers are found by what is written")
        return brain.load(settings)
    finally:
        await storage.close()


def _exists(settings: Settings) -> bool:
    """Tell whether there is a database to read, without making one."""
    kind, _, path = settings.database_url.partition(":///")
    return kind != "sqlite" or Path(path).exists()
