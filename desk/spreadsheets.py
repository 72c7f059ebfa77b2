"""Comma-separated values for a spreadsheet, which takes for a formula what begins like one. Pure.

Where it parts cells by semicolons, as Excel does in Arabic, one begins within a member's words too.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

_FORMULA: Final = re.compile(
    r"(^|[;\t\r\n])(?=[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20])"
)
_NUMBER: Final = re.compile(r"\+?[0-9]+")


def written(rows: Iterable[Sequence[str]]) -> str:
    """Write rows in which nothing is reckoned with."""
    page = io.StringIO()
    csv.writer(page).writerows([harmless(cell) for cell in row] for row in rows)
    return page.getvalue()


def harmless(cell: str) -> str:
    """Put an apostrophe before whatever a spreadsheet would reckon with; telephone numbers stay as they are."""
    return cell if _NUMBER.fullmatch(cell) else _FORMULA.sub(r"\1'", cell)
