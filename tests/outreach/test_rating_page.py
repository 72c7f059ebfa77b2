"""The page on which members rate: by a signed link, for one ticket, without scripts, changeable until it ends."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from starlette.applications import Starlette

from bot import planner, plans
from bot.config import Settings
from bot.outreach.outreach import rating_link
from bot.sections import Server
from channels import profiles
from channels.web import assets, rating
from channels.web.limits import Limits
from channels.web.rating import RatingPage
from domain.errors import NotVerified
from domain.inbound import TextReceived
from domain.model import Language, OfficerId, Option, Purpose, Reply, TicketRef
from domain.officeracts import OfficerResolved, OfficerTook
from domain.ticketports import QueueFilter
from storage.store import Store
from storage.tickets import Tickets
from tests.databases import SetClock
from tests.messages import NOON
from tests.outreach.member import MEMBER, SENDING, Office

SECRET = b"0123456789abcdef0123456789abcdef"
T1 = TicketRef("T15323")
MONTH = timedelta(days=30)
LINK = f"/rate/{rating.token(T1, Language.ARABIC, NOON + MONTH, SECRET)}"


@pytest.mark.parametrize(
    "changed", [LINK.replace("T1532", "T1533"), LINK.replace(".ar.", ".en."), LINK[:-1], f"{LINK}x", "/rate/x"]
)
def test_a_link_cannot_be_made_up(changed: str) -> None:
    """Neither for another ticket nor for a longer time."""
    assert rating.opened(LINK.removeprefix("/rate/"), SECRET, NOON) == (T1, Language.ARABIC)
    with pytest.raises(NotVerified):
        rating.opened(changed.removeprefix("/rate/"), SECRET, NOON)


def test_a_link_ends() -> None:
    """Within the hour after its time, and under another secret at once."""
    token = LINK.removeprefix("/rate/")
    rating.opened(token, SECRET, NOON + MONTH)
    with pytest.raises(NotVerified):
        rating.opened(token, SECRET, NOON + MONTH + timedelta(hours=1))
    with pytest.raises(NotVerified):
        rating.opened(token, b"another", NOON)


@pytest.fixture
async def office(store: Store, clock: SetClock) -> Office:
    """Give an office with a ticket that was just resolved."""
    made = Office(store, clock)
    await made.comes(TextReceived("أقدر أعترض؟"))
    (ref,) = await refs(made)
    await made.comes(OfficerTook(ref, OfficerId(1), "الأستاذ سالم"), origin="desk")
    await made.comes(OfficerResolved(ref, OfficerId(1)), origin="desk")
    return made


async def refs(office: Office) -> list[TicketRef]:
    """Give the tickets."""
    tickets = Tickets(office.store)
    parts = [await tickets.queue(part, OfficerId(1)) for part in (QueueFilter.OPEN, QueueFilter.RESOLVED)]
    return [card.ref for part in parts for card in part]


@pytest.fixture
async def phone(office: Office) -> AsyncIterator[httpx.AsyncClient]:
    """Give a browser without scripts."""
    names = dict.fromkeys(Language, "الجمعية")
    page = RatingPage(SECRET, Tickets(office.store), office.inbox, office.clock, names, Limits(20))
    transport = httpx.ASGITransport(Starlette(routes=page.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="https://chat.example.sa") as client:
        yield client


async def link(office: Office, language: Language = Language.ARABIC) -> str:
    """Give the link for the ticket."""
    (ref,) = await refs(office)
    return f"/rate/{rating.token(ref, language, office.clock.now() + MONTH, SECRET)}"


async def card(office: Office) -> tuple[int | None, str, str]:
    """Give the ticket's rating, comment and stage."""
    (ref,) = await refs(office)
    file = await Tickets(office.store).file(ref)
    assert file is not None
    return file.card.rating, file.card.comment, file.card.stage.value


def nonce(page: str) -> str:
    """Give the form's own mark."""
    found = re.search(r'name="nonce" value="([^"]+)"', page)
    assert found
    return found[1]


