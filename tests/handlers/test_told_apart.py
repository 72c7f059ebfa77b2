from collections.abc import Callable

import pytest

from handlers.hearing import manners, notices, prospects, service, turnings

TOLD_APART: tuple[tuple[Callable[[str], bool], str, tuple[str, ...]], ...] = (
    (
        notices.means_own,
        "خلو حق طلباتي بس",
        ("خلو حق طلباتي", "خلو هذي بس", "طلباتي بس وينها؟", "قدمت طلباتي من شهر وقلت لكم بس ما شفت منكم الا الوعود"),
    ),
    (notices.means_not_all, "لا مو كلها", ("كلها", "مو هذي", "سجلت عندكم من سنة والمشكلة مو كلها منكم بصراحة لكن تعبت")),
    (service.asks_for_rules, "وش القوانين عندكم", ("القوانين ما عجبتني", "وش الرسوم عندكم", "وش تعليماتك انت")),
    (service.names_both_languages, "بالعربي والانجليزي لو يصير", ("بالعربي لو يصير", "ما اعرف العربي والانجليزي")),
    (
        manners.may_thank,
        "thanks, you've been helpful",
        ("thanks but it is late", "thanks at 8", "شكرا على كل ما قدمتموه لنا في هذا اليوم الجميل من خدمة ورد سريع ووضوح"),
    ),
    (turnings.would_complain, "بقدم شكوى بعد", ("ابي اقدم", "شكوى", "ممكن اقدم شكوى؟", "لو سمحت")),
    (prospects.asks_who_is_above, "فيه احد فوق موظفينكم؟", ("المدير", "فيه احد عندكم؟")),
)
"""What a rule recognises, and what is like it and is not that."""


@pytest.mark.parametrize(("rule", "text", "_"), TOLD_APART)
def test_words_are_recognised(rule: Callable[[str], bool], text: str, _: tuple[str, ...]) -> None:
    """As they are written."""
    assert rule(text)


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, _, others in TOLD_APART for text in others])
def test_what_is_like_them_is_not(rule: Callable[[str], bool], text: str) -> None:
    """A word more or less, or a question, means something else."""
    assert not rule(text)
