"""Reports and channels over HTTP: who may see them, what stands there, and the table for a spreadsheet."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime

import pytest

from desk.inspection import Chapter, Inspection
from domain.findings import Finding
from domain.inbound import ChoiceMade
from domain.model import ConversationId, Language
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case, seat_of, taken

PAGES = ("/desk/reports", "/desk/reports.csv", "/desk/channels", "/desk/channels?examine=1")


def rated(opened: Opened, seat: Seat, score: int, comment: str) -> None:
    """Let a ticket be taken, answered after an hour, resolved after another, and rated."""
    ref = taken(opened, seat)
    opened.clock.forward(hours=1)
    seat.send(case(ref, "reply"), text="تم")
    opened.clock.forward(hours=1)
    seat.see(case(ref))
    seat.send(case(ref, "resolve"))
    opened.happens(ChoiceMade(f"rate:{score}:{ref}"))
    opened.says(comment)


@pytest.mark.parametrize(("role", "status"), [("officer", 404), ("committee", 404), ("supervisor", 200), ("manager", 200)])
def test_who_leads_sees_them(opened: Opened, role: str, status: int) -> None:
    """Officers and the committee find nothing there, and no way in their menu."""
    seat = seat_of(opened, "somebody", role)
    assert [seat.http.get(page).status_code for page in PAGES] == [status] * len(PAGES)
    assert ("/desk/reports" in seat.see().text) == (status == 200)


def test_a_report_has_figures_and_words_but_no_officer(opened: Opened) -> None:
    """What came in, first answer, resolution, ratings with their words, and what had no approved answer."""
    seat = seat_of(opened, "head", "manager")
    rated(opened, seat, 4, "شكرا <b>لكم</b>")
    opened.ask("سؤال آخر", ConversationId("web:main:other"))
    page = seat.see("/desk/reports?period=today").text
    assert "شكرا &lt;b&gt;لكم&lt;/b&gt;" in page
    assert "المتوسط 4.0 من 5، قيّم 1" in page
    assert "تسعة أعشارها خلال 2 س" in page
    assert "الأستاذ" not in page.partition("<main")[2]
    assert "زميل head" not in page.partition("<main")[2]
    assert seat.see("/desk/reports?period=century").status_code == 200
    assert "شكرا" not in seat.see("/desk/reports?period=last_month").text.partition("<main")[2]


def test_figures_stand_above_each_page(opened: Opened) -> None:
    """Who waits, what is overdue, and the week's rating, in figures that lead to the queue."""
    seat = seat_of(opened, "head", "manager")
    rated(opened, seat, 4, "شكرا")
    opened.ask("سؤال آخر", ConversationId("web:main:other"))
    assert "ينتظرون: 1" in seat.see().text
    opened.clock.forward(hours=5)
    page = seat.see("/desk/replies").text
    assert "متأخرة: 1" in page
    assert "تقييم الأسبوع: 4.0" in page


def test_a_table_for_a_spreadsheet(opened: Opened) -> None:
    """A line for each ticket without a member's name or number; formulas stay words; the download is written down."""
    seat = seat_of(opened, "head", "manager")
    rated(opened, seat, 5, "=HYPERLINK(1)")
    taken_down = seat.http.get("/desk/reports.csv?period=week")
    assert taken_down.headers["content-type"] == "text/csv; charset=utf-8"
    assert taken_down.headers["content-disposition"].startswith('attachment; filename="mujib-week-')
    head, row = csv.reader(io.StringIO(taken_down.content.decode("utf-8-sig")))
    assert dict(zip(head, row, strict=True))["كلمة العضو"] == "'=HYPERLINK(1)"
    assert "محمد" not in taken_down.text
    past = seat.http.get("/desk/reports.csv?period=last_month")
    assert len(past.content.decode("utf-8-sig").splitlines()) == 1  # of a month that was over before
    assert "report_taken" in {deed.act for deed in opened.do(opened.audit.deeds())}


def test_channels_show_queues_and_the_doctors_findings(opened: Opened) -> None:
    """Queues at once; findings only where they were asked for."""

    async def figures() -> dict[str, float]:
        return {'outbox_messages{channel="sms",status="dead"}': 7.0, 'outbox_overdue_seconds{channel="sms"}': 3600.0}

    async def examine() -> Sequence[Chapter]:
        words = {Language.ARABIC: "الرمز مرفوض", Language.ENGLISH: "the token is refused"}
        found = (Finding(good=False, words=words),)
        return [Chapter(title, found) for title in ("telegram", "whatsapp, sms", "association")]

    opened.stop()

    async def sent(since: datetime) -> dict[str, int]:
        assert (since.day, since.hour) == (1, 0)
        return {"sms": 1203}

    opened.inspection = Inspection(figures, examine, sent)
    opened.start()
    seat = seat_of(opened, "head", "manager")
    page = seat.see("/desk/channels").text
    assert "<td>7</td>" in page
    assert "<td>1203</td>" in page, "providers bill by the message"
    assert "أقدمها متأخرة 1 س" in page
    assert "الرمز مرفوض" not in page
    found = seat.see("/desk/channels?examine=1").text
    assert "الرمز مرفوض" in found
    assert [f"<h3>{title}</h3>" in found for title in ("تيليجرام", "واتساب · رسائل نصية", "بيانات الجمعية")] == [True] * 3
