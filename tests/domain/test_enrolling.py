"""Lists of who belongs to which project, as people keep them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import enrolling, reference
from domain.enrolling import Named, Roll

PHONE = "966501234567"
T1 = reference.make(1532)


@pytest.mark.parametrize(
    "cell",
    [
        "0501234567",
        "501234567",
        "٠٥٠١٢٣٤٥٦٧",
        "۰۵۰ ۱۲۳ ۴۵۶۷",
        "+966 50 123-4567",
        "00966501234567",
        "966501234567",
        "\u200e(050) 1234567",
    ],
)
def test_a_mobile_number_is_one_however_it_is_written(cell: str) -> None:
    """Saudi mobiles without their country too."""
    assert enrolling.phone(cell) == PHONE


@pytest.mark.parametrize("cell", ["", "123", "1058529940", "05012345", "5.01E+08", "=1+1", "محمد", "0" * 400, "+1234567"])
def test_what_is_no_number_is_none(cell: str) -> None:
    """A national id above all; what a spreadsheet made of a number is not guessed."""
    assert enrolling.phone(cell) == ""


def test_a_number_of_another_country_needs_its_country() -> None:
    """Else it could be anybody's."""
    assert enrolling.phone("+44 7911 123456") == "447911123456"
    assert enrolling.phone("7911123456") == ""


def test_plain_lines_belong_to_the_project_above() -> None:
    """Empty lines count as lines and say nothing; what is no member is told by its number."""
    assert enrolling.read("0501234567\n\nمحمد\nT1532-3", " واحة  مكة ") == Roll(
        (Named(1, "واحة مكة", PHONE), Named(4, "واحة مكة", tickets=(T1,))), (3,)
    )


@pytest.mark.parametrize(
    "text",
    [
        "0501234567,النسيم",
        "النسيم;0501234567",
        "الجوال,المشروع\n0501234567,النسيم",
        "\ufeffName\tMobile\tProject\r\nسعد\t0501234567\tالنسيم\r\n",
        "0501234567، النسيم",
        '"0501234567","النسيم"',
    ],
)
def test_a_line_may_name_its_project(text: str) -> None:
    """By a column with that heading, or beside the number; separated as spreadsheets do."""
    (one,) = enrolling.read(text).named
    assert (one.project, one.phone) == ("النسيم", PHONE)


def test_the_column_wins_over_the_project_above_and_an_empty_cell_does_not() -> None:
    """So that a list of several projects may be completed by one."""
    roll = enrolling.read("phone,project\n0501234567,النسيم\n0501234568,", "الواحة")
    assert [one.project for one in roll.named] == ["النسيم", "الواحة"]


def test_a_quote_that_is_never_closed_spoils_its_own_line_only() -> None:
    """The rest of the list counts."""
    roll = enrolling.read('"0501234567,أ\n0501234568,ب')
    assert [one.phone for one in roll.named] == ["966501234568"]
    assert roll.unread == (1,)


def test_a_cell_without_end_spoils_its_own_line_only() -> None:
    """The module that reads cells gives up on one of 131,072 letters."""
    found = enrolling.read("0501234567,الواحة\n" + "5" * 200_000 + ",الواحة\n0501234568,الواحة")
    assert ([one.line for one in found.named], found.unread) == ([1, 3], (2,))


def test_a_line_without_a_project_or_with_a_wrong_ticket_is_unread() -> None:
    """Nothing is guessed."""
    assert enrolling.read("0501234567\nT1532-9,الواحة\n0501234567,أ,ب").unread == (1, 2, 3)


@given(st.text(max_size=200), st.text(max_size=20))
def test_every_line_is_read_or_told(text: str, project: str) -> None:
    """Whatever a list holds, no line is in both, and none is there twice."""
    roll = enrolling.read(text, project)
    lines = [*(one.line for one in roll.named), *roll.unread]
    assert len(set(lines)) == len(lines)
    assert all(one.project and (one.phone or one.tickets) for one in roll.named)
