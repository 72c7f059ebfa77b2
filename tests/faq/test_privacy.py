import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq import normalise, privacy


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("اسمي محمد عبدالله القحطاني وكم رسوم العضوية؟", "اسمي [اسم] وكم رسوم العضوية؟"),
        ("انا اسمي: نورة ابغى اعرف متى الرد", "انا اسمي [اسم] ابغى اعرف متى الرد"),
        ("my name is Salem Ali and when is the reply", "my name is [اسم] and when is the reply"),
        ("هويتي 1045678901 متى الرد", "هويتي [هوية] متى الرد"),
        ("هويتي ١٠٤٥٦٧٨٩٠١ متى الرد", "هويتي [هوية] متى الرد"),
        ("جوالي 0512345678", "جوالي [جوال]"),
        ("جوالي +966 51 234 5678 لو سمحت", "جوالي [جوال] لو سمحت"),
        ("آيباني SA03 8000 0000 6080 1016 7519 صح؟", "آيباني [آيبان] صح؟"),
        ("راسلوني a.b@example.com", "راسلوني [بريد]"),
        ("وين وصل T1532-3 و T15338", "وين وصل [مرجع] و [مرجع]"),
        ("رقم العضوية 774411", "رقم العضوية [رقم]"),
        ("كم رسوم 3 أسهم؟", "كم رسوم 3 أسهم؟"),
    ],
)
def test_what_says_who_somebody_is_gives_way_to_a_mark(said: str, kept: str) -> None:
    """Names, ids, phones, accounts, addresses, references and long numbers are gone; what is asked stays."""
    assert privacy.stripped(said) == kept


def test_a_text_without_its_marks_is_what_was_asked() -> None:
    """Marks teach nothing."""
    assert privacy.unmarked("اسمي [اسم] وكم رسوم [رقم]") == "اسمي وكم رسوم"


@given(st.text(max_size=60), st.text("0123456789٠١٢٣٤٥٦٧٨٩", min_size=5, max_size=24), st.text(max_size=60))
def test_no_long_number_stays_whatever_stands_around_it(before: str, number: str, after: str) -> None:
    """No run of five digits is left, in any script, and no text raises."""
    assert not re.search(r"\d{5}", privacy.stripped(f"{before}{number}{after}"))


@given(st.text(max_size=400))
def test_what_was_stripped_is_not_stripped_further(text: str) -> None:
    """A kept text is a fixed point: it may be read and kept again."""
    once = privacy.stripped(text)
    assert privacy.stripped(once) == once
    assert len(privacy.unmarked(once)) <= 2 * normalise.LIMIT
