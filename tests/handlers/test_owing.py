"""What is said of a paper that is awaited is told from what is said of anything else."""

import pytest

from handlers.form import owing
from handlers.ticket import calling_off


@pytest.mark.parametrize("text", ["وش المطلوب مني بالضبط؟", "وش تبون مني؟", "what do you need from me?"])
def test_who_asks_what_is_awaited_is_heard(text: str) -> None:
    """The question for what is needed is known in Arabic and English."""
    assert owing.asks_what(text)


@pytest.mark.parametrize("text", ["ما عندي صك", "مافي صك", "الصك ضايع", "I don't have it, can a rental contract do instead?"])
def test_who_has_it_not_is_heard(text: str) -> None:
    """Lacking it, or offering another paper, is known."""
    assert owing.lacks(text)


@pytest.mark.parametrize("text", ["ما عندي سؤال", "رقم الصك 4471", "الصك"])
def test_other_words_do_not_say_that_it_is_not_there(text: str) -> None:
    """Having no question, or giving a number, is something else."""
    assert not owing.lacks(text)


@pytest.mark.parametrize("text", ["لا ابي موظف", "خلاص ابي موظف", "ابي موظف مو بوت"])
def test_a_no_before_the_wish_for_an_officer_takes_nothing_back(text: str) -> None:
    """«لا ابي موظف» wants one."""
    assert not calling_off.takes_officer_back(text)
