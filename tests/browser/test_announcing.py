"""Two officers and a member: an announcement written, approved, heard and watched in real browsers; its pages by axe."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from domain.model import ConversationId
from tests.browser.axe import faults
from tests.browser.chat import say
from tests.browser.seats import Sit
from tests.desk.opened import Opened
from tests.desk.sheets import MEETING, WORDS

PAGE = "/desk/announcements"


def drafted(page: Page, **fields: str) -> None:
    """Fill the form as an officer does, and save it."""
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="حفظ المسودة").click()
    expect(page.locator("#do-propose")).to_be_visible()


def test_one_writes_another_approves_and_members_hear_it(opened: Opened, sit: Sit, tmp_path: Path) -> None:
    """The page of whoever waits for the result follows by itself; the member reads it at the web chat without asking."""
    member = sit("/chat")
    say(member, "السلام عليكم")
    expect(member.locator("#chat-lines .bubble")).to_have_count(2)
    writer = sit(f"{PAGE}/new", officer="rana", role="supervisor")
    drafted(writer, **WORDS)
    writer.locator("#do-propose").click()
    expect(writer.get_by_text("أنت كتبته، فيعتمده زميل.")).to_be_visible()
    writer.screenshot(path=Path(os.environ.get("MUJIB_PICTURES", tmp_path)) / "announcement.png")
    chief = sit(writer.url.removeprefix(opened.url), officer="chief", role="manager")
    chief.locator("#do-approve").click()
    expect(chief.locator(".mark").first).to_have_text("معتمد")
    opened.passes()
    expect(member.locator("#chat-lines .bubble").last).to_contain_text("تُغلق الجمعية يوم الأحد.")
    expect(chief.locator("progress")).to_have_attribute("value", "1", timeout=15_000)
    expect(chief.locator("#people tbody tr")).to_have_count(1)
    chief.locator("#sure-stop summary").click()
    chief.locator("#do-stop").click()
    expect(chief.locator(".mark").first).to_have_text("أُوقف")


def test_what_may_be_done_stands_in_one_line(sit: Sit) -> None:
    """Buttons and links beside one another, whatever each is made of."""
    page = sit(f"{PAGE}/new", officer="rana", role="supervisor")
    drafted(page, **WORDS)
    places = [one.bounding_box() for one in page.locator("#state .row-of :is(button, .button)").all()]
    middles = {round(place["y"] + place["height"] / 2) for place in places if place}
    assert len(places) == 3
    assert max(middles) - min(middles) <= 1


@pytest.mark.parametrize(
    ("width", "look"),
    [(1440, {"color_scheme": "light"}), (390, {"color_scheme": "dark", "english": True})],
    ids=["wide", "phone"],
)
def test_axe_finds_nothing_on_any_page_of_announcements(opened: Opened, sit: Sit, width: int, look: dict[str, bool]) -> None:
    """List, forms, draft with its flaws, and a run with its table: wide and on a phone, nothing wider than the screen."""
    opened.says("السلام عليكم")
    opened.says("إيقاف", ConversationId("web:main:silent"), "نورة")
    page = sit(f"{PAGE}/new?kind=assembly", officer="rana", role="manager")
    wanted = ("at", "place_ar", "place_en", "agenda_ar", "agenda_en")
    drafted(page, **{name: MEETING[name] for name in wanted})
    page.locator("#do-propose").click()
    expect(page.locator("#do-send_back")).to_be_visible()
    chief = sit(f"{PAGE}/1", officer="chief", role="manager")
    chief.locator("#do-approve").click()
    expect(chief.locator(".mark").first).to_have_text("معتمد")
    opened.passes()
    page.goto(f"{opened.url}{PAGE}/new")
    drafted(page, text_ar="عزيزي {name}", text_en="")
    page = sit(PAGE, officer="huda", role="manager", reduced_motion="reduce", width=width, **look)
    for path in ("", "/new", "/new?kind=assembly", "/1", "/2", "/2/edit"):
        page.goto(f"{opened.url}{PAGE}{path}")
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
