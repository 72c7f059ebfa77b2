import re
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import association, closures, configured
from bot.channel_sections import Telegram
from bot.closures import ClosureClerk, DaysOff
from bot.config import Settings
from bot.roster import RosterClerk
from bot.sections import Hours
from desk import settings as page
from desk.configured import Configured
from desk.texts import texts
from domain.accountports import Presence
from domain.casefile import Rules
from domain.model import Language, OfficerId
from domain.roster import Roster
from storage.office.due_cases import DueCases
from storage.office.officer_links import Links
from tests.databases import on_sqlite
from tests.desk.association import REGULATION
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case

ADDRESS = "/desk/settings"
TODAY = date(2026, 11, 22)
AR, EN = texts(Language.ARABIC), texts(Language.ENGLISH)


@pytest.fixture(name="work")
def fixture_work() -> Settings:
    """Configure the packaged hours, a day off and a secret."""
    return Settings(telegram=Telegram(token=SecretStr("12:secret")), hours=Hours(closed=[date(2026, 12, 1)]))


@pytest.fixture(name="live")
def fixture_live(work: Settings) -> tuple[Rules, DaysOff]:
    """Give rules whose days off can change while the desk is open."""
    return closures.live(Rules(REGULATION, association.calendar(work, TODAY)))


@pytest.fixture(name="days")
def fixture_days(live: tuple[Rules, DaysOff]) -> DaysOff:
    """Give the days off."""
    return live[1]


@pytest.fixture(name="opened")
def fixture_opened(tmp_path: Path, work: Settings, live: tuple[Rules, DaysOff]) -> Iterator[Opened]:
    """Open a desk in an office of those hours, with a room of officers beside it."""
    shown = configured.configured(work, TODAY)
    made = Opened(tmp_path, on_sqlite(tmp_path), rules=live[0], configured=shown, has_room=True)
    made.start()
    yield made
    made.stop()


def test_an_officer_reads_by_what_hours_and_targets_he_works(salim: Seat, work: Settings) -> None:
    """Shifts of each day, Eid by its name in both calendars, the association's own day off, and times by kind."""
    del work
    shown = salim.see(ADDRESS)
    assert shown.status_code == 200
    for words in ("08:00-12:00 · 13:00-16:00", "عطلة عيد الفطر", "1 ديسمبر 2026", "جمادى الآخرة 1448", AR("kind.complaint")):
        assert words in shown.text, words
    assert "secret" not in shown.text
    assert 'id="configuration"' not in shown.text


def test_who_answers_for_the_desk_reads_the_configuration_without_its_secrets(opened: Opened, work: Settings) -> None:
    """Every table; what differs from the default is marked, a secret shows only that it is set."""
    seat = Seat(opened)
    seat.enter(opened.officer("manager", "مدير", role="manager"))
    shown = seat.see(ADDRESS).text
    for name in type(work).model_fields:
        assert f"[{name}]" in shown
    assert '<tr class="changed"><th scope="row"><code>token</code></th><td><bdi>•••</bdi>' in shown
    assert "12:secret" not in shown


def test_secrets_never_leave_the_configuration() -> None:
    """Whatever their place: the values that are described contain none."""
    settings = Settings(telegram=Telegram(token=SecretStr("12:secret"), webhook_secret=SecretStr("hush")))
    found: Configured = configured.configured(settings, TODAY)
    told = {one.text for values in found.tables.values() for one in values}
    assert told
    assert told.isdisjoint({"12:secret", "hush"})
    assert found.named[date(2026, 9, 23)] == {Language.ARABIC: "اليوم الوطني", Language.ENGLISH: "National Day Holiday"}


def test_days_off_in_a_row_are_one_line(opened: Opened, work: Settings) -> None:
    """Eid is told as from when to when; Fridays and Saturdays, on which nobody works anyway, are not told."""
    del work
    found = list(page.days_off(opened.desk, (), TODAY, EN))
    eid = next(one for one in found if one.name == "Eid al-Fitr Holiday")
    assert eid.days.startswith("from 9 March 2027")
    assert [one.days.partition(" · ")[0] for one in found if not one.name] == ["1 December 2026"]


