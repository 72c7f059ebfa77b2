"""What happens to a ticket by the clock alone."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import clocks, escalation
from domain.clocks import Targets, Times
from domain.escalation import Case, Cause, Colleague, Judgement, Nudge, PassUp, Patience, Reassign, Warn
from domain.model import OfficerId, PostId, Priority, Stage, TicketKind, TicketRef
from tests.domain.offices import MAKKAH, at

SALEM, NOURA, FAHD = OfficerId(1), OfficerId(2), OfficerId(3)
OFFICER, SUPERVISOR, MANAGER = PostId("officer"), PostId("supervisor"), PostId("manager")
NINE = at("2026-11-22 09:00")
NEW = Case(TicketRef("T15328"), Stage.RECEIVED, NINE, NINE, OFFICER, SUPERVISOR)
OWNED = replace(NEW, stage=Stage.WITH_OFFICER, officer=SALEM, substitute=NOURA)


def judge(case: Case, now: str) -> Judgement:
    """Judge at a time in Riyadh, with the default patience."""
    return escalation.judge(case, at(now), Patience(), MAKKAH)


def test_a_new_ticket_is_left_to_its_post_for_a_while() -> None:
    """Nothing is done, and the next look is when patience ends."""
    assert judge(NEW, "2026-11-22 09:30") == Judgement(None, (), at("2026-11-22 11:00"))


def test_what_nobody_took_goes_to_the_post_above_and_the_member_is_told() -> None:
    """After two working hours."""
    assert judge(NEW, "2026-11-22 11:00").act == PassUp(SUPERVISOR, Cause.UNTAKEN, tell_member=True)


def test_the_member_is_told_once_however_far_it_goes() -> None:
    """The second step up is silent."""
    first = judge(NEW, "2026-11-22 11:00")
    higher = replace(NEW, post=SUPERVISOR, above=MANAGER, since=at("2026-11-22 11:00"), done=frozenset(first.keys))
    assert judge(higher, "2026-11-22 14:00").act == PassUp(MANAGER, Cause.UNTAKEN, tell_member=False)


def test_the_head_is_nudged_some_times_and_then_left_alone() -> None:
    """Above the head stands nobody; the ticket stays among the overdue."""
    case, nudges, now = replace(NEW, post=MANAGER, above=None), 0, NINE
    for _ in range(20):
        judgement = escalation.judge(case, now, Patience(), MAKKAH)
        nudges += judgement.act == Nudge(MANAGER, Cause.UNTAKEN)
        case = replace(case, done=case.done | set(judgement.keys))
        now = judgement.again_at or now
    assert nudges == 5
    assert judgement.again_at is None


def test_a_silent_owner_is_warned_then_it_is_taken_from_him() -> None:
    """Warned after two hours of the member's waiting, relieved an hour later."""
    waiting = replace(OWNED, waiting_since=at("2026-11-22 10:00"))
    warned = judge(waiting, "2026-11-22 12:00")
    assert warned.act is None  # the midday break has begun
    assert warned.again_at == at("2026-11-22 13:00")
    warned = judge(waiting, "2026-11-22 13:00")
    assert warned.act == Warn(SALEM, Cause.SILENT)
    assert warned.again_at == at("2026-11-22 14:00")
    waiting = replace(waiting, done=frozenset(warned.keys))
    assert judge(waiting, "2026-11-22 13:59").act is None
    assert judge(waiting, "2026-11-22 14:00").act == Reassign(SALEM, NOURA, Cause.SILENT)


def test_the_new_owner_gets_the_full_time() -> None:
    """His clock begins when he got the ticket, not when the member wrote."""
    handed = replace(OWNED, officer=NOURA, since=at("2026-11-22 14:00"), waiting_since=at("2026-11-22 10:00"))
    assert judge(handed, "2026-11-22 15:59") == Judgement(None, (), at("2026-11-22 16:00"))


def test_an_owner_whose_member_does_not_wait_is_left_in_peace() -> None:
    """No due time, nobody waiting: nothing to look at."""
    assert judge(OWNED, "2026-11-29 09:00") == Judgement(None, (), None)


