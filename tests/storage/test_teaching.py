import pytest

from domain.effects import RecordDecision
from domain.errors import BadInput
from domain.model import Candidate, ConversationId, OfficerId
from domain.teaching import Lesson, Source, Training
from faq import learning
from storage.learning.school import School
from storage.learning.teaching import Teaching
from storage.office.officers import Officers
from storage.store import Store
from tests.databases import NOON
from tests.storage.working import A, Working

B = "web:main:b"
OFFERED = (Candidate("fees", 0.3), Candidate("hours", 0.2))
WORDS = "وش تاخذون عشان ادخل معكم"
ASKED = RecordDecision(WORDS, "clarify", "", OFFERED)
PICKED = RecordDecision(WORDS, "picked", "fees", OFFERED)


async def _officer(store: Store) -> OfficerId:
    officers = Officers(store)
    await officers.add("salim", "hash", "سالم", {}, "officer")
    return (await officers.all())[0].id


async def test_presses_and_verdicts_come_back_as_labels(store: Store) -> None:
    """A pick, "none of these", "this did not help" on what was answered, and an officer's word; questions without data."""
    work, officer = Working(store), await _officer(store)
    await work.happens(RecordDecision("اسمي محمد علي وكم الرسوم", "answer", "fees", OFFERED))
    await work.happens(RecordDecision("", "not_helped", "fees", ()))
    await work.happens(ASKED, conversation=B)
    await work.happens(PICKED, conversation=B)
    await work.happens(RecordDecision("غيره", "none_of_these", "", OFFERED), conversation=B)
    teaching, school = Teaching(store), School(store)
    (asked,) = await teaching.questions(ConversationId(A))
    await teaching.judge(asked.id, "hours", officer)
    stripped = "اسمي [اسم] وكم الرسوم"
    assert [(one.text, one.entry, one.teacher, one.source) for one in await school.labels()] == [
        (stripped, "fees", A, Source.NOT_HELPED),
        (WORDS, "fees", B, Source.PICKED),
        ("غيره", "", B, Source.NONE_OF_THESE),
        (stripped, "hours", str(officer), Source.OFFICER),
    ]
    (judged,) = await teaching.questions(ConversationId(A))
    assert (judged.verdict, judged.officer_name) == ("hours", "سالم")
    with pytest.raises(BadInput):
        await teaching.judge(10_000, "hours", officer)


async def test_an_outcome_holds_all_that_is_known_of_a_question(store: Store) -> None:
    """The pick belongs to the question that was put before it, the complaint to the answer."""
    work = Working(store)
    await work.happens(RecordDecision("كم", "answer", "fees", OFFERED))
    await work.happens(RecordDecision("", "not_helped", "fees", ()))
    await work.happens(ASKED)
    await work.happens(PICKED)
    first, second = await School(store).outcomes()
    assert (first.decision, first.helped, first.picked) == ("answer", False, None)
    assert (second.decision, second.helped, second.picked) == ("clarify", True, "fees")


async def test_what_is_published_live_replaces_all_lessons_and_names_the_model(store: Store) -> None:
    """Lessons keep their ids; one that is drawn no more is gone; a training that is not live changes no model."""
    work, school, teaching = Working(store), School(store), Teaching(store)
    for conversation in (A, B):
        await work.happens(PICKED, conversation=conversation)
    assert await school.fresh() == (2, 0)
    drawn = learning.lessons(await school.labels())
    assert await school.version() == (0, None)
    version = await school.publish(drawn, Training(NOON, live=True, lessons=1, answer=0.5, note="ok"))
    assert await school.version() == (version, 0.5)
    assert await school.live() == drawn
    (kept,) = await teaching.lessons()
    other = Lesson("m", "كلام", "hours", 0.0, 1, None, NOON, NOON)
    refused = await school.publish((other,), Training(NOON, live=False, lessons=0, answer=None, note="worse"))
    assert refused > version
    assert (await school.version())[0] == version
    assert len(await teaching.lessons()) == 2
    await school.publish(drawn, Training(NOON, live=True, lessons=1, answer=None, note=""))
    assert [(one.id, one.live) for one in await teaching.lessons()] == [(kept.id, True)]
    assert [one.live for one in await teaching.trainings()] == [True, False, True]


async def test_a_removed_lesson_is_gone_with_the_next_model_and_never_drawn_again(store: Store) -> None:
    """Until then it is marked, and counts as news; its words are not kept."""
    work, school, teaching, officer = Working(store), School(store), Teaching(store), await _officer(store)
    for conversation in (A, B):
        await work.happens(PICKED, conversation=conversation)
    drawn = learning.lessons(await school.labels())
    await school.publish(drawn, Training(NOON, live=True, lessons=1, answer=None, note=""))
    (kept,) = await teaching.lessons()
    assert await teaching.remove(kept.id, officer)
    assert not await teaching.remove(kept.id, officer)
    assert [one.removed for one in await teaching.lessons()] == [True]
    assert (await school.fresh())[1] == 1
    assert learning.lessons(await school.labels(), await school.forgotten()) == ()
    await school.publish((), Training(store.clock.now(), live=True, lessons=0, answer=None, note=""))
    assert await teaching.lessons() == ()
    assert await school.live() == ()
    await school.publish(drawn, Training(NOON, live=True, lessons=1, answer=None, note=""))
    assert await school.live() == ()


async def test_one_answer_in_five_is_put_before_officers_until_somebody_judges_it(store: Store) -> None:
    """Which one is decided by its number, not by how sure the bot was."""
    work, teaching, officer = Working(store), Teaching(store), await _officer(store)
    for number in range(10):
        await work.happens(RecordDecision(f"سؤال {number}", "answer", "fees", OFFERED))
    first, second = await teaching.to_check()
    await teaching.judge(first.id, "fees", officer)
    assert await teaching.to_check() == (second,)


async def test_what_many_members_ask_is_put_before_officers_once(store: Store) -> None:
    """Thirty who asked the same are one question to judge, and none once it was judged."""
    work, teaching, officer = Working(store), Teaching(store), await _officer(store)
    for _ in range(30):
        await work.happens(RecordDecision("متى الدوام", "answer", "hours", OFFERED))
    (asked,) = await teaching.to_check()
    await teaching.judge(asked.id, "hours", officer)
    assert await teaching.to_check() == ()