def test_a_manager_enters_days_and_they_count_at_once(opened: Opened, salim: Seat, days: DaysOff) -> None:
    """A day more, and one of the tables less; the trail says by whom; taken back, the configuration counts again."""
    manager = Seat(opened)
    manager.enter(opened.officer("manager", "مدير", role="manager"))
    clerk = ClosureClerk(opened.closures, days, DueCases(opened.store, opened.desk.rules), opened.signals)
    manager.see(ADDRESS)
    eid = next(day for day in sorted(days) if day > TODAY and day.weekday() in {6, 0, 1, 2, 3})
    assert manager.send(f"{ADDRESS}/days", day="2026-11-25", kind="closed", name="صيانة <b>المبنى</b>").status_code == 303
    assert manager.send(f"{ADDRESS}/days", day=eid.isoformat(), kind="worked").status_code == 303
    opened.do(clerk.follow())
    assert date(2026, 11, 25) in days
    assert eid not in days
    assert len(days) == len(days.configured)
    page = manager.see(ADDRESS).text
    assert "صيانة &lt;b&gt;المبنى&lt;/b&gt;" in page
    assert page.count("/desk/settings/days/withdraw") == 2
    assert "days/withdraw" not in salim.see(ADDRESS).text
    assert "صيانة" in salim.page.text
    acts = [deed.act for deed in opened.do(opened.audit.deeds())]
    assert [act for act in acts if act.startswith("day_")] == ["day_worked", "day_closed"]
    for day in ("2026-11-25", eid.isoformat()):
        manager.see(ADDRESS)
        assert manager.send(f"{ADDRESS}/days/withdraw", day=day).status_code == 303
    opened.do(clerk.follow())
    assert frozenset(days) == days.configured


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"day": "2026-11-21", "kind": "closed"}, "day_past"),
        ({"day": "2031-01-01", "kind": "closed"}, "bad_day"),
        ({"day": "غدا", "kind": "closed"}, "bad_day"),
        ({"day": "2026-11-25", "kind": "perhaps"}, "malformed"),
        ({"day": "2026-11-25", "kind": "closed", "name": "س" * 101}, "long_name"),
        ({"day": "2026-11-25", "kind": "worked"}, "not_off"),
        ({"day": "2026-11-27", "kind": "worked"}, "not_off"),
    ],
)
def test_a_day_that_is_none_is_refused(opened: Opened, days: DaysOff, fields: dict[str, str], fault: str) -> None:
    """With the reason, and what was written still in the form."""
    manager = Seat(opened)
    manager.enter(opened.officer("manager", "مدير", role="manager"))
    manager.see(ADDRESS)
    answer = manager.send(f"{ADDRESS}/days", **fields)
    assert answer.status_code == 422
    assert AR(f"fault.{fault}") in answer.text
    assert f'value="{fields["day"]}"' in answer.text
    assert opened.do(opened.closures.all()) == ()
    assert frozenset(days) == days.configured


def test_days_are_entered_by_those_who_lead_only(opened: Opened, salim: Seat, days: DaysOff) -> None:
    """For others there is neither form nor address."""
    del days
    assert "/desk/settings/days" not in salim.see(ADDRESS).text
    for form in ("days", "days/withdraw"):
        assert salim.send(f"{ADDRESS}/{form}", day="2026-11-25", kind="closed").status_code == 404
    assert opened.do(opened.closures.all()) == ()


def test_an_officer_goes_on_leave_and_names_who_covers_him(opened: Opened, salim: Seat) -> None:
    """Both are kept; a cover who is nobody, or he himself, is refused."""
    nora = opened.officer("nora", "نورة")
    salim.see(ADDRESS)
    assert salim.send(f"{ADDRESS}/presence", presence="absent", cover=str(nora)).status_code == 303
    mine = next(one for one in opened.do(opened.officers.all()) if one.username == "salim")
    assert (mine.presence, mine.cover) == (Presence.ABSENT, nora)
    for cover in ("999", str(mine.id)):
        assert salim.send(f"{ADDRESS}/presence", presence="absent", cover=cover).status_code == 422


def test_an_officer_says_when_he_is_back(opened: Opened, salim: Seat) -> None:
    """His colleagues read it; at that time he is there again by himself, and until then nobody is told otherwise."""
    ref = opened.ask()
    salim.see(ADDRESS)
    back = f"{opened.clock.now().astimezone(opened.desk.zone) + timedelta(hours=3):%Y-%m-%dT%H:%M}"
    assert salim.send(f"{ADDRESS}/presence", presence="away", back_at=back).status_code == 303
    assert f'value="{back}"' in salim.see(ADDRESS).text
    huda = Seat(opened)
    huda.enter(opened.officer("huda", "هدى", role="supervisor"))
    option = huda.see(case(ref)).text.partition('<option value="1">')[2].partition("</option>")[0]
    assert option.startswith(f"سالم ({AR('presence.away')} حتى ")
    assert " حتى " in salim.see("/desk").text.partition('action="/desk/presence"')[0][-400:]
    opened.clock.forward(hours=3)
    mine = next(one for one in opened.do(opened.officers.all()) if one.username == "salim")
    assert (mine.presence, mine.back_at) == (Presence.AVAILABLE, None)
    assert "سالم (" not in huda.see(case(ref)).text


