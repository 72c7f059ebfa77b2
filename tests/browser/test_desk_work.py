"""What officers do beside talking, in a real browser, with a member at the web chat in a second window."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from domain.model import ConversationId, OfficerId, PostId, Stage
from domain.teaching import Lesson, Training
from storage.learning.school import School
from tests.browser.axe import faults
from tests.browser.chat import say
from tests.browser.seats import Sit, lively
from tests.desk.association import MEMBER
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64
SHEETS = (
    "/desk/replies",
    f"/desk/members?of={MEMBER}",
    "/desk/contacts/new",
    "/desk/people",
    "/desk/audit",
    "/desk/reports",
    "/desk/channels?examine=1",
    "/desk/settings",
    "/desk/projects",
    "/desk/knowledge",
    "/desk/knowledge/learnt?question=1&q=x",
    "/desk?q=محمد",
)


def test_what_was_learnt_is_read_and_taken_out_on_a_phone(opened: Opened, sit: Sit) -> None:
    """The table is reached to its last column, by axe's rules; what a training came to stands in the officer's language."""
    at = opened.clock.now()
    note = "right 95.1% → 95.4%, wrong 0.5% → 0.4%, unsafe 0.0% → 0.0% (386)"
    lesson = Lesson("m1", "متى يجي دوري في السكن يا جماعة وأنا مسجل", "handling.reply", 1.0, 3, None, at, at)
    opened.do(School(opened.store).publish([lesson], Training(at, live=True, lessons=1, answer=None, note=note)))
    page = sit("/desk/knowledge/learnt", officer="rana", role="supervisor", width=360, reduced_motion="reduce")
    expect(page.get_by_text("صواب 95.1% ← 95.4%")).to_be_visible()
    expect(page.get_by_text("right")).to_have_count(0)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name=re.compile("إزالة")).click()
    expect(page.get_by_role("row").last).not_to_contain_text("1.0")


def test_a_member_and_an_officer_talk_in_two_windows(sit: Sit, tmp_path: Path) -> None:
    """What one writes appears with the other, both ways, without reloading; a picture is shown where it stands."""
    member = sit("/chat")
    say(member, "والرفض؟ أقدر أعترض على القرار؟")
    expect(member.locator("#chat-lines .bubble")).to_have_count(2)
    officer = sit(officer="salim")
    officer.locator(".row").click()
    officer.get_by_role("button", name="تولّي المحادثة", exact=True).click()
    officer.get_by_label("الرد على العضو").fill("أهلا بك، أراجع طلبك الآن.")
    officer.get_by_role("button", name="إرسال", exact=True).click()
    expect(member.locator(".officer").last).to_contain_text("أهلا بك، أراجع طلبك الآن.")
    say(member, "شكرا لك")
    expect(officer.locator(".line.member").last).to_contain_text("شكرا لك")
    officer.locator("#file-box summary").click()
    picture = tmp_path / "قرار.png"
    picture.write_bytes(PNG)
    officer.locator("#file").set_input_files(picture)
    officer.locator("#file-box").get_by_role("button", name="إرسال").click()
    shown = member.locator(".officer a.picture img").last
    expect(shown).to_have_attribute("alt", "صورة: قرار.png")
    assert member.request.get(shown.evaluate("picture => picture.src")).body() == PNG
    expect(officer.locator(".line.officer .file img")).to_have_count(1)


def test_a_stage_is_changed_by_keyboard_with_its_sentence_in_sight(opened: Opened, sit: Sit) -> None:
    """S opens the stages, arrows choose, the sentence stands beside each; the form closes once it is done."""
    ref = opened.ask()
    page = sit(case(ref), officer="salim")
    page.keyboard.press("KeyS")
    expect(page.locator("#stage-with_officer")).to_be_focused()
    expect(page.locator("#work-stage")).to_contain_text("رُفعت معاملتك T1001-9 إلى اللجنة")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.locator("#stage-with_committee")).to_be_checked()
    page.locator("#line").fill("سيدرسها أربعة أعضاء")
    page.get_by_role("button", name="نقل المرحلة").press("Enter")
    expect(page.get_by_role("status").filter(has_text="تغيّرت المرحلة")).to_be_visible()
    expect(page.locator("#work-stage")).not_to_have_attribute("open", "")
    assert opened.card(ref).stage is Stage.WITH_COMMITTEE
    assert "سيدرسها أربعة أعضاء" in opened.heard()[-1]


def test_what_was_begun_in_a_form_outlives_a_members_message(opened: Opened, sit: Sit) -> None:
    """The live page touches neither a chosen stage nor a begun line."""
    ref = opened.ask()
    page = sit(case(ref), officer="salim")
    page.locator("#work-stage summary").click()
    page.locator("#stage-closed").check()
    page.locator("#line").fill("كنت أكتب")
    opened.says("وأريد أن أضيف شيئا")
    expect(page.locator(".line.member", has_text="وأريد أن أضيف شيئا")).to_be_visible()
    expect(page.locator("#line")).to_have_value("كنت أكتب")
    expect(page.locator("#stage-closed")).to_be_checked()
    expect(page.locator("#work-stage")).to_have_attribute("open", "")


def test_colleagues_see_one_another_write(opened: Opened, sit: Sit) -> None:
    """Who comes to look, and who begins to write, stands there by itself."""
    ref = opened.ask()
    first = sit(case(ref), officer="salim")
    second = sit(case(ref), officer="nora")
    expect(first.locator(".lookers")).to_contain_text("يشاهدها الآن")
    second.get_by_label("الرد على العضو").press_sequentially("أهلا")
    expect(first.locator(".lookers")).to_contain_text("يكتب الآن")


def test_a_reply_is_seen_beforehand_and_a_saved_one_fills_the_box(opened: Opened, sit: Sit) -> None:
    """The preview leaves the words in the box; a saved reply joins them."""
    ref = opened.ask()
    page = sit("/desk/replies", officer="salim")
    page.locator("#new-title").fill("ترحيب")
    page.locator("#new-ar").fill("أهلا {member}")
    page.get_by_role("button", name="حفظ الرد").click()
    page.goto(opened.url + case(ref))
    page.locator("#saved-box summary").click()
    page.get_by_role("link", name="ترحيب").click()
    expect(page.get_by_label("الرد على العضو")).to_have_value("أهلا محمد العتيبي")
    page.get_by_role("button", name="كما يراه العضو").click()
    expect(page.locator("#preview")).to_contain_text("17 حرفًا")
    expect(page.get_by_label("الرد على العضو")).to_have_value("أهلا محمد العتيبي")
    assert "أهلا محمد العتيبي" not in opened.heard()


def test_the_queue_narrows_as_soon_as_something_is_chosen(opened: Opened, sit: Sit) -> None:
    """Without a button, and back again."""
    opened.ask()
    page = sit(officer="salim")
    page.locator("#filters summary").click()
    page.locator("#filter-channel").select_option("sms")
    expect(page.locator(".row")).to_have_count(0)
    page.get_by_role("link", name="إلغاء التصفية").click()
    expect(page.locator(".row")).to_have_count(1)


def administrator(opened: Opened, sit: Sit, path: str, **look: Any) -> Page:
    """Sit down as somebody who has every page but the committee's."""
    page = sit("/desk/sign-in", officer="admin", role="administrator", **look)
    page.goto(opened.url + path)
    return page


