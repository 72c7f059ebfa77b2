"""The general assembly's notice and what is answered to it."""

from hypothesis import given
from hypothesis import strategies as st

from domain import assembly
from domain.assembly import AnnouncementId, Answer, Assembly, Receipt
from domain.model import Language
from tests.domain.offices import at

INVITED = Assembly(
    place=dict.fromkeys(Language, "القاعة"), at=at("2026-12-15 19:00"), agenda=dict.fromkeys(Language, ("التقرير السنوي",))
)


def test_an_answer_is_read_from_its_option() -> None:
    """Whenever it is pressed, and from within the limit of an option's id."""
    for answer in Answer:
        option = assembly.option(AnnouncementId(999_999_999), answer)
        assert assembly.answered(option) == (999_999_999, answer)
        assert len(option.encode("ascii")) <= 48


@given(st.text() | st.from_regex(r"assembly:.*"))
def test_any_other_option_is_no_answer(option: str) -> None:
    """Nothing is guessed, and nothing raises."""
    found = assembly.answered(option)
    assert found is None or option.rpartition(":")[2] == found[1].value


def test_a_proxy_is_offered_only_where_it_is_allowed() -> None:
    """By the bylaws of the association."""
    assert assembly.answers(INVITED) == tuple(Answer)
    alone = Assembly(INVITED.place, INVITED.at, INVITED.agenda, proxies=False)
    assert assembly.answers(alone) == (Answer.ATTENDS, Answer.ABSENT)


def test_a_notice_is_proven_by_the_first_sign_of_its_arrival() -> None:
    """Sending alone proves nothing."""
    assert assembly.proven(Receipt(sent_at=at("2026-11-22 09:00"))) is None
    read = Receipt(at("2026-11-22 09:00"), read_at=at("2026-11-22 12:00"), answered_at=at("2026-11-22 13:00"))
    assert assembly.proven(read) == at("2026-11-22 12:00")
