"""What the committee decides, and contacts that officers write down."""

from urllib.parse import quote

import pytest

from desk.requests import MAX_TEXT
from domain.inbound import AttachmentKind, AttachmentReceived
from domain.model import OfficerId, PostId, Stage, TicketRef
from storage.office.indexer import Indexer
from tests.desk.association import MEMBER
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case, seat_of, taken
from tests.desk.sheets import SCRIPT


def before_committee(opened: Opened, salim: Seat) -> TicketRef:
    """Put a ticket with a paper before the committee."""
    ref = taken(opened, salim)
    opened.happens(AttachmentReceived(AttachmentKind.DOCUMENT, "صك.pdf", "application/pdf", 9, "0" * 32))
    salim.see(case(ref))
    salim.send(case(ref, "stage"), stage="with_committee")
    return ref


@pytest.mark.parametrize(("decision", "stage"), [("accept", Stage.WITH_OFFICER), ("refuse", Stage.RESOLVED)])
def test_the_committee_decides_and_the_member_is_told(opened: Opened, salim: Seat, decision: str, stage: Stage) -> None:
    """With the reason as it was written, and in the trail who decided; a second decision comes too late."""
    ref = before_committee(opened, salim)
    badr = seat_of(opened, "badr", "committee")
    page = badr.see("/desk/committee").text
    assert "صك.pdf" in page
    assert badr.send(case(ref, "decide"), decision=decision, reason=f"حسب اللائحة {SCRIPT}").headers["location"] == (
        "/desk/committee?done=decided"
    )
    assert opened.card(ref).stage is stage
    assert any("حسب اللائحة" in text for text in opened.heard()[-2:])
    assert SCRIPT not in salim.see(case(ref)).text
    assert ("moved", 2) in opened.events(ref)
    badr.see("/desk/committee")
    assert badr.send(case(ref, "decide"), decision="refuse", reason="x", key="0" * 32).status_code == 409


def test_the_committee_hears_of_a_request_and_its_officer_of_the_decision(opened: Opened, salim: Seat) -> None:
    """By alerts, of which the committee's leads to where it decides; the page says since when it waits there."""
    badr = seat_of(opened, "badr", "committee")
    opened.do(opened.officers.set_post(OfficerId(2), PostId("committee"), OfficerId(2)))
    ref = before_committee(opened, salim)
    page = badr.see("/desk/committee").text
    assert f'href="/desk/committee#request-{ref}"' in page
    assert "ينتظر قرارك" in page
    assert "أمام اللجنة منذ" in page
    badr.send(case(ref, "decide"), decision="accept", reason="")
    assert "صدر قرار اللجنة" in salim.see().text


def test_only_the_committee_decides_and_refusing_needs_a_reason(opened: Opened, salim: Seat) -> None:
    """An administrator does not decide either; an officer who holds a deciding post does."""
    ref = before_committee(opened, salim)
    for seat in (salim, seat_of(opened, "admin", "administrator")):
        seat.see(case(ref))
        assert seat.http.get("/desk/committee").status_code == 404
        assert seat.send(case(ref, "decide"), decision="accept", reason="").status_code == 404
    badr = seat_of(opened, "badr", "committee")
    badr.see("/desk/committee")
    assert badr.send(case(ref, "decide"), decision="refuse", reason=" ").status_code == 422
    long = badr.send(case(ref, "decide"), decision="refuse", reason="س" * (MAX_TEXT + 1))
    assert long.status_code == 422
    assert "س" * (MAX_TEXT + 1) in long.text  # what was written and chosen stands there still
    assert 'value="refuse" checked' in long.text
    assert badr.send(case(ref, "decide"), decision="x", reason="x").status_code == 409
    assert opened.card(ref).stage is Stage.WITH_COMMITTEE
    opened.do(opened.officers.set_post(OfficerId(2), PostId("committee"), OfficerId(2)))
    salim_now = Seat(opened)
    salim_now.enter(OfficerId(2))
    assert salim_now.see("/desk/committee").status_code == 200


