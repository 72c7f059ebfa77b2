"""The association's page and its chat in a real browser, as members meet them."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from channels.web import site
from domain.errors import Unreachable
from domain.model import ConversationId, Language
from domain.ticketports import Speaker
from tests.browser.chat import QUESTION, say, settled
from tests.browser.conftest import Visit
from tests.channels.memory import MemoryStore, line
from tests.channels.serving import MAX_UPLOAD, Serving, application

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def lines(page: Page) -> list[str]:
    """List the bubbles that the server has, in order."""
    return page.locator("#chat-lines .bubble").all_inner_texts()


def test_a_question_gets_its_answer(visit: Visit) -> None:
    """Written, sent with Enter, answered with bold words, a time, and buttons; the composer is empty and ready."""
    page = visit()
    say(page, QUESTION)
    settled(page, 2)
    assert lines(page)[0] == QUESTION
    expect(page.locator(".bot strong")).to_have_text("لا تقل عن أسبوعين")
    expect(page.locator("#chat-lines .option")).to_have_text(["نص البند", "متابعة طلبي", "التحدث مع موظف"])
    expect(page.locator("#chat-lines time")).to_have_count(2)
    expect(page.locator("#chat-text")).to_be_focused()
    expect(page.locator("#chat-text")).to_have_value("")
    expect(page.locator("#chat-state")).to_have_text("متصل")


def test_a_pressed_option_is_said_and_answered(visit: Visit) -> None:
    """The officer it leads to is named, and numbers are not broken; older options look spent and still answer."""
    page = visit()
    say(page, QUESTION)
    page.get_by_role("button", name="التحدث مع موظف").last.click()
    settled(page, 5)
    assert lines(page)[2] == "التحدث مع موظف"
    expect(page.locator(".officer .speaker")).to_have_text("الأستاذ سالم")
    expect(page.locator(".officer bdi[dir=ltr]")).to_have_text(["T1532-8", "+966 50 123 4567"])
    expect(page.locator("#chat-lines .options.past")).to_have_count(1)
    page.get_by_role("button", name="نص البند").click()
    settled(page, 7)


def test_a_suggestion_begins_the_conversation(visit: Visit) -> None:
    """It is sent as the member's words, and the suggestions step aside."""
    page = visit()
    page.get_by_role("button", name="أريد متابعة طلبي").click()
    settled(page, 2)
    assert lines(page)[0] == "أريد متابعة طلبي"
    expect(page.locator("#chat-suggestions")).to_be_hidden()


def test_a_reload_keeps_all(visit: Visit) -> None:
    """Every line, the options, and the words not yet sent."""
    page = visit()
    say(page, QUESTION)
    settled(page, 2)
    page.locator("#chat-text").fill("مسودة")
    before = lines(page)
    page.reload()
    settled(page, 2)
    assert lines(page) == before
    expect(page.locator("#chat-lines .option")).to_have_count(3)
    expect(page.locator("#chat-text")).to_have_value("مسودة")


def test_what_is_written_while_the_server_is_away_arrives_once(visit: Visit, server: Serving, store: MemoryStore) -> None:
    """Shown as not sent yet, sent by itself when the server is back, neither lost nor doubled."""
    page = visit()
    say(page, "أول")
    settled(page, 2)
    server.stop()
    say(page, "ثانٍ")
    say(page, "ثالث")
    expect(page.locator("#chat-waiting .status").first).to_have_text("لم تُرسل بعد، وسنعيد المحاولة")
    expect(page.locator("#chat-state")).to_have_text("لا يوجد اتصال، نعيد المحاولة")
    expect(page.get_by_role("button", name="أعد الإرسال").first).to_be_visible()
    server.start()
    page.evaluate("dispatchEvent(new Event('online'))")
    settled(page, 6)
    assert lines(page) == ["أول", "كتبت: أول", "ثانٍ", "كتبت: ثانٍ", "ثالث", "كتبت: ثالث"]
    (kept,) = store.conversations.values()
    assert len(kept) == 6


