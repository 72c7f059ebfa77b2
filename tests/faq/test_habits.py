from datetime import UTC, datetime, timedelta

import pytest

from domain.teaching import Label, Source
from faq import decide, habits, learning, scales
from faq.decision import Answer, Clarify, Thread
from tests.faq import phrasebook

_NOON = datetime(2026, 11, 22, 9, tzinfo=UTC)
_ENTRIES = {entry.id: entry for entry in phrasebook.ENTRIES}
_DOUBT = scales.Thresholds(answer=1.1, heard=0.01, offer=0.0)
_DECIDE = phrasebook.later(lambda: decide.decider(phrasebook.matcher(), phrasebook.ENTRIES, _DOUBT))
WORDS = "رسوم العضوية"


def label(entry: str, teacher: str = "web:1", source: Source = Source.PICKED, at: int = 0) -> Label:
    """Make a label on the same words."""
    return Label(WORDS, entry, teacher, source, _NOON + timedelta(minutes=at))


def test_who_chose_twice_is_answered_at_once_and_nobody_else() -> None:
    """The words that leave a doubt are settled for him; in other order and inflection too."""
    known = habits.habits([label("fees.refund"), label("fees.refund", at=1)])
    following = habits.following(_DECIDE, known, _ENTRIES)
    for words in (WORDS, "العضوية رسوم؟"):
        (asked,) = following(words, Thread(member="web:1"))
        assert isinstance(asked.decision, Answer), words
        assert asked.decision.entry == "fees.refund"
    (other,) = following(WORDS, Thread(member="web:2"))
    assert isinstance(other.decision, Clarify)


@pytest.mark.parametrize(
    "labels",
    [
        [label("fees.refund")],
        [label("fees.refund"), label("fees.amount", at=1)],
        [label("fees.refund"), label("fees.refund", at=1), label("", source=Source.NONE_OF_THESE, at=2)],
        [label("fees.refund"), label("fees.refund", at=1), label("fees.refund", source=Source.NOT_HELPED, at=2)],
        [label("fees.refund"), label("fees.refund", at=1), label("fees.amount", "7", Source.OFFICER)],
        [label("fees.refund"), label("fees.refund", "web:2")],
    ],
)
def test_what_is_no_habit(labels: list[Label]) -> None:
    """Once, in turns, taken back, judged by an officer, or two members' one press each: nobody is answered by it."""
    assert not habits.habits(labels)


def test_what_an_officer_removed_is_no_habit() -> None:
    """A lesson that was taken out answers its own teacher no more."""
    mark = learning.mark(learning.bag(WORDS), "fees.refund")
    assert not habits.habits([label("fees.refund"), label("fees.refund", at=1)], {mark})


def test_habits_change_nothing_that_is_sure() -> None:
    """They settle doubts; what the words say clearly stands."""
    known = habits.habits([label("fees.refund"), label("fees.refund", at=1)])
    sure = decide.decider(phrasebook.matcher(), phrasebook.ENTRIES)
    (asked,) = habits.following(sure, known, _ENTRIES)("كم رسوم العضوية", Thread(member="web:1"))
    assert isinstance(asked.decision, Answer)
    assert asked.decision.entry == "fees.amount"
