"""A word of comfort for whoever lost a relative."""

import pytest

from handlers import condolence


@pytest.mark.parametrize(
    "text",
    [
        "ابوي توفى وكان عضو عندكم وش نسوي",
        "السلام عليكم والدتي الله يرحمها كانت عضوة",
        "أبي توفي الشهر الماضي",
        "my father passed away last week, he was a member",
        "abouy tawaffa wesh nsawwi",
        "zawji twaffa",
        "انا ارملة ابو خالد الله يرحمه توفى قبل شهرين",
    ],
)
def test_a_loss_is_heard(text: str) -> None:
    """Whoever writes that a relative of his died mourns."""
    assert condolence.mourns(text)


@pytest.mark.parametrize(
    "text",
    ["لو توفى ابوي وش يصير", "ابي ورثة المتوفى كم لهم", "وفاة العضو", "if my father dies", "مات الجوال", "ابي شهادة متوفى", ""],
)
def test_no_loss_is_made_up(text: str) -> None:
    """What would be if somebody died, and a question about heirs, mourn nobody."""
    assert not condolence.mourns(text)
