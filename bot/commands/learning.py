"""`mujib knowledge retrain` and `mujib knowledge learnt`: what they print."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot import store
from bot.config import Settings
from bot.knowledge import retraining
from bot.store import Storage
from domain.errors import BadInput
from domain.teaching import Kept

T = TypeVar("T")
_NONE = "*none*"


def retrain(settings: Settings) -> str:
    """Train on what was learnt, and say what came of it. Raises `MujibError`."""

    async def work(storage: Storage) -> str:
        made = await retraining.retrain(settings, storage.school, storage.clock)
        fate = "live" if made.live else "refused: the regression questions got worse"
        return f"{fate}; {made.lessons} phrasings learnt; answers from {made.answer or 'the measured default'}; {made.note}"

    return _with(settings, work)


def learnt(settings: Settings, *, as_json: bool) -> str:
    """List what was learnt and what waits, with who taught it, when, and its weight. Raises `StorageError`."""
    kept = _with(settings, lambda storage: storage.teaching.lessons(limit=10_000))
    if as_json:
        return json.dumps([_described(one) for one in kept], ensure_ascii=False, indent=1)
    return "\n".join("\t".join(map(str, _described(one).values())) for one in kept) or "nothing was learnt yet"


def remove(settings: Settings, lesson: int) -> str:
    """Take a phrasing out for ever. Raises `BadInput` where there is none, `StorageError`."""
    if not _with(settings, lambda storage: storage.teaching.remove(lesson, None)):
        raise BadInput(f"there is no learnt phrasing {lesson}")
    return f"{lesson} is removed: it is out of the next model, and is never learnt again"


def _described(kept: Kept) -> dict[str, object]:
    lesson = kept.lesson
    return {
        "id": kept.id,
        "state": "removed" if kept.removed else "live" if kept.live else "waits",
        "weight": lesson.weight,
        "entry": lesson.entry or _NONE,
        "text": lesson.text,
        "officer": kept.officer_name,
        "members": lesson.members,
        "first": lesson.first_at.isoformat(timespec="seconds"),
        "last": lesson.last_at.isoformat(timespec="seconds"),
    }


def _with(settings: Settings, work: Callable[[Storage], Awaitable[T]]) -> T:
    async def run() -> T:
        storage = store.open_storage(settings)
        try:
            await store.upgraded(storage)
            return await work(storage)
        finally:
            await storage.close()

    return asyncio.run(run())
