"""The page of a rating on a member's phone: right to left, without signing in, by axe's rules."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from channels.web import rating
from domain.model import Language, OfficerId
from domain.officeracts import OfficerResolved
from tests.browser.axe import faults
from tests.browser.seats import Sit
from tests.channels.serving import SECRET
from tests.desk.opened import Opened


@pytest.mark.parametrize(
    ("language", "direction", "look"),
    [(Language.ARABIC, "rtl", {"color_scheme": "light"}), (Language.ENGLISH, "ltr", {"color_scheme": "dark"})],
    ids=["arabic", "english"],
)
def test_a_member_rates_on_his_phone(
    opened: Opened, sit: Sit, language: Language, direction: str, look: dict[str, Any]
) -> None:
    """By the link alone, also without scripts; a low score says what follows; the link still changes it."""
    ref = opened.ask()
    opened.happens(OfficerResolved(ref, OfficerId(1)))
    token = rating.token(ref, language, opened.clock.now() + timedelta(days=30), SECRET)
    for score in (2, 5):
        page = sit(f"/rate/{token}", width=390, **look)
        assert page.evaluate("document.documentElement.dir") == direction
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert faults(page) == []
        page.locator(f"[name=score][value='{score}']").check()
        page.locator("#comment").fill("شكرًا لكم")
        page.get_by_role("button").click()
        expect(page.get_by_role("status")).to_be_visible()
        assert faults(page) == []
    assert opened.file(ref).card.rating == 5
