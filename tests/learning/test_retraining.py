import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot import store
from bot.commands import learning as learning_commands
from bot.config import Settings
from bot.knowledge import brain, recall, retraining
from bot.knowledge.brain import Brain
from bot.store import Storage
from domain.effects import RecordDecision
from domain.errors import KnowledgeError
from domain.model import Candidate, ConversationId, OfficerId
from domain.teaching import School
from faq import learning
from faq.decision import Answer
from faq.matcher import Origin
from tests.databases import SetClock
from tests.learning import school as small
from tests.learning.school import WORDS
from tests.storage.working import Working

OFFERED = (Candidate("papers", 0.3), Candidate("fees", 0.2))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Configure the small knowledge."""
    return small.settings(tmp_path)


@pytest.fixture
async def storage(settings: Settings) -> AsyncIterator[Storage]:
    """Open a database of its own."""
    opened = store.open_storage(settings, SetClock())
    await store.upgraded(opened)
    yield opened
    await opened.close()


async def _picked(storage: Storage, entry: str, *members: str, words: str = WORDS, work: Working | None = None) -> None:
    work = work or Working(storage.store)
    for member in members:
        await work.happens(RecordDecision(words, "clarify", "", OFFERED), conversation=member)
        await work.happens(RecordDecision(words, "picked", entry, OFFERED), conversation=member)


def _answered(known: Brain, words: str = WORDS) -> str:
    (asked,) = known.decide(words)
    return asked.decision.entry if isinstance(asked.decision, Answer) else ""


async def _train(settings: Settings, storage: Storage) -> bool:
    school: School = storage.school
    return (await retraining.retrain(settings, school, storage.clock)).live


async def test_words_that_two_members_taught_are_answered_after_a_training(settings: Settings, storage: Storage) -> None:
    """Before it they are not; the model is kept, so that the next process finds it by what the database says."""
    assert not _answered(brain.load(settings))
    await _picked(storage, "fees", "web:main:a", "web:main:b")
    assert await _train(settings, storage)
    known = await recall.brain_of(settings, storage.school)
    assert _answered(known) == "fees"
    assert [one.text for one in known.matcher.examples if one.origin is Origin.LEARNT] == [WORDS]
    assert known.version == (await storage.school.version())[0]


async def test_an_exact_wording_goes_with_the_knowledge_and_stays_in_no_model(settings: Settings, storage: Storage) -> None:
    """A training keeps what was trained: what is taken out of the entries again is not known any more."""
    entries = brain.source(settings) / "entries" / "all.md"
    written = entries.read_text("utf-8")
    entries.write_text(f"{written}### exact\n- لوكيشن\n", "utf-8")
    await _picked(storage, "fees", "web:main:a", "web:main:b")
    assert await _train(settings, storage)
    assert _answered(await recall.brain_of(settings, storage.school), "لوكيشن") == "papers"
    entries.write_text(written, "utf-8")
    assert not _answered(await recall.brain_of(settings, storage.school), "لوكيشن")


async def test_a_hundred_wrong_presses_of_one_member_answer_nothing(settings: Settings, storage: Storage) -> None:
    """They are one light lesson, which officers see: his words are not answered by it, and no others are."""
    await _picked(storage, "place", *["web:main:a"] * 50)
    assert await _train(settings, storage)
    known = await recall.brain_of(settings, storage.school)
    assert not _answered(known)
    assert [(one.lesson.weight, one.live) for one in await storage.teaching.lessons()] == [(learning.ALONE, True)]


async def test_a_model_that_answers_the_regression_questions_worse_does_not_go_live(tmp_path: Path) -> None:
    """Two members teach nonsense on the very words of a question: the model before it stays, and officers see why."""
    settings = small.settings(tmp_path, ((WORDS + " كم رسوم العضوية", "fees"), ("متى تفتحون", "hours")))
    storage = store.open_storage(settings, SetClock())
    await store.upgraded(storage)
    await _picked(storage, "place", "web:main:a", "web:main:b", words=WORDS + " كم رسوم العضوية")
    assert not await _train(settings, storage)
    assert await storage.school.version() == (0, None)
    (training,) = await storage.teaching.trainings()
    assert "wrong 0.0% → 50.0%" in training.note
    await storage.close()


async def test_an_officer_is_believed_at_once_and_what_he_removes_is_gone(settings: Settings, storage: Storage) -> None:
    """One press teaches; after removal and a training the words are as unknown as before."""
    await Working(storage.store).happens(RecordDecision(WORDS, "clarify", "", OFFERED), conversation="web:main:a")
    (asked,) = await storage.teaching.to_check() or await storage.teaching.questions(ConversationId("web:main:a"))
    await storage.teaching.judge(asked.id, "fees", OfficerId(1))
    assert await _train(settings, storage)
    assert _answered(await recall.brain_of(settings, storage.school)) == "fees"
    (kept,) = await storage.teaching.lessons()
    assert await storage.teaching.remove(kept.id, None)
    assert await storage.school.fresh() == (0, 1)
    assert await _train(settings, storage)
    assert not _answered(await recall.brain_of(settings, storage.school))


async def test_a_broken_training_leaves_all_as_it_was(settings: Settings, storage: Storage) -> None:
    """Here the regression questions are gone."""
    await _picked(storage, "fees", "web:main:a", "web:main:b")
    (brain.source(settings) / retraining.REGRESSION).unlink()
    with pytest.raises(KnowledgeError):
        await _train(settings, storage)
    assert await storage.teaching.trainings() == ()


def test_the_command_line_trains_lists_and_removes(settings: Settings) -> None:
    """Each line names the phrasing's id, state, weight, entry and teachers."""
    assert "nothing was learnt yet" in learning_commands.learnt(settings, as_json=False)
    learning_commands._with(settings, lambda opened: _picked(opened, "fees", "web:main:a", "web:main:b"))  # noqa: SLF001
    assert learning_commands.retrain(settings).startswith("live; 1 phrasings learnt")
    line = learning_commands.learnt(settings, as_json=False)
    assert line.split("\t")[1:5] == ["live", "1.0", "fees", WORDS]
    assert "never learnt again" in learning_commands.remove(settings, int(line.split("\t")[0]))
    assert "removed" in learning_commands.learnt(settings, as_json=False)


