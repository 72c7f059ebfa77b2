"""Files for members, and saved replies."""

import pytest

from domain.fileports import StoredFile
from domain.inbound import AttachmentKind, AttachmentReceived
from domain.model import OfficerId
from domain.officeracts import OfficerReassigned
from tests.databases import envelope
from tests.desk.association import MEMBER
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case, seat_of, taken
from tests.desk.sheets import PNG, SCRIPT, upload, uploaded


def test_a_file_reaches_the_member_by_an_address_of_its_own(opened: Opened, salim: Seat) -> None:
    """He reads its name and address; whoever has the address gets it, for thirty days, and it can run nothing."""
    ref = taken(opened, salim)
    for _ in range(2):
        assert upload(salim, ref, PNG, name="..\\..\\etc/عقد <b>.png", caption="تفضل") == 303
    opened.passes()
    assert opened.heard()[-1] == "تفضل"
    (given,) = (line.sent for line in opened.lines() if line.sent)
    assert (given.name, given.mime, given.size) == ("عقد <b>.png", "image/png", len(PNG))
    assert given.name in given.words
    assert given.address in given.words
    assert f"/desk/files/{given.file}" in salim.see(case(ref)).text
    member = Seat(opened)
    fetched = member.http.get(given.address)
    assert (fetched.status_code, fetched.content, fetched.headers["content-type"]) == (200, PNG, "image/png")
    assert "sandbox" in fetched.headers["content-security-policy"]
    assert "etc" not in fetched.headers["content-disposition"]
    opened.clock.forward(days=31)
    assert member.http.get(given.address).status_code == 404
    for name in ("..%2Fx", "0" * 40, "%00"):
        assert member.http.get(f"/files/{name}").status_code == 404


def test_files_that_cannot_be_sent_are_refused_with_their_reason(opened: Opened, salim: Seat) -> None:
    """Other types, too large ones, none at all, and in a conversation of somebody else."""
    ref = taken(opened, salim)
    heard = opened.heard()
    assert upload(salim, ref, b"MZ" + b"\0" * 99) == 415
    assert upload(salim, ref, PNG + b"\0" * 250_000) == 413
    assert upload(salim, ref, PNG + b"\0" * 500_000) == 413
    assert upload(salim, ref, b"") == 403
    nora = seat_of(opened, "nora")
    nora.see(case(ref))
    assert upload(nora, ref, PNG) == 403
    assert opened.heard() == heard


def test_a_file_that_came_too_late_is_not_told_as_sent(opened: Opened, salim: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    """A colleague took the conversation while it was kept: nothing went, and the words stand there still."""
    ref, save, chief = taken(opened, salim), opened.files.save, opened.officer("chief", "منى", role="supervisor")

    async def slow(content: bytes) -> StoredFile:
        took = OfficerReassigned(ref, OfficerId(1), chief, "منى")
        await opened.inbox.accept([envelope(MEMBER, "meanwhile", took, "desk")])
        return await save(content)

    monkeypatch.setattr(opened.files, "save", slow)
    answer = uploaded(salim, ref, PNG, caption="هذا العقد")
    assert answer.status_code == 409
    assert "صارت هذه المحادثة لدى زميل" in answer.text
    assert "هذا العقد" in answer.text
    opened.passes()
    assert not [line for line in opened.lines() if line.sent]


def test_a_strangers_file_is_not_even_read(opened: Opened, salim: Seat) -> None:
    """He is led to the sign-in, however large it is: ten megabytes of each of many would fill the memory."""
    ref = taken(opened, salim)
    stranger = Seat(opened)
    stranger.see("/desk/sign-in")
    assert upload(stranger, ref, PNG + b"\0" * 500_000) == 303


def test_saved_replies_are_kept_used_changed_and_removed(opened: Opened, salim: Seat) -> None:
    """Names in braces become what fits the conversation, in one pass; other braces stay."""
    ref = opened.ask()
    salim.see("/desk/replies")
    text = "أهلا {member}، معاملتك {ticket} {غيره} {officer}"
    assert salim.send("/desk/replies", title=f"ترحيب {SCRIPT}", text_ar=text).headers["location"] == "/desk/replies?done=kept"
    page = salim.see(case(ref)).text
    assert SCRIPT not in page
    assert "أهلا محمد العتيبي، معاملتك T1001-9 {غيره} الأستاذ سالم" in page
    used = salim.see(f"{case(ref)}?saved=1").text.partition("<textarea")[2]
    assert used.partition("</textarea>")[0].endswith("أهلا محمد العتيبي، معاملتك T1001-9 {غيره} الأستاذ سالم")
    salim.see("/desk/replies")
    salim.send("/desk/replies", id="1", title="آخر", text_en="Hello")
    assert "أهلا محمد" not in salim.see(case(ref)).text
    salim.see("/desk/replies")
    salim.send("/desk/replies/forget", id="1")
    assert "آخر" not in salim.see("/desk/replies").text


def test_everybodys_replies_are_written_by_those_who_may(opened: Opened, salim: Seat) -> None:
    """An officer uses them and cannot change them; another's own are not to be seen."""
    huda, nora = seat_of(opened, "huda", "supervisor"), seat_of(opened, "nora")
    huda.see("/desk/replies")
    huda.send("/desk/replies", title="للكل", text_ar="شكرا", shared="yes")
    salim.see("/desk/replies")
    assert "للكل" in salim.page.text
    salim.send("/desk/replies", title="لي", text_ar="خاص")
    assert "خاص" not in nora.see("/desk/replies").text
    for fields in ({"id": "1"}, {"id": "2"}, {"shared": "yes"}):
        assert nora.send("/desk/replies", title="س", text_ar="س", **fields).status_code == 403
    for wanted in ("1", "2", "99"):
        assert nora.send("/desk/replies/forget", id=wanted).status_code == 403
    for fields in ({"title": "س"}, {"text_ar": "س"}, {"title": "س", "text_ar": "س" * 8001}):
        assert nora.send("/desk/replies", **fields).status_code == 422


def test_the_queue_tells_what_stood_below_the_last_picture(opened: Opened, salim: Seat) -> None:
    """Its caption is the member's last words; a picture without one leaves those that he wrote before."""
    ref = opened.ask()
    for caption in ("هذي شهادة الأسهم", ""):
        opened.happens(AttachmentReceived(AttachmentKind.IMAGE, "a.png", "image/png", 9, "0" * 32, caption=caption))
        assert opened.card(ref).last_text == "هذي شهادة الأسهم"
    row = salim.see().text.partition(f'id="row-{ref}"')[2].partition("</li>")[0]
    assert "هذي شهادة الأسهم" in row
