"""Pictures of the desk, for the documentation: `MUJIB_PICTURES=docs/pictures pytest tests/browser/test_desk_pictures.py`."""

import os
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from domain.inbound import ChoiceMade
from domain.model import ConversationId, OfficerId, PostId, Stage, TicketRef
from tests.browser.seats import Sit
from tests.desk.association import MEMBER
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case

PHONE = 390
COLOURS = 160
"""Of a picture: enough for text on a few plain grounds, and half the size."""
OTHERS = (
    ("web:main:1", "نورة الغامدي", "محد يرد علي من اسبوع، متى تردون؟", 25),
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


def _taken(page: Page, name: str) -> None:
    """Keep what the page shows, in the few colours that it has; unless pictures are wanted, only see that it can be shown."""
    taken = page.screenshot()
    assert taken
    if folder := os.environ.get("MUJIB_PICTURES"):
        colours = Image.open(BytesIO(taken)).convert("RGB").quantize(COLOURS)
        colours.save(Path(folder) / f"{name}.png", optimize=True)


def _sheet(page: Page, address: str, width: int, words: str) -> None:
    """Open a page and wait for what belongs on it."""
    page.set_viewport_size({"width": width, "height": 844 if width == PHONE else 800})
    page.goto(address)
    expect(page.get_by_text(words).locator("visible=true").first).to_be_visible()


def _given_to(opened: Opened, page: Page, seat: Seat) -> None:
    """Let the page be the seat's officer's."""
    page.context.add_cookies([{"name": "mujib_desk", "value": seat.http.cookies["mujib_desk"], "url": opened.url}])


def test_the_desk_can_be_shown(opened: Opened, sit: Sit) -> None:
    """A morning at the desk, page by page, with what belongs on each in view."""
    ref, seat = _busy(opened)
    page = sit("/desk/sign-in", width=1280, reduced_motion="reduce")
    _taken(page, "desk-sign-in")
    _given_to(opened, page, seat)
    shown = (
        ("desk", case(ref), 1280, "وهل أحتاج أن أحضر بنفسي؟"),
        ("desk-phone", "/desk", PHONE, "نورة الغامدي"),
        ("desk-phone-conversation", case(ref), PHONE, "وأعرض اعتراضك على اللجنة اليوم"),
        ("desk-phone-card", f"{case(ref)}#card", PHONE, "إجراءات"),
        ("desk-member", f"/desk/members?of={MEMBER}", 1280, "قنواته وكيف عُرف"),
        ("desk-contact", "/desk/contacts/new", 1280, "ما الذي دار"),
        ("desk-reports", "/desk/reports", 1280, "خدمة سريعة"),
        ("desk-channels", "/desk/channels", 1280, "محادثة الموقع"),
        ("desk-knowledge", "/desk/knowledge", 1280, "المعرفة"),
        ("desk-settings", "/desk/settings", 1280, "ساعات العمل"),
    )
    for name, path, width, words in shown:
        _sheet(page, opened.url + path, width, words)
        _taken(page, name)


def test_a_tickets_way_can_be_shown(opened: Opened, sit: Sit) -> None:
    """Seen, taken over, answered, put into a stage, decided, handed back; and who keeps the accounts and reads the trail."""
    ref, seat = _busy(opened)
    page = sit("/desk/sign-in", width=1280, reduced_motion="reduce")
    _given_to(opened, page, seat)
    new = next(card.ref for card in opened.cards() if card.conversation == "web:main:1")
    _sheet(page, opened.url + case(new), 1280, "محد يرد علي من اسبوع")
    page.locator("#suggestion-1 summary").click()
    _taken(page, "desk-take")
    page.get_by_role("button", name="تولّي المحادثة", exact=True).click()
    page.get_by_label("الرد على العضو").fill("أهلا أخت نورة، طلبك عند اللجنة، وأعود إليك اليوم.")
    page.get_by_role("button", name="كما يراه العضو").click()
    expect(page.locator("#preview .text")).to_be_visible()
    _taken(page, "desk-reply")
    _sheet(page, opened.url + case(ref), 1280, "وهل أحتاج أن أحضر بنفسي؟")
    page.locator("#work-stage summary").click()
    page.locator("#work-stage").scroll_into_view_if_needed()
    page.locator("#card").evaluate("(card) => { card.scrollTop = document.getElementById('work-stage').offsetTop - 120; }")
    _taken(page, "desk-stage")
    _sheet(page, opened.url + case(ref), 1280, "وهل أحتاج أن أحضر بنفسي؟")
    page.get_by_role("button", name="إعادة إلى المساعد").click()
    expect(page.locator(".event", has_text="إعادة المحادثة إلى المساعد")).to_be_in_viewport()
    _taken(page, "desk-hand-back")
    members = (("majed", "ماجد", "committee"), ("amal", "أمل", "administrator"), ("huda", "هدى", "supervisor"))
    seats = {}
    for name, called, role in members:
        seats[name] = Seat(opened)
        seats[name].enter(opened.officer(name, called, role=role))
    opened.do(opened.officers.set_post(OfficerId(2), PostId("committee"), OfficerId(3)))
    for who, name, path, words in (
        ("majed", "desk-committee", "/desk/committee", "خالد الحربي"),
        ("amal", "desk-people", "/desk/people", "هدى"),
        ("amal", "desk-audit", "/desk/audit", "اطلع على المحادثة"),
    ):
        _given_to(opened, page, seats[who])
        _sheet(page, opened.url + path, 1280, words)
        _taken(page, name)