def test_what_was_not_taken_is_posted_again_after_a_reload(visit: Visit, store: MemoryStore) -> None:
    """The outbox is in the browser: closing the page loses nothing."""
    page = visit()
    say(page, "أول")
    settled(page, 2)
    store.full = True
    say(page, "ثانٍ")
    expect(page.locator("#chat-waiting .status")).to_have_text("لم تُرسل بعد، وسنعيد المحاولة")
    page.reload()
    expect(page.locator("#chat-waiting .bubble")).to_have_text("ثانٍ")
    store.full = False
    settled(page, 4)
    assert lines(page)[2:] == ["ثانٍ", "كتبت: ثانٍ"]


def test_an_acknowledgement_that_got_lost_doubles_nothing(visit: Visit, store: MemoryStore) -> None:
    """The server has the message, the page does not know: it posts the same id again."""
    page = visit()
    say(page, "أول")
    settled(page, 2)
    page.route("**/chat/messages", lambda route: (route.fetch(), route.abort())[1], times=1)
    say(page, "ثانٍ")
    settled(page, 4)
    page.wait_for_timeout(1500)
    assert lines(page) == ["أول", "كتبت: أول", "ثانٍ", "كتبت: ثانٍ"]
    (kept,) = store.conversations.values()
    assert len(kept) == 4


def test_two_tabs_show_one_conversation(visit: Visit) -> None:
    """What is said in one stands in the other, at once and once."""
    page = visit()
    other = visit(context=page.context)
    say(page, "من الأولى")
    settled(page, 2)
    settled(other, 2)
    say(other, "من الثانية")
    settled(other, 4)
    settled(page, 4)
    assert lines(page) == lines(other)


def test_the_english_switch_turns_page_and_conversation(visit: Visit) -> None:
    """The page turns, the conversation stays and the bot is told; the choice is remembered."""
    page = visit()
    say(page, "مرحبا")
    settled(page, 2)
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page.locator("h1")).to_have_text("Cooperative Housing Society, Makkah Region")
    settled(page, 3)
    assert lines(page)[2] == "I will answer in English."
    page.goto(page.url.partition("?")[0])
    expect(page.locator("html")).to_have_attribute("lang", "en")
    settled(page, 3)


def test_a_forged_token_begins_a_new_conversation_and_says_so(visit: Visit) -> None:
    """The member is told, and what he writes arrives."""
    page = visit()
    say(page, "قديم")
    settled(page, 2)
    page.evaluate("for (const key of Object.keys(localStorage)) if (key.endsWith('token')) localStorage.setItem(key, 'v1.x.y')")
    page.reload()
    expect(page.locator(".notice")).to_contain_text("بدأنا لك محادثة جديدة")
    say(page, "جديد")
    settled(page, 2)
    assert lines(page) == ["جديد", "كتبت: جديد"]


def test_markup_in_messages_stays_text(visit: Visit) -> None:
    """Of the member and of the bot: no element, no script, no picture."""
    page = visit()
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script> **<b>x</b>** javascript:alert(3) مرحبا"
    say(page, attack)
    settled(page, 2)
    assert lines(page)[0] == attack
    expect(page.locator("#chat-lines :is(img, script, b, a)")).to_have_count(0)


