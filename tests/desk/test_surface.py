import re

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desk import attachments
from domain.inbound import AttachmentKind, AttachmentReceived, TextReceived
from domain.model import ConversationId
from tests.desk.association import MEMBER
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case, seat_of

SCRIPT = "<script>alert(1)</script>"
ATTRIBUTE = '"><img src=x onerror=alert(1)>'
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
PDF = b"%PDF-1.7 <script>alert(1)</script>"


def every_page(opened: Opened, seat: Seat) -> list[httpx.Response]:
    """Open one of each kind of answer."""
    ref = opened.ask()
    pages = [seat.see(page) for page in ("/desk", case(ref), f"{case(ref)}?part_only=1", "/desk/password", "/desk/tickets/T9")]
    pages += [seat.see(page) for page in ("/desk/replies", f"/desk/members?of={MEMBER}", "/desk/contacts/new", "/desk/codes")]
    return [
        *pages,
        seat.see("/desk/static/desk.js"),
        seat.see("/desk/static/none"),
        Seat(opened).see("/desk"),
        Seat(opened).see("/desk/sign-in"),
    ]


def test_every_answer_carries_the_headers(opened: Opened, salim: Seat) -> None:
    """No framing, no script but our file, no guessing of types, and pages are not kept by browsers."""
    for page in every_page(opened, salim):
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert page.headers["x-frame-options"] == "DENY"
        assert page.headers["x-content-type-options"] == "nosniff"
        kept = "immutable" in page.headers["cache-control"]
        assert kept == (page.status_code == 200 and "/static/" in page.url.path)
        assert kept or page.headers["cache-control"] == "no-store"


def test_no_page_has_script_or_style_of_its_own(opened: Opened, salim: Seat) -> None:
    """The strict policy breaks nothing: no inline script, style or handler anywhere."""
    for page in every_page(opened, salim):
        if page.headers.get("content-type", "").startswith("text/html"):
            assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page.text)


def test_no_form_is_without_its_token(opened: Opened, salim: Seat) -> None:
    """Every form that posts carries the session's token."""
    written = "".join(page.text for page in every_page(opened, salim))
    found = re.findall(r"<form[^>]*method=\"post\".*?</form>", written, re.DOTALL)
    assert len(found) > 20
    assert [form for form in found if not re.search(r'name="csrf" value="[0-9a-f]{64}"', form)] == []


async def broken(_: Request) -> Response:
    """Fail."""
    raise ValueError("a member's words")


@pytest.mark.parametrize(
    ("method", "address", "status", "words"),
    [
        ("POST", "/desk/reports", 405, "لا يُفتح هذا العنوان هكذا"),
        ("POST", "/desk/nothing", 404, "لا شيء في هذا العنوان"),
        ("GET", "/desk/tickets/T1/broken", 500, "وقع عطل في البرنامج"),
    ],
)
async def test_what_no_page_answers_is_said_in_the_desks_look(
    opened: Opened, method: str, address: str, status: int, words: str
) -> None:
    """With the way back, the desk's headers, and nothing of what broke."""
    routes = opened.application(Route("/desk/tickets/T1/broken", broken))
    transport = httpx.ASGITransport(routes, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=opened.url) as http:
        page = await http.request(method, address)
    assert page.status_code == status
    assert words in page.text
    assert 'href="/desk"' in page.text
    assert "member's words" not in page.text
    assert page.headers["x-frame-options"] == "DENY"


def test_a_file_that_is_gone_is_told_by_the_site(opened: Opened) -> None:
    """It is a member who opens its address: the way back is the chat, not the officers' desk."""
    page = Seat(opened).see("/files/nothing")
    assert page.status_code == 404
    assert "انتهت مدة رابطها" in page.text
    assert "/desk" not in page.text


def forms(opened: Opened) -> list[str]:
    """List the addresses of all forms at the desk."""
    routes = [route for route in opened.desk.routes() if isinstance(route, Route)]
    return sorted({route.path for route in routes if "POST" in (route.methods or ())})


