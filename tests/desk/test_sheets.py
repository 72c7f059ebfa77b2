import re
from datetime import timedelta
from urllib.parse import quote

import pyotp
import pytest

from desk import navigation
from desk.access import one_time_codes
from desk.permissions import Role
from domain.accountports import Officer, Presence
from domain.inbound import AttachmentKind, AttachmentReceived
from domain.model import Language, OfficerId, PostId, Stage, TicketRef
from storage.office.indexer import Indexer
from tests.desk.association import MEMBER, NAME
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case
from tests.desk.test_casework import SECOND, seat_of, taken

SCRIPT = "<script>alert(1)</script>"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
_PASSWORD = re.compile(r'<code class="secret" dir="ltr">([^<]+)</code>')


def secret_on(page: str) -> str:
    """Read the secret that a page shows once."""
    found = _PASSWORD.search(page)
    assert found, "there is no secret on the page"
    return found[1]


# ---- files for members -----------------------------------------------------------------------------------------------


def upload(seat: Seat, ref: TicketRef, content: bytes, name: str = "عقد.png", **fields: str) -> int:
    """Send a file to the member, and give the answer's status."""
    tokens = {
        field: match[1] for field in ("csrf", "key") if (match := re.search(rf'name="{field}" value="(\w+)"', seat.page.text))
    }
    sent = seat.http.post(case(ref, "file"), data=tokens | fields, files={"file": (name, content)})
    return sent.status_code


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


# ---- saved replies ---------------------------------------------------------------------------------------------------


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


# ---- members ---------------------------------------------------------------------------------------------------------


def said(seat: Seat, ref: TicketRef) -> str:
    """Give what a conversation's page shows of the talk."""
    return seat.see(case(ref)).text.partition('<section class="lines"')[2].partition("</section>")[0]


def test_a_members_page_shows_him_across_his_channels(opened: Opened) -> None:
    """Once somebody made sure that two conversations are one person's: tickets, notes and all that was said."""
    salim = seat_of(opened, "huda", "supervisor")
    first, second = opened.ask(), opened.ask("سؤالي من القناة الأخرى", SECOND)
    page = salim.see(f"/desk/members?of={MEMBER}").text
    assert "سؤالي من القناة الأخرى" not in page
    assert salim.send("/desk/members/join", of=MEMBER, ticket="T9999-9").status_code == 422
    assert salim.send("/desk/members/join", of=MEMBER, ticket=second).headers["location"].endswith("done=joined")
    salim.see(f"/desk/members?of={MEMBER}")
    for _ in range(2):
        salim.send("/desk/members/note", of=MEMBER, note=f"يفضل الاتصال {SCRIPT}")
    page = salim.see(f"/desk/members?of={MEMBER}").text
    assert "سؤالي من القناة الأخرى" in page
    assert "تحقق منها موظف" in page
    assert page.count("يفضل الاتصال") == 1
    assert SCRIPT not in page
    assert "سؤالي من القناة الأخرى" in said(salim, first)
    assert "يفضل الاتصال" in salim.page.text
    assert "يفضل الاتصال" not in "".join(opened.heard())
    salim.see(f"/desk/members?of={MEMBER}")
    assert salim.send("/desk/members/part", of=MEMBER, conversation="web:main:nobody").status_code == 404
    salim.send("/desk/members/part", of=MEMBER, conversation=SECOND)
    assert "سؤالي من القناة الأخرى" not in said(salim, first)


def test_joining_takes_the_power_over_members_data(opened: Opened, salim: Seat) -> None:
    """An officer who only answers finds no form for it, and its address is not found; a post opens it."""
    _, second = opened.ask(), opened.ask("سؤالي من القناة الأخرى", SECOND)
    assert "members/join" not in salim.see(f"/desk/members?of={MEMBER}").text
    assert salim.send("/desk/members/join", of=MEMBER, ticket=second).status_code == 404
    opened.do(opened.officers.set_post(OfficerId(1), PostId("relations_supervisor"), OfficerId(1)))
    assert "members/join" in salim.see(f"/desk/members?of={MEMBER}").text
    assert salim.send("/desk/members/join", of=MEMBER, ticket=second).status_code == 303


