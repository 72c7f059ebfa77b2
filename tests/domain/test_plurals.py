"""In which form a counted noun stands in Arabic."""

import pytest

from domain import plurals
from domain.plurals import Form

FORMS = {
    Form.ONE: (1,),
    Form.TWO: (2,),
    Form.FEW: (3, 10, 103, 110),
    Form.MANY: (11, 99, 111, 199),
    Form.OTHER: (0, 100, 101, 102, 200),
}


@pytest.mark.parametrize(("number", "form"), [(number, form) for form, numbers in FORMS.items() for number in numbers])
def test_a_noun_agrees_with_the_last_two_digits(number: int, form: Form) -> None:
    """As the plural rules of CLDR say for Arabic: one and two have their own, three to ten another, whole hundreds the last."""
    assert plurals.arabic(number) is form
