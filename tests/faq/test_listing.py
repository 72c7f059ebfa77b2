"""Lists of questions: counted, or on lines of their own; and what only looks like one."""

import pytest

from faq import listing


@pytest.mark.parametrize(
    ("said", "questions"),
    [
        ("١- كم سعر السهم ٢- كيف اسجل ٣- متى الاجتماع", ("كم سعر السهم", "كيف اسجل", "متى الاجتماع")),
        ("(1) who can vote (2) can I send a proxy", ("who can vote", "can I send a proxy")),
        ("عندي سؤالين: أ- متى الدوام ب- وين موقعكم", ("متى الدوام", "وين موقعكم")),
        ("1 كم الرسوم 2 متى الدوام", ("كم الرسوم", "متى الدوام")),
        ("السلام عليكم\n- كيف انسحب\n- كم ياخذ", ("كيف انسحب", "كم ياخذ")),
        ("كم الرسوم\nاقدر اوكل احد", ("كم الرسوم", "اقدر اوكل احد")),
        ("اولا كيف انسحب وثانيا كم ياخذ وثالثاً مين يقرر", ("كيف انسحب", "كم ياخذ", "مين يقرر")),
        ("first, who can vote; second, when do we meet", ("who can vote", "when do we meet")),
        ("1) متى الدوام 2) ابغى اكلم موظف", ("متى الدوام", "ابغى اكلم موظف")),
    ],
)
def test_a_list_gives_its_questions_in_order(said: str, questions: tuple[str, ...]) -> None:
    """However it is counted, and without what only says that there are questions."""
    assert listing.questions(said) == questions


@pytest.mark.parametrize(
    "said",
    [
        "1- فاطمة محمد القرني 2- 1058529941 3- 0551234567",
        "عمارة 1 - شقة 2 - المصعد خربان",
        "١- المصعد خربان ٢- الانوار طافيه",
        "سددت في 1/2/2026 وفي 2/3/2026 كم بقي",
        "كم الرسوم 2) متى الدوام",
        "متى الدوام\nوشكرا لكم",
        "متى الدوام",
        "اولا المصعد خربان وثانيا محد رد علي",
        "كنت الاول وطلبي اولا متى ترد",
    ],
)
def test_what_only_looks_like_a_list(said: str) -> None:
    """Data, an address, troubles and dates are counted too, and ask nothing."""
    assert listing.questions(said) == ()


def test_the_last_of_many_holds_the_rest() -> None:
    """Each question costs a look: no message has more of them than that."""
    said = " ".join(f"{number}) متى الدوام" for number in range(1, 9))
    assert len(listing.questions(said)) == listing.MOST
