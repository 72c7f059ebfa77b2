"""Wishing to read a clause is told apart from asking about it."""

import pytest

from handlers.hearing import clauses_named

SECTIONS = {"handling": ("التعامل مع الأعضاء", "Dealing with members"), "membership": ("العضوية", "Membership")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("نص البند الخامس من التعامل مع الأعضاء", ("handling", 5)),
        ("clause 5 of dealing with members please", ("handling", 5)),
        ("المادة ٢ من العضوية", ("membership", 2)),
        ("هل البند 5 من التعامل مع الأعضاء ملزم للجمعية؟", None),
        ("عندي 3 أسهم من العضوية", None),
        ("البند الخامس", None),
    ],
)
def test_a_clause_is_named_by_number_and_section(text: str, found: tuple[str, int] | None) -> None:
    """A question about it is no wish to read it."""
    assert clauses_named.wanted(text, SECTIONS) == found


@pytest.mark.parametrize(
    "text",
    [
        "ورني نص البند",
        "can I read the clause itself",
        "where does it say that",
        "وين مكتوب هالكلام",
        "أرجو ذكر رقم المادة التي استندتم إليها",
        "أين أجد نص هذا الحكم؟",
        "وكل هالكلام مكتوب وين؟",
    ],
)
def test_the_clause_of_the_answer_before_is_asked_for(text: str) -> None:
    """By whatever it is called."""
    assert clauses_named.wants_it(text)


@pytest.mark.parametrize("text", ["وش معنى البند", "نص ساعة", "وين مكتوب اسمي", "the text of my contract is wrong"])
def test_other_words_with_a_clause_in_them_are_none(text: str) -> None:
    """Half an hour is «نص ساعة» too."""
    assert not clauses_named.wants_it(text)
