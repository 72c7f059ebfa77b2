"""Out of the blue, with nothing open: what has its answer is answered before any remark is looked for."""

from dataclasses import replace

import pytest

from faq.decision import Answer, Asked, Thread
from tests.handlers.house import HOUSE, Talk, context


def _knowing(confidence: float) -> Talk:
    """Begin where every text is taken for a question after the fees."""

    def decide(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:  # noqa: B008 - frozen value
        del thread
        return (Asked(text, Answer("fees", confidence, ())),)

    return Talk(context(house=replace(HOUSE, decide=decide)))


@pytest.mark.parametrize(
    ("text", "confidence"),
    [("ممكن تقول لي كم الرسوم؟", 0.6), ("شكرا على التجاوب لكن كم الرسوم؟", 0.6), ("أبي أتخلص من أسهمي", 0.96)],
)
def test_what_asks_or_is_surely_known_is_answered(text: str, confidence: float) -> None:
    """A question needs no more than its answer; words that do not ask must surely have one."""
    assert "جواب fees." in _knowing(confidence).say(text)


@pytest.mark.parametrize("text", ["زياد منصور العمري", "Nawaf Saad Alqahtani", "رقم جوالي 0553318842", "متأكد؟"])
def test_a_name_a_number_and_a_doubt_are_no_questions(text: str) -> None:
    """However sure the matcher is: it knows nothing of names and numbers, and a word with a mark is a remark."""
    talk = _knowing(0.99)
    talk.say("كم الرسوم عندكم؟")
    assert "جواب fees." not in talk.say(text)


def test_words_that_neither_ask_nor_are_surely_known_may_be_a_remark() -> None:
    """«شكرا لكم على التجاوب السريع» is thanks, whatever it resembles."""
    assert "العفو" in _knowing(0.9).say("شكرا لكم على التجاوب السريع")
