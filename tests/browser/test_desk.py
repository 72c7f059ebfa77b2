import re

import pytest
from playwright.sync_api import Page, expect

from domain.model import ConversationId, Stage
from tests.browser.seats import NEW, Sit, signed_in
from tests.desk.association import ONE_TIME, PASSWORD
from tests.desk.opened import Opened
from tests.desk.seat import case

WIDTHS = (1440, 1024, 390)
FULL = "عبدالرحمن بن عبدالعزيز بن محمد آل الشيخ الغامدي الزهراني"


def test_a_first_day_at_the_desk(opened: Opened, sit: Sit) -> None:
    """With a one-time password in, an own password, then take over, reply, note and resolve, by mouse, on one page."""
    opened.officer("nora", "نورة", one_time=True)
    ref = opened.ask()
    page = sit(case(ref))
    signed_in(page, "nora", ONE_TIME)
    page.get_by_label("كلمة المرور الحالية").fill(ONE_TIME)
    page.get_by_label("كلمة المرور الجديدة", exact=True).fill(NEW)
    page.get_by_label("كلمة المرور الجديدة مرة أخرى").fill(NEW)
    page.get_by_role("button", name="حفظ").click()
    page.locator(".row", has_text="T1001-9").click()
    page.get_by_role("button", name="تولّي المحادثة", exact=True).click()
    expect(page.get_by_text("المحادثة لديك، والمساعد صامت")).to_be_visible()
    page.get_by_label("الرد على العضو").fill("أهلا بك، أراجع طلبك.")
    page.get_by_role("button", name="إرسال", exact=True).click()
    expect(page.locator(".line.officer", has_text="أهلا بك، أراجع طلبك.")).to_be_visible()
    expect(page.get_by_label("الرد على العضو")).to_have_value("")
    page.locator("summary", has_text="ملاحظة داخلية").click()
    page.get_by_role("textbox", name="ملاحظة داخلية").fill("لا تصل إليه")
    page.get_by_role("button", name="حفظ الملاحظة").click()
    expect(page.locator(".line.note", has_text="لا تصل إليه")).to_be_visible()
    page.get_by_role("button", name="حُلّت المعاملة").click()
    expect(page.get_by_role("status").filter(has_text="سيُسأل العضو عن تقييمه")).to_be_visible()
    assert opened.card(ref).stage is Stage.RESOLVED
    assert "أهلا بك، أراجع طلبك." in opened.heard()
    assert "لا تصل إليه" not in opened.heard()


def test_what_a_member_writes_appears_by_itself(opened: Opened, sit: Sit) -> None:
    """In the open conversation, in the queue and in its counts, without touching what the officer is writing."""
    ref = opened.ask()
    page = sit(case(ref), officer="salim")
    page.get_by_label("الرد على العضو").fill("كنت أكتب")
    opened.says("وأريد أن أضيف شيئا")
    expect(page.locator(".line.member", has_text="وأريد أن أضيف شيئا")).to_be_visible()
    opened.ask("عضو آخر يسأل", ConversationId("web:main:other"))
    expect(page.locator(".row")).to_have_count(2)
    expect(page.locator(".tabs .count").first).to_have_text("2")
    expect(page.get_by_label("الرد على العضو")).to_have_value("كنت أكتب")
    expect(page.get_by_label("الرد على العضو")).to_be_focused()


def test_two_officers_at_once(opened: Opened, sit: Sit) -> None:
    """What one takes, the other sees taken, without reloading."""
    ref = opened.ask()
    first, second = sit(case(ref), officer="salim"), sit(case(ref), officer="nora")
    first.get_by_role("button", name="تولّي المحادثة", exact=True).click()
    expect(second.get_by_text("المحادثة لدى سالم", exact=False).first).to_be_visible()
    expect(second.locator("#do-take")).to_have_count(0)
    expect(second.locator("#reply")).to_be_hidden()


