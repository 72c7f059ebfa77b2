"""Pictures of the page, for the documentation: `MUJIB_PICTURES=docs/pictures pytest tests/browser/test_pictures.py`."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.chat import QUESTION, say, settled
from tests.browser.conftest import Visit


@pytest.mark.parametrize(
    ("name", "path", "look"),
    [
        ("chat", "/", {"width": 1280}),
        ("chat-phone", "/", {"width": 390}),
        ("chat-dark-english", "/?lang=en", {"width": 1280, "color_scheme": "dark"}),
    ],
)
def test_the_page_can_be_shown(visit: Visit, tmp_path: Path, name: str, path: str, look: dict[str, Any]) -> None:
    """A question, its answer and its buttons stand in view, wide and on a phone, light and dark."""
    page = visit(path, **look, reduced_motion="reduce")
    say(page, QUESTION)
    settled(page, 2)
    page.locator("#chat-text").blur()
    expect(page.locator("#chat-lines .bubble").last).to_be_in_viewport()
    expect(page.get_by_role("button", name="نص البند")).to_be_in_viewport(ratio=1)
    picture = Path(os.environ.get("MUJIB_PICTURES", tmp_path)) / f"{name}.png"
    page.screenshot(path=picture)
    assert picture.stat().st_size