@pytest.mark.timeout(300)  # some twenty pages, each looked at by all rules
@pytest.mark.parametrize(("scheme", "english", "width"), [("light", False, 1440), ("dark", True, 390)], ids=["wide", "phone"])
def test_axe_finds_nothing_on_any_page(opened: Opened, sit: Sit, scheme: str, width: int, *, english: bool) -> None:
    """The rules of WCAG 2.2 AA, contrast of joined letters included, on wide screens and phones."""
    opened.ask("متى يصدر قرار اللجنة؟")
    ref = lively(opened)
    opened.ask("طلب آخر", ConversationId("web:main:7"))
    page = administrator(opened, sit, "/desk", color_scheme=scheme, reduced_motion="reduce", width=width)
    if english:
        page.get_by_role("button", name="English").click()
    card = [f"{case(ref)}#card"] if width < 800 else []
    own = ("/desk/codes", "/desk/password")
    for path in ("/desk", case(ref), *card, *SHEETS, *own, "/desk/committee", "/desk/tickets/T99999"):
        if path == "/desk/committee":
            opened.do(opened.officers.set_post(OfficerId(2), PostId("committee"), OfficerId(2)))
        shown = page.goto(opened.url + path)
        assert shown is None or shown.ok is not path.endswith("T99999"), path
        page.evaluate("document.querySelectorAll('details').forEach((one) => { if (!one.closest('.top')) one.open = true })")
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_words_that_were_sent_leave_the_box_even_when_news_of_them_came_first(opened: Opened, sit: Sit) -> None:
    """The page shows the reply before its form is answered: what was sent does not stand there to be sent again."""
    ref = opened.ask()
    page = sit(case(ref), officer="salim")
    page.get_by_role("button", name="تولّي المحادثة", exact=True).click()
    expect(page.get_by_role("button", name="إرسال", exact=True)).to_be_visible()
    page.locator("#work-stage summary").click()
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/stage", lambda route: held.append((route, route.fetch(max_redirects=0))))
    page.locator("#stage-with_committee").check()
    page.locator("#line").fill("سيدرسها أربعة أعضاء")
    page.get_by_role("button", name="نقل المرحلة").click()
    expect(page.locator("#talk-head")).to_contain_text("لدى اللجنة")
    for route, answer in held:
        route.fulfill(response=answer)
    expect(page.locator("#work-stage")).not_to_have_attribute("open", "")
    expect(page.locator("#line")).to_have_value("")


