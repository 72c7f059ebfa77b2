"""By its words a message that Twilio lists is found to be one of ours."""

import pytest

from channels.twilio.likeness import Likeness, likeness

NEWS = "طلبك T1532-8 لدى **اللجنة**.\nالتحديث القادم الأحد."


@pytest.mark.parametrize(
    ("listed", "how_sure"),
    [
        ("طلبك T1532-8 لدى *اللجنة*. التحديث القادم الأحد.", Likeness.SAME),
        ("لدى الجمعية جديد لك، تابعه في:\nhttps://chat.example.sa/?t=1", Likeness.SAME),
        ("تحديث من الجمعية بشأن طلبك: طلبك T1532-8 لدى اللجنة. التحديث القادم الأحد. شكراً لتواصلك.", Likeness.HOLDING),
        ("لعل هذه الرسالة لم تصلك، فنعيد إرسالها:\n\nطلبك T1532-8 لدى *اللجنة*.\nالتحديث القادم الأحد.", Likeness.HOLDING),
        ("", Likeness.UNTOLD),
        ("طلبك T1001-9 لدى اللجنة.", Likeness.NONE),
        ("لدى", Likeness.NONE),
    ],
)
def test_how_sure_it_is(listed: str, how_sure: Likeness) -> None:
    """Whatever stands around our words, in a template or in front of them, and wherever a line leads."""
    assert likeness(listed, (NEWS, "لدى الجمعية جديد لك، تابعه في:\n")) is how_sure


def test_words_that_are_none_are_held_by_nothing() -> None:
    """A file without a word is alike only to what has no word either."""
    assert likeness("أهلاً", ("",)) is Likeness.NONE
    assert likeness(" ", ("",)) is Likeness.SAME
