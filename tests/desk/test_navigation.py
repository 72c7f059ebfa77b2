"""The menu, and the trail of what officers did."""

import re

import pytest

from desk import navigation, trail
from domain.accountports import Officer
from domain.model import OfficerId
from domain.roles import Role
from tests.desk.opened import Opened
from tests.desk.seat import Seat, seat_of, taken


def test_the_trail_is_read_by_those_who_may_and_only_read(opened: Opened, salim: Seat) -> None:
    """By officer and by ticket, page by page; that it was read is in it."""
    ref = taken(opened, salim)
    manager = seat_of(opened, "manager", "manager")
    page = manager.see("/desk/audit").text
    assert "اطلع على المحادثة" in page
    assert "تولّى المحادثة" in page
    assert "T1001-9" in manager.see("/desk/audit?subject=T1001-9").text
    assert "اطلع على المحادثة" not in manager.see("/desk/audit?officer=2").text
    assert "قرأ السجل" in manager.see("/desk/audit?officer=2").text
    assert salim.http.get("/desk/audit").status_code == 404
    assert manager.see("/desk/audit?before=nonsense").status_code == 400
    assert manager.http.post("/desk/audit").status_code == 405
    assert opened.card(ref).officer == OfficerId(1)


@pytest.mark.usefixtures("salim")
def test_the_trail_goes_on_where_a_page_of_it_ends(opened: Opened) -> None:
    """Narrowed as before; each deed stands on one page, and turning pages is no reading of its own."""
    manager = seat_of(opened, "manager", "manager")
    for number in range(trail.PAGE_SIZE + 1):
        opened.do(opened.audit.record(OfficerId(1), "consent", f"web:main:{number}", "service: yes"))
    first = manager.see("/desk/audit?officer=1").text
    (further,) = re.findall(r'<p class="more"><a href="([^"]+)"', first)
    assert "officer=1" in further
    second = manager.see(further.replace("&amp;", "&")).text
    shown = [re.findall(r"web:main:(\d+)", page) for page in (first, second)]
    assert "0" in shown[1]
    assert not set(shown[0]) & set(shown[1])
    assert 'class="more"' not in second
    assert manager.see("/desk/audit?officer=2").text.count("قرأ السجل") == 1


def test_the_menu_leads_where_one_may_go(opened: Opened, salim: Seat) -> None:
    """Each page in it opens; those of others are not in it."""
    page = salim.see("/desk").text
    for address in set(re.findall(r'<nav aria-label="الصفحات">(.*?)</nav>', page, re.DOTALL)):
        for link in re.findall(r'href="([^"]+)"', address):
            assert salim.see(link).status_code == 200
    assert "/desk/people" not in page
    assert "/desk/people" in seat_of(opened, "admin", "administrator").see("/desk").text


@pytest.mark.parametrize("role", [*Role, "chief"])
def test_the_menu_shows_exactly_the_pages_that_open(opened: Opened, role: str) -> None:
    """Whoever finds a page in his menu may open it, and whoever does not may not."""
    seat = seat_of(opened, "one", role)
    known = navigation.pages_of(seat_officer(opened), opened.rules.regulation)
    for page in navigation.PAGES:
        answer = seat.see(page.address)
        opens = answer.status_code == 200 and (page.name != "queue" or role in set(Role))
        assert opens == (page in known), page.name
        if page in known:
            assert f'href="{page.address}"' in answer.text


def seat_officer(opened: Opened) -> Officer:
    """Give the only account there is."""
    (officer,) = opened.do(opened.officers.all())
    return officer


def test_where_officers_have_no_room_nobody_is_offered_to_link_his_account(salim: Seat) -> None:
    """A word that nothing takes would only puzzle."""
    shown = salim.see("/desk/settings").text
    assert 'action="/desk/settings/theme"' in shown
    assert "/desk/settings/link" not in shown
