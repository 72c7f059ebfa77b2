"""What members hear without asking."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import updates
from domain.model import Stage, TicketKind, TicketRef
from domain.updates import Digest, Hours, Matter, Rhythm
from tests.domain.offices import HOURS, NEVER, at

RHYTHM = Rhythm()
ENTERED = at("2026-11-22 09:00")
STUDIED = Matter(
    TicketRef("T16014"), TicketKind.SUPPORT, Stage.WITH_COMMITTEE, ENTERED, told_stage=Stage.WITH_COMMITTEE, told_at=ENTERED
)


def look(now: str, *matters: Matter, notices: bool = True) -> Digest:
    """Look at a time in Riyadh."""
    return updates.digest(matters, at(now), RHYTHM, HOURS, notices=notices)


def test_while_nothing_changes_the_member_hears_weekly() -> None:
    """A week after he heard last, at ten; and he is told when he hears next."""
    assert look("2026-11-29 09:59", STUDIED) == Digest((), at("2026-11-29 10:00"))
    due = look("2026-11-29 10:00", STUDIED)
    assert [(item.ref, item.sentence, item.next_at) for item in due.items] == [
        (STUDIED.ref, "update.still.with_committee.support", at("2026-12-06 10:00"))
    ]
    assert due.again_at == at("2026-12-06 10:00")


def test_a_change_of_stage_is_told_at_once() -> None:
    """Some minutes later, so that a slip can be undone."""
    moved = replace(STUDIED, stage=Stage.WITH_DEPARTMENT, entered_at=at("2026-11-23 17:00"))
    assert look("2026-11-23 17:00", moved) == Digest((), at("2026-11-23 17:02"))
    assert [item.sentence for item in look("2026-11-23 17:02", moved).items] == ["update.changed.with_department"]


def test_a_change_in_the_night_waits_for_the_morning() -> None:
    """Quiet hours end at eight."""
    moved = replace(STUDIED, stage=Stage.WAITING_FOR_MEMBER, entered_at=at("2026-11-23 22:30"))
    assert look("2026-11-23 23:00", moved) == Digest((), at("2026-11-24 08:00"))


def test_a_change_found_late_in_the_night_waits_too() -> None:
    """A server that starts again at midnight wakes nobody."""
    moved = replace(STUDIED, stage=Stage.WITH_DEPARTMENT, entered_at=at("2026-11-23 17:00"))
    assert look("2026-11-24 00:30", moved) == Digest((), at("2026-11-24 08:00"))


def test_an_update_on_a_holiday_waits_for_the_office() -> None:
    """A Friday becomes Sunday, at the hour of updates; Eid becomes the first day of work."""
    friday = replace(STUDIED, told_at=at("2026-11-20 09:00"))
    assert updates.due_at(friday, RHYTHM, HOURS) == at("2026-11-29 10:00")
    eid = replace(STUDIED, told_at=at("2027-03-03 09:00"), entered_at=at("2027-02-01 09:00"))
    assert updates.due_at(eid, RHYTHM, HOURS) == at("2027-03-15 10:00")


def test_a_stopped_server_tells_only_the_newest() -> None:
    """After five weeks of silence there is one update, and the next is a week later."""
    late = look("2026-12-28 10:00", STUDIED)
    assert len(late.items) == 1
    assert late.again_at == at("2027-01-04 10:00")


def test_several_tickets_of_one_member_become_one_message() -> None:
    """What would come within a day goes along; what comes later does not."""
    tomorrow = replace(STUDIED, ref=TicketRef("T2"), told_at=at("2026-11-23 09:00"))
    later = replace(STUDIED, ref=TicketRef("T3"), told_at=at("2026-11-25 09:00"))
    due = look("2026-11-29 10:00", STUDIED, tomorrow, later)
    assert [item.ref for item in due.items] == ["T16014", "T2"]
    assert due.again_at == at("2026-12-02 10:00")


@pytest.mark.parametrize("stage", [Stage.RESOLVED, Stage.CLOSED])
def test_nothing_is_sent_after_the_resolution(stage: Stage) -> None:
    """Nor is a timer kept."""
    assert look("2027-01-10 10:00", replace(STUDIED, stage=stage)) == Digest((), None)


def test_nothing_is_sent_to_who_opted_out() -> None:
    """Not even a change."""
    assert look("2026-11-29 10:00", STUDIED, notices=False) == Digest((), None)


def test_an_officer_can_hold_an_update_and_add_a_line() -> None:
    """Held, it goes out when the hold ends; the line goes out once."""
    held = replace(STUDIED, held_until=at("2026-12-01 11:00"), line="وصل رأي القسم الفني.")
    assert look("2026-11-29 10:00", held) == Digest((), at("2026-12-01 11:00"))
    (item,) = look("2026-12-01 11:00", held).items
    assert item.line == "وصل رأي القسم الفني."
    assert item.next_at == at("2026-12-08 10:00")


def test_a_held_update_does_not_go_along_with_another() -> None:
    """A hold is a hold."""
    held = replace(STUDIED, ref=TicketRef("T2"), held_until=at("2026-11-29 12:00"))
    assert [item.ref for item in look("2026-11-29 10:00", STUDIED, held).items] == ["T16014"]


def test_a_ticket_that_waits_for_the_member_has_reminders_instead() -> None:
    """It is told once that it waits; then nothing on a schedule."""
    waiting = replace(STUDIED, stage=Stage.WAITING_FOR_MEMBER, told_stage=Stage.WAITING_FOR_MEMBER)
    assert look("2027-01-10 10:00", waiting) == Digest((), None)


def test_a_kind_may_have_its_own_rhythm() -> None:
    """Days for one kind in one stage win over those of the stage; none at all is possible."""
    slow = Rhythm(of_kind={(TicketKind.SUPPORT, Stage.WITH_COMMITTEE): 14})
    assert updates.due_at(STUDIED, slow, HOURS) == at("2026-12-06 10:00")
    assert updates.due_at(STUDIED, Rhythm(of_kind={(TicketKind.SUPPORT, Stage.WITH_COMMITTEE): 0}), HOURS) is None


def test_an_office_that_never_opens_plans_no_update() -> None:
    """No endless search."""
    assert updates.due_at(STUDIED, RHYTHM, Hours(NEVER, HOURS.sending)) is None


def test_the_same_update_has_the_same_key_and_the_next_one_another() -> None:
    """Two processes that look at once store it once."""
    first, again = (look(now, STUDIED).items[0] for now in ("2026-11-29 10:00", "2026-11-29 10:05"))
    heard = replace(STUDIED, told_at=at("2026-11-29 10:00"))
    assert first.key == again.key != look("2026-12-06 10:00", heard).items[0].key


MATTERS = st.builds(
    replace,
    st.just(STUDIED),
    ref=st.integers(1, 9).map(lambda number: TicketRef(f"T{number}")),
    kind=st.sampled_from(TicketKind),
    stage=st.sampled_from(Stage),
    told_stage=st.sampled_from(Stage),
    told_at=st.none() | st.integers(0, 900).map(lambda hours: ENTERED + timedelta(hours=hours)),
    held_until=st.none() | st.integers(0, 900).map(lambda hours: ENTERED + timedelta(hours=hours)),
)


@given(st.lists(MATTERS, max_size=4, unique_by=lambda matter: matter.ref), st.integers(0, 1000))
def test_no_one_is_told_twice_or_woken(matters: list[Matter], hours: int) -> None:
    """Whatever stands, what is told is told outside quiet hours, of open tickets, and is not told again by the next look."""
    now: datetime = ENTERED + timedelta(hours=hours)
    found = updates.digest(matters, now, RHYTHM, HOURS, notices=True)
    assert not found.items or HOURS.sending.is_open(now)
    told = {item.ref for item in found.items}
    assert all(matter.stage.is_open for matter in matters if matter.ref in told)
    assert found.again_at is None or found.again_at > now
    heard = [
        replace(matter, told_at=now, told_stage=matter.stage, held_until=None) if matter.ref in told else matter
        for matter in matters
    ]
    assert not updates.digest(heard, now, RHYTHM, HOURS, notices=True).items
