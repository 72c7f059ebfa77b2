"""Trains a model on what was learnt, and puts it in place where the regression questions are answered no worse.

One run is one process of low priority: `mujib knowledge retrain`, or `Tutor`, which starts it where this process leads.
Whatever fails leaves the model that answers as it is.
"""

import asyncio
import json
import multiprocessing
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import structlog

from bot import logs, store
from bot.config import Settings
from bot.knowledge import brain, caution, orphans, recall
from bot.knowledge.brain import Brain
from domain.errors import KnowledgeError
from domain.ports import Clock
from domain.teaching import Lesson, School, Training
from faq import evaluate, learning
from faq.entries import Entry
from faq.evaluate import Shares
from faq.experts import lore, shelf, teacher, training, vectors
from faq.experts.student import Lore
from faq.library import Library
from faq.matcher import Example, Matcher, Origin

_log = structlog.get_logger()
REGRESSION: Final = "regression.jsonl"
"""File of labelled questions beside the knowledge, as `mujib knowledge eval` takes them."""
_SLACK: Final = 0.002
"""Share of the regression questions by which figures may differ: less than one question in five hundred."""
_RECENT: Final = 400
"""Questions from which the threshold is set: older ones were decided by models that knew less."""
_HEARD: Final = 2_000
"""Questions, labelled or not, from which the student learns how members put things."""
_NICE: Final = 15
_LOOK_SECONDS: Final = 60.0
_REST_SECONDS: Final = 600.0
"""After a training that failed."""


@dataclass(frozen=True, slots=True)
class Made:
    """A model that was trained, and its answers to the regression questions."""

    lessons: Sequence[Lesson]
    brain: Brain
    figures: Shares
    matcher: Matcher
    """As it was trained: exact wordings follow the knowledge, and are kept in no model."""


def run(settings: Settings) -> Training:
    """Train once, in this process. Raises `MujibError`; the model that answers is then as before."""
    return asyncio.run(_run(settings))


async def retrain(settings: Settings, school: School, clock: Clock) -> Training:
    """Train on all labels there are; publish what came of it. Raises `KnowledgeError` or `StorageError`."""
    began = clock.now()
    before = await recall.brain_of(settings, school)
    _, answer = await school.version()
    live, forgotten = await school.live(), await school.forgotten()
    lessons = learning.lessons(await school.labels(), forgotten)
    outcomes = await school.outcomes(_RECENT)
    threshold = caution.threshold(settings, outcomes, before.library.entries, answer)
    heard = tuple(one.question for one in await school.outcomes(_HEARD))
    course = Course(settings, before.library, _questions(brain.source(settings) / REGRESSION), heard)
    old = course.figures(before)
    made = await asyncio.to_thread(course.make, lessons, threshold)
    result = Training(began, live=True, lessons=_trained(lessons), answer=threshold, note=_note(old, made.figures))
    if not _is_worse(made.figures, old):
        return await _put_in_place(settings, school, made, result)
    kept = tuple(one for one in live if one.mark not in forgotten)
    if len(kept) == len(live):
        return await _refuse(school, made, result)
    # what was removed has to go, whether or not what is new may come
    without = await asyncio.to_thread(course.make, kept, answer)
    less = replace(result, lessons=_trained(kept), answer=answer, note=_note(old, without.figures))
    return await _put_in_place(settings, school, without, less)


class Tutor:
    """Has a training done when enough was said since the last one."""

    def __init__(self, settings: Settings, school: School, look_seconds: float = _LOOK_SECONDS) -> None:
        """Look at what `school` says, every so many seconds."""
        self._settings = settings
        self._school = school
        self._look_seconds = look_seconds

    async def run(self) -> None:
        """Look again and again, for ever. Raises `StorageError`."""
        if self._settings.learning.student and not teacher.is_installed():
            _log.info("learning.no_teacher", effect="the student knows what ships, and learns nothing from traffic")
        while True:
            labels, removed = await self._school.fresh()
            if (removed or labels >= self._settings.learning.after) and not await self._train():
                await asyncio.sleep(_REST_SECONDS)
            await asyncio.sleep(self._look_seconds)

    async def _train(self) -> bool:
        """Train in a process of its own; False where it failed. It ends with us."""
        process = multiprocessing.get_context("spawn").Process(target=_beside, args=(self._settings,), daemon=True)
        process.start()
        try:
            await asyncio.to_thread(process.join)
        finally:
            process.kill()
            process.join()
        if process.exitcode:
            _log.error("learning.training_failed", exit_code=process.exitcode)
        return not process.exitcode