@pytest.mark.parametrize("token", ["", "0" * 64, "ع", None])
def test_a_form_from_elsewhere_does_nothing(opened: Opened, salim: Seat, token: str | None) -> None:
    """Without this session's token every form of the desk answers 403, and neither ticket, chat nor account has changed."""
    admin = Seat(opened)
    admin.enter(opened.officer("admin", "مدير", role="administrator"))
    ref = opened.ask()
    before = (opened.heard(), opened.events(ref), opened.do(opened.accounts.all()))
    fields = {"key": "0" * 32, "text": "x", "note": "x", "take": "yes", "of": MEMBER} | (
        {} if token is None else {"csrf": token}
    )
    found = forms(opened)
    assert len(found) > 30
    for form in found:
        address = form.format(ref=ref, officer="1", number="1")
        for seat in (salim, admin):
            if address.endswith("/file"):
                answer = seat.http.post(address, data=fields, files={"file": ("a.png", PNG)})
            else:
                answer = seat.http.post(address, data=fields)
            assert answer.status_code == 403, address
    assert (opened.heard(), opened.events(ref), opened.do(opened.accounts.all())) == before


def test_no_form_works_without_signing_in(opened: Opened) -> None:
    """Who has a token but no session is sent to the door, whatever the form."""
    ref = opened.ask()
    stranger = Seat(opened)
    stranger.see("/desk/sign-in")
    for form in forms(opened):
        if form in {"/desk/sign-in", "/desk/language", "/desk/code"} or form.endswith("/file"):
            continue
        answer = stranger.send(form.format(ref=ref, officer="1", number="1"), key="0" * 32)
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/desk/sign-in"), form


@pytest.mark.parametrize("form", ["/desk/presence", "/desk/alerts", "/desk/language"])
@pytest.mark.parametrize("wanted", ["https://evil.example", "//evil.example", "/desk/../chat", "/desk//evil.example", "\\evil"])
def test_no_form_leads_elsewhere(salim: Seat, form: str, wanted: str) -> None:
    """Wherever a form says where to go on, it stays at the desk."""
    salim.see("/desk")
    where = salim.send(form, next=wanted, presence="available", language="ar", alerts="").headers["location"]
    assert where == "/desk" or (where.startswith("/desk/") and "evil" not in where)


def test_names_with_scripts_are_text_on_every_page(opened: Opened) -> None:
    """Of members, officers, titles, subjects and notes."""
    admin = Seat(opened)
    admin.enter(opened.officer("admin", f"{SCRIPT}{ATTRIBUTE}", role="administrator"))
    opened.happens(TextReceived(f"سؤال {SCRIPT}"), name=f"{SCRIPT}{ATTRIBUTE}")
    (ref,) = (card.ref for card in opened.cards())
    admin.see(case(ref))
    admin.send(case(ref, "subject"), subject=f"{SCRIPT}{ATTRIBUTE}")
    admin.send(case(ref, "stage"), stage="with_committee", line=SCRIPT)
    admin.see("/desk/people")
    admin.send("/desk/people", username="x9", name=SCRIPT, title_ar=ATTRIBUTE, role="officer")
    answer = seat_of(opened, "lajna", "committee").see("/desk/committee")
    assert answer.status_code == 200
    assert SCRIPT not in answer.text
    pages = (
        "/desk",
        case(ref),
        f"/desk/members?of={MEMBER}",
        "/desk/people",
        "/desk/audit",
        "/desk/replies",
    )
    for page in (*pages, f"/desk?q={SCRIPT}", f"/desk/audit?subject={ATTRIBUTE}", f"/desk/contacts/new?x={SCRIPT}"):
        answer = admin.see(page)
        assert answer.status_code == 200, page
        assert SCRIPT not in answer.text, page
        assert "<img src=x" not in answer.text, page


def test_the_token_of_another_session_does_nothing(opened: Opened, salim: Seat) -> None:
    """A form token is worth something in its own session only."""
    other = Seat(opened)
    other.see("/desk/sign-in")
    ref = opened.ask()
    salim.page = other.page
    assert salim.send(case(ref, "take"), key="0" * 32).status_code == 403
    for path in ("/desk/sign-in", "/desk/language", "/desk/password", "/desk/sign-out"):
        assert salim.send(path, username="x", password="y").status_code == 403


