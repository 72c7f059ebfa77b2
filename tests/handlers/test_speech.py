"""What is said of a member's own words."""

from handlers import speech


def test_a_long_text_is_cut_behind_a_word() -> None:
    """On one line and no longer than the limit, with what was left out marked; one endless word is cut as it must be."""
    assert speech.short("متى\nالرد؟") == "متى الرد؟"
    assert speech.short("وكلمت الجمعية أكثر من مرة والجدار كله رطوبة", 32) == "وكلمت الجمعية أكثر من مرة…"
    assert speech.short("ا" * 40, 32) == "ا" * 31 + "…"
