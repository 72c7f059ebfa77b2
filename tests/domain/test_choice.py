"""Choosing among options by words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.choice import numbers, resolve_choice
from domain.model import Option

THREE = (Option("a", "التسجيل في الجمعية"), Option("b", "طلب الدعم"), Option("c", "شيء آخر"))
ENGLISH = (Option("a", "Register"), Option("b", "Request support"), Option("c", "Something else"))
SCORES = (Option("5", "5 ممتاز"), Option("4", "4"), Option("1", "1 ضعيف"), Option("u", "لم تُحل"))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        *(("2", "b"), ("٢", "b"), ("۲", "b"), ("2.", "b"), ("(2)", "b"), ("رقم 2", "b"), ("خيار ٢", "b"), ("option 2", "b")),
        *(("الثاني", "b"), ("ثاني واحد", "b"), ("الأول", "a"), ("second", "b"), ("the last one", "c"), ("الأخير", "c")),
        *(("طلب الدعم", "b"), ("طلب الدعمم", "b"), ("الدعم", "b"), ("طَلَب الدَّعم", "b"), ("تسجيل", "a"), ("شي اخر", "c")),
        *(("\u200f2\u200e", "b"), ("4", None), ("0", None), ("", None), ("؟", None), ("طلب الدعم كيف يكون", None)),
    ],
)
def test_what_is_meant(said: str, expected: str | None) -> None:
    """Numbers in any digits, ordinals, the option's words with a slip, or a part that fits one option choose it."""
    found = resolve_choice(said, THREE)
    assert (found and found.id) == expected


@pytest.mark.parametrize(("said", "expected"), [("SUPPORT", "b"), ("regster", "a"), ("something else", "c"), ("request", "b")])
def test_english_words(said: str, expected: str) -> None:
    """English labels are chosen the same way, in any case."""
    found = resolve_choice(said, ENGLISH)
    assert found is not None
    assert found.id == expected


def test_two_options_that_fit_are_none() -> None:
    """A part that fits two options chooses neither."""
    assert resolve_choice("طلب", (Option("a", "طلب دعم"), Option("b", "طلب تسجيل"))) is None


def test_a_label_keeps_its_own_number() -> None:
    """«5 ممتاز» is 5 though it stands first; an option without a number gets one that is free."""
    assert numbers(SCORES) == (5, 4, 1, 2)
    assert [resolve_choice(said, SCORES) for said in ("5", "١", "ممتاز", "لم تحل")] == [
        SCORES[0],
        SCORES[2],
        SCORES[0],
        SCORES[3],
    ]


def test_without_parts_only_whole_words_choose() -> None:
    """Where free text is awaited a part of a label is no choice, but its whole and its number are."""
    assert resolve_choice("الدعم", THREE, parts=False) is None
    assert resolve_choice("الثاني", THREE, parts=False) is None
    assert resolve_choice("طلب الدعم", THREE, parts=False) == THREE[1]
    assert resolve_choice("2", THREE, parts=False) == THREE[1]


def test_a_long_text_is_no_choice() -> None:
    """A text longer than any label is not compared at all."""
    assert resolve_choice("طلب الدعم " * 20, THREE) is None


@given(st.text(max_size=100), st.lists(st.text(max_size=30), max_size=12))
def test_any_text_gives_an_offered_option_or_none(said: str, labels: list[str]) -> None:
    """No text and no labels raise, every option has a number of its own, and only what was offered is chosen."""
    offered = tuple(Option(str(place), label) for place, label in enumerate(labels))
    found = resolve_choice(said, offered)
    assert found is None or found in offered
    assert len(numbers(offered)) == len(offered)
