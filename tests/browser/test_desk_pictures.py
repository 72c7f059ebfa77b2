"""Pictures of the desk, for the documentation: `MUJIB_PICTURES=docs/pictures pytest tests/browser/test_desk_pictures.py`."""

import os
from pathlib import Path

from playwright.sync_api import Page, expect

from domain.inbound import ChoiceMade
from domain.model import ConversationId, OfficerId, PostId, Stage, TicketRef
from tests.browser.seats import Sit
from tests.desk.opened import MEMBER, Opened, Seat, case

OTHERS = (
    ("web:main:1", "نورة الغامدي", "محد يرد علي من اسبوع، وش صار على طلبي؟", 25),
    ("web:main:2", "خالد الحربي", "هل أقدر أنقل عضويتي لولدي؟", 50),
    ("web:main:3", "Sara Khan", "Can I object to a decision of the committee?", 40),
    ("web:main:4", "سعد القرشي", "أرسلت صورة الصك، هل وصلت؟", 200),
)


def _settled(opened: Opened, seat: Seat, ref: TicketRef, score: int, word: str) -> None:
    """Answer and resolve a ticket, and let its member rate."""
    seat.see(case(ref))
    seat.send(case(ref, "take"))
    seat.see(case(ref))
    seat.send(case(ref, "reply"), text="راجعت طلبك، واكتملت أوراقه. شكرا لصبرك.")
    opened.clock.forward(minutes=35)
    seat.see(case(ref))
    seat.send(case(ref, "resolve"))
    conversation = opened.card(ref).conversation
    opened.happens(ChoiceMade(f"rate:{score}:{ref}"), conversation)
    opened.says(word, conversation)


def _busy(opened: Opened) -> tuple[TicketRef, Seat]:
    """Fill a morning at the desk; give the ticket to look at, and its officer's seat."""
    seat = Seat(opened)
    seat.enter(opened.officer("salim", "سالم", role="manager"))
    opened.do(opened.officers.set_post(OfficerId(1), PostId("committee"), OfficerId(1)))
    for conversation, name, text, minutes in OTHERS:
        opened.says(text, ConversationId(conversation), name)
        opened.clock.forward(minutes=minutes)
    earlier = opened.ask("متى يصدر قرار لجنة القبول في طلبي؟")
    _settled(opened, seat, earlier, 5, "خدمة سريعة، شكرا لكم")
    opened.clock.forward(hours=1)
    ref = opened.ask()
    seat.see(case(ref))
    seat.send(case(ref, "take"))
    seat.see(case(ref))
    seat.send(case(ref, "note"), note="اتصلت بالأرشيف، والملف كامل. ننتظر رأي القسم القانوني.")
    seat.send(case(ref, "reply"), text="السلام عليكم أخ محمد، راجعت معاملتك، وأعرض اعتراضك على اللجنة اليوم.")
    opened.clock.forward(minutes=12)
    opened.says("شكرا لك، وهل أحتاج أن أحضر بنفسي؟")
    before = next(card.ref for card in opened.cards() if card.conversation == "web:main:2")
    seat.see(case(before))
    seat.send(case(before, "stage"), stage=Stage.WITH_COMMITTEE.value)
    opened.clock.forward(minutes=3)
    return ref, seat


def _taken(page: Page, folder: Path, name: str) -> None:
    """Keep what the page shows."""
    picture = Path(os.environ.get("MUJIB_PICTURES", folder)) / f"{name}.png"
    page.screenshot(path=picture)
    assert picture.stat().st_size


def test_the_desk_can_be_shown(opened: Opened, sit: Sit, tmp_path: Path) -> None:
    """A morning at the desk: conversation, phone, member, committee and reports, with what belongs on each in view."""
    ref, seat = _busy(opened)
    page = sit("/desk/sign-in", width=1280, reduced_motion="reduce")
    page.context.add_cookies([{"name": "mujib_desk", "value": seat.http.cookies["mujib_desk"], "url": opened.url}])
    shown = (
        ("desk", case(ref), 1280, "وهل أحتاج أن أحضر بنفسي؟"),
        ("desk-phone", "/desk", 390, "نورة الغامدي"),
        ("desk-phone-conversation", case(ref), 390, "وأعرض اعتراضك على اللجنة اليوم"),
        ("desk-member", f"/desk/members?of={MEMBER}", 1280, "قنواته وكيف عُرف"),
        ("desk-committee", "/desk/committee", 1280, "خالد الحربي"),
        ("desk-reports", "/desk/reports", 1280, "خدمة سريعة"),
        ("desk-settings", "/desk/settings", 1280, "ساعات العمل"),
    )
    for name, path, width, words in shown:
        page.set_viewport_size({"width": width, "height": 844 if width == 390 else 800})
        page.goto(opened.url + path)
        expect(page.get_by_text(words).locator("visible=true").first).to_be_visible()
        _taken(page, tmp_path, name)