@pytest.mark.parametrize(
    "words", [SCRIPT, ATTRIBUTE, "\u202e" + SCRIPT, "{{ 7*7 }}", "**" + SCRIPT + "**", "</textarea>" + SCRIPT]
)
def test_what_a_member_writes_stays_words(opened: Opened, salim: Seat, words: str) -> None:
    """In name, message, subject, file name and caption, in the queue, the talk, the card and the search."""
    opened.says(words, name=words)
    opened.happens(AttachmentReceived(AttachmentKind.DOCUMENT, words, "text/html", 3, "0" * 32, words), name=words)
    (ref,) = {card.ref for card in opened.cards()}
    salim.see(case(ref))
    salim.send(case(ref, "take"))
    salim.see(case(ref))
    salim.send(case(ref, "note"), note=words)
    for page in (salim.see("/desk"), salim.see(case(ref)), salim.http.get("/desk", params={"q": words})):
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert "49" not in re.findall(r"<bdi[^>]*>\s*(49)\s*</bdi>", page.text)


def test_a_members_words_do_not_turn_the_page_around(opened: Opened, salim: Seat) -> None:
    """Names stand isolated, without signs of direction, and messages take the direction of their own first letter."""
    opened.says("Can I appeal?", name="Ahmed \u202eKhan")
    (ref,) = {card.ref for card in opened.cards()}
    page = salim.see(case(ref)).text
    assert "<bdi>Ahmed Khan</bdi>" in page
    assert 'class="text" dir="auto">Can I appeal?' in page


# ---- files -----------------------------------------------------------------------------------------------------------


def test_pictures_are_shown_and_other_files_only_handed_down(opened: Opened, salim: Seat) -> None:
    """By content, not by name or by what the sender said; and what is shown can run nothing."""
    picture, paper = (opened.do(opened.files.save(content)).file for content in (PNG, PDF))
    shown, handed = salim.see(f"/desk/files/{picture}"), salim.see(f"/desk/files/{paper}")
    assert (shown.headers["content-type"], shown.headers["content-disposition"]) == ("image/png", "inline")
    assert (handed.headers["content-type"], handed.headers["content-disposition"]) == ("application/octet-stream", "attachment")
    for answer in (shown, handed):
        assert "sandbox" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
    assert (shown.content, handed.content) == (PNG, PDF)


def test_who_opened_a_members_file_is_in_the_trail(opened: Opened, salim: Seat) -> None:
    """With the conversation from whose page it was opened; once in a while, however often the page is loaded."""
    kept = opened.do(opened.files.save(PNG)).file
    opened.happens(AttachmentReceived(AttachmentKind.IMAGE, "صورة.png", "image/png", len(PNG), kept))
    ref = opened.ask()
    address = re.findall(rf'href="(/desk/files/{kept}[^"]*)"', salim.see(case(ref)).text)[0]
    for _ in range(2):
        assert salim.see(address).status_code == 200
    looks = [(deed.subject, deed.detail) for deed in opened.do(opened.audit.deeds()) if deed.act == "file_seen"]
    assert looks == [(MEMBER, kept)]


@pytest.mark.parametrize(
    "content", [b"", b"<svg onload=alert(1)>", b"GIF", b"<!doctype html>", b"RIFF\0\0\0\0WAVE", b"\xff\xd8"]
)
def test_what_is_no_picture_is_not_shown(content: bytes) -> None:
    """SVG, HTML and fragments of pictures are files to download."""
    assert attachments.picture_type(content) == ""


@pytest.mark.parametrize(
    "name", ["..%2F..%2Fdesk.db", "%2e%2e/%2e%2e/etc/passwd", "desk.db", "0" * 32, "a" * 32 + "%00", "%D9%85"]
)
def test_a_path_in_a_files_name_leads_nowhere(opened: Opened, salim: Seat, name: str) -> None:
    """Only random names of kept files are found."""
    opened.do(opened.files.save(PNG))
    assert salim.see(f"/desk/files/{name}").status_code == 404