def test_an_absent_owner_is_covered_at_once() -> None:
    """By his substitute, or by the queue where there is none."""
    absent = replace(OWNED, absent=True)
    assert judge(absent, "2026-11-22 09:30").act == Reassign(SALEM, NOURA, Cause.ABSENT)
    assert judge(replace(absent, substitute=None), "2026-11-22 09:30").act == Reassign(SALEM, None, Cause.ABSENT)


def with_dues(case: Case) -> Case:
    """Give the case the due times of an answered complaint with 35 working hours."""
    times = Times(TicketKind.COMPLAINT, Priority.NORMAL, case.stage, NINE, answered=True)
    return replace(case, dues=clocks.due(times, Targets(), MAKKAH))


def test_the_owner_is_warned_ahead_of_a_due_time_and_loses_it_while_it_can_be_kept() -> None:
    """A warning at three quarters of the time; at nine tenths it goes up, and the member hears who sees to it."""
    case = with_dues(OWNED)
    assert judge(case, "2026-11-22 10:00").again_at == case.dues[0].warn_at
    soon = escalation.judge(case, case.dues[0].warn_at, Patience(), MAKKAH)
    assert soon.act == Warn(SALEM, Cause.DUE_SOON)
    assert soon.again_at == case.dues[0].rise_at
    warned = replace(case, done=frozenset(soon.keys))
    near = escalation.judge(warned, case.dues[0].rise_at, Patience(), MAKKAH)
    assert near.act == PassUp(SUPERVISOR, Cause.DUE_SOON, tell_member=True)
    risen = replace(NEW, post=SUPERVISOR, above=MANAGER, dues=case.dues, since=case.dues[0].rise_at)
    risen = replace(risen, stage=Stage.WITH_DEPARTMENT, done=frozenset((*soon.keys, *near.keys)))
    late = escalation.judge(risen, case.dues[0].at, Patience(), MAKKAH)
    assert late.act == Nudge(SUPERVISOR, Cause.OVERDUE), "it went up for this due time already"


@pytest.mark.parametrize("share", [1.0, 0.5])
def test_without_time_between_it_goes_up_at_the_due_time_only(share: float) -> None:
    """Where the association wants that; and never before the warning."""
    times = Times(TicketKind.COMPLAINT, Priority.NORMAL, Stage.WITH_OFFICER, NINE, answered=True)
    case = replace(OWNED, dues=clocks.due(times, Targets(rise_at=share), MAKKAH))
    due = case.dues[0]
    assert due.rise_at == (due.at if share == 1 else due.warn_at)
    soon = escalation.judge(case, due.warn_at, Patience(), MAKKAH)
    assert isinstance(soon.act, Warn if share == 1 else PassUp)
    if share == 1:
        warned = replace(case, done=frozenset(soon.keys))
        assert escalation.judge(warned, due.at, Patience(), MAKKAH).act == PassUp(SUPERVISOR, Cause.OVERDUE, tell_member=True)


def test_at_the_head_a_near_due_time_goes_no_further() -> None:
    """There the warning is all that comes ahead."""
    case = with_dues(replace(OWNED, post=MANAGER, above=None))
    soon = escalation.judge(case, case.dues[0].warn_at, Patience(), MAKKAH)
    warned = replace(case, done=frozenset(soon.keys))
    assert escalation.judge(warned, case.dues[0].rise_at, Patience(), MAKKAH) == Judgement(None, (), case.dues[0].at)
    assert escalation.judge(warned, case.dues[0].at, Patience(), MAKKAH).act == Warn(SALEM, Cause.OVERDUE)


def test_a_ticket_of_nobody_warns_its_post() -> None:
    """With a department that has no officer on it."""
    case = with_dues(replace(NEW, stage=Stage.WITH_DEPARTMENT))
    assert escalation.judge(case, case.dues[0].warn_at, Patience(), MAKKAH).act == Nudge(OFFICER, Cause.DUE_SOON)


