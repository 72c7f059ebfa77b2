"""An announcement from its draft to its end."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from domain import announcements, quiet, runs
from domain.alarms import Alarm
from domain.announcements import Act, Actor, Announcement, Barred, Fault, Stage, Told
from domain.assembly import AnnouncementId, Assembly
from domain.model import ConversationId, Language, OfficerId
from domain.quiet import MessageClass, SendingHours
from domain.receiving import PersonId, Segment
from domain.runs import Batch, Preview
from tests.domain.offices import MAKKAH, at

NOW = at("2026-11-22 10:00")
WRITER = Actor(OfficerId(1), writes=True)
SECOND = Actor(OfficerId(2), approves=True)
BOTH = Actor(OfficerId(1), writes=True, approves=True)
TEXT = {Language.ARABIC: "يفتح المكتب يوم الأحد.", Language.ENGLISH: "The office opens on Sunday."}
ASSEMBLY = Assembly(dict.fromkeys(Language, "القاعة"), at("2026-12-15 19:00"), dict.fromkeys(Language, ("التقرير", "الانتخاب")))
DRAFT = Announcement(
    AnnouncementId(7),
    MessageClass.AWARENESS,
    Segment(),
    TEXT,
    frozenset({WRITER.officer}),
    at("2026-11-23 10:00"),
    per_minute=60,
)
SENDING = quiet.calendar(SendingHours(), MAKKAH, MessageClass.AWARENESS)


def after(*deeds: tuple[Act, Actor | None], announcement: Announcement = DRAFT, now: datetime = NOW) -> Announcement | Barred:
    """Do one thing after the other, until one is refused."""
    found: Announcement | Barred = announcement
    for deed, by in deeds:
        assert isinstance(found, Announcement)
        found = announcements.act(found, deed, by, now)
    return found


def stage_of(found: Announcement | Barred) -> Stage:
    """Give the stage of what was not refused."""
    assert isinstance(found, Announcement)
    return found.stage


def test_the_way_of_an_announcement() -> None:
    """Written, proposed, approved by a second person, started by the clock, paused, resumed, finished."""
    ready = after((Act.PROPOSE, WRITER), (Act.APPROVE, SECOND))
    assert isinstance(ready, Announcement)
    assert (ready.stage, ready.approved_by) == (Stage.APPROVED, SECOND.officer)
    later = at("2026-11-23 10:00")
    run = after((Act.START, None), (Act.PAUSE, SECOND), (Act.RESUME, WRITER), (Act.FINISH, None), announcement=ready, now=later)
    assert stage_of(run) is Stage.DONE


def test_nobody_approves_what_he_wrote() -> None:
    """Not even with the power to approve, and not after somebody else edited it."""
    proposed = after((Act.PROPOSE, WRITER))
    assert isinstance(proposed, Announcement)
    assert announcements.act(proposed, Act.APPROVE, BOTH, NOW) is Barred.OWN_WORK
    edited = announcements.edit(proposed, DRAFT, Actor(OfficerId(3), writes=True))
    assert isinstance(edited, Announcement)
    assert edited.writers == {1, 3}


@pytest.mark.parametrize(
    ("deed", "by"),
    [(Act.PROPOSE, SECOND), (Act.PROPOSE, None), (Act.PROPOSE, Actor(OfficerId(9)))],
)
def test_only_who_writes_may_propose(deed: Act, by: Actor | None) -> None:
    """Neither the clock nor who has no power."""
    assert announcements.act(DRAFT, deed, by, NOW) is Barred.NOT_ALLOWED


def test_the_clock_does_not_approve_and_a_writer_does_not() -> None:
    """Only a second person with the power."""
    proposed = replace(DRAFT, stage=Stage.AWAITING_APPROVAL)
    assert announcements.act(proposed, Act.APPROVE, None, NOW) is Barred.NOT_ALLOWED
    assert announcements.act(proposed, Act.APPROVE, Actor(OfficerId(3), writes=True), NOW) is Barred.NOT_ALLOWED


def test_an_edit_makes_an_approval_void() -> None:
    """What was approved is what runs."""
    ready = after((Act.PROPOSE, WRITER), (Act.APPROVE, SECOND))
    assert isinstance(ready, Announcement)
    edited = announcements.edit(ready, replace(ready, text={**TEXT, Language.ENGLISH: "Closed."}), WRITER)
    assert isinstance(edited, Announcement)
    assert (edited.stage, edited.approved_by) == (Stage.DRAFT, None)
    assert announcements.edit(ready, DRAFT, SECOND) is Barred.NOT_ALLOWED


@pytest.mark.parametrize("stage", [Stage.RUNNING, Stage.PAUSED, Stage.STOPPED, Stage.DONE])
def test_what_has_begun_cannot_be_edited(stage: Stage) -> None:
    """Half of the members would have got another text."""
    assert announcements.edit(replace(DRAFT, stage=stage), DRAFT, WRITER) is Barred.WRONG_STAGE


def test_nothing_starts_before_its_time() -> None:
    """Nor does a clock that was moved back start it early; without a time it starts when approved."""
    ready = replace(DRAFT, stage=Stage.APPROVED)
    assert announcements.act(ready, Act.START, None, NOW) is Barred.TOO_EARLY
    assert stage_of(announcements.act(replace(ready, start_at=None), Act.START, None, NOW)) is Stage.RUNNING


def test_who_is_told_of_what_was_done() -> None:
    """Those who may approve it, without its writers; then its writers; never who did it."""
    approvers = frozenset({OfficerId(1), OfficerId(2), OfficerId(3)})
    assert announcements.alarm(DRAFT, Act.PROPOSE, WRITER, approvers) == Told(Alarm.TO_APPROVE, approvers - {OfficerId(1)})
    assert announcements.alarm(DRAFT, Act.APPROVE, SECOND, approvers) == Told(Alarm.APPROVED, DRAFT.writers)
    assert announcements.alarm(DRAFT, Act.FINISH, None, frozenset()) == Told(Alarm.RUN_ENDED, DRAFT.writers)
    assert announcements.alarm(DRAFT, Act.SEND_BACK, WRITER, approvers) == Told(Alarm.SENT_BACK, frozenset())
    assert announcements.alarm(DRAFT, Act.PAUSE, WRITER, approvers) is None


@pytest.mark.parametrize("stage", [Stage.STOPPED, Stage.DONE])
@pytest.mark.parametrize("deed", Act)
def test_an_end_is_an_end(stage: Stage, deed: Act) -> None:
    """Nothing brings back what was stopped or is done."""
    assert announcements.act(replace(DRAFT, stage=stage), deed, BOTH, NOW) is Barred.WRONG_STAGE


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"text": {**TEXT, Language.ENGLISH: " "}}, Fault.TEXT_MISSING),
        ({"text": {Language.ARABIC: "نص"}}, Fault.TEXT_MISSING),
        ({"text": {**TEXT, Language.ARABIC: "عزيزي {name}"}}, Fault.VARIABLE),
        ({"start_at": at("2026-11-22 09:59")}, Fault.START_PAST),
        ({"per_minute": 0}, Fault.PACE),
        ({"assembly": replace(ASSEMBLY, place={Language.ARABIC: "القاعة"})}, Fault.PLACE_MISSING),
        ({"assembly": replace(ASSEMBLY, agenda={**ASSEMBLY.agenda, Language.ENGLISH: ("Report",)})}, Fault.AGENDA_MISSING),
        ({"assembly": replace(ASSEMBLY, agenda={})}, Fault.AGENDA_MISSING),
        ({"assembly": replace(ASSEMBLY, at=at("2026-11-23 09:00"))}, Fault.ASSEMBLY_PAST),
        ({"assembly": ASSEMBLY, "text": {Language.ARABIC: "نص", Language.ENGLISH: ""}}, Fault.TEXT_MISSING),
    ],
)
def test_a_faulty_one_is_not_proposed(changes: dict[str, object], fault: Fault) -> None:
    """Each fault is named."""
    faulty = replace(DRAFT, **changes)  # type: ignore[arg-type]
    assert announcements.faults(faulty, NOW) == (fault,)
    assert announcements.act(faulty, Act.PROPOSE, WRITER, NOW) is Barred.FAULTY


def test_an_assembly_needs_no_further_words() -> None:
    """Its place, time and agenda are the notice."""
    assert announcements.faults(replace(DRAFT, text={}, assembly=ASSEMBLY), NOW) == ()


def test_an_assembly_that_is_over_is_not_announced() -> None:
    """Though it was approved in time."""
    late = replace(DRAFT, stage=Stage.APPROVED, assembly=ASSEMBLY)
    assert announcements.act(late, Act.START, None, at("2026-12-16 09:00")) is Barred.FAULTY


RUNNING = replace(DRAFT, stage=Stage.RUNNING)


@pytest.mark.parametrize(
    ("announcement", "handed", "now", "batch"),
    [
        (RUNNING, 0, "2026-11-23 10:00", Batch(60, at("2026-11-23 10:01"))),
        (RUNNING, 45, "2026-11-23 10:00", Batch(15, at("2026-11-23 10:01"))),
        (RUNNING, 80, "2026-11-23 10:00", Batch(0, at("2026-11-23 10:01"))),
        (RUNNING, 0, "2026-11-23 20:00", Batch(0, at("2026-11-24 09:00"))),  # quiet hours
        (replace(RUNNING, stage=Stage.PAUSED), 0, "2026-11-23 10:00", Batch(0, None)),
    ],
)
def test_a_run_keeps_its_pace_and_the_quiet_hours(announcement: Announcement, handed: int, now: str, batch: Batch) -> None:
    """What went out in the last minute counts, so a stopped server does not make up for lost time."""
    assert runs.batch(announcement, handed, SENDING, at(now)) == batch


def test_one_message_of_a_run_has_one_key() -> None:
    """The same person on another address has another."""
    keys = {
        runs.key(AnnouncementId(number), PersonId(person), ConversationId(address))
        for number in (1, 2)
        for person in "ab"
        for address in ("web:main:1", "web:main:2")
    }
    assert len(keys) == 8


def test_the_cost_is_that_of_all_segments() -> None:
    """A channel without a price is free."""
    prices = {"sms": Decimal("0.20")}
    assert runs.cost(Preview("sms", Language.ARABIC, 1, 3, 100), prices) == Decimal(60)
    assert runs.cost(Preview("web", Language.ARABIC, 1, 1, 500), prices) == 0


def test_nothing_runs_that_a_second_person_did_not_approve() -> None:
    """Every stage that can be reached at all, by anybody in any order."""
    now = at("2026-11-23 10:00")
    reached, fresh = {}, [DRAFT]
    while fresh:
        current = fresh.pop()
        reached[current.stage, current.approved_by] = current
        found = [announcements.act(current, deed, by, now) for deed in Act for by in (None, WRITER, SECOND, BOTH)]
        moved = [each for each in found if isinstance(each, Announcement)]
        fresh += [each for each in moved if (each.stage, each.approved_by) not in reached]
    assert {stage for stage, _ in reached} == set(Stage)
    assert all(by == SECOND.officer for stage, by in reached if stage not in {Stage.DRAFT, Stage.AWAITING_APPROVAL})
