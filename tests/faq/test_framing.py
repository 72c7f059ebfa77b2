"""What stands around a question is told from it: stories before and sighs behind, thanks that a «but» turns from."""

import pytest

from faq import courtesies, framing

STORY = "انا موظف متقاعد وراتبي على قدي وكنت ساكن في جده بعدين رحت الطايف"


@pytest.mark.parametrize("behind", ["وبصراحه تعبت", "لاني محتار", "بس قلت اتاكد", "والله يسعدكم", ""])
def test_a_question_amid_a_long_message_ends_where_he_tells_on(behind: str) -> None:
    """The question alone is given first, then with the words before it."""
    asked = framing.at_length(f"{STORY} كم رسوم العضوية {behind}".strip())
    first, second = next(asked), next(asked)
    assert first.strip() == "كم رسوم العضوية"
    assert second.endswith("رحت الطايف كم رسوم العضوية")


def test_few_words_before_a_question_are_no_story() -> None:
    """They may be what it is about."""
    assert list(framing.at_length("ابوي توفى كم المدة وبصراحه تعبت")) == []


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("شكرا على سرعة الرد المره اللي فاتت بس الموية رجعت تنقطع", "الموية رجعت تنقطع"),
        ("thanks a lot for the help but the lift stopped again", "the lift stopped again"),
        ("مفيش حاجة تانية بس عايز اعرف المصاريف كام", "عايز اعرف المصاريف كام"),
        ("لا ما عندي شي ثاني بس كم رسوم العضوية", "كم رسوم العضوية"),
        ("شكرا بس", "شكرا بس"),
        ("المصعد خربان بس الحارس يقول لا", "المصعد خربان بس الحارس يقول لا"),
    ],
)
def test_what_thanks_turn_from_is_what_is_said(text: str, rest: str) -> None:
    """A «but» behind anything else parts nothing."""
    assert courtesies.behind_thanks(text) == rest


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("والدي الله يحفظه يبي يعرف كم الرسوم", "كم الرسوم"),
        ("my mother wants to know the fees", "the fees"),
        ("امي تبي تعرف عضويتها", "امي تبي تعرف عضويتها"),
        ("my son wants to register", "my son wants to register"),
    ],
)
def test_what_somebody_else_would_know(said: str, asked: str) -> None:
    """It is asked as if by the writer; what is the other's own is not his to be told."""
    assert framing.behind_another(said) == asked


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("عندي ٣ اسئلة: كم سعر السهم؟", "كم سعر السهم؟"),
        ("I have three questions: what is a share worth?", "what is a share worth?"),
        ("عندي سؤالين، كم الرسوم", "كم الرسوم"),
        ("من الساعة 8:30 تفتحون؟", "من الساعة 8:30 تفتحون؟"),
    ],
)
def test_what_only_announces_questions_is_taken_off_the_first(text: str, begun: str) -> None:
    """Before a comma or a colon; a colon of the time of day announces nothing."""
    assert framing.begun(text) == begun


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("كم سعر السهم واقدر اشتري كم سهم", [("كم سعر السهم", "واقدر اشتري كم سهم")]),
        ("what are the fees and when do you open", [("what are the fees", "and when do you open")]),
        ("هل يحق لي ارشح نفسي وانا متأخر بالسداد", []),
        ("الأدوات التي وضعت بين يدي الموظف", []),
        ("ترسلونه بريد والا واتساب", []),
        ("الرسوم وكم هي", []),
    ],
)
def test_an_and_may_join_two_questions(text: str, split: list[tuple[str, str]]) -> None:
    """Not where it tells how one is, gives a choice or begins another word, and not beside a single word."""
    assert list(framing.halves(text)) == split