def test_a_preview_asked_for_before_the_page_heard_of_the_last_deed_stays(opened: Opened, sit: Sit) -> None:
    """An answer that comes late shows the page as it was then: it must not take away what was asked for after it."""
    ref = opened.ask()
    page = sit(case(ref), officer="salim")
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/take", lambda route: held.append((route, route.fetch(max_redirects=0))))
    page.get_by_role("button", name="تولّي المحادثة", exact=True).click()
    expect(page.get_by_role("button", name="إعادة إلى المساعد")).to_be_visible()  # by the news of it
    page.get_by_label("الرد على العضو").fill("طلبك عند اللجنة.")
    page.get_by_role("button", name="كما يراه العضو").click()
    page.wait_for_timeout(500)
    for route, answer in held:
        route.fulfill(response=answer)
    page.wait_for_timeout(500)
    expect(page.locator("#preview .text")).to_have_text("طلبك عند اللجنة.")


def test_what_an_officer_should_know_stands_in_one_line(opened: Opened, sit: Sit) -> None:
    """An alert and a count beside each other; the bar above every page is no higher for them, on a phone too."""
    ref = opened.wrote(ConversationId("telegram:1:7"))
    page = sit("/desk", officer="nora", width=390)
    tall = page.locator(".top").evaluate("bar => bar.offsetHeight")
    giving = Seat(opened)
    giving.enter(opened.officer("salim", "سالم"))
    giving.see(case(ref))
    giving.send(case(ref, "take"))
    giving.see(case(ref))
    giving.send(case(ref, "reassign"), to="1")
    opened.lost(ConversationId("telegram:1:7"))
    page.reload()
    expect(page.locator("#alerts > *")).to_have_count(2)
    assert page.locator(".top").evaluate("bar => bar.offsetHeight") == tall
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_message_in_doubt_is_sent_again_where_it_stands(opened: Opened, sit: Sit) -> None:
    """From the count above every page over their list to the message, one press; on a phone too nothing sticks out."""
    telegram = ConversationId("telegram:1:7")
    opened.wrote(telegram)
    message = opened.lost(telegram)
    page = sit("/desk", officer="salim", width=390)
    page.get_by_role("link", name="لعلها لم تصل: 1").click()
    page.locator("main").get_by_role("link", name="محمد العتيبي").click()
    line = page.locator(f"#o{message}")
    expect(line).to_contain_text("لا نعلم هل وصلت")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    line.get_by_role("button", name="أعد الإرسال").click()
    expect(page.get_by_role("status").filter(has_text="تُرسل الرسالة مرة أخرى")).to_be_visible()
    expect(page.locator(f"#o{message}")).not_to_contain_text("لا نعلم هل وصلت")
