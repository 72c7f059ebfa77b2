"""Scores in words."""

import pytest

from handlers.hearing import scores


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("5", 5),
        ("٥/٥", 5),
        ("8 من 10", 4),
        ("خمس نجوم", 5),
        ("⭐⭐⭐⭐", 4),
        ("5 ممتاز", 5),
        ("very good", 4),
        ("نجمتين", 2),
        ("٥٥", 55),
        ("5 أيام وما رد أحد", None),
        ("تقييم", None),
        ("", None),
        ("5/7", None),
        ("7 من 10", None),
    ],
)
def test_a_whole_message_is_a_score(text: str, score: int | None) -> None:
    """A number out of range is given as it is; what falls between two scores is none."""
    assert scores.whole(text) == score


@pytest.mark.parametrize(
    ("text", "score", "beside"),
    [
        ("اعطيكم ٤ من ٥ بس تأخرتوا", 4, "بس تأخرتوا"),
        ("I'd say 4", 4, ""),
        ("٤ تمام بس تأخروا", 4, "تمام بس تأخروا"),
        ("ما سويتوا مسبح لكن ٥", 5, "ما سويتوا مسبح لكن ٥"),
        ("ممتاز والله", 5, ""),
        ("5 ماقصرتو", 5, "ماقصرتو"),
        ("٥ ما قصرتوا", 5, "ما قصرتوا"),
        ("3 الرجال جا متاخر بس صلحها", 3, "الرجال جا متاخر بس صلحها"),
        ("تقييمي لخدمتكم أربعة من خمسة", 4, ""),
        ("2 because you gave me no reason", 2, "because you gave me no reason"),
        ("I give it a 3, the officer was rude", 3, "the officer was rude"),
        ("it was okay I guess", 3, ""),
        ("الخدمة كانت سيئة جدا", 1, ""),
        ("نجمة وحدة ولا تستاهلونها", 1, "ولا تستاهلونها"),
        ("ممتاز بس الانتظار طويل", 5, "بس الانتظار طويل"),
        ("الموظف تعب معي وتستاهلون 5 من 5", 5, "الموظف تعب معي وتستاهلون 5 من 5"),
        ("great service 5", 5, ""),
        ("اكيد خمسه", 5, ""),
        ("5 شكراً لكم", 5, "شكراً لكم"),
    ],
)
def test_a_score_is_read_in_a_sentence(text: str, score: int, beside: str) -> None:
    """What stands around it says nothing else, or tells why."""
    found = scores.read(text)
    assert found is not None
    assert (found.score, found.sure, found.beside) == (score, True, beside)


@pytest.mark.parametrize("text", ["يعني عادي مو مره", "not good", "مو ممتاز", "الموظف ممتاز لكن النظام بطيء"])
def test_a_doubtful_judgement_is_not_sure(text: str) -> None:
    """It is asked for once more."""
    found = scores.read(text)
    assert found is not None
    assert not found.sure


@pytest.mark.parametrize(
    "text",
    [
        "3 أيام وأنا أنتظر",
        "محد رد علي من 3 أيام",
        "رقم الشقة 4",
        "خمسة من الموظفين ما ردوا علي ولا واحد منهم اتصل",
        "واحد من موظفينكم وعدني",
        "how about 4?",
        "no one came",
    ],
)
def test_a_number_of_something_else_is_no_score(text: str) -> None:
    """Days, flats and people are counted too."""
    assert scores.read(text) is None


@pytest.mark.parametrize(
    "text", ["لا خلها ثلاث", "make it 3", "actually 3, I had to wait", "خلوها ٣ من ٥", "لا غلطت 3", "sorry wrong, 3"]
)
def test_a_score_replaces_another(text: str) -> None:
    """The words say so."""
    found = scores.read(text)
    assert found is not None
    assert (found.score, found.sure, found.instead) == (3, True, True)


def test_words_alone_change_no_score() -> None:
    """«خلوها احسن» names none."""
    assert scores.read("خلوها احسن") is None


def test_two_matters_are_rated_in_their_order() -> None:
    """Each score goes with its «first» and «second»."""
    assert scores.both("الاولى ٥ والثانية ٢") == (5, 2)
    assert scores.both("2 for the second and 5 for the first") == (5, 2)
    assert scores.both("الاولى ٥") is None


@pytest.mark.parametrize(
    ("text", "score"),
    [("اعطيهم ٣", 3), ("put down 4", 4), ("مو ٥", None), ("٣ ايام", None), ("شقة ٢", None), ("٣ ولا ٤", None), ("كم ٣؟", None)],
)
def test_the_only_number_of_a_few_words(text: str, score: int | None) -> None:
    """Where a score is awaited it is one, unless it counts, numbers or denies something."""
    assert scores.only(text) == score


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("شفت المبنى الجديد حلو مره", True),
        ("the new building looks great", True),
        ("المبنى مو حلو", False),
        ("الحديقة حلوة بس الاضاءة طافية", False),
        ("المصعد خربان", False),
        ("شي زفت ورائع", False),
    ],
)
def test_what_is_called_good_and_nothing_else(text: str, good: bool) -> None:
    """Praise in which nothing is denied or set against it is no complaint, whatever it resembles."""
    assert scores.judges_well(text) is good
