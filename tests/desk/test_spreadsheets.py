"""What officers open in Excel: a member's words must not become a formula there, whatever parts its cells."""

import csv
import io

import pytest

from desk import spreadsheets

HOSTILE = (
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-1",
    "@SUM(1)",
    "\t=1",
    'شكراً;=HYPERLINK("http://x")',
    "شكراً; =1+1",
    "شكراً\n=1+1",
    "شكراً\t@SUM(1)",
    "\u200f=1+1",
    "＝1+1",
    "\ufeff=1+1",
)


@pytest.mark.parametrize("cell", HOSTILE)
@pytest.mark.parametrize("parting", [",", ";", "\t"])
def test_no_cell_is_reckoned_with(cell: str, parting: str) -> None:
    """Excel parts by semicolons where Windows speaks Arabic, and takes lines as they come."""
    for row in csv.reader(io.StringIO(spreadsheets.written([["x", cell]])), delimiter=parting):
        for found in row:
            for line in found.splitlines():
                assert line.strip('\u200f\ufeff \t"')[:1] not in {*"=+-@＝＋－＠"}


@pytest.mark.parametrize("cell", ["+966501234567", "5", "", "شكراً - جزيلاً", "a=b", "ممتاز;جداً"])
def test_other_words_stay(cell: str) -> None:
    """Also a telephone number."""
    assert spreadsheets.harmless(cell) == cell