async def test_a_member_rates_without_signing_in_and_may_change_it(office: Office, phone: httpx.AsyncClient) -> None:
    """Right to left, without scripts; a form sent twice counts once; a low rating reopens; nothing is said elsewhere."""
    before, address = len(office.said()), await link(office)
    page = await phone.get(address)
    assert page.status_code == 200
    assert all(part in page.text for part in ('dir="rtl"', "كيف تقيّم خدمتنا", 'type="radio"', "<form method"))
    assert "<script" not in page.text
    form = {"score": "4", "comment": " خدمة   طيبة ", "nonce": nonce(page.text)}
    for _ in range(2):
        assert "وصلنا تقييمك" in (await phone.post(address, data=form)).text
    await office.works()
    assert await card(office) == (4, "خدمة طيبة", "resolved")
    again = await phone.get(address)
    assert "تقييمك المسجل: 4" in again.text.replace("\n", " ")
    assert "المشرف" in (await phone.post(address, data={"score": "1", "nonce": nonce(again.text)})).text
    await office.works()
    assert (await card(office))[0::2] == (1, "reopened")
    assert len(office.said()) == before
    assert office.said(MEMBER) != []


async def test_the_page_speaks_english_where_the_member_does(office: Office, phone: httpx.AsyncClient) -> None:
    """By the link's own language."""
    page = await phone.get(await link(office, Language.ENGLISH))
    assert 'lang="en" dir="ltr"' in page.text
    assert "How do you rate" in page.text


@pytest.mark.parametrize("form", [{}, {"score": "6"}, {"score": "0"}, {"score": "5"}, {"score": "5", "nonce": "'; DROP"}])
async def test_what_is_no_rating_is_refused(office: Office, phone: httpx.AsyncClient, form: dict[str, str]) -> None:
    """With a word on what to do, and nothing recorded."""
    answer = await phone.post(await link(office), data=form)
    assert (answer.status_code, (await card(office))[0]) == (400, None)
    assert "من جديد" in answer.text


async def test_hostile_words_are_text(office: Office, phone: httpx.AsyncClient) -> None:
    """In the comment as in the number of bytes."""
    address = await link(office)
    mark = nonce((await phone.get(address)).text)
    await phone.post(address, content=f"score=5&nonce={mark}&comment=%00%ED%A0%BD%3Cscript%3Ex%3C/script%3E".encode())
    await office.works()
    assert "<script>" not in (await phone.get(address)).text
    big = await phone.post(address, content=b"score=5&comment=" + b"x" * 20_000)
    assert big.status_code == 400


async def test_a_link_that_is_none_tells_nothing(office: Office, phone: httpx.AsyncClient) -> None:
    """Forged, ended and of no ticket look the same; no cache keeps a page, and no other site learns the link."""
    wrong = f"/rate/{rating.token(TicketRef('T99999'), Language.ARABIC, NOON + MONTH, SECRET)}"
    answers = [await phone.get(path) for path in (wrong, "/rate/x", f"{await link(office)}y")]
    assert {(answer.status_code, answer.text) for answer in answers} == {(404, answers[0].text)}
    assert answers[0].headers["cache-control"] == "no-store"
    assert answers[0].headers["referrer-policy"] == "no-referrer"
    assert assets.version() in answers[0].text
    assert 'href="../?lang=ar"' in answers[0].text


def test_who_cannot_write_back_gets_the_link() -> None:
    """The question for a rating becomes a line with the page's address; one whose host is not registered becomes nothing."""
    make = rating_link(Settings(server=Server(public_url="https://chat.example.sa")), SECRET)
    rules = planner.Rules(next(iter(SENDING.values())), rating_link=make, link_hosts=frozenset({"chat.example.sa"}))
    asked = Reply("كيف تقيّم خدمتنا؟", (Option("rate:5:T15323", "5 ممتاز"),), purpose=Purpose.NOTICE)
    plan = planner.plan(asked, planner.Facts(None, country="SA"), profiles.SMS, NOON, rules)
    assert isinstance(plan, plans.OneWayNotice)
    token = plan.text.rpartition("/rate/")[2].split()[0]
    assert rating.opened(token, SECRET, NOON) == (T1, Language.ARABIC)
    assert "؟" not in plan.text


async def test_ten_thousand_ratings_are_a_few(office: Office, phone: httpx.AsyncClient) -> None:
    """One who sends the form without end fills no inbox; he is asked to come back."""
    (ref,) = await refs(office)
    address = f"/rate/{rating.token(ref, Language.ENGLISH, NOON + MONTH, SECRET)}"
    statuses = [(await phone.post(address, data={"score": "5", "nonce": f"{number:020}"})).status_code for number in range(40)]
    assert [statuses.count(status) for status in (200, 429)] == [10, 30]
