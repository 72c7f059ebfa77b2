"""The page for those who use it by keyboard or by ear: axe-core's rules, focus, names, targets."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.chat import QUESTION, say, settled
from tests.browser.conftest import Visit

SMALLEST = 44
"""px of a thing to press."""


@pytest.mark.parametrize(
    ("path", "scheme"), [("/", "light"), ("/?lang=en", "dark"), ("/chat", "dark"), ("/chat?lang=en", "light")]
)
def test_axe_finds_nothing(visit: Visit, path: str, scheme: str) -> None:
    """On the fresh page and in the midst of a conversation with an officer, in both languages and both lights."""
    page = visit(path, color_scheme=scheme, reduced_motion="reduce")
    assert faults(page) == []
    say(page, QUESTION)
    page.get_by_role("button", name="التحدث مع موظف").last.click()
    settled(page, 5)
    assert faults(page) == []


@pytest.mark.parametrize(("path", "scheme"), [("/a/nothing", "dark"), ("/nothing?lang=en", "light")])
def test_axe_finds_nothing_where_nothing_is(visit: Visit, path: str, scheme: str) -> None:
    """An unknown address has a page that leads to the chat, dressed as the others are, also on a phone."""
    page = visit(path, color_scheme=scheme, width=390)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".go").click()
    expect(page.locator("#chat-text")).to_be_visible()


def test_axe_sees_the_contrast_of_arabic(visit: Visit) -> None:
    """A pale Arabic sentence is found: the rule does look at joined letters."""
    page = visit()
    page.locator("#chat-welcome p").evaluate("node => { node.style.color = '#c8c8c8' }")
    assert any(fault.startswith("color-contrast") for fault in faults(page))


def test_the_conversation_by_keyboard_alone(visit: Visit) -> None:
    """From the skip link to the answer and its buttons, without a pointer and without a trap."""
    page = visit()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "chat-text":
            break
    expect(page.locator("#chat-text")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    settled(page, 2)
    for _ in range(10):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.textContent") == "نص البند":
            break
    page.keyboard.press("Enter")
    settled(page, 4)
    expect(page.locator("#chat-text")).to_be_focused()


def test_everything_to_press_is_named_and_large_enough(visit: Visit) -> None:
    """Links within a sentence apart, each has a name and 44 px each way."""
    page = visit(width=390)
    say(page, QUESTION)
    settled(page, 2)
    for thing in page.locator("button:visible, .switch, .card dd a, label.icon-button, textarea").all():
        box = thing.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= SMALLEST, thing.evaluate("node => node.outerHTML")


def test_new_lines_are_announced_and_old_ones_are_not(visit: Visit) -> None:
    """A log that is busy while the earlier lines come in; each line says who speaks."""
    page = visit()
    log = page.get_by_role("log")
    say(page, QUESTION)
    settled(page, 2)
    expect(log).to_have_attribute("aria-busy", "false")
    expect(log.locator(".member .unseen")).to_have_text("أنت:")
    expect(log.locator(".bot .unseen")).to_have_text("مجيب")


def test_one_can_zoom_and_reflow(visit: Visit) -> None:
    """At four times the size (WCAG 1.4.10: 320 px wide) nothing is cut off."""
    page = visit(width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert "user-scalable" not in page.content()