def test_a_members_file_is_for_officers_only(opened: Opened) -> None:
    """Who is not signed in gets no file, whatever name he guesses or was told."""
    kept = opened.do(opened.files.save(PNG)).file
    assert Seat(opened).see(f"/desk/files/{kept}").status_code == 303


def test_an_unknown_address_has_a_way_back(opened: Opened, salim: Seat) -> None:
    """Whoever mistypes reads it in his language, signed in or not; a stroke at the end is no other address."""
    for seat in (salim, Seat(opened)):
        for address in ("/desk/nothing", "/desk/tickets", "/desk/people/1/role"):
            page = seat.see(address)
            assert page.status_code == 404, address
            assert "لا شيء في هذا العنوان" in page.text
            assert 'href="/desk"' in page.text
    for address in ("/desk", "/desk/settings", "/desk/static"):
        assert salim.see(f"{address}/").headers["location"] == address


@pytest.mark.parametrize("name", ["../desk.py", "..%2Fdesk.py", "desk.css%00", "texts"])
def test_only_style_script_and_mark_are_static(salim: Seat, name: str) -> None:
    """No other file of ours can be fetched."""
    assert salim.see(f"/desk/static/{name}").status_code == 404


# ---- shapeless requests ----------------------------------------------------------------------------------------------


def test_a_huge_body_is_cut_off(salim: Seat) -> None:
    """Megabytes in a form are refused before they are read to their end."""
    salim.see()
    assert salim.send("/desk/language", next="x" * 5_000_000).status_code == 413


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{}", "application/json"),
        (b"csrf=%FF%FE", "application/x-www-form-urlencoded"),
        ("csrf=ع".encode(), "application/x-www-form-urlencoded"),
        (b"&".join(b"a=b" for _ in range(1000)), "application/x-www-form-urlencoded"),
        (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x"),
        (b"csrf=1", "text/plain"),
    ],
)
def test_what_is_no_form_is_refused(salim: Seat, body: bytes, kind: str) -> None:
    """Other types, other encodings and a thousand fields are bad input, not a fault."""
    assert salim.http.post("/desk/language", content=body, headers={"content-type": kind}).status_code == 400


@pytest.mark.parametrize("key", ["", "x", "0" * 31])
def test_a_form_without_its_key_is_refused(opened: Opened, salim: Seat, key: str) -> None:
    """What cannot be told apart from its repetition is not done at all."""
    ref = opened.ask()
    salim.see(case(ref))
    assert salim.send(case(ref, "take"), key=key).status_code == 400
    assert opened.card(ref).officer is None


@pytest.mark.parametrize(
    "query", ["?part=%00", "?q=%00%FF", "?before='", "?lines=x&use=%3Cscript%3E&done=%3Cscript%3E", "?q=" + "x" * 9000]
)
def test_a_strange_address_is_answered_calmly(opened: Opened, salim: Seat, query: str) -> None:
    """Nonsense in the address shows the page without it."""
    ref = opened.ask()
    for path in ("/desk", case(ref)):
        page = salim.see(path + query)
        assert page.status_code == 200
        assert "<script>" not in page.text


def test_another_members_conversation_is_not_told_by_the_stream(opened: Opened, salim: Seat) -> None:
    """The stream says that something changed, never what, nor whose."""
    ref = opened.ask()
    with salim.http.stream("GET", f"/desk/events?ticket={ref}") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        opened.says("سر", ConversationId("web:main:other"))
        opened.says("كلام سري", MEMBER)
        heard = ""
        for chunk in stream.iter_text():
            heard += chunk
            if {"queue", "conversation"} <= set(re.findall(r"event: (\w+)", heard)):
                break
    assert "سر" not in heard
    assert re.fullmatch(r"retry: 2000\n\n(event: (queue|conversation)\ndata: \n\n)+", heard)


def test_the_stream_ends_with_the_session(opened: Opened, salim: Seat) -> None:
    """After signing out elsewhere the open page is told, and hears nothing more."""
    with salim.http.stream("GET", "/desk/events") as stream:
        chunks = stream.iter_text()
        next(chunks)
        second = Seat(opened)
        second.http.cookies = salim.http.cookies
        second.see()
        second.send("/desk/sign-out")
        opened.ask()
        assert "event: over" in "".join(chunks)