def test_by_keyboard_alone(opened: Opened, sit: Sit) -> None:
    """From the queue over a reply and a note to the resolution, with the documented keys, in an Arabic layout as well."""
    opened.ask("سؤال أول", ConversationId("web:main:1"))
    ref = opened.ask("سؤال ثان", ConversationId("web:main:2"))
    page = sit(officer="salim")
    page.keyboard.press("KeyJ")
    page.keyboard.press("KeyJ")
    page.keyboard.press("KeyK")
    page.keyboard.press("KeyJ")
    expect(page.locator(f"#row-{ref}")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#talk-head")).to_contain_text("سؤال ثان")
    page.evaluate(  # as a keyboard with the Arabic layout sends it
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {code: 'KeyT', key: 'ف', bubbles: true}))"
    )
    expect(page.get_by_text("المحادثة لديك، والمساعد صامت")).to_be_visible()
    page.keyboard.press("KeyR")
    page.keyboard.type("رد من لوحة المفاتيح")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".line.officer", has_text="رد من لوحة المفاتيح")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("KeyN")
    page.keyboard.type("rjkt/? ملاحظة")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".line.note", has_text="rjkt/? ملاحظة")).to_be_visible()
    expect(page.locator("#note-box > summary")).to_be_focused()
    page.keyboard.press("Slash")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("KeyH")
    expect(page.locator("#do-hand-back")).to_be_focused()
    page.keyboard.press("KeyD")
    expect(page.locator("#do-resolve")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".event", has_text="المرحلة: حُلّت")).to_be_visible()
    expect(page.locator("#lines")).to_be_focused()
    page.keyboard.press("Shift+Slash")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_label("تفعيل الاختصارات").press("Space")
    page.keyboard.press("Escape")
    page.keyboard.press("Slash")
    expect(page.get_by_role("searchbox")).not_to_be_focused()


