"""In which form a counted noun stands in Arabic, by the plural rules of CLDR for `ar`. Pure; knows no word."""

from enum import StrEnum
from typing import Final

_FEW: Final = range(3, 11)


class Form(StrEnum):
    """A form of a noun, as keys of texts end."""

    ONE = "one"
    TWO = "two"
    FEW = "few"
    MANY = "many"
    OTHER = "other"
    """Behind whole hundreds, and one or two above them."""


def arabic(number: int) -> Form:
    """Give the form that agrees with a number: «جزءان», «3 أجزاء», «11 جزءًا», «100 جزء»."""
    if number in {1, 2}:
        return (Form.ONE, Form.TWO)[number - 1]
    tail = number % 100
    return Form.FEW if tail in _FEW else Form.MANY if tail >= _FEW.stop else Form.OTHER