def test_a_stopped_server_does_one_thing_and_no_flood() -> None:
    """Of all that fell due in a week only the strongest is done; a second look finds nothing."""
    case = with_dues(replace(OWNED, waiting_since=NINE))
    late = judge(case, "2026-12-06 09:00")
    assert late.act == PassUp(SUPERVISOR, Cause.OVERDUE, tell_member=True)
    assert judge(replace(case, done=frozenset(late.keys)), "2026-12-06 09:00") == Judgement(None, (), None)


def test_nothing_is_done_in_the_night() -> None:
    """What fell due while the office is closed is done when it opens."""
    assert judge(NEW, "2026-11-22 23:00") == Judgement(None, (), at("2026-11-23 08:00"))
    assert judge(NEW, "2026-11-23 08:00").act == PassUp(SUPERVISOR, Cause.UNTAKEN, tell_member=True)


@pytest.mark.parametrize("stage", [Stage.RESOLVED, Stage.CLOSED])
def test_nothing_happens_after_the_resolution(stage: Stage) -> None:
    """Neither warning nor timer."""
    assert judge(with_dues(replace(OWNED, stage=stage)), "2027-01-10 09:00") == Judgement(None, (), None)


@pytest.mark.parametrize("stage", [Stage.WITH_COMMITTEE, Stage.WITH_DEPARTMENT, Stage.WAITING_FOR_MEMBER])
def test_a_ticket_elsewhere_needs_no_owner(stage: Stage) -> None:
    """With the committee, a department or the member nobody has to take it."""
    assert judge(replace(NEW, stage=stage), "2026-12-06 09:00") == Judgement(None, (), None)


def test_an_officer_may_send_it_up_himself() -> None:
    """As `handling.3` has it; the member is told, and not again by the clock."""
    referred = escalation.refer(OWNED)
    assert referred is not None
    act, keys = referred
    assert act == PassUp(SUPERVISOR, Cause.REFERRED, tell_member=True)
    higher = replace(NEW, post=SUPERVISOR, above=MANAGER, done=frozenset(keys))
    assert judge(higher, "2026-11-22 11:00").act == PassUp(MANAGER, Cause.UNTAKEN, tell_member=False)
    again = escalation.refer(replace(higher, officer=NOURA))
    assert again is not None
    assert again[0] == PassUp(MANAGER, Cause.REFERRED, tell_member=True)
    assert not set(again[1]) & set(keys)
    assert escalation.refer(replace(OWNED, above=None)) is None


def test_the_least_busy_colleague_on_duty_takes_over() -> None:
    """Of the same post, and not the one from whom it is taken."""
    colleagues = (
        Colleague(SALEM, OFFICER, on_duty=True, open_tickets=0),
        Colleague(NOURA, OFFICER, on_duty=True, open_tickets=4),
        Colleague(FAHD, OFFICER, on_duty=False, open_tickets=1),
        Colleague(OfficerId(4), SUPERVISOR, on_duty=True, open_tickets=0),
    )
    assert escalation.choose(colleagues, OFFICER, beside=SALEM) == NOURA
    assert escalation.choose(colleagues, MANAGER) is None


HOURS = st.integers(0, 400).map(lambda hours: NINE + timedelta(hours=hours))
CASES = st.builds(
    replace,
    st.just(NEW),
    stage=st.sampled_from(Stage),
    officer=st.sampled_from([None, SALEM]),
    absent=st.booleans(),
    waiting_since=st.none() | HOURS,
    above=st.sampled_from([None, SUPERVISOR]),
)


@given(CASES.map(with_dues), HOURS)
def test_whatever_happened_one_look_settles_it(case: Case, now: datetime) -> None:
    """A judgement acts only in working hours, looks ahead only, and once stored is not repeated."""
    judgement = escalation.judge(case, now, Patience(), MAKKAH)
    assert judgement.act is None or MAKKAH.is_open(now)
    assert judgement.again_at is None or judgement.again_at > now
    assert bool(judgement.keys) == bool(judgement.act)
    settled = escalation.judge(replace(case, done=frozenset(judgement.keys)), now, Patience(), MAKKAH)
    assert judgement.act is None or settled.act is None