def test_links_are_safe(visit: Visit, store: MemoryStore) -> None:
    """Only https, in a new tab that knows nothing of this one, without the stop after them."""
    page = visit()
    say(page, "مرحبا")
    settled(page, 2)
    (conversation,) = store.conversations
    store.add(conversation, line(Speaker.OFFICER, "انظر https://example.sa/a?b=1. ولا http://a.sa ولا ftp://b.sa", name="سالم"))
    settled(page, 3)
    link = page.locator(".officer a")
    expect(link).to_have_count(1)
    expect(link).to_have_attribute("href", "https://example.sa/a?b=1")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_files_go_up_and_refusals_are_explained(visit: Visit) -> None:
    """One that is taken, one of a wrong type, an empty one, one that is too large and is not even tried."""
    page = visit()
    chosen = page.locator("#chat-file")
    chosen.set_input_files({"name": "صورة.png", "mimeType": "image/png", "buffer": PNG})
    settled(page, 2)
    expect(page.locator(".member .file")).to_have_text("صورة: صورة.png")
    refusals = site.texts(Language.ARABIC)["script"]["refusals"]
    for content, why in [(b"MZ", "file_type"), (b"", "empty"), (PNG + b"\x00" * MAX_UPLOAD, "file_too_large")]:
        chosen.set_input_files({"name": "a.bin", "mimeType": "application/octet-stream", "buffer": content})
        expect(page.locator(".failed .status").last).to_contain_text(refusals[why].format(limit=1))
        expect(page.locator("#chat-told")).to_contain_text(refusals[why].format(limit=1))
        page.get_by_role("button", name="احذف").click()
    expect(page.locator("#chat-waiting .bubble")).to_have_count(0)


def test_the_title_counts_what_was_not_seen(visit: Visit, store: MemoryStore) -> None:
    """While another tab is in front; it forgets when the member is back."""
    page = visit()
    say(page, "مرحبا")
    settled(page, 2)
    page.evaluate("Object.defineProperty(document, 'hidden', {get: () => window.away, configurable: true}); window.away = true")
    (conversation,) = store.conversations
    for words in ("أ", "ب"):
        store.add(conversation, line(Speaker.OFFICER, words, name="سالم"))
    settled(page, 4)
    expect(page).to_have_title(re.compile(r"^\(2\) "))
    page.evaluate("window.away = false; document.dispatchEvent(new Event('visibilitychange'))")
    expect(page).to_have_title(re.compile("^الجمعية"))


def test_it_works_where_storage_is_forbidden(visit: Visit) -> None:
    """As in a frame of another site, where locks are denied too. The conversation then lasts as long as the page."""
    page = visit("/widget.js")
    page.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }});"
        "navigator.locks.request = () => Promise.reject(new DOMException('The request was denied.', 'SecurityError'));"
    )
    page = visit(context=page.context)
    say(page, "مرحبا")
    settled(page, 2)
    say(page, "نعم")
    settled(page, 4)


def test_long_answers_are_read_from_their_beginning(visit: Visit, store: MemoryStore) -> None:
    """A text taller than the window is not scrolled past; a member who reads above is not pulled away."""
    page = visit(width=390)
    say(page, "مرحبا")
    settled(page, 2)
    (conversation,) = store.conversations
    store.add(conversation, line(Speaker.BOT, "فقرة طويلة من كلام كثير. " * 200))
    settled(page, 3)
    top = "node => node.getBoundingClientRect().top - document.getElementById('chat-scroll').getBoundingClientRect().top"
    assert 0 <= page.locator("#chat-lines .line").last.evaluate(top) < 40
    page.locator("#chat-scroll").evaluate("node => node.scrollTop = 0")
    store.add(conversation, line(Speaker.OFFICER, "جديد", name="سالم"))
    expect(page.get_by_role("button", name="رسائل جديدة")).to_be_visible()
    assert page.locator("#chat-scroll").evaluate("node => node.scrollTop") == 0
    page.get_by_role("button", name="رسائل جديدة").click()
    expect(page.locator("#chat-lines .line").last).to_be_in_viewport()


def test_answers_come_where_a_proxy_holds_the_stream_back(visit: Visit) -> None:
    """Some collect an answer until it ends, which a stream never does: the page asks by itself then."""
    page = visit("/widget.js")
    page.context.route("**/chat/events", lambda _: None)
    page = visit(context=page.context)
    say(page, "مرحبا")
    settled(page, 2)
    assert lines(page) == ["مرحبا", "كتبت: مرحبا"]


