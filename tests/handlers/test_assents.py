"""A yes and a no in whatever words, told from what tells, asks or wishes something."""

# ruff: noqa: E501 - lists of messages read best in wide lines

import pytest

from handlers.hearing import assents

_YES = (
    "نعم", "أجل، تفضل", "اي والله", "ياليت تسوونها", "يا ليت", "توكل على الله", "سجلوها لو سمحت", "طيب تمام", "ماشي", "ما عندي مانع", "ودي", "تكفى",
    "go ahead", "sure, why not", "yes please do it", "aywa", "tayeb",
)  # fmt: skip
_NO = (
    "لا", "لالا", "بفكر واعلمكم", "مو لازم", "ما له داعي", "ما يحتاج", "لا داعي لذلك", "لا تسوي شي", "لا تكبرها", "خلها بعدين", "بلاها", "غيرت رايي", "انسى الموضوع", "لا ودي ولا ابي",
    "no need", "not now", "never mind", "don't do it", "la ma abi", "mo lazim",
)  # fmt: skip
_NEITHER = (
    "لا ابي اشتكي", "لا بس افضفض", "نعم وهذا رقمي 0551234567", "ما ابي موظف", "لا تنسون تردون علي", "ما سوى شي", "ما جاني احد", "مافي مويه", "محتاج مساعده",
    "كلموني", "ليش", "طيب وبعدين", "تمام؟", "شكرا", "الله يعطيك العافية", "مو شغال", "no one came", "I need help", "can you help me", "not fixed", "وش يصير بعدها",
)  # fmt: skip


@pytest.mark.parametrize("said", _YES)
def test_a_yes_in_whatever_words(said: str) -> None:
    """Such a message takes up what was offered."""
    assert assents.accepts(said)
    assert not assents.refuses(said)


@pytest.mark.parametrize("said", _NO)
def test_a_no_in_whatever_words(said: str) -> None:
    """Such a message refuses it."""
    assert assents.refuses(said)
    assert not assents.accepts(said)


@pytest.mark.parametrize("said", _NEITHER)
def test_what_says_more_is_neither(said: str) -> None:
    """Who tells, asks or wishes something has said neither yes nor no."""
    assert not assents.accepts(said)
    assert not assents.refuses(said)


def test_none_of_what_was_offered() -> None:
    """It is said in words too; who denies one thing among others tells more."""
    assert all(map(assents.wants_none, ("لا لا ولا وحده", "ولا شي من هذول", "none of these", "neither")))
    assert not any(map(assents.wants_none, ("ولا احد رد علي", "لا ابي هذي", "ولا شي تغير")))
