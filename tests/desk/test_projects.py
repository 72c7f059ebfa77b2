"""The page on which projects are put in for many at once."""

import re

import pytest

from tests.desk.association import MEMBER
from tests.desk.opened import Opened
from tests.desk.seat import Seat

PAGE = "/desk/projects"
OASIS = "واحة مكة"


def put_in(seat: Seat, text: str = "", file: bytes = b"", **fields: str) -> int:
    """Send a list; give the answer's status."""
    seat.see(PAGE)
    found = re.search(r'name="csrf" value="(\w+)"', seat.page.text)
    sent = {"csrf": found[1] if found else "", "list": text, "way": "add", "project": OASIS} | fields
    seat.page = seat.http.post(PAGE, data=sent, files={"file": ("list.csv", file)})
    return seat.page.status_code


def test_a_pasted_list_puts_members_into_a_project(opened: Opened, writer: Seat) -> None:
    """By ticket and by number; what was not understood is told by its line; the announcement's form offers the project."""
    ref = opened.ask()
    assert put_in(writer, f"الجوال\n{ref[:-1]}-{ref[-1]}\n0501234567\nمحمد") == 200
    assert "تغيّر: 2" in writer.page.text
    assert "لم يكتب منها أحد بعد: 1" in writer.page.text
    assert '<bdi dir="ltr">4</bdi>' in writer.page.text
    assert opened.do(opened.desk.unasked.projects.of(MEMBER)) == (OASIS,)
    assert f"project.{OASIS}" in writer.see("/desk/announcements/new").text
    assert "projects_add" in [deed.act for deed in opened.do(opened.audit.deeds())]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256"])
def test_a_file_of_a_spreadsheet_is_read(opened: Opened, writer: Seat, encoding: str) -> None:
    """However it was saved; each line names its project, and a formula is a name like another."""
    content = "الجوال,المشروع\n0501234567,النسيم\n0501234568,=1+1\n".encode(encoding)
    assert put_in(writer, file=content, project="") == 200
    assert opened.do(opened.desk.unasked.projects.all()) == {"=1+1": 1, "النسيم": 1}


@pytest.mark.parametrize(
    ("text", "file", "fields", "words"),
    [
        ("", b"", {}, "لا قائمة"),
        ("محمد\nسعد", b"", {}, "لم يُفهم"),
        ("0501234567", b"", {"project": ""}, "لم يُفهم"),
        ("0501234567", b"", {"way": "burn"}, "لم نفهم"),
        ("", b"PK\x03\x04\x00\x00\x00", {}, "لم نفهم"),
    ],
)
def test_what_is_no_list_changes_nothing(  # noqa: PLR0913, PLR0917 - a table's columns
    opened: Opened, writer: Seat, text: str, file: bytes, fields: dict[str, str], words: str
) -> None:
    """The reason is said, and what was written is still there."""
    assert put_in(writer, text, file, **fields) == 422
    assert words in writer.page.text
    assert opened.do(opened.desk.unasked.projects.all()) == {}
    assert f">{text}</textarea>" in writer.page.text


def test_a_project_is_removed(opened: Opened, writer: Seat) -> None:
    """Its members stay."""
    put_in(writer, "0501234567")
    writer.see(PAGE)
    assert writer.send(f"{PAGE}/dissolve", project=OASIS).status_code == 303
    assert opened.do(opened.desk.unasked.projects.all()) == {}


def test_who_writes_no_announcements_does_not_find_it(opened: Opened, salim: Seat) -> None:
    """Neither the menu's entry nor the page nor its forms."""
    assert PAGE not in salim.see().text
    assert salim.http.get(PAGE).status_code == 404
    salim.see("/desk/replies")
    assert put_in(salim, "0501234567") in {403, 404}
    assert salim.send(f"{PAGE}/dissolve", project=OASIS).status_code == 404
    assert opened.do(opened.desk.unasked.projects.all()) == {}
