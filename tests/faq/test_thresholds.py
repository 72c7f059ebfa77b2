from faq import thresholds
from faq.thresholds import Sample


def test_a_short_row_of_right_answers_is_no_certainty() -> None:
    """Twenty-five right ones are not enough, a hundred are."""
    assert thresholds.lowest([Sample(0.9, right=True)] * 25) is None
    assert thresholds.lowest([Sample(0.9, right=True)] * 100) == 0.9


def test_the_threshold_is_the_lowest_that_is_safe() -> None:
    """Above 0.5 all is right, below it half of it."""
    sure = [Sample(0.5 + number / 1000, right=True) for number in range(200)]
    unsure = [Sample(number / 1000, right=number % 2 == 0) for number in range(200)]
    found = thresholds.lowest([*unsure, *sure])
    assert found is not None
    assert 0.15 < found <= 0.5


def test_what_is_rarely_judged_stands_for_many() -> None:
    """One judged answer in five counts five times, beside offers that are judged each time."""
    kinds = [("answer", 0.9, 1.0), *[("answer", 0.9, None)] * 4, ("offer", 0.2, 0.0)]
    assert thresholds.weighted(kinds) == [Sample(0.9, right=True, weight=5.0), Sample(0.2, right=False, weight=1.0)]


def test_slips_of_members_do_not_make_right_answers_look_wrong() -> None:
    """Where one choice in twenty is a slip, what is always right is seen to be; taken at their word it is not."""
    chosen = [number % 20 != 0 for number in range(400)]
    assert thresholds.lowest([Sample(0.9, thresholds.picked(right)) for right in chosen]) == 0.9
    assert thresholds.lowest([Sample(0.9, float(right)) for right in chosen]) is None