def test_tab_reaches_everything_in_order(opened: Opened, sit: Sit) -> None:
    """The first stop skips to the conversation; the focus is always to be seen."""
    ref = opened.ask()
    page = sit(case(ref), officer="salim")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="تجاوز إلى المحادثة")).to_be_focused()
    page.keyboard.press("Enter")
    reached = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        reached.add(page.evaluate("document.activeElement.id"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert {"do-take", "reply"} <= reached


def test_an_approved_answer_is_used_and_begun_words_survive(opened: Opened, sit: Sit) -> None:
    """The answer joins what was begun, and both outlive a look at another ticket and a reload."""
    ref = opened.ask()
    page = sit(case(ref), officer="salim")
    page.get_by_label("الرد على العضو").fill("أهلا،")
    page.locator("summary", has_text="كم تستغرق دراسة الطلب؟").click()
    page.get_by_role("link", name="استخدمها ردًا").click()
    expect(page.get_by_label("الرد على العضو")).to_have_value(re.compile(r"^أهلا،\n\nيدرس الطلب خلال مدة"))
    page.goto(opened.url + "/desk")
    page.goto(opened.url + case(ref))
    expect(page.get_by_label("الرد على العضو")).to_have_value(re.compile(r"^أهلا،\n\nيدرس الطلب خلال مدة"))
    page.locator(".account summary").click()
    page.get_by_role("button", name="تسجيل الخروج").click()
    page.wait_for_url("**/desk/sign-in")
    assert page.evaluate("sessionStorage.length") == 0


def test_without_scripts_an_officer_reads_and_answers(opened: Opened, sit: Sit) -> None:
    """Links are links and forms are forms."""
    ref = opened.ask()
    page = sit(officer="salim", java_script_enabled=False)
    page.locator(".row").click()
    page.get_by_role("button", name="تولّي المحادثة", exact=True).click()
    page.get_by_label("الرد على العضو").fill("بلا برمجة")
    page.get_by_role("button", name="إرسال", exact=True).click()
    expect(page.get_by_text("أُرسل ردك.")).to_be_visible()
    expect(page.locator(".line.officer")).to_contain_text("بلا برمجة")
    assert opened.card(ref).waiting_since is None


def test_on_a_phone_one_column_at_a_time(opened: Opened, sit: Sit) -> None:
    """Queue, conversation and card each fill the screen, and lead to one another and back."""
    opened.ask()
    page = sit(officer="salim", width=390)
    expect(page.locator("#talk")).to_be_hidden()
    page.locator(".row").click()
    expect(page.locator("#queue")).not_to_be_in_viewport()
    expect(page.locator("#lines")).to_be_in_viewport()
    page.get_by_role("link", name="البطاقة").click()
    expect(page.locator("#card-title")).to_be_in_viewport()
    expect(page.locator("#lines")).not_to_be_in_viewport()
    page.get_by_role("link", name="المحادثة", exact=True).click()
    expect(page.locator("#lines")).to_be_in_viewport()
    page.get_by_role("link", name="الطابور").click()
    expect(page.locator("#queue")).to_be_in_viewport()


def stroke(page: Page, way: int, to: str) -> None:
    """Draw a finger across the midst of the screen, to the right with 1 and to the left with -1, and see what fills it then."""
    touch = page.context.new_cdp_session(page)
    for kind, places in (("touchStart", (-140,)), ("touchMove", range(-120, 141, 20)), ("touchEnd", (None,))):
        for at in places:
            points = [] if at is None else [{"x": 195 + at * way, "y": 420}]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    touch.detach()
    expect(page.locator(to)).to_be_in_viewport(ratio=0.9)


@pytest.mark.parametrize("english", [False, True], ids=["arabic", "english"])
def test_columns_are_swiped_and_the_queue_keeps_its_place(opened: Opened, sit: Sit, *, english: bool) -> None:
    """A stroke leads to the next column, in the direction of the writing; back in the queue one is where one was."""
    for number in range(14):
        opened.ask(f"سؤال رقم {number}", ConversationId(f"web:main:{number}"))
    page = sit(officer="salim", width=390, has_touch=True, english=english)
    page.locator(".row").nth(11).scroll_into_view_if_needed()
    place = page.locator("#queue").evaluate("one => one.scrollTop")
    assert place > 100
    page.locator(".row").nth(11).click()
    expect(page.locator("#lines")).to_be_in_viewport()
    onward = -1 if english else 1
    stroke(page, onward, "#card")
    stroke(page, onward, "#card")
    stroke(page, -onward, "#talk")
    stroke(page, -onward, "#queue")
    page.go_back()
    expect(page.locator(".row").nth(11)).to_be_in_viewport()
    assert abs(page.locator("#queue").evaluate("one => one.scrollTop") - place) < 60


@pytest.mark.parametrize("english", [False, True], ids=["arabic", "english"])
def test_nothing_is_wider_than_the_screen(opened: Opened, sit: Sit, *, english: bool) -> None:
    """Neither long words nor many buttons push a page aside, in either direction of writing."""
    ref = opened.ask("ط" * 300 + " https://example.sa/" + "x" * 300)
    page = sit(case(ref), officer="salim", english=english)
    assert page.evaluate("document.documentElement.dir") == ("ltr" if english else "rtl")
    for path in (case(ref), f"{case(ref)}#card", "/desk", "/desk/password"):
        page.goto(opened.url + path)
        for width in (*WIDTHS, 360):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


@pytest.mark.parametrize("english", [False, True], ids=["arabic", "english"])
def test_on_a_phone_the_search_says_all_that_it_finds(opened: Opened, sit: Sit, *, english: bool) -> None:
    """Its hint stands there unclipped at 360 px, beside a colleague's long name."""
    opened.ask()
    page = sit(officer="salim", width=360, english=english)
    box = page.locator("#search")
    hint = box.get_attribute("placeholder")
    wanted = page.evaluate(
        """hint => {
            const pen = document.createElement('canvas').getContext('2d');
            pen.font = getComputedStyle(document.getElementById('search')).font;
            return pen.measureText(hint).width;
        }""",
        hint,
    )
    room = box.evaluate("one => one.clientWidth - 2 * parseFloat(getComputedStyle(one).paddingInlineStart)")
    assert wanted <= room
    expect(page.get_by_text("سالم", exact=True).first).to_be_attached()


@pytest.mark.parametrize("english", [False, True], ids=["arabic", "english"])
def test_on_a_phone_the_search_for_clauses_shows_what_is_looked_for(opened: Opened, sit: Sit, *, english: bool) -> None:
    """Its label stands above it where both have no room in one line."""
    page = sit(f"{case(opened.ask())}?find=x", officer="salim", width=360, english=english)
    box = page.locator("#find").bounding_box()
    assert box
    assert box["width"] >= 150


@pytest.mark.parametrize("english", [False, True], ids=["arabic", "english"])
def test_a_long_name_is_cut_at_its_own_end(opened: Opened, sit: Sit, *, english: bool) -> None:
    """Arabic among English and English among Arabic: who it is stands there, never only his grandfather."""
    for number, name in enumerate((FULL, "Maximilian Alexander Bartholomew Featherstonehaugh Cholmondeley")):
        opened.says("هل تقبل؟", ConversationId(f"web:main:{number}"), name)
    page = sit("/desk", officer="salim", english=english, width=1280)
    names = page.locator(".row .name")
    expect(names).to_have_count(2)
    for place in range(2):
        assert names.nth(place).evaluate(
            """one => {
                const range = document.createRange(), box = one.getBoundingClientRect();
                range.setStart(one.firstChild, 0);
                range.setEnd(one.firstChild, 4);
                const first = range.getBoundingClientRect(), row = one.closest('.who').getBoundingClientRect();
                return first.left >= row.left - 1 && first.right <= row.right + 1 && box.right <= row.right + 1;
            }"""
        )


@pytest.mark.parametrize("english", [False, True], ids=["arabic", "english"])
@pytest.mark.parametrize("width", [320, 1024, 1280])
def test_the_queues_parts_stand_in_one_line_whatever_their_numbers(
    opened: Opened, sit: Sit, width: int, *, english: bool
) -> None:
    """Four digits each, as after a bad week, take no second line."""
    opened.ask()
    page = sit(officer="salim", width=width, english=english)
    expect(page.locator(".tabs .count").first).to_be_visible()
    tops = page.evaluate(
        """() => [...document.querySelectorAll('.tabs a')].map((one) => {
            const count = one.querySelector('.count') ?? one.appendChild(document.createElement('span'));
            count.className = 'count';
            count.textContent = '1234';
            return one;
        }).map((one) => one.getBoundingClientRect().top)"""
    )
    assert len(set(tops)) == 1, tops


_WITH_A_LONG_BUTTON = """() => {
    document.querySelectorAll('.card details').forEach((one) => { one.open = true });
    const button = [...document.querySelectorAll('.card button')].find((one) => one.textContent.includes('Refer to'));
    if (button) button.textContent = 'Refer to: the supervisor of relations with the members';
    return Boolean(button?.offsetParent);
}"""
"""Opens what is folded in the card and tells whether the button shows; what comes meanwhile may draw the card anew."""


def test_nothing_in_the_card_is_wider_than_the_card(opened: Opened, sit: Sit) -> None:
    """The post above has a long name in English; its button takes two lines rather than push all fields out of the column."""
    page = sit(case(opened.ask()), officer="salim", width=1280, english=True)
    page.wait_for_function(_WITH_A_LONG_BUTTON)
    assert page.locator(".card").evaluate("one => one.scrollWidth <= one.clientWidth")


def test_on_a_phone_the_trails_filter_stays_on_the_screen(opened: Opened, sit: Sit) -> None:
    """A colleague's full name in the list of officers does not push the fields off it; each stays beside its label."""
    opened.officer("amal", FULL, role="officer")
    page = sit("/desk/audit", officer="chief", role="manager", width=390)
    for name in ("#officer", "#subject"):
        expect(page.locator(name)).to_be_in_viewport(ratio=1)
    label, field = (page.locator(one).bounding_box() for one in ("[for=subject]", "#subject"))
    assert label
    assert field
    assert abs(label["y"] + label["height"] / 2 - field["y"] - field["height"] / 2) < 2


@pytest.mark.parametrize("english", [False, True], ids=["arabic", "english"])
def test_on_a_phone_the_reply_has_room_beside_a_long_button(opened: Opened, sit: Sit, *, english: bool) -> None:
    """«Take over and send» goes below the box rather than take half of it; «Send» stays beside it."""
    page = sit(case(opened.ask()), officer="salim", width=390, english=english)
    box = page.locator("#reply")
    assert box.evaluate("one => one.clientWidth") > 220
    page.locator(".deeds button").first.click()
    expect(page.locator(".write button.main")).to_be_visible()
    below, beside = (page.locator(one).bounding_box() for one in ("#reply", ".write button.main"))
    assert below
    assert beside
    assert beside["y"] < below["y"] + below["height"]


def test_the_columns_follow_the_language(opened: Opened, sit: Sit) -> None:
    """The queue stands right in Arabic and left in English."""
    opened.ask()
    page = sit(officer="salim")

    def start() -> float:
        box = page.locator("#queue").bounding_box()
        assert box
        return box["x"]

    arabic = start()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("link", name="Unassigned")).to_be_visible()
    assert start() < 1 < arabic


def test_an_answer_that_is_lost_on_the_way_says_so(opened: Opened, sit: Sit, troubles: list[str]) -> None:
    """Without a connection the words stay in the box and the page says why."""
    ref = opened.ask()
    page = sit(case(ref), officer="salim")
    page.get_by_label("الرد على العضو").fill("لم تُرسل بعد")
    page.context.set_offline(True)
    page.get_by_role("button", name="تولّي المحادثة وإرسال").click()
    expect(page.get_by_text("انقطع الاتصال")).to_be_visible()
    expect(page.get_by_label("الرد على العضو")).to_have_value("لم تُرسل بعد")
    page.context.set_offline(False)
    page.get_by_role("button", name="تولّي المحادثة وإرسال").click()
    expect(page.locator(".line.officer", has_text="لم تُرسل بعد")).to_be_visible()
    troubles[:] = [trouble for trouble in troubles if "ERR_INTERNET_DISCONNECTED" not in trouble]


def test_a_database_that_does_not_answer_keeps_page_and_words(opened: Opened, sit: Sit, troubles: list[str]) -> None:
    """The page says so and stays; sent again, the words go once, and the box is empty."""
    ref = opened.ask()
    page = sit(case(ref), officer="salim")
    sorry = '<p role="alert">قاعدة البيانات لا تستجيب الآن.</p>'
    page.route(
        "**/reply*", lambda route: route.fulfill(status=503, body=sorry, content_type="text/html; charset=utf-8"), times=1
    )
    page.get_by_label("الرد على العضو").fill("سنصلحه غداً")
    send = page.get_by_role("button", name="تولّي المحادثة وإرسال")
    send.click()
    expect(page.locator("#flash .fault")).to_have_text("قاعدة البيانات لا تستجيب الآن.")
    expect(page.get_by_label("الرد على العضو")).to_have_value("سنصلحه غداً")
    assert page.url.endswith(case(ref))
    send.click()
    expect(page.locator(".line.officer", has_text="سنصلحه غداً")).to_have_count(1)
    expect(page.get_by_label("الرد على العضو")).to_have_value("")
    page.reload()
    expect(page.get_by_label("الرد على العضو")).to_have_value("")
    troubles[:] = [trouble for trouble in troubles if "503" not in trouble]


def test_password_fields_are_named_for_password_managers(opened: Opened, sit: Sit) -> None:
    """Browsers can fill in and keep both forms (WCAG 1.3.5)."""
    opened.officer("salim", "سالم")
    page = sit("/desk/sign-in")
    assert page.locator("#password").get_attribute("autocomplete") == "current-password"
    signed_in(page, "salim", PASSWORD)
    page.goto(opened.url + "/desk/password")
    assert page.locator("#new").get_attribute("autocomplete") == "new-password"
