from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.teaching import Label, Source
from faq import decide, learning
from faq.experts import training
from faq.matcher import NONE, Origin
from tests.faq import phrasebook

_NOON = datetime(2026, 11, 22, 9, tzinfo=UTC)
_KNOWN = {entry.id for entry in phrasebook.ENTRIES}
WORDS = "وش تاخذون عشان ادخل معكم"
"""Words that the small knowledge does not know."""


def label(teacher: str, entry: str = "fees.amount", text: str = WORDS, source: Source = Source.PICKED, at: int = 0) -> Label:
    """Make a label."""
    return Label(text, entry, teacher, source, _NOON + timedelta(minutes=at))


def test_one_member_alone_makes_nothing_answered_however_often_he_presses() -> None:
    """A hundred presses are one voice, and a light one: at most the entry is offered."""
    presses = [label("web:1", "contact.hours", at=number) for number in range(100)]
    (lesson,) = learning.lessons(presses)
    assert (lesson.weight, lesson.members) == (learning.ALONE, 1)
    examples = learning.examples([lesson], _KNOWN)
    after = decide.decider(training.build(phrasebook.ENTRIES, None, examples), phrasebook.ENTRIES)(WORDS)[0].decision
    assert type(after).__name__ != "Answer"
    assert max(one.confidence for one in after.candidates) < 0.25


def test_a_hundred_texts_of_one_member_do_not_back_one_another() -> None:
    """One who presses the wrong option on words ever so slightly changed is still alone: all of them weigh as one."""
    presses = [label("web:1", "contact.hours", f"{WORDS} يا مجيب {'ن' * number}", at=number) for number in range(100)]
    assert sum(lesson.weight for lesson in learning.lessons(presses)) == pytest.approx(learning.ALONE)


def test_one_member_is_not_heard_where_another_says_otherwise() -> None:
    """On words very like his another member taught another entry: both wait."""
    apart = [label("web:1", text="وش تاخذون عشان ادخل"), label("web:2", "contact.hours", "وش تاخذون عشان ادخل معاكم")]
    assert {lesson.weight for lesson in learning.lessons(apart)} == {0.0}


def test_two_members_who_agree_teach_a_phrasing_that_is_answered_at_once() -> None:
    """Before, the words are not answered; after, they are, as a known text."""
    before = decide.decider(phrasebook.matcher(), phrasebook.ENTRIES)(WORDS)[0].decision
    examples = learning.examples(learning.lessons([label("web:1"), label("web:2")]), _KNOWN)
    after = decide.decider(training.build(phrasebook.ENTRIES, None, examples), phrasebook.ENTRIES)(WORDS)[0].decision
    assert type(before).__name__ != "Answer"
    assert type(after).__name__ == "Answer"
    assert [(one.entry, one.weight, one.origin) for one in examples] == [("fees.amount", 1.0, Origin.LEARNT)]


def test_members_who_contradict_each_other_teach_nothing_until_an_officer_speaks() -> None:
    """Two against one is not enough; an officer's last word outweighs everybody."""
    split = [label("web:1"), label("web:2"), label("web:3", "fees.refund")]
    assert [lesson.weight for lesson in learning.lessons(split)] == [0.0]
    said = [label("7", "fees.amount", source=Source.OFFICER, at=1), label("7", "contact.hours", source=Source.OFFICER, at=2)]
    (lesson,) = learning.lessons([*split, *said])
    assert (lesson.entry, lesson.weight, lesson.officer) == ("contact.hours", 1.0, 7)


def test_an_answer_that_did_not_help_speaks_against_its_entry() -> None:
    """What two members taught a third one's "this did not help" takes back; by itself it teaches nothing."""
    taught = [label("web:1"), label("web:2")]
    unhelped = label("web:3", source=Source.NOT_HELPED)
    assert [lesson.weight for lesson in learning.lessons([*taught, unhelped])] == [0.0]
    assert learning.lessons([unhelped]) == ()


def test_members_back_each_other_on_words_very_like_theirs() -> None:
    """Such a phrasing counts for less, and is not a text known word for word; other words do not back it."""
    alike = learning.lessons(
        [label("web:1", text="ابغى اعرف وش تاخذون عشان ادخل"), label("web:2", text="وش تاخذون عشان ادخل معاكم")]
    )
    assert {lesson.weight for lesson in alike} == {learning.BESIDE}
    apart = learning.lessons([label("web:1", text="وش تاخذون عشان ادخل"), label("web:2", text="اين مقركم الرئيسي")])
    assert {lesson.weight for lesson in apart} == {learning.ALONE}


def test_an_officer_teaches_what_no_entry_answers() -> None:
    """Empty is the class none, and a removed lesson stays away."""
    said = label("7", "", source=Source.OFFICER)
    (lesson,) = learning.lessons([said])
    assert [one.entry for one in learning.examples([lesson], _KNOWN)] == [NONE]
    assert learning.lessons([said], {lesson.mark}) == ()


def test_order_and_inflection_of_words_do_not_make_another_phrasing() -> None:
    """Near duplicates are one lesson."""
    same = [label("web:1", text="كم رسوم العضوية عندكم"), label("web:2", text="عندكم كم رسوم العضويه؟؟")]
    assert [lesson.members for lesson in learning.lessons(same)] == [2]


def test_lessons_of_entries_that_are_gone_are_left_out() -> None:
    """The knowledge may have been edited since."""
    drawn = learning.lessons([label("7", "gone.entry", source=Source.OFFICER)])
    assert drawn
    assert not learning.examples(drawn, _KNOWN)


@given(
    st.lists(
        st.builds(
            label,
            st.sampled_from(["web:1", "web:2", "7"]),
            st.sampled_from(["", "fees.amount", "fees.refund"]),
            st.sampled_from(["", "كم", "كم الرسوم", "كم الرسوم عندكم", "[رقم]"]),
            st.sampled_from([Source.PICKED, Source.NONE_OF_THESE, Source.NOT_HELPED]),
            st.integers(0, 5),
        ),
        max_size=25,
    )
)
def test_the_order_in_which_labels_are_read_changes_nothing(labels: list[Label]) -> None:
    """Lessons follow from what was said and when; none has a weight on one teacher's word."""
    at = {(one.teacher, one.text): one for one in labels}
    drawn = learning.lessons(at.values())
    assert {(one.mark, one.weight) for one in learning.lessons(reversed(at.values()))} == {
        (one.mark, one.weight) for one in drawn
    }
    assert not [one for one in drawn if one.weight == 1.0 and one.members < learning.AGREED]