@pytest.mark.parametrize(
    ("back", "fault"), [("2020-01-01T08:00", "time_past"), ("tomorrow", "bad_time"), ("2026-13-45T99:99", "bad_time")]
)
@pytest.mark.parametrize("form", [f"{ADDRESS}/presence", "/desk/people/1/presence"])
def test_a_time_that_is_none_is_refused(opened: Opened, salim: Seat, back: str, fault: str, form: str) -> None:
    """With the reason; what was chosen stays in the form, and he is what he was."""
    seat = salim
    if form.startswith("/desk/people"):
        seat = Seat(opened)
        seat.enter(opened.officer("admin", "مدير", role="administrator"))
    seat.see(ADDRESS)
    answer = seat.send(form, presence="absent", back_at=back)
    assert answer.status_code == 422
    assert AR(f"fault.{fault}") in answer.text
    assert f'value="{back}"' in answer.text
    mine = next(one for one in opened.do(opened.officers.all()) if one.username == "salim")
    assert mine.presence is Presence.AVAILABLE


def test_an_administrator_says_it_for_somebody(opened: Opened, salim: Seat) -> None:
    """One entry in the trail, his; an officer who is available has no time of return."""
    del salim
    admin = Seat(opened)
    admin.enter(opened.officer("admin", "مدير", role="administrator"))
    admin.see("/desk/people")
    assert admin.send("/desk/people/1/presence", presence="absent", back_at="2030-01-01T08:00").status_code == 303
    trail = [(deed.act, deed.officer, deed.subject) for deed in opened.do(opened.audit.deeds())]
    assert [one for one in trail if one[0].startswith("presence")] == [("presence_of", 2, "1")]
    assert AR("presence.absent") in admin.see("/desk/people").text
    assert admin.send("/desk/people/1/presence", presence="available", back_at="2030-01-01T08:00").status_code == 303
    assert all(one.back_at is None for one in opened.do(opened.officers.all()))


def test_members_hear_that_nobody_is_there(opened: Opened, salim: Seat, work: Settings) -> None:
    """Once every officer is away, the word on when he is answered goes by that, not by the office's hours alone."""
    del work
    engine = opened.service.engine
    clerk = RosterClerk(opened.officers, engine, opened.signals, opened.rules.regulation)
    salim.see(ADDRESS)
    salim.send(f"{ADDRESS}/presence", presence="away")
    opened.do(clerk.follow())
    assert set(engine.conduct.house.rosters.values()) == {Roster(here=False, unsure=True)}
    salim.send(f"{ADDRESS}/presence", presence="available")
    opened.do(clerk.follow())
    assert set(engine.conduct.house.rosters.values()) == {Roster()}
    assert OfficerId(1) in engine.conduct.house.titles


def test_ending_ones_other_sessions_keeps_this_one(opened: Opened, salim: Seat) -> None:
    """The one at home has to sign in again; here work goes on."""
    other = Seat(opened)
    other.enter(OfficerId(1))
    salim.see(ADDRESS)
    assert salim.send(f"{ADDRESS}/sessions").status_code == 303
    assert other.see().status_code == 303
    assert salim.see(ADDRESS).status_code == 200


@pytest.mark.parametrize(("chosen", "seen"), [("dark", 'data-theme="dark"'), ("light", 'data-theme="light"')])
def test_a_browser_keeps_the_look_that_was_chosen(opened: Opened, salim: Seat, chosen: str, seen: str) -> None:
    """On every page, until it is left to the device again; nonsense does that too."""
    ref = opened.ask()
    salim.see(ADDRESS)
    salim.send(f"{ADDRESS}/theme", theme=chosen)
    assert seen in salim.see(case(ref)).text
    salim.see(ADDRESS)
    salim.send(f"{ADDRESS}/theme", theme='"><script>')
    assert "data-theme" not in salim.see(case(ref)).text


def test_an_officer_links_and_unlinks_his_account_outside(opened: Opened, salim: Seat) -> None:
    """The word is shown once and kept as a hash."""
    assert AR("settings.link_hint") in salim.see(ADDRESS).text
    links = Links(opened.store)
    page_ = salim.send(f"{ADDRESS}/link")
    found = re.search(r"/start (desk-[0-9a-f]{32})", page_.text)
    assert found
    assert opened.do(links.redeem(sha256(found[1].encode()).hexdigest(), "telegram:5")) is not None
    shown = salim.see(ADDRESS).text
    assert AR("settings.link_on", n=1) in shown
    assert found[1] not in shown
    salim.send(f"{ADDRESS}/unlink")
    assert AR("settings.link_on", n=0) in salim.see(ADDRESS).text
    assert {"account_linked", "account_unlinked"} <= {deed.act for deed in opened.do(opened.audit.deeds())}
