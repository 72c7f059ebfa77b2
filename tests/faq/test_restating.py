"""What a member says that he meant is asked in the place of what he said before."""

import inspect
import sys

import pytest

from faq import decide, restating
from faq.decision import Act, Decision, Thread, subject_of
from faq.entries import Kind
from faq.experts import training
from tests.faq import phrasebook

_ENTRIES = (
    *phrasebook.ENTRIES,
    phrasebook.entry("fees.who", "من يحدد رسوم العضوية", "who sets the membership fee"),
    phrasebook.entry("shares.who", "من يحدد قيمة السهم", "who sets the price of a share"),
    phrasebook.entry("action.register", "سجلوني عضو", "التسجيل", "register me", kind=Kind.ACTION, action="register"),
)
_DECIDE = phrasebook.later(lambda: decide.decider(training.build(_ENTRIES, None), _ENTRIES))
_WHO = Thread("fees.who", "fees")


def _decided(text: str, thread: Thread = _WHO) -> Decision:
    (asked,) = _DECIDE(text, thread)
    return asked.decision


@pytest.mark.parametrize(
    ("text", "meant", "denies"),
    [
        ("لا قصدي انقل اسهمي لاخوي", "انقل اسهمي لاخوي", True),
        ("I mean the membership fee", "the membership fee", False),
        ("no no, I am asking about my wife", "my wife", True),
        ("ما فهمتني انا اقصد الرسوم", "الرسوم", True),
        ("سؤالي هو هل ترجع", "هل ترجع", False),
        ("la agsod el rosoom", "el rosoom", True),
    ],
)
def test_what_was_meant_stands_behind_the_words_that_say_so(text: str, meant: str, denies: bool) -> None:
    """A no in front of it denies the last answer."""
    found = restating.restated(text)
    assert found is not None
    assert (found.text, found.denies) == (meant, denies)


@pytest.mark.parametrize("text", ["قصدي", "لا مو كذا", "كم الرسوم", "اسأل الله لكم التوفيق", "meaning of the shares"])
def test_other_words_restate_nothing(text: str) -> None:
    """A mere denial, a prayer and any other question are what they are."""
    assert restating.restated(text) is None


def test_what_was_not_meant_is_told_apart_where_the_end_names_it() -> None:
    """«the amount, not who sets it» asks of the amount."""
    found = restating.restated("اقصد مبلغ الرسوم مو من يحددها")
    assert found is not None
    assert (found.without, found.not_meant) == ("مبلغ الرسوم", "من يحددها")


def test_the_answer_that_is_denied_is_not_given_again() -> None:
    """Without the no the same words may ask for it once more."""
    assert subject_of(_decided("اقصد من يحدد رسوم العضوية")) == "fees.who"
    assert subject_of(_decided("لا اقصد من يحدد رسوم العضوية")) != "fees.who"


def test_what_has_no_answer_is_asked_again_by_who_denies_it() -> None:
    """There was none to deny: «كم القسط», and then «لا اقصد قسط الوحدة», go to the same person."""
    silent = phrasebook.entry("fees.unit", "كم قسط الوحدة السكنية", kind=Kind.SILENT)
    entries = (*_ENTRIES, silent)
    (asked,) = decide.decider(training.build(entries, None), entries)("لا اقصد قسط الوحدة السكنية", Thread("fees.unit", "fees"))
    assert subject_of(asked.decision) == "fees.unit"


def test_what_was_not_meant_is_no_part_of_the_question() -> None:
    """«who sets» of the last answer's title does not draw the question back to it."""
    assert subject_of(_decided("اقصد كم رسوم العضوية مو من يحددها")) == "fees.amount"


def test_nothing_is_begun_that_is_not_wished_for() -> None:
    """Behind an answer a matter that is only named is asked about; out of the blue it is what is wanted."""
    assert not isinstance(_decided("لا اقصد التسجيل"), Act)
    assert isinstance(_decided("لا اقصد ابغى التسجيل"), Act)
    assert isinstance(_decided("اقصد التسجيل", Thread()), Act)


def test_who_says_again_and_again_what_he_meant_is_read_once() -> None:
    """Two hundred beginnings go no deeper than one."""
    deep = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 150)
    try:
        decided = _decided("اقصد " * 200 + "كم رسوم العضوية")
    finally:
        sys.setrecursionlimit(deep)
    assert not isinstance(decided, Act)