async def test_enough_labels_have_a_process_of_its_own_train(settings: Settings, storage: Storage) -> None:
    """One label fewer than configured does nothing; the next starts it, and a process that follows takes the model up."""
    work = Working(storage.store)
    await _picked(storage, "fees", "web:main:a", work=work)
    watching = asyncio.create_task(retraining.Tutor(settings, storage.school, look_seconds=0.05).run())
    await asyncio.sleep(0.3)
    assert await storage.school.fresh() == (1, 0)
    await _picked(storage, "fees", "web:main:b", work=work)
    async with asyncio.timeout(120):
        while (await storage.school.version())[0] == 0:  # noqa: ASYNC110 - another process does it
            await asyncio.sleep(0.1)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    assert _answered(await recall.brain_of(settings, storage.school)) == "fees"


async def test_decisions_and_verdicts_are_forgotten_after_their_time(settings: Settings, storage: Storage) -> None:
    """What was learnt from them has to go with the next training, and is drawn again if it is taught again."""
    await _picked(storage, "fees", "web:main:a", "web:main:b")
    (first, _) = await storage.school.outcomes()
    assert first.picked == "fees"
    (asked,) = await storage.teaching.questions(ConversationId("web:main:a"))
    await storage.teaching.judge(asked.id, "fees", OfficerId(1))
    assert await _train(settings, storage)
    clock = storage.clock
    assert isinstance(clock, SetClock)
    clock.at += storage.decisions_kept + timedelta(days=1)
    assert await storage.school.fresh() == (0, 1)
    await storage.purge()
    assert await storage.school.labels() == ()
    assert await _train(settings, storage)
    assert await storage.teaching.lessons() == ()
    assert await storage.school.forgotten() == frozenset()
