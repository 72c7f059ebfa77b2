"""Notifications of the browser itself, which only the whole Chromium shows."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from domain.model import ConversationId
from tests.browser.conftest import launched
from tests.browser.seats import Sit
from tests.desk.opened import Opened


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium with all that is around its pages."""
    with launched(whole=True) as started:
        yield started


def test_the_browser_tells_of_news_while_one_looks_elsewhere(opened: Opened, sit: Sit) -> None:
    """To who asked for it in the menu, once he is not looking; it carries nobody's words."""
    opened.ask()
    page = sit(officer="salim", permissions=["notifications"])
    page.add_init_script(
        "window.told = []; window.away = false;"
        "Object.defineProperty(document, 'hidden', { get: () => window.away });"
        "window.Notification = class extends Notification {"
        "  constructor(title, how) { super(title, how); window.told.push([title, how]); } };"
    )
    page.reload()
    opened.ask("قبل أن يطلب", ConversationId("web:main:before"))
    expect(page.locator(".row")).to_have_count(2)
    page.locator(".account summary").click()
    page.locator("#notify").click()
    expect(page.locator("#notify")).to_be_hidden()
    page.evaluate("window.away = true")
    opened.ask("سر لا يُعرض", ConversationId("web:main:secret"))
    expect(page.locator(".row")).to_have_count(3)
    assert page.evaluate("window.told") == [["جديد في مكتب الموظفين", {"tag": "mujib-desk"}]]