def test_it_works_below_a_folder_of_another_site(visit: Visit, store: MemoryStore, tmp_path: Path) -> None:
    """All addresses are relative; two associations on one site keep their conversations apart."""
    page = visit("/widget.js")
    folder = Serving(application(store, tmp_path / "more", prefix="/help"))
    folder.start()
    try:
        page.goto(f"{folder.url}/help/")
        say(page, "مرحبا")
        settled(page, 2)
        assert all(key.startswith("mujib:/help/:") for key in page.evaluate("Object.keys(localStorage)"))
    finally:
        folder.stop()


def test_who_has_written_may_go_on_elsewhere(visit: Visit, store: MemoryStore, troubles: list[str], tmp_path: Path) -> None:
    """One press makes the link, which has the focus then; where it cannot be made, he reads so and may press again."""
    asked: list[ConversationId] = []

    async def way(conversation: ConversationId) -> str:
        asked.append(conversation)
        if len(asked) == 1:
            raise Unreachable("nobody answers")
        return "https://t.me/mujib_bot?start=m-word"

    page = visit("/widget.js", width=340)
    leading = Serving(application(store, tmp_path / "more", onward={"telegram": way}))
    leading.start()
    try:
        page.goto(leading.url)
        button = page.get_by_role("button", name="أكمل على تيليجرام")
        expect(button).to_be_hidden()
        tall = page.locator(".chat-head").evaluate("head => head.offsetHeight")
        say(page, "مرحبا")
        settled(page, 2)
        expect(button).to_be_visible()
        assert page.locator(".chat-head").evaluate("head => head.offsetHeight") == tall, "what is read does not jump"
        with page.expect_response("**/chat/invitations**"):
            button.click()
        expect(page.locator("#chat-told")).to_contain_text("غير متاحة")
        troubles.clear()  # the browser's own word that the first answer was 503
        button.click()
        link = page.get_by_role("link", name="افتح تيليجرام الآن")
        expect(link).to_be_focused()
        expect(link).to_have_attribute("href", "https://t.me/mujib_bot?start=m-word")
        expect(button).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") == 340
        assert asked == [asked[0]] * 2
    finally:
        leading.stop()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_files_long_name_leaves_what_it_is_in_one_word(visit: Visit, language: str) -> None:
    """On a phone the name is broken into lines; «ملف» before it is not pressed into a letter a line."""
    page = visit(f"/?lang={language}", width=390)
    name = "صورة الصك رقم 12 final-version-2-very-long-name-indeed.png"
    page.locator("#chat-file").set_input_files({"name": name, "mimeType": "image/png", "buffer": PNG})
    settled(page, 2)
    rows = page.locator("#chat-lines .member .file").evaluate(
        """one => {
            const range = document.createRange();
            range.selectNode(one.firstChild);
            return range.getClientRects().length;
        }"""
    )
    assert rows == 1


def test_shift_enter_is_a_new_line(visit: Visit) -> None:
    """And the field grows with it."""
    page = visit()
    field = page.locator("#chat-text")
    before = field.bounding_box()
    field.type("سطر")
    field.press("Shift+Enter")
    field.type("ثانٍ")
    after = field.bounding_box()
    assert before
    assert after
    assert after["height"] > before["height"]
    field.press("Enter")
    settled(page, 2)
    assert lines(page)[0] == "سطر\nثانٍ"


def test_without_scripts_the_page_tells_how_to_reach_the_association(visit: Visit) -> None:
    """No dead composer, but the phone."""
    page = visit(java_script_enabled=False)
    expect(page.locator(".notice")).to_contain_text("+966 12 555 0100")
    expect(page.locator("#chat-form")).to_be_hidden()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", [360, 390, 768, 1280, 1920])
def test_nothing_is_wider_than_the_screen(visit: Visit, language: str, width: int) -> None:
    """And the composer is on the first screen."""
    page = visit(f"/?lang={language}", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("#chat-text")).to_be_in_viewport(ratio=1)