def _beside(settings: Settings) -> None:
    """Train as a process that leaves the processors to others."""
    os.nice(_NICE)
    orphans.end_with_parent()
    logs.set_up(verbose=False)
    run(settings)


async def _run(settings: Settings) -> Training:
    storage = store.open_storage(settings)
    try:
        return await retrain(settings, storage.school, storage.clock)
    finally:
        await storage.close()


@dataclass(frozen=True, slots=True)
class Course:
    """What every training of a run has in common."""

    settings: Settings
    library: Library
    questions: Sequence[Mapping[str, Any]]
    heard: Sequence[str] = ()
    """Members' questions of late, labelled or not."""

    def make(self, lessons: Sequence[Lesson], answer: float | None) -> Made:
        """Train a model and put the regression questions to it."""
        entries = list(self.library.entries.values())
        encoder, file = brain.sentences(self.settings), brain.folder(self.settings) / "vectors.npz"
        known = vectors.load(file, encoder.version if encoder else "none")
        before = len(known)
        learnt = learning.examples(lessons, self.library.entries.keys())
        matcher = training.build(entries, encoder, learnt, known, self._lore([*training.examples(entries), *learnt]))
        if len(known) != before:
            known.save(file)
        made = brain.of(self.settings, self.library, matcher, answer)
        return Made(lessons, made, self.figures(made), matcher)

    def _lore(self, examples: Iterable[Example]) -> Lore:
        """Have the teacher, where there is one, read what it has not read of phrasings and of what members wrote."""
        if not (self.settings.learning.student and teacher.is_installed()):
            return lore.packaged()
        folder = brain.folder(self.settings)
        said = lore.kept(folder)
        teacher.read(teacher.Teacher(), lore.lacking([*self.heard, *(one.text for one in examples)]), said)
        lore.keep(folder, said)
        return lore.with_more(said, self.heard)

    def figures(self, known: Brain) -> Shares:
        """Answer the regression questions."""
        return evaluate.evaluate(self.questions, known.decide, list(self.library.entries.values())).total


async def _put_in_place(settings: Settings, school: School, made: Made, result: Training) -> Training:
    """Keep the model's file first, so that whoever hears of the version finds it."""
    await asyncio.to_thread(_keep, settings, made.matcher, made.brain.library.entries.values())
    version = await school.publish(made.lessons, result)
    _log.info("learning.live", version=version, lessons=result.lessons, answer=result.answer)
    return result


async def _refuse(school: School, made: Made, result: Training) -> Training:
    """Keep what was drawn, for officers to see, and leave the model that answers."""
    refused = replace(result, live=False)
    await school.publish(made.lessons, refused)
    _log.warning("learning.refused", lessons=result.lessons, figures=result.note)
    return refused


def _keep(settings: Settings, matcher: Matcher, entries: Iterable[Entry]) -> None:
    learnt = [example for example in matcher.examples if example.origin is Origin.LEARNT]
    examples = training.Again(tuple(entries), learnt)
    shelf.keep(brain.folder(settings) / shelf.FILE, shelf.fingerprint(examples, matcher.encoder, lore.VERSION), matcher)


def _trained(lessons: Sequence[Lesson]) -> int:
    return sum(one.weight > 0 for one in lessons)


def _questions(path: Path) -> list[dict[str, Any]]:
    """Read the regression questions. Raises `KnowledgeError`."""
    found = []
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise KnowledgeError(path, 1, "the regression questions cannot be read") from error
    for number, line in enumerate(text.splitlines(), 1):
        try:
            found.append({"lang": "", **json.loads(line)})
        except (ValueError, TypeError) as error:
            raise KnowledgeError(path, number, "not a labelled question") from error
    return found


def _is_worse(new: Shares, old: Shares) -> bool:
    return new.right < old.right - _SLACK or new.wrong_answer > old.wrong_answer + _SLACK or new.unsafe > old.unsafe + _SLACK


def _note(old: Shares, new: Shares) -> str:
    """Say how the regression questions were answered before and after."""
    return (
        f"right {old.right:.1%} → {new.right:.1%}, wrong {old.wrong_answer:.1%} → {new.wrong_answer:.1%}, "
        f"unsafe {old.unsafe:.1%} → {new.unsafe:.1%} ({new.lines})"
    )
