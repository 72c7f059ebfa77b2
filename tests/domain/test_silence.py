from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain import silence

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LONG_AGO = NOW - timedelta(weeks=20)


def test_the_hours_since_the_last_word_are_compared_with_the_weeks_before() -> None:
    """Four weeks, the same hours of the same day."""
    found = silence.spans(LONG_AGO, NOW - timedelta(hours=3), NOW)
    assert len(found) == 4
    assert found[0] == (NOW - timedelta(weeks=1, hours=3), NOW - timedelta(weeks=1))


def test_nothing_is_said_of_a_short_pause_or_a_young_channel() -> None:
    """A quarter of an hour, two weeks."""
    assert silence.spans(LONG_AGO, NOW - timedelta(minutes=14), NOW) == ()
    assert silence.spans(NOW - timedelta(days=13), NOW - timedelta(hours=3), NOW) == ()
    assert len(silence.spans(NOW - timedelta(days=15), NOW - timedelta(hours=3), NOW)) == 2


def test_a_silence_of_days_is_compared_with_as_many_so_that_few_messages_a_day_are_a_habit_too() -> None:
    """Three a day, and none for six days: eighteen were expected, where one day would have said nothing."""
    last = NOW - timedelta(days=6)
    heard = [last - timedelta(hours=8) * number for number in range(150)]
    spans = silence.spans(LONG_AGO, last, NOW)
    assert spans[0] == (last - timedelta(weeks=1), NOW - timedelta(weeks=1))
    assert silence.is_silent([sum(begin <= at < end for at in heard) for begin, end in spans])


def test_a_channel_that_stays_silent_is_still_compared_with_when_it_spoke() -> None:
    """After a month too: the weeks are those before its last word, and none of its silence is among them."""
    last = NOW - timedelta(days=31)
    spans = silence.spans(LONG_AGO, last, NOW)
    assert spans[0] == (last - timedelta(weeks=1), last)
    assert spans[3] == (last - timedelta(weeks=4), last - timedelta(weeks=3))


def test_a_channel_is_silent_where_most_weeks_brought_many() -> None:
    """One holiday among the weeks changes nothing; two of four do."""
    assert silence.is_silent([12, 40, 12, 0])
    assert not silence.is_silent([12, 40, 0, 0])
    assert not silence.is_silent([11, 11, 11, 11])
    assert not silence.is_silent([])


@given(st.timedeltas(timedelta(0), timedelta(days=90)), st.timedeltas(timedelta(0), timedelta(days=90)))
def test_spans_lie_in_the_channels_life_and_before_its_last_word(age: timedelta, quiet: timedelta) -> None:
    """Whatever the times are."""
    first, last = NOW - max(age, quiet), NOW - min(age, quiet)
    for begin, end in silence.spans(first, last, NOW):
        assert first <= begin < end <= last
