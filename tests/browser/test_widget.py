"""The chat on other sites: one script tag, and only where the association allows it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from domain.ticketports import Speaker
from tests.browser.conftest import watch
from tests.channels.memory import MemoryStore, line
from tests.channels.serving import Serving, application, free_port

# as strict as a site can be that allows the script and the frame at all
STRICT = "default-src 'none'; script-src {chat}; frame-src {chat}"

LATE = 9_000
"""Milliseconds after which a frame that says nothing is taken for empty."""

Embedded = Callable[[str], Page]


def host(chat: str) -> Starlette:
    """Make another site whose page holds the widget's tag."""

    async def page(http: Request) -> HTMLResponse:
        tag = f'<script src="{chat}/widget.js" data-lang="{http.query_params.get("lang", "ar")}" async></script>'
        html = f"<!doctype html><html lang='ar' dir='rtl'><title>موقع</title><h1>موقع آخر</h1><a href='#'>رابط</a>{tag}"
        return HTMLResponse(html, headers={"Content-Security-Policy": STRICT.format(chat=chat)})

    return Starlette(routes=[Route("/", page)])


@pytest.fixture
def sites(store: MemoryStore, tmp_path: Path) -> Iterator[tuple[Serving, Serving]]:
    """Serve the chat, the site that may show it, and one that may not."""
    chat_port, allowed_port = free_port(), free_port()
    allowed_url = f"http://127.0.0.1:{allowed_port}"
    chat = Serving(application(store, tmp_path / "files", origins=(allowed_url,)), chat_port)
    allowed, forbidden = Serving(host(chat.url), allowed_port), Serving(host(chat.url))
    for serving in (chat, allowed, forbidden):
        serving.start()
    yield allowed, forbidden
    for serving in (chat, allowed, forbidden):
        serving.stop()


@pytest.fixture
def page(browser: Browser, troubles: list[str]) -> Iterator[Page]:
    """Give a page that forgives nothing."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    watch(opened, troubles)
    yield opened
    context.close()
    assert troubles == []


def framed(page: Page) -> Frame:
    """Give the frame of the chat."""
    expect(page.locator("iframe")).to_have_count(1)
    page.wait_for_function("document.querySelector('div').shadowRoot.querySelector('iframe').contentWindow !== null")
    return page.frames[1]


def test_an_allowed_site_shows_the_chat(page: Page, sites: tuple[Serving, Serving]) -> None:
    """Nothing is loaded before the button is pressed; then the member asks and is answered."""
    allowed, _ = sites
    page.goto(allowed.url)
    button = page.get_by_role("button", name="تحدث معنا")
    expect(button).to_have_attribute("aria-expanded", "false")
    assert len(page.frames) == 1
    button.click()
    chat = framed(page)
    expect(chat.locator("#chat-text")).to_be_focused()
    chat.locator("#chat-text").fill("مرحبا")
    chat.locator("#chat-text").press("Enter")
    expect(chat.locator("#chat-lines .bot .bubble")).to_have_text("كتبت: مرحبا")


def test_escape_closes_and_gives_the_focus_back(page: Page, sites: tuple[Serving, Serving]) -> None:
    """From within the frame too; opened again, the conversation stands where it was."""
    allowed, _ = sites
    page.goto(f"{allowed.url}/?lang=en")
    button = page.get_by_role("button", name="Chat with us")
    button.focus()
    page.keyboard.press("Enter")
    chat = framed(page)
    expect(chat.locator("#chat-text")).to_be_focused()
    page.keyboard.type("draft")
    page.keyboard.press("Escape")
    expect(page.locator("iframe")).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(chat.locator("#chat-text")).to_be_focused()
    expect(chat.locator("#chat-text")).to_have_value("draft")


def test_a_closed_chat_shows_that_there_is_news(page: Page, sites: tuple[Serving, Serving], store: MemoryStore) -> None:
    """A dot on the button, gone when the chat is opened."""
    allowed, _ = sites
    page.goto(allowed.url)
    page.get_by_role("button", name="تحدث معنا").click()
    chat = framed(page)
    chat.locator("#chat-text").fill("مرحبا")
    chat.locator("#chat-text").press("Enter")
    expect(chat.locator("#chat-lines .bubble")).to_have_count(2)
    page.get_by_role("button", name="إغلاق المحادثة").last.click()
    expect(page.locator(".dot")).to_be_hidden()
    (conversation,) = store.conversations
    store.add(conversation, line(Speaker.OFFICER, "وجدت ملفك", name="سالم"))
    expect(page.locator(".dot")).to_be_visible()
    page.get_by_role("button", name="تحدث معنا").click()
    expect(page.locator(".dot")).to_be_hidden()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (844, 390)], ids=["upright", "on its side"])
def test_a_phone_gets_the_whole_screen(page: Page, sites: tuple[Serving, Serving], width: int, height: int) -> None:
    """With a way to close it inside, and nothing of the site's button above it."""
    allowed, _ = sites
    page.clock.install()
    page.set_viewport_size({"width": width, "height": height})
    page.goto(allowed.url)
    page.get_by_role("button", name="تحدث معنا").click()
    assert page.locator("iframe").bounding_box() == {"x": 0, "y": 0, "width": width, "height": height}
    expect(framed(page).locator("#chat-text")).to_be_focused()
    page.clock.fast_forward(LATE)
    expect(page.locator("button[aria-expanded]")).to_be_hidden()
    expect(page.get_by_role("link", name="افتحها في صفحة وحدها")).to_have_count(0)
    framed(page).get_by_role("button", name="إغلاق المحادثة").click()
    expect(page.locator("iframe")).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_site_that_is_not_allowed_shows_nothing(
    page: Page, sites: tuple[Serving, Serving], troubles: list[str], width: int
) -> None:
    """The browser refuses the frame by the chat's policy; after a while a link leads to the chat, and it can be closed."""
    _, forbidden = sites
    page.clock.install()
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(forbidden.url)
    page.get_by_role("button", name="تحدث معنا").click()
    page.wait_for_timeout(500)
    assert page.frames[1].locator("#chat-text").count() == 0
    assert any("frame-ancestors" in trouble for trouble in troubles)
    way = page.get_by_role("link", name="افتحها في صفحة وحدها")
    expect(way).to_have_count(0)
    page.clock.fast_forward(LATE)
    with page.expect_popup() as popped:
        way.click()
    expect(popped.value.locator("#chat-text")).to_be_visible()
    page.get_by_role("button", name="إغلاق المحادثة").click()
    expect(page.locator("iframe")).to_be_hidden()
    expect(way).to_have_count(0)
    troubles.clear()
