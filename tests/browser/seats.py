"""A desk with officers who sit at browsers of their own, and a member at the web chat of the same server."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from domain.inbound import AttachmentKind, AttachmentReceived
from domain.model import TicketRef
from tests.databases import on_sqlite
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case

Sit = Callable[..., Page]
_LOST = "Failed to load resource"
"""What Chromium itself writes when a request fails, as it must while the server is away."""


def watch(page: Page, troubles: list[str]) -> None:
    """Collect the page's errors and breaches of the content security policy."""

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(_LOST):
            troubles.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: troubles.append(str(error)))


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Open a desk on SQLite."""
    made = Opened(tmp_path, on_sqlite(tmp_path), teaches=True)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def sit(browser: Browser, opened: Opened, troubles: list[str]) -> Iterator[Sit]:
    """Give a function that opens a page of the desk in a browser of its own; with `officer` he is signed in."""
    with ExitStack() as stack:

        def seated(
            path: str = "/desk",
            *,
            officer: str = "",
            width: int = 1440,
            english: bool = False,
            role: str = "officer",
            **options: Any,
        ) -> Page:
            context = browser.new_context(viewport={"width": width, "height": 844}, timezone_id="Asia/Riyadh", **options)
            stack.callback(context.close)
            if officer:
                seat = Seat(opened)
                seat.enter(opened.officer(officer, "سالم", role=role))
                cookie = {"name": "mujib_desk", "value": seat.http.cookies["mujib_desk"], "url": opened.url}
                context.add_cookies([cookie])  # type: ignore[list-item] # a plain dictionary is what it takes
            page = context.new_page()
            page.set_default_timeout(15_000)
            watch(page, troubles)
            page.goto(opened.url + path)
            if english:
                page.get_by_role("button", name="English").click()
            return page

        yield seated
    assert troubles == []


NEW = "جملة جديدة يسهل حفظها"


def signed_in(page: Page, username: str, password: str) -> None:
    """Fill in the sign-in and send it."""
    page.get_by_label("اسم المستخدم").fill(username)
    page.get_by_label("كلمة المرور").fill(password)
    page.get_by_role("button", name="دخول").click()


def lively(opened: Opened) -> TicketRef:
    """Fill a conversation with one of everything."""
    ref = opened.ask()
    seat = Seat(opened)
    seat.enter(opened.officer("huda", "هدى"))
    seat.see(case(ref))
    seat.send(case(ref, "take"))
    seat.see(case(ref))
    seat.send(case(ref, "note"), note="ملاحظة")
    seat.send(case(ref, "reply"), text="رد")
    opened.happens(AttachmentReceived(AttachmentKind.DOCUMENT, "a.pdf", "application/pdf", 9, "0" * 32))
    opened.clock.forward(hours=5)
    return ref
