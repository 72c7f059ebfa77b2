"""The machine's Chromium, and pages of it that forgive nothing: an error or a breach of the policy fails the test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import chromium
from tests.browser.seats import opened, sit, watch
from tests.channels.conftest import server, store
from tests.channels.serving import Serving

__all__ = ["opened", "server", "sit", "store", "watch"]
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file in one process, so that one browser serves them all."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@contextmanager
def launched(*, whole: bool = False) -> Iterator[Browser]:
    """Start a Chromium for as long as it is needed: the quick one, or the whole."""
    with sync_playwright() as playwright:
        path = chromium.installed(whole=whole)
        assert path, "there is no Chromium: run `make browser-ready`"
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser. No wider than a module: while Playwright runs, no coroutine test can run in the same process."""
    with launched() as started:
        yield started


@pytest.fixture
def troubles() -> list[str]:
    """Collect what went wrong in pages; a test that means it to clears the list."""
    return []


@pytest.fixture
def visit(browser: Browser, server: Serving, troubles: list[str]) -> Iterator[Visit]:
    """Give a function that opens a page: `visit("/?lang=en", width=390)`, in a context of its own or a given one."""
    with ExitStack() as stack:

        def opened(path: str = "/", *, context: BrowserContext | None = None, width: int = 1280, **options: Any) -> Page:
            if context is None:
                context = browser.new_context(viewport={"width": width, "height": 844}, timezone_id="Asia/Riyadh", **options)
                stack.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(15_000)
            watch(page, troubles)
            page.goto(server.url + path)
            return page

        yield opened
    assert troubles == []