def test_a_member_is_given_his_data_by_whom_the_regulation_lets(opened: Opened, salim: Seat) -> None:
    """The file holds his words and nobody else's; an officer who only answers finds neither form nor address."""
    for words, conversation in (("سؤالي", MEMBER), ("سؤالي من القناة الأخرى", SECOND)):
        opened.ask(words, conversation)
    assert "members/export" not in salim.see(f"/desk/members?of={MEMBER}").text
    assert [salim.send(f"/desk/members/{deed}", of=MEMBER, sure="yes").status_code for deed in ("export", "erase")] == [
        404,
        404,
    ]
    huda = seat_of(opened, "huda", "supervisor")
    huda.see(f"/desk/members?of={MEMBER}")
    given = huda.send("/desk/members/export", of=MEMBER)
    assert given.headers["content-disposition"] == 'attachment; filename="member.json"'
    assert {row["conversation"] for row in given.json()["inbound"]} == {MEMBER}
    assert "سؤالي من القناة الأخرى" not in given.text


def test_a_member_is_erased_once_that_is_sure_and_settled(opened: Opened) -> None:
    """Unticked or with an open ticket nothing is erased; then no page shows his words or file, drawn before or not."""
    huda = seat_of(opened, "huda", "supervisor")
    ref = taken(opened, huda)
    upload(huda, ref, PNG, name="تقريره.png", caption="تفضل")
    words = "أنا محمد وهذا سري"
    opened.says(words)
    page = f"/desk/members?of={MEMBER}"
    for fields, fault in (({}, "ضع العلامة أولًا"), ({"sure": "yes"}, "لم تُنجز بعد")):
        huda.see(page)
        refused = huda.send("/desk/members/erase", of=MEMBER, **fields)
        assert refused.status_code == 422
        assert fault in refused.text
        assert words in refused.text
    huda.see(case(ref))
    huda.send(case(ref, "stage"), stage=Stage.CLOSED, line="")
    huda.see(page)
    (kept,) = (opened.folder / "files").iterdir()
    assert huda.send("/desk/members/erase", of=MEMBER, sure="yes").headers["location"] == "/desk?done=erased"
    assert not kept.exists()
    assert huda.see(page).status_code == 404
    shown = huda.see(case(ref)).text
    assert [one for one in (words, "تقريره", "تفضل") if one in shown] == []


def test_a_member_who_is_not_there_is_not_found(opened: Opened, salim: Seat) -> None:
    """Unknown conversations, and roles that see none."""
    opened.ask()
    for of in ("", "web:main:nobody", "../../x", "%00"):
        assert salim.see(f"/desk/members?of={of}").status_code == 404
    assert seat_of(opened, "x", "chief").see(f"/desk/members?of={MEMBER}").status_code == 404
    badr = seat_of(opened, "badr", "committee")
    badr.see(f"/desk/members?of={MEMBER}")
    assert badr.send("/desk/members/join", of=MEMBER, ticket="T1001-9").status_code == 404
    assert salim.see(f"/desk/members?of={MEMBER}&before=nonsense").status_code == 200


# ---- people ----------------------------------------------------------------------------------------------------------


def test_an_account_from_the_invitation_to_its_end(opened: Opened) -> None:
    """Made with a password that is shown once, given a post, covered while absent, reset, signed out, closed and opened."""
    admin = seat_of(opened, "admin", "administrator")
    admin.see("/desk/people")
    made = admin.send("/desk/people", username="Huda", name="هدى", title_ar="الأستاذة هدى", role="officer", post="accountant")
    assert made.status_code == 200
    huda = Seat(opened)
    assert huda.sign_in("huda", secret_on(made.text)).headers["location"] == "/desk"
    assert huda.see("/desk").headers["location"] == "/desk/password"
    assert secret_on(made.text) not in admin.see("/desk/people").text
    account = next(one.officer for one in opened.do(opened.accounts.all()) if one.officer.username == "huda")
    assert (account.post, account.title[Language.ARABIC]) == (PostId("accountant"), "الأستاذة هدى")
    address = f"/desk/people/{account.id}"
    admin.send(f"{address}/role", role="supervisor", post="finance_manager")
    admin.send(f"{address}/presence", presence="absent", cover="1")
    changed = next(one.officer for one in opened.do(opened.accounts.all()) if one.officer.id == account.id)
    assert (changed.role, changed.post, changed.presence, changed.cover) == (
        "supervisor",
        "finance_manager",
        Presence.ABSENT,
        1,
    )
    assert admin.send(f"{address}/sessions").status_code == 303
    assert huda.see("/desk").headers["location"].startswith("/desk/sign-in")
    again = admin.send(f"{address}/reset")
    assert Seat(opened).sign_in("huda", secret_on(again.text)).status_code == 303
    admin.send(f"{address}/active", active="no")
    assert Seat(opened).sign_in("huda", secret_on(again.text)).status_code == 403
    admin.send(f"{address}/active", active="yes")
    page = admin.see("/desk/people").text
    assert "كلمة مرور خاطئة" in page
    assert "محاولات الدخول" in page