def test_a_contact_that_was_written_down_is_a_ticket(opened: Opened, salim: Seat) -> None:
    """Its officer's own, with who it was; twice the same form is one."""
    salim.see("/desk/contacts/new")
    fields = {"name": "فهد", "number": "0501234567", "way": "call", "subject": "سأل عن التخصيص", "text": f"مكالمة {SCRIPT}"}
    where = {salim.send("/desk/contacts/new", **fields).headers["location"] for _ in range(2)}
    assert len(where) == 1
    page = salim.see(where.pop()).text
    assert "سأل عن التخصيص" in page
    assert "0501234567" in page
    assert "مكالمة" in page
    assert SCRIPT not in page
    assert "فهد" in salim.see("/desk?part=mine").text
    assert salim.see("/desk?part=mine").text.count('id="row-') == 1
    for missing in ("subject", "text"):
        salim.see("/desk/contacts/new")
        assert salim.send("/desk/contacts/new", **(fields | {missing: " "})).status_code == 422
    assert seat_of(opened, "badr", "committee").http.get("/desk/contacts/new").status_code == 404


def test_a_member_without_a_ticket_is_found_and_written_down(opened: Opened, salim: Seat) -> None:
    """The search leads to his page, and that to a contact in his own conversation, which can be answered there."""
    opened.says("مساعدة", name="سعد القرشي")
    opened.do(Indexer(opened.store).catch_up())
    page = salim.see("/desk?q=القرشي").text
    assert "سعد القرشي" in page
    assert 'id="row-' not in page
    address = page.partition('class="people"')[2].partition('href="')[2].partition('"')[0]
    assert f"/desk/contacts/new?of={quote(MEMBER, safe='')}" in salim.see(address).text
    assert "سعد القرشي" in salim.see(f"/desk/contacts/new?of={MEMBER}").text
    fields = {"of": MEMBER, "way": "call", "subject": "سأل عن الرسوم", "text": "اتصل"}
    where = {salim.send("/desk/contacts/new", **fields).headers["location"].partition("?")[0] for _ in range(2)}
    assert len(where) == 1
    page = salim.see(where.pop()).text
    assert "سعد القرشي" in page
    assert 'name="text"' in page


def test_an_english_desk_reads_labels_and_the_assistants_notes_in_english(opened: Opened, salim: Seat) -> None:
    """A noted contact's labels and the way it came, and what the committee decided; what people wrote stands as it is."""
    salim.see("/desk/contacts/new")
    noted = salim.send("/desk/contacts/new", subject="زيارة", text="جاء وسأل", name="سعد", way="letter").headers["location"]
    ref = before_committee(opened, salim)
    badr = seat_of(opened, "badr", "committee")
    badr.see("/desk/committee")
    badr.send(case(ref, "decide"), decision="accept", reason="مكتمل")
    salim.http.cookies.set("mujib_desk_language", "en", domain="127.0.0.1")
    assert "The committee decided to accept the request. مكتمل" in salim.see(case(ref)).text
    page = salim.see(noted.partition("?")[0]).text
    assert [label for label in ("كيف تواصل", "خطاب", "الاسم") if label in page] == []
    assert "Letter" in page
    assert "سعد" in page


def test_the_committee_reads_what_was_noted_on_a_request(opened: Opened, salim: Seat) -> None:
    """What an officer recommends, what it decided before, and what the member said since."""
    ref = taken(opened, salim)
    salim.see(case(ref))
    salim.send(case(ref, "note"), note=f"أوصي بالقبول {SCRIPT}")
    salim.send(case(ref, "stage"), stage="with_committee")
    badr = seat_of(opened, "badr", "committee")
    badr.see("/desk/committee")
    badr.send(case(ref, "decide"), decision="accept", reason="شهرين")
    salim.see(case(ref))
    salim.send(case(ref, "stage"), stage="with_committee")
    page = badr.see("/desk/committee").text
    assert "أوصي بالقبول" in page
    assert "قررت اللجنة قبول الطلب. شهرين" in page
    assert SCRIPT not in page
