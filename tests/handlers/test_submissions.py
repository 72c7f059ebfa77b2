"""Which words wish to submit a request, and for what."""

import pytest

from handlers.hearing import submissions


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("ابي اقدم طلب انسحاب", "انسحاب"),
        ("ودي اقدم طلب الانسحاب من الجمعيه اليوم", "الانسحاب من الجمعيه"),
        ("لو سمحت ابغى ارفع طلب تنازل عن الاسهم", "تنازل عن الاسهم"),
        ("اريد تقديم طلب نقل عضوية", "نقل عضويه"),
        ("i want to submit a withdrawal request", "withdrawal"),
        ("i want to send a request for the exchange of my unit please", "exchange of my unit"),
        ("i want to apply for transfer of my shares", "transfer of my shares"),
        ("ابي اقدم الطلب الان", ""),
        ("i want to submit the request now", ""),
    ],
)
def test_what_a_request_is_for(text: str, matter: str) -> None:
    """What stands behind the request, or before it in English, without what leads to it."""
    assert submissions.matter(text) == matter


@pytest.mark.parametrize(
    "text",
    [
        "كيف اقدم طلب انسحاب",
        "ابغى اقدم طلب دعم",
        "ابغى اقدم طلب عضوية لولدي",
        "ابي اقدم طلب قرض",
        "ابغى اقدم شكوى",
        "ابغى اقدم طلب اعتراض",
        "قدمت طلب انسحاب قبل شهر",
        "i want to apply for membership",
        "i want to make a complaint",
        "i want to stop the request",
    ],
)
def test_what_is_no_such_wish(text: str) -> None:
    """What asks, what was filed before, and what has a form here."""
    assert submissions.matter(text) is None
