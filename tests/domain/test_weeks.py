"""Simulated weeks: the rules driven by their own timers, as the schedule drives them."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain import dates, escalation, updates
from domain.escalation import Case, PassUp, Patience
from domain.model import Language, PostId, Stage, TicketKind, TicketRef
from domain.updates import Matter, Rhythm
from tests.domain.offices import HOURS, MAKKAH, at

REF = TicketRef("T16014")


def updates_of(matter: Matter, until: datetime, stopped: tuple[datetime, datetime] | None = None) -> list[datetime]:
    """Give when updates went out, waking only when asked to; within `stopped` the server is down."""
    sent: list[datetime] = []
    now: datetime | None = matter.entered_at
    while now and now < until:
        if stopped and stopped[0] <= now < stopped[1]:
            now = stopped[1]
        digest = updates.digest([matter], now, Rhythm(), HOURS, notices=True)
        if digest.items:
            sent.append(now)
            matter = replace(matter, told_at=now, told_stage=matter.stage)
        now = digest.again_at
    return sent


def study(entered: str) -> Matter:
    """Give a support request that the committee studies since a time of which the member was told."""
    moment = at(entered)
    return Matter(REF, TicketKind.SUPPORT, Stage.WITH_COMMITTEE, moment, Stage.WITH_COMMITTEE, moment)


def test_a_study_over_ramadan_and_eid_is_told_of_weekly() -> None:
    """Each Sunday at ten; over Eid once the office works again, and from there on weekly."""
    sent = updates_of(study("2027-02-14 11:00"), at("2027-04-01 00:00"))
    assert [dates.gregorian(day, Language.ENGLISH) for day in sent] == [
        "21 February 2027",
        "28 February 2027",
        "7 March 2027",
        "15 March 2027",
        "22 March 2027",
        "29 March 2027",
    ]
    assert {MAKKAH.local(moment).hour for moment in sent} == {10}


def test_a_server_that_stood_for_a_month_sends_one_update_and_goes_on() -> None:
    """Four missed weeks are one message, on the first day of work."""
    down = (at("2026-11-25 00:00"), at("2026-12-25 03:00"))  # comes back on a Friday night
    sent = updates_of(study("2026-11-22 11:00"), at("2027-01-10 00:00"), down)
    assert sent == [at("2026-12-27 08:00"), at("2027-01-03 10:00")]


def test_a_ticket_that_everybody_neglects_climbs_to_the_head() -> None:
    """Two working hours at each post; the member is told once, and the climb comes to an end."""
    posts = [PostId(name) for name in ("officer", "supervisor", "manager")]
    start = at("2026-11-26 15:00")  # Thursday, an hour before the weekend
    case, now, climbed = Case(REF, Stage.RECEIVED, start, start, posts[0], posts[1]), start, list[tuple[datetime, bool]]()
    for _ in range(50):
        found = escalation.judge(case, now, Patience(), MAKKAH)
        case = replace(case, done=case.done | set(found.keys))
        if isinstance(found.act, PassUp):
            climbed.append((now, found.act.tell_member))
            place = posts.index(found.act.to)
            case = replace(case, post=posts[place], above=[*posts, None][place + 1], since=now)
            continue
        if found.again_at is None:
            break
        now = found.again_at
    assert climbed == [(at("2026-11-29 09:00"), True), (at("2026-11-29 11:00"), False)]
    assert now - start < timedelta(days=14)
