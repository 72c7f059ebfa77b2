"""Due times in words."""

from datetime import UTC, datetime, timedelta

import pytest

from desk import due
from desk.texts import texts
from domain.casefile import ALWAYS
from domain.model import Language

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("by", "words", "tone"),
    [
        (timedelta(minutes=40), "40 min left", "soon"),
        (timedelta(hours=5), "5 h left", ""),
        (timedelta(days=9), "9 d left", ""),
        (-timedelta(hours=2, minutes=5), "2 h 5 min late", "late"),
        (-timedelta(days=40), "40 d late", "late"),
    ],
)
def test_near_times_are_working_time_and_far_ones_days(by: timedelta, words: str, tone: str) -> None:
    """Beyond a week nobody asks for hours, and counting them would make the queue slow."""
    seen = due.view(NOW + by, NOW, ALWAYS, texts(Language.ENGLISH))
    assert (seen.words, seen.tone) == (words, tone)
