"""Starts a process with what Mujib has learnt: the model that answers is a row.

The kept file of a model is a cache of what the lessons in the database give: a process that does not find it trains it.
"""

import asyncio
from dataclasses import replace
from pathlib import Path

import structlog

from bot.clock import SystemClock
from bot.config import Settings
from bot.knowledge import brain
from bot.knowledge.brain import Brain
from bot.logs import described
from domain.errors import StorageError
from domain.teaching import School
from faq import habits

_log = structlog.get_logger()


def load(settings: Settings) -> Brain:
    """Read the knowledge with all that was learnt. Raises `KnowledgeError` or `StorageError`."""
    return asyncio.run(_load(settings))


async def brain_of(settings: Settings, school: School) -> Brain:
    """Give the brain of the model that answers. Raises `KnowledgeError` or `StorageError`."""
    version, answer = await school.version()
    lessons = await school.live()
    known = await asyncio.to_thread(brain.load, settings, lessons, answer)
    own = habits.habits(await school.labels(), await school.forgotten()) if version else {}
    return replace(known, decide=habits.following(known.decide, own, known.library.entries), version=version)


async def _load(settings: Settings) -> Brain:
    if not _exists(settings):
        return brain.load(settings)
    # half a second of a start, for which `mujib ask` has no use before there is a database
    from storage import database, schema
    from storage.engines import signals
    from storage.learning.school import School as Lessons
    from storage.store import Store

    opened = database.connect(settings.database_url)
    try:
        await schema.check(opened)
        return await brain_of(settings, Lessons(Store(opened, SystemClock(), signals.of(opened.url))))
    except StorageError as error:
        _log.warning("learning.not_read", fault=described(error), effect="answers are found by what is written")
        return brain.load(settings)
    finally:
        await opened.close()


def _exists(settings: Settings) -> bool:
    """Tell whether there is a database to read, without making one."""
    kind, _, path = settings.database_url.partition(":///")
    return kind != "sqlite" or Path(path).exists()
