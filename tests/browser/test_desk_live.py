"""The desk in a real browser: the line to the server, and what a page tells by itself."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.seats import Sit, lively
from tests.desk.opened import Opened
from tests.desk.seat import case
from tests.handlers.house import LIBRARY
from tests.peers.line import Line

DARK = "rgb(16, 24, 22)"


@pytest.fixture
def line(opened: Opened) -> Iterator[Line]:
    """Give a line to the desk that can be cut."""
    made = Line(opened.port)
    yield made
    made.close()


def test_a_lost_line_says_so_and_comes_back_with_what_was_missed(opened: Opened, sit: Sit, line: Line) -> None:
    """A calm word while it is gone; at its return the page fetches at once what nobody could tell it, and keeps begun words."""
    ref = opened.ask()
    page = sit(officer="salim")
    with page.expect_response(lambda answer: "/desk/events" in answer.url):
        page.goto(line.url + case(ref))
    told = page.locator(".offline")
    expect(told).to_be_hidden()
    page.get_by_label("الرد على العضو").fill("كنت أكتب")
    line.cut()
    expect(told).to_contain_text("انقطع الاتصال")
    opened.says("كتبتُ هذا والخط مقطوع")
    expect(page.locator(".line.member", has_text="والخط مقطوع")).to_have_count(0)
    line.mend()
    expect(page.locator(".line.member", has_text="والخط مقطوع")).to_be_visible()
    expect(told).to_contain_text("عاد الاتصال")
    expect(page.get_by_label("الرد على العضو")).to_have_value("كنت أكتب")
    expect(told).to_be_hidden(timeout=10_000)


def test_the_length_stands_beside_the_box_while_it_is_written(opened: Opened, sit: Sit) -> None:
    """Segments where they are paid for, and nothing where nothing is written."""
    opened.says("أقدر أعترض؟")
    page = sit(case(opened.ask()), officer="salim")
    count, box = page.locator("#measure"), page.get_by_label("الرد على العضو")
    box.fill("أهلا")
    expect(count).to_have_text("محادثة الموقع: 4 أحرف")
    opened.says("وأضيف شيئا")
    expect(page.locator(".line.member", has_text="وأضيف شيئا")).to_be_visible()
    expect(count).to_have_text("محادثة الموقع: 4 أحرف")
    box.fill("")
    expect(count).to_have_text("")


def test_a_clause_is_found_while_one_types_and_goes_into_the_reply(opened: Opened, sit: Sit) -> None:
    """Behind what was begun; a member's message in between takes neither the words looked for nor what was found."""
    page = sit(case(opened.ask()), officer="salim")
    page.get_by_label("الرد على العضو").fill("أهلا بك.")
    page.locator("#clauses-box summary").click()
    source = next(iter(LIBRARY.sources.values()))
    clause = next(iter(source.clauses.values()))
    page.locator("#find").press_sequentially(str(clause.citation))
    found = page.locator("#clauses-found a")
    expect(found).to_have_count(1)
    opened.says("وأضيف شيئا")
    expect(page.locator(".line.member", has_text="وأضيف شيئا")).to_be_visible()
    expect(found).to_have_count(1)
    found.click()
    expect(page.get_by_label("الرد على العضو")).to_have_value(re.compile(rf"أهلا بك\.\n\n.*{source.version}", re.DOTALL))
    expect(page.locator("#clauses-box")).not_to_have_attribute("open", "")


def test_g_leads_to_the_queue_unless_one_writes(opened: Opened, sit: Sit) -> None:
    """From a conversation, and from a sheet; in a text it is a letter."""
    ref = opened.ask()
    page = sit(case(ref), officer="salim")
    page.get_by_label("الرد على العضو").press("g")
    expect(page.get_by_label("الرد على العضو")).to_have_value("g")
    page.keyboard.press("Escape")
    page.keyboard.press("KeyG")
    page.wait_for_url("**/desk")
    page.goto(opened.url + "/desk/replies")
    page.keyboard.press("KeyG")
    page.wait_for_url("**/desk")


@pytest.mark.parametrize(("chosen", "device"), [("light", "dark"), ("dark", "light")])
def test_the_chosen_look_has_contrast_whatever_the_device_says(opened: Opened, sit: Sit, chosen: str, device: str) -> None:
    """On every page from then on; queue, conversation and settings measured by axe with joined letters."""
    ref = lively(opened)
    page = sit("/desk/settings", officer="salim", color_scheme=device, reduced_motion="reduce")
    page.locator("#theme").select_option(chosen)
    expect(page.locator("html")).to_have_attribute("data-theme", chosen)
    for path in ("/desk", case(ref), "/desk/settings", "/desk/knowledge"):
        page.goto(opened.url + path)
        assert page.locator("html").get_attribute("data-theme") == chosen
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor") == DARK
        assert dark == (chosen == "dark"), path
        assert faults(page) == [], path


def test_a_page_that_refused_a_file_goes_on_hearing_the_member(opened: Opened, sit: Sit, troubles: list[str]) -> None:
    """And is read again as what it shows; the words beside the file are kept."""
    ref = opened.ask()
    page = sit(case(ref), officer="salim")
    page.get_by_role("button", name="تولّي المحادثة", exact=True).click()
    page.locator("#file-box summary").click()
    page.locator("#file").set_input_files(
        {"name": "x.exe", "mimeType": "application/octet-stream", "buffer": b"MZ" + b"0" * 99}
    )
    page.locator("#caption").fill("هذا نموذجك")
    page.locator("#file-box button").click()
    expect(page.get_by_role("alert")).to_contain_text("لا يُقبل")
    expect(page.locator("#reply")).to_have_value("هذا نموذجك")
    opened.says("هل وصل النموذج؟")
    expect(page.locator(".line.member", has_text="هل وصل النموذج؟")).to_be_visible()
    expect(page.locator("#reply")).to_have_value("هذا نموذجك")
    page.reload()
    expect(page.locator(".line.member", has_text="هل وصل النموذج؟")).to_be_visible()
    troubles.clear()
