"""The brain of a process that runs: it follows when more was learnt, for the model that answers is a row."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial

import structlog

from bot.config import Settings
from bot.engine import Engine
from bot.knowledge import recall
from bot.knowledge.brain import Brain
from bot.logs import described
from domain.errors import MujibError
from domain.teaching import School
from faq.explain import Explanation, explain

_log = structlog.get_logger()
_SECONDS = 5.0


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
        self.brain = await recall.brain_of(self._settings, self._school)
        self._version = version
        self._explained = _explaining(self.brain)
        conduct = self._engine.conduct
        house = replace(conduct.house, library=self.brain.library, decide=self.brain.decide)
        self._engine.conduct = replace(conduct, house=house)
        _log.info("learning.followed", version=version)
        return True


def _explaining(known: Brain) -> Callable[[str], Explanation]:
    """Give what explains once what a page that is refreshed asks again and again."""
    return lru_cache(maxsize=64)(partial(explain, known.matcher))
