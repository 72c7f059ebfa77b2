"""Ticket references: `T`, a running number and a check digit, so that a slip on the phone is noticed."""

import re

from domain.model import TicketRef

# The quasigroup of H. M. Damm's thesis (2004): the check digit finds every wrong digit and every swap of neighbours.
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_WRITTEN = re.compile(r"(?<![A-Za-z0-9])[Tt]?\s{0,3}-?\s{0,3}(\d{2,9})(?:\s{0,3}-\s{0,3}(\d))?(?![A-Za-z0-9])")


def check_digit(digits: str) -> str:
    """Give the Damm check digit of a string of ASCII digits."""
    row = 0
    for digit in digits:
        row = int(_DAMM[row][int(digit)])
    return str(row)


def make(number: int) -> TicketRef:
    """Make the stored form of the reference with this running number."""
    return TicketRef(f"T{number}{check_digit(str(number))}")


def written(ref: TicketRef) -> str:
    """Give the form that people read: `T1532-8`."""
    return f"{ref[:-1]}-{ref[-1]}"


def find(text: str) -> tuple[TicketRef, ...]:
    """List the references that a text with ASCII digits may mean, likeliest first.

    `T1532-8` means itself and only if its check digit is right. `T15328` and `15328` are read with their check digit
    first and then as a bare running number; `1532` likewise. Nothing in it that looks like a reference: an empty tuple.
    """
    found: list[TicketRef] = []
    for digits, check in _WRITTEN.findall(text):
        found += _readings(digits, check)
    return tuple(dict.fromkeys(found))


def _readings(digits: str, check: str) -> list[TicketRef]:
    if check:
        return [TicketRef(f"T{digits}{check}")] if check_digit(digits) == check else []
    whole = [TicketRef(f"T{digits}")] if check_digit(digits) == "0" else []
    return [*whole, TicketRef(f"T{digits}{check_digit(digits)}")]
