"""Words that would be markup: wherever a member's, a stranger's or a colleague's words are shown, they stay words.

The policy of the pages would stop a script all the same; here nothing of it may even become an element.
"""

from urllib.parse import quote

from playwright.sync_api import Page

from domain.inbound import AttachmentKind, AttachmentReceived
from domain.model import TicketRef
from tests.browser.seats import Sit
from tests.desk.association import MEMBER
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case, seat_of

HOSTILE = (
    "</title></textarea></script><script>window.hostile=1</script>"
    "<img src=x onerror=window.hostile=1><a href='javascript:window.hostile=1'>x</a>"
    "\"' onfocus=window.hostile=1 autofocus x='{{7*7}}${7*7}**<svg onload=window.hostile=1>**"
)
BIDI = "\u202e\u2067txt.exe\u2069"
PAGES = (
    "/desk",
    f"/desk?q={quote(HOSTILE)}",
    "/desk?q=%22%20OR%20*%20%27%25_%00%ED%A0%80%F0%9F%91%A8%E2%80%8D",
    f"/desk/members?of={quote(MEMBER)}",
    "/desk/people",
    "/desk/audit",
    "/desk/reports",
    "/desk/knowledge",
    f"/desk/knowledge?q={quote(HOSTILE)}",
    "/desk/settings",
    "/desk/projects",
    "/desk/announcements",
    "/desk/replies",
    "/desk/channels",
    f"/desk/nothing/{quote(HOSTILE, safe='')}",
)


def is_harmless(page: Page) -> bool:
    """Tell whether nothing of it is an element, an attribute or has run."""
    made = "[onerror], [onload], [onfocus], [autofocus][x], a[href^=javascript], img[src=x], svg:not([class]):not([viewBox])"
    return bool(page.evaluate("window.hostile === undefined")) and page.locator(made).count() == 0


def filled(opened: Opened) -> TicketRef:
    """Have it said by everybody, wherever words are taken."""
    Seat(opened).sign_in(HOSTILE, "wrong")
    opened.says(f"{HOSTILE} أقدر أعترض على القرار؟", name=HOSTILE[:90])
    ref = opened.ask()
    opened.happens(AttachmentReceived(AttachmentKind.DOCUMENT, f"{BIDI}{HOSTILE}", HOSTILE[:50], 9, "0" * 32, caption=HOSTILE))
    seat = seat_of(opened, "huda", "administrator")
    seat.see(case(ref))
    for action, field in (("take", "x"), ("note", "note"), ("reply", "text"), ("subject", "subject")):
        seat.send(case(ref, action), **{field: HOSTILE})
        seat.see(case(ref))
    seat.see(f"/desk/members?of={quote(MEMBER)}")
    seat.send("/desk/members/note", of=MEMBER, note=HOSTILE)
    seat.see("/desk/replies")
    seat.send("/desk/replies", title=HOSTILE[:80], text=HOSTILE)
    seat.see("/desk/projects")
    opened.passes(1)
    return ref


def test_no_words_become_markup_at_the_desk(opened: Opened, sit: Sit) -> None:
    """On every page that shows any, in the conversation, and in what the live page fetches."""
    ref = filled(opened)
    page = sit(officer="salim", role="administrator")
    for path in (*PAGES, case(ref)):
        page.goto(opened.url + path)
        assert is_harmless(page), path
    opened.says(f"xyzzy {HOSTILE}")
    page.get_by_text("xyzzy").last.wait_for(state="attached")
    assert is_harmless(page)


def test_no_words_become_markup_on_the_members_page(sit: Sit) -> None:
    """Neither his own nor an officer's, nor when the page is opened anew."""
    page = sit("/")
    box = page.get_by_role("textbox").first
    box.fill(f"{HOSTILE} أقدر أعترض على القرار؟")
    box.press("Enter")
    page.get_by_text("window.hostile=1").first.wait_for()
    page.reload()
    page.get_by_text("window.hostile=1").first.wait_for()
    assert is_harmless(page)