@pytest.mark.parametrize(
    "fields",
    [
        {"username": "a b"},
        {"username": "../x"},
        {"username": ""},
        {"name": " "},
        {"name": "س" * 501},
        {"role": "chief"},
        {"post": "none_such"},
        {"username": "admin"},
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused(opened: Opened, fields: dict[str, str]) -> None:
    """And nothing is made."""
    admin = seat_of(opened, "admin", "administrator")
    admin.see("/desk/people")
    whole = {"username": "huda", "name": "هدى", "role": "officer", "post": ""} | fields
    assert admin.send("/desk/people", **whole).status_code == 422
    assert len(opened.do(opened.accounts.all())) == 1


@pytest.mark.parametrize("role", ["officer", "supervisor", "committee", "manager", "chief"])
def test_nobody_else_looks_after_accounts(opened: Opened, role: str) -> None:
    """Neither the page nor one of its forms is there for other roles; nobody's own account for administrators."""
    seat = seat_of(opened, "salim", role)
    seat.see("/desk/replies")
    assert seat.http.get("/desk/people").status_code == 404
    forms = {"": {}, "/1/role": {"role": "administrator"}, "/1/reset": {}, "/1/sessions": {}, "/1/active": {"active": "no"}}
    for path, fields in forms.items():
        assert seat.send(f"/desk/people{path}", username="x9", name="س", **({"role": "officer"} | fields)).status_code == 404
    assert opened.do(opened.accounts.all())[0].officer.role == role


def test_a_manager_makes_no_administrators(opened: Opened) -> None:
    """A post that manages people does not reach above itself; and nobody changes his own account."""
    manager = seat_of(opened, "manager", "manager")
    opened.officer("admin", "مدير النظام", role="administrator")
    opened.officer("nora", "نورة")
    opened.do(opened.officers.set_post(OfficerId(1), PostId("manager"), OfficerId(1)))
    manager.see("/desk/people")
    assert manager.send("/desk/people", username="x9", name="س", role="administrator").status_code == 403
    assert manager.send("/desk/people/3/role", role="administrator", post="").status_code == 403
    for path in ("/desk/people/2/reset", "/desk/people/1/role", "/desk/people/2/active"):
        assert manager.send(path, role="officer", post="").status_code == 403
    assert manager.send("/desk/people/99/reset").status_code == 404
    assert manager.send("/desk/people/3/presence", presence="gone").status_code == 422


def test_an_officer_says_whether_he_is_there(opened: Opened, salim: Seat) -> None:
    """From any page, and comes back to it; never to somewhere else."""
    salim.see("/desk/replies")
    assert salim.send("/desk/presence", presence="away", next="/desk/replies").headers["location"] == "/desk/replies"
    assert opened.do(opened.officers.all())[0].presence is Presence.AWAY
    assert salim.send("/desk/presence", presence="x", next="https://evil.example").headers["location"] == "/desk"
    assert opened.do(opened.officers.all())[0].presence is Presence.AWAY


# ---- one-time codes --------------------------------------------------------------------------------------------------


def code(opened: Opened, secret: str, steps: int = 0) -> str:
    """Give the code of now, or of some steps of 30 seconds later."""
    return pyotp.TOTP(secret.replace(" ", "")).at(opened.clock.now() + timedelta(seconds=30 * steps))


def test_codes_are_enrolled_and_then_asked_for(opened: Opened, salim: Seat) -> None:
    """From the first right code on, a password alone opens nothing; no code opens twice."""
    secret = secret_on(salim.see("/desk/codes").text)
    assert secret_on(salim.see("/desk/codes").text) == secret
    drawn = one_time_codes.picture(one_time_codes.enrolment(secret.replace(" ", ""), "salim", NAME[Language.ARABIC]))
    assert drawn in salim.page.text
    assert "style" not in drawn
    assert salim.send("/desk/codes", code="000000").status_code == 422
    assert salim.send("/desk/codes", code=code(opened, secret)).headers["location"] == "/desk?done=codes_on"
    assert secret not in salim.see("/desk/codes").text
    seat = Seat(opened)
    assert seat.sign_in("salim", next="/desk/replies").headers["location"] == "/desk/code?next=/desk/replies"
    assert seat.see("/desk").headers["location"].startswith("/desk/sign-in")
    seat.see("/desk/code?next=/desk/replies")
    assert seat.send("/desk/code", code=code(opened, secret), next="/desk/replies").status_code == 403
    arabic = code(opened, secret, 1).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert seat.send("/desk/code", code=arabic, next="/desk/replies").headers["location"] == "/desk/replies"
    assert seat.see("/desk").status_code == 200
    assert seat.send("/desk/codes/drop", code="1").status_code == 422
    opened.clock.forward(minutes=5)
    assert seat.send("/desk/codes/drop", code=code(opened, secret)).headers["location"] == "/desk?done=codes_off"


def test_wrong_codes_are_locked_out(opened: Opened, salim: Seat) -> None:
    """Like wrong passwords: after eight even the right one does not help for a while; and the wait for it ends."""
    secret = secret_on(salim.see("/desk/codes").text)
    salim.send("/desk/codes", code=code(opened, secret))
    opened.clock.forward(minutes=2)
    seat = Seat(opened)
    seat.sign_in("salim")
    seat.see("/desk/code")
    for _ in range(9):
        assert seat.send("/desk/code", code="000000").status_code == 403
    assert seat.send("/desk/code", code=code(opened, secret)).status_code == 403
    opened.clock.forward(minutes=11)
    assert seat.see("/desk/code").headers["location"] == "/desk/sign-in"
    assert Seat(opened).see("/desk/code").headers["location"] == "/desk/sign-in"


def test_administrators_enrol_before_they_work(opened: Opened) -> None:
    """Every page leads them to it, and they cannot do without."""
    opened.codes_for.add("administrator")
    admin = seat_of(opened, "admin", "administrator")
    for page in ("/desk", "/desk/people", "/desk/tickets/T10019"):
        assert admin.see(page).headers["location"] == "/desk/codes"
    secret = secret_on(admin.see("/desk/codes").text)
    admin.send("/desk/codes", code=code(opened, secret))
    assert admin.see("/desk/people").status_code == 200
    opened.clock.forward(minutes=5)
    assert admin.send("/desk/codes/drop", code=code(opened, secret)).status_code == 403


# ---- committee, contacts, trail --------------------------------------------------------------------------------------


def before_committee(opened: Opened, salim: Seat) -> TicketRef:
    """Put a ticket with a paper before the committee."""
    ref = taken(opened, salim)
    opened.happens(AttachmentReceived(AttachmentKind.DOCUMENT, "صك.pdf", "application/pdf", 9, "0" * 32))
    salim.see(case(ref))
    salim.send(case(ref, "stage"), stage="with_committee")
    return ref


@pytest.mark.parametrize(("decision", "stage"), [("accept", Stage.WITH_OFFICER), ("refuse", Stage.RESOLVED)])
def test_the_committee_decides_and_the_member_is_told(opened: Opened, salim: Seat, decision: str, stage: Stage) -> None:
    """With the reason as it was written; who decided stands in the trail; a second decision comes too late."""
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


def test_only_the_committee_decides_and_refusing_needs_a_reason(opened: Opened, salim: Seat) -> None:
    """An administrator does not decide either; who holds a deciding post does."""
    ref = before_committee(opened, salim)
    for seat in (salim, seat_of(opened, "admin", "administrator")):
        seat.see(case(ref))
        assert seat.http.get("/desk/committee").status_code == 404
        assert seat.send(case(ref, "decide"), decision="accept", reason="").status_code == 404
    badr = seat_of(opened, "badr", "committee")
    badr.see("/desk/committee")
    assert badr.send(case(ref, "decide"), decision="refuse", reason=" ").status_code == 422
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
    assert 'id="reply"' in page


def test_the_trail_is_read_by_those_who_may_and_only_read(opened: Opened, salim: Seat) -> None:
    """By officer and by ticket, page by page; that it was read is in it."""
    ref = taken(opened, salim)
    manager = seat_of(opened, "manager", "manager")
    page = manager.see("/desk/audit").text
    assert "اطلع على المحادثة" in page
    assert "تولّى المحادثة" in page
    assert "T1001-9" in manager.see("/desk/audit?subject=T1001-9").text
    assert "اطلع على المحادثة" not in manager.see("/desk/audit?officer=2").text
    assert "قرأ السجل" in manager.see("/desk/audit?officer=2").text
    assert salim.http.get("/desk/audit").status_code == 404
    assert manager.see("/desk/audit?before=nonsense").status_code == 400
    assert manager.http.post("/desk/audit").status_code == 405
    assert opened.card(ref).officer == OfficerId(1)


def test_the_menu_leads_where_one_may_go(opened: Opened, salim: Seat) -> None:
    """Each page in it opens; those of others are not in it."""
    page = salim.see("/desk").text
    for address in set(re.findall(r'<nav aria-label="الصفحات">(.*?)</nav>', page, re.DOTALL)):
        for link in re.findall(r'href="([^"]+)"', address):
            assert salim.see(link).status_code == 200
    assert "/desk/people" not in page
    assert "/desk/people" in seat_of(opened, "admin", "administrator").see("/desk").text


# ---- the card beside a conversation ----------------------------------------------------------------------------------


def test_the_card_says_who_the_member_is(opened: Opened, salim: Seat) -> None:
    """His number, by which he is found; each channel and its proof; consents; tickets on other channels; the trail."""
    ref = taken(opened, salim)
    other = opened.ask("سؤال على قناة أخرى", SECOND)
    salim.see(f"/desk/members?of={MEMBER}")
    assert salim.send("/desk/members/number", of=MEMBER, number="عضو 1203").headers["location"].endswith("done=changed")
    opened.do(opened.officers.set_post(OfficerId(1), PostId("relations_supervisor"), OfficerId(1)))
    salim.see(f"/desk/members?of={MEMBER}")
    salim.send("/desk/members/join", of=MEMBER, ticket=other)
    card = salim.see(case(ref)).text.partition('id="card"')[2]
    assert "<bdi>عضو 1203</bdi>" in card
    assert card.count('class="known"') == 2
    assert "(<bdi>سالم</bdi>)" in card
    assert "الموافقات" in card
    assert f'href="/desk/tickets/{other}"' in card
    assert "/desk/audit?subject=" not in card
    manager = seat_of(opened, "manager", "manager")
    assert f"/desk/audit?subject={ref}" in manager.see(case(ref)).text
    assert f'id="row-{ref}"' in salim.see("/desk?q=1203").text
    salim.see(f"/desk/members?of={MEMBER}")
    salim.send("/desk/members/number", of=MEMBER, number="")
    assert f'id="row-{ref}"' not in salim.see("/desk?q=1203").text
    assert salim.send("/desk/members/number", of=MEMBER, number="1" * 41).status_code == 422


@pytest.mark.parametrize("role", [*Role, "chief"])
def test_the_menu_shows_exactly_the_pages_that_open(opened: Opened, role: str) -> None:
    """Whoever finds a page in his menu may open it, and whoever does not may not."""
    seat = seat_of(opened, "one", role)
    known = navigation.pages_of(seat_officer(opened), opened.rules.regulation)
    for page in navigation.PAGES:
        answer = seat.see(page.address)
        opens = answer.status_code == 200 and (page.name != "queue" or role in set(Role))
        assert opens == (page in known), page.name
        if page in known:
            assert f'href="{page.address}"' in answer.text


def seat_officer(opened: Opened) -> Officer:
    """Give the only account there is."""
    (officer,) = opened.do(opened.officers.all())
    return officer


def test_where_officers_have_no_room_nobody_is_offered_to_link_his_account(salim: Seat) -> None:
    """A word that nothing takes would only puzzle."""
    shown = salim.see("/desk/settings").text
    assert 'action="/desk/settings/theme"' in shown
    assert "/desk/settings/link" not in shown
